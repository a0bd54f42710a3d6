"""Which place each name means: the names of one text with what stands beside them in, one candidate each out.

The text's places speak for each other: what a name is enclosed by ("Salem, Oregon") decides; then countries and
states named, places near by, and size are weighed. A name that the gazetteer does not know, or knows only
elsewhere than the text says, has no candidate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from dateline.lexicon import gazetteer
from dateline.lexicon.gazetteer import Candidate
from dateline.lexicon.weights import numbers
from dateline.reading.places.place_names import postal_codes
from dateline.reading.places.traits import TRAITS, Asked, Numbers, distances, traits

__all__ = ["ROUNDS", "Query", "asked", "candidates", "chances", "lies_in", "resolve"]

ROUNDS = 3
"""How often the names are weighed by what the others have come to mean."""
_MOST_CANDIDATES = 25
_LARGE = 100_000
_TOWN = 10_000
"""From this size on a town has sides that are named after it."""


@dataclass(frozen=True, slots=True)
class Query:
    """A name, how often it stands in the text, the names that enclose it, and the kind of place it is said to be."""

    name: str
    count: int = 1
    chain: tuple[str, ...] = ()
    kind: str | None = None


def resolve(queries: Sequence[Query], *, demonyms: Mapping[str, int]) -> list[Candidate | None]:
    """The candidate that each name means, or None; `demonyms` counts the countries that adjectives name."""
    names = [asked(query) for query in queries]
    likely = chances(names, demonyms=demonyms, weights=_weights())
    return [
        one.options[int(np.argmax(chance))] if one.options else None for one, chance in zip(names, likely, strict=True)
    ]


def asked(query: Query) -> Asked:
    """A name with the candidates that fit the names around."""
    options = sorted(_options(query), key=lambda option: option.id)
    return Asked(tuple(options), query.count, query.kind, bool(query.chain))


def chances(
    names: Sequence[Asked], *, demonyms: Mapping[str, int], weights: Numbers, rounds: int = ROUNDS
) -> list[Numbers]:
    """How likely each candidate of each name is, weighed some times over by what the others mean."""
    likely = [np.full(len(one.options), 1 / max(len(one.options), 1)) for one in names]
    for _ in range(rounds):
        likely = [_softmax(table @ weights) for table in traits(names, likely, demonyms=demonyms)]
    return likely


def _softmax(scores: Numbers) -> Numbers:
    if not len(scores):
        return scores
    power: Numbers = np.exp(scores - scores.max())
    power /= power.sum()
    return power


@cache
def _weights() -> Numbers:
    known = numbers("place_weights")
    return np.array([known[name] for name in TRAITS], dtype=np.float64)


def _options(query: Query) -> list[Candidate]:
    """The candidates that fit the names around; a chain that fits none leaves none."""
    found = list(candidates(query.name))
    if not found:
        found = [one for one in candidates(_without_side(query.name)) if one.kind != "city" or one.population >= _TOWN]
    if query.kind == "county" and not any(option.kind == "county" for option in found):
        found += candidates(f"{query.name} County")
    for enclosing in query.chain:
        around = candidates(enclosing)
        inside = [option for option in found if any(lies_in(option, outer) for outer in around)]
        if inside or not any(_is_known_widely(option) for option in found):
            found = inside
    if len(found) > _MOST_CANDIDATES:
        found = sorted(found, key=lambda option: (option.kind == "city", not option.exact, -option.population))
        found = found[:_MOST_CANDIDATES]
    return found


def _without_side(name: str) -> str:
    """ "North Exampleton", where the gazetteer has but Exampleton."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower().removesuffix("ern") in _SIDES else ""


_SIDES = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "central", "upper", "lower"}
)


def _is_known_widely(option: Candidate) -> bool:
    """Whether "X, Y" may be a list of two, X being known without Y: "Ohio, Oregon", "Paris, Germany and .." """
    return option.exact and (option.kind not in ("city", "county") or option.population >= _LARGE)


def candidates(name: str) -> tuple[Candidate, ...]:
    """The gazetteer's candidates; a postal code in capitals is its state."""
    if name in postal_codes():
        state = gazetteer.subdivision(*postal_codes()[name])
        return (state,) if state else ()
    return gazetteer.lookup(name)


def lies_in(option: Candidate, outer: Candidate) -> bool:
    """Whether the one place may lie in the other."""
    if outer.kind == "country":
        return option.country == outer.country and option.kind != "country"
    if outer.kind == "subdivision":
        inner = (option.subdivision or "").split(".")[0]
        return option.kind in ("city", "county") and (option.country, inner) == (outer.country, outer.subdivision)
    if outer.kind == "county":
        return option.kind == "city" and _lies_in_county(option, outer)
    return outer.kind == "region" and outer.name != option.name


def _lies_in_county(option: Candidate, county: Candidate) -> bool:
    if (option.country, option.subdivision) != (county.country, (county.subdivision or "").split(".")[0]):
        return False
    here, there = _point(option), _point(county)
    return here is None or there is None or float(distances(np.array([here]), np.array([there]))[0, 0]) < 80


def _point(option: Candidate) -> tuple[float, float] | None:
    if option.latitude is None or option.longitude is None:
        return None
    return option.latitude, option.longitude
