"""Names written in two ways."""

from __future__ import annotations

import pytest

from dateline.dossier import disputes
from dateline.dossier.spellings import at_odds

from .build import Newsroom


@pytest.mark.parametrize(
    ("left", "right"), [("Velnitsa", "Velnica"), ("Corvalo", "Colvalo"), ("Jon Petersen", "Jon Peterson")]
)
def test_a_letter_or_two_apart(left: str, right: str) -> None:
    assert at_odds(left, right)
    assert at_odds(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Velnitsa", "VELNITSA"), ("Velnitsa's", "Velnitsa"), ("U.S.", "United States"), ("Málaga", "Malaga"),
        ("Labour Organisation", "Labor Organization"), ("Austria", "Austrian"), ("Port Elm", "Elm"), ("Rome", "Roma"),
        ("Harbour Board", "Harbour Trust"), ("Austria's army", "Austrian army"),
    ],
)  # fmt: skip
def test_what_is_no_other_spelling(left: str, right: str) -> None:
    assert not at_odds(left, right)


def test_a_town_in_two_spellings_is_held_by_those_who_wrote_it() -> None:
    room = Newsroom()
    town = room.place("Velnitsa")
    mayor = room.entity("Ada Roth")
    room.page("p", 'Velnitsa is cut off. "Pray for Velnica," Roth wrote.', outlet="Harbour Post")
    room.page("q", "The road to Velnitsa is gone, and VELNITSA waits.", outlet="Lake Echo")
    room.quote("p", "Pray for Velnica,", speaker=mayor, cue="wrote")
    for page, words in (("p", "Velnitsa"), ("p", "Velnica"), ("q", "Velnitsa"), ("q", "VELNITSA")):
        room.toponym(page, words, town)
    (dispute,) = disputes.find(room.linked, text=room.text)
    assert (dispute.kind, dispute.about) == ("spelling", town)
    first, second = dispute.stands
    assert (first.value, [h.name for h in first.holders]) == ("Velnitsa", ["Harbour Post", "Lake Echo"])
    assert [words.exact for words in first.evidence] == ["Velnitsa", "Velnitsa", "VELNITSA"]
    assert (second.value, [h.name for h in second.holders]) == ("Velnica", ["Ada Roth"])
    assert second.origins == ("origin-Ada Roth",)


def test_a_person_in_two_spellings() -> None:
    room = Newsroom()
    man = room.entity("Oskar Brandl")
    room.page("p", "Oskar Brandl came.")
    room.page("q", "Oskar Brandel went.", outlet="Lake Echo")
    room.mention("p", "Oskar Brandl", man)
    room.mention("q", "Oskar Brandel", man)
    (dispute,) = disputes.find(room.linked, text=room.text)
    assert (dispute.kind, dispute.about) == ("spelling", man)


def test_one_spelling_and_a_short_form_are_no_dispute() -> None:
    room = Newsroom()
    man = room.entity("Oskar Brandl")
    room.page("p", "Oskar Brandl came. Brandl went. OSKAR BRANDL stayed.")
    for words in ("Oskar Brandl", "Brandl went", "OSKAR BRANDL"):
        room.mention("p", words.removesuffix(" went"), man)
    assert disputes.find(room.linked, text=room.text) == ()


@pytest.mark.parametrize(
    ("left", "right", "odd"),
    [
        ("Dzhanov", "Janov", True),
        ("Ressouma", "Ressuma", True),
        ("Bara-Olen", "Bara-Olan", True),
        ("Khalid Zabari", "Halid Zabari", True),
        ("Ivan Dzhanov", "Petar Janov", False),
        ("Elmford", "Oakford", False),
    ],
)
def test_one_sound_in_two_spellings(left: str, right: str, odd: bool) -> None:
    assert at_odds(left, right) is odd


def test_two_places_of_one_story_that_linking_keeps_apart() -> None:
    def told(*, story: str) -> int:
        room = Newsroom()
        room.page("a", "The fire began in Ressouma.", story="one")
        room.page("b", "Ressuma is burning.", story=story, outlet="Lake Echo")
        room.toponym("a", "Ressouma", room.place("Ressouma"))
        room.toponym("b", "Ressuma", room.place("Ressuma"))
        return len(disputes.find(room.linked, text=room.text))

    assert (told(story="one"), told(story="two")) == (1, 0)
