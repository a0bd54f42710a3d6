"""The shelf, to be asked: which stories moved last, which texts are of them or name somebody.  Keys in, texts out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from dateline.records.story import StoryDay, StoryKept
from dateline.store.names import from_name, to_name
from dateline.store.shelf import numbers_of

__all__ = ["SQLiteCatalogue"]

Ask = Callable[[str, Sequence[object]], list[Any]]
"""Answers a question with all its rows."""

_SOME = 500
_MOVED = """SELECT founder, min(place), count(*),
        coalesce(max(CASE WHEN place < '~' THEN place END), ' ' || max(place)) AS moved
    FROM sketch WHERE founder IS NOT NULL AND place < ? GROUP BY founder HAVING moved < ? ORDER BY moved DESC LIMIT ?"""
_DAYS = """SELECT s.founder, s.day, count(DISTINCT a.id) FROM sketch s JOIN article a ON a.text = s.text
    WHERE s.founder IN ({}) AND s.place < ? AND NOT EXISTS (SELECT 1 FROM superseded o WHERE o.capture = a.capture)
    GROUP BY s.founder, s.day ORDER BY s.day IS NULL, s.day"""
_LAST = "\x7f"
"""Behind all places."""


class SQLiteCatalogue:
    """A Catalogue (`dateline.ports`) over a store's connection."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def size(self) -> int:
        """How many texts are on the shelf."""
        return int(self._ask("SELECT count(*) FROM sketch", ())[0][0])

    def moved(self, *, most: int, after: str | None = None, as_of: str | None = None) -> list[StoryKept]:
        """Stories, the one that moved last first; those behind a cursor, as far as they went by a day."""
        rows = self._ask(_MOVED, (_until(as_of), after or _LAST, most))
        return [
            StoryKept(
                founder=from_name(founder), article=first.rpartition(" ")[2], last=self._at(moved.strip()),
                texts=texts, cursor=moved,
            )
            for founder, first, texts, moved in rows
        ]  # fmt: skip

    def days(self, founders: Sequence[str], *, as_of: str | None = None) -> Mapping[str, Sequence[StoryDay]]:
        """The articles of each story by day."""
        found: dict[str, list[StoryDay]] = {founder: [] for founder in founders}
        asked = _DAYS.format(", ".join("?" * len(founders)))
        for founder, day, articles in self._ask(asked, (*map(to_name, founders), _until(as_of))):
            known = None if day is None else date.fromordinal(day).isoformat()
            found[from_name(founder)].append(StoryDay(day=known, articles=articles))
        return found

    def members(self, founder: str) -> list[str]:
        """The texts of a story, in order."""
        rows = self._ask("SELECT text FROM sketch WHERE founder = ? ORDER BY place", (to_name(founder),))
        return [from_name(text) for (text,) in rows]

    def naming(self, key: int, *, most: int, newest: bool = True) -> list[str]:
        """The texts that go under a name, the newest first, or the earliest first."""
        way = "DESC" if newest else ""
        asked = f"""SELECT s.text FROM sketch_key k JOIN sketch s ON s.number = k.sketch
            WHERE k.key = ? ORDER BY k.place {way} LIMIT ?"""
        return [from_name(text) for (text,) in self._ask(asked, (key, most))]

    def named(self, key: int) -> int:
        """How many texts go under a name."""
        return int(self._ask("SELECT count(*) FROM sketch_key WHERE key = ?", (key,))[0][0])

    def names(self, texts: Sequence[str]) -> list[tuple[int, ...]]:
        """The names under which each of these texts goes."""
        found: list[tuple[int, ...]] = []
        for at in range(0, len(texts), _SOME):
            some = [to_name(text) for text in texts[at : at + _SOME]]
            asked = f"SELECT names FROM sketch WHERE text IN ({', '.join('?' * len(some))}) ORDER BY place"
            found += [tuple(numbers_of(names)) for (names,) in self._ask(asked, some)]
        return found

    def beginning(self, begin: str) -> list[str]:
        """The texts on the shelf whose id begins so (some pairs of hex digits)."""
        low = bytes.fromhex(begin)
        rows = self._ask("SELECT text FROM sketch WHERE text BETWEEN ? AND ? ORDER BY place", (low, low + b"\xff" * 32))
        return [from_name(text) for (text,) in rows]

    def _at(self, place: str) -> str:
        return from_name(self._ask("SELECT text FROM sketch WHERE place = ?", (place,))[0][0])


def _until(as_of: str | None) -> str:
    """Behind all places of a day, and before those of no day."""
    return _LAST if as_of is None else f"{as_of}~"
