"""The store in one SQLite file.  Outcomes in; captures, articles, readings, texts and failures out.

Every answer is fetched whole or page by page, so no reading transaction stays open between two answers:
a slow reader never holds up the writer, and may add while it iterates.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from dateline.errors import StoreError
from dateline.ports import Catalogue, Finder, Index, Kept, Product, Registries, Shelf
from dateline.records.dossier import DossierFailure, DossierWarning
from dateline.records.evidence import Evidence
from dateline.records.ids import digest
from dateline.records.judgement import Judgement
from dateline.records.page import Article, Capture
from dateline.records.reading import Reading
from dateline.records.sketch import Namings
from dateline.store import copying, forgetting, judging
from dateline.store.aside import set_aside
from dateline.store.catalogue import SQLiteCatalogue
from dateline.store.checking import check
from dateline.store.keeping import Entry, insert, is_unfinished, prepare
from dateline.store.names import Name, from_name, from_words, to_name, to_words
from dateline.store.packing import Packed, unpack, unpack_bytes, unpack_namings
from dateline.store.registries import SQLiteRegistries
from dateline.store.searching import SQLiteFinder, SQLiteIndex, empty_index, tidy_index
from dateline.store.shelf import SQLiteShelf
from dateline.store.troubles import told

__all__ = ["SQLiteStore"]

T = TypeVar("T")

_TEXT_HEX = 8
_BEGIN = re.compile(rf"[0-9a-f]{{{_TEXT_HEX}}}")
"""The ids of what is of a text begin with these digits of the text's."""
_PAGE = 500
"""Rows, or ids, a question."""
_CACHE_KIB = 64 * 1024
"""Room for pages of the file while it is written, taken as it is used: with SQLite's own 2 MB a batch is read and
written six times over."""
_TEXTS = 32
"""Texts held in memory: a page's articles and readings are asked for together."""

_CAPTURES = """SELECT c.id, d.number, 0 FROM capture c JOIN current d ON d.number = c.derivation
    WHERE {where} ORDER BY c.id, d.version DESC, d.key DESC"""
_ARTICLES = """SELECT a.id, d.number, a.position FROM article a JOIN current d ON d.number = a.derivation
    WHERE {where} AND EXISTS (
        SELECT 1 FROM capture c JOIN current o ON o.number = c.derivation WHERE c.id = a.capture
    ) ORDER BY a.id, d.version DESC, d.key DESC"""
_READINGS = """SELECT d.input, d.number, 0 FROM current d
    WHERE {where} AND d.kind = 'reading' ORDER BY d.input, d.version DESC, d.key DESC"""
_STANDING = _ARTICLES.replace(
    "{where}", "{where} AND NOT EXISTS (SELECT 1 FROM superseded s WHERE s.capture = a.capture)"
)
_EARLIER = _ARTICLES.format(
    where="a.text BETWEEN ? AND ? AND EXISTS (SELECT 1 FROM superseded s WHERE s.capture = a.capture)"
)
_VERSIONS = """SELECT capture FROM observation
    WHERE url IN (SELECT url FROM observation WHERE capture = ?)
    GROUP BY capture ORDER BY max(observed_at), capture"""
# The source of what a derivation read: its own capture's, the capture's that it read, those of the articles
# whose text it read, or what came with it. A text that is no current article's any more is nobody's trouble.
_NOTES = """SELECT DISTINCT
    coalesce(own.source, read.source, printed.source, d.source) AS source, d.stage, d.{note}, d.key
    FROM current d
    LEFT JOIN capture own ON own.derivation = d.number
    LEFT JOIN capture read ON read.id = d.input
    LEFT JOIN article a ON a.text = d.input
    LEFT JOIN current holder ON holder.number = a.derivation
    LEFT JOIN capture printed ON printed.id = a.capture
    WHERE d.{note} IS NOT NULL AND (a.id IS NULL OR holder.number IS NOT NULL)
    ORDER BY 1, d.stage, d.key"""


class SQLiteStore:
    """A Store (`dateline.ports`) over an open connection; made by `dateline.store.open_store`."""

    def __init__(self, db: sqlite3.Connection, path: Path, *, read_only: bool = False) -> None:
        self._db = db
        self._path = path
        self._read_only = read_only
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._shelf: tuple[int, SQLiteShelf] | None = None

    def writable(self) -> None:
        """See that something can be kept here; raises StoreError("workspace_read_only")."""
        if self._read_only:
            with told(self._path):
                self._db.execute("UPDATE main.projection SET version = version")

    def known(self, keys: Sequence[str]) -> frozenset[str]:
        """Which of these derivation keys have an outcome already."""
        found: set[str] = set()
        for some in _pages(_names(keys)):
            rows = self._rows(f"SELECT key FROM derivation WHERE key IN ({_marks(some)})", some)
            found.update(from_name(key) for (key,) in rows)
        return frozenset(found)

    def unfinished(self, keys: Sequence[str]) -> frozenset[str]:
        """Which of these derivation keys failed for want of time or memory."""
        found: set[str] = set()
        for some in _pages(_names(keys)):
            asked = f"SELECT key, failure FROM derivation WHERE key IN ({_marks(some)}) AND failure IS NOT NULL"
            found.update(from_name(key) for key, failure in self._rows(asked, some) if is_unfinished(failure))
        return frozenset(found)

    def add(self, kept: Iterable[Kept]) -> None:
        """Keep outcomes, all of them in one transaction.

        Raises StoreError("unknown_text") where evidence names a text that is neither kept nor in this batch.
        """
        fresh: dict[str, str] = {}
        entries: list[Entry] = []
        for each in kept:
            fresh.update((text.id, text.text) for text in each.outcome.texts)
            entries.append(prepare(each, text=lambda name: fresh[name] if name in fresh else self.text(name)))
        with self._writing():
            for entry in entries:
                insert(self._db, entry)

    def captures(self, ids: Sequence[str] | None = None) -> Iterator[Capture]:
        """The captures with these ids, or all."""
        for number, _ in self._found(_CAPTURES, "c.id", ids):
            yield self._of(number, Capture)

    def articles(self, captures: Sequence[str] | None = None, *, after: str | None = None) -> Iterator[Article]:
        """The articles found in these captures (by capture id), or all that stand, or of these those behind an id."""
        if captures is None:
            places = self._found(_STANDING, "a.id", None, after=to_name(after) if after else "")
        else:
            rows = (
                row
                for some in _pages(_names(captures))
                for row in self._rows(_ARTICLES.format(where=f"a.capture IN ({_marks(some)})"), some)
            )
            places = _once(sorted(rows, key=lambda row: _order(row[0])))
        last, found = -1, ()
        for number, position in places:
            if number != last:
                last, found = number, self._of(number, tuple)
            yield found[position]

    def earlier(self, id: str) -> Iterator[Article]:
        """The articles of earlier versions whose text the beginning of this id names."""
        if not _BEGIN.match(id):
            return
        begin = bytes.fromhex(id[:_TEXT_HEX])
        rows = self._rows(_EARLIER, (begin, begin + b"\xff" * 32))
        for number, position in _once(rows):
            yield self._of(number, tuple)[position]

    def named(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The captures (by id) that have one of these names, or hold an article with one as its id; each with it."""
        for some in _pages(sorted(set(names))):
            asked = f"SELECT source, id FROM capture WHERE source IN ({_marks(some)}) ORDER BY source, id"
            for source, capture in self._rows(asked, [to_words(name) for name in some]):
                yield from_words(source), from_name(capture)
            asked = f"SELECT id, capture FROM article WHERE id IN ({_marks(some)}) ORDER BY id, capture"
            for article, capture in self._rows(asked, [to_name(name) for name in some]):
                yield from_name(article), from_name(capture)

    def versions(self, capture: str) -> tuple[str, ...]:
        """The captures of the address at which this one was made, the earliest first; none where it has no time."""
        return tuple(from_name(name) for (name,) in self._rows(_VERSIONS, (to_name(capture),)))

    def readings(self, texts: Sequence[str]) -> Iterator[Reading]:
        """The readings of these texts (by text id)."""
        for number, _ in self._found(_READINGS, "d.input", texts):
            yield self._of(number, Reading)

    def namings(self, texts: Sequence[str]) -> Iterator[Namings]:
        """Whom and what these texts name (by text id), as their readings say."""
        for number, _ in self._found(_READINGS, "d.input", texts):
            yield unpack_namings(self._packed(number), text=self.text)

    def text(self, text_id: str) -> str:
        """A frozen text; raises StoreError: unknown_text, or damaged_workspace where it is not what it was."""
        if text_id in self._texts:
            self._texts.move_to_end(text_id)
            return self._texts[text_id]
        asked = "SELECT packed FROM blob JOIN text ON text.blob = blob.number WHERE digest = ?"
        text = self._blob(asked, text_id, missing="text").decode("utf-8")
        self._texts[text_id] = text
        if len(self._texts) > _TEXTS:
            self._texts.popitem(last=False)
        return text

    def payload(self, digest: str) -> bytes:
        """A page's own bytes; raises StoreError: unknown_payload, or damaged_workspace."""
        return self._blob("SELECT packed FROM blob WHERE digest = ?", digest, missing="payload")

    def failures(self) -> Iterator[DossierFailure]:
        """All failures, by source."""
        for source, stage, note, _ in self._rows(_NOTES.format(note="failure")):
            code, message = json.loads(note)
            yield DossierFailure(source=from_words(source), stage=stage, code=code, message=message)

    def warnings(self) -> Iterator[DossierWarning]:
        """All warnings, by source."""
        for source, _, note, _ in self._rows(_NOTES.format(note="warnings")):
            for code, message in json.loads(note):
                yield DossierWarning(source=from_words(source), code=code, message=message)

    def sharing(self, texts: Sequence[str]) -> Iterator[Article]:
        """The standing articles that have one of these texts (by text id)."""
        for some in _pages(_names(texts)):
            for number, position in _once(self._rows(_STANDING.format(where=f"a.text IN ({_marks(some)})"), some)):
                yield self._of(number, tuple)[position]

    def unshelved(self, *, version: str, most: int) -> list[str]:
        """The first texts that the shelf must be put in order for: all, where another version filled it."""
        asked = "SELECT text FROM unshelved ORDER BY day, text LIMIT ?"
        if self._rows("SELECT version FROM projection WHERE name = 'stories'") != [(version,)]:
            asked = "SELECT text FROM article GROUP BY text ORDER BY min(day), text LIMIT ?"
        return [from_name(name) for (name,) in self._rows(asked, (most,))]

    @contextmanager
    def shelving(self, *, version: str, texts: Sequence[str] = ()) -> Iterator[Shelf]:
        """The shelf, to be changed in one transaction; one that another version filled is emptied first."""
        with self._writing(projections=True):
            known = self._db.execute("SELECT version FROM projection WHERE name = 'stories'").fetchone()
            if known != (version,):
                self._empty_shelf(version)
            # What the shelf holds in memory is true as long as nobody else writes, and nothing fails.
            (written,) = self._db.execute("PRAGMA data_version").fetchone()
            held, self._shelf = self._shelf, None
            shelf = held[1] if held is not None and held[0] == written else SQLiteShelf(self._db)
            yield shelf
            self._db.executemany("DELETE FROM unshelved WHERE text = ?", [(name,) for name in _names(texts)])
        self._shelf = written, shelf

    def _empty_shelf(self, version: str) -> None:
        for table in ("sketch", "sketch_key", "kin", "unshelved"):
            self._db.execute(f"DELETE FROM {table}")
        self._db.execute("INSERT INTO unshelved (text, day) SELECT text, min(day) FROM article GROUP BY text")
        self._db.execute("INSERT OR REPLACE INTO projection (name, version) VALUES ('stories', ?)", (version,))
        self._shelf = None

    def stories(self, texts: Sequence[str] | None = None) -> dict[str, str]:
        """The founder of the story of each of these texts, or of all on the shelf, by text id."""
        if texts is None:
            rows = self._rows("SELECT text, founder FROM sketch WHERE founder IS NOT NULL")
        else:
            asked = "SELECT text, founder FROM sketch WHERE founder IS NOT NULL AND text IN ({})"
            rows = [row for some in _pages(_names(texts)) for row in self._rows(asked.format(_marks(some)), some)]
        return {from_name(text): from_name(founder) for text, founder in rows}

    @property
    def registries(self) -> Registries:
        """The registries that were added."""
        return SQLiteRegistries(self._db, self._path, writing=self._writing)

    def unsearched(self, *, version: str, most: int) -> list[str]:
        """Some texts that the index of search must be put in order for; all where another version filled it."""
        asked = "SELECT text FROM unsearched ORDER BY text LIMIT ?"
        if self._rows("SELECT version FROM projection WHERE name = 'search'") != [(version,)]:
            asked = "SELECT DISTINCT text FROM article ORDER BY text LIMIT ?"
        return [from_name(name) for (name,) in self._rows(asked, (most,))]

    @contextmanager
    def indexing(self, *, version: str, texts: Sequence[str] = ()) -> Iterator[Index]:
        """The index of search, to be changed in one transaction; one that another version filled is emptied first."""
        with self._writing():
            known = self._db.execute("SELECT version FROM projection WHERE name = 'search'").fetchone()
            if known != (version,):
                empty_index(self._db)
                self._db.execute("INSERT OR REPLACE INTO projection (name, version) VALUES ('search', ?)", (version,))
            yield SQLiteIndex(self._db)
            self._db.executemany("DELETE FROM unsearched WHERE text = ?", [(name,) for name in _names(texts)])

    @property
    def finder(self) -> Finder:
        """The index of search, to be asked."""
        return SQLiteFinder(self._rows)

    @property
    def catalogue(self) -> Catalogue:
        """The shelf of stories, to be asked."""
        return SQLiteCatalogue(self._rows)

    def judge(self, judgement: Judgement) -> None:
        """Write one entry of the log of judgements."""
        with self._writing():
            judging.append(self._db, judgement)

    def judgements(self) -> list[Judgement]:
        """The log of judgements, the oldest first, what was taken back too."""
        with told(self._path):
            return judging.log(self._db)

    def forget(self, captures: Sequence[str]) -> None:
        """Take these captures out, with all of theirs that no other page shares."""
        asked = "SELECT derivation FROM capture WHERE id IN ({}) ORDER BY derivation"
        numbers = [row for some in _pages(_names(captures)) for row in self._rows(asked.format(_marks(some)), some)]
        gone = [self._of(number, Capture) for (number,) in numbers]
        self._texts.clear()
        with self._writing():
            forgetting.forget(self._db, gone)
            tidy_index(self._db)
        # The log beside the file still has the old pages: it is written back and emptied.
        self._rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def backup(self, path: Path) -> None:
        """Copy the workspace, in use or not, to a new file."""
        copying.copy(self._db, path)

    def watermark(self) -> int:
        """A number that is another one as soon as another connection has written."""
        return int(self._rows("PRAGMA data_version")[0][0])

    def check(self, on_broken: Callable[[Evidence], None]) -> tuple[int, int]:
        """Cut every kept piece of evidence again: (how many hold, how many there are)."""
        self._texts.clear()
        with told(self._path):
            return check(self._db, text=self.text, on_broken=on_broken)

    def close(self) -> None:
        """Let go of the file."""
        with told(self._path):
            self._db.close()

    def _rows(self, question: str, values: Sequence[object] = ()) -> list[Any]:
        with told(self._path):
            return self._db.execute(question, values).fetchall()

    @contextmanager
    def _writing(self, *, projections: bool = False) -> Iterator[None]:
        """A transaction that writes; of a workspace that cannot be written the projections can be, in memory."""
        with told(self._path):
            if self._read_only and projections:
                set_aside(self._db)
            self._db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    def _found(
        self, question: str, column: str, ids: Sequence[str] | None, *, after: Name = ""
    ) -> Iterator[tuple[int, int]]:
        """Where the records with these ids (or all) are: derivation and position, by id, each id once."""
        if ids is not None:
            for some in _pages(_names(ids)):
                yield from _once(self._rows(question.format(where=f"{column} IN ({_marks(some)})"), some))
            return
        # TEXT sorts before BLOB in SQLite, and "" before all.
        while rows := self._rows(f"{question.format(where=f'{column} > ?')} LIMIT {_PAGE}", (after,)):
            yield from _once(rows)
            after = rows[-1][0]

    def _of(self, derivation: int, cls: type[T]) -> T:
        output: Product = unpack(self._packed(derivation), text=self.text)
        assert isinstance(output, cls)
        return output

    def _packed(self, derivation: int) -> Packed:
        asked = "SELECT kind, texts, pins, packed FROM derivation WHERE number = ?"
        return Packed(*self._rows(asked, (derivation,))[0])

    def _blob(self, question: str, name: str, *, missing: str) -> bytes:
        rows = self._rows(question, (to_name(name),))
        if not rows:
            raise StoreError(
                f"unknown_{missing}",
                f"there is no {missing} {name[:12]} here: read its page again, or open the workspace that has it",
            )
        payload = unpack_bytes(rows[0][0])
        if digest(payload) != name:
            raise StoreError(
                "damaged_workspace",
                f"the {missing} {name[:12]} is not what it was: restore the workspace from a copy, "
                "or begin a new one and read the pages again",
            )
        return payload


def _once(rows: Iterable[tuple[Name, int, int]]) -> Iterator[tuple[int, int]]:
    """The first of equal ids: the question's order puts the one to be given out first."""
    last: Name | None = None
    for name, derivation, position in rows:
        if name != last:
            yield derivation, position
        last = name


def _pages(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while some := list(islice(rest, _PAGE)):
        yield some


def _names(ids: Sequence[str]) -> list[Name]:
    """Ids as they are kept, each once, in the order in which SQLite sorts them."""
    return sorted({to_name(id) for id in ids}, key=_order)


def _order(name: Name) -> tuple[bool, bytes]:
    return isinstance(name, bytes), name if isinstance(name, bytes) else name.encode("latin-1")


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
