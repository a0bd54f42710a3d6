"""Turns: the lines of an interview are their speakers' words; lists and notices with colons are not."""

from __future__ import annotations

import pytest

from .saying import read, said

pytestmark = pytest.mark.model

_TALK = """Ana Bell, the engineer of the Ostrel bridge, spoke with mayor Tom Rudd on Monday.

ANA BELL: We will rebuild the bridge by May.

TOM RUDD: Nobody told us about the cost.

BELL: It was in the report. You had it in March."""


def test_each_line_of_an_interview_is_what_its_name_says() -> None:
    found = [(one.speaker, one.content) for one in said(_TALK) if one.cue == ":"]
    assert found == [
        ("ANA BELL", ("We will rebuild the bridge by May",)),
        ("TOM RUDD", ("Nobody told us about the cost",)),
        ("BELL", ("It was in the report. You had it in March",)),
    ]


def test_a_last_name_in_capitals_is_whom_the_text_names_in_full() -> None:
    told = read(_TALK)
    by_label = {one.speaker.text: told.named(one) for one in told.quotations if one.cue == ":"}
    assert (by_label["BELL"], by_label["TOM RUDD"]) == ("Ana Bell", "Tom Rudd")


@pytest.mark.parametrize(
    "words",
    [
        "Venue: the town hall is open to all.\n\nPrice: five euros will be asked at the door.",
        "Ana Bell: 12 points\n\nTom Rudd: 9 points",
        "UPDATE: The bridge was closed on Monday.",
        "Ana Bell: We will rebuild the bridge by May.",
    ],
)
def test_a_notice_a_result_or_a_single_line_is_no_interview(words: str) -> None:
    assert not [one for one in said(words) if one.cue == ":"]


def test_a_dash_behind_a_name_introduces_what_it_says() -> None:
    words = "Mayor Tom Rudd – We will not pay for it.\n\nEngineer Ana Bell – Somebody has to pay for it."
    assert [(one.speaker, one.cue) for one in said(words)] == [("Tom Rudd", "–"), ("Ana Bell", "–")]
