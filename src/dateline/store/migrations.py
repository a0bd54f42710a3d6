"""The tables, as numbered steps from an empty file.  A connection in, its tables up to date.

Every step is applied once, whole or not at all, and recorded. A step that has been released is never
changed: what is to be different is a new step.

Digests and ids are binary here and hex at the surfaces. `blob` holds payloads and texts alike under
their SHA-256, so a plain text page and its capture text are one row. A derivation's output is one packed
blob (`dateline.store.packing`); `capture` and `article` say where to find what in it.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from dateline.errors import StoreError
from dateline.store import search_tables

__all__ = ["APPLICATION_ID", "MIGRATIONS", "Migration", "is_up_to_date", "migrate"]

APPLICATION_ID = 0x444C4E31
"""Marks a SQLite file as ours ("DLN1")."""


class Migration(NamedTuple):
    """One step: its statements run in one transaction."""

    name: str
    statements: tuple[str, ...]


_FIRST = Migration(
    "first tables",
    (
        "CREATE TABLE blob (number INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, packed BLOB NOT NULL)",
        "CREATE TABLE text (blob INTEGER PRIMARY KEY REFERENCES blob, length INTEGER NOT NULL)",
        """CREATE TABLE recipe (
            number INTEGER PRIMARY KEY, stage TEXT NOT NULL, version INTEGER NOT NULL, settings TEXT NOT NULL,
            UNIQUE (stage, version, settings)
        )""",
        # `texts` are the ids of the texts that `pins` points into; `failure` and `warnings` are JSON.
        """CREATE TABLE derivation (
            number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, recipe INTEGER NOT NULL REFERENCES recipe,
            input BLOB NOT NULL, source BLOB, kind TEXT, texts BLOB NOT NULL, pins BLOB, packed BLOB,
            failure TEXT, warnings TEXT, CHECK ((failure IS NULL) = (kind IS NOT NULL AND packed IS NOT NULL))
        )""",
        "CREATE INDEX derivation_input ON derivation (input)",
        "CREATE INDEX derivation_failed ON derivation (number) WHERE failure IS NOT NULL",
        "CREATE INDEX derivation_warned ON derivation (number) WHERE warnings IS NOT NULL",
        """CREATE TABLE capture (
            derivation INTEGER PRIMARY KEY REFERENCES derivation, id BLOB NOT NULL, source BLOB NOT NULL,
            payload BLOB NOT NULL
        )""",
        "CREATE INDEX capture_id ON capture (id)",
        """CREATE TABLE article (
            derivation INTEGER NOT NULL REFERENCES derivation, position INTEGER NOT NULL, id BLOB NOT NULL,
            capture BLOB NOT NULL, text BLOB NOT NULL, PRIMARY KEY (derivation, position)
        ) WITHOUT ROWID""",
        "CREATE INDEX article_id ON article (id)",
        "CREATE INDEX article_capture ON article (capture)",
        "CREATE INDEX article_text ON article (text)",
        """CREATE TABLE judgement (
            number INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, packed BLOB NOT NULL
        )""",
        "CREATE TABLE alias (old BLOB NOT NULL PRIMARY KEY, new BLOB NOT NULL) WITHOUT ROWID",
        # Of one stage's outcomes for one input, the one that is given out (dateline.ports.Store).
        """CREATE VIEW current AS
            SELECT d.*, r.stage, r.version FROM derivation d JOIN recipe r ON r.number = d.recipe
            WHERE NOT EXISTS (
                SELECT 1 FROM derivation o JOIN recipe s ON s.number = o.recipe
                WHERE o.input = d.input AND s.stage = r.stage
                AND (s.version, o.failure IS NULL, o.key) > (r.version, d.failure IS NULL, d.key)
            )""",
    ),
)  # fmt: skip

_SECOND = Migration(
    "observations",
    (
        # Each time at which a page was seen at an address: the same bytes seen again are one capture, seen twice.
        """CREATE TABLE observation (
            url BLOB NOT NULL, observed_at TEXT NOT NULL, capture BLOB NOT NULL,
            PRIMARY KEY (url, observed_at, capture)
        ) WITHOUT ROWID""",
        "CREATE INDEX observation_capture ON observation (capture)",
        "CREATE INDEX capture_source ON capture (source)",
        # Captures of which a later version was seen, and read: of an address, the last one seen with an article stands.
        """CREATE VIEW superseded AS
            SELECT mine.capture AS capture FROM observation mine WHERE mine.capture <> (
                SELECT o.capture FROM observation o WHERE o.url = mine.url AND EXISTS (
                    SELECT 1 FROM article b JOIN current e ON e.number = b.derivation WHERE b.capture = o.capture
                ) ORDER BY o.observed_at DESC, o.capture DESC LIMIT 1
            )""",
    ),
)

_STORIES = Migration(
    "stories",
    (
        # A projection is filled from what was read; `version` says by whose rules.
        "CREATE TABLE projection (name TEXT PRIMARY KEY, version TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE sketch (
            number INTEGER PRIMARY KEY, text BLOB NOT NULL UNIQUE, place TEXT NOT NULL UNIQUE, founder BLOB,
            packed BLOB NOT NULL
        )""",
        "CREATE INDEX sketch_story ON sketch (founder, place)",
        # Keys are hashed; `place` is repeated here, so that the nearest texts of a key lie side by side.
        """CREATE TABLE sketch_key (
            key INTEGER NOT NULL, place TEXT NOT NULL, sketch INTEGER NOT NULL, PRIMARY KEY (key, place)
        ) WITHOUT ROWID""",
        """CREATE TABLE kin (
            later INTEGER NOT NULL, earlier INTEGER NOT NULL, likely REAL NOT NULL, PRIMARY KEY (later, earlier)
        ) WITHOUT ROWID""",
        "CREATE INDEX kin_earlier ON kin (earlier)",
    ),
)

_WAITING = Migration(
    "texts that wait for the shelf",
    (
        # The first day on which an article may have been published: the order in which a shelf is filled quickest.
        "ALTER TABLE article ADD COLUMN day TEXT NOT NULL DEFAULT '~'",
        # Texts of which something was kept, or that were taken off the shelf, since the shelf was last put in order.
        "CREATE TABLE unshelved (text BLOB PRIMARY KEY, day TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX unshelved_day ON unshelved (day, text)",
        "INSERT INTO unshelved SELECT text, min(day) FROM article GROUP BY text",
    ),
)

_REGISTRIES = Migration(
    "registries",
    (
        # Old ids of entities and stories are found by what they hash: nothing was ever written here.
        "DROP TABLE alias",
        # `state` is loading, live or gone: a registry shows when all of it is there, and goes a piece at a time.
        """CREATE TABLE registry (
            number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, state TEXT NOT NULL, packed BLOB
        )""",
        """CREATE TABLE registry_record (
            number INTEGER PRIMARY KEY, registry INTEGER NOT NULL, id BLOB NOT NULL, packed BLOB NOT NULL
        )""",
        "CREATE UNIQUE INDEX registry_record_id ON registry_record (registry, id)",
        """CREATE TABLE registry_detail (
            registry INTEGER NOT NULL, of BLOB NOT NULL, number INTEGER NOT NULL, packed BLOB NOT NULL,
            PRIMARY KEY (registry, of, number)
        ) WITHOUT ROWID""",
        # Keys are hashed.
        """CREATE TABLE registry_key (
            registry INTEGER NOT NULL, key INTEGER NOT NULL, record INTEGER NOT NULL,
            PRIMARY KEY (registry, key, record)
        ) WITHOUT ROWID""",
    ),
)

_SEARCH = Migration("search", search_tables.TABLES)

_SKETCHES = Migration(
    "sketches as numbers",
    (
        "DROP TABLE sketch",
        "DROP TABLE sketch_key",
        "DELETE FROM kin",
        "DELETE FROM projection WHERE name = 'stories'",
        """CREATE TABLE sketch (
            number INTEGER PRIMARY KEY, text BLOB NOT NULL UNIQUE, place TEXT NOT NULL UNIQUE, founder BLOB,
            day INTEGER, length INTEGER NOT NULL, vectors BLOB NOT NULL, names BLOB NOT NULL
        )""",
        "CREATE INDEX sketch_story ON sketch (founder, place)",
        # `place` is repeated here, so that the nearest texts of a key lie side by side.
        """CREATE TABLE sketch_key (
            key INTEGER NOT NULL, place TEXT NOT NULL, sketch INTEGER NOT NULL, PRIMARY KEY (key, place)
        ) WITHOUT ROWID""",
    ),
)

_LISTED = Migration(
    "stories listed from indexes alone",
    (
        # What the list of stories asks for, so that no sketch, which fills a page of the file, is fetched for it.
        "DROP INDEX sketch_story",
        "CREATE INDEX sketch_story ON sketch (founder, place, day, text)",
        "DROP INDEX article_text",
        "CREATE INDEX article_text ON article (text, capture, id)",
    ),
)

MIGRATIONS: tuple[Migration, ...] = (_FIRST, _SECOND, _STORIES, _WAITING, _REGISTRIES, _SEARCH, _SKETCHES, _LISTED)
"""Number 1 first."""

_RECORDS = """CREATE TABLE IF NOT EXISTS migration (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ'))
)"""


def migrate(db: sqlite3.Connection) -> None:
    """Bring the tables up to date; raises StoreError("newer_workspace"), and then changes nothing."""
    if is_up_to_date(db):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(_RECORDS)
        for number in range(_applied(db), len(MIGRATIONS)):
            for statement in MIGRATIONS[number].statements:
                db.execute(statement)
            db.execute("INSERT INTO migration (number, name) VALUES (?, ?)", (number + 1, MIGRATIONS[number].name))
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def is_up_to_date(db: sqlite3.Connection) -> bool:
    """Whether the file has all tables as they are now; raises StoreError("newer_workspace")."""
    return _applied(db) == len(MIGRATIONS)


def _applied(db: sqlite3.Connection) -> int:
    """How many steps the file has seen."""
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'migration'").fetchone():
        return 0
    (number,) = db.execute("SELECT coalesce(max(number), 0) FROM migration").fetchone()
    if number > len(MIGRATIONS):
        raise StoreError(
            "newer_workspace",
            f"this workspace was written by a newer Dateline (its tables are number {number}, this Dateline knows "
            f"{len(MIGRATIONS)}): install the newer version to open it",
        )
    return int(number)
