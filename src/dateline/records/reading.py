"""What one text says, each thing pinned to its words.  Reading is a function of the text alone.

Nothing here knows who published the text or when: times that hang on the publication day keep their
anchors open, and a passage in the text's own voice has no holder (linking gives it the outlet).
References between records of one Reading are ids. Every id is unique in its text.
"""

from __future__ import annotations

from typing import Literal

from dateline.records.base import record
from dateline.records.evidence import Evidence
from dateline.records.time import Anchor

__all__ = [
    "Alias", "AliasBasis", "Argument", "Casualty", "CasualtyKind", "Claim", "CoreferenceChain", "EntityType",
    "EventMention", "EventType", "Medium", "Mention", "MentionForm", "Modality", "Place", "Polarity",
    "Quantity", "Quotation", "QuotationKind", "Reading", "Role", "Scene", "Speaker", "State", "StateValue",
    "TimeExpression", "TimeType", "Toll", "Toponym",
]  # fmt: skip

EntityType = Literal["person", "organization", "group", "place", "facility", "work", "event", "product", "other"]
MentionForm = Literal["name", "nominal", "pronoun"]
AliasBasis = Literal[
    "nickname", "known_as", "acronym", "apposition", "last_name", "title_name", "short_form", "spelling", "name"
]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
QuotationKind = Literal["direct", "indirect", "mixed"]
Modality = Literal["asserted", "planned", "considered", "ordered", "possible", "hypothetical", "threatened", "denied"]
"""denied goes with a denial of the whole ("denied that ..", "did not ..": also polarity negative)."""
Polarity = Literal["positive", "negative"]
EventType = Literal[
    "agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request", "accuse", "reject",
    "threaten", "protest", "sanction", "mobilize", "coerce", "assault",
    "death", "disaster", "accident", "crime", "court", "election", "appointment", "company", "other",
]  # fmt: skip
"""PLOVER's sixteen, then what news needs besides; "other" is never read, only given (`reading.events.given`)."""
CasualtyKind = Literal["killed", "wounded", "arrested", "missing", "displaced"]
StateValue = Literal[
    "at_large", "wanted", "designated", "indicted", "charged", "detained", "arrested", "convicted", "sentenced",
    "imprisoned", "released", "wounded", "missing", "dead", "in_office", "resigned",
]  # fmt: skip


@record
class Mention:
    """A span that names or stands for something; a description covers its whole noun phrase."""

    id: str
    type: EntityType
    form: MentionForm
    evidence: Evidence


@record
class Alias:
    """Another name of the same thing, with the reason in the text and the words that give it."""

    text: str
    basis: AliasBasis
    evidence: Evidence


@record
class Role:
    """What somebody is said to be ("retired police chief"); since and until are time expression ids."""

    text: str
    evidence: Evidence
    since: str | None = None
    until: str | None = None


@record
class CoreferenceChain:
    """The mentions (ids, in text order) of one thing; `name` is the fullest name, or the longest description."""

    id: str
    type: EntityType
    name: str
    named: bool
    mentions: tuple[str, ...]
    aliases: tuple[Alias, ...] = ()
    roles: tuple[Role, ...] = ()


@record
class TimeExpression:
    """A TIMEX3: `value` is ISO 8601 where the words alone give it, else None and `anchor` is open.

    A DURATION has a value such as ``P10Y``; a SET such as ``P1W``; "now", "recently" and "soon" are PRESENT_REF,
    PAST_REF and FUTURE_REF, of no known day. `approximate` for "about", "nearly".
    """

    id: str
    type: TimeType
    value: str | None
    anchor: Anchor | None
    evidence: Evidence
    approximate: bool = False


@record
class Place:
    """A place: from the gazetteer where `gazetteer_id` is set, else known by name only.

    Coordinates are WGS 84 degrees; `country` is ISO 3166-1 alpha-2; `within` are ids of enclosing places,
    the nearest first; `variants` are the spellings met.
    """

    id: str
    name: str
    variants: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    gazetteer_id: str | None = None
    country: str | None = None
    within: tuple[str, ...] = ()


@record
class Toponym:
    """A place name in the text and the place (id) that it means."""

    id: str
    place: str
    mention: str | None
    evidence: Evidence


@record
class Speaker:
    """Who holds or says: the words of the text; `chain` is whom they mean, only where that is sure.

    ``clear=False`` and ``chain=None`` is "speaker unclear". A text's own voice is no Speaker at all.
    """

    text: str
    chain: str | None
    clear: bool


@record
class Medium:
    """Where something was said: kind "post", "interview", "statement", "news conference", "court filing", ..

    `name` is the platform, programme or outlet named ("X"), else None.
    """

    kind: str
    name: str | None
    evidence: Evidence


@record
class Quotation:
    """An attribution (PARC 3.0): source, cue and content; `content` and `cue` join their spans' words.

    The evidence tuples are the spans of each role and no more, split ones in order. Content spans of a
    direct quotation leave the outer quotation marks out. `speaker_phrase` is the whole phrase around the
    speaker's words ("former mayor Ann Lee, now a miner"), where it is known. `said` is a time expression id,
    `parent` the quotation inside which this one stands.
    """

    id: str
    kind: QuotationKind
    speaker: Speaker
    cue: str
    content: str
    speaker_evidence: tuple[Evidence, ...]
    cue_evidence: tuple[Evidence, ...]
    content_evidence: tuple[Evidence, ...]
    speaker_phrase: tuple[Evidence, ...] = ()
    medium: Medium | None = None
    said: str | None = None
    parent: str | None = None


@record
class Claim:
    """What a holder holds to be so. `quotation` is where it was said; without one it is the text's own voice."""

    id: str
    text: str
    modality: Modality
    polarity: Polarity
    evidence: tuple[Evidence, ...]
    quotation: str | None = None
    about: str | None = None


@record
class Argument:
    """A participant: its words, and the chain that they belong to where there is one."""

    text: str
    type: EntityType
    chain: str | None
    evidence: Evidence


@record
class Casualty:
    """How many were killed, wounded, .. : `number` as said, or bounds; `besides` counts others than those named.

    "three more were killed" has ``besides=True``: it is no total.
    """

    kind: CasualtyKind
    number: int | None
    lower: int | None
    upper: int | None
    besides: bool
    evidence: Evidence


@record
class EventMention:
    """What is said to have happened, or not: trigger, type, arguments. `evidence` is its sentence.

    `place` is a toponym id, `time` a time expression id, `quotation` the innermost quotation whose content
    holds the trigger (its speaker holds the event), None in the text's own voice.
    """

    id: str
    type: EventType
    mode: str | None
    trigger: Evidence
    evidence: Evidence
    actors: tuple[Argument, ...] = ()
    recipients: tuple[Argument, ...] = ()
    instruments: tuple[Argument, ...] = ()
    place: str | None = None
    time: str | None = None
    modality: Modality = "asserted"
    polarity: Polarity = "positive"
    casualties: tuple[Casualty, ...] = ()
    quotation: str | None = None


@record
class Toll:
    """How many the main happening of a text killed or wounded: the likeliest number, judged over the whole text.

    The words of `evidence` say it, or are what it is counted from ("shot three people and himself" is four);
    `likely` is how likely it is, from 0 to 1.
    """

    kind: CasualtyKind
    number: int
    likely: float
    evidence: Evidence


@record
class Scene:
    """The main happening of a text that tells of harm: the likeliest place (a toponym id), day (a time expression id)
    and tolls, at most one a kind."""

    place: str | None
    time: str | None
    tolls: tuple[Toll, ...]


@record
class State:
    """What is said to hold of somebody (a chain id) for a while. `evidence` are the words that say it.

    `since` and `until` are time expression ids: of a DURATION ("a fugitive for ten years") in `since`, the
    state has held for so long when the text was published.
    """

    id: str
    chain: str
    value: StateValue
    evidence: Evidence
    since: str | None = None
    until: str | None = None
    quotation: str | None = None


@record
class Quantity:
    """A number with its unit ("USD", "%", "year", or None for a bare count) and what it counts."""

    id: str
    value: float | None
    lower: float | None
    upper: float | None
    unit: str | None
    of: str | None
    evidence: Evidence


@record
class Reading:
    """All that one text says, each list in text order."""

    text_id: str
    mentions: tuple[Mention, ...] = ()
    coreference: tuple[CoreferenceChain, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[EventMention, ...] = ()
    states: tuple[State, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    scene: Scene | None = None
