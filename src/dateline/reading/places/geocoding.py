"""Which place each name means: the names of one text with what stands beside them in, one candidate each out.

The text's places speak for each other: what a name is enclosed by ("Salem, Oregon") decides; then countries and
states named, places near by, and size are weighed. A name that the gazetteer does not know, or knows only
elsewhere than the text says, has no candidate.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log10

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon import gazetteer
from dateline.lexicon.gazetteer import Candidate
from dateline.reading.places.place_names import postal_codes

__all__ = ["Query", "candidates", "lies_in", "resolve"]

_MOST_CANDIDATES = 15
_MOST_NAMES = 80
"""Names beyond these, the rarest, are weighed by size, country and state alone: the table of distances is a square."""
_NEAR_KM = 150.0
_COUNTRY_WEIGHT, _SUBDIVISION_WEIGHT, _NEAR_WEIGHT = 3.0, 2.0, 1.2
_KIND_WEIGHT = 3.0
_EARTH_KM = 6371.0
_LARGE = 100_000
_OTHER_NAME_COST = 1.5
_CAPITAL_GAIN = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    """A name, how often it stands in the text, the names that enclose it, and the kind of place it is said to be."""

    name: str
    count: int = 1
    chain: tuple[str, ...] = ()
    kind: str | None = None


def resolve(queries: Sequence[Query], *, demonyms: Mapping[str, int]) -> list[Candidate | None]:
    """The candidate that each name means, or None; `demonyms` counts the countries that adjectives name."""
    options = [_options(query) for query in queries]
    countries, states = _named(queries, options, demonyms)
    scores = [
        [_prior(option, query) + _of_country(option, countries) + _of_state(option, states) for option in found]
        for query, found in zip(queries, options, strict=True)
    ]
    _add_nearness(queries, options, scores)
    return [
        max(zip(given, found, strict=True), key=lambda each: (each[0], each[1].id))[1] if found else None
        for found, given in zip(options, scores, strict=True)
    ]


def _options(query: Query) -> list[Candidate]:
    """The candidates that fit the names around; a chain that fits none leaves none."""
    found = list(candidates(query.name))
    for enclosing in query.chain:
        around = candidates(enclosing)
        inside = [option for option in found if any(lies_in(option, outer) for outer in around)]
        if inside or not any(_is_known_widely(option) for option in found):
            found = inside
    if len(found) > _MOST_CANDIDATES:
        found = sorted(found, key=lambda option: -_prior(option, query))[:_MOST_CANDIDATES]
    return found


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
    return here is None or there is None or float(_distances(np.array([here]), np.array([there]))[0, 0]) < 80


def _prior(option: Candidate, query: Query) -> float:
    if option.kind == "country":
        score = 8.5
    elif option.kind == "region":
        score = 7.0
    elif option.kind == "subdivision":
        score = 6.6 if option.country in gazetteer.FEDERATIONS else 5.0
    elif option.kind == "county":
        score = 4.5 if option.exact else 3.0
    else:
        score = log10(max(option.population, 300)) + (_CAPITAL_GAIN if gazetteer.is_capital(option) else 0.0)
    if query.kind is not None:
        score += _KIND_WEIGHT if query.kind == option.kind else 0.0
    return score if option.exact else score - _OTHER_NAME_COST


def _named(
    queries: Sequence[Query], options: Sequence[Sequence[Candidate]], demonyms: Mapping[str, int]
) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """How much the text speaks of each country and state: by name, adjective, chain, and by its surest places."""
    countries: Counter[str] = Counter({code: min(count, 5) for code, count in demonyms.items()})
    states: Counter[tuple[str, str]] = Counter()
    for query, found in zip(queries, options, strict=True):
        if not found:
            continue
        best = max(found, key=lambda option: _prior(option, query))
        weight = min(query.count, 5)
        if best.country is not None:
            sure = best.kind in ("country", "subdivision") or bool(query.chain) or len(found) == 1
            countries[best.country] += weight if sure else weight / 3  # type: ignore[assignment]
            if best.subdivision is not None and (best.kind == "subdivision" or query.chain):
                states[best.country, best.subdivision.split(".")[0]] += weight
    return countries, states


def _of_country(option: Candidate, countries: Counter[str]) -> float:
    total = sum(countries.values())
    return _COUNTRY_WEIGHT * countries[option.country or ""] / total if total else 0.0


def _of_state(option: Candidate, states: Counter[tuple[str, str]]) -> float:
    total = sum(states.values())
    if not total or option.country is None or option.subdivision is None or option.kind == "subdivision":
        return 0.0
    return _SUBDIVISION_WEIGHT * states[option.country, option.subdivision.split(".")[0]] / total


def _point(option: Candidate) -> tuple[float, float] | None:
    if option.latitude is None or option.longitude is None:
        return None
    return option.latitude, option.longitude


def _distances(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kilometres between two lists of points (degrees), along great circles."""
    a, b = np.radians(left)[:, None, :], np.radians(right)[None, :, :]
    half = np.sin((a - b) / 2) ** 2
    inner = half[..., 0] + np.cos(a[..., 0]) * np.cos(b[..., 0]) * half[..., 1]
    distance: NDArray[np.float64] = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(inner, 0, 1)))
    return distance


def _add_nearness(queries: Sequence[Query], options: Sequence[Sequence[Candidate]], scores: list[list[float]]) -> None:
    """Let every town and county gain from the other names that may lie near it."""
    rows: list[tuple[int, int]] = []
    for at in sorted(range(len(queries)), key=lambda each: -queries[each].count)[:_MOST_NAMES]:
        for number, option in enumerate(options[at]):
            if option.kind in ("city", "county", "subdivision") and _point(option) is not None:
                rows.append((at, number))
    if len({at for at, _ in rows}) < 2:
        return
    points = np.array([_point(options[at][number]) for at, number in rows], dtype=np.float64)
    near = np.exp(-_distances(points, points) / _NEAR_KM)
    _put_states_around(near, [options[at][number] for at, number in rows])
    weights = _weights(rows, scores)
    columns: dict[int, list[int]] = defaultdict(list)
    for index, (at, _) in enumerate(rows):
        columns[at].append(index)
    support = np.zeros(len(rows))
    for at, members in columns.items():
        of_name = (near[:, members] * weights[members]).max(axis=1)
        of_name[members] = 0.0  # a name does not speak for itself
        support += of_name * min(queries[at].count, 3) ** 0.5
    for (at, number), gain in zip(rows, support, strict=True):
        scores[at][number] += _NEAR_WEIGHT * float(np.log2(1 + gain))


def _put_states_around(near: NDArray[np.float64], options: Sequence[Candidate]) -> None:
    """A state is near to what lies in it, and to nothing else: its middle is no point of interest."""
    homes = [f"{option.country}.{(option.subdivision or '').split('.')[0]}" for option in options]
    for index, option in enumerate(options):
        if option.kind == "subdivision":
            same = np.array([0.7 if home == homes[index] else 0.0 for home in homes])
            near[index, :], near[:, index] = same, same


def _weights(rows: Sequence[tuple[int, int]], scores: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """How likely each candidate is for its name so far: 1 for the best, a tenth for each point below it."""
    return np.array([10 ** (scores[at][number] - max(scores[at])) for at, number in rows])
