"""The shelf of stories in a workspace: sketches by their keys in the order of publication, and who is kin to whom.

A projection: it can be emptied and filled again from what was read. Everything is asked for by index, so that what a
text costs does not grow with the archive.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dateline.records.sketch import Sketch
from dateline.store.names import from_name, to_name

__all__ = ["SQLiteShelf", "numbers_of"]

_HELD = 4000
"""Sketches held in memory: a text is compared with those before it, and so is the next."""

_AHEAD = """SELECT * FROM (
    SELECT place, sketch FROM sketch_key WHERE key = ? AND place < ?1 ORDER BY place DESC LIMIT ?2
)"""
_BEHIND = "SELECT * FROM (SELECT key, sketch FROM sketch_key WHERE key = ? AND place > ?1 ORDER BY place LIMIT ?2)"
_BEYOND = "SELECT sketch FROM sketch_key WHERE key = ? AND place < ? ORDER BY place DESC LIMIT 1 OFFSET ?"


class SQLiteShelf:
    """A Shelf (`dateline.ports`) over an open connection, inside a transaction of the store's."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._sketches: OrderedDict[int, Sketch] = OrderedDict()
        self._numbers: dict[str, int] = {}
        self._names: dict[int, str] = {}

    def put(self, sketch: Sketch, keys: Sequence[int]) -> None:
        """Take a sketch in under its keys."""
        made = self._db.execute(
            "INSERT INTO sketch (text, place, day, length, vectors, names) VALUES (?, ?, ?, ?, ?, ?)",
            (to_name(sketch.text_id), sketch.order, sketch.day, sketch.length, sketch.vectors, _packed(sketch.names)),
        )
        number = made.lastrowid or 0
        self._know(number, sketch.text_id)
        self._hold(number, sketch)
        rows = [(key, sketch.order, number) for key in sorted({*keys, *sketch.names})]
        self._db.executemany("INSERT INTO sketch_key (key, place, sketch) VALUES (?, ?, ?)", rows)

    def drop(self, text: str, keys: Sequence[int]) -> None:
        """Forget a text, and that others are kin to it."""
        number, place, names = self._number(text), self.order(text), self.sketch(text).names
        self._db.execute("DELETE FROM kin WHERE later = ? OR earlier = ?", (number, number))
        rows = [(key, place) for key in {*keys, *names}]
        self._db.executemany("DELETE FROM sketch_key WHERE key = ? AND place = ?", rows)
        self._db.execute("DELETE FROM sketch WHERE number = ?", (number,))
        self._db.execute("INSERT OR IGNORE INTO unshelved (text, day) VALUES (?, ?)", (to_name(text), place[:10]))
        self._sketches.pop(number, None)
        self._numbers.pop(text, None)
        self._names.pop(number, None)

    def holds(self, text: str) -> bool:
        """Whether the text is here."""
        return self._find(text) is not None

    def sketch(self, text: str) -> Sketch:
        """The sketch of a text."""
        number = self._number(text)
        if number not in self._sketches:
            asked = "SELECT place, day, length, vectors, names FROM sketch WHERE number = ?"
            place, day, length, vectors, names = self._one(asked, number)
            made = Sketch(
                text_id=text, order=place, day=day, length=length, vectors=vectors, names=tuple(numbers_of(names))
            )
            self._hold(number, made)
        self._sketches.move_to_end(number)
        return self._sketches[number]

    def order(self, text: str) -> str:
        """Where a text stands."""
        number = self._number(text)
        if number in self._sketches:
            return self._sketches[number].order
        return str(self._one("SELECT place FROM sketch WHERE number = ?", number)[0])

    def ahead(self, order: str, keys: Sequence[int], *, a_key: int, shared: int, most: int) -> list[str]:
        """The texts before this place that share keys with it, those that share most of them first."""
        if not keys:
            return []
        asked = f"""SELECT sketch FROM ({_each(_AHEAD, keys)}) GROUP BY place HAVING count(*) >= ?3
            ORDER BY count(*) DESC, place DESC LIMIT ?4"""
        rows = self._db.execute(asked, (order, a_key, shared, most, *keys))
        return [self._name(number) for (number,) in rows.fetchall()]

    def behind(self, order: str, keys: Sequence[int], *, a_key: int) -> dict[str, tuple[int, int]]:
        """Of each key the nearest texts behind this place: under how many of the keys each is, and one of these."""
        if not keys or order >= self._last():
            return {}
        asked = f"SELECT sketch, count(*), max(key) FROM ({_each(_BEHIND, keys)}) GROUP BY sketch"
        rows = self._db.execute(asked, (order, a_key, 0, 0, *keys)).fetchall()
        return {self._name(number): (count, key) for number, count, key in rows}

    def beyond(self, order: str, key: int, *, a_key: int) -> str | None:
        """The text before this place that is the next under a key when the nearest are left out."""
        row = self._one(_BEYOND, key, order, a_key)
        return None if row is None else self._name(row[0])

    def _last(self) -> str:
        """The last place that is taken."""
        return str(self._one("SELECT coalesce(max(place), '') FROM sketch")[0])

    def relate(self, text: str, kin: Mapping[str, float]) -> None:
        """Set the earlier texts that a text is kin to."""
        number = self._number(text)
        self._db.execute("DELETE FROM kin WHERE later = ?", (number,))
        rows = [(number, self._number(other), value) for other, value in kin.items()]
        self._db.executemany("INSERT INTO kin (later, earlier, likely) VALUES (?, ?, ?)", rows)

    def kin(self, text: str) -> Mapping[str, float]:
        """The earlier texts that a text is kin to."""
        rows = self._db.execute("SELECT earlier, likely FROM kin WHERE later = ?", (self._number(text),))
        return {self._name(earlier): likely for earlier, likely in rows.fetchall()}

    def followers(self, texts: Iterable[str]) -> list[str]:
        """The texts that are kin to one of these, and later."""
        found: set[int] = set()
        for text in texts:
            rows = self._db.execute("SELECT later FROM kin WHERE earlier = ?", (self._number(text),))
            found.update(later for (later,) in rows.fetchall())
        return sorted(map(self._name, found))

    def join(self, text: str, founder: str) -> None:
        """Put a text into the story of a founder."""
        self._db.execute("UPDATE sketch SET founder = ? WHERE number = ?", (to_name(founder), self._number(text)))

    def founder(self, text: str) -> str | None:
        """The founder of the story that a text is in."""
        (founder,) = self._one("SELECT founder FROM sketch WHERE number = ?", self._number(text))
        return None if founder is None else from_name(founder)

    def members(self, founder: str, *, most: int | None = None) -> list[str]:
        """The texts of a story, in order; the first of them where `most` is given."""
        asked = "SELECT number FROM sketch WHERE founder = ? ORDER BY place LIMIT ?"
        rows = self._db.execute(asked, (to_name(founder), -1 if most is None else most))
        return [self._name(number) for (number,) in rows.fetchall()]

    def size(self, founder: str, *, before: str) -> int:
        """How many texts of a story stand before a place."""
        asked = "SELECT count(*) FROM sketch WHERE founder = ? AND place < ?"
        return int(self._one(asked, to_name(founder), before)[0])

    def _one(self, question: str, *values: object) -> Any:
        return self._db.execute(question, values).fetchone()

    def _find(self, text: str) -> int | None:
        if text not in self._numbers:
            row = self._one("SELECT number FROM sketch WHERE text = ?", to_name(text))
            if row is None:
                return None
            self._know(row[0], text)
        return self._numbers[text]

    def _number(self, text: str) -> int:
        number = self._find(text)
        if number is None:
            raise KeyError(text)
        return number

    def _name(self, number: int) -> str:
        if number not in self._names:
            self._know(number, from_name(self._one("SELECT text FROM sketch WHERE number = ?", number)[0]))
        return self._names[number]

    def _know(self, number: int, text: str) -> None:
        self._numbers[text], self._names[number] = number, text

    def _hold(self, number: int, sketch: Sketch) -> None:
        self._sketches[number] = sketch
        if len(self._sketches) > _HELD:
            self._sketches.popitem(last=False)


def _each(question: str, keys: Sequence[int]) -> str:
    """One question for all keys, which are the values from the fifth on."""
    return " UNION ALL ".join(question.replace("= ?", f"= ?{at}") for at in range(5, 5 + len(keys)))


def _packed(numbers: Sequence[int]) -> bytes:
    return b"".join(number.to_bytes(8, "big") for number in numbers)


def numbers_of(packed: bytes) -> Iterator[int]:
    """Whole numbers that were kept as bytes."""
    return (int.from_bytes(packed[at : at + 8], "big") for at in range(0, len(packed), 8))
