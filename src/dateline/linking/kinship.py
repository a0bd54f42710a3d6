"""How likely two texts are of one story: a sketch and others in, likelihoods out.

A small network over what the two share; it knows no words. Its weights are plain numbers in a table of the lexicon, one
row a row of a matrix; `tools/fit_stories.py` made them, and its header says how well they do on stories left out.

A text is compared with dozens of others at a time: what they hold lies end to end, and is looked up in one go.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon.weights import Matrices, network
from dateline.linking.vectors import CROSSED, FIELDS, SLOTS, UNIT, Vectors, slots_of, unpack
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
_WAYS = len(FIELDS) + len(CROSSED)
_MINE = len(FIELDS) + 2
"""From here on it is my words that theirs have, and not theirs that mine have."""
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
    met = _Met(unpack(one.vectors), [unpack(other.vectors) for other in others])
    undated = np.array([one.day is None or other.day is None for other in others])
    apart = np.array([_UNDATED if one.day is None or o.day is None else abs(one.day - o.day) for o in others])
    return np.column_stack(
        [
            met.cosines,
            np.minimum(*met.titles),
            np.maximum(*met.titles),
            np.maximum(*met.leads),
            np.log1p(met.rareness("words", above=_RARE)),
            np.log1p(met.rareness("pairs")),
            np.log1p(met.count("bodies") + met.count("people")),
            met.in_both("surnames") & (met.count("surnames") == 0),
            met.in_both("places") & (met.count("places") == 0),
            met.in_both("people"),
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


class _Met:
    """What a text's entries have in common with those of others: `mine` and `theirs` say which, `way` in which field.

    Most of theirs are none of mine, which a table of `SLOTS` shows at once; those that are left are looked up.
    """

    def __init__(self, mine: Vectors, others: Sequence[Vectors]) -> None:
        looked = [other.looked for other in others]
        near = np.flatnonzero(_table(mine)[np.concatenate([each.slots for each in looked])])
        ids = np.concatenate([each.ids for each in looked])[near]
        at = np.searchsorted(mine.ids, ids)
        at[at == len(mine.ids)] = 0
        found = np.flatnonzero(mine.ids[at] == ids) if len(mine.ids) else at
        near, self._mine_at = near[found], at[found]
        ends = np.cumsum([len(each.ids) for each in looked])
        owner = np.searchsorted(ends, near, side="right")
        self._mine, self._others, self._size = mine, others, len(others)
        self._way = np.concatenate([each.way for each in looked])[near]
        self._cell = owner * _WAYS + self._way
        self._weights = np.concatenate([each.weights for each in looked])[near].astype(np.int64)

    def _summed(self, values: NDArray[np.int64] | NDArray[np.int32]) -> Numbers:
        """Sums of values by whose they are, and which way they were found. They are of whole numbers, and exact."""
        sums = np.bincount(self._cell, weights=values, minlength=self._size * _WAYS).astype(np.float64)
        return sums.reshape(self._size, _WAYS)

    @cached_property
    def _own_weights(self) -> NDArray[np.int64]:
        return self._mine.weights[self._mine_at].astype(np.int64)

    @cached_property
    def cosines(self) -> Numbers:
        """By field."""
        return self._summed(self._weights * self._own_weights)[:, : len(FIELDS)] / UNIT**2

    @cached_property
    def _held(self) -> Numbers:
        """Shares of weight: of theirs that is in mine, then of mine that is in theirs, in the order of `CROSSED`."""
        weights = np.where(self._way < _MINE, self._weights, self._own_weights)
        return self._summed(weights**2)[:, len(FIELDS) :] / UNIT**2

    @property
    def titles(self) -> tuple[Numbers, Numbers]:
        """The shares of their titles that are in my text, and of my title that are in theirs."""
        return self._held[:, 0], self._held[:, 2]

    @property
    def leads(self) -> tuple[Numbers, Numbers]:
        """The same of leads."""
        return self._held[:, 1], self._held[:, 3]

    @cached_property
    def _counts(self) -> Numbers:
        return self._summed(np.ones(len(self._cell), np.int64))

    def count(self, field: str) -> Numbers:
        """How many entries of a field are in both."""
        return self._counts[:, FIELDS.index(field)]

    def in_both(self, field: str) -> NDArray[np.bool_]:
        """Whether both have entries of a field."""
        at = FIELDS.index(field)
        return np.array([self._mine.counts[at] > 0 < other.counts[at] for other in self._others])

    @cached_property
    def _rare(self) -> NDArray[np.int32]:
        return self._mine.rare[self._mine_at]

    def rareness(self, field: str, *, above: int = 0) -> Numbers:
        """The rareness of all entries of a field that are in both, of those above a limit."""
        return self._summed(np.where(self._rare > above, self._rare, 0))[:, FIELDS.index(field)] / 10


@lru_cache(maxsize=4)
def _table(mine: Vectors) -> NDArray[np.bool_]:
    found = np.zeros(SLOTS, np.bool_)
    found[slots_of(mine.ids)] = True
    return found
