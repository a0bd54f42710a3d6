"""Every piece of evidence of a dossier, with the record that it supports and its place in that record.

The walk follows the records' own fields, so that what the contract gains is exported without a change here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from dateline.records.base import record
from dateline.records.dossier import Change, Copies, Dispute, Dossier, TimelineLine
from dateline.records.evidence import Evidence
from dateline.records.references import change_id, copies_id, dispute_id

__all__ = ["KINDS", "Span", "id_of", "iri", "records_of", "spans"]

KINDS: Mapping[str, str] = {
    "articles": "article", "entities": "entity", "places": "place", "mentions": "mention", "times": "time",
    "toponyms": "toponym", "quotations": "quotation", "claims": "claim", "events": "event", "states": "state",
    "quantities": "quantity", "stories": "story", "timeline": "line", "changes": "change", "disputes": "dispute",
    "chains": "chain", "origins": "origin", "copies": "copies", "judgements": "judgement",
}  # fmt: skip
"""What one record of each list is called, in addresses and tables."""


@record
class Span:
    """Words that support a record. `role` says as what ("speaker", "title", "stands"; "words" where the record has but
    one); `pointer` is their place in the record (RFC 6901)."""

    kind: str
    id: str
    role: str
    pointer: str
    evidence: Evidence


def iri(kind: str, name: str) -> str:
    """The address of a record, or of a text: ``urn:dateline:quotation:22a8..``."""
    return f"urn:dateline:{kind}:{name}"


def id_of(one: object) -> str:
    """The id of a record; a change, dispute or pair of copies is named after what it says, a line after its event."""
    match one:
        case Change():
            return change_id(one)
        case Dispute():
            return dispute_id(one)
        case Copies():
            return copies_id(one)
        case TimelineLine():
            return one.event
    return str(getattr(one, "id"))  # noqa: B009 - all other records of a dossier have one


def records_of(picture: Dossier) -> Iterator[tuple[str, object]]:
    """All records that have an id and may have evidence, each with its list's name."""
    for name in KINDS:
        for one in getattr(picture, name):
            yield name, one


def spans(picture: Dossier) -> Iterator[Span]:
    """Every piece of evidence, in the order of the contract."""
    for name, one in records_of(picture):
        owner = id_of(one)
        for path, evidence in _walk(one, ()):
            pointer = "".join(f"/{step}" for step in path)
            yield Span(kind=KINDS[name], id=owner, role=_role(path), pointer=pointer, evidence=evidence)


def _role(path: tuple[str, ...]) -> str:
    return ".".join(step for step in path if step != "evidence" and not step.isdigit()) or "words"


def _walk(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Evidence]]:
    if isinstance(value, Evidence):
        yield path, value
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _walk(each, (*path, str(number)))
    elif isinstance(value, Mapping):
        for key in sorted(value):
            yield from _walk(value[key], (*path, key))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _walk(getattr(value, field.name), (*path, field.name.removesuffix("_")))
