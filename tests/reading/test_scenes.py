"""Where and when the main happening was: mentions without a place and a day have those of the scene."""

from __future__ import annotations

import pytest

from .happening import read

pytestmark = pytest.mark.model

_REPORT = (
    "A 34-year-old man was shot and killed, police said.",
    "The shooting happened about 2 a.m. Sunday near a gas station in Fresno, according to Fresno police.",
    "He was taken to a hospital in Madera, where he died.",
)


def test_the_first_mention_has_the_place_and_the_day_that_are_said_later() -> None:
    found = read(*_REPORT)
    first = next(event for event in found.events if event.trigger.exact in ("shot", "killed"))
    assert (found.place(first), found.time(first.time)) == ("Fresno", "2 a.m. Sunday")


def test_a_happening_of_another_day_keeps_its_own() -> None:
    found = read(*_REPORT, "In March 2019, two women were killed in a crash in Madera.")
    crash = next(event for event in found.events if event.casualties and event.casualties[0].number == 2)
    assert (found.place(crash), found.time(crash.time)) == ("Madera", "March 2019")


def test_a_day_on_which_something_was_only_said_sets_no_scene() -> None:
    found = read("Two farmers were killed by a militia, the governor told reporters on Tuesday.")
    assert [event.time for event in found.events if event.trigger.exact == "killed"] == [None]


def test_the_toll_of_a_misfortune_is_not_dated() -> None:
    found = read("A dam burst above Madera on Monday.", "Nine people have died, and thirty are missing.")
    assert found.time(found.event("burst").time) == "Monday"
    assert [found.time(event.time) for event in found.events if event.trigger.exact == "died"] == [None]
