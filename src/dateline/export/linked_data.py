"""schema.org JSON-LD: articles, people and groups, places, events, quotations and claims, as one graph.

The context is written out, so that no reader has to fetch one. What schema.org has no word for stands under
``urn:dateline:`` (``dl:cue``, ``dl:evidence``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.export.moments import first_day, iso, last_day
from dateline.export.spans import iri
from dateline.export.streams import object_of
from dateline.records.dossier import (
    Dossier,
    DossierArgument,
    DossierArticle,
    DossierClaim,
    DossierEvent,
    DossierQuotation,
    Entity,
    Holder,
)
from dateline.records.evidence import Evidence
from dateline.records.plain import Plain
from dateline.records.reading import Place
from dateline.records.registry import RegistryLink
from dateline.records.time import Time
from dateline.rendering.harmless import web_link
from dateline.rendering.wording import Wording

__all__ = ["as_linked_data"]

CONTEXT: Plain = {"@vocab": "https://schema.org/", "dl": "urn:dateline:"}
_TYPES = {
    "person": "Person", "organization": "Organization", "group": "Organization", "place": "Place",
    "facility": "Place", "work": "CreativeWork", "event": "Event", "product": "Product", "other": "Thing",
}  # fmt: skip
Node = dict[str, Plain]


def as_linked_data(picture: Dossier) -> Iterator[str]:
    """One JSON-LD object with a graph, one node a line."""
    return object_of({"@context": CONTEXT, "@graph": map(_without_none, _nodes(picture))})


def _nodes(picture: Dossier) -> Iterator[Node]:
    texts = {text.text_id: text.text for text in picture.texts}
    say = Wording(picture)
    for article in picture.articles:
        yield _article(article, text=texts.get(article.text_id))
    for entity in picture.entities:
        yield _entity(entity)
    for place in picture.places:
        yield _place(place)
    for event in picture.events:
        yield _event(event, name=say.name(event.id))
    for quotation in picture.quotations:
        yield _quotation(quotation)
    for claim in picture.claims:
        yield _claim(claim)


def _article(article: DossierArticle, *, text: str | None) -> Node:
    return {
        "@id": iri("article", article.id),
        "@type": "NewsArticle",
        "headline": article.title,
        "url": web_link(article.url),
        "datePublished": iso(article.published),
        "author": _named("Person", article.byline),
        "publisher": _named("NewsMediaOrganization", article.outlet),
        "provider": _named("NewsMediaOrganization", article.republisher),
        "sourceOrganization": [_named("NewsMediaOrganization", credit) for credit in article.credit],
        "inLanguage": article.language,
        "about": _refs("event", article.about),
        "articleBody": text,
        "dl:text": {"@id": iri("text", article.text_id)},
        "dl:source": article.source,
        "dl:evidence": _evidence(words for field in sorted(article.evidence) for words in article.evidence[field]),
    }


def _entity(entity: Entity) -> Node:
    return {
        "@id": iri("entity", entity.id),
        "@type": _TYPES[entity.type],
        "name": entity.name,
        "alternateName": [*dict.fromkeys(alias.text for alias in entity.aliases if alias.text != entity.name)],
        "description": [*dict.fromkeys(role.text for role in entity.roles)],
        "dl:registry": [_registry(link) for link in entity.registry],
        "dl:evidence": _evidence(each.evidence for each in (*entity.aliases, *entity.roles)),
    }


def _registry(link: RegistryLink) -> Plain:
    """A record that an entity is taken for, and how surely: what is likely is no `sameAs`."""
    return {
        "@type": "PropertyValue",
        "propertyID": link.registry,
        "value": link.record,
        "name": link.name,
        "dl:likelihood": link.likelihood,
        "dl:evidence": _evidence(link.evidence),
    }


def _place(place: Place) -> Node:
    located = place.latitude is not None and place.longitude is not None
    return {
        "@id": iri("place", place.id),
        "@type": "Place",
        "name": place.name,
        "alternateName": [*place.variants],
        "geo": {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
        if located
        else None,
        "addressCountry": place.country,
        "containedInPlace": _refs("place", place.within),
    }


def _event(event: DossierEvent, *, name: str) -> Node:
    return {
        "@id": iri("event", event.id),
        "@type": "Event",
        "name": name,
        "startDate": iso(event.time) or first_day(event.time),
        "endDate": None if iso(event.time) else last_day(event.time),
        "location": {"@id": iri("place", event.place)} if event.place else None,
        "actor": _participants(event.actors),
        "about": _participants(event.recipients),
        "subjectOf": _refs("article", event.articles),
        "dl:type": event.type,
        "dl:mode": event.mode,
        "dl:modality": event.modality,
        "dl:polarity": event.polarity,
        "dl:origin": _refs("origin", event.origins),
        "dl:evidence": _evidence(event.evidence or event.mentions),
    }


def _quotation(quotation: DossierQuotation) -> Node:
    speaker = quotation.speaker
    who: Plain = None
    if speaker.clear:
        who = {"@id": iri("entity", speaker.entity)} if speaker.entity else _named("Thing", speaker.text)
    roles = quotation.evidence
    return {
        "@id": iri("quotation", quotation.id),
        "@type": "Quotation",
        "text": quotation.content,
        "creator": who,
        "dateCreated": iso(quotation.said),
        "isPartOf": _refs("article", quotation.articles),
        "dl:parent": {"@id": iri("quotation", quotation.parent)} if quotation.parent else None,
        "dl:kind": quotation.kind,
        "dl:cue": quotation.cue,
        "dl:medium": quotation.medium,
        "dl:chain": {"@id": iri("chain", quotation.chain)} if quotation.chain else None,
        "dl:evidence": _evidence((*roles.speaker, *roles.cue, *roles.content, *roles.medium)),
    }


def _claim(claim: DossierClaim) -> Node:
    return {
        "@id": iri("claim", claim.id),
        "@type": "Claim",
        "text": claim.text,
        "author": _holder(claim.holder),
        "appearance": _refs("article", claim.articles),
        "isBasedOn": {"@id": iri("quotation", claim.quotation)} if claim.quotation else None,
        "temporalCoverage": _coverage(claim.about),
        "dl:modality": claim.modality,
        "dl:polarity": claim.polarity,
        "dl:evidence": _evidence(claim.evidence),
    }


def _coverage(time: Time) -> str | None:
    """A day, or an interval of days as schema.org writes one."""
    if iso(time):
        return iso(time)
    return f"{time.earliest[:10]}/{time.latest[:10]}" if time.earliest and time.latest else None


def _holder(holder: Holder) -> Plain:
    if not holder.clear:
        return None
    return {"@id": iri("entity", holder.entity)} if holder.entity else _named("Thing", holder.name)


def _participants(arguments: Iterable[DossierArgument]) -> Plain:
    return [
        {"@id": iri("entity", one.entity)} if one.entity else _named(_TYPES[one.type], one.named or one.text)
        for one in arguments
    ]


def _named(kind: str, name: str | None) -> Plain:
    return {"@type": kind, "name": name} if name else None


def _refs(kind: str, names: Iterable[str]) -> Plain:
    return [{"@id": iri(kind, name)} for name in names]


def _evidence(found: Iterable[Evidence]) -> Plain:
    return [
        {
            "@type": "dl:Evidence",
            "dl:text": {"@id": iri("text", words.text_id)},
            "dl:start": words.start,
            "dl:end": words.end,
            "dl:exact": words.exact,
        }
        for words in found
    ]


def _without_none(node: Node) -> Plain:
    """A node without what is not known, as JSON-LD would drop it."""
    return {key: value for key, value in node.items() if value is not None and value != []}
