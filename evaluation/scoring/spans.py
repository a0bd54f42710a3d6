"""Spans of characters -> sets of words, so that split and whole spans, with and without their marks, compare.

A word is a run of letters and digits; a role (source, cue, content) is the set of words that its spans touch.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

__all__ = ["Words", "aligned", "name_span", "overlap", "same_by_half"]

_WORD = re.compile(r"\w+(?:['’]\w+)?")

_ARTICLE = re.compile(r"the\s+", re.I)
_POSSESSIVE = re.compile(r"\s*['’]s?$")

Span = Sequence[int]


class Words:
    """The words of one text."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        self._starts = [one.start() for one in found]
        self._ends = [one.end() for one in found]

    def of(self, spans: Iterable[Span]) -> frozenset[int]:
        """The indices of the words that these spans touch."""
        return frozenset(
            at
            for start, end, *_ in spans
            for at in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        )


def name_span(text: str, start: int, end: int) -> tuple[int, int]:
    """A name's span without a leading article and a possessive ending, on which sets and models differ."""
    if article := _ARTICLE.match(text, start, end):
        start = article.end()
    if possessive := _POSSESSIVE.search(text[start:end]):
        end = start + possessive.start()
    return start, end


def overlap(left: frozenset[int], right: frozenset[int]) -> float:
    """Words shared, of all words of both: 1 where they are the same, 0 where they share none."""
    return len(left & right) / len(left | right) if left or right else 0.0


def same_by_half(left: frozenset[int], right: frozenset[int]) -> bool:
    """Whether the F1 of their words is at least one half; two empty sets are the same."""
    return 4 * len(left & right) >= len(left) + len(right)


def aligned(left: Sequence[frozenset[int]], right: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """Pairs of sets that share words, each set at most once, those with the greatest overlap first."""
    holders: dict[int, list[int]] = {}
    for at, words in enumerate(right):
        for word in words:
            holders.setdefault(word, []).append(at)
    pairs = {(one, other) for one, words in enumerate(left) for word in words for other in holders.get(word, ())}
    found: list[tuple[int, int]] = []
    ours, theirs = set(), set()
    for one, other in sorted(pairs, key=lambda pair: (-overlap(left[pair[0]], right[pair[1]]), pair)):
        if one not in ours and other not in theirs:
            found.append((one, other))
            ours.add(one)
            theirs.add(other)
    return found
