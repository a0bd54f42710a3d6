"""Opening a workspace: what is none, newer, locked, out of reach or damaged is said, with the repair."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.linking.archive import catch_up
from dateline.store import migrations, open_store
from dateline.store.migrations import MIGRATIONS, Migration

from .contract import snapshot
from .pages import capture_of, page

posix = pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")


def refused(path: Path, *, wait_seconds: float = 1.0) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_store(path, wait_seconds=wait_seconds)
    assert ": " in caught.value.message, "the message ends with the repair"
    return caught.value


@posix
def test_the_file_is_made_for_its_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = open_store(tmp_path / "work.dateline")
        store.add(page(1))
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        store.close()
    finally:
        os.umask(before)
    assert modes["work.dateline"] == 0o600
    assert set(modes.values()) == {0o600}


def test_a_workspace_opened_again_is_the_same(tmp_path: Path) -> None:
    store = open_store(tmp_path / "work.dateline")
    store.add(page(1))
    before = snapshot(store)
    store.close()
    store = open_store(str(tmp_path / "work.dateline"))
    assert snapshot(store) == before
    store.close()


def test_a_workspace_can_be_moved_with_its_file_alone(tmp_path: Path) -> None:
    store = open_store(tmp_path / "work.dateline")
    store.add(page(1))
    store.close()
    shutil.copy(tmp_path / "work.dateline", tmp_path / "copy")
    store = open_store(tmp_path / "copy")
    assert list(store.captures()) == [capture_of(1)]
    store.close()


@pytest.mark.parametrize(
    "content", [b"Dear diary", b"\x00" * 5000, b"SQLite format 3\x00" + b"\x00" * 50, bytes(range(256)) * 40]
)
def test_a_file_that_is_no_workspace_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    assert refused(path).code == "not_a_workspace"
    assert path.read_bytes() == content


def test_another_program_s_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE text (words)")
    db.close()
    before = path.read_bytes()
    assert refused(path).code == "not_a_workspace"
    assert path.read_bytes() == before


def test_a_folder_is_no_workspace(tmp_path: Path) -> None:
    assert refused(tmp_path).code == "not_a_workspace"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    error = refused(tmp_path / "missing" / "work.dateline")
    assert error.code == "no_such_folder"
    assert str(tmp_path / "missing") in error.message
    assert not (tmp_path / "missing").exists()


def test_an_empty_file_becomes_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "work.dateline").touch()
    store = open_store(tmp_path / "work.dateline")
    store.add(page(1))
    store.close()


def test_a_newer_workspace_is_refused_and_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "work.dateline"
    with monkeypatch.context() as newer:
        newer.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, Migration("more", ("CREATE TABLE more (x)",))))
        open_store(path).close()
    before = path.read_bytes()
    error = refused(path)
    assert error.code == "newer_workspace"
    assert "install the newer version" in error.message
    assert path.read_bytes() == before


def test_migrations_are_recorded_and_bring_an_older_file_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "work.dateline"
    store = open_store(path)
    store.add(page(1))
    store.close()
    more = (*MIGRATIONS, Migration("a note", ("CREATE TABLE note (words)", "INSERT INTO note VALUES ('kept')")))
    monkeypatch.setattr(migrations, "MIGRATIONS", more)
    for _ in range(2):
        store = open_store(path)
        assert list(store.captures()) == [capture_of(1)]
        store.close()
    db = sqlite3.connect(path)
    assert db.execute("SELECT number, name FROM migration ORDER BY number").fetchall() == [
        (number, step.name) for number, step in enumerate(more, start=1)
    ]
    assert db.execute("SELECT words FROM note").fetchall() == [("kept",)]
    db.close()


def test_a_migration_that_fails_leaves_nothing_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "work.dateline"
    open_store(path).close()
    failing = Migration("failing", ("CREATE TABLE note (words)", "INSERT INTO nowhere VALUES (1)"))
    with monkeypatch.context() as broken:
        broken.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, failing))
        with pytest.raises(StoreError, match="workspace_trouble"):
            open_store(path)
    db = sqlite3.connect(path)
    assert not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'note'").fetchone()
    db.close()
    open_store(path).close()


def test_the_second_writer_waits_and_then_says_that_the_file_is_locked(tmp_path: Path) -> None:
    path = tmp_path / "work.dateline"
    store = open_store(path, wait_seconds=0.3)
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError) as caught:
        store.add(page(1))
    assert caught.value.code == "workspace_locked"
    assert list(store.captures()) == []
    other.execute("ROLLBACK")
    store.close()

    patient = open_store(path, wait_seconds=10)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.4, other.execute, ["ROLLBACK"])
    release.start()
    patient.add(page(1))
    release.join()
    assert list(patient.captures()) == [capture_of(1)]
    patient.close()
    other.close()


def test_a_file_that_another_process_has_to_itself_is_locked(tmp_path: Path) -> None:
    path = tmp_path / "work.dateline"
    open_store(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    assert refused(path, wait_seconds=0.2).code == "workspace_locked"
    other.close()


WRITER = """
import sys
sys.path[:] = {path!r}
from dateline.store import open_store
from store.pages import page
store = open_store({file!r})
for number in range({start}, {start} + 60):
    store.add(page(number))
"""


def test_many_processes_may_begin_and_write_one_workspace_at_once(tmp_path: Path) -> None:
    file = tmp_path / "work.dateline"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER.format(path=sys.path, file=str(file), start=start)])
        for start in (0, 30, 60, 90)
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0] * 4
    store = open_store(file)
    assert {capture.id for capture in store.captures()} == {capture_of(number).id for number in range(150)}
    holding, total = store.check(lambda _: None)
    assert holding == total > 0
    store.close()


@contextmanager
def as_nobody() -> Iterator[Path]:
    """A folder that anybody may enter, and no longer the rights of a superuser if we have them."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(65534)
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o777)
        shutil.rmtree(folder)


def forbidden(path: Path, mode: int) -> None:
    """Take rights away, also where the folder is another's."""
    nobody = os.geteuid() != path.stat().st_uid
    if nobody:
        os.seteuid(0)
    path.chmod(mode)
    if nobody:
        os.seteuid(65534)


@posix
@pytest.mark.parametrize("forbid", [("work.dateline", 0o400), (".", 0o555)])
def test_what_cannot_be_written_can_be_looked_at(forbid: tuple[str, int]) -> None:
    with as_nobody() as folder:
        path = folder / "work.dateline"
        store = open_store(path)
        store.add(page(1))
        before = snapshot(store)
        store.close()
        forbidden(folder / forbid[0], forbid[1])
        looked = open_store(path)
        assert snapshot(looked) == before
        catch_up(looked)
        (article,) = looked.articles()
        assert looked.stories() == {article.text_id: article.text_id}
        writes: tuple[Callable[[], None], ...] = (
            lambda: looked.add(page(2)), looked.writable, lambda: looked.forget([capture_of(1).id])
        )  # fmt: skip
        for write in writes:
            with pytest.raises(StoreError, match="workspace_read_only"):
                write()
        looked.close()
        again = open_store(path)
        assert again.stories() == {}, "what was put in order there was put in order for that look alone"
        assert snapshot(again) == before
        again.close()


@posix
def test_no_workspace_is_begun_in_a_folder_that_cannot_be_written() -> None:
    with as_nobody() as folder:
        forbidden(folder, 0o555)
        assert refused(folder / "new.dateline").code == "workspace_read_only"


@posix
def test_an_old_workspace_that_cannot_be_written_is_said_to_be_old(monkeypatch: pytest.MonkeyPatch) -> None:
    with as_nobody() as folder:
        path = folder / "work.dateline"
        open_store(path).close()
        path.chmod(0o400)
        monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, Migration("next", ())))
        assert refused(path).code == "workspace_read_only"
