"""Weights: tables of plain numbers beside the word tables.

In a network a row of the table is a row of a matrix, which its first column names; a vector is a matrix of one row.
The header of each table says which script of
`tools/` made it, from what, and how well it does on what was left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon.tables import rows

__all__ = ["Matrices", "matrices", "network", "numbers"]

Matrices = dict[str, NDArray[np.float64]]
"""By name; each has two dimensions."""


@cache
def network(name: str) -> Matrices:
    """The matrices of ``data/<name>.tsv``; shared, not to be changed."""
    return matrices(rows(name))


@cache
def numbers(name: str) -> Mapping[str, float]:
    """The number behind each name of ``data/<name>.tsv``; shared, not to be changed."""
    return {key: float(number) for key, number, *_ in rows(name)}


def matrices(found: Iterable[tuple[str, ...]]) -> Matrices:
    """Rows of a name and numbers as matrices."""
    named: dict[str, list[list[float]]] = defaultdict(list)
    for name, *row in found:
        named[name].append([float(number) for number in row])
    return {name: np.array(matrix) for name, matrix in named.items()}
