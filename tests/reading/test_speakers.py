"""Whose words they are: the words that name a speaker, and whom they mean."""

from __future__ import annotations

import pytest

from .saying import read, said

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We go,” said the mayor of Smolyan on Monday.", "the mayor of Smolyan"),
        ("“We go,” said a woman whose brother is missing.", "a woman"),
        ("“We go,” said Anna Petrova, a retired miner.", "Anna Petrova"),
        ("The Interior Ministry said that the wall burst.", "The Interior Ministry"),
        ("Behind her stands the Clean Rivers Alliance, which says that the wall burst.", "the Clean Rivers Alliance"),
    ],
)
def test_the_words_are_those_of_the_role_and_no_more(text: str, words: str) -> None:
    assert [one.speaker for one in said(text)] == [words]


def test_a_pronoun_is_whom_it_stands_for() -> None:
    told = read("Anna Petrova spoke in Smolyan on Monday. She said that the wall would hold.")
    (one,) = told.quotations
    assert (one.speaker.text, told.named(one), one.speaker.clear) == ("She", "Anna Petrova", True)


def test_a_speaker_without_a_name_is_not_clear() -> None:
    told = read("“We go,” said a woman in the crowd.")
    assert [(one.speaker.text, one.speaker.chain, one.speaker.clear) for one in told.quotations] == [
        ("a woman in the crowd", None, False)
    ]


def test_a_participle_shares_the_speaker_of_its_sentence() -> None:
    told = read("Anna Petrova said the wall was old, adding that it would hold.")
    assert [(one.speaker.text, one.cue) for one in told.quotations] == [
        ("Anna Petrova", "said"),
        ("Anna Petrova", "adding"),
    ]


def test_the_one_called_names_is_not_the_speaker() -> None:
    found = said("Anna Petrova spoke for an hour, calling him a “failed candidate.”")
    assert [one.speaker for one in found] == ["Anna Petrova"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The ship's owner, Tarn Shipping Lines (TSL), said the ship was sound.", "Tarn Shipping Lines"),
        ("The newspaper Evening Sentinel reported on Sunday that the bridge was unsafe.", "Evening Sentinel"),
        ("A neighbour, Vera Holm, said the bridge was unsafe.", "Vera Holm"),
    ],
)
def test_a_name_set_beside_a_description_is_the_speaker(text: str, speaker: str) -> None:
    told = read(text)
    assert [told.named(one) for one in told.quotations] == [speaker]


def test_a_list_is_no_apposition() -> None:
    told = read("The owner, Tarn Shipping Lines and the mayor said the ship was sound.")
    assert "Tarn Shipping Lines" not in [told.named(one) for one in told.quotations if one.speaker.text == "The owner"]


def test_what_is_said_begins_behind_the_dateline() -> None:
    found = said("Ashburn, Apr 14 (PTI) The bridge fell on Monday, officials said.")
    assert [one.content for one in found] == [("The bridge fell on Monday",)]
