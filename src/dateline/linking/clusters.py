"""Clusters of things that are the same: pairs with a strength in, groups out; the order of arrival cannot matter.

Pairs are taken strongest first, then in order of their members, and joined unless the two groups, as they
have grown by then, contradict each other. So a pair that is right by itself cannot chain two things that
are known to be different.

A person's word outranks that: things that are ruled one are one group though they contradict each other, and groups
with things that are ruled two are never joined. What rules find of a ruled group is held against the things that they
are about alone: somebody with two names that do not fit is found under either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from dateline.records.base import record

__all__ = ["RULED", "Clusters", "Pair", "Ruling", "cluster", "pairs_of"]

P = TypeVar("P")

RULED = 1_000_000
"""The strength of a person's word: above that of all rules."""


@record
class Pair:
    """Two things (by their place in the order) that may be one; `reason` says in words why. Larger is stronger."""

    left: int
    right: int
    strength: int
    reason: str


@record
class Ruling:
    """A person's word that two things are one, or are not; `reason` says whose it is."""

    left: int
    right: int
    same: bool
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
    rulings: Iterable[Ruling] = (),
) -> Clusters:
    """Join the pairs whose groups do not clash. `profiles` hold what a group is compared by.

    `rulings` come first, in their order; one that contradicts those before it has no effect.
    """
    grown, alike = list(profiles), _Groups(len(profiles))
    ruled, joined = _ruled(len(profiles), rulings)
    for pair in sorted(set(pairs), key=lambda p: (-p.strength, p.left, p.right, p.reason)):
        left, right = sorted((alike.of(pair.left), alike.of(pair.right)))
        if left == right or ruled.apart(left, right) or clash(grown[left], grown[right]):
            continue
        alike.join(left, right)
        ruled.join(left, right)
        grown[left] = merge(grown[left], grown[right])
        joined.append(pair)
    groups: dict[int, list[int]] = {}
    for i in range(len(profiles)):
        groups.setdefault(ruled.of(i), []).append(i)
    return Clusters(groups=tuple(tuple(group) for group in groups.values()), joined=tuple(joined))


def _ruled(size: int, rulings: Iterable[Ruling]) -> tuple[_Groups, list[Pair]]:
    """The groups that are ruled one and those that are ruled apart, and a pair for each ruling that joined some."""
    groups, joined = _Groups(size), []
    for ruling in rulings:
        left, right = groups.of(ruling.left), groups.of(ruling.right)
        if left == right or groups.apart(left, right):
            continue
        if ruling.same:
            groups.join(left, right)
            joined.append(Pair(left=ruling.left, right=ruling.right, strength=RULED, reason=ruling.reason))
        else:
            groups.part(left, right)
    return groups, joined


class _Groups:
    """Which of so many things are in one group (named by its first), and which groups may never be joined."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._foes: dict[int, set[int]] = {}

    def of(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, left: int, right: int) -> None:
        left, right = sorted((self.of(left), self.of(right)))
        if left == right:
            return
        self._parent[right] = left
        for foe in self._foes.pop(right, set()):
            self._foes[foe].discard(right)
            self.part(left, foe)

    def part(self, left: int, right: int) -> None:
        self._foes.setdefault(left, set()).add(right)
        self._foes.setdefault(right, set()).add(left)

    def apart(self, left: int, right: int) -> bool:
        return self.of(right) in self._foes.get(self.of(left), ())


def pairs_of(members: Sequence[int], *, strength: int, reason: str) -> list[Pair]:
    """Pairs that connect the members of one block: each with the first and with its neighbour, not all with all."""
    ordered = sorted(set(members))
    edges = {*pairwise(ordered), *((ordered[0], other) for other in ordered[1:])} if ordered else set()
    return [Pair(left=a, right=b, strength=strength, reason=reason) for a, b in sorted(edges)]
