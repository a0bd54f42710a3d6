"""The SQLite store keeps to the contract."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.ports import Store
from dateline.store import open_store

from .contract import REGISTRY, StoreContract, recorded
from .pages import capture_of, page


class TestSQLiteStore(StoreContract):
    """The contract, over a file."""

    @pytest.fixture
    def open_again(self, tmp_path: Path) -> Callable[[], Store]:
        return lambda: open_store(tmp_path / "work.dateline")

    @pytest.fixture
    def open_elsewhere(self, tmp_path: Path) -> Callable[[], Store]:
        return lambda: open_store(tmp_path / "other.dateline")

    def test_a_copy_is_its_owners_alone_and_nothing_lies_beside_it(self, store: Store, tmp_path: Path) -> None:
        store.add(page(1))
        (tmp_path / "copies").mkdir()
        store.backup(tmp_path / "copies" / "c.db")
        assert [path.name for path in (tmp_path / "copies").iterdir()] == ["c.db"]
        assert (tmp_path / "copies" / "c.db").stat().st_mode & 0o777 == 0o600

    def test_registries_are_asked_by_index_alone(self, store: Store, tmp_path: Path) -> None:
        number = store.registries.begin("list")
        store.registries.put(number, [(recorded("N-1"), ["a"])])
        store.registries.finish(number, REGISTRY)
        asked: list[str] = []
        store._db.set_trace_callback(asked.append)  # type: ignore[attr-defined]
        store.registries.at(["a"])
        store.registries.called(recorded("N-1").id)
        store.registries.details("list", recorded("N-1").id)
        store._db.set_trace_callback(None)  # type: ignore[attr-defined]
        db = sqlite3.connect(tmp_path / "work.dateline")
        plans = {step[3] for question in asked for step in db.execute(f"EXPLAIN QUERY PLAN {question}")}
        db.close()
        # Of registries there are a few.
        assert len(asked) > 3
        assert {plan for plan in plans if plan.startswith("SCAN")} == {"SCAN registry"}
        assert any("registry_key" in plan for plan in plans)

    def test_no_byte_of_what_was_forgotten_is_left_in_the_file(self, store: Store, tmp_path: Path) -> None:
        store.add([*page(1), *page(2)])
        db = sqlite3.connect(tmp_path / "work.dateline")
        packed = dict(db.execute("SELECT lower(hex(digest)), packed FROM blob"))
        db.close()
        gone, left = (packed[capture_of(number).payload][-60:] for number in (2, 1))
        store.forget([capture_of(2).id])
        kept = b"".join(path.read_bytes() for path in tmp_path.glob("work.dateline*"))
        assert left in kept
        assert gone not in kept
