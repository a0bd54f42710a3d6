"""The SQLite store keeps to the contract."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.ports import Store
from dateline.store import open_store

from .contract import StoreContract


class TestSQLiteStore(StoreContract):
    """The contract, over a file."""

    @pytest.fixture
    def open_again(self, tmp_path: Path) -> Callable[[], Store]:
        return lambda: open_store(tmp_path / "work.dateline")

    @pytest.fixture
    def open_elsewhere(self, tmp_path: Path) -> Callable[[], Store]:
        return lambda: open_store(tmp_path / "other.dateline")
