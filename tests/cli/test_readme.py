"""What the README shows is what a user sees: its excerpt stands in the demo's output, its commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .running import dateline

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


def excerpt() -> list[str]:
    """The lines of the README's example of a dossier, run on; a line of dots stands for what it leaves out."""
    block = README.split("<!-- excerpt", 1)[1].split("```", 2)[1]
    entries: list[str] = []
    for line in block.splitlines()[1:]:
        if line.startswith("    ") and entries:
            entries[-1] += f" {bare(line)}"
        elif line.strip() and line.strip() != "…":
            entries.append(bare(line))
    return [" ".join(entry.split()) for entry in entries]


def bare(line: str) -> str:
    """A line without its reference: how long that is, and so where lines break, depends on how many there are."""
    return re.sub(r"\s+[0-9a-f]{5,12}$", "", line.rstrip())


@pytest.mark.model
def test_the_excerpt_is_what_the_demo_prints(tmp_path: Path) -> None:
    workspace = tmp_path / "demo.db"
    assert dateline("read", ROOT / "examples" / "pages", "--workspace", workspace).returncode == 0
    lines = dateline("dossier", "--workspace", workspace).stdout.decode().splitlines()
    printed = " ".join(" ".join(map(bare, lines)).split())
    shown = excerpt()
    assert len(shown) > 20
    assert [line for line in shown if line not in printed] == []


def test_the_two_commands_are_there() -> None:
    targets = (ROOT / "Makefile").read_text()
    for command in ("demo", "test"):
        assert f"make {command}" in README
        assert re.search(rf"^{command}:", targets, re.MULTILINE)


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(links) > 5
    assert [link for link in links if not (ROOT / link).exists()] == []
