"""The toll of a text's main happening, judged over all its sentences."""

from __future__ import annotations

import pytest

from dateline.nlp import model
from dateline.reading.events import sightings, tolls
from dateline.reading.stage import read
from dateline.records.evidence import article_text

pytestmark = pytest.mark.model


def toll(*paragraphs: str) -> dict[str, int]:
    """The number of each kind."""
    scene = read(article_text(paragraphs)).scene
    return {one.kind: one.number for one in scene.tolls} if scene is not None else {}


def numbers(sentence: str) -> set[int]:
    """The numbers of people of a sentence."""
    parse = model.parse(sentence)
    return {one.number for one in sightings.find(parse, sightings.kinds_in(parse))}


def test_a_toll_that_is_told_once_is_the_toll() -> None:
    assert toll("Two men were killed and three others were wounded in a shooting in Tovey on Monday.") == {
        "killed": 2, "wounded": 3,
    }  # fmt: skip


def test_two_victims_told_one_by_one_are_two() -> None:
    found = toll("Ann Perl, 21, and Ben Oskar, 19, were shot and killed in Tovey on Sunday, police said.")
    assert found["killed"] == 2


def test_a_toll_larger_than_reports_of_shootings_have_is_taken_as_it_is_said() -> None:
    found = toll("A bus crashed near Tovey on Monday, killing 27 people and injuring 130, police said.")
    assert found == {"killed": 27, "wounded": 130}


def test_a_large_toll_of_the_whole_year_is_not_that_of_the_day() -> None:
    found = toll(
        "Two men were killed and three others were wounded in a shooting in Tovey on Monday.",
        "In 2014, 45 people were killed in Tovey.",
    )
    assert found["killed"] == 2


def test_the_words_of_a_toll_are_cut_from_the_text() -> None:
    text = article_text(["Three people were killed in a shooting in Tovey on Monday."])
    scene = read(text).scene
    assert scene is not None
    assert [one.evidence.exact for one in scene.tolls if one.kind == "killed"] == ["Three people"]
    assert all(text.text[one.evidence.start : one.evidence.end] == one.evidence.exact for one in scene.tolls)


def test_a_text_that_tells_of_no_harm_has_no_scene() -> None:
    assert read(article_text(["Three ministers signed a trade deal in Tovey on Monday."])).scene is None


@pytest.mark.parametrize(
    ("sentence", "seen"),
    [
        ("Two men and a woman were shot.", {1, 2, 3}),
        ("A third victim has died.", {3}),
        ("Two hundred and five people were killed.", {205}),
        ("The 23-year-old was shot at 3 p.m. with a .40-caliber gun.", set()),
        ("Ann Perl, 21, was shot on June 13.", set()),
        ("Both were wounded.", {2}),
        ("Six shots hit the car.", set()),
        ("No one was hurt.", set()),
    ],
)
def test_numbers_of_people_are_seen_and_others_are_not(sentence: str, seen: set[int]) -> None:
    assert numbers(sentence) >= seen
    assert not numbers(sentence) & ({23, 3, 40, 21, 13, 6} - seen)
    assert seen or not numbers(sentence) - {1}


def test_a_killer_who_kills_himself_may_be_one_more() -> None:
    seen = tolls.look(model.parse("The gunman killed three people before he shot himself."))
    assert "self" in seen.endings
    assert 4 in tolls.candidates(seen)


def test_people_named_as_dead_are_counted_once() -> None:
    seen = tolls.look(model.parse("Ann Perl was killed in Tovey. Perl was murdered at home, police said."))
    assert seen.named["kill"] == 1
