"""Plans that were dropped: told by the words themselves, or planned earlier in the story; nothing else is a change."""

from __future__ import annotations

import pytest

from dateline.dossier import changes

from .build import Newsroom


def dropped(room: Newsroom) -> list[tuple[str, str]]:
    found = changes.find(room.linked, text=room.text)
    return [(each.before.value, each.after.value) for each in found if each.attribute == "plan"]


def two_pages(first: str, second: str) -> Newsroom:
    room = Newsroom()
    room.page("p", first, published="2026-05-01", outlet="A")
    room.page("q", second, published="2026-05-04", outlet="B")
    return room


def test_a_plan_that_its_own_words_call_one() -> None:
    room = two_pages("It rained.", "The brewery has scrapped its plan to close the Alder Road plant, it said.")
    assert dropped(room) == [("planned: to close the Alder Road plant", "scrapped")]


def test_a_plan_is_joined_to_the_earlier_sentence_that_tells_it() -> None:
    room = two_pages(
        "The brewery will close the Alder Road plant in June. It will open a shop.",
        "The brewery has scrapped its plan to close the Alder Road plant, it said.",
    )
    assert dropped(room) == [("planned: The brewery will close the Alder Road plant in June.", "scrapped")]
    (change,) = changes.find(room.linked, text=room.text)
    assert (change.before.time.value, change.after.time.value) == ("2026-05-01", "2026-05-04")
    assert "2026-05-01" in change.basis


def test_what_was_called_off_had_been_planned() -> None:
    room = two_pages("The fishermen will march to the harbour on Friday.", "The march was called off on Monday.")
    assert dropped(room) == [("planned: The fishermen will march to the harbour on Friday.", "called off")]


def test_who_calls_off_is_told_before_the_verb() -> None:
    room = two_pages("The fishermen will march to the harbour on Friday.", "The fishermen called off their march.")
    assert dropped(room) == [("planned: The fishermen will march to the harbour on Friday.", "called off")]


@pytest.mark.parametrize(
    "later",
    [
        "The search was called off on Monday.",
        "The fishermen have not called off their march.",
        "The mayor urged them to do so; the march could be called off.",
        "Nobody has dropped a plan for the regatta.",
        "Prices have dropped.",
    ],
)
def test_what_went_on_and_what_is_denied_or_asked_for_is_no_change_of_plan(later: str) -> None:
    assert dropped(two_pages("The fishermen will march to the harbour on Friday.", later)) == []


def test_a_plan_is_dropped_once() -> None:
    room = two_pages("The fishermen will march on Friday.", "The march was called off. The march has been called off.")
    assert len(dropped(room)) == 1


def test_what_is_said_later_is_not_what_was_planned_before() -> None:
    assert dropped(two_pages("The march was called off.", "The fishermen will march again in June.")) == []
