"""The examples of docs/api.md run as they stand there, against a server over some pages."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

from dateline.serve.api import ENDPOINTS

from .test_app import started

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text()
LINES = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]


@pytest.mark.model
@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not here")
def test_every_example_is_answered(archive: Path, tmp_path: Path) -> None:
    shutil.copy(archive, tmp_path / "own.db")
    (tmp_path / "page.html").write_text("<h1>Dam holds</h1><p>The dam holds, the mayor said.")
    (tmp_path / "other.txt").write_text("Rain\n\nIt rains in Harrow, the mayor said.\n")
    (tmp_path / "pages.jsonl").write_text('{"text": "Fog\\n\\nThere is fog in Harrow."}\n')
    curls = [line for line in LINES if line.startswith("curl ")]
    assert len(curls) > 15
    with started("--workspace", tmp_path / "own.db", "--write", "--author", "Tester") as (_, address):
        picture = httpx.get(f"{address}api/dossier", timeout=60).json()
        people = [one["id"] for one in picture["entities"] if one["type"] == "person"]
        words = {
            "STORY": picture["stories"][0]["id"], "ENTITY": people[0], "OTHER": people[1],
            "ARTICLE": picture["articles"][0]["id"], "QUOTATION": picture["quotations"][0]["id"],
        }  # fmt: skip
        for line in curls:
            asked = line.replace("http://127.0.0.1:8080/", address).replace("curl ", "curl -sS --fail-with-body ", 1)
            done = subprocess.run(
                ["sh", "-c", asked], cwd=tmp_path, env={**words, "PATH": "/usr/bin:/bin"}, capture_output=True,
                check=False, timeout=120,
            )  # fmt: skip
            assert done.returncode == 0, (line, done.stdout[:500], done.stderr)


def test_every_address_is_told() -> None:
    for each in ENDPOINTS:
        assert f"`{each.path}`" in PAGE or f" {each.path}`" in PAGE, each.path
