"""Going through all that is kept, to see that it is what was put there.  A connection in, counts out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from dateline.errors import StoreError
from dateline.records.evidence import Evidence
from dateline.records.ids import digest
from dateline.store.packing import Packed, Piece, pieces_of, unpack_bytes, words_digest

__all__ = ["check"]

_PAGE = 200


def check(
    db: sqlite3.Connection, *, text: Callable[[str], str], on_broken: Callable[[Evidence], None]
) -> tuple[int, int]:
    """Cut every piece of evidence again: (how many hold, how many there are).

    Raises StoreError("damaged_workspace"), after all pieces, for damage that no piece of evidence shows.
    """
    holding = total = 0
    shown: set[str] = set()
    damaged: list[str] = []
    for packed in _rows(db, "derivation", "kind, texts, pins, packed"):
        if packed[0] is None:
            continue
        try:
            for piece in list(pieces_of(Packed(*packed))):
                total += 1
                broken = _broken(piece, text)
                if broken is None:
                    holding += 1
                else:
                    shown.add(piece.text_id)
                    on_broken(broken)
            _unpack(Packed(*packed), text, shown)
        except StoreError:
            damaged.append("an outcome")
    damaged += [f"the bytes of {name[:12]}" for name in _damaged_blobs(db) if name not in shown]
    damaged += _structure(db)
    if damaged:
        raise StoreError(
            "damaged_workspace",
            f"{len(damaged)} things kept here are damaged ({', '.join(damaged[:3])}), and {total - holding} of {total} "
            "pieces of evidence do not hold: restore the workspace from a copy, or begin a new one and read again",
        )
    return holding, total


def _broken(piece: Piece, text: Callable[[str], str]) -> Evidence | None:
    """What stands in the place of a piece that does not hold."""
    try:
        words = text(piece.text_id)[piece.start : piece.end]
    except StoreError:
        words = ""
    if len(words) == piece.end - piece.start > 0 and words_digest(words) == piece.digest:
        return None
    return Evidence(text_id=piece.text_id, start=piece.start, end=piece.end, exact=words)


def _unpack(packed: Packed, text: Callable[[str], str], shown: set[str]) -> None:
    first = packed.texts[:32].hex()
    # A text that is broken was told of piece by piece; without it the rest cannot be unpacked.
    if first not in shown:
        unpack_bytes(packed.packed, like=text(first) if first else "")


def _damaged_blobs(db: sqlite3.Connection) -> Iterator[str]:
    for name, packed in _rows(db, "blob", "digest, packed"):
        try:
            sound = digest(unpack_bytes(packed)) == name.hex()
        except StoreError:
            sound = False
        if not sound:
            yield name.hex()


def _structure(db: sqlite3.Connection) -> list[str]:
    (said,) = db.execute("PRAGMA quick_check(1)").fetchone()
    return [] if said == "ok" else [str(said)]


def _rows(db: sqlite3.Connection, table: str, columns: str) -> Iterator[Any]:
    """A table's rows, some at a time, so that no reading transaction stays open."""
    after = 0
    question = f"SELECT number, {columns} FROM {table} WHERE number > ? ORDER BY number LIMIT {_PAGE}"
    while rows := db.execute(question, (after,)).fetchall():
        yield from (row[1:] for row in rows)
        after = rows[-1][0]
