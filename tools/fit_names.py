"""Fit the trees of `dateline.linking.name_scores` on pairs of names, and say how well they do on pairs left out.

    python tools/fit_names.py DATA

DATA holds names_bench. Pairs that share a name are kept in one part; each of eight parts is judged by trees fitted on
the other seven, four times over. The trees that are written are fitted on all pairs. They hold traits and thresholds,
no words of the pairs. Gradient boosting of the logistic loss with bounded trees; needs numpy alone.
"""

from __future__ import annotations

import gzip
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.linking.name_scores import LIKELY, laid_out
from dateline.linking.name_traits import TRAITS, traits_of

Array = NDArray[np.float64]
ROUNDS, STEP, DEPTH, LEAST, RIDGE = 70, 0.08, 3, 6, 1.0
"""Trees, their shrinkage, questions in a row, pairs in a leaf, penalty on leaves: chosen once, on parts left out."""
PARTS, REPEATS = 8, 4
_OUT = Path(__file__).parents[1] / "src" / "dateline" / "lexicon" / "data" / "name_trees.tsv"
_HEADER = """# Trees that judge pairs of names, by traits of their alignment (dateline.linking.name_traits); the
# leaves that are reached sum up to log-odds. Columns: tree, trait ("leaf" at the leaves), goes low if at most, low
# node, high node, value of the leaf. Fitted by tools/fit_names.py on the development part of names_bench
# (opensanctions/nomenklatura, contrib/name_bench, MIT). Holds no words of the pairs.
"""
_SIGNS = list(TRAITS.values())


@dataclass
class Node:
    """A node of a tree: rows `low` and `high` of the list it stands in, or a leaf."""

    trait: int | None = None
    at_most: float = 0.0
    low: int = 0
    high: int = 0
    value: float = 0.0


@dataclass
class Tree:
    """Nodes, the root first."""

    nodes: list[Node] = field(default_factory=list)

    def leaves(self, traits: Array) -> Array:
        """The value of the leaf of each row."""
        return np.array([self._leaf(row) for row in traits])

    def _leaf(self, row: Array) -> float:
        node = self.nodes[0]
        while node.trait is not None:
            node = self.nodes[node.low if row[node.trait] <= node.at_most else node.high]
        return node.value


def fit(traits: Array, wanted: Array) -> list[Tree]:
    """Trees whose summed leaves are the log-odds of a match."""
    trees: list[Tree] = []
    reached = np.zeros(len(wanted))
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-reached))
        tree = Tree()
        _grow(tree, traits, slope=wanted - chance, curve=chance * (1 - chance), depth=DEPTH, low=-np.inf, high=np.inf)
        reached = reached + tree.leaves(traits)
        trees.append(tree)
    return trees


def _grow(tree: Tree, traits: Array, *, slope: Array, curve: Array, depth: int, low: float, high: float) -> int:
    """Add a node for these rows and what hangs below it; its value is kept between `low` and `high`."""
    at = len(tree.nodes)
    value = float(np.clip(slope.sum() / (curve.sum() + RIDGE), low, high))
    tree.nodes.append(Node(value=round(STEP * value, 5)))
    found = _best(traits, slope=slope, curve=curve, low=low, high=high) if depth else None
    if found is None:
        return at
    trait, at_most, ours, theirs = found
    middle, sign = (ours + theirs) / 2, _SIGNS[trait]
    goes = traits[:, trait] <= at_most
    bounds = {1: ((low, middle), (middle, high)), -1: ((middle, high), (low, middle)), 0: ((low, high), (low, high))}
    for side, (least, most) in zip((goes, ~goes), bounds[sign], strict=True):
        child = _grow(tree, traits[side], slope=slope[side], curve=curve[side], depth=depth - 1, low=least, high=most)
        if side is goes:
            tree.nodes[at].low = child
        else:
            tree.nodes[at].high = child
    tree.nodes[at].trait, tree.nodes[at].at_most = trait, at_most
    return at


def _best(
    traits: Array, *, slope: Array, curve: Array, low: float, high: float
) -> tuple[int, float, float, float] | None:
    """The question that gains most: trait, threshold, and the values on its two sides."""
    best, gained = None, 1e-3
    whole = slope.sum() ** 2 / (curve.sum() + RIDGE)
    for trait, sign in enumerate(_SIGNS):
        order = np.argsort(traits[:, trait], kind="stable")
        column = traits[order, trait]
        ours, weights = np.cumsum(slope[order]), np.cumsum(curve[order])
        spots = np.arange(LEAST - 1, len(column) - LEAST)
        spots = spots[column[spots] != column[spots + 1]]
        rest, others = ours[-1] - ours[spots], weights[-1] - weights[spots] + RIDGE
        left = np.clip(ours[spots] / (weights[spots] + RIDGE), low, high)
        right = np.clip(rest / others, low, high)
        gain = (
            2 * left * ours[spots] - left**2 * (weights[spots] + RIDGE) + 2 * right * rest - right**2 * others - whole
        )
        gain = np.where(sign * (right - left) < 0, -np.inf, gain)
        if len(spots) and gain.max() > gained:
            at = int(gain.argmax())
            gained = float(gain[at])
            middle = float(column[spots[at]] + column[spots[at] + 1]) / 2
            best = (trait, round(middle, 5), float(left[at]), float(right[at]))
    return best


def chances(trees: list[Tree], traits: Array) -> Array:
    """The likelihood of each row."""
    total = np.sum([tree.leaves(traits) for tree in trees], axis=0)
    return np.asarray(1 / (1 + np.exp(-total)), dtype=np.float64)


def held_out(traits: Array, wanted: Array, groups: Array) -> Array:
    """The likelihood of each pair by trees that saw none of its group; one row a repeat."""
    out = np.zeros((REPEATS, len(wanted)))
    for repeat in range(REPEATS):
        part = np.random.default_rng(repeat).integers(0, PARTS, int(groups.max()) + 1)[groups.astype(int)]
        for number in range(PARTS):
            mine = part == number
            if mine.any():
                out[repeat, mine] = chances(fit(traits[~mine], wanted[~mine]), traits[mine])
    return out


def f1(wanted: Array, given: Array) -> float:
    """F1 of the matches."""
    return float(2 * (wanted * given).sum() / (wanted.sum() + given.sum()))


def read(folder: Path) -> tuple[Array, Array, Array]:
    """Traits, gold and group of every pair."""
    traits, wanted, groups = [], [], []
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    with gzip.open(folder / "names_bench" / "pairs.jsonl.gz", "rt", encoding="utf-8") as file:
        pairs = [json.loads(line) for line in file]
    for pair in pairs:
        person = pair["schema"] == "Person"
        found = laid_out(pair["name1"], pair["name2"], person=person)
        traits.append(list(traits_of(found, person=person).values()))
        wanted.append(float(pair["is_match"]))
        keys = [" ".join(sorted(one.words)) for one in (found.left, found.right)]
        parent[root(keys[0])] = root(keys[1])
        groups.append(keys[0])
    numbers: dict[str, int] = {}
    numbered = [numbers.setdefault(root(key), len(numbers)) for key in groups]
    return np.array(traits), np.array(wanted), np.array(numbered, dtype=np.float64)


def write(trees: list[Tree], path: Path) -> None:
    """Keep the trees as a table."""
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEADER)
        for number, tree in enumerate(trees):
            for node in tree.nodes:
                name = "leaf" if node.trait is None else list(TRAITS)[node.trait]
                value = node.value if node.trait is None else 0.0
                file.write(f"{number}\t{name}\t{node.at_most:g}\t{node.low}\t{node.high}\t{value:g}\n")


def main() -> None:
    """Print the figures of pairs left out at several thresholds, and write the trees."""
    traits, wanted, groups = read(Path(sys.argv[1]))
    left_out = held_out(traits, wanted, groups)
    for bar in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
        figures = [f1(wanted, (one >= bar).astype(float)) for one in left_out]
        print(f"at {bar:.2f}: F1 of pairs left out {np.mean(figures):.3f}")
    trees = fit(traits, wanted)
    print(f"on the pairs themselves: {f1(wanted, (chances(trees, traits) >= LIKELY).astype(float)):.3f}")
    write(trees, _OUT)


if __name__ == "__main__":
    main()
