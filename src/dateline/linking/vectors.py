"""Weighted words and names as bytes, a tenth of what they take as words, and compared as fast as numbers are.

A word is kept as 32 bits of its hash: two words that share them are taken for one, which is so rare that it tells
nothing. Weights are kept to the fourth decimal, so that sums of products are exact, whatever their order. All fields
of a text lie end to end, each entry with the number of its field before its hash, so that texts are compared in one go.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "CROSSED", "FIELDS", "SLOTS", "UNIT", "Looked", "Vectors", "Weighted", "key_of", "pack", "slots_of", "unpack",
    "whole",
]  # fmt: skip

Weighted = Mapping[str, float]
"""Folded words or names with weights whose squares sum to one, or none at all."""

FIELDS = (
    "title", "opening", "lead", "words", "pairs", "numbers", "people", "surnames", "bodies", "places",
)  # fmt: skip
"""What is weighted: words of the title, of title and first forty words, of title and first hundred, of all; words of
content that stand side by side; numbers; full names of people, their last words, names of bodies, places."""
_AT = {field: number for number, field in enumerate(FIELDS)}
CROSSED = (("title", "words"), ("lead", "words"), ("words", "title"), ("words", "lead"))
"""Fields whose entries are looked for in another field of the other text, beside those looked for in their own."""
UNIT = 10_000
"""A weight of one. The squares of a vector's weights sum to one, or it is empty."""
SLOTS = 1 << 16
_TENTHS = 10
_RARE = ("words", "pairs")
"""Fields whose rareness is kept, in tenths."""
_HELD = 4096


class Looked:
    """A text's entries as they are looked for in another: in their own fields, then `CROSSED`; `way` says which way."""

    __slots__ = ("ids", "slots", "way", "weights")

    def __init__(self, vectors: Vectors) -> None:
        crossed = [(vectors.of(field), _FIELD_BITS[_AT[other]]) for field, other in CROSSED]
        moved = [vectors.ids[part] & _HASH | bits for part, bits in crossed]
        self.ids = np.concatenate([vectors.ids, *moved])
        self.weights = np.concatenate([vectors.weights, *(vectors.weights[part] for part, _ in crossed)])
        ways = np.arange(len(FIELDS) + len(CROSSED), dtype=np.uint8)
        self.way = np.repeat(ways, [*vectors.counts, *(part.stop - part.start for part, _ in crossed)])
        self.slots = slots_of(self.ids)


class Vectors:
    """The weighted words of a text: sorted hashes with their weights in parts of `UNIT` and their rareness in tenths.

    The number of its field stands above each hash, so fields come one after the other.
    """

    def __init__(self, packed: bytes) -> None:
        counts = np.frombuffer(packed, "<u2", len(FIELDS))
        size, at = int(counts.sum()), 2 * len(FIELDS)
        self.counts: tuple[int, ...] = tuple(counts.tolist())
        self.ids = np.repeat(_FIELD_BITS, counts) | np.frombuffer(packed, "<u4", size, at)
        self.weights = np.frombuffer(packed, "<u2", size, at + 4 * size).astype(np.int32)
        self._rare = np.frombuffer(packed, "u1", -1, at + 6 * size)

    def of(self, field: str) -> slice:
        """Where the entries of a field stand."""
        number = _AT[field]
        begin = sum(self.counts[:number])
        return slice(begin, begin + self.counts[number])

    @cached_property
    def rare(self) -> NDArray[np.int32]:
        """The rareness of each entry; 0 in fields of which it is not kept."""
        found, at = np.zeros(len(self.ids), np.int32), 0
        for field in _RARE:
            part = self.of(field)
            found[part] = self._rare[at : at + part.stop - part.start]
            at += part.stop - part.start
        return found

    @cached_property
    def looked(self) -> Looked:
        """The entries as they are looked for."""
        return Looked(self)


_FIELD_BITS = np.arange(len(FIELDS), dtype=np.uint64) << np.uint64(32)
_HASH = np.uint64(0xFFFFFFFF)


def slots_of(ids: NDArray[np.uint64]) -> NDArray[np.uint16]:
    """A number below `SLOTS` for each entry: entries that are equal have an equal one."""
    return (ids ^ (ids >> np.uint64(20))).astype(np.uint16)


def pack(vectors: Mapping[str, Weighted], *, rareness: Callable[[str], float]) -> bytes:
    """Weights by word, by field."""
    given = [vectors.get(field, {}) for field in FIELDS]
    words = [word for weighted in given for word in weighted]
    weights = [weight for weighted in given for weight in weighted.values()]
    hashes = np.array([*map(key_of, words)], dtype=np.uint64) | np.repeat(_FIELD_BITS, [*map(len, given)])
    ids, first = np.unique(hashes, return_index=True)
    counts = np.bincount((ids >> np.uint64(32)).astype(np.int64), minlength=len(FIELDS))
    ends = np.cumsum(counts).tolist()
    kept = [at for number in map(_AT.__getitem__, _RARE) for at in first[ends[number] - counts[number] : ends[number]]]
    rare = np.rint(np.array([rareness(words[at]) for at in kept]) * _TENTHS)
    whole_weights = np.rint(np.array(weights, dtype=np.float64)[first] * UNIT)
    parts = counts.astype("<u2"), ids.astype("<u4"), whole_weights.astype("<u2"), rare.astype("u1")
    return b"".join(part.tobytes() for part in parts)


@lru_cache(maxsize=_HELD)
def unpack(packed: bytes) -> Vectors:
    """The vectors of a text."""
    return Vectors(packed)


def key_of(word: str) -> int:
    """A word's hash, 32 bits."""
    return _hashed(word) if " " in word else _remembered(word)


def _hashed(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")


# Words come again and again, two side by side hardly ever.
_remembered = lru_cache(maxsize=1 << 17)(_hashed)


@lru_cache(maxsize=1 << 16)
def whole(words: str) -> int:
    """A hash of some words together, 63 bits."""
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
