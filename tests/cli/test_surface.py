"""What a person sees: widths, references, marked words, and no control character of a page."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from dateline.cli.picture import show
from dateline.rendering.harmless import printable

from .running import EXAMPLES, dateline, picture

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two example pages."""
    path = tmp_path_factory.mktemp("surface") / "w.db"
    pages = sorted(EXAMPLES.glob("*"))
    assert dateline("read", pages[0], pages[-1], "--workspace", path).returncode == 0
    return path


@pytest.mark.parametrize("width", [80, 120, 160])
def test_no_line_is_wider_than_the_terminal(workspace: Path, width: int) -> None:
    import dateline as library

    with library.open(workspace) as opened:
        out = StringIO()
        show(opened.dossier(), Console(width=width, file=out, markup=False, highlight=False))
    lines = out.getvalue().splitlines()
    assert max(len(line) for line in lines) <= width
    assert {"Timeline", "Who says what", "Where it comes from"} <= {line.strip() for line in lines}


def test_every_reference_shows_its_words(workspace: Path) -> None:
    printed = dateline("dossier", "--workspace", workspace).stdout.decode()
    references = re.findall(r" ([0-9a-f]{5,12})$", printed, re.MULTILINE)
    assert len(references) > 10
    for reference in references[:: len(references) // 8]:
        shown = dateline("show", reference, "--workspace", workspace)
        assert shown.returncode == 0, shown.stderr
        assert "»" in shown.stdout.decode()


def test_a_reference_that_is_none_is_wrong_usage(workspace: Path) -> None:
    assert dateline("show", "zzzz", "--workspace", workspace).returncode == 2


def test_nobody_here_is_called_so(workspace: Path) -> None:
    done = dateline("dossier", "Nobody Of That Name", "--workspace", workspace)
    assert done.returncode == 2
    assert b"not_found" in done.stderr


def test_an_entity_by_name_has_its_own_dossier(workspace: Path) -> None:
    everything = picture("dossier", "--json", "--workspace", workspace)
    people = [entity for entity in everything["entities"] if entity["type"] == "person"]
    person = people[0]
    own = picture("dossier", person["name"], "--json", "--workspace", workspace)
    assert own["scope"]["entity"] == person["id"]
    assert person["id"] in {entity["id"] for entity in own["entities"]}
    assert len(own["quotations"]) <= len(everything["quotations"])


def test_control_characters_of_a_page_reach_no_terminal(tmp_path: Path) -> None:
    hostile = (
        "The mayor of Westmarch, \x1b[31mAnna Belov\x1b[0m, said on Monday that the bridge was \u202eclosed\u202c. "
        '"Nobody \x07may [bold]cross[/bold] it," she said. Two people were injured on Sunday when it fell.'
    )
    rows = json.dumps({"source": "evil \x1b]0;title\x07", "text": hostile, "bare": True, "published": "2026-03-02"})
    (tmp_path / "rows.jsonl").write_text(rows + "\n")
    read = dateline("read", tmp_path / "rows.jsonl", "--workspace", tmp_path / "w.db")
    printed = dateline("dossier", "--workspace", tmp_path / "w.db")
    for stream in (read.stdout, read.stderr, printed.stdout, printed.stderr):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", stream.decode())
    assert "[bold]cross[/bold]" in printed.stdout.decode()


def test_printable_is_one_line() -> None:
    assert printable("a\n\nb\tc") == "a b c"
    assert printable("x\x1b[2Jy\u2028z") == "x\ufffd[2Jy\ufffdz"
