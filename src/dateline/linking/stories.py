"""Stories: articles clustered into developing happenings, by what and whom they name and the events they share.

Two texts are compared by the named entities that both dwell on, weighted by kind and by how often they are
named, and by the happenings that both tell of; never by how common a name is in the archive. Groups join
only while the texts of both, taken together, still look alike: one link does not chain two stories.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from math import sqrt

from dateline.lexicon.nations import is_adjective
from dateline.linking.about import about_story
from dateline.linking.clusters import Pair, cluster
from dateline.linking.corpus import SharedText
from dateline.linking.entities import Register
from dateline.linking.names import fold
from dateline.records.base import record
from dateline.records.dossier import DossierEvent, Story
from dateline.records.ids import record_id
from dateline.records.page import Article
from dateline.records.reading import EntityType
from dateline.records.time import day_of

__all__ = ["group_stories"]

_WEIGHTS: Mapping[EntityType, float] = {"person": 3.0, "organization": 2.0, "group": 2.0, "facility": 1.5, "place": 0.5}
_ALIKE = 0.3  # cosine from which two texts may be of one story
_STILL_ALIKE = 0.25  # cosine that two groups must keep
_SHARED_EVENT = 0.3
_WINDOW_DAYS = 45  # beyond it only the same happening, or nearly the same cast, joins
_CAST = 0.6
_NAMED = 20


@record
class _Profile:
    weights: Mapping[str, float]
    events: frozenset[str]
    days: tuple[date, ...]


def group_stories(
    texts: Sequence[SharedText],
    *,
    register: Register,
    events: Sequence[DossierEvent],
    about: Mapping[str, Sequence[str]],
) -> tuple[Story, ...]:
    """Cluster the articles; each belongs to one story."""
    profiles = _profiles(texts, register=register, events=events)
    pairs = []
    for left, right in sorted(_candidates(profiles)):
        score = _score(profiles[left], profiles[right])
        if score >= _ALIKE:
            pairs.append(Pair(left=left, right=right, strength=round(score * 1000), reason="one cast or happening"))
    groups = cluster(profiles, pairs, clash=_clash, merge=_merge).groups
    return tuple(_story([texts[i] for i in g], [profiles[i] for i in g], events=events, about=about) for g in groups)


def _profiles(texts: Sequence[SharedText], *, register: Register, events: Sequence[DossierEvent]) -> list[_Profile]:
    hands = frozenset(register.hands.values())
    told: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.polarity == "positive":
            for words in event.mentions:
                told[words.text_id].add(event.id)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in register.mentions:
        # "Mexican" is no cast: the adjective of a country that half the news is about.
        if (
            mention.entity in register.named
            and mention.entity not in hands
            and not is_adjective(mention.evidence.exact)
        ):
            counts[mention.evidence.text_id][mention.entity] += 1
    return [
        _Profile(
            weights=_weights(text, counts[text.text_id], register),
            events=frozenset(told[text.text_id]),
            days=(text.day,) if text.day else (),
        )
        for text in texts
    ]


def _weights(text: SharedText, counts: Mapping[str, int], register: Register) -> dict[str, float]:
    title = f" {fold(text.founder.title or '')} "
    weights = {}
    for entity_id, count in counts.items():
        entity = register.by_id[entity_id]
        names = (entity.name, *(alias.text for alias in entity.aliases))
        headlined = any(f" {fold(name)} " in title for name in names if fold(name))
        weights[entity_id] = _WEIGHTS.get(entity.type, 1.0) * sqrt(count + (4 if headlined else 0))
    return weights


def _candidates(profiles: Sequence[_Profile]) -> set[tuple[int, int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, profile in enumerate(profiles):
        for key in (*profile.weights, *profile.events):
            blocks[key].append(i)
    shared = Counter(pair for members in blocks.values() for pair in combinations(members, 2))
    return {pair for pair, count in shared.items() if count > 1}


def _score(left: _Profile, right: _Profile) -> float:
    alike = _cosine(left, right)
    score = alike + (_SHARED_EVENT if left.events & right.events else 0.0)
    if _apart_days(left, right) > _WINDOW_DAYS and alike < _CAST and not left.events & right.events:
        return 0.0
    return score


def _cosine(left: _Profile, right: _Profile) -> float:
    shared = left.weights.keys() & right.weights.keys()
    dot = sum(left.weights[key] * right.weights[key] for key in sorted(shared))
    size = sqrt(_square(left) * _square(right))
    return dot / size if size else 0.0


def _square(profile: _Profile) -> float:
    return sum(weight * weight for _, weight in sorted(profile.weights.items()))


def _apart_days(left: _Profile, right: _Profile) -> int:
    return min((abs((a - b).days) for a in left.days for b in right.days), default=0)


def _clash(left: _Profile, right: _Profile) -> bool:
    return _cosine(left, right) < _STILL_ALIKE and not left.events & right.events


def _merge(left: _Profile, right: _Profile) -> _Profile:
    keys = left.weights.keys() | right.weights.keys()
    return _Profile(
        weights={key: left.weights.get(key, 0.0) + right.weights.get(key, 0.0) for key in sorted(keys)},
        events=left.events | right.events,
        days=tuple(sorted({*left.days, *right.days})),
    )


def _story(
    texts: Sequence[SharedText],
    profiles: Sequence[_Profile],
    *,
    events: Sequence[DossierEvent],
    about: Mapping[str, Sequence[str]],
) -> Story:
    articles = [article for text in texts for article in text.articles]
    days = sorted(day.isoformat() for article in articles if (day := day_of(article.published)) is not None)
    ids = tuple(article.id for article in articles)
    cast, told = Counter[str](), Counter[str]()
    for profile in profiles:
        cast.update(profile.weights)
        told.update(profile.weights.keys())
    # Who stands in one text of many (a live page's footballer) is not of the story.
    few = 1 if len(profiles) < 3 else 2
    ranked = sorted(cast.items(), key=lambda e: (-e[1], e[0]))
    return Story(
        id=record_id("story", "", articles[0].id),
        title=_title(texts, profiles),
        from_=days[0] if days else None,
        to=days[-1] if days else None,
        about=about_story(ids, events=events, about=about),
        articles=ids,
        entities=tuple(entity for entity, _ in ranked if told[entity] >= few)[:_NAMED],
    )


def _title(texts: Sequence[SharedText], profiles: Sequence[_Profile]) -> str:
    """The title of the article most like all others, the founder's among equals."""
    titled = [(text, profile) for text, profile in zip(texts, profiles, strict=True) if _titled(text)]
    if not titled:
        return texts[0].founder.source
    middle = {id(one): sum(_cosine(one[1], other) for other in profiles) for one in titled}
    best = max(titled, key=lambda one: round(middle[id(one)], 9))
    article = _titled(best[0])
    return (article.title or "") if article else ""


def _titled(text: SharedText) -> Article | None:
    return next((article for article in text.articles if article.title), None)
