"""Opening a workspace file, or saying clearly why not.  A path in, a Store out."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from dateline.errors import StoreError
from dateline.store.migrations import APPLICATION_ID, is_up_to_date, migrate
from dateline.store.sqlite import SQLiteStore
from dateline.store.troubles import told

__all__ = ["open_store"]

_PAGE_BYTES = 8192
"""A packed reading is a few kilobytes: on SQLite's 4096 one of 2.4 KB wastes the rest of its page."""


def open_store(path: str | os.PathLike[str], *, wait_seconds: float = 15.0) -> SQLiteStore:
    """Open a workspace file, or begin one (mode 0600) where there is none; one that cannot be written can be looked at.

    `wait_seconds` is how long to wait for another process that is writing. Raises StoreError:
    no_such_folder, not_a_workspace, newer_workspace, workspace_read_only, workspace_locked, damaged_workspace.
    """
    file = Path(path).absolute()
    _make(file)
    read_only = not (_writable(file) and _writable(file.parent))
    with told(file):
        name = f"{file.as_uri()}?{_reading(file)}" if read_only else file
        # A server hands a workspace from thread to thread; one at a time, which SQLite is built to allow.
        db = sqlite3.connect(name, timeout=wait_seconds, isolation_level=None, uri=read_only, check_same_thread=False)
    try:
        _prepare_patiently(db, file, wait_seconds=wait_seconds, read_only=read_only)
    except StoreError:
        db.close()
        raise
    return SQLiteStore(db, file, read_only=read_only)


def _make(file: Path) -> None:
    """See that there is a file to open, made for its owner alone."""
    if not file.parent.is_dir():
        raise StoreError("no_such_folder", f"there is no folder {file.parent}: make it, or name another file")
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        _see_that_it_can_be_read(file)
    except OSError as error:
        if file.exists():
            return _see_that_it_can_be_read(file)
        raise StoreError(
            "workspace_read_only",
            f"{file} cannot be made ({error.strerror}): make its folder writable, or name another file",
        ) from error


def _see_that_it_can_be_read(file: Path) -> None:
    if not file.is_file():
        raise StoreError("not_a_workspace", f"{file} is no file: name a file, or a new one to begin a workspace")
    if not os.access(file, os.R_OK, effective_ids=os.access in os.supports_effective_ids):
        raise StoreError("workspace_cannot_open", f"{file} cannot be read: make it readable, or name another file")


def _reading(file: Path) -> str:
    """How a file is opened that cannot be written: as one that nobody writes, where no log can be kept beside it."""
    alone = not _writable(file.parent) and not file.with_name(f"{file.name}-wal").exists()
    return "immutable=1" if alone else "mode=ro"


def _writable(path: Path) -> bool:
    return os.access(path, os.R_OK | os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _prepare_patiently(db: sqlite3.Connection, file: Path, *, wait_seconds: float, read_only: bool) -> None:
    """Prepare the file, waiting where SQLite does not: it never waits to change the kind of its log."""
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            with told(file):
                return _prepare(db, file, read_only=read_only)
        except StoreError as error:
            if error.code != "workspace_locked" or time.monotonic() >= deadline:
                raise
        time.sleep(0.05)


def _prepare(db: sqlite3.Connection, file: Path, *, read_only: bool) -> None:
    if not _is_ours_or_new(db):
        raise StoreError(
            "not_a_workspace",
            f"{file} is no Dateline workspace: name another file, or a new one to begin a workspace",
        )
    # A file from elsewhere may be hostile: its schema is not trusted to call anything.
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA foreign_keys = ON")
    if read_only:
        if not is_up_to_date(db):
            raise StoreError(
                "workspace_read_only",
                f"{file} was written by an older Dateline and cannot be written: copy it to a folder that can be",
            )
        return
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
