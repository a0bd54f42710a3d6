"""Grow boosted trees: gradient boosting of the logistic loss over binned traits, with numpy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["Tree", "forest", "reached", "written"]

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]

ROUNDS, STEP, DEPTH, LEAST, RIDGE, BINS = 120, 0.08, 4, 25, 5.0, 24
"""Trees, their shrinkage, questions in a row, rows in a leaf, penalty on leaves, thresholds a trait."""


@dataclass
class Tree:
    """Nodes, the root first: trait (-1 at a leaf), threshold, low and high node, value."""

    nodes: list[tuple[int, float, int, int, float]] = field(default_factory=list)


def forest(values: Numbers, right: Numbers) -> list[Tree]:
    """Trees whose summed leaves are the log-odds of being right."""
    edges = [np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1], method="lower")) for column in values.T]
    binned = np.stack([np.searchsorted(edge, column) for edge, column in zip(edges, values.T, strict=True)], axis=1)
    found: list[Tree] = []
    odds = np.zeros(len(right))
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-odds))
        tree, own = Tree(), np.zeros(len(right))
        _grow(tree, binned, edges, slope=right - chance, curve=chance * (1 - chance), rows=np.arange(len(right)),
              depth=DEPTH, own=own)  # fmt: skip
        odds += own
        found.append(tree)
    return found


def _grow(
    tree: Tree, binned: Whole, edges: Sequence[Numbers], *, slope: Numbers, curve: Numbers, rows: Whole, depth: int,
    own: Numbers,
) -> int:  # fmt: skip
    """Add a node for these rows and what hangs below it; `own` gets the value of each row's leaf."""
    at = len(tree.nodes)
    value = STEP * float(slope[rows].sum() / (curve[rows].sum() + RIDGE))
    own[rows] = value
    tree.nodes.append((-1, 0.0, 0, 0, value))
    found = _best(binned[rows], slope[rows], curve[rows]) if depth else None
    if found is None:
        return at
    trait, edge = found
    goes = binned[rows, trait] <= edge
    children = [
        _grow(tree, binned, edges, slope=slope, curve=curve, rows=rows[side], depth=depth - 1, own=own)
        for side in (goes, ~goes)
    ]
    tree.nodes[at] = (trait, float(edges[trait][edge]), children[0], children[1], 0.0)
    return at


def _best(binned: Whole, slope: Numbers, curve: Numbers) -> tuple[int, int] | None:
    """The question that gains most: trait and bin."""
    width = binned.shape[1]
    place = (binned + np.arange(width) * BINS).ravel()

    def below(of: Numbers) -> Numbers:
        return np.bincount(place, np.repeat(of, width), minlength=width * BINS).reshape(width, BINS).cumsum(axis=1)

    sums, bends, often = below(slope), below(curve), below(np.ones(len(slope)))
    total, bend, rows = slope.sum(), curve.sum(), len(slope)
    gain = sums**2 / (bends + RIDGE) + (total - sums) ** 2 / (bend - bends + RIDGE) - total**2 / (bend + RIDGE)
    gain[(often < LEAST) | (rows - often < LEAST)] = -np.inf
    at = int(gain.argmax())
    return (at // BINS, at % BINS) if gain.flat[at] > 1e-3 else None


def reached(found: Sequence[Tree], values: Numbers) -> Numbers:
    """The log-odds of each row."""
    odds = np.zeros(len(values))
    for tree in found:
        spots = np.zeros(len(values), dtype=np.int64)
        nodes = np.array(tree.nodes)
        for _ in range(DEPTH):
            trait = nodes[spots, 0].astype(np.int64)
            low = values[np.arange(len(values)), np.maximum(trait, 0)] <= nodes[spots, 1]
            spots = np.where(trait < 0, spots, np.where(low, nodes[spots, 2], nodes[spots, 3]).astype(np.int64))
        odds += nodes[spots, 4]
    return odds


def written(name: str, found: Sequence[Tree], traits: Sequence[str]) -> list[str]:
    """The rows of the table that `dateline.lexicon.trees` reads."""
    return [
        "\t".join(
            (
                name,
                str(number),
                traits[trait] if trait >= 0 else "leaf",
                f"{at_most:.5g}",
                str(low),
                str(high),
                f"{value:.5g}",
            )
        )
        for number, tree in enumerate(found)
        for trait, at_most, low, high, value in tree.nodes
    ]
