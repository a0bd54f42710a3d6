"""What each mark of an article supports: a dossier and one of its articles in, notes out, each with its mark.

A note says in words what was read at a place, and leads to the line that rests on it: of a story, or of somebody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from dateline.records.base import record
from dateline.records.dossier import (
    Change,
    Dispute,
    Dossier,
    DossierArticle,
    DossierEvent,
    DossierMention,
    DossierQuotation,
    DossierState,
)
from dateline.records.evidence import Evidence
from dateline.records.references import change_id, dispute_id
from dateline.records.time import Time, day_of
from dateline.rendering.dates import readable
from dateline.rendering.harmless import shortened
from dateline.rendering.wording import Wording
from dateline.serve.pages.addresses import entity_href
from dateline.serve.pages.marks import Mark, MarkKind, note_id
from dateline.serve.pages.ways import folded_lines, line_href, search_href

__all__ = ["Note", "Notes", "line_told", "notes_of"]

_LONGEST = 200
"""Characters of words that a note quotes."""


class _Placed(Protocol):
    @property
    def evidence(self) -> Evidence: ...


_P = TypeVar("_P", bound=_Placed)


@record
class Note:
    """What a mark supports: `head` names it, `told` says more; `links` are where it leads, in words and address."""

    kind: MarkKind
    head: str
    told: tuple[str, ...]
    words: tuple[Evidence, ...]
    links: tuple[tuple[str, str], ...] = ()


@record
class Notes:
    """The notes of an article by the name of their mark, and the marks in its text and in its capture's text."""

    notes: Mapping[str, Sequence[Note]]
    marks: Sequence[Mark]
    of_page: Sequence[Mark]


class _Reader:
    """Finds what a dossier says at one article's words."""

    def __init__(self, picture: Dossier, article: DossierArticle, say: Wording) -> None:
        self.picture, self.article, self.say = picture, article, say
        story = next((one for one in picture.stories if article.id in one.articles), None)
        self._story, self._folded = story, folded_lines(picture, say)
        self._lines = {line.event: line for line in picture.timeline}
        self._first: dict[tuple[str, str], str] = {}
        for quotation in picture.quotations:
            self._first.setdefault(self._words(quotation), quotation.id)
        self._named = {entity.id: entity for entity in picture.entities}

    def all(self) -> Iterator[Note]:
        """Every note, those that are of most use to a reader first."""
        picture, mine = self.picture, self.article.id
        for quotation in picture.quotations:
            if mine in quotation.articles:
                yield from self._quotation(quotation)
        for event in picture.events:
            if mine in event.articles:
                yield from self._event(event)
        yield from self._lines_of_time()
        for change in picture.changes:
            yield from self._change(change)
        for dispute in picture.disputes:
            yield self._dispute(dispute)
        for state in picture.states:
            yield self._state(state)
        yield from self._names()
        yield from self._places()
        yield from self._measures()
        yield from self._claims()
        yield from self._page()

    def _line(self, record_id: str, words: str) -> tuple[tuple[str, str], ...]:
        """A link to a line of the story, if the article is in one."""
        if self._story is None:
            return ()
        return ((words, line_href(self._story.id, record_id, folded=self._folded.get(record_id))),)

    def _whose(self, entity: str | None) -> tuple[tuple[str, str], ...]:
        known = self._named.get(entity or "")
        return () if known is None else ((f"All about {shortened(known.name, 60)}", entity_href(known.id)),)

    def _quotation(self, one: DossierQuotation) -> Iterator[Note]:
        speaker = self.say.speaker(one)
        medium = f" ({one.medium})" if one.medium else ""
        # What several say in the same words, or several pages carry, is one line.
        line = self._line(self._first[self._words(one)], "The line of this quotation")
        said = (f"said {readable(one.said)}",) if one.said.value or one.said.earliest or one.said.latest else ()
        inside = ("inside another quotation",) if one.parent else ()
        told = (f"{one.kind} speech", *said, *inside)
        head = f"{speaker}: {one.cue}{medium}" if one.cue else f"{speaker}{medium}"
        yield Note(kind="said", head=head, told=told, words=one.evidence.content, links=line)
        who = () if one.speaker.clear else ("whom these words mean is not sure",)
        yield Note(
            kind="who", head=speaker, told=(*who, f"says “{shortened(one.content, 90)}”"), words=one.evidence.speaker,
            links=(*line, *self._whose(one.speaker.entity)),
        )  # fmt: skip
        yield Note(
            kind="cue", head=f"{speaker}: {one.cue}", told=(f"{one.kind} speech",), words=one.evidence.cue, links=line
        )
        yield Note(
            kind="cue", head=f"where it was said: {one.medium}", told=(speaker,), words=one.evidence.medium, links=line
        )

    def _words(self, one: DossierQuotation) -> tuple[str, str]:
        return self.say.speaker(one), " ".join(one.content.lower().split())

    def _event(self, event: DossierEvent) -> Iterator[Note]:
        type_ = event.mode or event.type
        held = () if event.modality == "asserted" and event.polarity == "positive" else (_held_as(event),)
        when = (readable(event.time),) if event.time.value or event.time.earliest or event.time.latest else ()
        where = (self.say.name(event.place),) if event.place else ()
        told = (type_.replace("_", " "), *held, *when, *where)
        line = self._line(event.id, "The line of this event") if event.id in self._lines else ()
        yield Note(kind="event", head=self.say.name(event.id), told=told, words=event.mentions, links=line)
        for toll in event.casualties:
            number = _bounds(toll.number, toll.lower, toll.upper)
            besides = ("besides those named",) if toll.besides else ()
            by = (f"held by {Wording.holders((toll.holder,))}",)
            yield Note(
                kind="quantity", head=f"{number} {toll.kind}", told=(*besides, *by), words=(toll.evidence,), links=line
            )

    def _lines_of_time(self) -> Iterator[Note]:
        for line in self.picture.timeline:
            count = len(line.origins)
            behind = f"{count} origin{'' if count == 1 else 's'}" if count else "origin unknown"
            yield Note(
                kind="point", head=f"On the timeline: {shortened(line.text, _LONGEST)}",
                told=(readable(line.time), behind), words=line.evidence,
                links=self._line(line.event, "The line of the timeline"),
            )  # fmt: skip

    def _change(self, change: Change) -> Iterator[Note]:
        head = f"{self.say.name(change.about)}, {change.attribute}"
        told = (f"from {shortened(change.before.value, 80)} to {shortened(change.after.value, 80)}", change.basis)
        for side, held in (("before", change.before), ("after", change.after)):
            yield Note(
                kind="point", head=f"Changed: {head}", told=(*told, f"these words say how it was {side}"),
                words=held.evidence, links=self._line(change_id(change), "What changed"),
            )  # fmt: skip

    def _dispute(self, dispute: Dispute) -> Note:
        values = " / ".join(shortened(stand.value, 60) for stand in dispute.stands)
        return Note(
            kind="point", head=f"Disputed: {self.say.name(dispute.about)}", told=(values,),
            words=tuple(words for stand in dispute.stands for words in stand.evidence),
            links=self._line(dispute_id(dispute), "The dispute"),
        )  # fmt: skip

    def _state(self, state: DossierState) -> Note:
        by = f"held by {Wording.holders((state.holder,))}"
        line = self._line(state.id, "The line of this state") if state.id in self._lines else ()
        head = f"{self.say.name(state.entity)}: {state.value.replace('_', ' ')}"
        return Note(
            kind="state", head=head, told=(*_since(state.since, state.until), by),
            words=state.evidence, links=(*line, *self._whose(state.entity)),
        )  # fmt: skip

    def _names(self) -> Iterator[Note]:
        places = {(one.evidence.start, one.evidence.end) for one in self._here(self.picture.toponyms)}
        for mention in self._here(self.picture.mentions):
            if mention.type != "place" or (mention.evidence.start, mention.evidence.end) not in places:
                yield self._mention(mention)
        for entity in self.picture.entities:
            for role in entity.roles:
                yield Note(
                    kind="name", head=entity.name, told=("said to be this", *_since(role.since, role.until)),
                    words=(role.evidence,), links=self._whose(entity.id),
                )  # fmt: skip
            for alias in entity.aliases:
                yield Note(
                    kind="name", head=entity.name,
                    told=(f"also “{shortened(alias.text, 60)}” ({alias.basis.replace('_', ' ')})",),
                    words=(alias.evidence,), links=self._whose(entity.id),
                )  # fmt: skip

    def _mention(self, mention: DossierMention) -> Note:
        entity = self._named.get(mention.entity or "")
        form = {"name": "named", "nominal": "described", "pronoun": "meant"}[mention.form]
        if entity is None:
            told: tuple[str, ...] = (mention.type, "who or what is meant is not known")
            return Note(kind="name", head=mention.evidence.exact, told=told, words=(mention.evidence,))
        return Note(
            kind="name", head=entity.name, told=(entity.type, form), words=(mention.evidence,),
            links=self._whose(entity.id),
        )  # fmt: skip

    def _places(self) -> Iterator[Note]:
        places = {place.id: place for place in self.picture.places}
        for toponym in self._here(self.picture.toponyms):
            place = places.get(toponym.place)
            if place is None:
                continue
            known = [place.country or ""]
            if place.latitude is not None and place.longitude is not None:
                known.append(f"{place.latitude:.2f}, {place.longitude:.2f}")
            where = tuple(filter(None, known)) if place.gazetteer_id else ("known by name only",)
            links = (("What is told of this place", search_href(f'place:"{_quoted(place.name)}"')),)
            yield Note(kind="place", head=place.name, told=where, words=(toponym.evidence,), links=links)

    def _measures(self) -> Iterator[Note]:
        dated = {
            words: event.id
            for event in self.picture.events
            if event.id in self._lines
            for basis in event.time.basis
            for words in basis.evidence
        }
        for time in self._here(self.picture.times):
            known = bool(time.time.value or time.time.earliest or time.time.latest)
            reasons = tuple(basis.reason for basis in time.time.basis)
            event = dated.get(time.evidence)
            day = day_of(time.time)
            search = () if day is None else (("What is told of this day", search_href(f"date:{day.isoformat()}")),)
            yield Note(
                kind="time", head=readable(time.time) if known else (time.value or "when is not known"),
                told=tuple(dict.fromkeys(reasons)) if known else (time.type.lower(),), words=(time.evidence,),
                links=(*(() if event is None else self._line(event, "The line that it dates")), *search),
            )  # fmt: skip
        for number in self._here(self.picture.quantities):
            of = f" {number.of}" if number.of else ""
            unit = f" {number.unit}" if number.unit else ""
            yield Note(
                kind="quantity", head=f"{_bounds(number.value, number.lower, number.upper)}{unit}{of}", told=(),
                words=(number.evidence,),
            )  # fmt: skip

    def _claims(self) -> Iterator[Note]:
        for claim in self.picture.claims:
            if self.article.id in claim.articles:
                told = (claim.modality, "not so" if claim.polarity == "negative" else "")
                head = f"Held by {Wording.holders((claim.holder,))}"
                yield Note(kind="claim", head=head, told=told, words=claim.evidence)

    def _page(self) -> Iterator[Note]:
        for field, words in self.article.evidence.items():
            value = ", ".join(self.article.credit) if field == "credit" else getattr(self.article, field)
            told = readable(value) if isinstance(value, Time) else value or ""
            yield Note(kind="page", head=f"{field}: {shortened(told, _LONGEST)}", told=(), words=words)

    def _here(self, records: Iterable[_P]) -> Iterator[_P]:
        """Those that stand in the article's text."""
        return (one for one in records if one.evidence.text_id == self.article.text_id)


def notes_of(picture: Dossier, article: DossierArticle, say: Wording) -> Notes:
    """All notes of an article; those of one kind on the same words share a mark."""
    texts = (article.text_id, article.capture_text_id)
    found: dict[tuple[str, MarkKind, tuple[tuple[int, int], ...]], list[Note]] = defaultdict(list)
    for note in _Reader(picture, article, say).all():
        for text in dict.fromkeys(texts):
            spans = tuple(sorted({(one.start, one.end) for one in note.words if one.text_id == text}))
            # Points rest on several sentences, each of which is a mark of its own; a split quotation is one.
            for part in [(one,) for one in spans] if note.kind == "point" else [spans] if spans else []:
                kept = found[text, note.kind, part]
                if note not in kept:
                    kept.append(note)
    placed = sorted(found.items(), key=lambda each: (each[0][0] != article.text_id, each[0][2], each[0][1]))
    notes: dict[str, Sequence[Note]] = {}
    marks: tuple[list[Mark], list[Mark]] = ([], [])
    for number, ((text, kind, spans), told) in enumerate(placed, 1):
        # What is held to be so is told by a quotation or an event around it, whose line its words lead to.
        here = None if kind == "claim" else f"#{note_id(str(number))}"
        href = next((to for note in told for _, to in note.links), here)
        notes[str(number)] = told
        marks[text != article.text_id].append(Mark(kind=kind, name=str(number), spans=spans, href=href))
    return Notes(notes=notes, marks=marks[0], of_page=marks[1])


def line_told(picture: Dossier, say: Wording, record_id: str) -> str:
    """What a line says, in words; what is neither told nor named goes by its reference."""
    for quotation in picture.quotations:
        if quotation.id == record_id:
            return f"{say.speaker(quotation)}: “{shortened(quotation.content, 120)}”"
    for change in picture.changes:
        if change_id(change) == record_id:
            values = f"{shortened(change.before.value, 60)} → {shortened(change.after.value, 60)}"
            return f"{say.name(change.about)}, {change.attribute}: {values}"
    for dispute in picture.disputes:
        if dispute_id(dispute) == record_id:
            values = " / ".join(shortened(stand.value, 60) for stand in dispute.stands)
            return f"{say.name(dispute.about)}: {values}"
    for state in picture.states:
        if state.id == record_id:
            return f"{say.name(state.entity)}: {state.value.replace('_', ' ')}"
    line = next((line.text for line in picture.timeline if line.event == record_id), None)
    name = say.name(record_id)
    return line or (name if name != record_id else say.ref(record_id))


def _bounds(value: float | None, lower: float | None, upper: float | None) -> str:
    """A number, else its bounds."""
    if value is not None:
        return _number(value)
    if lower is not None and upper is not None:
        return f"{_number(lower)} to {_number(upper)}"
    return f"at least {_number(lower)}" if lower is not None else f"at most {_number(upper)}" if upper else "some"


def _quoted(words: str) -> str:
    return words.replace('"', " ")


def _number(value: float) -> str:
    return f"{value:,.15g}"


def _held_as(event: DossierEvent) -> str:
    return "not so" if event.polarity == "negative" and event.modality == "asserted" else event.modality


def _since(since: Time, until: Time) -> tuple[str, ...]:
    told = (("since", since), ("until", until))
    return tuple(f"{word} {readable(time)}" for word, time in told if time.value or time.earliest or time.latest)
