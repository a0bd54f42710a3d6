"""The two seed pages, read together and apart by the command itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .picture import Picture


def read(workspace: Path, *arguments: str) -> Picture:
    """What `dateline read .. --json` prints."""
    command = [sys.executable, "-m", "dateline", "read", *arguments, "--json", "--workspace", str(workspace)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return Picture(json.loads(done.stdout))


@pytest.fixture(scope="session")
def pages(shared: Path) -> list[str]:
    """The seed files, A first."""
    found = sorted(str(path) for path in (shared / "seeds").glob("*.txt"))
    assert len(found) == 2
    return found


@pytest.fixture(scope="session")
def both(pages: list[str], tmp_path_factory: pytest.TempPathFactory) -> Picture:
    """The dossier of the two seeds."""
    return read(tmp_path_factory.mktemp("seeds") / "both.db", *pages)


@pytest.fixture(scope="session")
def undated(pages: list[str], tmp_path_factory: pytest.TempPathFactory) -> Picture:
    """The dossier of B alone."""
    return read(tmp_path_factory.mktemp("seeds") / "b.db", pages[1])


@pytest.fixture(scope="session")
def dated(pages: list[str], tmp_path_factory: pytest.TempPathFactory) -> Picture:
    """The dossier of B alone, with a publication day given by the caller (a Tuesday)."""
    return read(tmp_path_factory.mktemp("seeds") / "dated.db", pages[1], "--published", "2025-12-23")
