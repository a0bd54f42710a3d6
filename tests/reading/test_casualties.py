"""Counts of people: numbers, bounds, others besides, elliptical lists, adjectives and tolls."""

from __future__ import annotations

import pytest

from .happening import read

pytestmark = pytest.mark.model

Told = tuple[str, int | None, int | None, int | None, bool]


def told(*paragraphs: str) -> list[Told]:
    """Kind, number, lower, upper and besides of all casualties."""
    return [
        (one.kind, one.number, one.lower, one.upper, one.besides)
        for event in read(*paragraphs).events
        for one in event.casualties
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Three sailors were killed in the blast.", [("killed", 3, None, None, False)]),
        ("At least 12 people were killed on Monday.", [("killed", 12, 12, None, False)]),
        ("No fewer than 12 people were killed on Monday.", [("killed", 12, 12, None, False)]),
        ("More than 30 people were injured in the crash.", [("wounded", 30, 31, None, False)]),
        ("Up to 20 people were killed on Monday.", [("killed", 20, None, 20, False)]),
        ("Several people were wounded in the bombing.", [("wounded", None, 3, None, False)]),
        ("Two hundred and five people were killed on Monday.", [("killed", 205, None, None, False)]),
        ("Some 1,200 people were killed on Monday.", [("killed", 1200, None, None, False)]),
        ("A dozen people were arrested on Monday.", [("arrested", 12, None, None, False)]),
        ("A man was killed on Monday.", [("killed", 1, None, None, False)]),
        ("Three more sailors were killed on Monday.", [("killed", 3, None, None, True)]),
        ("Two men and a woman were killed on Monday.", [("killed", 3, None, None, False)]),
        ("The storm left 12 dead.", [("killed", 12, None, None, False)]),
    ],
)
def test_a_count_with_its_bounds(sentence: str, expected: list[Told]) -> None:
    assert told(sentence) == expected


def test_a_vague_number_is_only_a_lower_bound() -> None:
    ((kind, number, lower, upper, _),) = told("Dozens of people were wounded in the bombing.")
    assert (kind, number, upper) == ("wounded", None, None)
    assert lower is not None
    assert lower >= 12


def test_an_elliptical_list_is_one_event_with_a_casualty_each() -> None:
    found = read("Three other smugglers were killed in the raid, four were wounded, and two were arrested.")
    assert [(c.kind, c.number, c.besides) for event in found.events for c in event.casualties] == [
        ("killed", 3, True), ("wounded", 4, False), ("arrested", 2, False),
    ]  # fmt: skip
    assert len(found.events) == 1


def test_those_named_beside_a_number_are_not_in_it() -> None:
    assert told("Anna Petrova and two others were killed on Monday.") == [("killed", 2, None, None, True)]


def test_those_killed_in_addition_to_a_death_are_besides_it() -> None:
    assert ("killed", 3, None, None, True) in told(
        "In addition to Boris Lund's death, three sailors were killed in the operation."
    )


def test_one_victim_by_name_is_no_count() -> None:
    assert told("Anna Petrova was killed on Monday.") == []


def test_an_age_is_no_count() -> None:
    found = told("Boris Lund, 18, and two 17-year-old sailors were arrested on Monday.")
    assert [(kind, number) for kind, number, *_ in found] == [("arrested", 2)]


def test_the_missing_are_counted_with_the_dead_of_one_disaster() -> None:
    found = read("Eleven people were killed and 30 were missing after the dam above Ribeira burst on Tuesday.")
    burst = found.event("burst")
    assert burst.type == "disaster"
    assert [(c.kind, c.number) for c in burst.casualties] == [("killed", 11), ("missing", 30)]
    assert len(found.events) == 1


def test_those_who_have_not_been_found_are_missing() -> None:
    assert told("Nineteen people are known to have died; eight have not been found.") == [
        ("killed", 19, None, None, False), ("missing", 8, None, None, False),
    ]  # fmt: skip


def test_nobody_is_no_casualty() -> None:
    assert told("No one was killed in the crash.") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A 14-year-old was killed on Monday.", [("killed", 1, None, None, False)]),
        ("Two 17-year-olds were killed on Monday.", [("killed", 2, None, None, False)]),
    ],
)
def test_people_told_by_their_age_alone_are_counted(sentence: str, expected: list[Told]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Divers brought two more bodies up on Sunday, taking the number of dead to eleven, the navy said.",
            [("killed", 2, None, None, True), ("killed", 11, None, None, False)],
        ),
        ("The miners' union put the toll at 17.", [("killed", 17, None, None, False)]),
        ("The army set the number of wounded at 40.", [("wounded", 40, None, None, False)]),
        ("Six bodies have been dug out of the snow.", [("killed", 6, None, None, False)]),
        ("The council put the price at 17.", []),
    ],
)
def test_what_a_toll_is_brought_to_and_bodies(sentence: str, expected: list[Told]) -> None:
    assert told(sentence) == expected


def test_an_update_below_its_hour_is_a_sentence_of_its_own() -> None:
    reading = read(
        "14:20 Nine dead", "Nine people have now died in the landslide, Dr. Mara Quillfeather told the radio."
    )
    assert [event.trigger.exact for event in reading.events if event.quotation is not None] == ["died"]
