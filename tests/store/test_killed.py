"""A run that is killed loses at most its batch, and the next one finishes it: to the same workspace."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.engine import LocalEngine
from dateline.store import open_store

from .contract import Snapshot, no_broken, snapshot
from .plan import BATCH, read

pytestmark = [pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL"), pytest.mark.alone]

PAGES = 40


def start(
    file: Path, *, pages: int = PAGES, workers: int = 1, statements: int | None = None
) -> subprocess.Popen[bytes]:
    code = (
        f"import sys; sys.path[:] = {sys.path!r}\n"
        "from store.plan import main\n"
        f"main({str(file)!r}, pages={pages}, workers={workers}, statements={statements})"
    )
    return subprocess.Popen([sys.executable, "-c", code])


def look(file: Path) -> Snapshot:
    """All that the workspace says; its evidence holds."""
    store = open_store(file)
    seen = snapshot(store)
    holding, total = store.check(no_broken)
    assert holding == total
    store.close()
    return seen


def kept_so_far(file: Path) -> int:
    """How many outcomes there are, seen from outside while another process writes."""
    if not file.exists():
        return 0
    db = sqlite3.connect(file, timeout=10)
    try:
        return int(db.execute("SELECT count(*) FROM derivation").fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # not even the tables yet
    finally:
        db.close()


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """What an undisturbed run makes, in this process and one page after the other."""
    file = tmp_path_factory.mktemp("whole") / "work.dateline"
    store = open_store(file)
    read(store, LocalEngine(), range(PAGES))
    store.close()
    return look(file)


@pytest.mark.parametrize("statements", [0, 3, 20, 45, 60, 75, 111, 180, 260, 333])
def test_killed_anywhere_in_a_transaction(tmp_path: Path, uninterrupted: Snapshot, statements: int) -> None:
    file = tmp_path / "work.dateline"
    assert start(file, statements=statements).wait(timeout=60) == -signal.SIGKILL
    before = look(file)
    assert before != uninterrupted
    assert start(file).wait(timeout=60) == 0
    assert look(file) == uninterrupted


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_from_outside_again_and_again(tmp_path: Path, workers: int) -> None:
    file, whole, pages = tmp_path / "work.dateline", tmp_path / "whole.dateline", 160
    seen = kills = 0
    while kills < 3:
        process = start(file, pages=pages, workers=workers)
        deadline = time.monotonic() + 60
        while kept_so_far(file) < seen + 25 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        assert process.wait(timeout=60) == -signal.SIGKILL, "it was done before it could be killed"
        kills += 1
        now = kept_so_far(file)
        assert now >= seen + 25, "what was kept is not lost"
        seen = now
        look(file)
    assert start(file, pages=pages, workers=workers).wait(timeout=60) == 0
    assert start(whole, pages=pages).wait(timeout=60) == 0
    assert look(file) == look(whole)


def test_a_batch_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "work.dateline"
    counts = set()
    for statements in range(10, 60, 7):
        file.unlink(missing_ok=True)
        assert start(file, statements=statements).wait(timeout=60) == -signal.SIGKILL
        counts.add(kept_so_far(file))
    assert all(count % BATCH == 0 for count in counts)  # no page of the first batches is refused
    assert len(counts) > 1


def test_the_next_run_finds_all_done_and_does_nothing(tmp_path: Path, uninterrupted: Snapshot) -> None:
    file = tmp_path / "work.dateline"
    assert start(file).wait(timeout=60) == 0
    count = kept_so_far(file)
    ran: list[str] = []
    store = open_store(file)
    with LocalEngine(progress=lambda stage, _: ran.append(stage)) as engine:
        read(store, engine, range(PAGES))
    store.close()
    assert ran == []
    assert kept_so_far(file) == count
    assert look(file) == uninterrupted
