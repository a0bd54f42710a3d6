"""Two names alone: how likely they are one bearer's, and why, in words.

The likelihood is that of trees fitted on pairs of names (`tools/fit_names.py`) over traits of the alignment; no tree
knows a word. Each tree is bound so that what can only speak against one bearer never raises the likelihood.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache, lru_cache

from dateline.lexicon.tables import rows
from dateline.linking.alignment import Alignment, Meeting, MeetingKind, align, words_of
from dateline.linking.name_traits import TRAITS, traits_of
from dateline.records.base import record

__all__ = ["LIKELY", "Score", "compare", "laid_out"]

LIKELY = 0.5
"""Pairs of names at least so likely are called a match: the best F1 over parts left out (`tools/fit_names.py`)."""

_SAID: dict[MeetingKind, str] = {
    "pet": "{0} is a form of {1}",
    "joined": "{0} and {1} are written apart and as one",
    "initial": "{0} and {1} have the same initials",
    "sound": "{0} sounds like {1}",
    "spelling": "{0} is spelled nearly as {1}",
    "other": "{0} stands where the other has {1}",
}


@record
class Score:
    """How likely two are one, from 0 to 1, and why, in words."""

    value: float
    reasons: tuple[str, ...]


@lru_cache(maxsize=65536)
def compare(left: str, right: str, *, person: bool) -> Score:
    """How likely two names, as written, are those of one person (or body), were nothing else known."""
    found = laid_out(left, right, person=person)
    if not found.left.words or not found.right.words:
        return Score(value=0.0, reasons=("a name without words",))
    values = list(traits_of(found, person=person).values())
    reached = sum(_leaf(tree, values) for tree in _trees())
    return Score(value=1 / (1 + math.exp(-reached)), reasons=tuple(_reasons(found)))


def laid_out(left: str, right: str, *, person: bool) -> Alignment:
    """The alignment of two names, the same whichever is given first."""
    first, second = sorted((left, right))
    return align(words_of(first, person=person), words_of(second, person=person))


def _reasons(found: Alignment) -> Iterator[str]:
    left, right = found.left.words, found.right.words
    equal = [left[i] for one in found.met if one.kind in ("equal", "number") for i in one.left]
    if len(equal) == len(left) == len(right):
        yield "equal names" if left == right else "the same words in another order"
    elif equal:
        yield f"both have {' '.join(equal)}"
    for one in found.met:
        if one.kind in _SAID:
            yield _SAID[one.kind].format(*_words(found, one))
    if found.left_over and found.right_over:
        yield f"{' '.join(left[i] for i in found.left_over)} against {' '.join(right[j] for j in found.right_over)}"
    elif found.left_over or found.right_over:
        more = [left[i] for i in found.left_over] or [right[j] for j in found.right_over]
        yield f"one name alone has {' '.join(more)}"


def _words(found: Alignment, one: Meeting) -> tuple[str, str]:
    return " ".join(found.left.words[i] for i in one.left), " ".join(found.right.words[j] for j in one.right)


@record
class _Node:
    """A question about a trait, or a leaf where `trait` is None; `low` and `high` are places in the tree."""

    trait: int | None
    at_most: float
    low: int
    high: int
    value: float


@cache
def _trees() -> tuple[tuple[_Node, ...], ...]:
    order = {name: at for at, name in enumerate(TRAITS)}
    trees: dict[str, list[_Node]] = {}
    for tree, trait, at_most, low, high, value in rows("name_trees"):
        trees.setdefault(tree, []).append(
            _Node(trait=order.get(trait), at_most=float(at_most), low=int(low), high=int(high), value=float(value))
        )
    return tuple(tuple(nodes) for nodes in trees.values())


def _leaf(tree: tuple[_Node, ...], values: list[float]) -> float:
    node = tree[0]
    while node.trait is not None:
        node = tree[node.low if values[node.trait] <= node.at_most else node.high]
    return node.value
