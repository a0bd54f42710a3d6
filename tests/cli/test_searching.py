"""`dateline search` on a terminal and as JSON: what is marked, how it ends, and pages that mean harm."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import dateline
from linking.build import Scribe
from search.build import arrest, fire, tell

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    path = tmp_path / "w.db"
    hostile = Scribe("The \x1b[31mharbour\x1b[0m <b>burned</b> \u202e=cmd|'/c calc'!A1, [bold]said[/bold] nobody.")
    with tell(path, fire(), arrest(), hostile.page("harm", published="2026-01-01", title="\x1b]0;gone\x07 Harm " * 30)):
        pass
    return lambda *arguments: CliRunner().invoke(
        dateline, ["search", *arguments, "--workspace", str(path)], standalone_mode=False
    )


def test_the_words_that_fit_are_marked_in_their_context(run: Run) -> None:
    done = run('kind:quotation about:"Edda Marsk" killed')
    assert done.return_value == 0
    assert "1 quotation\n" in done.output
    assert "Marsk was »killed«" in done.output
    assert "speaker unclear" in done.output
    assert all(line == line.rstrip() for line in done.output.splitlines())


def test_offsets_of_all_words_are_in_the_json(run: Run) -> None:
    found = json.loads(run("killed", "--json").output)
    assert found["schema"] == "dateline-search/1"
    for hit in found["hits"]:
        for snippet in hit["snippets"]:
            around = snippet["evidence"]
            for match in snippet["matches"]:
                begin, end = match["start"] - around["start"], match["end"] - around["start"]
                assert around["exact"][begin:end] == match["exact"] == "killed"


def test_nothing_found_is_no_failure(run: Run) -> None:
    done = run("volcano")
    assert (done.return_value, done.output) == (0, "nothing was found\n")
    assert json.loads(run("volcano", "--json").output)["hits"] == []


def test_a_malformed_query_is_told_with_its_place(run: Run) -> None:
    done = run('fire "in')
    assert done.exception is not None
    assert "at character 6 of the query: this quotation mark is not closed [bad_query]" in str(done.exception)


def test_several_words_are_one_query_and_pages_of_hits_go_on(run: Run) -> None:
    first = run("fire", "OR", "killed", "--limit", "2", "--json")
    found = json.loads(first.output)
    rest = json.loads(run("fire", "OR", "killed", "--after", found["next"], "--json").output)
    assert {hit["id"] for hit in found["hits"]}.isdisjoint(hit["id"] for hit in rest["hits"])
    assert f"--after {found['next']}" in run("fire OR killed", "--limit", "2").output


def test_pages_that_mean_harm_are_shown_harmlessly(run: Run) -> None:
    shown = run("nobody").output
    assert "»nobody«" in shown
    assert "[bold]said[/bold]" in shown
    assert not [char for char in shown if char in "\x1b\x07\u202e"]


def test_days_narrow_what_is_found(run: Run) -> None:
    assert "nothing was found" in run("killed", "--as-of", "2026-03-02").output
    assert "1 article" in run("killed kind:article", "--as-of", "2026-03-03").output
    assert "1 event" in run("killed", "--on", "2026-03-02").output
