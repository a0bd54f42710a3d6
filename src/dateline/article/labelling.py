"""The traits of a page's lines -> how likely each is a line of the article's body.

A small network of two convolutions over the sequence of lines: each line is judged with those around it. The weights
are plain numbers in a table of the lexicon, one row a row of a matrix; `tools/fit_lines.py` made them, on pages that
are not part of this project, and its header says how well they do on sites that were left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon.weights import Matrices, network

__all__ = ["LIKELY", "Numbers", "apply", "bulk", "chosen", "judge"]

Numbers = NDArray[np.float64]

Kind = Literal["plain", "html"]
LIKELY: dict[Kind, tuple[float, float]] = {"html": (0.1, 0.6), "plain": (0.3, 0.5)}
"""From which likelihood a line is the body's: one that others took, one that they left; the best on sites left out."""
REACH = 2
_GAP = 12
_DIGITS = 6
"""Decimals that are kept of a likelihood: processors differ behind them."""


def judge(traits: Numbers, *, kind: Kind) -> Numbers:
    """The likelihood of each line."""
    return np.round(apply(traits, network(f"line_weights_{kind}")), _DIGITS)


def chosen(likely: Numbers, covered: Numbers, *, kind: Kind, native: bool = True) -> list[int]:
    """The numbers of the lines that are taken for the body's.

    What others hold for the body (`covered`, the share of each line: the tree reader's, or the rules' for plain text)
    is contradicted only where the judgement is clear, and hardly ever in a language other than that of the pages from
    which the weights were learnt (`native`).
    """
    kept, added = LIKELY[kind]
    kept = kept if native else kept / 4
    return [int(index) for index in np.flatnonzero(likely >= np.where(covered >= 0.5, kept, added))]


def bulk(numbers: Sequence[int], sizes: Sequence[int]) -> tuple[int, int]:
    """Where most of the chosen lines stand (half-open): the heaviest stretch without a long gap; at least one is given.

    One line far off (a teaser, a notice) must not move the place above which the title is looked for.
    """
    best = (0, 0, -1)
    start, total, before = numbers[0], 0, numbers[0]
    for number in numbers:
        if number - before > _GAP:
            start, total = number, 0
        total += sizes[number]
        before = number
        if total > best[2]:
            best = (start, number + 1, total)
    return best[0], best[1]


def apply(traits: Numbers, weights: Matrices) -> Numbers:
    """Run the network: `mean` and `scale` of the traits, and the layers' `w1`, `b1`, `w2`, `b2`, `w3`, `b3`.

    A layer sees `REACH` lines on each side.
    """
    first = (traits - weights["mean"]) * weights["scale"]
    hidden = np.maximum(0.0, window(first) @ weights["w1"] + weights["b1"])
    hidden = np.maximum(0.0, window(hidden) @ weights["w2"] + weights["b2"])
    scores = (hidden @ weights["w3"] + weights["b3"])[:, 0]
    found: Numbers = 1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30)))
    return found


def window(values: Numbers) -> Numbers:
    """Each row with the rows before and behind it, side by side; zeros beyond the ends."""
    count = len(values)
    padded = np.pad(values, ((REACH, REACH), (0, 0)))
    return np.hstack([padded[shift : shift + count] for shift in range(2 * REACH + 1)])
