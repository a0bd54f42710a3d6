"""What belongs to a scope: everything, one story, or one entity.  Linked in, Linked out.

Of one entity are: its states, the events it takes part in, what it says, what others say in which it is
named, and the articles, entities, places and chains that those refer to. Nothing that is kept refers to
something left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from dateline.dossier.trim import Kept, trim
from dateline.records.dossier import Copies, DossierEvent, Entity, Scope
from dateline.records.evidence import Evidence
from dateline.records.linked import Linked
from dateline.records.reading import Place

__all__ = ["kept_by", "only", "select", "trimmed"]


def select(linked: Linked, scope: Scope) -> Linked:
    """The part of the picture that is in scope."""
    if scope.story is not None:
        return _of_story(linked, scope.story)
    if scope.entity is not None:
        return _of_entity(linked, scope.entity)
    return linked


def _of_story(linked: Linked, story_id: str) -> Linked:
    story = next(story for story in linked.stories if story.id == story_id)
    return _of_articles(replace(linked, stories=(story,)), set(story.articles))


def only(linked: Linked, texts: Collection[str]) -> Linked:
    """The part of the picture that these texts (by text id) tell, whole stories."""
    inside = {article.id for article in linked.articles if article.text_id in texts}
    stories = tuple(story for story in linked.stories if inside & {*story.articles})
    return _of_articles(replace(linked, stories=stories), inside)


def _of_articles(linked: Linked, inside: set[str]) -> Linked:
    part = replace(
        linked,
        quotations=tuple(q for q in linked.quotations if inside & {*q.articles}),
        claims=tuple(c for c in linked.claims if inside & {*c.articles}),
        events=tuple(e for e in linked.events if inside & {*e.articles}),
    )
    return _close(part, articles=inside)


def _of_entity(linked: Linked, entity: str) -> Linked:
    where = _Spans(m.evidence for m in linked.mentions if m.entity == entity)
    quotations = tuple(
        q for q in linked.quotations if q.speaker.entity == entity or any(map(where.touch, q.evidence.content))
    )
    kept = {q.id for q in quotations}
    claims = tuple(c for c in linked.claims if c.quotation in kept or any(map(where.touch, c.evidence)))
    events = tuple(e for e in linked.events if entity in _participants(e) or any(map(where.touch, e.evidence)))
    states = tuple(s for s in linked.states if s.entity == entity)
    # What it took part in is told on other pages too, which may not name it.
    evidence = [
        *(words for event in events for words in event.evidence),
        *(words for state in states for words in state.evidence),
        *(words for quotation in quotations for words in quotation.evidence.content),
    ]
    told = where.texts.keys() | {words.text_id for words in evidence}
    inside = {a.id for a in linked.articles if a.text_id in told}
    part = replace(
        linked,
        quotations=quotations,
        claims=claims,
        events=events,
        states=states,
        stories=tuple(s for s in linked.stories if inside & {*s.articles}),
    )
    return _close(part, articles=inside, entity=entity)


def _participants(event: DossierEvent) -> set[str | None]:
    return {argument.entity for argument in (*event.actors, *event.recipients, *event.instruments)}


def _close(part: Linked, *, articles: set[str], entity: str | None = None) -> Linked:
    """Leave out what nothing kept refers to."""
    kept = tuple(a for a in part.articles if a.id in articles)
    texts = {a.text_id for a in kept}
    in_texts: Callable[[Evidence], bool] = lambda evidence: evidence.text_id in texts  # noqa: E731
    mentions = tuple(m for m in part.mentions if in_texts(m.evidence))
    if entity is not None:
        wanted = {entity} | _named_by(part)
        mentions = tuple(m for m in mentions if m.entity in wanted)
    entities = {m.entity for m in mentions} | _named_by(part)
    states = tuple(s for s in part.states if any(map(in_texts, s.evidence)))
    chains = tuple(c for c in part.chains if articles & {*c.articles})
    chain_origins = {c.origin for c in chains} | {o for e in part.events for o in e.origins}
    part = replace(
        part,
        articles=kept,
        entities=tuple(e for e in part.entities if e.id in entities),
        mentions=mentions,
        times=tuple(t for t in part.times if in_texts(t.evidence)),
        toponyms=tuple(t for t in part.toponyms if in_texts(t.evidence)),
        states=states,
        quantities=tuple(q for q in part.quantities if in_texts(q.evidence)),
        chains=chains,
        origins=tuple(o for o in part.origins if o.id in chain_origins),
        copies=tuple(c for c in part.copies if articles & {*c.articles}),
        places=_places(part, in_texts),
    )
    return trimmed(part)


def kept_by(part: Linked) -> Kept:
    """What a selected part holds, for `trim`: the texts of its articles, and the ids that lists may name."""
    texts = {text for article in part.articles for text in (article.text_id, article.capture_text_id)}
    ids = {
        "articles": {article.id for article in part.articles},
        "events": {event.id for event in part.events},
        "entities": {entity.id for entity in part.entities},
        "origins": {origin.id for origin in part.origins},
        "stories": {story.id for story in part.stories},
    }
    return Kept(texts=texts, ids=ids)


def trimmed(part: Linked) -> Linked:
    """The part without references to what is not in it."""
    kept = kept_by(part)
    return replace(
        part,
        articles=trim(part.articles, kept),
        entities=tuple(map(_with_reasons_shown, trim(part.entities, kept))),
        times=trim(part.times, kept),
        quotations=trim(part.quotations, kept),
        claims=trim(part.claims, kept),
        events=tuple(map(_with_standing_shown, trim(part.events, kept))),
        states=trim(part.states, kept),
        stories=trim(part.stories, kept),
        chains=trim(part.chains, kept),
        origins=trim(part.origins, kept),
        copies=tuple(_with_edits_shown(copies, kept) for copies in trim(part.copies, kept)),
    )


def _with_reasons_shown(entity: Entity) -> Entity:
    """The entity without reasons of which no word is kept."""
    joined = tuple(reason for reason in entity.joined if reason.evidence)
    return entity if len(joined) == len(entity.joined) else replace(entity, joined=joined)


def _with_standing_shown(event: DossierEvent) -> DossierEvent:
    """The event without values that stand on no words that are kept."""
    shown = tuple(one for one in event.standing if one.evidence)
    return event if len(shown) == len(event.standing) else replace(event, standing=shown)


def _with_edits_shown(copies: Copies, kept: Kept) -> Copies:
    """The copies without edits of which no copy is kept; without any where what they are held against is not kept."""
    if copies.base not in kept.ids["articles"]:
        return replace(copies, base=None, added=(), dropped=())
    added, dropped = (tuple(edit for edit in edits if edit.articles) for edits in (copies.added, copies.dropped))
    return replace(copies, added=added, dropped=dropped)


def _places(part: Linked, in_texts: Callable[[Evidence], bool]) -> tuple[Place, ...]:
    """The places that kept toponyms and events mean, and those that enclose them."""
    by_id = {place.id: place for place in part.places}
    todo = [t.place for t in part.toponyms if in_texts(t.evidence)] + [e.place for e in part.events if e.place]
    todo += [one.value for event in part.events for one in event.standing if one.attribute == "place"]
    found: set[str] = set()
    while todo:
        place = todo.pop()
        if place in by_id and place not in found:
            found.add(place)
            todo.extend(by_id[place].within)
    return tuple(place for place in part.places if place.id in found)


def _named_by(part: Linked) -> set[str | None]:
    named: set[str | None] = {p for event in part.events for p in _participants(event)}
    named |= {c.holder.entity for e in part.events for c in e.casualties}
    named |= {holder.entity for e in part.events for one in e.standing for holder in one.holders}
    named |= {q.speaker.entity for q in part.quotations} | {c.holder.entity for c in part.claims}
    return named | {link.entity for chain in part.chains for link in chain.links}


class _Spans:
    """Spans of texts, asked whether another span touches one of them."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        by_text: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for each in evidence:
            by_text[each.text_id].append((each.start, each.end))
        self.texts = {text: sorted(spans) for text, spans in by_text.items()}

    def touch(self, evidence: Evidence) -> bool:
        spans = self.texts.get(evidence.text_id, [])
        at = bisect_left(spans, (evidence.end, 0))
        return any(end > evidence.start for _, end in spans[max(at - 3, 0) : at])
