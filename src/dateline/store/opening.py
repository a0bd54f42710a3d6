"""Opening a workspace file, or saying clearly why not.  A path in, a Store out."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from dateline.errors import StoreError
from dateline.store.migrations import APPLICATION_ID, migrate
from dateline.store.sqlite import SQLiteStore
from dateline.store.troubles import told

__all__ = ["open_store"]

_PAGE_BYTES = 8192
"""A packed reading is a few kilobytes: on SQLite's 4096 one of 2.4 KB wastes the rest of its page."""


def open_store(path: str | os.PathLike[str], *, wait_seconds: float = 15.0) -> SQLiteStore:
    """Open a workspace file, or begin one (mode 0600) where there is none.

    `wait_seconds` is how long to wait for another process that is writing. Raises StoreError:
    no_such_folder, not_a_workspace, newer_workspace, workspace_read_only, workspace_locked, damaged_workspace.
    """
    file = Path(path).absolute()
    _make(file)
    with told(file):
        db = sqlite3.connect(file, timeout=wait_seconds, isolation_level=None)
    try:
        _prepare_patiently(db, file, wait_seconds=wait_seconds)
    except StoreError:
        db.close()
        raise
    return SQLiteStore(db, file)


def _make(file: Path) -> None:
    """See that there is a file to open, made for its owner alone."""
    if not file.parent.is_dir():
        raise StoreError("no_such_folder", f"there is no folder {file.parent}: make it, or name another file")
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        _see_that_it_can_be_written(file)
    except OSError as error:
        raise StoreError(
            "workspace_read_only",
            f"{file} cannot be made ({error.strerror}): make its folder writable, or name another file",
        ) from error


def _see_that_it_can_be_written(file: Path) -> None:
    if not file.is_file():
        raise StoreError("not_a_workspace", f"{file} is no file: name a file, or a new one to begin a workspace")
    if not _writable(file) or not _writable(file.parent):
        # SQLite writes its log beside the file, so the folder matters as well.
        raise StoreError(
            "workspace_read_only",
            f"{file} cannot be written: make the file and its folder writable, or copy it to a folder that is",
        )


def _writable(path: Path) -> bool:
    return os.access(path, os.R_OK | os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _prepare_patiently(db: sqlite3.Connection, file: Path, *, wait_seconds: float) -> None:
    """Prepare the file, waiting where SQLite does not: it never waits to change the kind of its log."""
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            with told(file):
                return _prepare(db, file)
        except StoreError as error:
            if error.code != "workspace_locked" or time.monotonic() >= deadline:
                raise
        time.sleep(0.05)


def _prepare(db: sqlite3.Connection, file: Path) -> None:
    if not _is_ours_or_new(db):
        raise StoreError(
            "not_a_workspace",
            f"{file} is no Dateline workspace: name another file, or a new one to begin a workspace",
        )
    # A file from elsewhere may be hostile: its schema is not trusted to call anything.
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA foreign_keys = ON")
    # What is forgotten is to be gone, not only out of reach.
    db.execute("PRAGMA secure_delete = ON")
    db.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
    db.execute("PRAGMA journal_mode = WAL")
    migrate(db)


def _is_ours_or_new(db: sqlite3.Connection) -> bool:
    """Whether this is a workspace, or nothing yet: perhaps just begun by another process, or one that was killed."""
    db.execute("BEGIN")  # One look at both: another process may be making the tables.
    (mark,) = db.execute("PRAGMA application_id").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    db.execute("COMMIT")
    return bool(mark == APPLICATION_ID or (mark == 0 and tables == 0))
