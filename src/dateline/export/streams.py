"""JSON in pieces: an object whose long lists are written one member a line, so that no export is held whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dateline.records.plain import Plain
from dateline.rendering.harmless import json_text

__all__ = ["Streamed", "lines", "object_of"]

Streamed = Mapping[str, "Plain | Iterable[Plain] | Streamed"]
"""An object; what is no plain value is a list still to be made, or such an object again."""


def object_of(members: Streamed) -> Iterator[str]:
    """A JSON object in pieces; ends with a line end."""
    yield from _object(members)
    yield "\n"


def lines(records: Iterable[Plain]) -> Iterator[str]:
    """JSON Lines: one record a line."""
    for each in records:
        yield json_text(each) + "\n"


def _object(members: Streamed) -> Iterator[str]:
    yield "{"
    for number, (key, value) in enumerate(members.items()):
        yield f"{',' if number else ''}\n{json_text(key)}: "
        if isinstance(value, Mapping):
            yield from _object(value)
        elif value is None or isinstance(value, bool | int | float | str | list):
            yield json_text(value)
        else:
            yield from _list(value)
    yield "\n}"


def _list(records: Iterable[Plain]) -> Iterator[str]:
    yield "["
    for number, each in enumerate(records):
        yield f"{',' if number else ''}\n{json_text(each)}"
    yield "\n]"
