"""A line -> the calendar dates written in it, each with its place in the line; never a date that is half guessed.

A date that can be read two ways (03/04/2026) is `ambiguous`: both readings are kept, the earlier first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from dateline.lexicon.date_words import month_number, month_pattern, weekday_number, weekday_pattern
from dateline.records.base import record

__all__ = ["FoundDate", "clock_in", "dates_in", "iso_instant"]

_ZONE = (
    r"(?:\s?(?P<zone>Z\b|[+-]\d\d:?\d\d\b|(?:GMT|UTC)(?:[+-]\d{1,2}(?::\d\d)?)?\b|"
    r"(?:IST|BST|CET|CEST|EET|EEST|MSK|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|CT|MT|PT|AEST|AEDT|JST|KST|HKT|SGT|PKT|WIB|SAST|EAT|WAT|IRST)\b))?"
)
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>2[0-3]|[01]?\d)(?!\d)(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?)?"
    r"\s?(?P<half>[ap]\.?\s?m\b\.?)?(?:\s?(?:hrs|hours|Uhr))?" + _ZONE,
    re.I,
)
_ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)"
    r"(?:[T ](?P<hour>[0-2]\d):(?P<minute>[0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_BETWEEN = re.compile(r"^[\s,|•·@–—-]{0,5}(?:at|um|à|a las|às|alle)?[\s,|•·–—-]{0,3}$", re.I)
_SOLID = re.compile(r"^\s*((?:19|20)\d\d)([01]\d)([0-3]\d)(?=$|\D|\d{4,6}$)")
"""A machine's value without hyphens: 20260223, 20260223T1040."""
_YEAR = re.compile(r"(?:19|20)\d\d")
"""Every date has its year: a line without one is not looked at."""
_REACH = 5000
"""Characters of a line that are looked at: what stands further on is a date in prose, and none of the page."""
_BESIDE = 60
"""Characters beside a date in which its clock time stands."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@record
class FoundDate:
    """A date in a line: ``text[start:end]``. `clock` is ``HH:MM``, with `zone` as it is written.

    Of two readings `day` is the earlier one; `month_first` says that it is the one with the month before the day.
    """

    day: date
    start: int
    end: int
    clock: str | None = None
    zone: str | None = None
    ambiguous: date | None = None
    month_first: bool = False

    @property
    def value(self) -> str:
        """ISO 8601, to the minute where that is known."""
        return self.day.isoformat() if self.clock is None else f"{self.day.isoformat()}T{self.clock}"


def dates_in(text: str) -> tuple[FoundDate, ...]:
    """The dates of a line from left to right, with the clock time that stands beside each."""
    text = text[:_REACH]
    if not _YEAR.search(text):
        return ()
    found: list[FoundDate] = []
    for date_found in sorted(_dates(text), key=lambda one: (one.start, -one.end)):
        if not found or date_found.start >= found[-1].end:
            found.append(date_found)
    return tuple(_with_clock(text, one) for one in found)


def clock_in(text: str) -> tuple[str, str | None, int, int] | None:
    """(HH:MM, zone, start, end) of the first clock time in a line, or None."""
    for match in _CLOCK.finditer(text, 0, _REACH):
        if clock := _clock(match):
            return clock, match["zone"], match.start(), match.end()
    return None


def iso_instant(text: str) -> FoundDate | None:
    """The date, and clock if any, of a machine-readable value (ISO 8601 in both forms, RFC 2822), else None."""
    found = dates_in(_SOLID.sub(r"\1-\2-\3", text[:80]))
    return found[0] if found and found[0].ambiguous is None else None


def _dates(text: str) -> Iterator[FoundDate]:
    for match in _ISO.finditer(text):
        day = _day(match["year"], int(match["month"]), match["day"])
        if day:
            clock = f"{match['hour']}:{match['minute']}" if match["hour"] and int(match["hour"]) < 24 else None
            yield FoundDate(day=day, start=match.start(), end=match.end(), clock=clock, zone=match["zone"])
    for pattern in _named():
        for match in pattern.finditer(text):
            day = _day(match["year"], month_number(match["month"]) or 0, match["day"])
            weekday = weekday_number(match["weekday"] or "")
            # A weekday that does not fit is no date of this calendar: a typing error, or another reading.
            if day and (weekday is None or weekday == day.isoweekday()):
                yield FoundDate(day=day, start=match.start(), end=match.end())
    yield from _numeric(text)
    for match in _CHARACTERS.finditer(text):
        if day := _day(match["year"], int(match["month"]), match["day"]):
            yield FoundDate(day=day, start=match.start(), end=match.end())


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    weekday = rf"(?:(?P<weekday>{weekday_pattern()})\b\.?,?\s+(?:the\s+|le\s+|el\s+|den\s+)?)?"
    month = rf"(?P<month>{month_pattern()})\b\.?"
    day_first = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|º|er|\.)?[\s-]+(?:de\s+|of\s+)?"
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    return (
        re.compile(rf"(?<![\w.]){weekday}{day_first}{month}[\s,-]+(?:del?\s+)?{year}", re.I),
        re.compile(rf"(?<!\w){weekday}{month}[\s-]+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?[\s,-]+{year}", re.I),
        re.compile(rf"(?<!\w)(?P<weekday>\b\B)?{year}\s+{month}\s+(?P<day>[0-3]?\d)(?!\d)", re.I),
    )  # fmt: skip


_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)(?![\d/-])"
)
_CHARACTERS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"
)
_YEAR_FIRST = re.compile(
    r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?P<sep>[./])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d/])"
)


def _numeric(text: str) -> Iterator[FoundDate]:
    for match in _YEAR_FIRST.finditer(text):
        if day := _day(match["year"], int(match["month"]), match["day"]):
            yield FoundDate(day=day, start=match.start(), end=match.end())
    for match in _NUMERIC.finditer(text):
        day_first = _day(match["year"], int(match["b"]), match["a"])
        # With full stops the day comes first everywhere.
        month_first = _day(match["year"], int(match["a"]), match["b"]) if match["sep"] != "." else None
        readings = sorted({day for day in (day_first, month_first) if day})
        if readings:
            other = readings[1] if len(readings) > 1 else None
            earlier = readings[0]
            yield FoundDate(
                day=earlier, start=match.start(), end=match.end(), ambiguous=other, month_first=earlier == month_first
            )


def _with_clock(text: str, found: FoundDate) -> FoundDate:
    if found.clock is not None:
        return found
    for match in _CLOCK.finditer(text, max(0, found.start - _BESIDE), found.end + _BESIDE):
        clock = _clock(match)
        if clock is None or (match.start() < found.end and match.end() > found.start):
            continue
        after = match.start() >= found.end and _BETWEEN.match(text[found.end : match.start()])
        before = match.end() <= found.start and _BETWEEN.match(text[match.end() : found.start])
        if after or before:
            start, end = min(found.start, match.start()), max(found.end, match.end())
            return replace(found, start=start, end=end, clock=clock, zone=match["zone"])
    return found


def _clock(match: re.Match[str]) -> str | None:
    if match["minute"] is None and match["half"] is None:
        return None
    hour = int(match["hour"])
    half = (match["half"] or "").casefold()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"{hour:02}:{match['minute'] or '00'}"


def _day(year: str, month: int, day: str) -> date | None:
    try:
        found = date(int(year), month, int(day))
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
