"""The writing half of the store: outcomes in, rows out, all of a batch in one transaction.

Everything is packed and tested before the transaction begins, so that it is short, and so that an outcome
that cannot be kept as it is costs itself alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from dateline.errors import EvidenceError, UsageError
from dateline.ports import Kept, Product
from dateline.records.evidence import Text
from dateline.records.ids import digest, text_id
from dateline.records.outcome import Failure, Outcome
from dateline.records.page import Article, Capture
from dateline.records.reading import Reading
from dateline.store.names import to_name, to_words
from dateline.store.packing import Packed, pack, pack_bytes

__all__ = ["Entry", "insert", "prepare"]


class Blob(NamedTuple):
    """A payload or a text, compressed; `length` in characters is None for a payload."""

    digest: bytes
    packed: bytes
    length: int | None


_READ = """INSERT OR IGNORE INTO unshelved (text, day)
    SELECT text, min(day) FROM article WHERE text = ? GROUP BY text"""
_FOUND = """INSERT OR IGNORE INTO unshelved (text, day)
    SELECT text, min(day) FROM article WHERE capture = :capture OR capture IN (
        SELECT capture FROM observation WHERE url IN (SELECT url FROM observation WHERE capture = :capture)
    ) GROUP BY text"""
_UNFINISHED = ("timeout", "out_of_memory", "worker_died")


class Entry(NamedTuple):
    """One outcome, ready to be written."""

    kept: Kept
    packed: Packed | None
    blobs: tuple[Blob, ...]


def prepare(kept: Kept, *, text: Callable[[str], str]) -> Entry:
    """Pack one outcome; what cannot be kept as it is becomes Failure("unkeepable").

    `text` gives texts by id: those of this batch and those kept before.
    """
    outcome = kept.outcome
    if outcome.output is None:
        return Entry(kept, None, ())
    try:
        blobs = _blobs(outcome)
        return Entry(kept, pack(outcome.output, text=text), blobs)
    except (EvidenceError, UsageError) as slip:
        failure = Failure(code="unkeepable", message=f"{slip.message} (a slip of the stage: report it)")
        refused: Outcome[Product] = Outcome(input=outcome.input, warnings=outcome.warnings, failure=failure)
        return Entry(replace(kept, outcome=refused), None, ())


def insert(db: sqlite3.Connection, entry: Entry) -> None:
    """Write one outcome, unless its derivation is there already; that a page was seen again is written all the same."""
    _observe(db, entry.kept.outcome.output)
    derivation = entry.kept.derivation
    settings = (derivation.stage, derivation.version, derivation.settings)
    there = db.execute("SELECT number, failure FROM derivation WHERE key = ?", (to_name(derivation.key),)).fetchone()
    if there is not None:
        if entry.kept.outcome.failure is not None or not is_unfinished(there[1]):
            return
        db.execute("DELETE FROM derivation WHERE number = ?", there[:1])  # A failure has nothing that refers to it.
    for blob in entry.blobs:
        _insert_blob(db, blob)
    db.execute("INSERT OR IGNORE INTO recipe (stage, version, settings) VALUES (?, ?, ?)", settings)
    (recipe,) = db.execute(
        "SELECT number FROM recipe WHERE stage = ? AND version = ? AND settings = ?", settings
    ).fetchone()
    _index(db, _insert_derivation(db, entry, recipe=recipe), entry.kept.outcome.output)
    _unshelve(db, derivation.input, entry.kept.outcome.output)


def is_unfinished(failure: str | None) -> bool:
    """Whether a failure, as it is kept, is for want of time or memory, which another run may have more of."""
    return failure is not None and json.loads(failure)[0] in _UNFINISHED


def _blobs(outcome: Outcome[Product]) -> tuple[Blob, ...]:
    blobs = [_text_blob(text) for text in outcome.texts]
    if isinstance(outcome.output, Capture):
        payload = outcome.payload
        if payload is None or digest(payload) != outcome.output.payload:
            raise UsageError("payload_mismatch", "a capture came without the payload that it names")
        blobs.append(Blob(bytes.fromhex(outcome.output.payload), pack_bytes(payload), None))
    return tuple(blobs)


def _text_blob(text: Text) -> Blob:
    if text_id(text.text) != text.id:
        raise UsageError("text_mismatch", f"the text {text.id[:12]} is not the one that its id names")
    return Blob(bytes.fromhex(text.id), pack_bytes(text.text.encode("utf-8")), len(text.text))


def _insert_blob(db: sqlite3.Connection, blob: Blob) -> None:
    db.execute("INSERT OR IGNORE INTO blob (digest, packed) VALUES (?, ?)", (blob.digest, blob.packed))
    if blob.length is not None:
        db.execute(
            "INSERT OR IGNORE INTO text (blob, length) SELECT number, ? FROM blob WHERE digest = ?",
            (blob.length, blob.digest),
        )


def _insert_derivation(db: sqlite3.Connection, entry: Entry, *, recipe: int) -> int:
    kept, packed, outcome = entry.kept, entry.packed, entry.kept.outcome
    warnings = [[warning.code, warning.message] for warning in outcome.warnings]
    failure = outcome.failure
    # Who has a failure or a warning follows from its input where a capture of it is kept; else this is told.
    source = kept.source or (outcome.input if failure or warnings else None)
    row = {
        "key": to_name(kept.derivation.key),
        "recipe": recipe,
        "input": to_name(kept.derivation.input),
        "source": None if source is None else to_words(source),
        "kind": packed.kind if packed else None,
        "texts": packed.texts if packed else b"",
        "pins": packed.pins if packed else None,
        "packed": packed.packed if packed else None,
        "failure": json.dumps([failure.code, failure.message]) if failure else None,
        "warnings": json.dumps(warnings) if warnings else None,
    }
    columns, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    number = db.execute(f"INSERT INTO derivation ({columns}) VALUES ({values})", row).lastrowid
    assert number is not None
    return number


def _index(db: sqlite3.Connection, derivation: int, output: Product | None) -> None:
    """Say what is to be found in which derivation."""
    if isinstance(output, Capture):
        row = (derivation, to_name(output.id), to_words(output.source), bytes.fromhex(output.payload))
        db.execute("INSERT INTO capture (derivation, id, source, payload) VALUES (?, ?, ?, ?)", row)
    elif isinstance(output, tuple):
        db.executemany(
            "INSERT INTO article (derivation, position, id, capture, text, day) VALUES (?, ?, ?, ?, ?, ?)",
            [(derivation, at, *_article_names(article), _day(article)) for at, article in enumerate(output)],
        )


def _observe(db: sqlite3.Connection, output: Product | None) -> None:
    """Say when a page was seen at which address, where both are known."""
    if isinstance(output, Capture) and output.url and output.observation and output.observation.observed_at:
        row = (to_words(output.url), output.observation.observed_at, to_name(output.id))
        db.execute("INSERT OR IGNORE INTO observation (url, observed_at, capture) VALUES (?, ?, ?)", row)
        _unshelve(db, output.id, output)


def _unshelve(db: sqlite3.Connection, input: str, output: Product | None) -> None:
    """Say that the shelf must be put in order: for a text that was read, else for all texts of an address."""
    if isinstance(output, Reading):
        db.execute(_READ, (to_name(output.text_id),))
    elif output is not None:
        db.execute(_FOUND, {"capture": to_name(input if isinstance(output, tuple) else output.id)})


def _article_names(article: Article) -> tuple[str | bytes, ...]:
    return to_name(article.id), to_name(article.capture), to_name(article.text_id)


def _day(article: Article) -> str:
    return (article.published.earliest or article.published.latest or "~")[:10]
