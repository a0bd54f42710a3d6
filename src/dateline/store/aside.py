"""Projections of a workspace that cannot be written: tables of the connection's own, which stand before the file's.

SQLite looks for a table among a connection's temporary ones first. So the statements that keep a projection work as
they are, and what they change is gone when the connection closes.
"""

from __future__ import annotations

import sqlite3

__all__ = ["set_aside"]

_TABLES = ("projection", "sketch", "sketch_key", "kin", "unshelved")


def set_aside(db: sqlite3.Connection) -> None:
    """Copy the projections' tables, with their indexes, into the connection; once, however often it is asked."""
    if db.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = ?", _TABLES[:1]).fetchone():
        return
    for table in _TABLES:
        asked = (
            "SELECT type, name, sql FROM main.sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC"
        )
        for kind, name, sql in db.execute(asked, (table,)).fetchall():
            db.execute(sql.replace(f"CREATE {kind.upper()} {name}", f"CREATE {kind.upper()} temp.{name}", 1))
        db.execute(f"INSERT INTO temp.{table} SELECT * FROM main.{table}")
