"""Disputes of denial: which passage a denial answers."""

from __future__ import annotations

import pytest

from dateline.dossier import disputes

from .build import Newsroom


def sides(room: Newsroom) -> list[list[set[str]]]:
    return [
        [{holder.name for holder in stand.holders} for stand in dispute.stands]
        for dispute in disputes.find(room.linked, text=room.text)
    ]


def test_the_same_words_with_a_not_in_another_story() -> None:
    room = Newsroom()
    room.page("a", "The old bridge over the Elm is closed, sources said.", story="one")
    room.page("b", "The bridge over the Elm is not closed, Ada Roth said.", story="two", outlet="Lake Echo")
    room.quote("a", "The old bridge over the Elm is closed", speaker="sources", kind="indirect", clear=False)
    room.quote("b", "The bridge over the Elm is not closed", speaker=room.entity("Ada Roth"), kind="indirect")
    assert sides(room) == []  # two telling words are not enough
    room = Newsroom()
    room.page("a", "The old bridge over the river Elm is closed, sources said.", story="one")
    room.page("b", "The bridge over the river Elm is not closed, Ada Roth said.", story="two", outlet="Lake Echo")
    room.quote("a", "The old bridge over the river Elm is closed", speaker="sources", kind="indirect", clear=False)
    room.quote("b", "The bridge over the river Elm is not closed", speaker=room.entity("Ada Roth"), kind="indirect")
    assert sides(room) == [[{"sources"}, {"Ada Roth"}]]


def test_what_is_recalled_beside_a_denial_is_what_it_answers() -> None:
    room = Newsroom()
    room.page("p", "Ada Roth denied that the firm had hired men from abroad.\n\n"
              "Ben Cole had told the radio that twenty dockers were flown in.")  # fmt: skip
    room.quote(
        "p", "the firm had hired men from abroad", speaker=room.entity("Ada Roth"), cue="denied", kind="indirect"
    )
    room.quote("p", "twenty dockers were flown in", speaker=room.entity("Ben Cole"), cue="had told", kind="indirect")
    assert sides(room) == [[{"Ben Cole"}, {"Ada Roth"}]]


def test_who_speaks_next_in_the_paragraph_of_a_denial_speaks_for_it() -> None:
    room = Newsroom()
    room.page("p", "The League denied that it was against the dam. The dam could be had in May, Ben Cole claimed.")
    league = room.entity("The League", type="organization")
    room.quote("p", "it was against the dam", speaker=league, cue="denied", kind="indirect")
    room.quote("p", "The dam could be had in May", speaker=room.entity("Ben Cole"), cue="claimed", kind="indirect")
    assert sides(room) == []


def test_a_denial_that_names_the_report() -> None:
    room = Newsroom()
    room.page("p", "Ben Cole paid for a boat. The embassy denied a report by a television station that money was paid.")
    room.quote(
        "p", "money was paid", speaker=room.entity("The embassy", type="organization"), cue="denied", kind="indirect"
    )
    assert sides(room) == [[{"a television station"}, {"The embassy"}]]


def test_a_denial_that_hangs_on_what_it_denies() -> None:
    room = Newsroom()
    room.page("p", "Survivors say that the boat was overloaded, which its owner, Elm Lines, denies.")
    lines = room.entity("Elm Lines", type="organization")
    room.mention("p", "Elm Lines", lines)
    room.quote("p", "the boat was overloaded", speaker="Survivors", cue="say", kind="indirect", clear=False)
    assert sides(room) == [[{"Survivors"}, {"Elm Lines"}]]


@pytest.mark.parametrize(
    ("denied", "found"),
    [("had nothing to do with the strike", True), ("had much to say of the strike", False)],
)
def test_nothing_and_everything_to_do_with_it(denied: str, found: bool) -> None:
    room = Newsroom()
    room.page("p", f"Ada Roth said that this {denied}. Ben Cole said that it had everything to do with it.")
    room.quote("p", f"this {denied}", speaker=room.entity("Ada Roth"), kind="indirect")
    room.quote("p", "it had everything to do with it", speaker=room.entity("Ben Cole"), kind="indirect")
    assert sides(room) == ([[{"Ben Cole"}, {"Ada Roth"}]] if found else [])


def test_denials_of_one_matter_are_one_dispute() -> None:
    room = Newsroom()
    ada, ben, cyd = (room.entity(name) for name in ("Ada Roth", "Ben Cole", "Cyd Lang"))
    for page, who in (("a", ada), ("b", cyd)):
        room.page(
            page, f"{page}. Ben Cole had said the firm poisoned the stream. It was denied that waste got in the stream."
        )
        room.quote(page, "the firm poisoned the stream", speaker=ben, cue="had said", kind="indirect")
        room.quote(page, "waste got in the stream", speaker=who, cue="denied", kind="indirect")
    assert sides(room) == [[{"Ben Cole"}, {"Ada Roth", "Cyd Lang"}]]


def test_who_told_of_a_decision_is_against_whom_opposes_it() -> None:
    room = Newsroom()
    room.page("p", "Mayor Ada Roth said that there would be no fair. Ben Cole opposed the decision.")
    ada, ben = room.entity("Ada Roth"), room.entity("Ben Cole")
    room.mention("p", "Ada Roth", ada)
    room.mention("p", "Ben Cole", ben)
    room.quote("p", "there would be no fair", speaker=ada, kind="indirect")
    assert sides(room) == [[{"Ada Roth"}, {"Ben Cole"}]]


def test_one_calls_on_the_minister_to_go_whom_another_backs() -> None:
    room = Newsroom()
    room.page("p", "Ada Roth has called on the minister, Jon Hale, to resign. Premier Ben Cole backed his minister.")
    for name in ("Ada Roth", "Ben Cole"):
        room.mention("p", name, room.entity(name))
    assert sides(room) == [[{"Ben Cole"}, {"Ada Roth"}]]
