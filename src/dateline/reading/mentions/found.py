"""A name as it is found: a span with a type, its edges cut to what belongs to a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.lexicon import people
from dateline.records.reading import EntityType

__all__ = ["Found", "disjoint", "trim"]

_LEADING = frozenset({"the", "a", "an", "this", "that", "these", "those", "our", "their", "his", "her", "its", "my"})
_EDGE = " \t\n\r\u00a0\"“”'‘’`«»,;:.!?()[]{}<>-–—…*|/\\+&•"


@dataclass(frozen=True, slots=True)
class Found:
    """A name: ``text[start:end]``, the type so far; `sure` where the words alone settle the type."""

    start: int
    end: int
    type: EntityType
    sure: bool = False


def trim(text: str, start: int, end: int, *, person: bool) -> tuple[int, int] | None:
    """Cut a span to the name in it: no determiner, title, possessive or dash tail; None where nothing is left."""
    dash = re.search(r"\s[-–—]+\s|[—–](?=[a-z])|(?<=\w)-(?=now\b|which\b|who\b)", text[start:end])
    if dash:
        end = start + dash.start()
    while True:
        before = start, end
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE and not _is_abbreviation(text, start, end):
            end -= 1
        if text[start:end].endswith(("'s", "’s")):
            end -= 2
        first = re.match(r"\S+\s+", text[start:end])
        if first and (first[0].strip().lower() in _LEADING or (person and people.is_title(first[0].strip()))):
            start += first.end()
        if (start, end) == before:
            return (start, end) if start < end else None


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    return text[end - 1] == "." and bool(re.search(r"(?:\b\w\.\w\.|\b(?:Jr|Sr|Inc|Ltd|Co|Corp)\.)$", text[start:end]))


def disjoint(spans: Iterable[Found]) -> list[Found]:
    """The longest of spans that overlap, in text order; of equals the first given."""
    kept: list[Found] = []
    taken: set[int] = set()
    for found in sorted(spans, key=lambda f: (f.start - f.end, not f.sure)):
        places = range(found.start, found.end)
        if taken.isdisjoint(places):
            kept.append(found)
            taken.update(places)
    return sorted(kept, key=lambda f: f.start)
