"""Fitted weights are read as matrices of two dimensions, whatever the table's order."""

import numpy as np

from dateline.lexicon.weights import matrices, network, numbers


def test_rows_of_one_name_make_a_matrix() -> None:
    found = matrices([("w", "1", "2"), ("b", "5"), ("w", "3", "4")])
    assert np.array_equal(found["w"], [[1, 2], [3, 4]])
    assert found["b"].shape == (1, 1)


def test_layers_of_a_shipped_network_fit_together() -> None:
    for name in ("story_weights", "table_weights"):
        layers = network(name)
        assert layers["mean"].shape[1] == layers["w1"].shape[0]
        assert layers["w1"].shape[1] == layers["b1"].shape[1] == layers["w2"].shape[0]


def test_weights_by_name_are_numbers() -> None:
    weights = numbers("event_weights")
    assert weights["death"] > weights.get("statement", 1.0) > 0
