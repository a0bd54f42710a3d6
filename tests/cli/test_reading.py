"""Reading as a user does it: again, in another order, in pieces, by two workers, killed, and with bad pages."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from dateline.records.dossier import Dossier
from dateline.records.schema import json_schema

from .running import EXAMPLES, dateline, picture

pytestmark = pytest.mark.model

PAGES = sorted(EXAMPLES.glob("0[1-6]*"))
GOOD = PAGES[0]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace into which the pages were read in their order."""
    workspace = tmp_path_factory.mktemp("once") / "w.db"
    assert dateline("read", *PAGES, "--workspace", workspace).returncode == 0
    return workspace


@pytest.fixture(scope="module")
def dossier(once: Path) -> bytes:
    """Its dossier."""
    return dateline("dossier", "--json", "--workspace", once).stdout


def test_the_dossier_keeps_the_schema(dossier: bytes) -> None:
    jsonschema.Draft202012Validator(json_schema(Dossier)).validate(json.loads(dossier))


@pytest.mark.alone
def test_reading_again_changes_nothing_and_returns_at_once(once: Path, dossier: bytes) -> None:
    before = once.read_bytes()
    begun = time.perf_counter()
    done = dateline("read", *PAGES, "--workspace", once)
    took = time.perf_counter() - begun
    assert b"0 new" in done.stdout
    assert took < 3, "start-up and less than a second"
    assert dateline("dossier", "--json", "--workspace", once).stdout == dossier
    assert once.read_bytes() == before


def test_another_order_one_at_a_time_gives_the_same(dossier: bytes, tmp_path: Path) -> None:
    for page in reversed(PAGES):
        assert dateline("read", page, "--workspace", tmp_path / "w.db").returncode == 0
    assert dateline("dossier", "--json", "--workspace", tmp_path / "w.db").stdout == dossier


def test_two_workers_give_the_same(dossier: bytes, tmp_path: Path) -> None:
    done = dateline("read", *PAGES, "--workers", "2", "--workspace", tmp_path / "w.db")
    assert done.returncode == 0, done.stderr
    assert dateline("dossier", "--json", "--workspace", tmp_path / "w.db").stdout == dossier


def test_a_killed_run_is_finished_by_the_next(dossier: bytes, tmp_path: Path) -> None:
    workspace = tmp_path / "w.db"
    command = [sys.executable, "-m", "dateline", "read", *map(str, PAGES), "--workspace", str(workspace)]
    for seconds in (0.4, 1.5, 3.5):
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert dateline("read", *PAGES, "--workspace", workspace).returncode == 0
    assert dateline("dossier", "--json", "--workspace", workspace).stdout == dossier
    assert dateline("check", "--workspace", workspace).returncode == 0


def test_bad_pages_cost_one_failure_each_and_the_others_are_read(tmp_path: Path) -> None:
    bad = tmp_path / "pages"
    bad.mkdir()
    (bad / "empty.txt").write_bytes(b"")
    (bad / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (bad / "line.txt").write_bytes(b"word " * 10_000_000)
    (bad / "bomb.html").write_bytes(b"<html><body>" + b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000)
    os.mkfifo(bad / "pipe.txt")
    (bad / "loop").symlink_to(bad, target_is_directory=True)
    text = GOOD.read_bytes()
    (bad / "cut.html").write_bytes((EXAMPLES / PAGES[1].name).read_bytes()[:6000])
    # A page in UTF-8 with a sequence that breaks off.
    (bad / "broken.txt").write_bytes(text.replace(b"police", "Polícia – ".encode() + b"poli\xe2\x80ce", 1))
    (bad / "quote.txt").write_bytes(text.replace(b'"', b"", 1))
    (bad / "good.txt").write_bytes(text)
    found = picture("read", bad, "--json", "--workspace", tmp_path / "w.db", status=1)
    failed = {Path(failure["source"]).name: failure["code"] for failure in found["failures"]}
    assert set(failed) <= {"empty.txt", "binary.txt", "line.txt", "bomb.html", "pipe.txt", "loop", "missing.txt"}
    assert {"empty.txt", "binary.txt", "pipe.txt"} <= set(failed)
    read = {Path(article["source"]).name for article in found["articles"]}
    assert {"cut.html", "broken.txt", "quote.txt", "good.txt"} <= read
    warned = {(Path(w["source"]).name, w["code"]) for w in found["warnings"]}
    assert {("broken.txt", "broken_encoding"), ("cut.html", "cut_off"), ("quote.txt", "odd_quotation_marks")} <= warned
    listed = dateline("failures", "--workspace", tmp_path / "w.db").stdout.decode()
    assert all(name in listed and code in listed for name, code in failed.items())


def test_standard_input_and_what_the_caller_knows(tmp_path: Path) -> None:
    done = dateline(
        "read", "-", "--published", "2026-03-05", "--outlet", "The Test Gazette", "--url", "https://gazette.example/1",
        "--json", "--workspace", tmp_path / "w.db", stdin=GOOD.read_bytes(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (article,) = json.loads(done.stdout)["articles"]
    assert (article["outlet"], article["url"]) == ("The Test Gazette", "https://gazette.example/1")
    assert article["published"]["value"] == "2026-03-05"
    assert [basis["kind"] for basis in article["published"]["basis"]] == ["caller"]


def test_what_the_caller_knows_is_for_one_page(tmp_path: Path) -> None:
    done = dateline("read", *PAGES[:2], "--outlet", "The Test Gazette", "--workspace", tmp_path / "w.db")
    assert done.returncode == 2
    assert b"known_of_many" in done.stderr


def test_rows_with_equal_text_stay_articles_of_their_own(tmp_path: Path) -> None:
    text = "Police in Westmarch arrested two men on Monday, the mayor said.\n\nNobody was hurt, she said."
    rows = [{"source": f"row {n}", "outlet": f"Paper {n}", "text": text, "bare": True} for n in (1, 2)]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = dateline("read", tmp_path / "rows.jsonl", "--jsonl", "--workspace", tmp_path / "w.db")
    pages = [json.loads(line) for line in done.stdout.splitlines()]
    assert [[article["outlet"] for article in page["articles"]] for page in pages] == [["Paper 1"], ["Paper 2"]]
    together = picture("dossier", "--json", "--workspace", tmp_path / "w.db")
    assert len(together["articles"]) == 2
    assert len({article["text_id"] for article in together["articles"]}) == 1
