"""What SQLite complains of, said as a StoreError with its repair.  sqlite3 errors in, StoreErrors out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.errors import StoreError

__all__ = ["told"]

_PRIMARY = 0xFF
"""The part of an extended result code that says which kind of trouble it is."""

_TROUBLES = {
    sqlite3.SQLITE_BUSY: (
        "workspace_locked",
        "{path} is being written by another process: wait for it to end, then run this again",
    ),
    sqlite3.SQLITE_READONLY: (
        "workspace_read_only",
        "{path} cannot be written: make the file and its folder writable, or copy it to a folder that is",
    ),
    sqlite3.SQLITE_PERM: (
        "workspace_read_only",
        "{path} cannot be written: make the file and its folder writable, or copy it to a folder that is",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "workspace_cannot_open",
        "{path} cannot be opened: see that its folder exists and can be written",
    ),
    sqlite3.SQLITE_FULL: (
        "disk_full",
        "there is no room left to write {path}: free some, then run this again; nothing kept so far is lost",
    ),
    sqlite3.SQLITE_NOTADB: (
        "not_a_workspace",
        "{path} is no Dateline workspace: name another file, or a new one to begin a workspace",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "damaged_workspace",
        "{path} is damaged: restore it from a copy, or begin a new workspace and read the pages again",
    ),
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite complains of inside the block into a StoreError about `path`."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        number = getattr(error, "sqlite_errorcode", None)
        if number is None:
            raise  # A slip of ours: a statement that SQLite does not understand.
        code, message = _TROUBLES.get(number & _PRIMARY, ("workspace_trouble", f"{{path}}: {error}: try again"))
        raise StoreError(code, message.format(path=path)) from error
