"""The code of docs/python.md runs as it stands there, over two of the example pages."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)

pytestmark = pytest.mark.model


def test_the_code_of_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = tmp_path / "examples" / "pages"
    pages.mkdir(parents=True)
    for page in sorted((ROOT / "examples" / "pages").glob("0[45]*")):
        shutil.copy(page, pages)
    monkeypatch.chdir(tmp_path)
    for library in ("pandas", "polars"):  # Whether these are here is nothing to the page.
        monkeypatch.setitem(sys.modules, library, SimpleNamespace(DataFrame=lambda rows, **_: rows))
    names: dict[str, Any] = {}
    blocks = BLOCK.findall((ROOT / "docs" / "python.md").read_text())
    assert len(blocks) == 2
    for block in blocks:
        exec(block, names)
    assert "killed" in capsys.readouterr().out
    assert len(names["events"]) == len(names["picture"].events) > 0
    assert all("speaker_text" in row for row in names["quotations"])
