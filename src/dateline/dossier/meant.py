"""Whom or what a name from outside may mean in a linked picture.  A name in, ids with their best names out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from dateline.lexicon.folding import fold_place
from dateline.records.corroboration import Taken
from dateline.records.dossier import Entity
from dateline.records.linked import Linked
from dateline.records.reading import Place

__all__ = ["Names"]


_NEAR = 0.6
"""Degrees between a town and the middle of its province."""


class Names:
    """Finds who bears a name: by any name stated, or, of a person, by the last name alone."""

    def __init__(self, linked: Linked) -> None:
        self._best = {entity.id: entity.name for entity in linked.entities}
        self._best |= {place.id: place.name for place in linked.places}
        self._named: dict[str, dict[str, None]] = defaultdict(dict)
        self._last: dict[str, dict[str, None]] = defaultdict(dict)
        for entity in linked.entities:
            for name in _names(entity):
                self._named[name][entity.id] = None
            if entity.type == "person":
                self._last[_key(entity.name).split()[-1] if _key(entity.name) else ""][entity.id] = None
        by_name: dict[str, list[Place]] = defaultdict(list)
        for place in linked.places:
            for key in {_key(name) for name in (place.name, *place.variants)}:
                by_name[key].append(place)
        self._one: dict[str, str] = {}
        for places in by_name.values():
            for place in places:
                first = next(other for other in places if other is place or _are_one(other, place))
                self._one.setdefault(place.id, self._one.get(first.id, first.id))
        self._places = {key: {self.one(place.id): None for place in places} for key, places in by_name.items()}
        self._gazetteer = {place.gazetteer_id: place.id for place in linked.places if place.gazetteer_id}

    def entity(self, text: str) -> Taken:
        """Who bears this name; several where it is the name, or last name, of several."""
        key = _key(text)
        return self._taken(text, self._named.get(key, {}) | self._last.get(key, {}))

    def place(self, place: Place) -> Taken:
        """The place of the picture that a place of a reading is."""
        named = self.place_named(place.name)
        known = self._gazetteer.get(place.gazetteer_id or "")
        return named if named.ids or known is None else self._taken(place.name, {self.one(known): None})

    def within(self, place: Place, others: Mapping[str, Place]) -> frozenset[str]:
        """In which places of the picture one lies that the picture does not have; `others` are of its reading."""
        around = (others[one] for one in place.within if one in others)
        return frozenset(one for other in around for one in self.place(other).ids)

    def one(self, place: str) -> str:
        """A place's id, or that of the town which has the province's name: to a reader these are one."""
        return self._one.get(place, place)

    def place_named(self, text: str) -> Taken:
        """The places that bear a name."""
        return self._taken(text, dict(self._places.get(_key(text), {})))

    def _taken(self, text: str, found: dict[str, None]) -> Taken:
        return Taken(text=text, ids=tuple(found), names=tuple(self._best[one] for one in found))


def _are_one(left: Place, right: Place) -> bool:
    """Whether two places of one name are a town and what is named after it: one in the other, or side by side."""
    if left.id in right.within or right.id in left.within:
        return True
    if left.latitude is None or left.longitude is None or right.latitude is None or right.longitude is None:
        return False
    return abs(left.latitude - right.latitude) < _NEAR and abs(left.longitude - right.longitude) < _NEAR


def _key(name: str) -> str:
    """A name as a key, without what is no part of it."""
    folded = fold_place(name.removesuffix("'s").removesuffix("’s"))
    return folded.removeprefix("the ")


def _names(entity: Entity) -> set[str]:
    return {_key(name) for name in (entity.name, *(alias.text for alias in entity.aliases))}
