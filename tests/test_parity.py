"""Every verb of a workspace is on every surface, or left out for a reason: docs/surfaces.md is held to that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from dateline.cli import dateline
from dateline.mcp.tools import TOOLS
from dateline.serve import signing, site
from dateline.serve.api import ENDPOINTS
from dateline.workspace import Workspace

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "surfaces.md").read_text()
ROW = re.compile(r"^\| (?P<cells>.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`([^`]+)`")
LEFT_OUT = re.compile(r"no: (\d+)")
SURFACES = ("command", "HTTP API", "MCP", "web page")


@cache
def table() -> dict[str, dict[str, str]]:
    """The table of verbs: by verb and surface the words of the cell."""
    found: dict[str, dict[str, str]] = {}
    for row in rows(PAGE.partition("Besides the verbs")[0]):
        (verb,) = NAMED.findall(row[0])
        assert verb not in found, f"{verb} stands there twice"
        found[verb] = dict(zip(SURFACES, row[1:], strict=True))
    return found


def rows(text: str) -> Iterator[list[str]]:
    """The rows of the tables of a text, without their headings."""
    for row in ROW.finditer(text):
        cells = [cell.strip() for cell in row["cells"].split(" | ")]
        if cells[0].startswith("`"):
            yield cells


def besides() -> set[str]:
    return {name for row in rows(PAGE.partition("Besides the verbs")[2]) for name in NAMED.findall(row[0])}


def commands() -> Iterator[str]:
    for name, command in dateline.commands.items():
        if isinstance(command, click.Group):
            yield from (f"dateline {name} {inner}" for inner in command.commands)
        else:
            yield f"dateline {name}"


def pages() -> Iterator[str]:
    for route in (*site.routes(), *signing.routes()):
        for method in getattr(route, "methods", None) or ():
            if method != "HEAD":
                yield f"{method} {getattr(route, 'path', '')}"


def there_is() -> dict[str, set[str]]:
    """What each surface has, as it says itself."""
    return {
        "command": set(commands()),
        "HTTP API": {f"{each.method} {each.path}" for each in ENDPOINTS},
        "MCP": set(TOOLS),
        "web page": set(pages()),
    }


def named(surface: str) -> set[str]:
    return {name for cells in table().values() for name in NAMED.findall(cells[surface])}


def listed(missing: Iterable[str]) -> str:
    return f"no place in docs/surfaces.md, or no longer there: {', '.join(sorted(missing))}"


def test_every_verb_has_its_row_and_no_other() -> None:
    verbs = {name for name in vars(Workspace) if not name.startswith("_") and callable(getattr(Workspace, name))}
    assert set(table()) == verbs, listed(set(table()) ^ verbs)


def test_every_cell_names_where_or_why_not() -> None:
    reasons = set(re.findall(r"^(\d+)\. ", PAGE, re.MULTILINE))
    used = set()
    for verb, cells in table().items():
        for surface, cell in cells.items():
            left_out = LEFT_OUT.fullmatch(cell)
            assert left_out or NAMED.findall(cell), f"{verb}: {surface} is undecided"
            used |= {left_out[1]} if left_out else set()
    assert used == reasons, "a reason is missing, or is used by nothing"


@pytest.mark.parametrize("surface", SURFACES)
def test_what_is_named_is_there_and_what_is_there_is_named(surface: str) -> None:
    has = there_is()[surface]
    assert has, "the surface says that it has nothing"
    known = named(surface) | (besides() & has)
    assert known == has, listed(known ^ has)


def test_nothing_else_stands_besides_the_verbs() -> None:
    has = set().union(*there_is().values())
    assert besides() <= has, listed(besides() - has)
