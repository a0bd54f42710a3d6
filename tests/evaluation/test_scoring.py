"""The scores, on invented gold small enough to count by hand."""

from __future__ import annotations

import pytest
from evaluation.scoring.clusters import b_cubed
from evaluation.scoring.days import day_counts
from evaluation.scoring.ratios import f1, f1_of_counts, mean, means, share
from evaluation.scoring.shingles import body_counts, body_figures, page_f1
from evaluation.scoring.spans import Words, aligned, name_span, overlap, same_by_half


def test_ratios_of_nothing_are_zero() -> None:
    assert (share(1, 0), mean([]), f1(0, 0), f1_of_counts(0, 0, 0)) == (0, 0, 0, 0)


def test_f1_is_the_same_by_counts_and_by_precision_and_recall() -> None:
    assert f1_of_counts(3, 4, 6) == pytest.approx(0.6) == f1(3 / 4, 3 / 6)


def test_shingles_of_a_body_with_one_word_too_many() -> None:
    # Gold: abcd, bcde. Answer: abcd, bcde, cdef. Of three shingles two are right and one is too many.
    counts = body_counts("a b c d e", "a b c d e f")
    assert counts == {
        "right": pytest.approx(2 / 3),
        "surplus": pytest.approx(1 / 3),
        "missed": 0,
        "same": False,
    }
    assert page_f1(counts) == pytest.approx(0.8)


def test_a_text_shorter_than_a_shingle_is_one() -> None:
    assert page_f1(body_counts("Harrow bridge", "Harrow, bridge!")) == 1.0
    assert page_f1(body_counts("Harrow bridge", "Harrow")) == 0.0


def test_repeated_shingles_count_as_often_as_they_stand() -> None:
    # Gold has the shingle once, the answer twice, with three more across the seam.
    assert body_counts("a b c d", "a b c d a b c d")["right"] == pytest.approx(1 / 5)


def test_body_figures_are_means_over_pages() -> None:
    # Precisions 2/3 and (no answer) none; recalls 1 and 0.
    figures = body_figures([body_counts("a b c d e", "a b c d e f"), body_counts("g h i j", "")])
    assert figures["body_precision"] == pytest.approx(2 / 3)
    assert figures["body_recall"] == pytest.approx(1 / 2)
    assert figures["body_f1"] == pytest.approx(2 * (2 / 3) * (1 / 2) / (2 / 3 + 1 / 2))


def test_what_a_tool_does_not_answer_is_no_figure_but_its_failures_count() -> None:
    assert means([{"title": 1.0}, {"title": 0.0, "failed": True}], "title") == {"title": 0.5}
    assert means([{"failed": False}, {"title": 0.0, "failed": True}], "title") == {}


@pytest.mark.parametrize(
    ("given", "right", "wrong"), [("2031-04-02", 1, 0), ("2031-04-02T09:00", 1, 0), ("2031-04-03", 0, 1), (None, 0, 0)]
)
def test_an_unknown_day_is_not_wrong(given: str | None, right: int, wrong: int) -> None:
    assert day_counts("2031-04-02", given) == {"day_right": right, "day_wrong": wrong}


def test_words_of_spans_leave_marks_out() -> None:
    text = "“It's late,” she said."
    words = Words(text)
    assert words.of([[0, 12]]) == words.of([[1, 10]]) == {0, 1}
    assert words.of([[13, 16], [17, 21]]) == {2, 3}
    assert words.of([[2, 3]]) == {0}
    assert words.of([[11, 12]]) == frozenset()


def test_pairs_take_the_greatest_overlap_first_and_each_set_once() -> None:
    left = [frozenset({1, 2, 3}), frozenset({4, 5})]
    right = [frozenset({1, 4, 5}), frozenset({1, 2}), frozenset({9})]
    assert sorted(aligned(left, right)) == [(0, 1), (1, 0)]
    assert aligned([frozenset({1, 2}), frozenset({1, 2, 3})], [frozenset({1, 2, 3})]) == [(1, 0)]


def test_half_of_the_words() -> None:
    assert same_by_half(frozenset({1, 2}), frozenset({2, 3}))
    assert not same_by_half(frozenset({1, 2}), frozenset({2, 3, 4}))
    assert same_by_half(frozenset(), frozenset())
    assert overlap(frozenset({1, 2}), frozenset({2, 3})) == pytest.approx(1 / 3)


def test_b_cubed_of_two_clusters_joined() -> None:
    # a a b joined: precisions 2/3, 2/3, 1/3; nothing is torn apart.
    assert b_cubed("aab", [0, 0, 0]) == pytest.approx((5 / 9, 1.0, 5 / 7))
    # a a torn apart: recalls 1/2, 1/2, 1.
    assert b_cubed("aab", [0, 1, 2])[1] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("text", "start", "end", "bare"),
    [("in the Harrow Dam's", 3, 19, "Harrow Dam"), ("Harrow", 0, 6, "Harrow"), ("Theodora’s", 0, 10, "Theodora")],
)
def test_a_name_without_its_article_and_ending(text: str, start: int, end: int, bare: str) -> None:
    assert text[slice(*name_span(text, start, end))] == bare
