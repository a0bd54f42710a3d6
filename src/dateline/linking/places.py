"""Places across texts: the places of all readings in, one place for each real one out, with its spellings.

Joined by gazetteer id; else by folded name where nothing encloses them differently; else as a variant
spelling, one letter apart, where one text holds both for one place or both lie in the same one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from dateline.lexicon import nations
from dateline.linking.clusters import Pair, cluster, pairs_of
from dateline.linking.corpus import SharedText
from dateline.linking.finding import IDENTITY, Bench, nearest
from dateline.linking.names import fold, one_letter_apart, skeleton
from dateline.records.base import record
from dateline.records.dossier import DossierToponym
from dateline.records.evidence import Evidence
from dateline.records.ids import record_id
from dateline.records.reading import Place

__all__ = ["Atlas", "link_places"]

_LONG = 6  # letters: shorter names sound alike too often


@record
class Atlas:
    """The places of all texts; `of` maps a reading's place id to its place, `toponym_place` a toponym's id to it."""

    places: tuple[Place, ...]
    toponyms: tuple[DossierToponym, ...]
    of: Mapping[str, str]
    toponym_place: Mapping[str, str]
    by_mention: Mapping[str, str]
    by_id: Mapping[str, Place]
    frames: frozenset[str]

    def encloses(self, outer: str, inner: str) -> bool:
        """Whether one place is the other or holds it."""
        return outer == inner or outer in self.by_id[inner].within

    def fit(self, left: str | None, right: str | None) -> bool:
        """Whether two places can be those of one happening; what is unknown can be any."""
        if left is None or right is None or self.encloses(left, right) or self.encloses(right, left):
            return True
        # A place that no gazetteer and no text puts anywhere may lie in any country or region.
        return (self._adrift(left) and self._broad(right)) or (self._adrift(right) and self._broad(left))

    def near(self, left: str | None, right: str | None) -> bool:
        """Whether the hospital may be in the one place and the disaster in the other: one region, or one unknown."""
        if left is None or right is None or self.fit(left, right) or self._adrift(left) != self._adrift(right):
            return True
        return bool(set(self.by_id[left].within[:1]) & set(self.by_id[right].within[:1]))

    def _adrift(self, place: str) -> bool:
        return self.by_id[place].gazetteer_id is None and not self.by_id[place].within

    def _broad(self, place: str) -> bool:
        return place in self.frames or (self.by_id[place].gazetteer_id is not None and not self.by_id[place].within)

    def nearest(self, places: Sequence[str]) -> str | None:
        """The most specific of some places; among equals the one most often given, then the first."""
        return max(places, key=lambda place: (self._depth(place), places.count(place)), default=None)

    def _depth(self, place: str) -> int:
        # A town that nothing frames is more than a country and less than a town in its region.
        return 1 if self._adrift(place) else len(self.by_id[place].within)


@record
class _Profile:
    ids: frozenset[str]
    names: frozenset[str]
    frames: frozenset[str]


def link_places(texts: Sequence[SharedText], *, bench: Bench | None = None) -> Atlas:
    """Find which places of the texts are one; the judgements of `bench` outrank all rules."""
    places = [place for text in texts for place in text.reading.places]
    local = {place.id: place for place in places}
    profiles = [_profile(place, local) for place in places]
    rulings = bench.rulings(IDENTITY, nearest(_words(texts, places))) if bench else ()
    found = cluster(profiles, [*_pairs(profiles), *_spellings(profiles)], clash=_clash, merge=_merge, rulings=rulings)
    of = {places[i].id: here for group in found.groups if (here := _id([places[i] for i in group])) for i in group}
    toponyms = [toponym for text in texts for toponym in text.reading.toponyms if toponym.place in of]
    spelled = defaultdict(list)
    for toponym in toponyms:
        if nations.is_adjective(toponym.evidence.exact):
            continue  # "Mexican" is no spelling of Mexico
        spelled[of[toponym.place]].append(toponym.evidence.exact)
    made = tuple(_made([places[i] for i in group], of=of, spelled=spelled) for group in found.groups)
    return Atlas(
        places=made,
        toponyms=tuple(DossierToponym(id=t.id, place=of[t.place], evidence=t.evidence) for t in toponyms),
        of=of,
        toponym_place={t.id: of[t.place] for t in toponyms},
        by_mention={t.mention: of[t.place] for t in toponyms if t.mention is not None},
        by_id={place.id: place for place in made},
        frames=frozenset(frame for place in made for frame in place.within),
    )


def _words(texts: Sequence[SharedText], places: Sequence[Place]) -> dict[str, list[tuple[Evidence, int]]]:
    """The toponyms by text, each with its place's place in the order."""
    numbers = {place.id: number for number, place in enumerate(places)}
    return {
        text.text_id: [(t.evidence, numbers[t.place]) for t in text.reading.toponyms if t.place in numbers]
        for text in texts
    }


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
    """Spellings of one place: the same once transliteration is levelled, or one letter apart inside one frame."""
    sounds: dict[str, list[int]] = defaultdict(list)
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, profile in enumerate(profiles):
        for name in profile.names:
            if len(name) >= _LONG:
                sounds[skeleton(name)].append(i)
            # Names one letter apart meet in what is left when any one letter is dropped.
            for cut in {name, *(name[:k] + name[k + 1 :] for k in range(len(name)))}:
                for frame in profile.frames:
                    blocks[frame, cut].append(i)
    pairs = {pair for block in blocks.values() for pair in pairs_of(block, strength=1, reason="one letter apart")}
    alike = [pair for pair in pairs if _alike(profiles[pair.left], profiles[pair.right])]
    return [*alike, *(p for block in sounds.values() for p in pairs_of(block, strength=2, reason="one sound"))]


def _alike(left: _Profile, right: _Profile) -> bool:
    return any(one_letter_apart(a, b) for a in left.names for b in right.names)


def _clash(left: _Profile, right: _Profile) -> bool:
    if left.ids and right.ids and not left.ids & right.ids:
        return True
    return bool(left.frames and right.frames and not left.frames & right.frames)


def _merge(left: _Profile, right: _Profile) -> _Profile:
    return _Profile(ids=left.ids | right.ids, names=left.names | right.names, frames=left.frames | right.frames)


def _id(group: Sequence[Place]) -> str:
    """A known place's own id, which is the gazetteer's; else one made of the founder's."""
    known = next((place.id for place in group if place.gazetteer_id), None)
    return known or record_id("place", "", group[0].id)


def _made(places: Sequence[Place], *, of: Mapping[str, str], spelled: Mapping[str, Sequence[str]]) -> Place:
    known = next((place for place in places if place.gazetteer_id), None)
    best = known or places[0]
    here = of[best.id]
    variants = [name for place in places for name in place.variants]
    written = [" ".join(name.split()) for name in spelled.get(here, ())]
    # What encloses a known place the gazetteer says; a text that lists places side by side may mislead.
    frames = known.within if known else max((place.within for place in places), key=len)
    return Place(
        id=here,
        name=_name(best.name, written),
        variants=tuple(dict.fromkeys((*variants, *written))),
        latitude=best.latitude,
        longitude=best.longitude,
        gazetteer_id=best.gazetteer_id,
        country=best.country or next((place.country for place in places if place.country), None),
        within=tuple(dict.fromkeys(of[frame] for frame in frames if of.get(frame, here) != here)),
    )


def _name(name: str, written: Sequence[str]) -> str:
    """The name as the texts write it most often, where they differ from the gazetteer in accents only."""
    same = Counter(one for one in written if fold(one) == fold(name) and not one.isupper())
    return max(same, key=lambda one: same[one], default=name)
