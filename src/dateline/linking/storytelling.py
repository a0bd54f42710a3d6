"""Stories as records: which texts are of one story in, its title, its days, its people and what it is about out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import sqrt

from dateline.lexicon.nations import is_adjective
from dateline.linking.about import about_story
from dateline.linking.corpus import SharedText
from dateline.linking.entities import Register
from dateline.linking.names import fold
from dateline.linking.shelf import MemoryShelf
from dateline.linking.sketches import sketch
from dateline.linking.stories import settle
from dateline.records.dossier import DossierEvent, Story
from dateline.records.ids import founded_id
from dateline.records.page import Article
from dateline.records.reading import EntityType
from dateline.records.time import day_of

__all__ = ["find_stories", "lay_out_stories"]

_WEIGHTS: Mapping[EntityType, float] = {"person": 3.0, "organization": 2.0, "group": 2.0, "facility": 1.5, "place": 0.5}
_NAMED = 20

Cast = Mapping[str, float]
"""The entities that a text names, by how much they stand out in it."""


def find_stories(texts: Sequence[SharedText]) -> dict[str, str]:
    """The stories among these texts alone: the id of each text's founder, by text id."""
    shelf = MemoryShelf()
    settle(shelf, map(sketch, texts))
    return {text.text_id: shelf.founder(text.text_id) or text.text_id for text in texts}


def lay_out_stories(
    texts: Sequence[SharedText],
    *,
    founders: Mapping[str, str],
    register: Register,
    events: Sequence[DossierEvent],
    about: Mapping[str, Sequence[str]],
) -> tuple[Story, ...]:
    """Make the records of stories, in order of their first texts; each text belongs to one."""
    grouped: dict[str, list[SharedText]] = defaultdict(list)
    for text in texts:
        grouped[founders.get(text.text_id, text.text_id)].append(text)
    casts = _casts(texts, register)
    return tuple(_story(group, casts, events=events, about=about) for group in grouped.values())


def _casts(texts: Sequence[SharedText], register: Register) -> dict[str, Cast]:
    hands = frozenset(register.hands.values())
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in register.mentions:
        # "Mexican" is no cast: the adjective of a country that half the news is about.
        if (
            mention.entity in register.named
            and mention.entity not in hands
            and not is_adjective(mention.evidence.exact)
        ):
            counts[mention.evidence.text_id][mention.entity] += 1
    return {text.text_id: _cast(text, counts[text.text_id], register) for text in texts}


def _cast(text: SharedText, counts: Mapping[str, int], register: Register) -> Cast:
    title = f" {fold(text.founder.title or '')} "
    cast = {}
    for entity_id, count in counts.items():
        entity = register.by_id[entity_id]
        names = (entity.name, *(alias.text for alias in entity.aliases))
        headlined = any(f" {fold(name)} " in title for name in names if fold(name))
        cast[entity_id] = _WEIGHTS.get(entity.type, 1.0) * sqrt(count + (4 if headlined else 0))
    return cast


def _story(
    texts: Sequence[SharedText],
    casts: Mapping[str, Cast],
    *,
    events: Sequence[DossierEvent],
    about: Mapping[str, Sequence[str]],
) -> Story:
    articles = [article for text in texts for article in text.articles]
    days = sorted(day.isoformat() for article in articles if (day := day_of(article.published)) is not None)
    ids = tuple(article.id for article in articles)
    cast, told = Counter[str](), Counter[str]()
    for text in texts:
        cast.update(casts[text.text_id])
        told.update(casts[text.text_id].keys())
    # Who stands in one text of many (a live page's footballer) is not of the story.
    few = 1 if len(texts) < 3 else 2
    ranked = sorted(cast.items(), key=lambda e: (-e[1], e[0]))
    return Story(
        id=founded_id("story", articles[0].id),
        title=_title(texts, casts),
        from_=days[0] if days else None,
        to=days[-1] if days else None,
        about=about_story(ids, events=events, about=about),
        articles=ids,
        entities=tuple(entity for entity, _ in ranked if told[entity] >= few)[:_NAMED],
    )


def _title(texts: Sequence[SharedText], casts: Mapping[str, Cast]) -> str:
    """The title of the article whose cast is most like all others', the founder's among equals."""
    titled = [text for text in texts if _titled(text)]
    if not titled:
        return texts[0].founder.source
    middle = {
        text.text_id: sum(_cosine(casts[text.text_id], casts[other.text_id]) for other in texts) for text in titled
    }
    article = _titled(max(titled, key=lambda text: round(middle[text.text_id], 9)))
    return (article.title or "") if article else ""


def _titled(text: SharedText) -> Article | None:
    return next((article for article in text.articles if article.title), None)


def _cosine(left: Cast, right: Cast) -> float:
    dot = sum(left[key] * right[key] for key in sorted(left.keys() & right.keys()))
    size = sqrt(_square(left) * _square(right))
    return dot / size if size else 0.0


def _square(cast: Cast) -> float:
    return sum(weight * weight for _, weight in sorted(cast.items()))
