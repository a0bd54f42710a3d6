"""STIX 2.1: a bundle of reports (articles), identities, locations, incidents (events), and disputes as opinions.

What each stand of a dispute holds is a note; an opinion of its holders disagrees with the notes of all other stands
(of spellings it is neutral: none is more right). Words and spans stand in external references. Ids are UUIDv5 of the
contract's ids in a namespace of our own, and times are those of publication, never of the export, so that the same
dossier gives the same bundle. An article whose day is unknown is a note, since a report must have a day.
(OASIS STIX 2.1, https://docs.oasis-open.org/cti/stix/v2.1/)
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.export.moments import instant, iso
from dateline.export.spans import id_of, iri
from dateline.export.streams import object_of
from dateline.records.base import record
from dateline.records.dossier import Dispute, Dossier, DossierArticle, DossierEvent, DossierQuotation, Entity, Stand
from dateline.records.evidence import Evidence
from dateline.records.ids import record_id
from dateline.records.plain import Plain
from dateline.records.reading import Place
from dateline.rendering.harmless import web_link
from dateline.rendering.wording import Wording, taken_for

__all__ = ["as_stix"]

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:dateline:stix")
_EPOCH = "1970-01-01T00:00:00.000Z"
"""`created` of all objects: an id that hashes what is said was made at no moment of its own."""
_MAKER = "Dateline"
_CLASSES = {"person": "individual", "organization": "organization", "group": "group"}
_OPINIONS = {"value": "disagree", "stand": "disagree", "spelling": "neutral"}
Object = dict[str, Plain]


@record
class _Frame:
    """What all objects of one bundle share: who made them, when, the objects that may be referred to, and those that
    each article is about."""

    modified: str
    known: frozenset[str]
    about: Mapping[str, Sequence[str]]
    addresses: dict[str, tuple[str, str | None]]

    def make(self, kind: str, name: str, /, **about: Plain) -> Plain:
        """An object under its deterministic id, without what is not known."""
        made: Object = {"type": kind, "spec_version": "2.1", "id": _id(kind, name)}
        made |= {"created_by_ref": _id("identity", _MAKER)} if name != _MAKER else {}
        made |= {"created": _EPOCH, "modified": self.modified}
        return made | {key: value for key, value in about.items() if value is not None and value != []}

    def words(self, kind: str, name: str, found: Iterable[Evidence]) -> Plain:
        """External references: the record's own id, then each piece of evidence with where it stands."""
        own: Object = {"source_name": "dateline", "external_id": iri(kind, name)}
        return [own, *map(self._quoted, dict.fromkeys(found))]

    def _quoted(self, words: Evidence) -> Plain:
        source, address = self.addresses.get(words.text_id, ("dateline", None))
        at = f"{iri('text', words.text_id)}#char={words.start},{words.end}"
        made: Object = {"source_name": source, "description": words.exact, "external_id": at}
        return made | ({"url": address} if address else {})


def as_stix(picture: Dossier) -> Iterator[str]:
    """A bundle in pieces, one object a line."""
    name = record_id("bundle", "", picture.scope, *(article.id for article in picture.articles))
    return object_of({"type": "bundle", "id": _id("bundle", name), "objects": _objects(picture)})


def _objects(picture: Dossier) -> Iterator[Plain]:
    say = Wording(picture)
    frame = _frame(picture)
    yield frame.make("identity", _MAKER, name=_MAKER, identity_class="system")
    for entity in picture.entities:
        if entity.type in _CLASSES:
            yield _identity(entity, frame)
    for place in picture.places:
        if _located(place):
            yield _location(place, frame)
    for event in picture.events:
        yield _incident(event, frame, name=say.name(event.id))
        yield from _relations(event, frame)
    for quotation in picture.quotations:
        yield _quotation(quotation, frame, say)
    for article in picture.articles:
        yield _article(article, frame)
    for dispute in picture.disputes:
        yield from _dispute(dispute, frame, say)


def _frame(picture: Dossier) -> _Frame:
    known = {_id("incident", event.id) for event in picture.events}
    known |= {_id("identity", entity.id) for entity in picture.entities if entity.type in _CLASSES}
    known |= {_id("location", place.id) for place in picture.places if _located(place)}
    known |= {_id(_kind(article), article.id) for article in picture.articles}
    published = [at for article in picture.articles if (at := instant(article.published))]
    addresses: dict[str, tuple[str, str | None]] = {}
    for article in picture.articles:
        told = (article.outlet or article.source or "dateline", web_link(article.url))
        addresses.setdefault(article.text_id, told)
        addresses.setdefault(article.capture_text_id, told)
    return _Frame(
        modified=max([_EPOCH, *published]), known=frozenset(known), about=_about(picture), addresses=addresses
    )


def _about(picture: Dossier) -> Mapping[str, Sequence[str]]:
    """What happens in each article, and whom it names, each once."""
    found: dict[str, dict[str, None]] = {article.id: {} for article in picture.articles}
    for event in picture.events:
        for article in event.articles:
            found.setdefault(article, {})[_id("incident", event.id)] = None
    carriers = {text.text_id: text.articles for text in picture.texts}
    for mention in picture.mentions:
        for article in carriers.get(mention.evidence.text_id, ()) if mention.entity else ():
            found.setdefault(article, {})[_id("identity", str(mention.entity))] = None
    return {article: [*names] for article, names in found.items()}


def _identity(entity: Entity, frame: _Frame) -> Plain:
    roles = [*dict.fromkeys(role.text for role in entity.roles)]
    aliases = [*dict.fromkeys(alias.text for alias in entity.aliases if alias.text != entity.name)]
    told = [*(f"also {alias}" for alias in aliases), *roles, *map(taken_for, entity.registry)]
    words = [*(alias.evidence for alias in entity.aliases), *(role.evidence for role in entity.roles)]
    return frame.make(
        "identity",
        entity.id,
        name=entity.name,
        identity_class=_CLASSES[entity.type],
        description="; ".join(told) or None,
        external_references=frame.words("entity", entity.id, words),
    )


def _located(place: Place) -> bool:
    return place.country is not None or (place.latitude is not None and place.longitude is not None)


def _location(place: Place, frame: _Frame) -> Plain:
    return frame.make(
        "location",
        place.id,
        name=place.name,
        latitude=place.latitude if place.longitude is not None else None,
        longitude=place.longitude if place.latitude is not None else None,
        country=place.country,
        external_references=frame.words("place", place.id, ()),
    )


def _incident(event: DossierEvent, frame: _Frame, *, name: str) -> Plain:
    told = [event.type, event.mode, iso(event.time), None if event.modality == "asserted" else event.modality]
    return frame.make(
        "incident",
        event.id,
        name=name,
        description=", ".join(filter(None, told)),
        external_references=frame.words("event", event.id, event.evidence or event.mentions),
    )


def _relations(event: DossierEvent, frame: _Frame) -> Iterator[Plain]:
    ends = [("located-at", _id("location", event.place))] if event.place else []
    ends += [("related-to", _id("identity", one.entity)) for one in event.actors if one.entity]
    ends += [("related-to", _id("identity", one.entity)) for one in event.recipients if one.entity]
    for kind, target in dict.fromkeys(ends):
        if target in frame.known:
            yield frame.make(
                "relationship",
                record_id("relationship", "", event.id, kind, target),
                relationship_type=kind,
                source_ref=_id("incident", event.id),
                target_ref=target,
            )


def _quotation(quotation: DossierQuotation, frame: _Frame, say: Wording) -> Plain:
    about = [_id("identity", quotation.speaker.entity)] if quotation.speaker.entity and quotation.speaker.clear else []
    about += [_id(kind, article) for article in quotation.articles for kind in ("report", "note")]
    roles = quotation.evidence
    return frame.make(
        "note",
        quotation.id,
        abstract=f"Said by {say.speaker(quotation)}",
        content=quotation.content or quotation.cue or "-",
        authors=[say.speaker(quotation)],
        labels=["quotation", quotation.kind],
        object_refs=_refs(about, frame),
        external_references=frame.words("quotation", quotation.id, (*roles.speaker, *roles.cue, *roles.content)),
    )


def _kind(article: DossierArticle) -> str:
    return "report" if instant(article.published) else "note"


def _article(article: DossierArticle, frame: _Frame) -> Plain:
    name = article.title or article.source
    words = [words for field in sorted(article.evidence) for words in article.evidence[field]]
    shared: Object = {
        "object_refs": _refs(frame.about.get(article.id, ()), frame),
        "external_references": frame.words("article", article.id, words),
    }
    published = instant(article.published)
    if published is None:
        return frame.make("note", article.id, abstract=name, content=name, labels=["article", "undated"], **shared)
    return frame.make("report", article.id, name=name, published=published, report_types=["news"], **shared)


def _dispute(dispute: Dispute, frame: _Frame, say: Wording) -> Iterator[Plain]:
    own = id_of(dispute)
    about = _refs([_id("incident", dispute.about), _id("identity", dispute.about)], frame)
    names = [f"{own}-{number}" for number in range(len(dispute.stands))]
    for name, stand in zip(names, dispute.stands, strict=True):
        yield frame.make(
            "note",
            name,
            abstract=f"{say.name(dispute.about)} ({dispute.kind})",
            content=stand.value or "-",
            authors=_authors(stand),
            labels=["dispute", dispute.kind],
            object_refs=about,
            external_references=frame.words("dispute", own, stand.evidence),
        )
    for name, stand in zip(names, dispute.stands, strict=True):
        others: list[Plain] = [_id("note", other) for other in names if other != name]
        if others:
            yield frame.make(
                "opinion",
                name,
                opinion=_OPINIONS[dispute.kind],
                explanation=f"holds: {stand.value}",
                authors=_authors(stand),
                object_refs=others,
            )


def _authors(stand: Stand) -> list[Plain]:
    return [*dict.fromkeys(holder.name if holder.clear else "speaker unclear" for holder in stand.holders)]


def _refs(wanted: Sequence[str], frame: _Frame) -> list[Plain]:
    """References to objects of this bundle; to its maker where there are none, since there must be one."""
    found: list[Plain] = [name for name in dict.fromkeys(wanted) if name in frame.known]
    return found or [_id("identity", _MAKER)]


def _id(kind: str, name: str) -> str:
    return f"{kind}--{uuid.uuid5(_NAMESPACE, f'{kind}:{name}')}"
