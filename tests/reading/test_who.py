"""Who: from a word of the text to the chain that it belongs to."""

from __future__ import annotations

import pytest

from dateline.nlp import Token
from dateline.reading.who import head_of

from .naming_people import Read, read

pytestmark = pytest.mark.model


def token(read_: Read, word: str) -> Token:
    return next(token for token in read_.parse.tokens if token.text == word)


def name_at(read_: Read, word: str) -> str | None:
    chain = read_.who().chain(token(read_, word))
    return chain.name if chain else None


def test_every_word_of_a_name_leads_to_its_chain() -> None:
    read_ = read("Police arrested Tomas 'El Rey' Vargas on Monday.")
    assert {name_at(read_, word) for word in ("Tomas", "Rey", "Vargas")} == {"Tomas Vargas"}
    assert name_at(read_, "arrested") is None


def test_a_pronoun_leads_to_whom_it_means() -> None:
    assert name_at(read("Vera Kolb came. She wept."), "She") == "Vera Kolb"


def test_who_leads_to_the_noun_before() -> None:
    assert name_at(read("Vera Kolb, who was a baker, wept."), "who") == "Vera Kolb"


def test_a_noun_leads_to_the_name_beside_it() -> None:
    read_ = read("A police spokesman, Paul Grady, said it rained.")
    assert name_at(read_, "spokesman") == "Paul Grady"


def test_the_head_of_a_description_is_the_description_and_its_owner_is_himself() -> None:
    read_ = read("Tomas Vargas fled. Tomas Vargas's driver stayed.")
    who = read_.who()
    driver, owner = who.mention(token(read_, "driver")), who.mention(token(read_, "Vargas"))
    assert driver is not None
    assert owner is not None
    assert (driver.form, owner.form) == ("nominal", "name")


def test_the_head_of_nothing_is_none() -> None:
    read_ = read("Vera Kolb came.")
    assert head_of(read_.parse, 999, 1000) is None


def test_the_chain_of_a_mention() -> None:
    read_ = read("Vera Kolb came. Kolb wept.")
    who = read_.who()
    assert {chain.name for m in read_.chains.mentions if (chain := who.chain_of(m)) is not None} == {"Vera Kolb"}
