"""Other names that a text states, each with its reason and the words that give it."""

from __future__ import annotations

import pytest

from dateline.reading.mentions.aliases import initials, is_acronym_of
from dateline.reading.mentions.nicknames import find as nicknames

from .naming_people import read


@pytest.mark.parametrize(
    ("acronym", "name", "fits"),
    [
        ("DEA", "Drug Enforcement Administration", True),
        ("DEA", "US Drug Enforcement Agency", True),
        ("BOE", "Bank of England", True),
        ("BE", "Bank of England", True),
        ("EDA", "Drug Enforcement Administration", False),
        ("D", "Drugs", False),
        ("dea", "Drug Enforcement Administration", False),
    ],
)
def test_acronyms_met_elsewhere(acronym: str, name: str, fits: bool) -> None:
    assert is_acronym_of(acronym, name) is fits


def test_initials_leave_small_words_out() -> None:
    assert initials("Ministry of Health and the Sea") == "MHS"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "alias", "basis", "evidence"),
    [
        (
            "Police arrested Tomas 'El Rey' Vargas on Monday.",
            "Tomas Vargas", "El Rey", "nickname", "Tomas 'El Rey' Vargas",
        ),
        (
            'They seek Tomas Vargas, also known as "El Rey", in Ohio.',
            "Tomas Vargas", "El Rey", "known_as", 'Tomas Vargas, also known as "El Rey"',
        ),
        (
            "Jack Moreau, the boss known as the Fish, ran away.",
            "Jack Moreau", "the Fish", "known_as", "Jack Moreau, the boss known as the Fish",
        ),
        (
            "Jack Moreau, who goes by Jacky the Fish, ran away.",
            "Jack Moreau", "Jacky the Fish", "known_as", "Jack Moreau, who goes by Jacky the Fish",
        ),
        (
            "Vera Kolb, whom the papers have called “the Owl”, denied it.",
            "Vera Kolb", "the Owl", "known_as", "Vera Kolb, whom the papers have called “the Owl”",
        ),
        (
            "The Harbour Cartel (CDP) denied it.",
            "Harbour Cartel", "CDP", "acronym", "Harbour Cartel (CDP)",
        ),
        (
            "The Norden Fisheries Authority, or NFA, denied it.",
            "Norden Fisheries Authority", "NFA", "acronym", "Norden Fisheries Authority, or NFA",
        ),
        (
            "Karla Brandt spoke first. Brandt then left.",
            "Karla Brandt", "Brandt", "last_name", "Brandt",
        ),
    ],
)  # fmt: skip
def test_an_alias_has_its_reason_and_its_words(text: str, name: str, alias: str, basis: str, evidence: str) -> None:
    stated = {a.text: (a.basis, a.evidence.exact) for a in read(text).named(name).aliases}
    assert stated[alias] == (basis, evidence)


@pytest.mark.model
def test_a_nickname_stated_once_joins_all_its_mentions_and_short_forms() -> None:
    read_ = read("Tomas 'El Rey' Vargas fled. Police want El Rey. There is a reward for Rey’s arrest.")
    assert read_.words("Tomas Vargas") == ["Tomas 'El Rey' Vargas", "El Rey", "Rey"]


@pytest.mark.model
def test_what_is_called_so_may_be_nobody_named() -> None:
    read_ = read("The Vost Company has seven dams (at the company it is called “Marta”).")
    assert [alias.text for chain in read_.chains.chains for alias in chain.aliases] == []


@pytest.mark.model
def test_a_name_with_an_arabic_article_holds_no_nickname() -> None:
    assert nicknames(read("Nour El Din Hassan spoke in Cairo.").parse) == []


@pytest.mark.model
def test_a_country_in_brackets_is_no_acronym() -> None:
    read_ = read("The Harbour Dredging Company (UK) denied it.")
    assert "UK" not in {alias.text for alias in read_.named("Harbour Dredging Company").aliases}


def test_called_with_a_nickname_in_quotation_marks_is_an_alias() -> None:
    chain = read('Its chief executive, Kamen Dravov, called "the Otter" since his youth, has gone.').named(
        "Kamen Dravov"
    )
    assert "the Otter" in [alias.text for alias in chain.aliases]
