"""Boosted trees: tables of questions about numbered traits, whose leaves sum up to log-odds.

Columns of such a table: set, tree, trait ("leaf" at the leaves), goes low if at most, low node, high node, value of
the leaf. The header of each table says which script of `tools/` made it, from what, and how well it does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.lexicon.tables import rows

__all__ = ["Node", "score", "trees"]


@dataclass(frozen=True, slots=True)
class Node:
    """A question about a trait, or a leaf where `trait` is None; `low` and `high` are places in the tree."""

    trait: str | None
    at_most: float
    low: int
    high: int
    value: float


@cache
def trees(name: str, part: str) -> tuple[tuple[Node, ...], ...]:
    """The trees of one set of ``data/<name>.tsv``, each a row of nodes, the root first."""
    found: dict[str, list[Node]] = {}
    for of, tree, trait, at_most, low, high, value in rows(name):
        if of == part:
            node = Node(
                trait=None if trait == "leaf" else trait,
                at_most=float(at_most),
                low=int(low),
                high=int(high),
                value=float(value),
            )
            found.setdefault(tree, []).append(node)
    return tuple(tuple(nodes) for nodes in found.values())


def score(forest: Sequence[Sequence[Node]], traits: Mapping[str, float]) -> float:
    """The log-odds that the trees give to something with these traits; all that they ask for must be there."""
    return sum(_leaf(tree, traits) for tree in forest)


def _leaf(tree: Sequence[Node], traits: Mapping[str, float]) -> float:
    node = tree[0]
    while node.trait is not None:
        node = tree[node.low if traits[node.trait] <= node.at_most else node.high]
    return node.value
