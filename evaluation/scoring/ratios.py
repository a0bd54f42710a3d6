"""Precision, recall, F1 and means, with what an empty set means said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluation.files import Row

__all__ = ["added", "answers", "f1", "f1_of_counts", "mean", "means", "share"]


def share(part: float, whole: float) -> float:
    """part of whole; 0 where there is no whole."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall."""
    return share(2 * precision * recall, precision + recall)


def f1_of_counts(right: float, given: float, wanted: float) -> float:
    """F1 of `right` among `given` answers and `wanted` gold."""
    return share(2 * right, given + wanted)


def mean(values: Iterable[float]) -> float:
    """The mean; 0 of nothing."""
    every = list(values)
    return share(sum(every), len(every))


def added(scores: Sequence[Row], *keys: str) -> tuple[float, ...]:
    """The sums of these counts over all pages."""
    return tuple(sum(float(score.get(key, 0)) for score in scores) for key in keys)


def answers(answer: Row, key: str) -> bool:
    """Whether a system answers this at all: what a tool has no answer for is not held against it, a failure is."""
    return key in answer or "failure" in answer


def means(scores: Sequence[Row], *keys: str) -> dict[str, float]:
    """The means of these counts over the pages that have them; nothing for what no page but failed ones has."""
    found = {}
    for key in keys:
        asked = [score for score in scores if key in score]
        if any(not score.get("failed") for score in asked):
            found[key] = mean(float(score[key]) for score in asked)
    return found
