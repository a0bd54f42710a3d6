"""A page's lines -> the stamps among them: lines that give the time of what stands beside them.

A stamp is a line that holds a time and next to nothing else ("6:55 p.m.", "Posted at 18.55 CET", "5 March 2026"), a
time with a headline or a sentence behind it ("18:55 - Wall gives way"), or the line of an HTML `time` element.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from dateline.article.datelines import FoundDate, clock_in, dates_in
from dateline.article.fields import Found, folded
from dateline.article.lines import Line
from dateline.article.markup import Markup
from dateline.article.own_days import read_value
from dateline.article.shape import ends_sentence
from dateline.lexicon.boilerplate import is_whole
from dateline.records.base import record
from dateline.records.evidence import Evidence, Text

__all__ = ["Stamp", "linked_stamps", "stamps_in"]

_LONGEST = 160
_CELLS = ("td", "th")
_LABEL = re.compile(
    r"\b(?:published|posted|updated|update|filed|last|first|on|at|by|am|um|kl|as of|le|el|a las?|alle|à|uhr|hrs|hours?|"
    r"h|publicado|publicada|actualizado|actualizada|publié|mis à jour|veröffentlicht|aktualisiert|pubblicato|"
    r"aggiornato|local time|hora local|ore|de|del|the)\b|[\W_]+",
    re.I,
)
_BY = re.compile(r"\b(?i:by|por|von|par|di)\s+[^\W\d_a-zß-öø-ÿ][\w.'’-]+(?:\s+[^\W\d_a-zß-öø-ÿ][\w.'’-]+){0,3}")
_CLOCK_FIRST = re.compile(r"^[^\w]{0,3}$")
_HEAD = re.compile(r"(?:\s*(?:[Uu]hr|hrs|h)\b)?\s*[.:|–—-]?\s*(?=[\"“‘'«„¡¿]?[^\W\d_a-zß-öø-ÿ])")
_AUTHOR = 40
"""Characters of a name beside the time of a `time` element, as of who wrote an update."""


@record
class Stamp:
    """The time of an update: its line, what it says (`clock` is ``HH:MM``), and its words.

    `head` is where behind the time other words of the line begin, None where there are none. `marked` says that it is
    an HTML `time` element.
    """

    number: int
    day: date | None
    clock: str | None
    zone: str | None
    words: tuple[Evidence, ...]
    head: int | None = None
    marked: bool = False

    @property
    def minutes(self) -> int | None:
        """Minutes since midnight, or None."""
        return None if self.clock is None else int(self.clock[:2]) * 60 + int(self.clock[3:])


def stamps_in(text: Text, lines: Sequence[Line], markup: Markup | None = None) -> tuple[Stamp, ...]:
    """The stamps of a page in the order of its lines, one a line."""
    found = _of_elements(text, lines, markup) if markup is not None else {}
    for number, line in enumerate(lines):
        if number not in found and (stamp := _of_line(text, line, number)):
            found[number] = stamp
    return tuple(found[number] for number in sorted(found))


def _of_line(text: Text, line: Line, number: int) -> Stamp | None:
    words = line.text[:_LONGEST]
    if not line.pieces or "@" in line.tag or line.tag in _CELLS or not any(map(str.isdigit, words)):
        return None
    days = dates_in(words)
    if days and days[0].ambiguous is not None:
        return None
    undated = words
    for one in days:
        undated = undated[: one.start] + " " * (one.end - one.start) + undated[one.end :]
    clock = None if days and days[0].clock else clock_in(undated)
    spans = [(one.start, one.end) for one in days[-1:]] + ([clock[2:]] if clock else [])
    if not spans:
        return None
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    rest = words[:first] + " " + words[last:] if len(line.text) <= _LONGEST else line.text
    between = words[min(end for _, end in spans) : max(start for start, _ in spans)] if len(spans) > 1 else ""
    if _LABEL.sub("", between):
        return None
    head = None
    if _LABEL.sub("", _BY.sub("", rest)):
        if not _CLOCK_FIRST.match(words[:first]) or not clock or days:
            return None
        head = _behind(line.text, last)
        if head is None:
            return None
    day = days[-1] if days else None
    return Stamp(
        number=number,
        day=day.day if day else None,
        clock=clock[0] if clock else day.clock if day else None,
        zone=clock[1] if clock else day.zone if day else None,
        words=(text.cut(*line.span(first, last)),),
        head=head,
    )


def _behind(words: str, at: int) -> int | None:
    """Where the words behind a time begin; None where the time is part of a sentence or of a list of things."""
    match = _HEAD.match(words, at)
    if match is None or not match[0]:
        return None
    rest = words[match.end() :]
    return match.end() if len(rest.split()) >= 3 else None


def _of_elements(text: Text, lines: Sequence[Line], markup: Markup) -> dict[int, Stamp]:
    """Stamps from `time` elements, each at the line that it stands in, or before."""
    ends = [line.end for line in lines]
    found: dict[int, Stamp] = {}
    for tag in markup.tags:
        if tag.name != "time" or not (said := tag.get("datetime").strip()):
            continue
        instant = read_value(said)
        number = bisect_right(ends, tag.end)
        if instant is None or instant.ambiguous is not None or number >= len(lines) or number in found:
            continue
        if (
            stamp := _of_element(text, lines[number], number, instant=instant, raw=tag.attributes["datetime"])
        ) is not None:
            found[number] = stamp
    return found


def _of_element(text: Text, line: Line, number: int, *, instant: FoundDate, raw: tuple[str, int, int]) -> Stamp | None:
    if len(line.text) > _LONGEST:
        return None
    heading = line.tag in ("h1", "h2", "h3", "h4", "h5", "h6")
    if ends_sentence(line.text) and not heading and len(line.text) > _AUTHOR * 2:
        return None
    shown = clock_in(line.text)
    days = dates_in(line.text)
    last = max([shown[3] if shown else 0, *(one.end for one in days)])
    head = _behind(line.text, last) if last else None
    start, end = raw[1], raw[2]
    words = text.text[start:end]
    start += len(words) - len(words.lstrip())
    return Stamp(
        number=number,
        day=instant.day,
        clock=instant.clock,
        zone=instant.zone,
        words=(text.cut(start, start + len(words.strip())),),
        head=head if heading or head is None or not is_whole(line.text[head:], "tool") else None,
        marked=True,
    )


def linked_stamps(lines: Sequence[Line], updates: Iterable[tuple[str, Found]]) -> tuple[Stamp, ...]:
    """Stamps from (first words, time) of each update as a page's data give them, where most are seen on the page."""
    said = [(folded(words), found) for words, found in updates]
    places: dict[str, int] = {}
    for number, line in enumerate(lines):
        if line.pieces and len(line.text) > 3:
            places.setdefault(folded(line.text[:_LONGEST]), number)
    found: dict[int, Stamp] = {}
    for words, time in said:
        instant = read_value(time.value)
        starts = [place for start, place in places.items() if len(start) > _AUTHOR and words.startswith(start)]
        at = places.get(words, starts[0] if starts else None)
        if at is None or instant is None or instant.ambiguous is not None:
            continue
        stamp = Stamp(
            number=at, day=instant.day, clock=instant.clock, zone=instant.zone, words=time.evidence, head=0, marked=True
        )
        found.setdefault(at, stamp)
    return tuple(found[number] for number in sorted(found)) if 2 * len(found) > len(said) else ()
