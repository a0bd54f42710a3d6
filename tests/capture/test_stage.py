"""The capture stage: a source becomes a capture, or a coded refusal; it never blocks."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from dateline.capture import CaptureStage
from dateline.errors import Refusal
from dateline.records.ids import digest, text_id
from dateline.records.page import Capture, Known, Source
from dateline.stage import Product, derivation_key


def capture(source: Source, *, max_bytes: int = 1000) -> Product[Capture]:
    return CaptureStage(max_bytes=max_bytes).open()(source)


def refused(source: Source) -> str:
    with pytest.raises(Refusal) as caught:
        capture(source)
    assert caught.value.message
    return caught.value.code


def written(folder: Path, payload: bytes, name: str = "page.txt") -> Source:
    path = folder / name
    path.write_bytes(payload)
    return Source(name=name, path=str(path))


def test_a_capture_keeps_its_bytes_and_names_its_text(tmp_path: Path) -> None:
    payload = b"one line of text\r\nand a second line\x00"
    words = "one line of text\nand a second line\ufffd"
    product = capture(written(tmp_path, payload))
    assert product.payload == payload
    assert product.texts[0].text == words
    assert product.output.payload == digest(payload)
    assert product.output.text_id == text_id(words) == product.texts[0].id
    assert (product.output.source, product.output.charset) == ("page.txt", "utf-8")


def test_one_file_is_one_capture_whatever_it_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = written(tmp_path, b"text")
    (tmp_path / "link.txt").symlink_to(tmp_path / "page.txt")
    monkeypatch.chdir(tmp_path)
    ids = {
        capture(one).output.id for one in (source, Source(name="x", path="page.txt"), Source(name="y", path="link.txt"))
    }
    assert len(ids) == 1


def test_the_id_hashes_bytes_source_and_what_is_known_but_not_the_time(tmp_path: Path) -> None:
    source = written(tmp_path, b"text")
    same = Source(name="page.txt", path=source.path, known=Known(captured="2026-03-05"))
    told = Source(name="page.txt", path=source.path, known=Known(published="2026-03-05"))
    first = capture(source).output.id
    other = capture(written(tmp_path, b"text", "other.txt")).output.id
    assert first == capture(same).output.id
    assert len({first, other, capture(told).output.id}) == 3
    changed = capture(written(tmp_path, b"text, changed")).output.id
    assert changed != first


def test_a_budget_is_kept_before_and_after_opening(tmp_path: Path) -> None:
    assert refused(written(tmp_path, b"x" * 1001)) == "too_large"
    assert refused(Source(name="-", payload=b"x" * 1001)) == "too_large"
    assert capture(written(tmp_path, b"x" * 1000)).output.text_id


def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "socket"))
    with server:
        for path in (fifo, tmp_path / "socket", tmp_path, Path("/dev/zero")):
            assert refused(Source(name="x", path=str(path))) == "not_a_file"


def test_what_cannot_be_opened_is_refused_with_its_reason(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    dangling = tmp_path / "dangling"
    dangling.symlink_to(tmp_path / "gone")
    found = {path: refused(Source(name="x", path=str(path))) for path in (loop, dangling, tmp_path / "none", "a\x00b")}
    assert found == {loop: "link_loop", dangling: "not_found", tmp_path / "none": "not_found", "a\x00b": "not_found"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    source = written(tmp_path, b"text")
    (tmp_path / "page.txt").chmod(0)
    assert refused(source) == "not_allowed"


def test_empty_and_binary_pages_are_refused() -> None:
    assert refused(Source(name="x", payload=b"\xef\xbb\xbf")) == "empty"
    assert refused(Source(name="x", payload=b"\x00\x01\x02" * 50)) == "binary"


def test_broken_and_guessed_encodings_are_read_with_a_warning() -> None:
    broken = capture(Source(name="x", payload="“Grüße”".encode() + b"\xff."))
    guessed = capture(Source(name="x", payload="La reunión será mañana, señaló el señor Núñez.".encode("cp1252")))
    passed_on = capture(Source(name="x", payload="already \ufffd broken".encode()))
    codes = [[warning.code for warning in product.warnings] for product in (broken, guessed, passed_on)]
    assert codes == [["broken_encoding"], ["guessed_encoding"], ["broken_encoding"]]


def test_the_key_names_the_source_and_settings_change_the_derivation(tmp_path: Path) -> None:
    source = written(tmp_path, b"text")
    stage = CaptureStage()
    assert stage.key(source) == os.path.realpath(tmp_path / "page.txt")
    assert derivation_key(stage, "k") != derivation_key(CaptureStage(max_bytes=5), "k")


def test_an_archive_that_is_moved_keeps_its_ids(tmp_path: Path) -> None:
    ids = []
    for place in ("here", "there/deeper"):
        folder = tmp_path / place / "gazette"
        folder.mkdir(parents=True)
        (folder / "page.txt").write_text("The bridge of Westmarch was closed on Monday, the mayor said.")
        ids.append(CaptureStage().open()(Source(name="page.txt", path=str(folder / "page.txt"))).output.id)
    assert ids[0] == ids[1]


def test_equal_pages_of_two_folders_are_two(tmp_path: Path) -> None:
    ids = set()
    for outlet in ("gazette", "herald"):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "page.txt").write_text("The bridge of Westmarch was closed on Monday, the mayor said.")
        page = Source(name="page.txt", path=str(tmp_path / outlet / "page.txt"))
        ids.add(CaptureStage().open()(page).output.id)
    assert len(ids) == 2
