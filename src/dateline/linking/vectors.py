"""Weighted words and names as bytes, a tenth of what they take as words, and compared as fast as numbers are.

A word is kept as 32 bits of its hash: two words that share them are taken for one, which is so rare that it tells
nothing. Weights are kept to the fourth decimal, so that sums of products are exact, whatever their order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from dateline.records.base import record

__all__ = ["FIELDS", "UNIT", "Vector", "Weighted", "key_of", "pack", "unpack", "whole"]

Weighted = Mapping[str, float]
"""Folded words or names with weights whose squares sum to one, or none at all."""

FIELDS = (
    "title", "opening", "lead", "words", "pairs", "numbers", "people", "surnames", "bodies", "places",
)  # fmt: skip
"""What is weighted: words of the title, of title and first forty words, of title and first hundred, of all; words of
content that stand side by side; numbers; full names of people, their last words, names of bodies, places."""
UNIT = 10_000
"""A weight of one. The squares of a vector's weights sum to one, or it is empty."""
_TENTHS = 10
_RARE = ("words", "pairs")
"""Fields whose rareness is kept, in tenths."""


@record
class Vector:
    """Sorted hashes, their weights in parts of `UNIT`, and their rareness in tenths where it is kept."""

    ids: NDArray[np.uint32]
    weights: NDArray[np.int64]
    rare: NDArray[np.int64]


def pack(vectors: Mapping[str, Weighted], *, rareness: Callable[[str], float]) -> bytes:
    """Weights by word, by field."""
    parts: list[bytes] = []
    counts = []
    for field in FIELDS:
        words = list(vectors.get(field, ()))
        hashes = np.array([key_of(word) for word in words], dtype="<u4")
        ids, first = np.unique(hashes, return_index=True)
        counts.append(len(ids))
        weights = np.rint(np.array([*vectors[field].values()]) * UNIT).astype("<u2") if words else hashes
        parts += [ids.tobytes(), weights[first].tobytes()]
        if field in _RARE and words:
            parts.append(np.array([round(rareness(words[at]) * _TENTHS) for at in first], dtype="u1").tobytes())
    return np.array(counts, dtype="<u2").tobytes() + b"".join(parts)


@lru_cache(maxsize=8192)
def unpack(packed: bytes) -> Mapping[str, Vector]:
    """The vectors of a text, by field."""
    counts = np.frombuffer(packed, "<u2", len(FIELDS)).tolist()
    at, found = 2 * len(FIELDS), {}
    for field, count in zip(FIELDS, counts, strict=True):
        ids = np.frombuffer(packed, "<u4", count, at)
        weights = np.frombuffer(packed, "<u2", count, at + 4 * count).astype(np.int64)
        at += 6 * count
        rare = np.frombuffer(packed, "u1", count if field in _RARE else 0, at).astype(np.int64)
        at += len(rare)
        found[field] = Vector(ids=ids, weights=weights, rare=rare)
    return found


@lru_cache(maxsize=1 << 17)
def key_of(word: str) -> int:
    """A word's hash, 32 bits."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")


@lru_cache(maxsize=1 << 16)
def whole(words: str) -> int:
    """A hash of some words together, 63 bits."""
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
