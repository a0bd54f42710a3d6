"""Names in lines that are no sentences: datelines that stand alone, headings in capitals.  Names so far in, all out.

The model reads a heading in capitals badly: what stands in it and is a name elsewhere in the text is that name,
and of what the model took for one name the rest is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.lexicon import gazetteer
from dateline.lexicon.date_words import month_pattern
from dateline.reading.mentions.found import Found

__all__ = ["datelines", "seen_elsewhere"]

_SHARE = 0.7
"""Of the letters of a line, from which on it is one in capitals."""
_WORD = re.compile(r"[^\W_][\w.'’&\-]*")
_LONGEST = 5
_TYPES = ("person", "organization", "place")


def datelines(text: str) -> Iterator[Found]:
    """Towns, and what encloses them, of lines that are nothing but a place and a day: "ASHBURN, Ohio 2026-03-04"."""
    for match in _pattern().finditer(text):
        region = match["region"] is not None and bool(gazetteer.lookup(match["region"]))
        if not region and not gazetteer.lookup(match["town"].title()):
            continue
        yield Found(*match.span("town"), "place", True)
        if region:
            yield Found(*match.span("region"), "place", True)


@cache
def _pattern() -> re.Pattern[str]:
    month = rf"(?i:(?:{month_pattern()})\.? \d{{1,2}}|\d{{1,2}} (?:{month_pattern()})\b\.?)"
    day = rf"(?:\d{{4}}-\d\d-\d\d|{month}(?:,? \d{{4}})?)"
    region = r"(?: ?, (?P<region>[A-Z][\w.]+(?: [A-Z][\w.]+){0,2}))?"
    return re.compile(rf"^(?P<town>[A-Z][A-Z.'’\-]+(?: [A-Z][A-Z.'’\-]+){{0,3}}){region} ?,? {day}\s*$", re.MULTILINE)


def seen_elsewhere(text: str, spans: Sequence[Found]) -> list[Found]:
    """The names with those of headings in capitals put right by what the rest of the text calls a name."""
    headings = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if _in_capitals(m[0])]
    if not headings:
        return list(spans)
    known = _known(text, spans, headings)
    found = [each for first, last in headings for each in _of_heading(text, first, last, known)]
    taken = {i for each in found for i in range(each.start, each.end)}
    return [*(each for each in spans if taken.isdisjoint(range(each.start, each.end))), *found]


def _in_capitals(line: str) -> bool:
    letters = [char for char in line if char.isalpha()]
    return len(letters) > 8 and " " in line and sum(char.isupper() for char in letters) >= _SHARE * len(letters)


def _known(text: str, spans: Sequence[Found], headings: Sequence[tuple[int, int]]) -> dict[str, Found]:
    """Names outside headings, in capitals; a person's last name stands for the person."""
    inside = {i for first, last in headings for i in range(first, last)}
    known: dict[str, Found] = {}
    for each in spans:
        name = text[each.start : each.end]
        if each.start in inside or each.type not in _TYPES or (name.isupper() and len(name) < 4):
            continue
        known.setdefault(" ".join(name.upper().split()), each)
        if each.type == "person" and " " in name and len(name.split()[-1]) > 2:
            known.setdefault(name.split()[-1].upper(), each)
    return known


def _of_heading(text: str, first: int, last: int, known: dict[str, Found]) -> Iterator[Found]:
    words = [(m.start(), m.end()) for m in _WORD.finditer(text, first, last)]
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            start, end = words[at][0], words[at + size - 1][1]
            name = re.sub(r"['’]S$", "", " ".join(text[start:end].split()))
            if name in known and text[start:end].isupper():
                yield Found(start, start + len(name), known[name].type)
                at += size - 1
                break
        at += 1
