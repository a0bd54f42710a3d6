"""Sketches: a text with its reading in, what its story is decided by out.

What two texts share weighs the more, the rarer it is in written language at large (`lexicon.frequency`), never in the
archive: so a text's sketch, and how alike two of them are, does not change as pages arrive.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt

from dateline.lexicon import folding
from dateline.lexicon.frequency import rarity
from dateline.linking.corpus import SharedText, order_of
from dateline.linking.names import fold, without_title
from dateline.linking.press import hand
from dateline.records.sketch import Sketch, Weighted

__all__ = ["keys_of", "rareness", "sketch"]

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
_SHARP = 24, 8, 6, 5, 5
"""How many words, words of the title, surnames, bodies and places a text is found by."""


def sketch(text: SharedText) -> Sketch:
    """The sketch of a text under its first article."""
    founder = text.founder
    title = Counter(_words(founder.title or ""))
    told = list(_words(text.text))
    content = [word for word in told if rareness(word) >= _CONTENT]
    pairs = Counter(f"{a} {b}" for a, b in pairwise(content) if a != b)
    people, surnames, bodies = _named(text)
    return Sketch(
        text_id=text.text_id,
        article=founder.id,
        order=" ".join(order_of(founder)),
        day=text.day.toordinal() if text.day else None,
        length=len(told),
        title=_weighted(title),
        opening=_weighted(title + Counter(told[:_OPENING])),
        lead=_weighted(title + Counter(told[:_LEAD])),
        words=_weighted(Counter(told) + title + title),
        pairs=_weighted(pairs),
        numbers=_unit({word: float(count) for word, count in Counter(told).items() if word[0].isdigit()}),
        people=_weighted(people, least=_LEAST_NAME),
        surnames=_weighted(surnames, least=_LEAST_NAME),
        bodies=_weighted(bodies, least=_LEAST_NAME),
        places=_unit({place: 1 + log(count) for place, count in _places(text).items()}),
    )


def keys_of(sketch: Sketch) -> tuple[str, ...]:
    """What a text is found by: its heaviest words and names. Two texts of one story share several."""
    words, title, surnames, bodies, places = _SHARP
    return tuple(
        sorted({
            *(f"w {word}" for word in (*_heaviest(sketch.words, words), *_heaviest(sketch.title, title))),
            *(f"n {name}" for name in _heaviest(sketch.surnames, surnames)),
            *(f"b {name}" for name in _heaviest(sketch.bodies, bodies)),
            *(f"p {place}" for place in _heaviest(sketch.places, places)),
        })
    )  # fmt: skip


@lru_cache(maxsize=1 << 17)
def rareness(words: str) -> float:
    """How much it tells that two texts share this word, or these words side by side."""
    return sum(_NUMBER if word[0].isdigit() else rarity(word) for word in words.split())


def _words(text: str) -> Iterator[str]:
    for found in _WORD.findall(text):
        word = folding.fold(_POSSESSIVE.sub("", found))
        if len(word) > 1:
            yield from word.split()


def _named(text: SharedText) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Full names of people, the last words of people's names, and names of bodies, by their mentions."""
    people, surnames, bodies = Counter[str](), Counter[str](), Counter[str]()
    for chain in text.reading.coreference:
        # The outlet's or agency's own name says through whose hands it came, and not what it is about.
        if not chain.named or chain.type == "place" or hand(chain.name):
            continue
        name = fold(without_title(chain.name) if chain.type == "person" else chain.name)
        if not name:
            continue
        if chain.type != "person":
            bodies[name] += len(chain.mentions)
            continue
        surnames[name.split()[-1]] += len(chain.mentions)
        if " " in name:
            people[name] += len(chain.mentions)
    return people, surnames, bodies


def _places(text: SharedText) -> Counter[str]:
    known = {place.id: place.gazetteer_id or fold(place.name) for place in text.reading.places}
    return Counter(known[toponym.place] for toponym in text.reading.toponyms if toponym.place in known)


def _weighted(counts: Mapping[str, int], *, least: float = 0.0) -> Weighted:
    """Weights that grow with the logarithm of the count and with rareness; the heaviest of them."""
    weights = {key: (1 + log(count)) * max(least, rareness(key)) for key, count in counts.items()}
    return _unit({key: weights[key] for key in _heaviest(weights, _MOST) if weights[key] > 0})


def _heaviest(weights: Weighted, most: int) -> Iterable[str]:
    if len(weights) <= most:
        return weights
    return sorted(weights, key=lambda key: (-weights[key], key))[:most]


def _unit(weights: Mapping[str, float]) -> Weighted:
    size = sqrt(sum(weight * weight for weight in weights.values()))
    return {key: round(weight / size, 4) for key, weight in sorted(weights.items())} if size else {}
