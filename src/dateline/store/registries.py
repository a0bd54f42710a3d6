"""Registries in a workspace: records by their keys, every registry whole or not at all.

A registry is taken in out of sight, some thousand records a transaction, and shown when all of it is there: then the
one of the same name that it follows goes. What a killed run left, the next one clears away. All is asked for by index.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from dateline.errors import StoreError, UsageError
from dateline.records.plain import from_plain, to_plain
from dateline.records.registry import Registry, RegistryDetail, RegistryRecord, RegistrySaid
from dateline.store.names import to_words
from dateline.store.packing import pack_bytes, unpack_bytes
from dateline.store.troubles import told

__all__ = ["SQLiteRegistries"]

T = TypeVar("T")

_CROWD = 64
"""Records under one key that are looked at: where more share it, it tells nobody from anybody."""
_SWEPT = 20_000
"""Rows deleted in one transaction, so that others may write in between."""


class SQLiteRegistries:
    """Registries (`dateline.ports`) over an open connection; `writing` begins a transaction of the store's."""

    def __init__(
        self, db: sqlite3.Connection, path: Path, *, writing: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._db = db
        self._path = path
        self._writing = writing

    def known(self) -> list[Registry]:
        """The registries that are here, by name."""
        rows = self._rows("SELECT packed FROM registry WHERE state = 'live' ORDER BY name")
        return [_unpacked(Registry, packed) for (packed,) in rows]

    def begin(self, name: str) -> int:
        """Begin to take in a registry of this name, out of sight; returns the number that it goes by meanwhile."""
        with self._writing():
            self._db.execute("UPDATE registry SET state = 'gone' WHERE state = 'loading' AND name = ?", (name,))
            made = self._db.execute("INSERT INTO registry (name, state) VALUES (?, 'loading')", (name,))
            number = int(made.lastrowid or 0)
        self._sweep()
        return number

    def put(self, number: int, filed: Sequence[tuple[RegistryRecord | RegistryDetail, Sequence[str]]]) -> int:
        """Take in records with their keys, and details without; returns how many had an id that was there already."""
        again = 0
        with self._writing():
            for entry, keys in filed:
                if isinstance(entry, RegistryDetail):
                    packed = _packed(entry)
                    values = (number, to_words(entry.of), _hashed(packed), packed)
                    self._db.execute("INSERT OR IGNORE INTO registry_detail VALUES (?, ?, ?, ?)", values)
                    continue
                made = self._db.execute(
                    "INSERT OR IGNORE INTO registry_record (registry, id, packed) VALUES (?, ?, ?)",
                    (number, to_words(entry.id), _packed(entry)),
                )
                if not made.rowcount:
                    again += 1
                    continue
                rows = [(number, _hashed(key.encode()), made.lastrowid) for key in sorted(set(keys))]
                self._db.executemany("INSERT OR IGNORE INTO registry_key VALUES (?, ?, ?)", rows)
        return again

    def finish(self, number: int, registry: Registry) -> None:
        """Show a registry that was taken in, in the place of the one of its name; raises StoreError("overtaken")."""
        with self._writing():
            self._db.execute("UPDATE registry SET state = 'gone' WHERE state = 'live' AND name = ?", (registry.name,))
            asked = "UPDATE registry SET state = 'live', packed = ? WHERE number = ? AND state = 'loading'"
            if not self._db.execute(asked, (_packed(registry), number)).rowcount:
                raise StoreError(
                    "overtaken", f"another process is adding the registry {registry.name!r} too: add it again"
                )
        self._sweep()

    def leave(self, number: int) -> None:
        """Give up a registry that was begun."""
        with self._writing():
            self._db.execute("UPDATE registry SET state = 'gone' WHERE state = 'loading' AND number = ?", (number,))
        self._sweep()

    def remove(self, name: str) -> bool:
        """Take a registry out; says whether it was there."""
        with self._writing():
            asked = "UPDATE registry SET state = 'gone' WHERE state = 'live' AND name = ?"
            found = self._db.execute(asked, (name,)).rowcount
        self._sweep()
        return bool(found)

    def at(self, keys: Sequence[str]) -> list[tuple[str, RegistryRecord]]:
        """The records under any of these keys, each with its registry's name; a key of a crowd leads to none."""
        found: list[tuple[str, RegistryRecord]] = []
        for number, name in self._live():
            records: set[int] = set()
            for key in sorted(set(keys)):
                asked = "SELECT record FROM registry_key WHERE registry = ? AND key = ? LIMIT ?"
                under = self._rows(asked, (number, _hashed(key.encode()), _CROWD + 1))
                if len(under) <= _CROWD:
                    records.update(record for (record,) in under)
            found += ((name, record) for record in self._records(sorted(records)))
        return found

    def called(self, record: str, *, registry: str | None = None) -> list[tuple[str, RegistryRecord]]:
        """The records with this id, in all registries or in the one named."""
        asked = "SELECT packed FROM registry_record WHERE registry = ? AND id = ?"
        return [
            (name, _unpacked(RegistryRecord, packed))
            for number, name in self._live()
            if registry in (None, name)
            for (packed,) in self._rows(asked, (number, to_words(record)))
        ]

    def details(self, registry: str, record: str) -> tuple[RegistrySaid, ...]:
        """What rows of their own say of a record."""
        asked = "SELECT packed FROM registry_detail WHERE registry = ? AND of = ? ORDER BY number"
        return tuple(
            said
            for number, name in self._live()
            if name == registry
            for (packed,) in self._rows(asked, (number, to_words(record)))
            for said in _unpacked(RegistryDetail, packed).said
        )

    def _live(self) -> list[tuple[int, str]]:
        """The registries that show, by name: there are a few."""
        return self._rows("SELECT number, name FROM registry WHERE state = 'live' ORDER BY name")

    def _records(self, numbers: Sequence[int]) -> Iterator[RegistryRecord]:
        for number in numbers:
            for (packed,) in self._rows("SELECT packed FROM registry_record WHERE number = ?", (number,)):
                yield _unpacked(RegistryRecord, packed)

    def _sweep(self) -> None:
        """Delete what belongs to registries that are gone, a piece at a time."""
        for (number,) in self._rows("SELECT number FROM registry WHERE state = 'gone'"):
            for table, name in (
                ("registry_key", "(registry, key, record)"),
                ("registry_detail", "(registry, of, number)"),
                ("registry_record", "(number)"),
            ):
                columns = name.strip("()")
                asked = f"""DELETE FROM {table} WHERE {name} IN (
                    SELECT {columns} FROM {table} WHERE registry = ? LIMIT {_SWEPT})"""
                deleted = _SWEPT
                while deleted == _SWEPT:
                    with self._writing():
                        deleted = self._db.execute(asked, (number,)).rowcount
            with self._writing():
                self._db.execute("DELETE FROM registry WHERE number = ?", (number,))

    def _rows(self, question: str, values: Sequence[object] = ()) -> list[Any]:
        with told(self._path):
            return self._db.execute(question, values).fetchall()


def _packed(entry: object) -> bytes:
    said = json.dumps(to_plain(entry), ensure_ascii=False, separators=(",", ":"))
    return pack_bytes(said.encode("utf-8", "surrogatepass"))


def _unpacked(cls: type[T], packed: bytes) -> T:
    try:
        return from_plain(cls, json.loads(unpack_bytes(packed).decode("utf-8", "surrogatepass")))
    except UsageError as error:
        raise StoreError(
            "outdated_registry",
            f"a registry here was kept in a shape that this Dateline does not read ({error.message}): add it again",
        ) from error


def _hashed(words: bytes) -> int:
    return int.from_bytes(blake2b(words, digest_size=8).digest(), "big", signed=True)
