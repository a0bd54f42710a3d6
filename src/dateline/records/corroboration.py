"""Whether a sentence is reported: what it was understood to say, which passages say so, and what speaks against it."""

from __future__ import annotations

from typing import Literal

from dateline.records.base import record
from dateline.records.dossier import Holder, Origin
from dateline.records.evidence import Evidence
from dateline.records.time import UNKNOWN, Time

__all__ = [
    "Bearing", "Cited", "Corroboration", "Finding", "FindingKind", "Note", "Point", "Taken", "Verdict",
]  # fmt: skip

Verdict = Literal["reported", "disputed", "superseded", "denied", "otherwise", "not_found", "unclear"]
"""reported: pages say so, and nothing speaks against it. disputed: pages say so, and somebody says at the same time
that it is not so, or otherwise. superseded: pages said so, and later ones say otherwise. denied, otherwise: no page
says so, and pages say that it is not so, or say it otherwise (another number, place, day). not_found: nothing says so,
and nothing speaks against it. unclear: the sentence cannot be compared."""

Bearing = Literal["supports", "denies", "differs", "replaces", "near"]
"""How a passage bears on what was asked. near: it tells of the like, but not of all that the sentence says."""

FindingKind = Literal["event", "state", "claim", "quotation", "sentence"]


@record
class Taken:
    """Whom or what a name in the sentence may mean here: ids of entities or places, with their best names.

    One is whoever is meant; several are namesakes, and then nothing is called reported; none is not known here.
    """

    text: str
    ids: tuple[str, ...]
    names: tuple[str, ...]


@record
class Finding:
    """A passage that bears on the sentence.

    `id` is a reference for `dateline show`. `lacks` are the things that the sentence says and the passage does not
    (number, place, time, words, speaker, modality), `value` what the passage says instead, where it differs. `origins`
    are ids of those who are counted for it; `time` is when what it tells happened, `published` when it could first be
    read.
    """

    bearing: Bearing
    kind: FindingKind
    id: str
    text: str
    value: str | None = None
    lacks: tuple[str, ...] = ()
    holder: Holder
    origins: tuple[str, ...]
    time: Time = UNKNOWN
    published: Time = UNKNOWN
    articles: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@record
class Point:
    """One thing that the sentence says: an event, a state, or bare words; and what was found on it.

    `what` names the kind of event or state as it was read, or is "words"; `first` is when it was first reported.
    """

    text: str
    what: str
    modality: str
    polarity: str
    verdict: Verdict
    first: Time
    origins: tuple[str, ...]
    supports: tuple[Finding, ...]
    against: tuple[Finding, ...]
    near: tuple[Finding, ...]


@record
class Cited:
    """A page that a finding rests on."""

    id: str
    source: str
    url: str | None
    title: str | None
    outlet: str | None
    text_id: str
    published: Time


@record
class Note:
    """Why something could not be compared, or must be read with care."""

    code: str
    message: str


@record
class Corroboration:
    """The answer: a verdict over all points (the weakest counts), with everything that it rests on.

    `origins` are the independent origins of what supports it: of several points those that stand behind them all are
    told point by point. `first` is since when all of it is reported. `left_out` counts texts that a large archive holds
    besides those that were compared.
    """

    schema: str = "dateline-corroboration/1"
    sentence: str
    on: str | None
    as_of: str | None
    verdict: Verdict
    first: Time
    points: tuple[Point, ...]
    names: tuple[Taken, ...]
    origins: tuple[Origin, ...]
    articles: tuple[Cited, ...]
    notes: tuple[Note, ...]
    left_out: int = 0
