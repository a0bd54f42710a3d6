"""Sketches: a text with its reading in, what its story is decided by out.

What two texts share weighs the more, the rarer it is in written language at large (`lexicon.frequency`), never in the
archive: so a text's sketch, and how alike two of them are, does not change as pages arrive.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain, pairwise
from math import fsum, log, sqrt

import numpy as np

from dateline.lexicon import folding
from dateline.lexicon.frequency import rarity
from dateline.linking.corpus import SharedText, order_of
from dateline.linking.names import fold, without_title
from dateline.linking.naming import names_of, namings_of
from dateline.linking.press import hand
from dateline.linking.vectors import Weighted, pack, unpack
from dateline.records.page import Article
from dateline.records.sketch import Namings, Sketch

__all__ = ["keys_of", "rareness", "sketch", "sketch_of", "sketched"]

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)?")
_POSSESSIVE = re.compile(r"['’`]s$")
_NUMBER = 1.2
"""The rareness of a number: more than that of most words, less than a name's."""
_CONTENT = 0.8
"""From this rareness on a word is one of content."""
_LEAD = 100
_OPENING = 40
_MOST = 150
"""Words kept, and pairs of them: the heaviest."""
_LEAST_NAME = 0.5
_HASH = np.uint64(0xFFFFFFFF)
_SHARP = ((0, "words", 24), (0, "title", 8), (1, "surnames", 6), (2, "bodies", 5), (3, "places", 5))
"""How many words, words of the title, surnames, bodies and places a text is found by; a word of the title is a word."""


def sketch(text: SharedText) -> Sketch:
    """The sketch of a text under its first article."""
    return sketch_of(namings_of(text.reading), text=text.text, articles=text.articles, day=text.day)


def sketch_of(namings: Namings, *, text: str, articles: Sequence[Article], day: date | None) -> Sketch:
    """The same from what it names, its words, its articles in order and its day."""
    vectors, length = _vectors(namings, text, articles[0].title or "")
    return Sketch(
        text_id=namings.text_id, order=" ".join(order_of(articles[0])), day=day.toordinal() if day else None,
        length=length, vectors=vectors, names=names_of(namings, articles),
    )  # fmt: skip


# A look at a story weighs its texts several times, and the next look weighs them again.
@lru_cache(maxsize=512)
def _vectors(namings: Namings, text: str, headline: str) -> tuple[bytes, int]:
    """The weighted words of a text, and how many it has."""
    title = Counter(_words(headline))
    told = _words(text)
    counted = Counter(told)
    rare = {word: rareness(word) for word in counted.keys() | title.keys()}
    people, surnames, bodies = _named(namings)
    vectors = {
        "title": _weighted(title, rare),
        "opening": _weighted(_with(title, told[:_OPENING]), rare),
        "lead": _weighted(_with(title, told[:_LEAD]), rare),
        "words": _weighted(_with(counted, [*title.elements()] * 2), rare),
        "pairs": _pairs([word for word in told if rare[word] >= _CONTENT], rare),
        "numbers": _unit({word: float(count) for word, count in counted.items() if word[0].isdigit()}),
        "people": _names(people),
        "surnames": _names(surnames),
        "bodies": _names(bodies),
        "places": _unit({place: 1 + log(count) for place, count in _places(namings).items()}),
    }
    return pack(vectors, rareness=rareness), len(told)


def sketched(
    vectors: Mapping[str, Weighted],
    *,
    text_id: str,
    order: str,
    day: int | None,
    length: int,
    names: tuple[int, ...] = (),
) -> Sketch:
    """A sketch of weighted words and names, by field (`vectors.FIELDS`)."""
    packed = pack(vectors, rareness=rareness)
    return Sketch(text_id=text_id, order=order, day=day, length=length, vectors=packed, names=names)


def keys_of(sketch: Sketch) -> tuple[int, ...]:
    """What a text is found by: its heaviest words and names. Two texts of one story share several."""
    return _keys(sketch.vectors)


@lru_cache(maxsize=4096)
def _keys(packed: bytes) -> tuple[int, ...]:
    vectors = unpack(packed)
    found: set[int] = set()
    for number, field, most in _SHARP:
        part = vectors.of(field)
        ids, weights = vectors.ids[part] & _HASH, vectors.weights[part]
        heaviest = np.lexsort((ids, -weights))[:most] if len(ids) > most else slice(None)
        found.update((ids[heaviest].astype(np.int64) + (number << 32)).tolist())
    return tuple(sorted(found))


def rareness(words: str) -> float:
    """How much it tells that two texts share this word, or these words side by side."""
    return sum(map(_rareness, words.split())) if " " in words else _rareness(words)


@lru_cache(maxsize=1 << 17)
def _rareness(word: str) -> float:
    return _NUMBER if word[0].isdigit() else rarity(word)


def _words(text: str) -> list[str]:
    return [*chain.from_iterable(map(_folded, _WORD.findall(text)))]


@lru_cache(maxsize=1 << 17)
def _folded(found: str) -> tuple[str, ...]:
    word = folding.fold(_POSSESSIVE.sub("", found))
    return tuple(word.split()) if len(word) > 1 else ()


def _with(counts: Mapping[str, int], more: Iterable[str]) -> Counter[str]:
    found = Counter(counts)
    found.update(more)
    return found


def _named(namings: Namings) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Full names of people, the last words of people's names, and names of bodies, by their mentions."""
    people, surnames, bodies = Counter[str](), Counter[str](), Counter[str]()
    for thing in namings.things:
        # The outlet's or agency's own name says through whose hands it came, and not what it is about.
        if thing.type == "place" or hand(thing.name):
            continue
        name = fold(without_title(thing.name) if thing.type == "person" else thing.name)
        if not name:
            continue
        if thing.type != "person":
            bodies[name] += thing.mentions
            continue
        surnames[name.split()[-1]] += thing.mentions
        if " " in name:
            people[name] += thing.mentions
    return people, surnames, bodies


def _places(namings: Namings) -> Counter[str]:
    found = Counter[str]()
    for place in namings.places:
        found[place.gazetteer_id or fold(place.name)] += place.times
    return found


def _weighted(counts: Mapping[str, int], rare: Mapping[str, float]) -> Weighted:
    """Weights that grow with the logarithm of the count and with rareness; the heaviest of them."""
    return _heaviest({key: _often(count) * rare[key] for key, count in counts.items() if rare[key] > 0})


def _names(counts: Mapping[str, int]) -> Weighted:
    return _weighted(counts, {name: max(_LEAST_NAME, rareness(name)) for name in counts})


def _pairs(content: Sequence[str], rare: Mapping[str, float]) -> Weighted:
    """Words of content that stand side by side, but for a word that stands twice."""
    counts = Counter(pairwise(content))
    weights = {pair: _often(count) * (rare[pair[0]] + rare[pair[1]]) for pair, count in counts.items()}
    return _heaviest({" ".join(pair): weight for pair, weight in weights.items() if pair[0] != pair[1]})


def _often(count: int) -> float:
    return 1.0 if count == 1 else 1 + log(count)


def _heaviest(weights: dict[str, float]) -> Weighted:
    if len(weights) > _MOST:
        weights = {key: -weight for weight, key in sorted((-weight, key) for key, weight in weights.items())[:_MOST]}
    return _unit(weights)


def _unit(weights: Mapping[str, float]) -> Weighted:
    # fsum is exact, in whatever order the words come.
    size = sqrt(fsum([weight * weight for weight in weights.values()]))
    return {key: weight / size for key, weight in weights.items()} if size else {}
