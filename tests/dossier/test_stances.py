"""Who is for and who is against what may be done; accusations and denials."""

from __future__ import annotations

import pytest

from dateline.dossier import disputes
from dateline.dossier.stances import leaning
from dateline.records.dossier import Dispute

from .build import Newsroom

BRIDGE = (
    "The council is weighing a plan to close the old bridge to cars.\n\n"
    '"Closing the bridge is a good idea," said Ada Roth.\n\n'
    '"We will not allow it," said Oskar Brandl.\n\n'
    "The fair opened at noon.\n\nIn another town it rained.\n\n"
    '"The weather was a terrible idea," said Ilse Kamp, who sells hats there.'
)


def stands(room: Newsroom) -> list[tuple[set[str], set[str]]]:
    found = disputes.find(room.linked, text=room.text)
    assert all(dispute.kind == "stand" and len(dispute.stands) == 2 for dispute in found)
    first, second = ([{h.name for h in d.stands[n].holders} for d in found] for n in (0, 1))
    return list(zip(first, second, strict=True))


def bridge(*, clear: bool = True) -> Newsroom:
    room = Newsroom()
    room.page("p", BRIDGE)
    for name, content in (
        ("Ada Roth", "Closing the bridge is a good idea,"),
        ("Oskar Brandl", "We will not allow it,"),
        ("Ilse Kamp", "The weather was a terrible idea,"),
    ):
        room.quote("p", content, speaker=room.entity(name), clear=clear)
    return room


def test_two_sides_of_a_plan() -> None:
    room = bridge()
    event = room.event(
        "p", "The council is weighing a plan to close the old bridge to cars.", modality="considered", trigger="close"
    )
    (dispute,) = disputes.find(room.linked, text=room.text)
    assert isinstance(dispute, Dispute)
    assert (dispute.kind, dispute.about) == ("stand", event)
    pro, con = dispute.stands
    assert pro.value == "for: Closing the bridge is a good idea,"
    assert con.value == "against: We will not allow it,"
    assert ([h.name for h in pro.holders], pro.origins) == (["Ada Roth"], ("origin-Ada Roth",))
    assert [words.exact for words in con.evidence] == ["We will not allow it,"]


def test_a_plan_that_no_event_tells_of_is_an_issue_of_its_story() -> None:
    (dispute,) = disputes.find(bridge().linked, text=bridge().text)
    assert dispute.about == "story"


def test_unclear_speakers_hold_no_stand() -> None:
    assert stands(bridge(clear=False)) == []


def test_one_side_alone_and_weak_words_are_no_dispute() -> None:
    room = Newsroom()
    room.page("p", 'There is a plan to close the bridge. "It would save lives," said Roth. "I doubt it," said Brandl.')
    room.quote("p", "It would save lives,", speaker=room.entity("Ada Roth"))
    room.quote("p", "I doubt it,", speaker=room.entity("Oskar Brandl"))
    assert stands(room) == []


def test_nothing_planned_is_no_issue() -> None:
    room = Newsroom()
    room.page("p", 'The match was long. "A good idea," said Roth. "We will not allow it," said Brandl.')
    room.quote("p", "A good idea,", speaker=room.entity("Ada Roth"))
    room.quote("p", "We will not allow it,", speaker=room.entity("Oskar Brandl"))
    assert stands(room) == []


def test_whom_the_text_puts_on_a_side_stands_there_too() -> None:
    room = Newsroom()
    room.page(
        "p",
        'There is a plan to close the bridge. "It is a good idea," said Roth. She has the support of Ilse Kamp. '
        'Roth is opposed by Oskar Brandl, who once met Jon Hale, and by the Port Union. "We oppose it," said Brandl.',
    )
    roth, kamp, brandl = (room.entity(name) for name in ("Ada Roth", "Ilse Kamp", "Oskar Brandl"))
    hale, union = room.entity("Jon Hale"), room.entity("Port Union", type="organization")
    for words, entity in (("Ilse Kamp", kamp), ("Oskar Brandl", brandl), ("Jon Hale", hale), ("Port Union", union)):
        room.mention("p", words, entity)
    room.mention("p", "She", roth, form="pronoun")
    room.mention("p", "Roth", roth, nth=2)
    room.quote("p", "It is a good idea,", speaker=roth)
    room.quote("p", "We oppose it,", speaker=brandl)
    assert stands(room) == [({"Ada Roth", "Ilse Kamp"}, {"Oskar Brandl", "Port Union"})]


@pytest.mark.parametrize(
    ("said", "cue", "side"),
    [
        ("it’s not going to happen", "said", -1),
        ("we don't want any outsiders here", "said", -1),
        ("the port does not need the mayor's permission to build", "suggested", 1),
        ("I would be proud to do it", "said", 1),
        ("the town would not consent", "told", -1),
        ("it is not a good idea", "said", -1),
        ("they need to give the green light", "said", 1),
        ("I would rather pay for a dry dock than for a wreck", "told", 1),
        ("the council to shelve the plan", "called on", -1),
        ("the weather is fine", "said", 0),
        ("it was against any harbour at all", "denied", 0),
    ],
)
def test_the_side_of_words(said: str, cue: str, side: int) -> None:
    found = leaning(said, cue=cue)
    assert (found > 0) - (found < 0) == side


def accused(*, denial: str, charge: str = "he had been told of a leak in May") -> Newsroom:
    room = Newsroom()
    room.page("p", f"Ada Roth alleged that {charge}. Ilse Kamp, for the firm, denied that {denial}.")
    room.quote("p", charge, speaker=room.entity("Ada Roth"), cue="alleged", kind="indirect")
    room.quote("p", denial, speaker=room.entity("Ilse Kamp"), cue="denied", kind="indirect")
    return room


def test_an_accusation_and_its_denial() -> None:
    room = accused(denial="a leak was ever known")
    assert stands(room) == [({"Ada Roth"}, {"Ilse Kamp"})]
    (dispute,) = disputes.find(room.linked, text=room.text)
    assert [stand.value for stand in dispute.stands] == [
        "said: he had been told of a leak in May",
        "denied: a leak was ever known",
    ]


def test_a_negative_sentence_of_one_who_denies_nothing_is_no_denial() -> None:
    room = Newsroom()
    room.page("p", "Ada Roth alleged that he had been told of a leak. The leak did not reach us, said Ilse Kamp.")
    room.quote("p", "he had been told of a leak", speaker=room.entity("Ada Roth"), cue="alleged", kind="indirect")
    room.quote("p", "The leak did not reach us", speaker=room.entity("Ilse Kamp"), kind="indirect")
    assert stands(room) == []


def test_a_denial_of_something_else_answers_nobody() -> None:
    assert stands(accused(denial="the boats were late")) == []


def test_a_bare_denial_answers_the_charge_just_made() -> None:
    room = Newsroom()
    room.page(
        "p", "“The captain left his ship,” Secretary Ravn alleged. Lawyer Holm denied the allegation.",
        published="2026-05-01", outlet="Harrow Post",
    )  # fmt: skip
    room.quote("p", "The captain left his ship", speaker="Ravn", cue="alleged")
    room.quote("p", "the allegation", speaker="Holm", cue="denied")
    (dispute,) = disputes.find(room.linked, text=room.text)
    assert [[holder.name for holder in stand.holders] for stand in dispute.stands] == [["Ravn"], ["Holm"]]
