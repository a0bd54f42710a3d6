"""The log of judgements in a workspace: entries in, entries out in the order in which they were made."""

from __future__ import annotations

import json
import sqlite3

from dateline.errors import StoreError, UsageError
from dateline.records.judgement import Judgement
from dateline.records.plain import from_plain, to_plain
from dateline.store.names import to_name
from dateline.store.packing import pack_bytes, unpack_bytes

__all__ = ["append", "log"]


def append(db: sqlite3.Connection, judgement: Judgement) -> None:
    """Write one entry; one that is there already changes nothing."""
    said = json.dumps(to_plain(judgement), ensure_ascii=False, separators=(",", ":"))
    # A page's name may be no Unicode: its lone surrogates are kept as they are.
    packed = pack_bytes(said.encode("utf-8", "surrogatepass"))
    db.execute("INSERT OR IGNORE INTO judgement (id, packed) VALUES (?, ?)", (to_name(judgement.id), packed))


def log(db: sqlite3.Connection) -> list[Judgement]:
    """All entries, the oldest first."""
    return [_judgement(packed) for (packed,) in db.execute("SELECT packed FROM judgement ORDER BY number").fetchall()]


def _judgement(packed: bytes) -> Judgement:
    try:
        said = json.loads(unpack_bytes(packed).decode("utf-8", "surrogatepass"))
        # What was judged before there were registries is of none of their records.
        return from_plain(Judgement, {"record": None, **said})
    except UsageError as error:
        raise StoreError(
            "outdated_judgement",
            f"a judgement here was kept in a shape that this Dateline does not read ({error.message}): "
            "open the workspace with the Dateline that wrote it",
        ) from error
