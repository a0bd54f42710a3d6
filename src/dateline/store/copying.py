"""A copy of a workspace that may be in use: a connection and a new file's path in, the file out."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from dateline.errors import StoreError, UsageError
from dateline.store.troubles import told

__all__ = ["copy"]


def copy(db: sqlite3.Connection, path: Path) -> None:
    """Copy the workspace as it is at one moment, whoever reads or writes it meanwhile; the file is its owner's alone.

    The copy stands under its name only when it is whole. Raises UsageError("file_exists") and StoreError.
    """
    file = path.absolute()
    if file.exists():
        raise UsageError("file_exists", f"{path} is there already: name a new file for the copy")
    if not file.parent.is_dir():
        raise StoreError("no_such_folder", f"there is no folder {file.parent}: make it, or name another file")
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _fill(db, part)
        part.rename(file)
    except OSError as error:
        raise StoreError("cannot_copy", f"{path} cannot be written ({error.strerror}): name another file") from error
    finally:
        for left in part.parent.glob(f"{part.name}*"):
            left.unlink(missing_ok=True)


def _fill(db: sqlite3.Connection, part: Path) -> None:
    with told(part):
        made = sqlite3.connect(part)
        try:
            db.backup(made)
            # One file, without a log beside it; whoever opens it next gives it one again.
            made.execute("PRAGMA journal_mode = DELETE")
            (said,) = made.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            made.close()
    if said != "ok":
        raise StoreError("damaged_workspace", "the workspace is damaged: `dateline check` says where")
