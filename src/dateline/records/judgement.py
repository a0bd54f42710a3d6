"""What people said of what was read: judgements and corrections, pinned to words and not to ids that may change.

The log is append-only: taking a judgement back is one more entry. `standing` says what holds now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from dateline.errors import UsageError
from dateline.records.base import record
from dateline.records.evidence import Evidence, relocate
from dateline.records.ids import record_id
from dateline.records.registry import RegistryPin
from dateline.records.time import span_of

__all__ = [
    "CorrectedField", "Correction", "Judgement", "JudgementKind", "Pin", "PinKind", "corrections", "judge",
    "place_again", "standing", "to_undo", "told_by",
]  # fmt: skip

JudgementKind = Literal["same", "different", "correct", "reject", "undo"]
PinKind = Literal[
    "article", "story", "entity", "event", "place", "mention", "quotation", "claim", "state", "quantity", "time",
    "toponym", "outlet",
]  # fmt: skip
CorrectedField = Literal["date", "outlet", "credit"]


_FIELDS: Mapping[str, CorrectedField] = {"date": "date", "outlet": "outlet", "credit": "credit"}


@record
class Pin:
    """What a judgement is about: the words of one text in which it stands, and the page that has them.

    `name` is what it was called. `said` is what was read there (a state's value, an event's type, a speaker): a reading
    that says otherwise is another one. `context` holds the words with those around them, by which they are found again
    in a newer text of the same page (its `url`, else its `source`). An outlet is told by its `name` alone: its pin is
    the beginning of a page that it published.
    """

    kind: PinKind
    name: str
    source: str
    url: str | None
    evidence: Evidence
    context: Evidence
    said: str | None = None


@record
class Correction:
    """What a page's field should say; credits are parted by commas, and an empty value says that there is none."""

    field: CorrectedField
    value: str


@record
class Judgement:
    """One entry of the log. `same` and `different` are about two pins, `correct` about one, `reject` about all of them.

    Where an entity is judged to be, or not to be, the one of a registry's record, there is one pin, and `record`. `at`
    is an instant in UTC; `undoes` is the id of the judgement that an `undo` takes back.
    """

    id: str
    kind: JudgementKind
    author: str
    at: str
    about: tuple[Pin, ...] = ()
    corrections: tuple[Correction, ...] = ()
    undoes: str | None = None
    record: RegistryPin | None = None


def judge(
    kind: JudgementKind,
    about: Iterable[Pin] = (),
    *,
    author: str,
    at: str,
    corrections: Iterable[Correction] = (),
    undoes: str | None = None,
    record: RegistryPin | None = None,
) -> Judgement:
    """A judgement under its id, which hashes all that it says, and when: judged again is another entry."""
    pins, fields = tuple(about), tuple(corrections)
    words = (f"{pin.kind} {pin.evidence.text_id} {pin.evidence.start} {pin.evidence.end} {pin.said}" for pin in pins)
    values = (f"{each.field}={each.value}" for each in fields)
    # What has none of a record is named as before there were any.
    meant = () if record is None else (record.registry, record.record)
    name = record_id("judgement", "", kind, author, at, *words, *values, undoes, *meant)
    return Judgement(
        id=name, kind=kind, author=author, at=at, about=pins, corrections=fields, undoes=undoes, record=record
    )


def standing(log: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that nobody has taken back, the oldest first."""
    entries = tuple(log)
    undone = {entry.undoes for entry in entries}
    return tuple(entry for entry in entries if entry.kind != "undo" and entry.id not in undone)


def to_undo(log: Iterable[Judgement], reference: str | None) -> Judgement:
    """The judgement to be taken back: the last that stands, or the one whose id is so or begins so.

    Raises UsageError: nothing_to_undo, unknown_reference, ambiguous_reference.
    """
    held = standing(log)
    if reference is None:
        if not held:
            raise UsageError("nothing_to_undo", "no judgement stands: `dateline judgements` lists what was said")
        return held[-1]
    found = [one for one in held if reference and one.id.startswith(reference.strip().lower())]
    if not found:
        raise UsageError("unknown_reference", f"no judgement {reference!r} stands: `dateline judgements` lists them")
    if len(found) > 1:
        raise UsageError("ambiguous_reference", f"{reference!r} begins {len(found)} judgements: give more of it")
    return found[0]


def corrections(fields: Mapping[str, str]) -> tuple[Correction, ...]:
    """Corrections of a page's fields; raises UsageError("bad_correction") for another field, and for no day."""
    made = []
    for name, value in fields.items():
        field = _FIELDS.get(name)
        if field is None:
            raise UsageError("bad_correction", f"{name!r} is none of {', '.join(_FIELDS)}: give date=2026-02-23")
        if field == "date" and value.strip() and span_of(value.strip())[2] == "unknown":
            raise UsageError("bad_correction", f"{value!r} is no date: give one as 2026-02-23, or 2026-02-23T10:40")
        made.append(Correction(field=field, value=value.strip()))
    if not made:
        raise UsageError(
            "bad_correction", f"nothing is corrected: give one of {', '.join(_FIELDS)}, as date=2026-02-23"
        )
    return tuple(made)


def told_by(judgement: Judgement) -> str:
    """Who said so, and when: what a merge, or a corrected time, gives as its reason."""
    return f"by {judgement.author} on {judgement.at[:10]}"


def place_again(pin: Pin, text: str) -> Evidence | None:
    """Where a pin's words stand in a newer text of its page; None where that is not sure.

    They are found with the words around them, else where the text has them once only.
    """
    around = relocate(pin.context, text)
    if around is not None:
        start = around.start + pin.evidence.start - pin.context.start
        return _cut(pin, around.text_id, start)
    if text.count(pin.evidence.exact) != 1:
        return None
    return relocate(pin.evidence, text)


def _cut(pin: Pin, text_id: str, start: int) -> Evidence:
    words = pin.evidence.exact
    return Evidence(text_id=text_id, start=start, end=start + len(words), exact=words)
