"""The seeds on a day, and as of a day."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import read
from .picture import Json

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def workspace(pages: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with both pages."""
    path = tmp_path_factory.mktemp("days") / "both.db"
    read(path, *pages)
    return path


def told(workspace: Path, *arguments: str) -> Json:
    command = [sys.executable, "-m", "dateline", *arguments, "--json", "--workspace", str(workspace)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    found: Json = json.loads(done.stdout)
    return found


def values(picture: Json) -> set[str]:
    return {state["value"] for state in picture["states"] if state["entity"] == picture["scope"]["entity"]}


def test_at_large_the_day_before_and_dead_the_day_after(workspace: Path) -> None:
    before = told(workspace, "dossier", "El Mencho", "--on", "2026-02-21")
    after = told(workspace, "dossier", "El Mencho", "--on", "2026-02-23")
    assert before["scope"]["on"] == "2026-02-21"
    assert "at_large" in values(before)
    assert "dead" not in values(before)
    assert "dead" in values(after)
    assert not values(after) & {"at_large", "wanted"}
    assert not before["changes"]
    assert any(change["after"]["value"] in ("dead", "killed") for change in after["changes"])


def test_as_of_the_day_before_his_death_was_published_nobody_knew_of_it(workspace: Path) -> None:
    early = told(workspace, "dossier", "--as-of", "2026-02-22")
    assert len(early["articles"]) == 1
    assert not [state for state in early["states"] if state["value"] == "dead"]
    assert len(told(workspace, "dossier", "--as-of", "2026-02-23")["articles"]) == 2


def test_what_one_day_brought(workspace: Path) -> None:
    found = told(workspace, "diff", "2026-02-22", "2026-02-23")
    assert any(point["kind"] == "change" and "killed" in point["text"] for point in found["new"])
    assert not [point for point in found["gone"] if point["kind"] == "article"]
