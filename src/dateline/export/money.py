"""FollowTheMoney entities, one a line: what investigations load beside company registers and sanctions lists.

Articles, people, bodies and groups, places (Address) and events, with mentions and links between articles and what
they are about (Mention, Documentation) kept; quotations and states are Notes. Ids are the contract's own.
FollowTheMoney has no offsets: the spans stand in the Web Annotations that are written beside it, under the same ids.
Writing needs no library; the tests read every line back with FollowTheMoney's own, which also knows the lengths that
values may have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from itertools import chain

from dateline.export.moments import first_day, iso, last_day
from dateline.export.streams import lines
from dateline.records.dossier import (
    Dossier,
    DossierArticle,
    DossierEvent,
    DossierMention,
    DossierQuotation,
    DossierState,
    Entity,
)
from dateline.records.ids import record_id
from dateline.records.plain import Plain
from dateline.records.reading import Place
from dateline.rendering.harmless import clean, shortened, web_link
from dateline.rendering.wording import Wording, taken_for

__all__ = ["as_money"]

_SCHEMATA = {
    "person": "Person", "organization": "Organization", "group": "LegalEntity", "place": "Address",
    "facility": "Address", "event": "Event", "work": "Asset", "product": "Asset",
}  # fmt: skip
"""FollowTheMoney has no schema for the rest: of these the mentions stand by their words alone."""
_LEGAL = frozenset({"Person", "Organization", "LegalEntity"})
_LANGUAGES = {
    "ar": "ara", "bg": "bul", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa",
    "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun",
    "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav", "nl": "nld", "no": "nor",
    "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe",
    "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "zho",
}  # fmt: skip
_NAME, _STRING, _TEXT, _ADDRESS = 380, 1000, 64_000, 240
"""Characters, a little under what the library takes of each type."""

Values = Iterable[str | None]


def as_money(picture: Dossier) -> Iterator[str]:
    """FollowTheMoney entities as JSON Lines."""
    return lines(_entities(picture))


def _entities(picture: Dossier) -> Iterator[Plain]:
    texts = {text.text_id: text.text for text in picture.texts}
    say = Wording(picture)
    schemata = {entity.id: _SCHEMATA[entity.type] for entity in picture.entities if entity.type in _SCHEMATA}
    legal = {name for name, schema in schemata.items() if schema in _LEGAL}
    carriers = {text.text_id: text.articles for text in picture.texts}
    yield from chain(
        (_article(article, texts.get(article.text_id, "")) for article in picture.articles),
        (_who(entity, schemata[entity.id]) for entity in picture.entities if entity.id in schemata),
        map(_place, picture.places),
        (_event(event, say, legal=legal) for event in picture.events),
        (_quotation(quotation, say, known=schemata.keys()) for quotation in picture.quotations),
        (_state(state, say) for state in picture.states if state.entity in schemata),
    )
    for mention in picture.mentions:
        yield _mention(mention, carriers.get(mention.evidence.text_id, ()), legal=legal)
    yield from _documentation(picture, carriers, known=schemata.keys())


def _row(name: str, schema: str, /, **properties: Values) -> Plain:
    kept: dict[str, Plain] = {}
    for key, values in properties.items():
        said = [*dict.fromkeys(value for value in values if value)]
        if said:
            kept[key] = list[Plain](said)
    return {"id": name, "schema": schema, "properties": kept}


def _article(article: DossierArticle, text: str) -> Plain:
    return _row(
        article.id,
        "Article",
        name=[_name(article.title or article.source)],
        title=[_string(article.title)],
        author=[_string(article.byline)],
        publisher=[_string(article.outlet), _string(article.republisher), *map(_string, article.credit)],
        sourceUrl=[web_link(article.url)],
        publishedAt=[iso(article.published)],
        date=[] if iso(article.published) else [first_day(article.published), last_day(article.published)],
        language=[_LANGUAGES.get(article.language or "")],
        fileName=[_string(article.source)],
        bodyText=[clean(text)[:_TEXT]],
    )


def _who(entity: Entity, schema: str) -> Plain:
    aliases = [_name(alias.text) for alias in entity.aliases if alias.text != entity.name]
    roles = [_string(role.text) for role in entity.roles]
    return _row(
        entity.id,
        schema,
        name=[_name(entity.name)],
        alias=aliases,
        notes=[_text(f"{taken_for(link)}: {'; '.join(link.reasons)}") for link in entity.registry],
        **{"position" if schema == "Person" else "summary": roles},
    )


def _place(place: Place) -> Plain:
    return _row(
        place.id.replace(":", "-"),
        "Address",
        name=[_name(place.name)],
        full=[shortened(place.name, _ADDRESS)],
        alias=[_name(variant) for variant in place.variants if variant != place.name],
        country=[(place.country or "").lower()],
        latitude=[None if place.latitude is None else f"{place.latitude:.6f}"],
        longitude=[None if place.longitude is None else f"{place.longitude:.6f}"],
    )


def _event(event: DossierEvent, say: Wording, *, legal: set[str]) -> Plain:
    day = iso(event.time)
    return _row(
        event.id,
        "Event",
        name=[_name(say.name(event.id))],
        date=[day],
        startDate=[] if day else [first_day(event.time)],
        endDate=[] if day else [last_day(event.time)],
        location=[shortened(say.name(event.place), _ADDRESS) if event.place else None],
        addressEntity=[event.place.replace(":", "-") if event.place else None],
        involved=[one.entity for one in (*event.actors, *event.recipients) if one.entity in legal],
        proof=event.articles,
        keywords=[event.type, event.mode, event.modality if event.modality != "asserted" else None],
        summary=[_text(words.exact) for words in event.evidence],
    )


def _quotation(quotation: DossierQuotation, say: Wording, *, known: Set[str]) -> Plain:
    speaker = quotation.speaker
    who = say.speaker(quotation)
    return _row(
        quotation.id,
        "Note",
        name=[_name(f"{who}: {quotation.content}")],
        description=[_text(quotation.content)],
        entity=[speaker.entity if speaker.clear and speaker.entity in known else None],
        namesMentioned=[_name(speaker.text) if speaker.clear else None],
        proof=quotation.articles,
        keywords=["quotation", quotation.kind, _string(quotation.cue), _string(quotation.medium)],
    )


def _state(state: DossierState, say: Wording) -> Plain:
    value = state.value.replace("_", " ")
    return _row(
        state.id,
        "Note",
        name=[_name(f"{say.name(state.entity)}: {value}")],
        description=[_text(words.exact) for words in state.evidence],
        entity=[state.entity],
        namesMentioned=[_name(state.holder.name) if state.holder.clear else None],
        keywords=["state", value],
    )


def _mention(mention: DossierMention, articles: Iterable[str], *, legal: set[str]) -> Plain:
    return _row(
        mention.id,
        "Mention",
        document=articles,
        name=[_name(mention.evidence.exact)],
        resolved=[mention.entity if mention.entity in legal else None],
        detectedSchema=[_SCHEMATA.get(mention.type, "Thing")],
    )


def _documentation(picture: Dossier, carriers: dict[str, tuple[str, ...]], *, known: Set[str]) -> Iterator[Plain]:
    """The links between articles and whom they name, and what happened in them, each once."""
    named = ((mention.evidence.text_id, mention.entity) for mention in picture.mentions)
    pairs = [(article, who, "names") for text, who in named if who in known for article in carriers.get(text, ())]
    pairs += [(article, event.id, "reports") for event in picture.events for article in event.articles]
    for article, what, role in dict.fromkeys(pairs):
        name = record_id("documentation", "", article, what)
        yield _row(name, "Documentation", document=[article], entity=[what], role=[role])


def _name(text: str) -> str:
    return shortened(text, _NAME)


def _string(text: str | None) -> str | None:
    return shortened(text, _STRING) if text else None


def _text(text: str) -> str:
    return clean(text)[:_TEXT]
