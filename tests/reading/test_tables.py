"""Names in lines that are no sentences: rows of tables, datelines that stand alone, headings in capitals."""

from __future__ import annotations

import pytest

from dateline.nlp import model
from dateline.reading.mentions import names, tables

RESULTS = """Results of matches in the Larkmoor league on Saturday :
Oakmere United 2 Ferrow Town 1
Dunhollow Rovers 0 Castlebeck 0
Standings ( played , won , drawn , lost , goals for , against , points ) :
Oakmere United 4 3 1 0 9 3 10
Dunhollow Rovers 4 2 2 0 7 4 8
Castlebeck 4 1 1 2 4 5 4"""
TENNIS = """Second round of the Larkmoor Open on Friday :
Irina Velkova ( Bulgaria ) beat Ana Bergström ( Sweden ) 6-4 6-3
Maria Sato ( Japan ) beat Julia Olsen ( Norway ) 6-2 7-5"""


def typed(text: str) -> dict[str, str]:
    """The names of a text and their types."""
    return {text[found.start : found.end]: found.type for found in names.find(model.parse(text))}


@pytest.mark.model
def test_clubs_in_scores_and_standings_are_organisations_and_hold_no_figure() -> None:
    found = typed(RESULTS)
    clubs = {"Oakmere United", "Dunhollow Rovers", "Castlebeck"}
    assert {name: kind for name, kind in found.items() if name in clubs} == dict.fromkeys(clubs, "organization")
    assert not any(char.isdigit() for name in found for char in name)


@pytest.mark.model
def test_players_and_their_countries_stay_what_they_are() -> None:
    found = typed(TENNIS)
    assert {found.get(name) for name in ("Irina Velkova", "Maria Sato", "Julia Olsen")} == {"person"}
    assert {found.get(name) for name in ("Bulgaria", "Sweden", "Japan", "Norway")} == {"place"}


@pytest.mark.model
def test_one_line_with_figures_makes_no_table() -> None:
    assert tables.cells(model.parse("Updated 5 March 2026 10:40\nThe mill at Oakmere burned down on Monday.")) == []


@pytest.mark.model
def test_a_dateline_without_a_dash_is_a_place() -> None:
    found = typed("Mill burns down .\nOSLO 2026-03-05\nA mill burned down on Thursday .\n")
    assert found["OSLO"] == "place"
    assert "LATEST" not in typed("Mill burns down .\nLATEST 2026-03-05\nA mill burned down on Thursday .\n")


@pytest.mark.model
def test_a_heading_in_capitals_names_whom_the_text_names() -> None:
    found = typed("VELKOVA RESIGNS AFTER OAKMERE FIRE\nIrina Velkova, the minister, resigned, her office said.")
    assert found["VELKOVA"] == "person"
    assert "VELKOVA RESIGNS" not in found
