"""The formats that a dossier can be exported in, and what each is made of.

An export is one or more files, each a stream of text in pieces: CSV is a file a table, FollowTheMoney has the spans
beside it. Page text is harmless in all of them (`dateline.rendering.harmless`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, get_args

from dateline.errors import UsageError
from dateline.export.annotations import as_annotations
from dateline.export.contract import as_json, as_lines
from dateline.export.linked_data import as_linked_data
from dateline.export.money import as_money
from dateline.export.provenance import as_provenance
from dateline.export.report import as_report
from dateline.export.stix import as_stix
from dateline.export.tables import tables
from dateline.records.base import record
from dateline.records.dossier import Dossier

__all__ = ["FORMATS", "Format", "Part", "check", "export"]

Format = Literal["json", "jsonl", "ftm", "jsonld", "annotation", "prov", "stix", "csv", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)
_Write = Callable[[Dossier], Iterator[str]]


@record
class Part:
    """One file of an export: its name without an ending, its ending, its media type, and its text in pieces.

    `pieces` can be gone through once.
    """

    name: str
    ending: str
    media_type: str
    pieces: Iterator[str]


_SINGLE: Mapping[Format, tuple[str, str, _Write]] = {
    "json": (".json", "application/json", as_json),
    "jsonl": (".jsonl", "application/x-ndjson", as_lines),
    "ftm": (".ftm.json", "application/x-ndjson", as_money),
    "jsonld": (".jsonld", "application/ld+json", as_linked_data),
    "annotation": (
        ".annotations.jsonld",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        as_annotations,
    ),
    "prov": (".prov.json", "application/json", as_provenance),
    "html": (".html", "text/html; charset=utf-8", as_report),
    "stix": (".stix.json", "application/stix+json; version=2.1", as_stix),
}


def export(picture: Dossier, form: str) -> tuple[Part, ...]:
    """The files of an export, the chief one first; raises UsageError("unknown_format")."""
    if form == "csv":
        made = tables(picture).items()
        return tuple(Part(name=name, ending=".csv", media_type="text/csv", pieces=pieces) for name, pieces in made)
    chief = _part(picture, check(form))
    return (chief, _part(picture, "annotation")) if form == "ftm" else (chief,)


def check(form: str) -> Format:
    """The format of this name; raises UsageError("unknown_format")."""
    if form not in FORMATS:
        raise UsageError("unknown_format", f"{form!r} is no format: choose one of {', '.join(FORMATS)}")
    return form


def _part(picture: Dossier, form: Format) -> Part:
    ending, media_type, write = _SINGLE[form]
    return Part(name="dateline", ending=ending, media_type=media_type, pieces=write(picture))
