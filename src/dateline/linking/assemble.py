"""Linking: pages in, the linked picture out.  The order below is the flow of the room.

`link` is a pure function of the set of pages: everything runs in the order that `corpus.arrange` gives.
Times are closed twice: bounds of publication that are inferred from states bound the times of their texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from dateline.linking.about import about_article
from dateline.linking.amending import amend
from dateline.linking.bounds import bound_publication, end_states
from dateline.linking.chains import trace
from dateline.linking.copies import find_copies
from dateline.linking.corpus import SharedText, arrange
from dateline.linking.entities import Register, link_entities
from dateline.linking.events import Event, group_events, lay_out_events
from dateline.linking.families import Families, house_of
from dateline.linking.finding import Bench
from dateline.linking.happenings import happenings
from dateline.linking.holders import Holders
from dateline.linking.parties import Parties
from dateline.linking.places import Atlas, link_places
from dateline.linking.quotations import link_claims, link_quotations
from dateline.linking.reassigning import reassign
from dateline.linking.scenes import lay_out_scene
from dateline.linking.sourcing import Sourcing
from dateline.linking.speakers import Speakers
from dateline.linking.states import Held, gather_states, lay_out_states
from dateline.linking.storytelling import find_stories, lay_out_stories
from dateline.linking.times import Clock, close_times
from dateline.records.base import record
from dateline.records.dossier import DossierArticle, DossierQuantity
from dateline.records.judgement import Judgement
from dateline.records.linked import Linked, Page
from dateline.records.page import Article
from dateline.records.time import UNKNOWN, Time, day_of

__all__ = ["link"]


def link(
    pages: Iterable[Page], *, stories: Mapping[str, str] | None = None, judgements: Iterable[Judgement] = ()
) -> Linked:
    """Link pages into entities, places, events, states, chains, origins, copies and stories.

    `stories` are those already found among more pages than these: the text id of the founder, by text id. `judgements`
    are what people said, in the order in which they said it; it outranks all that is found here.
    """
    log = tuple(judgements)
    texts = arrange(amend(pages, log))
    bench = Bench(texts, log)
    published = _published(texts)
    atlas = link_places(texts, bench=bench)
    clock = close_times(texts, published)
    register = link_entities(texts, atlas=atlas, clock=clock, bench=bench)
    speakers = Speakers(texts, register)
    copies = find_copies(texts)
    parties = Parties(texts, register=register, speakers=speakers)
    families = Families(texts, register=register, bench=bench)
    provenance = trace(texts, register=register, speakers=speakers, parties=parties, copies=copies, families=families)
    holders = Holders(texts, speakers=speakers, parties=parties, provenance=provenance)
    founders = reassign(texts, find_stories(texts) if stories is None else stories, bench)
    tell = partial(
        _tell, texts, register=register, speakers=speakers, atlas=atlas, holders=holders, bench=bench, stories=founders
    )
    told = tell(clock=clock)
    bounds = bound_publication(texts, held=told.held, register=register)
    if bounds:
        clock = close_times(texts, {**published, **_bounded(texts, bounds)})
        told = tell(clock=clock)
    sourcing = Sourcing(texts, register=register, parties=parties, provenance=provenance, copies=copies)
    events = lay_out_events(
        told.events, register=register, atlas=atlas, holders=holders, sourcing=sourcing, clock=clock
    )
    about = {article.id: about_article(article, events) for text in texts for article in text.articles}
    scenes = {text.text_id: lay_out_scene(text, atlas=atlas, clock=clock) for text in texts}
    return Linked(
        articles=tuple(
            replace(_laid_out(a, bounds=bounds, about=about), scene=scenes[text.text_id])
            for text in texts
            for a in text.articles
        ),
        entities=register.entities,
        places=atlas.places,
        mentions=register.mentions,
        times=clock.times,
        toponyms=atlas.toponyms,
        quotations=link_quotations(texts, speakers=speakers, clock=clock, chain_of=provenance.of_quotation),
        claims=link_claims(texts, holders=holders, clock=clock),
        events=events,
        states=lay_out_states(end_states(told.held)),
        quantities=_quantities(texts),
        stories=lay_out_stories(
            texts,
            founders=founders,
            register=register,
            events=events,
            about=about,
        ),
        chains=provenance.chains,
        origins=provenance.origins,
        copies=copies,
        entity_of=register.of,
        place_of=atlas.of,
        chains_of=provenance.of_article,
        sources_of={one.mention.id: sourcing.of((one,)) for event in told.events for one in event.seen},
    )


@record
class _Told:
    """What happened and what holds, as far as the clock can tell."""

    events: tuple[Event, ...]
    held: tuple[Held, ...]


def _tell(
    texts: Sequence[SharedText],
    *,
    register: Register,
    speakers: Speakers,
    atlas: Atlas,
    clock: Clock,
    holders: Holders,
    bench: Bench,
    stories: Mapping[str, str],
) -> _Told:
    seen = happenings(texts, register=register, speakers=speakers, atlas=atlas, clock=clock, stories=stories)
    events = group_events(seen, atlas, bench=bench)
    held = gather_states(texts, register=register, clock=clock, holders=holders, events=events)
    return _Told(events=events, held=held)


def _published(texts: Sequence[SharedText]) -> dict[str, Time]:
    """The publication of each text: that of its article with the earliest known day, else what bounds its founder's."""
    return {
        text.text_id: next((a.published for a in text.articles if day_of(a.published) == text.day), UNKNOWN)
        if text.day
        else text.founder.published
        for text in texts
    }


def _bounded(texts: Sequence[SharedText], bounds: Mapping[str, Time]) -> dict[str, Time]:
    return {
        text.text_id: bounds[text.founder.id]
        for text in texts
        if text.day is None and bounds.get(text.founder.id, UNKNOWN) != UNKNOWN
    }


def _laid_out(article: Article, *, bounds: Mapping[str, Time], about: Mapping[str, tuple[str, ...]]) -> DossierArticle:
    return DossierArticle(
        id=article.id,
        source=article.source,
        url=article.url,
        text_id=article.text_id,
        capture_text_id=article.capture_text_id,
        title=article.title,
        outlet=article.outlet,
        republisher=article.republisher,
        credit=article.credit,
        byline=article.byline,
        language=article.language,
        published=bounds.get(article.id, article.published),
        about=about.get(article.id, ()),
        blocks=article.blocks,
        evidence=article.evidence,
        publisher=house_of(article),
    )


def _quantities(texts: Sequence[SharedText]) -> tuple[DossierQuantity, ...]:
    return tuple(
        DossierQuantity(
            id=one.id, value=one.value, lower=one.lower, upper=one.upper, unit=one.unit, of=one.of,
            evidence=one.evidence,
        )
        for text in texts
        for one in text.reading.quantities
    )  # fmt: skip
