"""The documentation builds as a site, warnings being errors, and the site asks no other host for anything."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

pytest.importorskip("mkdocs")
pytest.importorskip("material")
pytest.importorskip("mkdocstrings")

LOADED = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|object|input)\b[^>]*?\s(?:src|data)=\"?([^\s\">]+)", re.I
)
LINKED = re.compile(r"<link\b[^>]*>", re.I)
HREF = re.compile(r"href=\"?([^\s\">]+)", re.I)
FOREIGN = re.compile(r"(?:[a-z]+:)?//", re.I)
STYLED = re.compile(r"(?:@import|url\()\s*[\"']?((?:https?:)?//[^\s\"')]+)", re.I)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
    return folder


def test_every_page_is_there_and_finds_its_place(site: Path) -> None:
    navigation = (ROOT / "mkdocs.yml").read_text()
    for page in (ROOT / "docs").rglob("*.md"):
        name = page.relative_to(ROOT / "docs")
        assert (site / name.with_suffix(".html")).exists(), name
        assert f" {name.as_posix()}" in navigation, f"{name} has no place in mkdocs.yml"


def test_no_page_asks_another_host(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 25
    for page in pages:
        html = page.read_text()
        links = [found[1] for tag in LINKED.findall(html) if (found := HREF.search(tag)) and "canonical" not in tag]
        asked = [*LOADED.findall(html), *links, *STYLED.findall(html)]
        assert not [each for each in asked if FOREIGN.match(each)], page
        assert 'class="mermaid"' not in html, "diagrams would be drawn by a script of another host"


def test_no_stylesheet_asks_another_host(site: Path) -> None:
    for sheet in site.rglob("*.css"):
        assert not STYLED.findall(sheet.read_text()), sheet


def test_what_is_made_of_the_code_is_there(site: Path) -> None:
    said = {name: (site / "reference" / f"{name}.html").read_text() for name in ("command", "http", "tools", "python")}
    assert "dateline corroborate" in said["command"]
    assert "/api/search" in said["http"]
    assert "corroborate" in said["tools"]
    assert "corroborate" in said["python"]
    assert "Whether a sentence is reported" in said["python"], "docstrings are rendered"
    figures = (site / "explanation" / "errors.html").read_text()
    assert not re.search(r"\{\w+: ", figures)
    assert re.search(r"<td>\.\d{3} right", figures)
