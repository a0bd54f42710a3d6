"""The contract: the dossier as data, the shape of `--json`, of the wire and of every export.

Field names are the JSON keys (a trailing underscore is dropped: `from_` is ``from``). Lists are ordered,
empty where nothing was found, never missing; references are ids; ``null`` means unknown.
docs/architecture.md tells where this differs from the design's first sketch.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from dateline.records.base import record
from dateline.records.evidence import Evidence
from dateline.records.judgement import Judgement
from dateline.records.page import ArticleField, Block
from dateline.records.reading import (
    Alias,
    CasualtyKind,
    EntityType,
    EventType,
    MentionForm,
    Modality,
    Place,
    Polarity,
    QuotationKind,
    StateValue,
    TimeType,
    Toll,
)
from dateline.records.registry import RegistryLink
from dateline.records.time import Time

__all__ = [
    "SCHEMA", "Change", "Copies", "Dispute", "Dossier", "DossierArgument", "DossierArticle", "DossierCasualty",
    "DossierClaim", "DossierEvent", "DossierMention", "DossierQuantity", "DossierQuotation", "DossierRole",
    "DossierScene", "DossierSpeaker", "DossierState", "DossierText", "DossierTime", "DossierToponym", "DossierFailure",
    "DossierWarning", "Chain", "ChangeKind", "CopyEdit", "DisputeKind", "Entity", "FamilyOutlet", "Held", "Holder",
    "Joined", "Link", "LinkRole", "Origin", "OriginKind", "QuotationEvidence", "Scope", "Stand", "Standing", "Story",
    "TimelineLine",
]  # fmt: skip

SCHEMA = "dateline/1"

LinkRole = Literal["republisher", "outlet", "agency", "speaker", "medium"]
OriginKind = Literal["speaker", "agency", "outlet", "unknown"]
ChangeKind = Literal["world", "correction", "retraction"]
DisputeKind = Literal["value", "spelling", "stand"]


@record
class Scope:
    """What the dossier is about: page ids, a story's id or an entity's id; all None for everything.

    `was` is the id that was asked for, where the story or entity that had it goes by another now. `left_out` counts the
    texts that are in scope and too many to be linked (docs/architecture.md has the limits).
    """

    pages: tuple[str, ...] | None = None
    story: str | None = None
    entity: str | None = None
    on: str | None = None
    as_of: str | None = None
    was: str | None = None
    left_out: int = 0


@record
class DossierText:
    """A frozen text, whole, under its SHA-256; `articles` lists who shares it."""

    text_id: str
    kind: Literal["article", "capture"]
    articles: tuple[str, ...]
    text: str


@record
class DossierScene:
    """What a page says of its main happening, where that did harm: the likeliest place (its id), day and tolls.

    `evidence` are the names of the place and the day.
    """

    place: str | None
    time: Time
    tolls: tuple[Toll, ...]
    evidence: tuple[Evidence, ...]


@record
class DossierArticle:
    """An article with its publication time as far as all pages together bound it.

    `about` lists event ids, the most important first. `publisher` is the publishing house that the page names behind
    its outlet, or behind who took it over.
    """

    id: str
    source: str
    url: str | None
    text_id: str
    capture_text_id: str
    title: str | None
    outlet: str | None
    republisher: str | None
    credit: tuple[str, ...]
    byline: str | None
    language: str | None
    published: Time
    about: tuple[str, ...]
    blocks: tuple[Block, ...]
    evidence: Mapping[ArticleField, tuple[Evidence, ...]]
    scene: DossierScene | None = None
    publisher: str | None = None


@record
class Holder:
    """Who says so: a speaker, an agency or an outlet by name; `clear` is False for "speaker unclear"."""

    name: str
    entity: str | None
    clear: bool = True


@record
class DossierRole:
    """What an entity is said to be, and when as far as that is said."""

    text: str
    since: Time
    until: Time
    evidence: Evidence


@record
class Joined:
    """Why two names are one entity's (or one name, in several texts): the reason, and the words that show it."""

    reason: str
    names: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@record
class Entity:
    """Who or what, across pages: best name, other names with the words that give them, roles, why all that is one.

    `joined` has one reason for each name that was joined, not for each mention. `registry` are the records of
    registries that it is taken for, the likeliest first.
    """

    id: str
    name: str
    type: EntityType
    aliases: tuple[Alias, ...]
    roles: tuple[DossierRole, ...]
    joined: tuple[Joined, ...] = ()
    registry: tuple[RegistryLink, ...] = ()


@record
class DossierMention:
    """A mention and the entity that it means, None where that is not known."""

    id: str
    entity: str | None
    type: EntityType
    form: MentionForm
    evidence: Evidence


@record
class DossierTime:
    """A time expression and the time that it means once its anchor is closed."""

    id: str
    type: TimeType
    value: str | None
    time: Time
    evidence: Evidence


@record
class DossierToponym:
    """A place name and the place that it means."""

    id: str
    place: str
    evidence: Evidence


@record
class DossierSpeaker:
    """The words of the text, and the entity where it is sure (`clear`); else "speaker unclear"."""

    text: str
    entity: str | None
    clear: bool


@record
class QuotationEvidence:
    """The spans of each role, split ones in order."""

    speaker: tuple[Evidence, ...]
    cue: tuple[Evidence, ...]
    content: tuple[Evidence, ...]
    medium: tuple[Evidence, ...] = ()


@record
class DossierQuotation:
    """Who said what, how, where and when. `medium` reads like "post on X"; `chain` is a chain's id."""

    id: str
    articles: tuple[str, ...]
    speaker: DossierSpeaker
    cue: str
    content: str
    kind: QuotationKind
    medium: str | None
    said: Time
    parent: str | None
    chain: str | None
    evidence: QuotationEvidence


@record
class DossierClaim:
    """What a holder holds to be so; without a `quotation` the outlet or agency itself holds it."""

    id: str
    articles: tuple[str, ...]
    holder: Holder
    quotation: str | None
    text: str
    modality: Modality
    polarity: Polarity
    about: Time
    evidence: tuple[Evidence, ...]


@record
class DossierArgument:
    """A participant: the words, its entity, and in `named` that entity's best name (None: never named)."""

    text: str
    type: EntityType
    entity: str | None
    named: str | None
    evidence: Evidence


@record
class DossierCasualty:
    """How many, of whom said by whom; `besides` counts others than those named (no total)."""

    kind: CasualtyKind
    number: int | None
    lower: int | None
    upper: int | None
    besides: bool
    holder: Holder
    evidence: Evidence


@record
class Standing:
    """What stands of a happening that did harm: of how many were killed or wounded, its day (ISO 8601) or its place (an
    id), the `value` that most reports give, and since when it was published.

    `reports` give it, `among` so many that give any; a text and its copies are one report.
    """

    attribute: Literal["killed", "wounded", "day", "place"]
    value: str
    since: Time
    reports: int
    among: int
    holders: tuple[Holder, ...]
    origins: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@record
class DossierEvent:
    """A happening across texts: all its mentions, and for each argument what the texts say.

    `place` is a place's id; `origins` are those who stand behind it; `evidence` are the source sentences. Of what
    reports tell in several events (the attack, the deaths) one says in `standing` what stands of all.
    """

    id: str
    articles: tuple[str, ...]
    type: EventType
    mode: str | None
    mentions: tuple[Evidence, ...]
    actors: tuple[DossierArgument, ...]
    recipients: tuple[DossierArgument, ...]
    instruments: tuple[DossierArgument, ...]
    place: str | None
    time: Time
    modality: Modality
    polarity: Polarity
    origins: tuple[str, ...]
    casualties: tuple[DossierCasualty, ...]
    evidence: tuple[Evidence, ...]
    standing: tuple[Standing, ...] = ()


@record
class DossierState:
    """What holds of an entity from `since` to `until`, as its holder says."""

    id: str
    entity: str
    value: StateValue
    since: Time
    until: Time
    holder: Holder
    evidence: tuple[Evidence, ...]


@record
class DossierQuantity:
    """A number with its unit and what it counts."""

    id: str
    value: float | None
    lower: float | None
    upper: float | None
    unit: str | None
    of: str | None
    evidence: Evidence


@record
class Story:
    """Articles about one developing happening; named after the title of its founder."""

    id: str
    title: str
    from_: str | None
    to: str | None
    about: tuple[str, ...]
    articles: tuple[str, ...]
    entities: tuple[str, ...]


@record
class TimelineLine:
    """One dated line: the best source sentence, what it is about, and how many stand behind it.

    `weight` orders lines by importance, larger first. `event` is an event's or a state's id, or that of the words that
    name the day where the line is a sentence about a day.
    """

    time: Time
    text: str
    weight: float
    event: str
    stories: tuple[str, ...]
    origins: tuple[str, ...]
    articles: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@record
class Held:
    """One side of a change: the value, when, who holds it, in which words."""

    value: str
    time: Time
    holders: tuple[Holder, ...]
    evidence: tuple[Evidence, ...]


@record
class Change:
    """What gave way to something later. `about` is an entity's, event's or article's id; `basis` says in
    words how the order of the two is known."""

    kind: ChangeKind
    about: str
    attribute: str
    before: Held
    after: Held
    basis: str


@record
class Stand:
    """One side of a dispute, and who stands on it."""

    value: str
    holders: tuple[Holder, ...]
    origins: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@record
class Dispute:
    """Values held at the same time that cannot all be so (value, stand), or are written differently (spelling)."""

    kind: DisputeKind
    about: str
    stands: tuple[Stand, ...]


@record
class Link:
    """One hand through which a report came."""

    role: LinkRole
    name: str
    entity: str | None


@record
class Chain:
    """The path of a report, nearest the reader first: republisher <- outlet <- agency <- speaker <- medium."""

    id: str
    links: tuple[Link, ...]
    origin: str
    articles: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@record
class FamilyOutlet:
    """One of the outlets of a publisher: why it counts with the others, and the words of its pages that show it."""

    name: str
    entity: str | None
    reason: str
    evidence: tuple[Evidence, ...]


@record
class Origin:
    """Who is counted: the accountable speaker, else the agency, else the outlet, else unknown.

    `family` are the outlets of one publisher where several count as this one origin; else it is empty.
    """

    id: str
    name: str
    kind: OriginKind
    entity: str | None
    articles: tuple[str, ...]
    family: tuple[FamilyOutlet, ...] = ()


@record
class CopyEdit:
    """A sentence that these copies (article ids) add to the text that they are held against, or drop of it."""

    articles: tuple[str, ...]
    evidence: Evidence


@record
class Copies:
    """Articles that carry one text, to the letter or rewritten; `evidence` are aligned sentences.

    `base` is the article that the others are held against: the first that credits an agency, else the one dated first;
    None where it is out of scope. What the others have beside it is `added`, what they leave out of it `dropped`.
    """

    articles: tuple[str, ...]
    kind: Literal["literal", "rewritten"]
    evidence: tuple[Evidence, ...]
    base: str | None = None
    added: tuple[CopyEdit, ...] = ()
    dropped: tuple[CopyEdit, ...] = ()


@record
class DossierWarning:
    """A reservation about a source."""

    source: str
    code: str
    message: str


@record
class DossierFailure:
    """A source, or a stage of its reading, that could not be read."""

    source: str
    stage: str
    code: str
    message: str


@record
class Dossier:
    """The picture."""

    schema: str = SCHEMA
    scope: Scope
    texts: tuple[DossierText, ...] = ()
    articles: tuple[DossierArticle, ...] = ()
    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    mentions: tuple[DossierMention, ...] = ()
    times: tuple[DossierTime, ...] = ()
    toponyms: tuple[DossierToponym, ...] = ()
    quotations: tuple[DossierQuotation, ...] = ()
    claims: tuple[DossierClaim, ...] = ()
    events: tuple[DossierEvent, ...] = ()
    states: tuple[DossierState, ...] = ()
    quantities: tuple[DossierQuantity, ...] = ()
    stories: tuple[Story, ...] = ()
    timeline: tuple[TimelineLine, ...] = ()
    changes: tuple[Change, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    chains: tuple[Chain, ...] = ()
    origins: tuple[Origin, ...] = ()
    copies: tuple[Copies, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    warnings: tuple[DossierWarning, ...] = ()
    failures: tuple[DossierFailure, ...] = ()
