"""Cutting records to a scope: what they name that is not in it falls away.  record + what is kept in, record out.

Evidence is kept where its text is; a record whose one piece of evidence (or the thing that it is of) is left
out is left out itself; lists of ids keep the ids that are kept. So a dossier of a part refers to nothing outside.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import is_dataclass, replace
from functools import cache
from operator import is_
from typing import Any, TypeVar, cast, get_args

from dateline.records.base import record
from dateline.records.evidence import Evidence
from dateline.records.plain import hints_of

__all__ = ["Kept", "trim"]

T = TypeVar("T")

_LISTS = {"articles": "articles", "about": "events", "entities": "entities", "origins": "origins", "stories": "stories"}
"""Fields that are lists of ids, and of what."""


@record
class Kept:
    """What a scope keeps: the texts, and the ids of what the lists of ids name, by kind."""

    texts: Collection[str]
    ids: Mapping[str, Collection[str]]


def trim(records: Iterable[T], kept: Kept) -> tuple[T, ...]:
    """The records that stay, cut to what is kept."""
    cut = (_value(each, kept) for each in records)
    return tuple(cast("T", each) for each in cut if each is not None)


def _value(value: Any, kept: Kept) -> Any:
    """The value cut to what is kept: the same object where nothing of it falls away."""
    if isinstance(value, Evidence):
        return value if value.text_id in kept.texts else None
    if isinstance(value, tuple):
        cut = [_value(each, kept) for each in value]
        if all(map(is_, cut, value)) and None not in value:
            return value
        return tuple(each for each in cut if each is not None)
    if isinstance(value, Mapping):
        return {key: _value(each, kept) for key, each in value.items()}
    return _record(value, kept)


def _record(value: Any, kept: Kept) -> Any:
    """A record with its fields cut; None where a piece of evidence that it cannot do without is left out."""
    changed: dict[str, Any] = {}
    cls: Any = type(value)
    for name in _fields(cls):
        before = getattr(value, name)
        kind = _LISTS.get(name)
        if kind is not None and isinstance(before, tuple) and kind in kept.ids:
            ids = kept.ids[kind]
            after: Any = tuple(each for each in before if not isinstance(each, str) or each in ids)
        else:
            after = _value(before, kept)
        if after is None and before is not None:
            return None
        if after is not before and after != before:
            changed[name] = after
    return replace(value, **changed) if changed else value


@cache
def _fields(cls: type) -> tuple[str, ...]:
    """The fields of a record that may hold what falls away: ids that are listed, and whatever holds records."""
    if not is_dataclass(cls):
        return ()
    return tuple(name for name, hint in hints_of(cls).values() if name in _LISTS or _holds_records(hint))


def _holds_records(hint: object) -> bool:
    return is_dataclass(hint) or any(map(_holds_records, get_args(hint)))
