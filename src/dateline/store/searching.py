"""The index of search in a workspace: a full-text table a kind (FTS5, without its contents), and what each row is of.

A projection: it can be emptied and filled again. Rows go by numbers that grow with the day of publication, so that the
newest are met first and days are ranges of numbers; a page's parts have numbers that follow one another. The full-text
tables keep no text: snippets are cut from the frozen texts, and a row is taken out by saying again what was in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from dateline.records.search import (
    KINDS,
    Days,
    Found,
    FoundKind,
    FoundName,
    FoundPart,
    NameRow,
    Query,
    Row,
    Searched,
    order_of,
)
from dateline.store.match import match_of
from dateline.store.names import from_name, to_name
from dateline.store.searched import pack_searched, unpack_searched

__all__ = ["SQLiteFinder", "SQLiteIndex", "empty_index", "tidy_index"]

Ask = Callable[[str, Sequence[object]], list[Any]]
"""Answers a question with all its rows."""

_SHIFT = 26
_PER_DAY = 1 << _SHIFT
"""Numbers that a day has: over two million pages."""
_UNDATED = -(1 << 60)
_COLUMNS = "words, title, speaker, about, place, outlet, origin"
_WEIGHTS = "1.0, 5.0, 1.0, 1.0, 1.0, 1.0, 1.0"
"""A word of the title tells five times what one of the text tells."""
_MARK = "\ue000"


class SQLiteIndex:
    """An Index (`dateline.ports`) over an open connection, inside a transaction of the store's."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def pages(self, text: str) -> list[tuple[int, Searched]]:
        """The pages with a text, each with its number, the first at the head."""
        asked = "SELECT number, packed FROM search_page WHERE text = ?"
        found = [(number, unpack_searched(packed)) for number, packed in self._db.execute(asked, (to_name(text),))]
        # The one that was published first names all others, and is the only one with parts besides itself.
        return sorted(found, key=lambda each: order_of(each[1]))

    def put(self, page: Searched, rows: Sequence[Row], *, names: Sequence[NameRow]) -> None:
        """Take a page in: one row a part, in their order."""
        number = self._next(page.day)
        self._db.execute(
            "INSERT INTO search_page (number, size, text, first, packed) VALUES (?, ?, ?, ?, ?)",
            (number, len(rows), to_name(page.text_id), page.first, pack_searched(page)),
        )
        for at, (part, row) in enumerate(zip(page.parts, rows, strict=True), start=number):
            self._write(row, at)
            if part.first is not None and part.last is not None:
                self._db.execute("INSERT INTO search_time VALUES (?, ?, ?)", (at, part.first, part.last))
        for name in names:
            self._name(name, page.day)

    def drop(self, number: int, rows: Sequence[Row], *, names: Sequence[NameRow]) -> None:
        """Take a page out that was put here under this number with these rows and names."""
        for at, row in enumerate(rows, start=number):
            self._write(row, at, gone=True)
        self._db.execute("INSERT OR IGNORE INTO unsearched SELECT text FROM search_page WHERE number = ?", (number,))
        self._db.execute("DELETE FROM search_time WHERE number >= ? AND number < ?", (number, number + len(rows)))
        self._db.execute("DELETE FROM search_page WHERE number = ?", (number,))
        for name in names:
            self._unname(name)

    def _next(self, day: int | None) -> int:
        begin, end = (_UNDATED, 0) if day is None else (day << _SHIFT, day + 1 << _SHIFT)
        asked = "SELECT number + size FROM search_page WHERE number >= ? AND number < ? ORDER BY number DESC LIMIT 1"
        last = self._db.execute(asked, (begin, end)).fetchone()
        return begin if last is None else int(last[0])

    def _write(self, row: Row, number: int, *, gone: bool = False) -> None:
        values = (number, row.words, row.title, row.speaker, row.about, row.place, row.outlet, row.origin)
        table = f"search_{row.kind}"
        if gone:
            asked = f"INSERT INTO {table} ({table}, rowid, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?, ?)"
        else:
            asked = f"INSERT INTO {table} (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        self._db.execute(asked, values)

    def _name(self, name: NameRow, day: int | None) -> None:
        (number, pages) = self._db.execute(
            """INSERT INTO search_name (words, type, name, pages, first) VALUES (?, ?, ?, 1, ?)
                ON CONFLICT (words, type) DO UPDATE SET
                    pages = pages + 1, name = max(name, excluded.name),
                    first = min(coalesce(first, excluded.first), coalesce(excluded.first, first))
                RETURNING number, pages""",
            (name.words, name.type, name.name, day),
        ).fetchone()
        if pages == 1:
            self._write(Row(kind="entity", words=name.words), number)
        self._db.executemany(
            """INSERT INTO search_alias VALUES (?, ?, 1)
                ON CONFLICT (words, other) DO UPDATE SET pages = pages + 1""",
            [(name.words, other) for other in name.others],
        )

    def _unname(self, name: NameRow) -> None:
        key = (name.words, name.type)
        known = self._db.execute("SELECT number, pages FROM search_name WHERE words = ? AND type = ?", key).fetchone()
        if known is not None and known[1] > 1:
            # The first day may have gone with it; it is the first of those that are left.
            self._db.execute(
                "UPDATE search_name SET pages = pages - 1, first = ? WHERE number = ?",
                (_first_day(self._db, name.words), known[0]),
            )
        elif known is not None:
            self._write(Row(kind="entity", words=name.words), known[0], gone=True)
            self._db.execute("DELETE FROM search_name WHERE number = ?", known[:1])
        pairs = [(name.words, other) for other in name.others]
        self._db.executemany("UPDATE search_alias SET pages = pages - 1 WHERE words = ? AND other = ?", pairs)
        self._db.executemany("DELETE FROM search_alias WHERE words = ? AND other = ? AND pages < 1", pairs)


def empty_index(db: sqlite3.Connection) -> None:
    """Take everything out; all texts wait to be put in again."""
    for table in ("search_page", "search_time", "search_name", "search_alias", "unsearched"):
        db.execute(f"DELETE FROM {table}")
    for kind in KINDS:
        db.execute(f"INSERT INTO search_{kind} (search_{kind}) VALUES ('delete-all')")
    db.execute("INSERT INTO unsearched SELECT DISTINCT text FROM article")


def tidy_index(db: sqlite3.Connection) -> None:
    """Write the full-text tables anew, so that words of rows that were taken out are in them no more."""
    for kind in KINDS:
        db.execute(f"INSERT INTO search_{kind} (search_{kind}) VALUES ('optimize')")


class SQLiteFinder:
    """A Finder (`dateline.ports`) over whatever answers a question with all its rows."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def matching(
        self,
        kind: FoundKind,
        query: Query,
        *,
        on: str | None,
        as_of: str | None,
        most: int,
        before: int | None = None,
    ) -> list[Found]:
        """What fits, the newest first, and how well; `most` of it, of numbers below `before` alone."""
        match = match_of(query.wanted, kind=kind)
        if match is None or (kind == "entity" and (query.published or query.happened)):
            return []
        table = f"search_{kind}"
        where, values = _bounds(table, query, on=on, as_of=as_of)
        if before is not None:
            where.append(f"{table}.rowid < ?")
            values.append(before)
        score = "0.0"
        if match.wanted is not None:
            where.insert(0, f"{table} MATCH ?")
            values.insert(0, match.wanted)
            score = f"-bm25({table}, {_WEIGHTS})"
        if match.unwanted is not None:
            where.append(f"rowid NOT IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)")
            values.append(match.unwanted)
        asked = f"SELECT rowid, {score} FROM {table} WHERE {' AND '.join(where) or '1'} ORDER BY rowid DESC LIMIT ?"
        return self._ask(asked, (*values, most))

    def part(self, number: int) -> FoundPart:
        """A part of a page."""
        asked = "SELECT number, packed FROM search_page WHERE number <= ? ORDER BY number DESC LIMIT 1"
        ((begin, packed),) = self._ask(asked, (number,))
        page = unpack_searched(packed, part=number - begin)
        return FoundPart(page=page, part=page.parts[0])

    def name(self, number: int) -> FoundName | None:
        """An entity, with the first page that has its name."""
        asked = "SELECT words, type, name, pages FROM search_name WHERE number = ?"
        ((words, type, name, pages),) = self._ask(asked, (number,))
        first = _first(self._ask, words)
        if first is None:
            return None
        others = [shown for _, shown in self.others(words)]
        return FoundName(type=type, name=name, pages=pages, others=tuple(others), page=self.part(first).page)

    def others(self, words: str) -> list[tuple[str, str]]:
        """The other names that some text gives to whoever bears this one, folded and as shown."""
        asked = """SELECT a.other, max(n.name) FROM search_alias a JOIN search_name n ON n.words = a.other
            WHERE a.words = ? GROUP BY a.other ORDER BY a.other"""
        return [(other, shown) for other, shown in self._ask(asked, (words,))]

    def texts(self, begin: str) -> list[str]:
        """The texts whose id begins so (some pairs of hex digits)."""
        low = bytes.fromhex(begin)
        asked = "SELECT DISTINCT text FROM search_page WHERE text >= ? AND text < ?"
        return [from_name(text) for (text,) in self._ask(asked, (low, low + b"\xff" * 32))]


def _bounds(table: str, query: Query, *, on: str | None, as_of: str | None) -> tuple[list[str], list[Any]]:
    """The days that narrow a search, as conditions on numbers."""
    asked: list[tuple[str, list[int]]] = []
    number, named = f"{table}.rowid", table == "search_entity"
    if as_of is not None:
        until = date.fromisoformat(as_of).toordinal()
        if named:
            asked.append((f"{number} IN (SELECT n.number FROM search_name n WHERE n.first <= ?)", [until]))
        else:
            asked.append((f"{number} >= 0 AND {number} < ?", [until + 1 << _SHIFT]))
    if on is not None:
        until = date.fromisoformat(on).toordinal()
        begun = f"coalesce((SELECT t.first FROM search_time t WHERE t.number = {number}), {number} >> {_SHIFT}) <= ?"
        if named:
            begun = f"{number} IN (SELECT n.number FROM search_name n WHERE n.first IS NULL OR n.first <= ?)"
        asked.append((begun, [until]))
    if query.published is not None:
        asked += _published(number, query.published)
    if query.happened is not None:
        first, last = _ordinals(query.happened)
        within = f"SELECT 1 FROM search_time t WHERE t.number = {number} AND t.first >= ? AND t.last <= ?"
        asked.append((f"EXISTS ({within})", [first, last]))
    return [condition for condition, _ in asked], [value for _, values in asked for value in values]


def _published(number: str, days: Days) -> Iterator[tuple[str, list[int]]]:
    """Published within days for certain: the last possible day is in the number, the first with the page."""
    first, last = _ordinals(days)
    yield f"{number} >= ? AND {number} < ?", [first << _SHIFT, last + 1 << _SHIFT]
    if first:
        page = f"SELECT p.first FROM search_page p WHERE p.number <= {number} ORDER BY p.number DESC LIMIT 1"
        yield f"({page}) >= ?", [first]


def _ordinals(days: Days) -> tuple[int, int]:
    first = date.fromisoformat(days.first).toordinal() if days.first else 0
    return first, date.fromisoformat(days.last).toordinal() if days.last else date.max.toordinal()


def _first(ask: Ask, words: str) -> int | None:
    """The article that was published first of those with a name; one without a day where none has one."""
    asked = "SELECT rowid FROM search_article WHERE search_article MATCH ? AND rowid {} ORDER BY rowid LIMIT 1"
    match = f'{{about}} : "{_MARK} {words} {_MARK}"'
    for side in (">= 0", "< 0"):
        for (number,) in ask(asked.format(side), (match,)):
            return int(number)
    return None


def _first_day(db: sqlite3.Connection, words: str) -> int | None:
    number = _first(lambda asked, values: db.execute(asked, values).fetchall(), words)
    return None if number is None or number < 0 else number >> _SHIFT
