"""Records as a table of pandas or polars: a list of records in, a frame with a row each out.

A column is a field: a record within a record has columns of its own (``speaker_text``), a time has five, and lists stay
lists, of words or of dicts. Neither library is needed for anything else, and each is imported when it is asked for.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, Literal, get_args

from dateline.errors import UsageError
from dateline.records.evidence import Evidence
from dateline.records.plain import hints_of, optional, to_plain
from dateline.records.time import Time

__all__ = ["FrameLibrary", "frame", "rows"]

FrameLibrary = Literal["pandas", "polars"]

_TIME = ("earliest", "latest", "precision", "zone")


def frame(records: Iterable[object], *, library: FrameLibrary = "pandas") -> Any:
    """A DataFrame of records of one kind; an empty list gives an empty one.

    Raises UsageError: not_records, unknown_library, missing_library.
    """
    if library not in get_args(FrameLibrary):
        raise UsageError("unknown_library", f"{library!r} is none of {', '.join(get_args(FrameLibrary))}")
    made = list(rows(records))
    try:
        frames = importlib.import_module(library)
    except ImportError as error:
        raise UsageError(
            "missing_library", f"{library} is not installed: `pip install dateline[{library}]` brings it"
        ) from error
    if library == "polars":
        # Not only the first hundred rows tell what a column holds.
        return frames.DataFrame(made, infer_schema_length=None)
    return frames.DataFrame(made)


def rows(records: Iterable[object]) -> Iterator[Mapping[str, Any]]:
    """Each record as a row: plain values by the names of columns."""
    kinds: set[type] = set()
    for one in records:
        if not is_dataclass(one) or isinstance(one, type):
            raise UsageError("not_records", f"{type(one).__name__} is no record: give a list such as dossier.events")
        kinds.add(type(one))
        if len(kinds) > 1:
            raise UsageError("not_records", "records of several kinds make no table: give one list at a time")
        yield dict(_columns(one, ""))


def _columns(one: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    cls: type = type(one)
    for key, (name, hint) in hints_of(cls).items():
        yield from _column(f"{prefix}{key}", getattr(one, name), hint)


def _column(name: str, value: Any, hint: Any) -> Iterator[tuple[str, Any]]:
    inner, _ = optional(hint)
    if inner is Time:
        yield name, None if value is None else value.value
        yield from ((f"{name}_{part}", None if value is None else getattr(value, part)) for part in _TIME)
    elif inner is Evidence:
        yield name, None if value is None else value.exact
        yield from ((f"{name}_{part}", value and getattr(value, part)) for part in ("text_id", "start", "end"))
    elif isinstance(inner, type) and is_dataclass(inner):
        if value is not None:
            yield from _columns(value, f"{name}_")
            return
        for key, (_, within) in hints_of(inner).items():
            yield from _column(f"{name}_{key}", None, within)
    else:
        yield name, None if value is None else to_plain(value, of=inner)
