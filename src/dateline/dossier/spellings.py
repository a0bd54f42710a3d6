"""Names written in two ways: the toponyms and names of each place and entity in, Disputes out.

Two spellings are at odds where they are one or two letters apart or sound alike (``sound_spellings``), never where
only case, accents, punctuation, an article or an abbreviation differ, and never where one is the other in another
number or form. Places and people that one story spells in two ways are compared although linking keeps them apart,
where no gazetteer and no other name tells them apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from dateline.dossier.sources import Sources, distinct
from dateline.lexicon import nations
from dateline.lexicon.folding import fold_place
from dateline.lexicon.tables import rows
from dateline.records.dossier import Dispute, Stand
from dateline.records.evidence import Evidence
from dateline.records.linked import Linked

__all__ = ["at_odds", "find"]

_SHORTEST = 5
"""Letters from which a difference of one letter is a spelling and not another name."""
_LONG = 9
"""Letters from which two may differ."""
_POSSESSIVE = re.compile(r"['’]s\b|['’]$")
_ENDINGS = ("s", "es", "n", "an", "ns", "ans", "i", "is", "ian", "ians")


def find(linked: Linked, *, sources: Sources) -> tuple[Dispute, ...]:
    """The disputes of spelling, places first."""
    places: dict[str, list[Evidence]] = defaultdict(list)
    for toponym in linked.toponyms:
        if nations.is_adjective(toponym.evidence.exact):
            continue
        places[toponym.place].append(toponym.evidence)
    names: dict[str, list[Evidence]] = defaultdict(list)
    spots = {evidence for found in places.values() for evidence in found}
    people = {entity.id for entity in linked.entities if entity.type in ("person", "organization", "group")}
    for mention in linked.mentions:
        if mention.entity in people and mention.form == "name" and mention.evidence not in spots:
            names[mention.entity].append(mention.evidence)
    known = {place.id for place in linked.places if place.gazetteer_id}
    single = {each for each in names if all(len(_key(words.exact).split()) > 1 for words in names[each])}
    places = _twins(places, sources, apart=known)
    names = _twins(names, sources, apart=names.keys() - single)
    found = [_dispute(about, evidence, sources) for group in (places, names) for about, evidence in group.items()]
    return tuple(dispute for dispute in found if dispute is not None)


def _twins(
    groups: Mapping[str, list[Evidence]], sources: Sources, *, apart: Collection[str]
) -> dict[str, list[Evidence]]:
    """The groups, those of one story joined whose names are all spellings of one another; `apart` stay as they are."""
    joined: dict[str, list[Evidence]] = {}
    by_story: dict[str, list[str]] = defaultdict(list)
    for about, evidence in groups.items():
        stories = {sources.story(each.text_id) for each in evidence}
        near = () if about in apart else dict.fromkeys(other for story in sorted(stories) for other in by_story[story])
        home = next((other for other in near if _one_name(joined[other], evidence)), None)
        if home is not None:
            joined[home] = [*joined[home], *evidence]
            continue
        joined[about] = list(evidence)
        for story in stories if about not in apart else ():
            by_story[story].append(about)
    return joined


def _one_name(left: Sequence[Evidence], right: Sequence[Evidence]) -> bool:
    one, other = ({_key(each.exact) for each in group} for group in (left, right))
    return all(any(at_odds(a, b) for b in one) for a in other)


def at_odds(left: str, right: str) -> bool:
    """Whether two names are spellings of one word or of as many words, one pair of them apart by a letter or two."""
    one, other = _key(left).split(), _key(right).split()
    if len(one) != len(other):
        return False
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(apart) == 1 and _misspelled(*apart[0])


def _misspelled(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    if len(short) < _SHORTEST or not (short.isalpha() and long.isalpha()):
        return False
    if any(long == short + ending or long == short[:-1] + ending for ending in _ENDINGS) and len(short) != len(long):
        return False
    # Two letters for one sound ("ts" and "c") are two edits, which a short name bears where its ends agree.
    framed = len(short) > _SHORTEST and left[0] == right[0] and left[-1] == right[-1]
    return OSA.distance(left, right) <= (2 if len(short) >= _LONG or framed else 1) or _sound(left) == _sound(right)


@lru_cache(maxsize=1 << 14)
def _key(name: str) -> str:
    """A name without what is no spelling: case, accents, points, a possessive, British or American custom."""
    folded = fold_place(_POSSESSIVE.sub("", name.strip()).replace("-", ""))
    for british, american in _customs():
        folded = british.sub(american, folded)
    return folded


@cache
def _sound(word: str) -> str:
    """A word with one spelling for each sound that languages write in several ways."""
    for spelling, sound in _sounds():
        word = spelling.sub(sound, word)
    return word


@cache
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(spelling), sound) for spelling, sound in rows("sound_spellings"))


@cache
def _customs() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(british), american) for british, american in rows("spelling_customs"))


def _dispute(about: str, evidence: Sequence[Evidence], sources: Sources) -> Dispute | None:
    written: dict[str, list[Evidence]] = defaultdict(list)
    for each in evidence:
        written[_key(each.exact)].append(each)
    odd = _odd(written)
    if len(odd) < 2:
        return None
    return Dispute(kind="spelling", about=about, stands=tuple(_stand(written[key], sources) for key in odd))


def _odd(written: Mapping[str, Sequence[Evidence]]) -> list[str]:
    """The spellings that differ from another one, the commonest first."""
    keys = sorted(written, key=lambda key: (-len(written[key]), key))
    return [key for key in keys if any(at_odds(key, other) for other in keys if other != key)]


def _stand(evidence: Iterable[Evidence], sources: Sources) -> Stand:
    found = list(evidence)
    held = [(sources.writer(each), each.text_id) for each in found]
    return Stand(
        value=_commonest(each.exact for each in found),
        holders=distinct(holder for holder, _ in held),
        origins=sources.origins(held),
        evidence=tuple(found),
    )


def _commonest(names: Iterable[str]) -> str:
    plain = [" ".join(re.sub(r"['’]s?$", "", name.strip()).split()) for name in names]
    return max(dict.fromkeys(plain), key=plain.count)
