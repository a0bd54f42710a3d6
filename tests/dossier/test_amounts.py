"""Sums for one subject that were raised."""

from __future__ import annotations

from dateline.dossier import changes

from .build import Newsroom


def told(room: Newsroom) -> list[tuple[str, str, str, str]]:
    found = changes.find(room.linked, text=room.text)
    return [(change.about, change.attribute, change.before.value, change.after.value) for change in found]


def hunt() -> tuple[Newsroom, str]:
    room = Newsroom()
    man = room.entity("Oskar Brandl")
    room.page("p", "Police offered a reward of 50,000 euros for Oskar Brandl, who is wanted.", published="2026-05-01")
    room.mention("p", "Oskar Brandl", man)
    room.state("p", "who is wanted", entity=man, value="wanted")
    room.sum("p", "50,000 euros", 50_000)
    return room, man


def test_a_reward_is_raised_from_page_to_page() -> None:
    room, man = hunt()
    room.page("q", "The bounty on Oskar Brandl is now 80,000 euros.", published="2026-05-04")
    room.mention("q", "Oskar Brandl", man)
    room.sum("q", "80,000 euros", 80_000)
    assert told(room) == [(man, "reward", "50,000 euros", "80,000 euros")]


def test_one_sentence_may_tell_both_sums() -> None:
    room = Newsroom()
    man = room.entity("Oskar Brandl")
    room.page("p", "The price on the head of Oskar Brandl was raised from 50,000 to 80,000 euros.")
    room.mention("p", "Oskar Brandl", man)
    room.state("p", "The price on the head", entity=man, value="wanted")
    room.sum("p", "80,000 euros", 80_000)
    assert told(room) == [(man, "reward", "50,000 EUR", "80,000 euros")]


def test_a_range_that_is_a_rise_is_read_as_one() -> None:
    room = Newsroom()
    man = room.entity("Oskar Brandl")
    room.page("p", "The bounty on Oskar Brandl, the miner, was raised from 50,000 to 80,000 euros.")
    room.mention("p", "Oskar Brandl", man)
    room.state("p", "The bounty", entity=man, value="wanted")
    room.sum("p", "from 50,000 to 80,000 euros", None, bounds=(50_000, 80_000))
    assert told(room) == [(man, "reward", "50,000 EUR", "80,000 EUR")]


def test_sums_of_other_things_and_for_other_people_are_not_compared() -> None:
    room, _ = hunt()
    other = room.entity("Ilse Kamp")
    room.page("q", "A reward of 90,000 euros is out for Ilse Kamp. Brandl once paid 10,000 euros for a boat.",
              published="2026-05-04")  # fmt: skip
    room.mention("q", "Ilse Kamp", other)
    room.state("q", "A reward", entity=other, value="wanted")
    room.sum("q", "90,000 euros", 90_000)
    room.sum("q", "10,000 euros", 10_000)
    assert told(room) == []
