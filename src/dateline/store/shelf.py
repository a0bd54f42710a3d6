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
"""Sketches, and kin of texts, held in memory: a text is compared with those before it, and so is the next."""
_SOME = 200
"""Texts asked about at once."""

_AHEAD = """SELECT * FROM (
    SELECT place, sketch FROM sketch_key WHERE key = ? AND place < ?1 AND sketch <> ?5 ORDER BY place DESC LIMIT ?2
)"""
_BEHIND = "SELECT * FROM (SELECT key, sketch FROM sketch_key WHERE key = ? AND place > ?1 ORDER BY place LIMIT ?2)"
_BEYOND = "SELECT sketch FROM sketch_key WHERE key = ? AND place < ? ORDER BY place DESC LIMIT 1 OFFSET ?"

_KIN = """SELECT k.earlier, k.likely, s.text, s.founder FROM kin k JOIN sketch s ON s.number = k.earlier
    WHERE k.later = ?"""


class SQLiteShelf:
    """A Shelf (`dateline.ports`) over an open connection, inside a transaction of the store's."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._sketches: OrderedDict[int, Sketch] = OrderedDict()
        self._numbers: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._places: dict[int, str] = {}
        self._founders: dict[int, str | None] = {}
        self._kin: OrderedDict[int, dict[str, float]] = OrderedDict()

    def put(self, sketch: Sketch, keys: Sequence[int]) -> None:
        """Take a sketch in under its keys."""
        made = self._db.execute(
            "INSERT INTO sketch (text, place, day, length, vectors, names) VALUES (?, ?, ?, ?, ?, ?)",
            (to_name(sketch.text_id), sketch.order, sketch.day, sketch.length, sketch.vectors, _packed(sketch.names)),
        )
        number = made.lastrowid or 0
        self._know(number, sketch.text_id)
        self._hold(number, sketch)
        self._founders[number] = None
        self._keep_kin(number, {})
        self._file(number, sketch.order, {*keys, *sketch.names})

    def name(self, sketch: Sketch, keys: Sequence[int]) -> None:
        """Set the names of a text; the rest of its sketch is as it was."""
        number, before = self._number(sketch.text_id), self.sketch(sketch.text_id)
        self._db.execute("UPDATE sketch SET names = ? WHERE number = ?", (_packed(sketch.names), number))
        gone = [(key, before.order) for key in {*before.names} - {*sketch.names, *keys}]
        self._db.executemany("DELETE FROM sketch_key WHERE key = ? AND place = ?", gone)
        self._file(number, before.order, {*sketch.names} - {*before.names, *keys})
        self._hold(number, sketch)

    def drop(self, text: str, keys: Sequence[int]) -> None:
        """Forget a text, and that others are kin to it."""
        number, place, names = self._number(text), self.order(text), self.sketch(text).names
        self._db.execute("DELETE FROM kin WHERE later = ? OR earlier = ?", (number, number))
        rows = [(key, place) for key in {*keys, *names}]
        self._db.executemany("DELETE FROM sketch_key WHERE key = ? AND place = ?", rows)
        self._db.execute("DELETE FROM sketch WHERE number = ?", (number,))
        self._db.execute("INSERT OR IGNORE INTO unshelved (text, day) VALUES (?, ?)", (to_name(text), place[:10]))
        # Whoever was kin to it is no more.
        self._kin.clear()
        for held in (self._sketches, self._names, self._places, self._founders):
            held.pop(number, None)
        self._numbers.pop(text, None)

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
        if number not in self._places:
            self._places[number] = str(self._one("SELECT place FROM sketch WHERE number = ?", number)[0])
        return self._places[number]

    def ahead(
        self, order: str, keys: Sequence[int], *, a_key: int, shared: int, most: int, without: str | None = None
    ) -> list[str]:
        """The texts before this place that share keys with it, those that share most of them first."""
        if not keys:
            return []
        asked = f"""SELECT sketch FROM ({_each(_AHEAD, keys)}) GROUP BY place HAVING count(*) >= ?3
            ORDER BY count(*) DESC, place DESC LIMIT ?4"""
        rows = self._db.execute(asked, (order, a_key, shared, most, self._number(without) if without else 0, *keys))
        return [self._name(number) for (number,) in rows.fetchall()]

    def behind(self, order: str, keys: Sequence[int], *, a_key: int) -> dict[str, tuple[int, int]]:
        """Of each key the nearest texts behind this place: under how many of the keys each is, and one of these."""
        if not keys or order >= self.last():
            return {}
        asked = f"SELECT sketch, count(*), max(key) FROM ({_each(_BEHIND, keys)}) GROUP BY sketch"
        rows = self._db.execute(asked, (order, a_key, 0, 0, 0, *keys)).fetchall()
        return {self._name(number): (count, key) for number, count, key in rows}

    def beyond(self, order: str, key: int, *, a_key: int) -> str | None:
        """The text before this place that is the next under a key when the nearest are left out."""
        row = self._one(_BEYOND, key, order, a_key)
        return None if row is None else self._name(row[0])

    def relate(self, text: str, kin: Mapping[str, float]) -> None:
        """Set the earlier texts that a text is kin to."""
        number, before = self._number(text), self.kin(text)
        if before == kin:
            return
        gone = [(number, self._number(other)) for other in before if other not in kin]
        self._db.executemany("DELETE FROM kin WHERE later = ? AND earlier = ?", gone)
        new = [(number, self._number(other), value) for other, value in kin.items() if before.get(other) != value]
        self._db.executemany("INSERT OR REPLACE INTO kin (later, earlier, likely) VALUES (?, ?, ?)", new)
        self._keep_kin(number, dict(kin))

    def kin(self, text: str) -> Mapping[str, float]:
        """The earlier texts that a text is kin to."""
        number = self._number(text)
        if number not in self._kin:
            kin: dict[str, float] = {}
            for earlier, likely, other, founder in self._db.execute(_KIN, (number,)).fetchall():
                kin[name := self._names.get(earlier) or from_name(other)] = likely
                self._know(earlier, name)
                self._founders.setdefault(earlier, None if founder is None else from_name(founder))
            self._keep_kin(number, kin)
        return self._kin[number]

    def followers(self, texts: Iterable[str]) -> list[str]:
        """The texts that are kin to one of these, and later."""
        asked = sorted({self._number(text) for text in texts})
        found: set[int] = set()
        for at in range(0, len(asked), _SOME):
            some = asked[at : at + _SOME]
            rows = self._db.execute(f"SELECT later FROM kin WHERE earlier IN ({', '.join('?' * len(some))})", some)
            found.update(later for (later,) in rows.fetchall())
        return sorted(map(self._name, found))

    def join(self, text: str, founder: str) -> None:
        """Put a text into the story of a founder."""
        number = self._number(text)
        self._db.execute("UPDATE sketch SET founder = ? WHERE number = ?", (to_name(founder), number))
        self._founders[number] = founder

    def merge(self, founder: str, into: str) -> None:
        """Put all texts of one story into that of another founder."""
        rows = self._db.execute("SELECT number FROM sketch WHERE founder = ?", (to_name(founder),)).fetchall()
        self._db.execute("UPDATE sketch SET founder = ? WHERE founder = ?", (to_name(into), to_name(founder)))
        self._founders.update((number, into) for (number,) in rows)

    def founder(self, text: str) -> str | None:
        """The founder of the story that a text is in."""
        number = self._number(text)
        if number not in self._founders:
            (founder,) = self._one("SELECT founder FROM sketch WHERE number = ?", number)
            self._founders[number] = None if founder is None else from_name(founder)
        return self._founders[number]

    def members(self, founder: str, *, most: int | None = None) -> list[str]:
        """The texts of a story, in order; the first of them where `most` is given."""
        asked = "SELECT number FROM sketch WHERE founder = ? ORDER BY place LIMIT ?"
        rows = self._db.execute(asked, (to_name(founder), -1 if most is None else most))
        return [self._name(number) for (number,) in rows.fetchall()]

    def size(self, founder: str, *, before: str, most: int) -> int:
        """How many texts of a story stand before a place; counted up to `most`."""
        asked = "SELECT count(*) FROM (SELECT 1 FROM sketch WHERE founder = ? AND place < ? LIMIT ?)"
        return int(self._one(asked, to_name(founder), before, most)[0])

    def last(self) -> str:
        """The last place that is taken; before all others where none is."""
        return str(self._one("SELECT coalesce(max(place), '') FROM sketch")[0])

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
        self._sketches[number], self._places[number] = sketch, sketch.order
        if len(self._sketches) > _HELD:
            self._sketches.popitem(last=False)

    def _file(self, number: int, place: str, keys: Iterable[int]) -> None:
        """Say that a sketch goes under these keys."""
        rows = [(key, place, number) for key in sorted(keys)]
        self._db.executemany("INSERT INTO sketch_key (key, place, sketch) VALUES (?, ?, ?)", rows)

    def _keep_kin(self, number: int, kin: dict[str, float]) -> None:
        self._kin[number] = kin
        if len(self._kin) > _HELD:
            self._kin.popitem(last=False)


def _each(question: str, keys: Sequence[int]) -> str:
    """One question for all keys, which are the values from the sixth on."""
    return " UNION ALL ".join(question.replace("= ? ", f"= ?{at} ") for at in range(6, 6 + len(keys)))


def _packed(numbers: Sequence[int]) -> bytes:
    return b"".join(number.to_bytes(8, "big") for number in numbers)


def numbers_of(packed: bytes) -> Iterator[int]:
    """Whole numbers that were kept as bytes."""
    return (int.from_bytes(packed[at : at + 8], "big") for at in range(0, len(packed), 8))
