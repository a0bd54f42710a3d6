"""Boosted trees are read from tables and walked from their roots."""

from __future__ import annotations

import pytest

from dateline.lexicon import trees
from dateline.lexicon.trees import Node

LEAF = {"trait": None, "at_most": 0.0, "low": 0, "high": 0}


def test_the_leaves_that_are_reached_sum_up() -> None:
    root = Node(trait="seen", at_most=1.0, low=1, high=2, value=0.0)
    tree = (root, Node(**LEAF, value=-2.0), Node(**LEAF, value=0.5))  # type: ignore[arg-type]
    assert trees.score([tree, tree], {"seen": 1.0}) == pytest.approx(-4.0)
    assert trees.score([tree], {"seen": 1.5}) == pytest.approx(0.5)


def test_a_table_holds_a_forest_for_each_part() -> None:
    for part in ("killed", "wounded"):
        forest = trees.trees("toll_trees", part)
        assert forest
        assert all(
            0 < node.low < len(tree) and 0 < node.high < len(tree) for tree in forest for node in tree if node.trait
        )
    assert trees.trees("toll_trees", "nothing") == ()
