"""Readings made by hand: words of an invented text in, the records that a reader would make of them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.records.evidence import Evidence, Text, article_text
from dateline.records.ids import record_id
from dateline.records.linked import Page
from dateline.records.page import Article, Block
from dateline.records.reading import (
    Alias,
    AliasBasis,
    Argument,
    Casualty,
    CasualtyKind,
    Claim,
    CoreferenceChain,
    EntityType,
    EventMention,
    EventType,
    Medium,
    Mention,
    MentionForm,
    Modality,
    Place,
    Polarity,
    Quotation,
    QuotationKind,
    Reading,
    Role,
    Speaker,
    State,
    StateValue,
    TimeExpression,
    TimeType,
    Toponym,
)
from dateline.records.time import UNKNOWN, Anchor, Time, stated

PRONOUNS = frozenset({"he", "she", "it", "they", "his", "her"})


@dataclass
class Scribe:
    """Builds the Reading of one text; every record's words are looked up in it (the n-th time they stand there)."""

    words: str
    mentions: list[Mention] = field(default_factory=list)
    chains: list[CoreferenceChain] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    toponyms: list[Toponym] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)
    states: list[State] = field(default_factory=list)

    @property
    def text(self) -> Text:
        return article_text([self.words])

    def at(self, words: str, nth: int = 1) -> Evidence:
        """The words where they stand for the n-th time."""
        start = -1
        for _ in range(nth):
            start = self.words.index(words, start + 1)
        return self.text.cut(start, start + len(words))

    def sentence(self, words: str) -> Evidence:
        """The sentence (up to a full stop) around words."""
        found = self.at(words)
        start = self.words.rfind(". ", 0, found.start) + 2 if ". " in self.words[: found.start] else 0
        end = self.words.find(".", found.end)
        return self.text.cut(start, end + 1 if end >= 0 else len(self.words))

    def _id(self, kind: str, *content: object) -> str:
        return record_id(kind, self.text.id, *content)

    def chain(
        self,
        kind: EntityType,
        *spans: str,
        named: bool = True,
        aliases: Sequence[tuple[str, AliasBasis]] = (),
        roles: Sequence[str] = (),
    ) -> str:
        """A chain of mentions; ``"words#2"`` is the second time they stand. The first one names it."""
        own = []
        for span in spans:
            words, _, nth = span.partition("#")
            form: MentionForm = (
                "pronoun" if words.lower() in PRONOUNS else "name" if words[:1].isupper() and named else "nominal"
            )
            evidence = self.at(words, int(nth or 1))
            mention = Mention(
                id=self._id("mention", evidence.start, evidence.end), type=kind, form=form, evidence=evidence
            )
            own.append(mention)
        self.mentions += own
        chain = CoreferenceChain(
            id=self._id("chain", own[0].id),
            type=kind,
            name=own[0].evidence.exact,
            named=named,
            mentions=tuple(mention.id for mention in own),
            aliases=tuple(Alias(text=text, basis=basis, evidence=self.at(text)) for text, basis in aliases),
            roles=tuple(Role(text=text, evidence=self.at(text)) for text in roles),
        )
        self.chains.append(chain)
        return chain.id

    def time(
        self, words: str, *, value: str | None = None, anchor: Anchor | None = None, type: TimeType = "DATE"
    ) -> str:
        evidence = self.at(words)
        made = TimeExpression(
            id=self._id("time", evidence.start), type=type, value=value, anchor=anchor, evidence=evidence
        )
        self.times.append(made)
        return made.id

    def place(
        self, words: str, *, gazetteer_id: str | None = None, country: str | None = None, within: Sequence[str] = ()
    ) -> str:
        """A place and its toponym; `within` are ids that this gave."""
        evidence = self.at(words)
        made = Place(
            id=self._id("place", words), name=words, variants=(words,), gazetteer_id=gazetteer_id, country=country,
            within=tuple(within),
        )  # fmt: skip
        self.places.append(made)
        mention = next((m.id for m in self.mentions if m.evidence == evidence), None)
        self.toponyms.append(
            Toponym(id=self._id("toponym", evidence.start), place=made.id, mention=mention, evidence=evidence)
        )
        return made.id

    def toponym(self, place: str) -> str:
        return next(t.id for t in self.toponyms if t.place == place)

    def quote(
        self,
        content: str,
        *,
        speaker: str | None,
        words: str,
        cue: str = "said",
        kind: QuotationKind = "indirect",
        clear: bool = True,
        medium: tuple[str, str | None, str] | None = None,
        parent: str | None = None,
        said: str | None = None,
    ) -> str:
        """A quotation; `words` are the speaker's, `medium` is kind, name and words."""
        spans = (self.at(content),)
        made = Quotation(
            id=self._id("quotation", spans[0].start, spans[0].end),
            kind=kind,
            speaker=Speaker(text=words, chain=speaker, clear=clear),
            cue=cue,
            content=content,
            speaker_evidence=(self.at(words),),
            cue_evidence=(self.at(cue),),
            content_evidence=spans,
            medium=Medium(kind=medium[0], name=medium[1], evidence=self.at(medium[2])) if medium else None,
            said=said,
            parent=parent,
        )
        self.quotations.append(made)
        return made.id

    def claim(self, words: str, *, quotation: str | None = None, modality: Modality = "asserted") -> str:
        evidence = self.at(words)
        made = Claim(
            id=self._id("claim", evidence.start), text=words, modality=modality, polarity="positive",
            evidence=(evidence,), quotation=quotation,
        )  # fmt: skip
        self.claims.append(made)
        return made.id

    def event(
        self,
        trigger: str,
        *,
        type: EventType,
        mode: str | None = None,
        actors: Sequence[str] = (),
        recipients: Sequence[str] = (),
        place: str | None = None,
        time: str | None = None,
        modality: Modality = "asserted",
        polarity: Polarity = "positive",
        casualties: Sequence[tuple[CasualtyKind, int, bool, str]] = (),
        quotation: str | None = None,
    ) -> str:
        """An event; casualties are (kind, number, besides, words), participants are chain ids."""
        evidence = self.at(trigger)
        made = EventMention(
            id=self._id("event", evidence.start),
            type=type,
            mode=mode,
            trigger=evidence,
            evidence=self.sentence(trigger),
            actors=tuple(self._argument(chain) for chain in actors),
            recipients=tuple(self._argument(chain) for chain in recipients),
            place=self.toponym(place) if place else None,
            time=time,
            modality=modality,
            polarity=polarity,
            casualties=tuple(
                Casualty(kind=kind, number=n, lower=n, upper=n, besides=besides, evidence=self.at(words))
                for kind, n, besides, words in casualties
            ),
            quotation=quotation,
        )
        self.events.append(made)
        return made.id

    def _argument(self, chain_id: str) -> Argument:
        chain = next(chain for chain in self.chains if chain.id == chain_id)
        mention = next(mention for mention in self.mentions if mention.id == chain.mentions[0])
        return Argument(text=mention.evidence.exact, type=chain.type, chain=chain.id, evidence=mention.evidence)

    def state(
        self, words: str, *, chain: str, value: StateValue, since: str | None = None, quotation: str | None = None
    ) -> str:
        evidence = self.at(words)
        made = State(
            id=self._id("state", evidence.start, value), chain=chain, value=value, evidence=evidence, since=since,
            quotation=quotation,
        )  # fmt: skip
        self.states.append(made)
        return made.id

    def reading(self) -> Reading:
        def in_order(evidence: Evidence) -> int:
            return evidence.start

        return Reading(
            text_id=self.text.id,
            mentions=tuple(sorted(self.mentions, key=lambda m: in_order(m.evidence))),
            coreference=tuple(self.chains),
            times=tuple(self.times),
            places=tuple(self.places),
            toponyms=tuple(self.toponyms),
            quotations=tuple(self.quotations),
            claims=tuple(self.claims),
            events=tuple(self.events),
            states=tuple(self.states),
        )

    def page(
        self,
        name: str = "page",
        *,
        outlet: str | None = None,
        republisher: str | None = None,
        credit: Sequence[str] = (),
        published: str | None = None,
        title: str | None = None,
    ) -> Page:
        """The page of an article with this text; `published` is an ISO 8601 value."""
        return Page(
            article=Article(
                id=record_id("article", self.text.id, name),
                capture=record_id("capture", self.text.id, name),
                source=f"{name}.txt",
                text_id=self.text.id,
                capture_text_id=self.text.id,
                blocks=(Block(kind="paragraph", start=0, end=len(self.words)),),
                title=title,
                outlet=outlet,
                republisher=republisher,
                credit=tuple(credit),
                published=_published(published),
                evidence={},
            ),
            reading=self.reading(),
            text=self.words,
        )


def _published(value: str | None) -> Time:
    return stated(value) if value else UNKNOWN
