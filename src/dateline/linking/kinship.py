"""How likely two texts are of one story: two sketches in, a likelihood out.

A small network over what the two share; it knows no words. Its weights are plain numbers in a table of the lexicon, one
row a row of a matrix; `tools/fit_stories.py` made them, and its header says how well they do on stories left out.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from math import fsum, log, log1p

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon.weights import Matrices, network
from dateline.linking.sketches import rareness
from dateline.records.sketch import Sketch, Weighted

__all__ = ["TRAITS", "Numbers", "apply", "likely", "traits"]

Numbers = NDArray[np.float64]

TRAITS = (
    "title", "opening", "lead", "words", "pairs", "numbers", "people", "surnames", "bodies", "places",
    "title in text", "other title in text", "lead in text", "rare words", "rare pairs", "names",
    "no common surname", "no common place", "people in both", "days", "one day", "a week", "a month", "undated",
    "length",
)  # fmt: skip
"""What the network is shown of a pair."""
_RARE = 2.2
_UNDATED = 3
"""Days that an undated text is taken to lie apart."""
_DIGITS = 6
"""Decimals that are kept of a likelihood: processors differ behind them."""


def likely(one: Sketch, others: Sequence[Sketch]) -> list[float]:
    """The likelihood that a text is of one story with each of the others."""
    if not others:
        return []
    shown = np.array([traits(other, one) for other in others])
    return [float(value) for value in np.round(apply(shown, network("story_weights")), _DIGITS)]


def traits(left: Sketch, right: Sketch) -> tuple[float, ...]:
    """What two texts share, in the order of `TRAITS`; the same whichever comes first."""
    titles = _held(left.title, right.words), _held(right.title, left.words)
    apart = _UNDATED if left.day is None or right.day is None else abs(left.day - right.day)
    return (
        _cosine(left.title, right.title),
        _cosine(left.opening, right.opening),
        _cosine(left.lead, right.lead),
        _cosine(left.words, right.words),
        _cosine(left.pairs, right.pairs),
        _cosine(left.numbers, right.numbers),
        _cosine(left.people, right.people),
        _cosine(left.surnames, right.surnames),
        _cosine(left.bodies, right.bodies),
        _cosine(left.places, right.places),
        min(titles),
        max(titles),
        max(_held(left.lead, right.words), _held(right.lead, left.words)),
        log1p(fsum([rare for word in _shared(left.words, right.words) if (rare := rareness(word)) > _RARE])),
        log1p(fsum([rareness(pair) for pair in _shared(left.pairs, right.pairs)])),
        log1p(len(_shared(left.bodies, right.bodies)) + len(_shared(left.people, right.people))),
        float(bool(left.surnames and right.surnames) and not _shared(left.surnames, right.surnames)),
        float(bool(left.places and right.places) and not _shared(left.places, right.places)),
        float(bool(left.people and right.people)),
        log1p(apart),
        float(apart <= 1),
        float(apart > 7),
        float(apart > 30),
        float(left.day is None or right.day is None),
        log(min(left.length, right.length) + 1),
    )


def apply(shown: Numbers, weights: Matrices) -> Numbers:
    """Run the network on rows of traits: `mean` and `scale` of these, and the layers' `w1`, `b1`, `w2`, `b2`."""
    hidden = np.maximum(0.0, (shown - weights["mean"]) * weights["scale"] @ weights["w1"] + weights["b1"])
    scores = (hidden @ weights["w2"] + weights["b2"])[:, 0]
    found: Numbers = 1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30)))
    return found


def _shared(left: Weighted, right: Weighted) -> Set[str]:
    return left.keys() & right.keys()


def _cosine(left: Weighted, right: Weighted) -> float:
    # fsum is exact, whatever the order in which a set gives its members.
    return fsum([left[key] * right[key] for key in _shared(left, right)])


def _held(left: Weighted, right: Weighted) -> float:
    """The share of the left's weight that the right has too."""
    return fsum([left[key] ** 2 for key in _shared(left, right)])
