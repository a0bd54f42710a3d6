"""What a notebook shows: a frame without scripts, marked words, and nothing of a page that acts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import dateline
from dateline.notebook import dossier_html, results_html
from dateline.records.search import Results
from dateline.workspace import Workspace
from linking.build import Scribe
from search.build import arrest, fire, tell

HARM = '<script>alert(1)</script> <img src=x onerror="alert(2)"> "nobody" \u202e said'


class Tags(HTMLParser):
    """The tags and attributes of some HTML, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    page = Scribe(f"The {HARM} harbour burned.").page("harm", published="2026-01-01", title=HARM, outlet=HARM)
    with tell(tmp_path / "w.db", fire(), arrest(), page):
        pass
    return Workspace(tmp_path / "w.db")


def test_what_fits_is_marked_and_nothing_of_a_page_acts(workspace: Workspace) -> None:
    with workspace:
        shown = Tags(results_html(workspace.search("nobody OR killed")))
    assert set(shown.tags) <= {"p", "b", "ol", "li", "br", "small", "mark"}
    assert not shown.attributes
    assert "<script>alert(1)</script>" in shown.text
    assert "\u202e" not in shown.text
    assert "speaker unclear" in shown.text
    assert shown.tags.count("mark") >= 4


def test_nothing_found_is_said(workspace: Workspace) -> None:
    with workspace:
        assert Tags(results_html(workspace.search("volcano"))).text == "nothing was found"


def test_a_dossier_stands_in_a_frame_that_runs_no_script(workspace: Workspace) -> None:
    with workspace:
        shown = Tags(dossier_html(workspace.dossier()))
    assert shown.tags == ["iframe"]
    assert shown.attributes["sandbox"] == ""
    inside = Tags(shown.attributes["srcdoc"] or "")
    assert "script" not in inside.tags
    assert "onerror" not in inside.attributes
    assert "Two die in Ostrel blaze" in inside.text


def test_opening_a_workspace_in_a_notebook_says_how_records_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: dict[tuple[str, str], Callable[[Any], str]] = {}
    formatter = SimpleNamespace(for_type_by_name=lambda module, name, how: known.update({(module, name): how}))
    shell = SimpleNamespace(display_formatter=SimpleNamespace(formatters={"text/html": formatter}))
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    dateline.open(tmp_path / "w.db").close()
    assert known["dateline.records.dossier", "Dossier"] is dossier_html
    assert known[Results.__module__, Results.__name__] is results_html


def test_elsewhere_nothing_is_asked_of_a_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))
    dateline.open(tmp_path / "w.db").close()
