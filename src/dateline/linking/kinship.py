"""How likely two texts are of one story: a sketch and others in, likelihoods out.

A small network over what the two share; it knows no words. Its weights are plain numbers in a table of the lexicon, one
row a row of a matrix; `tools/fit_stories.py` made them, and its header says how well they do on stories left out.

A text is compared with dozens of others at a time: what they hold is laid end to end, and looked up in one go.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon.weights import Matrices, network
from dateline.linking.vectors import UNIT, Vector, unpack
from dateline.records.sketch import Sketch

__all__ = ["TRAITS", "Numbers", "apply", "likely", "shared", "traits"]

Numbers = NDArray[np.float64]

TRAITS = (
    "title", "opening", "lead", "words", "pairs", "numbers", "people", "surnames", "bodies", "places",
    "title in text", "other title in text", "lead in text", "rare words", "rare pairs", "names",
    "no common surname", "no common place", "people in both", "days", "one day", "a week", "a month", "undated",
    "length",
)  # fmt: skip
"""What the network is shown of a pair."""
_RARE = 22
"""Tenths of rareness above which a word tells by itself that it is shared."""
_UNDATED = 3
"""Days that an undated text is taken to lie apart."""
_DIGITS = 6
"""Decimals that are kept of a likelihood: processors differ behind them."""


def likely(one: Sketch, others: Sequence[Sketch]) -> list[float]:
    """The likelihood that a text is of one story with each of the others."""
    if not others:
        return []
    return [float(value) for value in np.round(apply(shared(one, others), network("story_weights")), _DIGITS)]


def traits(left: Sketch, right: Sketch) -> tuple[float, ...]:
    """What two texts share, in the order of `TRAITS`; the same whichever comes first."""
    return tuple(float(value) for value in shared(left, [right])[0])


def shared(one: Sketch, others: Sequence[Sketch]) -> Numbers:
    """What a text shares with each of the others: rows in the order of `TRAITS`, the same for either of a pair."""
    mine = unpack(one.vectors)
    by = {field: _Shared(mine[field], _Joined([unpack(other.vectors)[field] for other in others])) for field in mine}
    words = by["words"]
    titles = _held(by["title"].joined, mine["words"]), _held_of(mine["title"], words.joined)
    leads = _held(by["lead"].joined, mine["words"]), _held_of(mine["lead"], words.joined)
    undated = np.array([one.day is None or other.day is None for other in others])
    apart = np.array([_UNDATED if one.day is None or o.day is None else abs(one.day - o.day) for o in others])
    return np.column_stack(
        [
            *(shared.cosine for shared in by.values()),
            np.minimum(*titles),
            np.maximum(*titles),
            np.maximum(*leads),
            np.log1p(words.rareness(above=_RARE)),
            np.log1p(by["pairs"].rareness()),
            np.log1p(by["bodies"].count + by["people"].count),
            by["surnames"].in_both & (by["surnames"].count == 0),
            by["places"].in_both & (by["places"].count == 0),
            by["people"].in_both,
            np.log1p(apart),
            apart <= 1,
            apart > 7,
            apart > 30,
            undated,
            np.log(np.array([min(one.length, other.length) for other in others]) + 1),
        ]
    ).astype(np.float64)


def apply(shown: Numbers, weights: Matrices) -> Numbers:
    """Run the network on rows of traits: `mean` and `scale` of these, and the layers' `w1`, `b1`, `w2`, `b2`."""
    hidden = np.maximum(0.0, (shown - weights["mean"]) * weights["scale"] @ weights["w1"] + weights["b1"])
    scores = (hidden @ weights["w2"] + weights["b2"])[:, 0]
    found: Numbers = 1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30)))
    return found


class _Joined:
    """Vectors of one field laid end to end; `owner` says whose each entry is."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        self.sizes = np.array([len(vector.ids) for vector in vectors])
        self.ids = np.concatenate([vector.ids for vector in vectors])
        self.owner = np.repeat(np.arange(len(vectors)), self.sizes)
        self._vectors = vectors

    @cached_property
    def weights(self) -> NDArray[np.int64]:
        """The weights, end to end."""
        return np.concatenate([vector.weights for vector in self._vectors])

    def summed(self, owners: NDArray[np.int64], values: Numbers | NDArray[np.int64]) -> Numbers:
        """Sums of values by whose they are. They are of whole numbers, and exact."""
        return np.bincount(owners, weights=values, minlength=len(self.sizes)).astype(np.float64)


class _Shared:
    """What a vector shares with others of its field."""

    def __init__(self, mine: Vector, joined: _Joined) -> None:
        self._mine, self.joined = mine, joined
        self._theirs, self._own = _meet(mine.ids, joined.ids)
        self._owner = joined.owner[self._theirs]
        self.in_both = (joined.sizes > 0) & (len(mine.ids) > 0)

    @property
    def cosine(self) -> Numbers:
        products = self.joined.weights[self._theirs] * self._mine.weights[self._own]
        return self.joined.summed(self._owner, products) / UNIT**2

    @property
    def count(self) -> NDArray[np.int64]:
        return np.bincount(self._owner, minlength=len(self.joined.sizes))

    def rareness(self, *, above: int = 0) -> Numbers:
        rare = self._mine.rare[self._own]
        return self.joined.summed(self._owner, np.where(rare > above, rare, 0)) / 10


def _held(joined: _Joined, mine: Vector) -> Numbers:
    """The share of each one's weight that mine has too."""
    theirs, _ = _meet(mine.ids, joined.ids)
    return joined.summed(joined.owner[theirs], joined.weights[theirs] ** 2) / UNIT**2


def _held_of(mine: Vector, joined: _Joined) -> Numbers:
    """The share of my weight that each one has too."""
    theirs, own = _meet(mine.ids, joined.ids)
    return joined.summed(joined.owner[theirs], mine.weights[own] ** 2) / UNIT**2


def _meet(mine: NDArray[np.uint32], theirs: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where theirs stand among mine, which are sorted: places in theirs, and in mine."""
    if not len(mine):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    at = np.searchsorted(mine, theirs)
    at[at == len(mine)] = 0
    found = np.flatnonzero(mine[at] == theirs)
    return found, at[found]
