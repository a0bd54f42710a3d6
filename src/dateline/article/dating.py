"""All that an HTML page says of its day -> one publication time, with the basis, and what was set aside.

The day as the page shows it to its readers comes before its own data: these keep an instant, often in UTC, and
near midnight that is another day than the one in the outlet's place; and what a site's software calls published is at
times when a draft was made. What shows nothing, or only when it was updated, leaves it to the data, then to the
address, a `time` element near the title, and scripts. A date that only the text names is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from dateline.article.datelines import FoundDate, clock_in, dates_in, iso_instant
from dateline.article.fields import Found, Layout, evidence_in
from dateline.article.lines import Line
from dateline.article.markup import Markup
from dateline.article.metadata import Metadata
from dateline.article.own_days import UTC, OwnDay, marked_days, read_value, script_day, time_days
from dateline.article.publication import (
    DateLine,
    clock_beside,
    date_lines,
    either,
    find_published,
    labelled_days,
    time_of,
)
from dateline.records.base import record
from dateline.records.evidence import Evidence, Text
from dateline.records.time import Basis, BasisKind, Time

__all__ = ["address_time", "published_in_html"]

_ABOVE, _BELOW = 3, 14
"""Lines above and below the title among which the page's date line stands."""
_AFTER_TITLE = 6000
"""Characters of markup behind the title within which a `time` element is the article's."""
_LED = 4
"""Blocks among which the text's own date may stand: a heading, a standfirst and a byline come before it."""
_CLOSE = 5
"""Lines from the title within which a shown date is believed against the page's data."""
_BYLINE = re.compile(r"(?:by|von|por|par|di|door|av|af)\s", re.I)
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(\d{1,2})[/-]?(\d{1,2})(?=[/_.-]|$)")
_LEAD = re.compile(r"^(?:[^\W\d_][\w .'-]{0,30},?\s)?\(?$")
_LEAD_END = re.compile(r"^\)?\s?[.:–—-]|^\s[„“\"]|^\)")
_OFFSET = re.compile(
    r"(?:\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?|(?:19|20)\d\d \d\d:\d\d:\d\d )([+-](?:0\d|1[0-4]):?[0-5]\d)(?!\d)"
)
_MONTH_FIRST = re.compile(r"^en[-_]US", re.I)


@record
class _Said:
    """One thing that says a day."""

    instant: FoundDate
    kind: BasisKind
    reason: str
    evidence: tuple[Evidence, ...]


def published_in_html(
    layout: Layout, *, title: Evidence | None, markup: Markup, metadata: Metadata, url: str | None
) -> Time:
    """The publication time of an HTML page, or what bounds it, or UNKNOWN."""
    text = layout.text
    anchor = _anchor(layout, title)
    data = [_from_data(day) for day in marked_days(text, markup, metadata)]
    address = _address_day(url, metadata.canonical)
    known = [one.instant.day for one in (*data, *((address,) if address else ())) if one.instant.ambiguous is None]
    own_lines = _own_lines(layout, markup, anchor)
    shown, updated = _shown(layout, own_lines, anchor, known=known)
    shown, updated = (_read_as(one, known, metadata.language) if one else None for one in (shown, updated))
    data = [one for one in (_read_as(one, known, metadata.language) for one in data) if one.instant.ambiguous is None]
    if shown is not None and shown.instant.ambiguous is not None:
        return either(shown.instant, shown.evidence) if not data else _time(data[0])
    stated = data[0] if data else None
    if stated is not None:
        return _weighed(stated, shown=shown, updated=updated, local=address or _script(text, near=stated), text=text)
    if shown is not None:
        return _time(shown)
    labelled = [_line(layout, one, "the page's date line") for one in labelled_days(own_lines)]
    marked = _marked_near(text, markup, anchor)
    others = (
        address,
        *labelled,
        marked,
        _led(layout),
        _script(text),
        updated,
        _signed(layout),
        _in_window(text, markup),
        _modified(metadata),
    )
    weaker = next((one for one in others if one is not None and one.instant.ambiguous is None), None)
    return _time(weaker) if weaker is not None else find_published(layout, title=title)


def _anchor(layout: Layout, title: Evidence | None) -> int | None:
    """Where the title stands, or the body where it is not seen."""
    if title is not None:
        return title.start
    return next((block.line.start for block in layout.blocks if block.line.pieces), None)


def _own_lines(layout: Layout, markup: Markup, anchor: int | None) -> Sequence[Line]:
    """The lines from just above the title to the end of the body."""
    end = max((block.line.end for block in layout.blocks if block.line.pieces), default=0)
    first = next((index for index, line in enumerate(markup.lines) if line.end > (anchor or 0)), 0)
    return [line for line in markup.lines[max(0, first - _ABOVE) :] if line.start < end]


def _weighed(stated: _Said, *, shown: _Said | None, updated: _Said | None, local: _Said | None, text: Text) -> Time:
    """What the page's data state against what it shows."""
    day = stated.instant.day
    if shown is not None:
        if shown.instant.day == day:
            return _time(stated)
        return _time(shown, aside=stated, why="set aside for the day that the page shows")
    if updated is not None and updated.instant.day < day:
        return _time(updated, aside=stated, why="set aside: the page was updated before that")
    if local is None:
        local = _in_own_zone(stated, text)
    if local is not None and stated.instant.clock and abs(local.instant.day - day) == timedelta(days=1):
        return _time(local, aside=stated, why="set aside for the day in the outlet's own place")
    return _time(stated)


def _in_own_zone(stated: _Said, text: Text) -> _Said | None:
    """An instant in UTC on the clock of the one other zone in which the page's data give times, or None."""
    instant = stated.instant
    if instant.clock is None or instant.zone not in UTC:
        return None
    offsets = {match[1].replace(":", "") for match in _OFFSET.finditer(text.text)} - {"+0000", "-0000"}
    if len(offsets) != 1:
        return None
    (offset,) = offsets
    minutes = int(offset[1:3]) * 60 + int(offset[3:])
    moved = datetime.fromisoformat(instant.value) + timedelta(minutes=minutes if offset[0] == "+" else -minutes)
    there = replace(instant, day=moved.date(), clock=f"{moved:%H:%M}", zone=offset)
    return replace(stated, instant=there, reason="the page's own data, on the clock of its other times")


def _time(said: _Said, *, aside: _Said | None = None, why: str = "") -> Time:
    time = time_of(said.instant, kind=said.kind, reason=said.reason, evidence=said.evidence)
    if aside is None:
        return time
    reason = f"{aside.reason} say {aside.instant.value}: {why}"
    left = Basis(bound="value", kind=aside.kind, reason=reason, evidence=aside.evidence)
    return replace(time, basis=(*time.basis, left))


def _from_data(day: OwnDay) -> _Said:
    return _Said(instant=day.instant, kind="metadata", reason="the page's own data", evidence=day.found.evidence)


def _shown(
    layout: Layout, lines: Sequence[Line], title: int | None, *, known: Collection[date]
) -> tuple[_Said | None, _Said | None]:
    """The date that the page shows at its title, and the one that it labels as an update.

    A date that the page's data know as well comes first; one that they contradict by more than a day must stand
    close to the title.
    """
    if title is None:
        return None, None
    found = sorted(date_lines(lines, at=title, above=_ABOVE, below=_BELOW), key=_nearness)
    shown = [one for one in found if one.label != "updated"]
    agreed = [one for one in shown if {one.found.day, one.found.ambiguous} & set(known)]
    near = [one for one in shown if not known or one.distance <= _CLOSE or _is_next(one.found.day, known)]
    published = next(iter([*agreed, *near]), None)
    updated = next((one for one in found if one.label == "updated"), None)
    return (
        _line(layout, published, "the page's date line") if published else None,
        _line(layout, updated, "the page says when it was updated") if updated else None,
    )


def _is_next(day: date, known: Collection[date]) -> bool:
    return any(abs(other - day) == timedelta(days=1) for other in known)


def _nearness(one: DateLine) -> tuple[bool, int]:
    return one.label != "published" and not _BYLINE.match(one.line.text), one.distance


def _line(layout: Layout, one: DateLine, reason: str) -> _Said:
    found = one.found
    words: tuple[Evidence, ...] = (evidence_in(layout.text, one.line, found.start, found.end),)
    if clock_in(one.line.text) is None and (beside := clock_beside(layout, one.line)):
        line, clock, zone, start, end = beside
        found = replace(found, clock=clock, zone=zone)
        words += (evidence_in(layout.text, line, start, end),)
    return _Said(instant=found, kind="stated", reason=reason, evidence=words)


def _read_as(said: _Said, days: Collection[date], language: str | None) -> _Said:
    """A date with two readings as another date of the page reads it, else as its language writes dates."""
    found = said.instant
    other = found.ambiguous
    if other is None:
        return said
    chosen = found.day if found.day in days else other if other in days else None
    if chosen is None and language and (month_first := bool(_MONTH_FIRST.match(language))) | _day_first(language):
        chosen = found.day if found.month_first == month_first else other
    if chosen is None:
        return said
    return replace(said, instant=replace(found, day=chosen, ambiguous=None))


def _day_first(language: str) -> bool:
    """Whether a language, with its country where that is said, writes the day before the month; "en" alone may not."""
    said = language.strip().casefold()
    return bool(said) and said != "en"


def _address_day(url: str | None, canonical: Found | None) -> _Said | None:
    """The day in the page's address, or in the one that it gives as its own."""
    said = [Found(value=url)] if url else []
    for address in [*said, *((canonical,) if canonical else ())]:
        match = _ADDRESS.search(address.value)
        day = iso_instant(f"{match[1]}-{match[2].zfill(2)}-{match[3].zfill(2)}") if match else None
        if day is not None:
            return _Said(instant=day, kind="url", reason="the day in the page's address", evidence=address.evidence)
    return None


def address_time(url: str | None, canonical: Found | None) -> Time | None:
    """The Time of the day in the page's address, or None."""
    found = _address_day(url, canonical)
    return _time(found) if found is not None else None


def _script(text: Text, *, near: _Said | None = None) -> _Said | None:
    """The day that scripts keep; beside an instant in UTC, one that is said in the outlet's own time."""
    if near is not None and (near.instant.clock is None or near.instant.zone not in UTC):
        return None
    for day in script_day(text, local=near is not None):
        return _Said(instant=day.instant, kind="metadata", reason="the page's scripts", evidence=day.found.evidence)
    return None


def _marked_near(text: Text, markup: Markup, title: int | None) -> _Said | None:
    """A `time` element behind the title, or the only day of all `time` elements."""
    days = time_days(text, markup)
    near = [day for day in days if title is not None and title - 600 <= day.at <= title + _AFTER_TITLE]
    alone = days if len({day.instant.day for day in days}) == 1 else ()
    for day in near or alone:
        return _Said(instant=day.instant, kind="metadata", reason="a time in the markup", evidence=day.found.evidence)
    return None


def _led(layout: Layout) -> _Said | None:
    """A date that the text begins with, as an agency's dateline does: PLACE, (12 March 2026)."""
    led = [
        (line, found)
        for line in (block.line for block in layout.blocks if block.line.pieces)
        for found in dates_in(line.text[:80])
        if _LEAD.match(line.text[: found.start]) and _LEAD_END.match(line.text[found.end : found.end + 3])
    ]
    early = {id(block.line) for block in layout.blocks[:_LED]}
    # Where several paragraphs begin with dates it is a list of days.
    if len(led) != 1 or id(led[0][0]) not in early:
        return None
    line, found = led[0]
    words = evidence_in(layout.text, line, found.start, found.end)
    return _Said(instant=found, kind="stated", reason="the date before the text", evidence=(words,))


def _signed(layout: Layout) -> _Said | None:
    """A date alone on the last line of the text, or the first behind it, as a letter has it."""
    last = [block.line for block in layout.blocks[-1:] if block.line.pieces]
    for line in (*last, *layout.after[:1]):
        found = dates_in(line.text)
        if len(found) == 1 and not re.search(r"\w", line.text[: found[0].start] + line.text[found[0].end :]):
            words = evidence_in(layout.text, line, found[0].start, found[0].end)
            return _Said(instant=found[0], kind="stated", reason="the date below the text", evidence=(words,))
    return None


def _in_window(text: Text, markup: Markup) -> _Said | None:
    """A date at the end of the `title` element, behind a bar or a dash."""
    for tag in markup.tags:
        if tag.name != "title" or tag.inner is None:
            continue
        start, end = tag.inner
        for found in dates_in(text.text[start:end])[-1:]:
            before, behind = text.text[start : start + found.start], text.text[start + found.end : end]
            if re.search(r"[|–—-]\s*$", before) and not behind.strip():
                words = text.cut(start + found.start, start + found.end)
                return _Said(instant=found, kind="metadata", reason="the date in the title", evidence=(words,))
    return None


def _modified(metadata: Metadata) -> _Said | None:
    found = metadata.modified
    instant = read_value(found.value) if found is not None else None
    if found is None or instant is None:
        return None
    return _Said(instant=instant, kind="metadata", reason="when it was modified", evidence=found.evidence)
