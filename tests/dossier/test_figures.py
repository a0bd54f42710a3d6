"""Offers, rewards, homes left and crowds: figures that give way, and that are counted in two ways."""

from __future__ import annotations

import pytest

from dateline.dossier import changes, disputes

from .build import Newsroom


def moved(room: Newsroom) -> list[tuple[str, str, str]]:
    return [
        (change.attribute, change.before.value, change.after.value)
        for change in changes.find(room.linked, text=room.text)
    ]


def counted(room: Newsroom) -> list[set[tuple[str, str]]]:
    return [
        {(stand.value, stand.holders[0].name) for stand in dispute.stands}
        for dispute in disputes.find(room.linked, text=room.text)
        if dispute.kind == "value"
    ]


def talks() -> Newsroom:
    room = Newsroom()
    room.page("a", "The mill has offered 3 per cent.", published="2026-05-01")
    room.page("b", "Members turned down an offer of 4 per cent.", published="2026-05-06", outlet="Lake Echo")
    room.sum("a", "3 per cent", 3, unit="%")
    room.sum("b", "4 per cent", 4, unit="%")
    return room


def test_an_offer_gives_way_to_the_next() -> None:
    assert moved(talks()) == [("offer", "3 per cent", "4 per cent")]


def test_a_page_without_a_date_that_tells_of_the_raise_stands_between() -> None:
    room = talks()
    room.page("c", "The mill raised its offer from 4 per cent to 5 per cent, it said.", outlet="Elm Post")
    room.sum("c", "4 per cent", 4, unit="%")
    room.sum("c", "5 per cent", 5, unit="%")
    room.page("d", "Members voted to accept a rise of 6 per cent.", published="2026-06-01", outlet="Elm Post")
    room.sum("d", "6 per cent", 6, unit="%")
    assert sorted(moved(room)) == [
        ("offer", "3 per cent", "4 per cent"),
        ("offer", "4 per cent", "5 per cent"),
        ("offer", "5 per cent", "6 per cent"),
    ]


def test_two_bidders_offer_two_things() -> None:
    room = Newsroom()
    for page, name, number, day in (("a", "Elm Works", 3, "2026-05-01"), ("b", "Oak Group", 5, "2026-05-09")):
        room.page(page, f"{name} has offered {number} million euros for the mill.", published=day)
        room.mention(page, name, room.entity(name, type="organization"))
        room.sum(page, f"{number} million euros", number * 1e6)
    assert moved(room) == []


def test_what_is_offered_otherwise_is_no_sum() -> None:
    room = Newsroom()
    room.page("a", "The mill has offered 12 places to apprentices.", published="2026-05-01")
    room.page("b", "The mill has offered 20 places to apprentices.", published="2026-05-09")
    assert moved(room) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Some 300 people were told to leave their homes.",
            "The number of people moved out of their homes has gone up to 800.",
        ),
        ("300 residents have been evacuated.", "By night 800 residents had been evacuated."),
    ],
)
def test_more_people_leave_their_homes(before: str, after: str) -> None:
    room = Newsroom()
    room.page("a", before, published="2026-05-01")
    room.page("b", after, published="2026-05-03", outlet="Lake Echo")
    assert moved(room) == [("displaced", "300", "800")]


def test_a_crowd_is_counted_in_two_ways() -> None:
    room = Newsroom()
    room.page(
        "a", "The League said that 9,000 people had come. Police put the number at 4,000.", published="2026-05-01"
    )
    room.quote("a", "9,000 people had come", speaker=room.entity("The League", type="organization"), kind="indirect")
    assert counted(room) == [{("9,000", "The League"), ("4,000", "Police")}]
    assert moved(room) == []


def test_the_number_of_something_else_is_no_crowd() -> None:
    room = Newsroom()
    room.page("a", "9,000 people had come. It rained. The band played. Then it was late. Police put the number at 4.")
    assert counted(room) == []
