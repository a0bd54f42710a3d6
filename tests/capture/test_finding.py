"""find: what a user names becomes sources, in order; nothing hangs, nothing is lost in silence."""

from __future__ import annotations

import errno
import io
import os
import sys
import tracemalloc
from collections import Counter
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pytest

from dateline.capture import CaptureStage, find
from dateline.engine import LocalEngine
from dateline.records.page import Known


def names(*paths: str | Path) -> list[str]:
    return [os.path.basename(source.name) for source in find([str(path) for path in paths])]


def page(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("A page.")
    return path


def test_a_file_keeps_the_name_the_user_gave_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page(tmp_path, "a.txt")
    monkeypatch.chdir(tmp_path)
    (source,) = find(["./a.txt"], known=Known(outlet="Acme"))
    assert (source.name, source.path, source.known.outlet) == ("./a.txt", "./a.txt", "Acme")


def test_folders_are_read_all_the_way_down_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/b.txt", "c.html"):
        page(tmp_path, name)
    assert names(tmp_path) == ["b.txt", "z.html", "b.txt", "c.html"]


def test_hidden_files_and_workspaces_are_passed_over_in_folders_only(tmp_path: Path) -> None:
    hidden = page(tmp_path, ".hidden.txt")
    for name in ("dateline.db", "dateline.db-wal", "x.txt", ".git/config"):
        page(tmp_path, name)
    assert names(tmp_path) == ["x.txt"]
    assert names(hidden) == [".hidden.txt"]


def test_a_link_to_a_folder_above_does_not_run_in_circles(tmp_path: Path) -> None:
    page(tmp_path, "a/x.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    assert names(tmp_path) == ["x.txt"]


def test_patterns_are_opened_where_the_shell_did_not(tmp_path: Path) -> None:
    for name in ("a/1.txt", "a/2.html", "b/3.txt"):
        page(tmp_path, name)
    assert names(tmp_path / "*" / "*.txt") == ["1.txt", "3.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    page(tmp_path, "[1].txt")
    page(tmp_path, "1.txt")
    assert names(tmp_path / "[1].txt") == ["[1].txt"]


def test_a_pattern_that_nothing_fits_is_a_refused_source(tmp_path: Path) -> None:
    (source,) = find([str(tmp_path / "*.txt")])
    assert source.refused is not None
    assert source.refused.code == "not_found"


def test_a_name_that_is_no_utf8_can_be_printed_and_opened(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(raw, "wb") as opened:
        opened.write(b"text")
    (source,) = find([str(tmp_path)])
    assert source.name.endswith("caf\ufffd.txt")
    source.name.encode("utf-8")
    assert source.path is not None
    assert os.path.exists(source.path)


def test_standard_input_is_read_once_and_no_more_than_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"x" * 100)))
    first, second = find(["-", "-"], max_bytes=10)
    assert (first.name, first.payload, second.payload) == ("-", b"x" * 11, b"")


def test_many_thousand_files_are_found_one_at_a_time(tmp_path: Path) -> None:
    names = [f"box-{number % 4}/cur/{number:06}.txt" for number in range(20_000)]
    for folder in {name.rpartition("/")[0] for name in names}:
        (tmp_path / folder).mkdir(parents=True)
    for name in names:
        (tmp_path / name).write_bytes(b"A page of words, number " + name.encode())
    tracemalloc.start()
    found = Counter(source.name.partition("box-")[2][0] for source in find([str(tmp_path)]))
    with LocalEngine() as engine:
        outcomes = engine.run(CaptureStage(), islice(find([str(tmp_path)]), 1000))
        read = sum(outcome.output is not None for outcome in outcomes)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found, read) == (Counter("0123" * 5000), 1000)
    assert peak < 2_000_000, "the names in one folder of five thousand, and nothing of the files"


def test_order_does_not_depend_on_the_disk(tmp_path: Path) -> None:
    made = [f"{folder}/{name}.txt" for folder in ("b", "a.txt", "a") for name in ("z", "B", "a", "10", "9")]
    for name in made:
        page(tmp_path, name)
    found = [os.path.relpath(source.path or "", tmp_path) for source in find([str(tmp_path)])]
    assert found == [f"{folder}/{name}.txt" for folder in ("a", "a.txt", "b") for name in ("10", "9", "B", "a", "z")]


def test_a_folder_that_cannot_be_entered_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page(tmp_path, "a/1.txt")
    page(tmp_path, "b/2.txt")
    real = os.scandir

    def scandir(path: str) -> os.PathLike[str]:
        if path.endswith("/a"):
            raise PermissionError(errno.EACCES, "no")
        return real(path)  # type: ignore[return-value]

    monkeypatch.setattr(os, "scandir", scandir)
    refused, found = find([str(tmp_path)])
    assert refused.refused is not None
    assert (refused.refused.code, os.path.basename(found.name)) == ("not_allowed", "2.txt")
