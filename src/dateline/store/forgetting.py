"""The one way out: captures in, and nothing is left of them that another page does not share.

With a capture go its payload, its articles, their texts and the readings of these; a payload or a text that another
page has as well stays. Judgements go with the texts that they are pinned to, for they hold words of them. What is
deleted is overwritten (``PRAGMA secure_delete``, set when a workspace is opened).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from dateline.records.judgement import Judgement
from dateline.records.page import Capture
from dateline.store.judging import log
from dateline.store.names import Name, to_name
from dateline.store.packing import unpack_bytes

__all__ = ["forget"]


def forget(db: sqlite3.Connection, captures: Sequence[Capture]) -> None:
    """Take these captures out (all versions of their derivations), inside a transaction of the store's."""
    ids = sorted({capture.id for capture in captures})
    texts = {capture.text_id for capture in captures}
    for name in _names(ids):
        texts.update(text.hex() for (text,) in db.execute("SELECT text FROM article WHERE capture = ?", (name,)))
    _forget_pages(db, _names(ids))
    gone = texts - _held(db, texts)
    _delete(db, "derivation", "input", [*_names(ids), *_names(sorted(gone))])
    _forget_blobs(db, texts=gone, payloads={capture.payload for capture in captures})
    _forget_judgements(db, gone, sources={capture.url or capture.source for capture in captures})


def _forget_pages(db: sqlite3.Connection, names: Sequence[Name]) -> None:
    for table, column in (("article", "capture"), ("observation", "capture"), ("capture", "id")):
        _delete(db, table, column, names)


def _held(db: sqlite3.Connection, texts: set[str]) -> set[str]:
    """Those of some texts that a page which stays is, or was found in."""
    asked = "SELECT 1 FROM article WHERE text = ? LIMIT 1"
    held = {text for text in texts if db.execute(asked, (to_name(text),)).fetchone()}
    # Which text a capture is stands in its packed record alone: forgetting is rare, and may look at them all.
    rows = db.execute("SELECT d.packed FROM capture c JOIN derivation d ON d.number = c.derivation")
    waiting = {text.encode() for text in texts - held}
    for (packed,) in rows:
        if not waiting:
            break
        said = unpack_bytes(packed)
        found = {text for text in waiting if text in said}
        waiting -= found
        held.update(text.decode() for text in found)
    return held


def _forget_blobs(db: sqlite3.Connection, *, texts: set[str], payloads: set[str]) -> None:
    for name in _names(sorted(texts)):
        db.execute("DELETE FROM text WHERE blob = (SELECT number FROM blob WHERE digest = ?)", (name,))
    for name in _names(sorted(texts | payloads)):
        db.execute(
            """DELETE FROM blob WHERE digest = ?1
                AND NOT EXISTS (SELECT 1 FROM text WHERE text.blob = blob.number)
                AND NOT EXISTS (SELECT 1 FROM capture WHERE payload = ?1)""",
            (name,),
        )


def _forget_judgements(db: sqlite3.Connection, texts: set[str], *, sources: set[str]) -> None:
    entries = log(db)
    lost = {entry.id for entry in entries if _is_of(entry, texts, sources)}
    lost |= {entry.id for entry in entries if entry.undoes in lost}
    _delete(db, "judgement", "id", _names(sorted(lost)))


def _is_of(entry: Judgement, texts: set[str], sources: set[str]) -> bool:
    """Whether an entry holds words of a text that goes, or corrects a page that goes."""
    pages = {pin.url or pin.source for pin in entry.about} if entry.kind == "correct" else set()
    return bool(pages & sources) or any(
        words.text_id in texts for pin in entry.about for words in (pin.evidence, pin.context)
    )


def _delete(db: sqlite3.Connection, table: str, column: str, names: Iterable[Name]) -> None:
    db.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(name,) for name in names])


def _names(ids: Iterable[str]) -> list[Name]:
    return [to_name(each) for each in ids]
