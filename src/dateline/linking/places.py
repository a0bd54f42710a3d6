"""Places across texts: the places of all readings in, one place for each real one out, with its spellings.

Joined by gazetteer id; else by folded name where nothing encloses them differently; else as a variant
spelling, one letter apart, where one text holds both for one place or both lie in the same one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.linking.clusters import Pair, cluster, pairs_of
from dateline.linking.corpus import SharedText
from dateline.linking.names import fold, one_letter_apart
from dateline.records.base import record
from dateline.records.dossier import DossierToponym
from dateline.records.ids import record_id
from dateline.records.reading import Place

__all__ = ["Atlas", "link_places"]


@record
class Atlas:
    """The places of all texts; `of` maps a reading's place id to its place, `toponym_place` a toponym's id to it."""

    places: tuple[Place, ...]
    toponyms: tuple[DossierToponym, ...]
    of: Mapping[str, str]
    toponym_place: Mapping[str, str]
    by_mention: Mapping[str, str]
    by_id: Mapping[str, Place]

    def encloses(self, outer: str, inner: str) -> bool:
        """Whether one place is the other or holds it."""
        return outer == inner or outer in self.by_id[inner].within

    def fit(self, left: str | None, right: str | None) -> bool:
        """Whether two places can be those of one happening; what is unknown can be any."""
        return left is None or right is None or self.encloses(left, right) or self.encloses(right, left)

    def nearest(self, places: Iterable[str]) -> str | None:
        """The most specific of some places; the first among equals."""
        return max(places, key=lambda place: len(self.by_id[place].within), default=None)

    def is_country(self, place: str) -> bool:
        """Whether a place encloses by itself: a country as the gazetteer has it, or a place without a frame."""
        found = self.by_id[place]
        return not found.within and found.country is not None


@record
class _Profile:
    ids: frozenset[str]
    names: frozenset[str]
    frames: frozenset[str]


def link_places(texts: Sequence[SharedText]) -> Atlas:
    """Find which places of the texts are one."""
    places = [place for text in texts for place in text.reading.places]
    local = {place.id: place for place in places}
    profiles = [_profile(place, local) for place in places]
    found = cluster(profiles, [*_pairs(profiles), *_spellings(profiles)], clash=_clash, merge=_merge)
    of = {places[i].id: record_id("place", "", places[group[0]].id) for group in found.groups for i in group}
    toponyms = [toponym for text in texts for toponym in text.reading.toponyms if toponym.place in of]
    spelled = defaultdict(list)
    for toponym in toponyms:
        spelled[of[toponym.place]].append(toponym.evidence.exact)
    made = tuple(_made([places[i] for i in group], of=of, spelled=spelled) for group in found.groups)
    return Atlas(
        places=made,
        toponyms=tuple(DossierToponym(id=t.id, place=of[t.place], evidence=t.evidence) for t in toponyms),
        of=of,
        toponym_place={t.id: of[t.place] for t in toponyms},
        by_mention={t.mention: of[t.place] for t in toponyms if t.mention is not None},
        by_id={place.id: place for place in made},
    )


def _profile(place: Place, local: Mapping[str, Place]) -> _Profile:
    frames = [local[frame] for frame in place.within if frame in local]
    return _Profile(
        ids=frozenset({place.gazetteer_id} if place.gazetteer_id else ()),
        names=frozenset(fold(name) for name in (place.name, *place.variants)),
        frames=frozenset(frame.gazetteer_id or fold(frame.name) for frame in frames),
    )


def _pairs(profiles: Sequence[_Profile]) -> list[Pair]:
    by_id, by_name = defaultdict(list), defaultdict(list)
    for i, profile in enumerate(profiles):
        for gazetteer_id in profile.ids:
            by_id[gazetteer_id].append(i)
        for name in profile.names:
            by_name[name].append(i)
    pairs = [pair for block in by_id.values() for pair in pairs_of(block, strength=4, reason="one gazetteer entry")]
    return [*pairs, *(p for block in by_name.values() for p in pairs_of(block, strength=3, reason="the same name"))]


def _spellings(profiles: Sequence[_Profile]) -> list[Pair]:
    """Names one letter apart inside one frame, found by what is left of a name when any one letter is dropped."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, profile in enumerate(profiles):
        for name in profile.names:
            for cut in {name, *(name[:k] + name[k + 1 :] for k in range(len(name)))}:
                for frame in profile.frames:
                    blocks[frame, cut].append(i)
    pairs = {pair for block in blocks.values() for pair in pairs_of(block, strength=1, reason="one letter apart")}
    return [pair for pair in pairs if _alike(profiles[pair.left], profiles[pair.right])]


def _alike(left: _Profile, right: _Profile) -> bool:
    return any(one_letter_apart(a, b) for a in left.names for b in right.names)


def _clash(left: _Profile, right: _Profile) -> bool:
    if left.ids and right.ids and not left.ids & right.ids:
        return True
    return bool(left.frames and right.frames and not left.frames & right.frames)


def _merge(left: _Profile, right: _Profile) -> _Profile:
    return _Profile(ids=left.ids | right.ids, names=left.names | right.names, frames=left.frames | right.frames)


def _made(places: Sequence[Place], *, of: Mapping[str, str], spelled: Mapping[str, Sequence[str]]) -> Place:
    known = next((place for place in places if place.gazetteer_id), places[0])
    here = of[places[0].id]
    variants = [name for place in places for name in place.variants]
    frames = max((place.within for place in places), key=len)
    return Place(
        id=here,
        name=known.name,
        variants=tuple(dict.fromkeys((*variants, *(" ".join(name.split()) for name in spelled.get(here, ()))))),
        latitude=known.latitude,
        longitude=known.longitude,
        gazetteer_id=known.gazetteer_id,
        country=known.country or next((place.country for place in places if place.country), None),
        within=tuple(dict.fromkeys(of[frame] for frame in frames if of.get(frame, here) != here)),
    )
