"""CSV tables (RFC 4180): a dossier as a table for each of its lists, and one of all its evidence.

The columns are the records' own fields: a record within a record has columns of its own (``speaker_text``), a time has
five, ids and words in a list stand in one cell, parted by ``|``, and a list of records is a table of its own
(``disputes_stands``), under the id of what it belongs to. Evidence is in the table ``evidence`` alone, under the id
that it supports; whole texts are left to the other formats. Text that a spreadsheet would take for a formula has an
apostrophe before it; numbers have none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any, get_args, get_origin

from dateline.export.spans import id_of, spans
from dateline.records.base import record
from dateline.records.dossier import Change, Copies, Dispute, Dossier, DossierText, Holder
from dateline.records.evidence import Evidence
from dateline.records.plain import hints_of, optional
from dateline.records.time import Time
from dateline.rendering.harmless import cell

__all__ = ["tables"]

_PARTED = "|"
_UNCLEAR = "speaker unclear"
_DERIVED = (Change, Dispute, Copies)
"""Records without an id of their own, which have one made of what they say (as in `dateline show`)."""
_Get = Callable[[Any], Any]


@record
class _Column:
    name: str
    get: _Get


@record
class _Shape:
    """The columns of a record, and the lists of records in it, by name."""

    columns: tuple[_Column, ...]
    lists: Mapping[str, tuple[type, _Get]]


def tables(picture: Dossier) -> dict[str, Iterator[str]]:
    """Each table by its name, as CSV in pieces, a line a piece; always the same names and columns."""
    made: dict[str, Iterator[str]] = {}
    for key, (name, hint) in hints_of(Dossier).items():
        if get_origin(hint) is tuple:
            made |= _of_list(key, get_args(hint)[0], getattr(picture, name))
    made["evidence"] = _evidence(picture)
    return made


def _of_list(key: str, cls: type, records: tuple[Any, ...]) -> dict[str, Iterator[str]]:
    shape = _shape(cls)
    made = {key: _written(shape.columns, records, derived=cls in _DERIVED)}
    for name, (inner, get) in shape.lists.items():
        belongs = [((id_of(one), number), part) for one in records for number, part in enumerate(get(one) or ())]
        made[f"{key}_{name}"] = _nested(_shape(inner).columns, belongs)
    return made


def _written(columns: tuple[_Column, ...], records: Iterable[Any], *, derived: bool) -> Iterator[str]:
    yield _line((*(["id"] if derived else []), *(column.name for column in columns)))
    for one in records:
        yield _line((*([id_of(one)] if derived else []), *(column.get(one) for column in columns)))


def _nested(columns: tuple[_Column, ...], belongs: Iterable[tuple[tuple[str, int], Any]]) -> Iterator[str]:
    yield _line(("of", "position", *(column.name for column in columns)))
    for own, part in belongs:
        yield _line((*own, *(column.get(part) for column in columns)))


def _evidence(picture: Dossier) -> Iterator[str]:
    yield _line(("kind", "id", "role", "pointer", "text_id", "start", "end", "exact"))
    for span in spans(picture):
        words = span.evidence
        yield _line((span.kind, span.id, span.role, span.pointer, words.text_id, words.start, words.end, words.exact))


@cache
def _shape(cls: type) -> _Shape:
    columns: list[_Column] = []
    lists: dict[str, tuple[type, _Get]] = {}
    _add(cls, "", lambda one: one, into=(columns, lists))
    return _Shape(columns=tuple(columns), lists=lists)


def _add(cls: type, prefix: str, get: _Get, *, into: tuple[list[_Column], dict[str, tuple[type, _Get]]]) -> None:
    columns, lists = into
    for key, (name, hint) in hints_of(cls).items():
        inner, _ = optional(hint)
        value = _then(get, name)
        of = get_args(inner)[0] if get_origin(inner) is tuple else None
        if cls is DossierText and key == "text":
            columns.append(_Column(name="characters", get=lambda one: len(one.text)))
        elif inner is Time:
            columns.extend(_time(f"{prefix}{key}", value))
        elif inner is Evidence or of is Evidence or get_origin(inner) is Mapping:
            continue
        elif of is Holder:
            columns.append(_Column(name=f"{prefix}{key}", get=_holders(value)))
        elif isinstance(of, type) and is_dataclass(of):
            lists[f"{prefix}{key}"] = (of, value)
        elif of is not None:
            columns.append(_Column(name=f"{prefix}{key}", get=_joined(value)))
        elif isinstance(inner, type) and is_dataclass(inner):
            _add(inner, f"{prefix}{key}_", value, into=into)
        else:
            columns.append(_Column(name=f"{prefix}{key}", get=value))


def _then(get: _Get, name: str) -> _Get:
    def value(one: Any) -> Any:
        held = get(one)
        return None if held is None else getattr(held, name)

    return value


def _time(name: str, get: _Get) -> Iterator[_Column]:
    yield _Column(name=name, get=_then(get, "value"))
    for part in ("earliest", "latest", "precision", "zone"):
        yield _Column(name=f"{name}_{part}", get=_then(get, part))


def _joined(get: _Get) -> _Get:
    return lambda one: _PARTED.join(map(str, get(one) or ()))


def _holders(get: _Get) -> _Get:
    return lambda one: _PARTED.join(each.name if each.clear else _UNCLEAR for each in get(one) or ())


def _line(row: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: object) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, int | float) else cell(str(value))
