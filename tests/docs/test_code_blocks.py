"""Every code block of the documentation runs, and prints what the page says, or the page says why it is not run.

A page's blocks run in order in a folder of their own, where the example pages were read. ``sh`` blocks hold `dateline`
commands; a ``text`` block below them has lines of what they print, in order, ``..`` for what is left out. ``python``
blocks share their names. A block that cannot run has a comment before it: ``<!-- not run: WHY -->``.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from .conftest import READ, ROOT, inside, run_command

pytestmark = pytest.mark.model

DOCS = ROOT / "docs"
FENCE = re.compile(
    r"(?:<!-- not run: (?P<why>[^>]+?) -->\n)?^```(?P<kind>\w*)\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE
)
ELSEWHERE = {
    "api.md": "tests/serve/test_api_docs.py",
    "python.md": "tests/test_python_docs.py",
}
"""Pages whose blocks a test of their own runs."""
HOURS = {"evaluation.md": "measuring takes hours, and data that are no part of the project"}
NOT_RUN = 6
"""Blocks that say why they are not run: no more without a good reason."""


@dataclass(frozen=True)
class Block:
    kind: str
    code: str
    why: str | None


def pages() -> Iterator[Path]:
    return (page for page in sorted(DOCS.rglob("*.md")) if str(page.relative_to(DOCS)) not in {**ELSEWHERE, **HOURS})


def blocks(page: Path) -> list[Block]:
    return [Block(kind=f["kind"], code=f["code"], why=f["why"]) for f in FENCE.finditer(page.read_text())]


def expected(line: str) -> re.Pattern[str]:
    """A line of an output block: ``..`` stands for anything, and runs of blanks for one."""
    parts = [re.escape(" ".join(part.split())) for part in line.split("..")]
    return re.compile(".*".join(parts).strip())


def compare(wanted: str, printed: str) -> None:
    """Each line wanted begins a line printed, in this order."""
    lines = iter([" ".join(line.split()) for line in printed.splitlines()])
    for line in wanted.splitlines():
        if not line.strip() or line.strip() == "..":
            continue
        pattern = expected(line)
        assert any(pattern.match(each) for each in lines), f"not printed, or not in this order: {line!r}\n{printed}"


WITH_BLOCKS = [page for page in pages() if any(block.why is None for block in blocks(page))]


@pytest.mark.parametrize("page", WITH_BLOCKS, ids=lambda page: str(page.relative_to(DOCS)))
def test_the_blocks_of_a_page_run(
    page: Path, archive: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, read = archive
    shutil.copy(folder / "dateline.db", tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.delenv("DATELINE_TOKEN", raising=False)
    monkeypatch.delenv("DATELINE_WORKSPACE", raising=False)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    for library in ("pandas", "polars"):  # Whether these are here is nothing to the page.
        monkeypatch.setitem(sys.modules, library, SimpleNamespace(DataFrame=lambda rows, **_: rows))
    names: dict[str, Any] = {"__name__": page.stem}
    printed, ran = "", 0
    with inside(tmp_path):
        for block in blocks(page):
            if block.why is not None:
                continue
            if block.kind == "sh":
                lines = block.code.replace("\\\n", " ").splitlines()
                printed = "".join(read if line == READ else run_command(line) for line in lines if line.strip())
            elif block.kind == "python":
                exec(compile(block.code, str(page), "exec"), names)
            else:
                assert block.kind == "text", f"a block of kind {block.kind!r} is not run: say why before it"
                assert printed, "what is printed stands below what prints it"
                compare(block.code, printed)
            ran += 1
    assert ran


def test_blocks_that_are_not_run_say_why_and_are_few() -> None:
    whys = [block.why for page in pages() for block in blocks(page) if block.why is not None]
    assert all(why.strip() for why in whys)
    assert len(whys) <= NOT_RUN


def test_every_fence_is_a_block() -> None:
    for page in pages():
        assert page.read_text().count("```") == 2 * len(blocks(page)), f"{page}: a fence that the test does not see"


@pytest.mark.parametrize(("page", "test"), ELSEWHERE.items())
def test_pages_left_to_other_tests_are_there(page: str, test: str) -> None:
    assert page in (ROOT / test).read_text(), f"{page} is said to be held by {test}"


@pytest.mark.parametrize(
    ("wanted", "printed", "fits"),
    [
        ("a ..", "a b", True),
        (".. b", "a b", True),
        ("one\ntwo", "one\nx\ntwo", True),
        ("two\none", "one\ntwo", False),
        ("one  two", "one two", True),
        ("1 page", "11 pages", False),
    ],
)
def test_the_comparison_can_fail(wanted: str, printed: str, fits: bool) -> None:
    if fits:
        compare(wanted, printed)
    else:
        with pytest.raises(AssertionError):
            compare(wanted, printed)
