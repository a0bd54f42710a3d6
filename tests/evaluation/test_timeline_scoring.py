"""Timelines as they are scored: worked by hand."""

from __future__ import annotations

import pytest
from evaluation.scoring.stems import stem
from evaluation.scoring.timelines import aligned, days, words
from evaluation.sets.timelines_t17 import gold_of, limited, score, total, untokenised


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        # the examples of Porter's paper
        ("caresses", "caress"), ("ponies", "poni"), ("feed", "feed"), ("agreed", "agre"), ("motoring", "motor"),
        ("conflated", "conflat"), ("hopping", "hop"), ("falling", "fall"), ("filing", "file"), ("happy", "happi"),
        ("relational", "relat"), ("conditional", "condit"), ("digitizer", "digit"), ("feudalism", "feudal"),
        ("hopefulness", "hope"), ("electrical", "electr"), ("revival", "reviv"), ("airliner", "airlin"),
        ("adoption", "adopt"), ("probate", "probat"), ("rate", "rate"), ("cease", "ceas"), ("controll", "control"),
        ("generalizations", "gener"), ("oscillators", "oscil"), ("ran", "ran"),
    ],
)  # fmt: skip
def test_words_lose_their_endings_as_porter_has_it(word: str, wanted: str) -> None:
    assert stem(word) == wanted


def test_small_words_do_not_count() -> None:
    assert words("The ferries were sinking, and it was not the Captain's fault.") == [
        "ferri", "sink", "captain", "fault",
    ]  # fmt: skip


def test_days_are_right_or_wrong() -> None:
    gold = {"2026-03-01": ["a"], "2026-03-02": ["b"], "2026-03-05": ["c"]}
    assert days(gold, {"2026-03-01": ["x"], "2026-03-04": ["y"]}) == pytest.approx((0.5, 1 / 3, 0.4))


def test_the_same_timeline_is_all_right() -> None:
    gold = {"2026-03-01": ["Ferry sank."], "2026-03-05": ["Captain arrested."]}
    assert aligned(gold, gold) == (1.0, 1.0, 1.0)


def test_words_a_day_off_count_half() -> None:
    gold = {"2026-03-01": ["Ferry sank."]}
    given = {"2026-03-02": ["Ferry sank slowly."]}
    # two of the three words given are the gold's, both of the gold's are given: each halved for a day's distance
    assert aligned(gold, given)[:2] == pytest.approx((2 / 6, 2 / 4))


def test_a_day_is_aligned_by_what_it_tells_and_when() -> None:
    gold = {"2026-03-01": ["Ferry sank."], "2026-03-04": ["Captain arrested."]}
    given = {"2026-03-02": ["Captain arrested."]}
    # 1 March: a day off, no word shared, cost 1/2; 4 March: two days off, all words shared, cost 0
    assert aligned(gold, given)[0] == pytest.approx(1 / 3)
    # each gold day has only that one day: of 1 March nothing is told, of 4 March all, two days off
    assert aligned(gold, given)[1] == pytest.approx((2 / 3) / 4)


def test_nothing_given_is_nothing_right() -> None:
    gold = {"2026-03-01": ["Ferry sank."]}
    assert days(gold, {}) == (0.0, 0.0, 0.0)
    assert aligned(gold, {}) == (0.0, 0.0, 0.0)


def test_text_stands_as_it_was_printed() -> None:
    assert untokenised("-LRB- Reuters -RRB- -- `` We wo n't go , '' he said .\n\n It 's the town 's .") == (
        "(Reuters) -- “We won't go,” he said.\nIt's the town's."
    )


def test_a_day_given_twice_is_one() -> None:
    entries = [["2026-03-01", ["It sank ."]], ["2026-03-01T00:00:00", ["Four died ."]]]
    assert gold_of(entries) == {"2026-03-01": ["It sank.", "Four died."]}


def test_as_many_of_the_heaviest_days_count_as_the_gold_has() -> None:
    gold = {"2026-03-01": ["a"], "2026-03-05": ["b"]}
    lines = [
        {"day": "2026-02-27", "text": "before all", "weight": 9.0},
        {"day": "2026-03-02", "text": "second", "weight": 5.0},
        {"day": "2026-03-02", "text": "second again", "weight": 8.0},
        {"day": "2026-03-01", "text": "third", "weight": 4.0},
        {"day": "2026-03-05", "text": "first", "weight": 7.0},
    ]
    assert limited(lines, gold) == {"2026-03-02": ["second again"], "2026-03-05": ["first"]}


def test_figures_are_f1_of_the_means() -> None:
    gold = {"2026-03-01": ["Ferry sank."], "2026-03-02": ["Captain arrested."]}
    one = score(gold, [{"day": "2026-03-01", "text": "Ferry sank.", "weight": 1.0}])
    none = score(gold, [])
    assert one["days"] == pytest.approx((1.0, 0.5, 2 / 3))
    # mean precision 1/2, mean recall 1/4
    assert total([one, none])["date_f1"] == pytest.approx(1 / 3)
