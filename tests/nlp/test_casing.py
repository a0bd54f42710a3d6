"""Passages in capitals: what becomes small, what stays a name, and that nothing moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.nlp import model
from dateline.nlp.casing import recase

_ORDER = "the The in attack Basilan on was police President president NATO Tarvo wounded".split()  # noqa: SIM905


def rank(word: str) -> int | None:
    """A frequency list of a few words, each a hundred times rarer than the one before."""
    return 100 ** (_ORDER.index(word) + 1) if word in _ORDER else None


def test_common_words_become_small_and_names_keep_their_first_capital() -> None:
    made = recase("THE ATTACK IN BASILAN WAS ON PRESIDENT TARVO.", rank=rank)
    assert made == "The attack in Basilan was on President Tarvo."


def test_an_acronym_stays() -> None:
    assert recase("THE NATO ATTACK WAS IN BASILAN", rank=rank) == "The NATO attack was in Basilan"


def test_a_dateline_and_the_words_around_a_passage_stay() -> None:
    text = "TARVO, April 3 (AP) — Police said so.\n\nABC NEWS\n\nIt was ON TV."
    assert recase(text, rank=rank) == text


@given(st.text(alphabet="ABCDEFİßЖ a'’.-\n\"[]", max_size=80))
def test_no_character_moves(text: str) -> None:
    made = recase(text, rank=rank)
    assert len(made) == len(text)
    assert made.casefold() == text.casefold() or made == text


@pytest.mark.model
def test_the_model_finds_the_names_of_a_passage_in_capitals() -> None:
    parse = model.parse("GUNMEN ATTACKED A POLICE STATION NEAR LIMA ON MONDAY, PRESIDENT GARCIA SAID.")
    names = {parse.span_text(name.first, name.last): name.label for name in parse.names}
    assert names.get("Lima") == "GPE"
    assert names.get("Garcia") == "PERSON"
    assert parse.tokens[1].lemma == "attack"
