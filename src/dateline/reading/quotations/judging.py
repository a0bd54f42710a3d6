"""The judge of attributions: rows of pieces in, which words attribute, and who says what by each of them.

A small network in two steps. The first looks at each piece with its neighbours, its governor and what it governs, and
says how likely it is the head of a cue. The second looks, for one cue, at how every piece of the row stands to it, and
says which part each plays: none, source, cue or content. The weights are plain numbers in a table of the lexicon;
`tools/fit_attributions.py` made them on annotated articles that are no part of this project. They stand beside tags,
labels, shapes and the words of the project's own lists, and hold no other words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon.tables import rows as table_rows
from dateline.lexicon.weights import matrices
from dateline.reading.quotations.traits import Row, stands_to

__all__ = ["PARTS", "Judgement", "Marks", "judge"]

Numbers = NDArray[np.float32]
Places = NDArray[np.int64]
Part = Literal["none", "source", "cue", "content"]
PARTS: tuple[Part, ...] = ("none", "source", "cue", "content")
Marks = Mapping[int, Sequence[int]]
"""What the rules found in one row: the head of a cue to the part that each piece plays, as places in `PARTS`."""

GAP = 4
"""Empty pieces before each row, so that no window reaches from one row into another."""
_CHANGE = 0.5
"""What a change of part costs, in units of the scores; the best on outlets left out."""
_DIGITS = 3
"""Decimals that are kept of likelihoods and scores: processors differ behind them."""
_KEYED = ("trait", "word", "stand")
"""Matrices whose rows carry a key."""
_BATCH = 20_000
"""Pieces that are judged at a time: a text of any length costs a bounded amount of memory."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One cue of a row: the place of its head, how likely it attributes; each piece's part, and the parts' scores."""

    head: int
    likely: float
    parts: tuple[int, ...]
    scores: Numbers


@dataclass(frozen=True, slots=True)
class _Laid:
    """Rows one behind the other: each piece's traits and words (with the pieces they belong to), its governor."""

    traits: tuple[Places, Places]
    words: tuple[Places, Places]
    heads: Places
    real: Numbers
    bases: tuple[int, ...]


def judge(rows: Sequence[Row], marks: Sequence[Marks], *, least: float) -> list[list[Judgement]]:
    """For each row its cues that are at least so likely, in order; a rule's cue is judged however unlikely it is."""
    found: list[list[Judgement]] = []
    first = 0
    while first < len(rows):
        last, size = first, 0
        while last < len(rows) and (last == first or size + len(rows[last].pieces) < _BATCH):
            size += len(rows[last].pieces) + GAP
            last += 1
        found.extend(_judge(rows[first:last], marks[first:last], least=least))
        first = last
    return found


def _judge(rows: Sequence[Row], marks: Sequence[Marks], *, least: float) -> list[list[Judgement]]:
    laid = _lay(rows, marks)
    seen = _seen(laid)
    w = _weights()
    likely = np.round(1.0 / (1.0 + np.exp(-np.clip(seen @ w["out"][0] + w["out_b"][0], -30, 30))), _DIGITS)
    heads = []
    for number, (row, ruled) in enumerate(zip(rows, marks, strict=True)):
        base = laid.bases[number]
        ahead = [at for at in range(len(row.pieces)) if likely[base + at] >= least or at in ruled]
        heads.append([at for at in ahead if row.pieces[at].token is not None])
    parts = _settled(_scores(rows, marks, laid, seen, heads=heads))
    return [
        [Judgement(at, float(likely[laid.bases[number] + at]), *next(parts)) for at in ahead]
        for number, ahead in enumerate(heads)
    ]


def _lay(rows: Sequence[Row], marks: Sequence[Marks]) -> _Laid:
    traits: list[int] = []
    words: list[int] = []
    trait_of, word_of = [], []
    heads: list[int] = []
    real: list[float] = []
    bases = []
    for row, ruled in zip(rows, marks, strict=True):
        heads.extend(range(len(heads), len(heads) + GAP))
        real.extend([0.0] * GAP)
        base = len(heads)
        bases.append(base)
        told = _told(ruled)
        for at, piece in enumerate(row.pieces):
            here = _ids_of("trait", piece.traits)
            if at in told:
                here = (*here, *_ids_of("trait", told[at]))
            traits.extend(here)
            trait_of.extend([base + at] * len(here))
            if piece.words:
                known = _ids_of("word", piece.words)
                words.extend(known)
                word_of.extend([base + at] * len(known))
            heads.append(base + piece.head)
            real.append(1.0)
    return _Laid(
        (np.array(traits, np.int64), np.array(trait_of, np.int64)),
        (np.array(words, np.int64), np.array(word_of, np.int64)),
        np.array(heads, np.int64),
        np.array(real, np.float32)[:, None],
        tuple(bases),
    )


@lru_cache(maxsize=50_000)
def _ids_of(table: str, keys: tuple[str, ...]) -> tuple[int, ...]:
    """The places in a table of those keys that it holds; most pieces have the traits of one before."""
    ids = _ids(table)
    return tuple(ids[key] for key in keys if key in ids)


def _told(ruled: Marks) -> dict[int, tuple[str, ...]]:
    """The traits that a row's pieces get from the rules."""
    found: dict[int, set[str]] = {}
    for head, parts in ruled.items():
        found.setdefault(head, set()).add("rule:head")
        for at, part in enumerate(parts):
            if part:
                found.setdefault(at, set()).add(f"rule={PARTS[part]}")
    return {at: tuple(sorted(keys)) for at, keys in found.items()}


def _seen(laid: _Laid) -> Numbers:
    """Each piece as the first step sees it: two layers, side by side."""
    w = _weights()
    count = len(laid.heads)
    sums = _summed(_matrix("trait")[laid.traits[0]], laid.traits[1], count)
    words = _summed(_matrix("word")[laid.words[0]], laid.words[1], count)
    first = (sums + words @ w["word_in"].T + w["word_in_b"][0]) * laid.real
    below, mean = _below(laid)
    layers = []
    for name, reach in (("one", 2), ("two", 1)):
        kids = _summed(first[below], laid.heads[below], count) * mean
        about = _window(first, reach=reach, step=1) @ w[f"{name}_near"] + w[f"{name}_b"][0]
        first = np.maximum(0.0, about + (first @ w[f"{name}_head"].T)[laid.heads] + kids @ w[f"{name}_kids"].T)
        first = first * laid.real
        layers.append(first)
    return np.hstack(layers)


def _below(laid: _Laid) -> tuple[Places, Numbers]:
    """The pieces that are governed by another, and one over how many each piece governs."""
    below = np.flatnonzero((laid.heads != np.arange(len(laid.heads))) & (laid.real[:, 0] > 0))
    many = np.bincount(laid.heads[below], minlength=len(laid.heads))
    return below, (1.0 / np.maximum(many, 1)[:, None]).astype(np.float32)


def _summed(values: Numbers, to: Places, count: int) -> Numbers:
    """Rows of `values` added up where they belong; `to` need not be sorted."""
    if not len(values):
        return np.zeros((count, values.shape[1]), np.float32)
    order = np.argsort(to, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(to[order]) > 0])
    found = np.zeros((count, values.shape[1]), np.float32)
    found[to[order][starts]] = np.add.reduceat(values[order], starts, axis=0)
    return found


def _window(values: Numbers, *, reach: int, step: int) -> Numbers:
    """Each row with those `step`, .. up to `reach` steps before and behind it, side by side."""
    pad = reach * step
    padded = np.pad(values, ((pad, pad), (0, 0)))
    return np.hstack([padded[at * step : at * step + len(values)] for at in range(2 * reach + 1)])


def _scores(
    rows: Sequence[Row], marks: Sequence[Marks], laid: _Laid, seen: Numbers, *, heads: Sequence[Sequence[int]]
) -> list[Numbers]:
    """The second step, for all cues of all rows at once."""
    w = _weights()
    stand_ids, stand = _ids("stand"), _matrix("stand")
    source, cue, stands, heads_of, real, cuts = [], [], [], [], [], []
    many = 0
    for number, ahead in enumerate(heads):
        row, base = rows[number], laid.bases[number]
        size = len(row.pieces)
        local = laid.heads[base : base + size] - base
        for at in ahead:
            source.extend([0] * GAP + list(range(base, base + size)))
            cue.extend([base + at] * (GAP + size))
            ruled = marks[number].get(at)
            stands.extend([(-1, -1, -1, -1)] * GAP)
            for place, keys in enumerate(stands_to(row, at)):
                told = f"rule={PARTS[ruled[place]] if ruled is not None else 'no'}"
                stands.append(tuple(stand_ids.get(key, -1) for key in (*keys, told)))  # type: ignore[arg-type]
            heads_of.append(np.r_[np.arange(many, many + GAP), local + many + GAP])
            real.extend([0.0] * GAP + [1.0] * size)
            many += GAP + size
            cuts.append((many - size, many))
    if not cuts:
        return []
    there = np.array(real, np.float32)[:, None]
    governor = np.concatenate(heads_of)
    told_of = np.vstack([stand, np.zeros(stand.shape[1], np.float32)])[np.array(stands)].sum(axis=1)
    near, far = seen @ w["piece"].T + w["piece_b"][0], seen @ w["cue"].T
    state = np.maximum(0.0, near[np.array(source)] + far[np.array(cue)] + told_of) * there
    for name, step in (("deep1", 1), ("deep2", 2), ("deep4", 4)):
        about = _window(state, reach=1, step=step) @ w[f"{name}_near"] + w[f"{name}_b"][0]
        state = (state + np.maximum(0.0, about + (state @ w[f"{name}_head"].T)[governor])) * there
    scores = state @ w["part"].T + w["part_b"][0]
    return [np.round(scores[first:last], _DIGITS) for first, last in cuts]


def _settled(scores: Sequence[Numbers]) -> Iterator[tuple[tuple[int, ...], Numbers]]:
    """For each cue the best row of parts, where each change from one part to another costs `_CHANGE`."""
    longest = max(map(len, scores), default=0)
    laid = np.zeros((len(scores), longest, len(PARTS)), np.float32)
    for number, own in enumerate(scores):
        laid[number, : len(own)] = own
    cost = _CHANGE * (1.0 - np.eye(len(PARTS)))
    came = np.zeros(laid.shape, np.int64)
    best = laid[:, :1].sum(axis=1)
    for at in range(1, longest):
        ways = best[:, :, None] - cost
        came[:, at] = ways.argmax(axis=1)
        best = ways.max(axis=1) + laid[:, at]
    last = best.argmax(axis=1)
    for number, own in enumerate(scores):
        parts = [int(last[number])]
        for at in range(longest - 1, 0, -1):
            parts.append(int(came[number, at, parts[-1]]))
        yield tuple(reversed(parts))[: len(own)], own


@cache
def _read() -> tuple[dict[str, Numbers], dict[str, tuple[dict[str, int], Numbers]]]:
    """The matrices, and those whose rows carry a key: the places of the keys, and the rows."""
    table = table_rows("attribution_weights")
    plain = matrices(row for row in table if row[0] not in _KEYED)
    keyed = matrices((name, *numbers) for name, _, *numbers in table if name in _KEYED)
    keys = {name: [row[1] for row in table if row[0] == name] for name in _KEYED}
    return {name: matrix.astype(np.float32) for name, matrix in plain.items()}, {
        name: ({key: at for at, key in enumerate(keys[name])}, keyed[name].astype(np.float32)) for name in _KEYED
    }


def _weights() -> dict[str, Numbers]:
    return _read()[0]


def _ids(name: str) -> dict[str, int]:
    return _read()[1][name][0]


def _matrix(name: str) -> Numbers:
    return _read()[1][name][1]
