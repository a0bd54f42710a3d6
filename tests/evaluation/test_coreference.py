"""The measures of coreference, on examples worked out by hand."""

from __future__ import annotations

from itertools import permutations

import pytest
from evaluation.scoring.coreference import ceaf_e, conll, muc
from hypothesis import given
from hypothesis import strategies as st


def test_muc_counts_the_links_that_hold_groups_together() -> None:
    # Gold {1 2 3} {4 5 6 7}, answer {1 2} {3 4 5} {6 7}: recall (3-2 + 4-2) / (2 + 3), precision 3 / (1 + 2 + 1).
    precision, recall, both = muc("AAABBBB", "xxyyyzz")
    assert precision == pytest.approx(3 / 4)
    assert recall == pytest.approx(3 / 5)
    assert both == pytest.approx(2 / 3)


def test_muc_sees_nothing_in_mentions_that_stand_alone() -> None:
    assert muc("ABC", "xyz") == (0.0, 0.0, 0.0)


def test_ceaf_matches_groups_one_to_one() -> None:
    # Gold {1 2 3 4 5} {6 7} {8 9 A B C}, answer {1 2 3 4 5} {6 7 8 9 A B C}: 1 for the first, and 2*5/12 for the last,
    # which is more than 2*2/9; over two answers and three gold groups.
    precision, recall, _ = ceaf_e("aaaaabbccccc", "xxxxxyyyyyyy")
    assert precision == pytest.approx((1 + 10 / 12) / 2)
    assert recall == pytest.approx((1 + 10 / 12) / 3)


def test_ceaf_takes_the_best_matching_and_not_the_best_pairs_first() -> None:
    # a = {1..4}, b = {5 6}; x = {1 2 5 6}, y = {3}: ax = 1/2, bx = 2/3, ay = 2/5, so b goes to x and a to y.
    precision, recall, _ = ceaf_e("aaaabb", "xxyzxx")
    assert precision == pytest.approx((2 / 3 + 2 / 5) / 3)
    assert recall == pytest.approx((2 / 3 + 2 / 5) / 2)


def test_conll_is_the_mean_of_three() -> None:
    found = conll("AAB", "AAB")
    assert found == {"conll": 1.0, "muc": 1.0, "b3": 1.0, "ceaf_e": 1.0}
    found = conll("AABB", "xxxx")
    assert found["conll"] == pytest.approx((found["muc"] + found["b3"] + found["ceaf_e"]) / 3)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12))
def test_ceaf_is_what_trying_every_matching_finds(both: list[tuple[int, int]]) -> None:
    wanted, answered = [a for a, _ in both], [b for _, b in both]
    gold = {one: {i for i, a in enumerate(wanted) if a == one} for one in set(wanted)}
    ours = {one: {i for i, b in enumerate(answered) if b == one} for one in set(answered)}
    few, many = sorted((list(gold.values()), list(ours.values())), key=len)
    best = max(
        sum(2 * len(a & b) / (len(a) + len(b)) for a, b in zip(few, order, strict=False))
        for order in permutations(many, len(few))
    )
    assert ceaf_e(wanted, answered)[1] == pytest.approx(best / len(gold))
