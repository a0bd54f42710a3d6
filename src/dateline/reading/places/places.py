"""Places: the parse of a text and its names in; place names with the places that they mean out.

place_names.py finds the names, geocoding.py says which place of the gazetteer each means; here both become
records. A name that the gazetteer does not know is a place by name only, with what encloses it where the text
says so. Two spellings of one place in one text ("Exampel" and "Example", a letter turned or too many) are one
place: its name is the gazetteer's, and both are its variants.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from dateline.lexicon import gazetteer
from dateline.lexicon.folding import fold_place
from dateline.lexicon.gazetteer import Candidate
from dateline.nlp import Parse
from dateline.reading.places import geocoding, place_names
from dateline.reading.places.geocoding import Query
from dateline.reading.places.place_names import Spot
from dateline.reading.who import Who
from dateline.records.evidence import Text
from dateline.records.ids import record_id
from dateline.records.reading import Place, Toponym

__all__ = ["Places", "adjectives", "asked", "find"]

_LONG_ENOUGH = 5
"""Letters from which on a slip of the pen is told from another name: "Dover" and "Dove" are two."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a text, those that enclose them among them, and the names that mean them, in text order."""

    places: tuple[Place, ...]
    toponyms: tuple[Toponym, ...]
    located: tuple[Toponym, ...] = ()
    """Those that say where: no adjectives ("Mexican troops"), no streets."""


def find(parse: Parse, text: Text, *, who: Who) -> Places:
    """The place names of a text and the places that they mean."""
    spots, names = asked(parse, who=who)
    found = dict(zip(names, geocoding.resolve(names, demonyms=adjectives(parse)), strict=True))
    _join_spellings(found)
    places = _Register(text)
    toponyms, located = [], []
    for spot, query in spots:
        place = places.of(spot, found.get(query), query)
        start, end = parse.tokens[spot.first].start, parse.tokens[spot.last - 1].end
        toponym = Toponym(
            id=record_id("toponym", text.id, start, end),
            place=place,
            mention=spot.mention,
            evidence=text.cut(start, end),
        )
        toponyms.append(toponym)
        if spot.adjective is None and not spot.street:
            located.append(toponym)
    return Places(places.all(), tuple(toponyms), tuple(located))


def asked(parse: Parse, *, who: Who) -> tuple[list[tuple[Spot, Query]], list[Query]]:
    """Each place name with the query that says what it means, and the queries, each once."""
    spots = place_names.find(parse, who=who)
    queries, usual = _queries(spots)
    found = []
    for spot in spots:
        if spot.adjective is not None:
            found.append((spot, Query(spot.name)))
            continue
        key = _key(spot)
        found.append((spot, queries[key if key in queries else usual[key[0]]]))
    return found, list(dict.fromkeys(queries.values()))


_Key = tuple[str, tuple[str, ...]]


def _key(spot: Spot) -> _Key:
    return fold_place(spot.name), tuple(map(fold_place, spot.chain))


def _queries(spots: Sequence[Spot]) -> tuple[dict[_Key, Query], dict[str, _Key]]:
    """One query a name, and by name the one for where nothing encloses it: that with the longest chain.

    A name with two chains ("Salem, Oregon", "Salem, Virginia") is asked twice.
    """
    by_name: dict[str, list[Spot]] = {}
    for spot in spots:
        if spot.adjective is None:
            by_name.setdefault(fold_place(spot.name), []).append(spot)
    queries: dict[_Key, Query] = {}
    usual: dict[str, _Key] = {}
    for name, of_name in by_name.items():
        kind = next((spot.kind for spot in of_name if spot.kind is not None), None)
        for spot in [spot for spot in of_name if spot.chain] or of_name[:1]:
            key = _key(spot)
            queries[key] = Query(spot.name, len(of_name), spot.chain, kind)
            usual[name] = max(usual.get(name, key), key, key=lambda each: len(each[1]))
    return queries, usual


def adjectives(parse: Parse) -> Counter[str]:
    """How often the words for each country's people stand in the text."""
    demonyms = gazetteer.demonyms()
    return Counter(demonyms[token.text] for token in parse.tokens if token.text in demonyms)


def _join_spellings(found: dict[Query, Candidate | None]) -> None:
    """Give a name that the gazetteer does not know the place of its near namesake in the same text."""
    known = [(query, place) for query, place in found.items() if place and place.kind in ("city", "county")]
    for query, place in list(found.items()):
        if place is not None:
            continue
        for namesake, other in known:
            if _is_slip(fold_place(query.name), fold_place(namesake.name)) and _may_lie_in(other, query.chain):
                found[query] = other
                break


def _is_slip(one: str, other: str) -> bool:
    """Whether two folded names differ by one letter too many or two turned: no other letter put for one."""
    if min(len(one), len(other)) < _LONG_ENOUGH or OSA.distance(one, other, score_cutoff=1) != 1:
        return False
    return len(one) != len(other) or sorted(one) == sorted(other)


def _may_lie_in(place: Candidate, chain: Sequence[str]) -> bool:
    return all(
        not around or any(geocoding.lies_in(place, outer) for outer in around)
        for around in map(geocoding.candidates, chain)
    )


class _Register:
    """The places of one text, each once, with the spellings met."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._places: dict[str, Place] = {}

    def all(self) -> tuple[Place, ...]:
        """The places, in the order in which the text names them or what they lie in."""
        return tuple(self._places.values())

    def of(self, spot: Spot, found: Candidate | None, query: Query) -> str:
        """The id of the place that a spot means, which is added where it is new."""
        if spot.adjective is not None and (country := gazetteer.country(spot.adjective)) is not None:
            return self._known(country).id
        place = self._known(found) if found is not None else self._unknown(spot, query)
        if spot.name not in place.variants:
            self._places[place.id] = replace(place, variants=(*place.variants, spot.name))
        return place.id

    def _known(self, found: Candidate) -> Place:
        if found.id not in self._places:
            self._places[found.id] = Place(
                id=found.id,
                name=found.name,
                latitude=found.latitude,
                longitude=found.longitude,
                gazetteer_id=found.id if found.id.startswith("geonames:") else None,
                country=found.country,
                within=tuple(self._known(outer).id for outer in _enclosing(found)),
            )
        return self._places[found.id]

    def _unknown(self, spot: Spot, query: Query) -> Place:
        around = geocoding.resolve([Query(name) for name in query.chain], demonyms={})
        outer = [place for place in around if place is not None]
        wider = [place for first in outer[:1] for place in _enclosing(first)]
        within = dict.fromkeys(self._known(place).id for place in [*outer, *wider])
        name = fold_place(spot.name)
        id_ = record_id("place", self._text.id, name, *query.chain)
        country = next((place.country for place in outer if place.country), None)
        return self._places.setdefault(id_, Place(id=id_, name=spot.name, country=country, within=tuple(within)))


def _enclosing(place: Candidate) -> list[Candidate]:
    """The subdivision and the country in which a place lies, the nearest first."""
    if place.kind == "country" or place.country is None:
        return []
    outer = []
    if place.subdivision is not None and place.kind != "subdivision":
        outer.append(gazetteer.subdivision(place.country, place.subdivision.split(".")[0]))
    outer.append(gazetteer.country(place.country))
    # A district named after its town says nothing more about where the town is.
    return [each for each in outer if each is not None and fold_place(each.name) != fold_place(place.name)]
