"""Clusters of things that are the same: pairs with a strength in, groups out; the order of arrival cannot matter.

Pairs are taken strongest first, then in order of their members, and joined unless the two groups, as they
have grown by then, contradict each other. So a pair that is right by itself cannot chain two things that
are known to be different, and a person's word against a pair is one more contradiction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from dateline.records.base import record

__all__ = ["Clusters", "Pair", "cluster", "pairs_of"]

P = TypeVar("P")


@record
class Pair:
    """Two things (by their place in the order) that may be one; `reason` says in words why. Larger is stronger."""

    left: int
    right: int
    strength: int
    reason: str


@record
class Clusters:
    """Groups of members, each in order, the groups in order of their first; and the pairs that made them."""

    groups: tuple[tuple[int, ...], ...]
    joined: tuple[Pair, ...]


def cluster(
    profiles: Sequence[P],
    pairs: Iterable[Pair],
    *,
    clash: Callable[[P, P], bool],
    merge: Callable[[P, P], P],
) -> Clusters:
    """Join the pairs whose groups do not clash. `profiles` hold what a group is compared by."""
    parent = list(range(len(profiles)))
    grown = list(profiles)
    joined: list[Pair] = []

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for pair in sorted(set(pairs), key=lambda p: (-p.strength, p.left, p.right, p.reason)):
        left, right = sorted((root(pair.left), root(pair.right)))
        if left == right or clash(grown[left], grown[right]):
            continue
        parent[right] = left
        grown[left] = merge(grown[left], grown[right])
        joined.append(pair)
    groups: dict[int, list[int]] = {}
    for i in range(len(profiles)):
        groups.setdefault(root(i), []).append(i)
    return Clusters(groups=tuple(tuple(group) for group in groups.values()), joined=tuple(joined))


def pairs_of(members: Sequence[int], *, strength: int, reason: str) -> list[Pair]:
    """Pairs that connect the members of one block: each with the first and with its neighbour, not all with all."""
    ordered = sorted(set(members))
    edges = {*pairwise(ordered), *((ordered[0], other) for other in ordered[1:])} if ordered else set()
    return [Pair(left=a, right=b, strength=strength, reason=reason) for a, b in sorted(edges)]
