"""Clusters against gold clusters: B-cubed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from evaluation.scoring.ratios import f1, mean

__all__ = ["b_cubed"]


def b_cubed(wanted: Sequence[Hashable], given: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1: each member's share of like members in its cluster, and of its like in it."""
    both = Counter(zip(wanted, given, strict=True))
    gold, answer = Counter(wanted), Counter(given)
    precision = mean(both[pair] / answer[pair[1]] for pair in zip(wanted, given, strict=True))
    recall = mean(both[pair] / gold[pair[0]] for pair in zip(wanted, given, strict=True))
    return precision, recall, f1(precision, recall)
