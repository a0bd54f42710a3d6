"""When a report states a fact, and how its answer is scored: invented reports."""

from __future__ import annotations

from datetime import date

import pytest
from evaluation.sets.events_muc4 import fillers
from evaluation.sets.events_muc4 import score as muc4_score
from evaluation.sets.incidents_facts import score, states_day, states_number, total

DAY = date(2031, 4, 2)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "number", "stated"),
    [
        ("Three people were killed in Harrow.", 3, True),
        ("The 3 died at once.", 3, True),
        ("Thirty people were killed.", 3, False),
        ("A man was shot dead.", 1, True),
        ("A man was hurt.", 1, False),
        ("Nobody was killed.", 0, False),
    ],
)
def test_a_number_is_stated(text: str, number: int, stated: bool) -> None:
    assert states_number(text, number, name="killed") is stated


@pytest.mark.parametrize(
    ("text", "published", "stated"),
    [
        ("It burned on April 2.", "2033-01-01", True),
        ("It burned on Apr. 2, officials said.", None, True),
        ("It burned on April 20.", "2031-04-21", False),
        ("It burned on Wednesday.", "2031-04-04", True),
        ("It burned on Wednesday.", "2031-04-09", False),
        ("It burned yesterday.", "2031-04-03", True),
        ("It burned yesterday.", "2031-04-04", False),
        ("It will burn on Wednesday.", "2031-04-01", False),
    ],
)
def test_a_day_is_stated(text: str, published: str | None, stated: bool) -> None:
    assert states_day(text, DAY, published=published) is stated


def test_only_what_is_asked_is_scored() -> None:
    scores = [
        score({"killed": 2, "city": "Harrow"}, {"killed": 2, "injured": 9, "places": ["Tovey", "harrow"]}),
        score({"killed": 1, "day": "2031-04-02"}, {"killed": None, "day": "2031-04-02", "places": []}),
    ]
    assert total(scores) == {"killed": 0.5, "killed_many": 1.0, "day": 1.0, "city": 1.0}


def test_a_filler_has_wordings_and_may_be_optional() -> None:
    assert fillers('"THE HARROW FRONT" / "HF"') == [(frozenset({"harrow front", "hf"}), False)]
    assert fillers('? "TWO MEN"') == [(frozenset({"men"}), True)]
    assert fillers('EXPLOSIVE: "-"') == []


def test_fillers_are_right_once_each_and_optional_ones_are_no_error() -> None:
    gold = {"templates": [{"slots": {"perp_individual": ['"MEN"', '? "BOYS"'], "hum_tgt_name": ['"ADA PERL"']}}]}
    happened = {"type": "assault", "happened": True, "instruments": []}
    attack = {
        **happened,
        "actors": [["three men", "three men", "person"], ["boys", "boys", "person"]],
        "recipients": [["Ada Perl", "her", "person"], ["the dam", "the dam", "facility"]],
    }
    # Right: men, Ada Perl. Wrong: the dam. Not counted: boys.
    counts = muc4_score(gold, {"events": [attack, attack, {**attack, "happened": False}]})
    assert counts == {"right": 2, "given": 3, "wanted": 2}
