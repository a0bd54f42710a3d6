"""Times: the parse of a text in, its time expressions (TIMEX3) out, their anchors open.

The rules (time_rules.py) propose; here the context decides whether words are meant as a time ("May", "2026",
"10 years old"), whether they lie behind or ahead (tense.py), and what "the next day" counts from. Reading does
not know the day of publication: what hangs on it keeps its anchor, and linking closes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dateline.nlp import Parse, Token
from dateline.reading.times import periods
from dateline.reading.times.rules import Found, scan
from dateline.reading.times.senses import Surroundings, is_meant
from dateline.reading.times.tense import aim
from dateline.records.evidence import Text
from dateline.records.ids import record_id
from dateline.records.reading import TimeExpression
from dateline.records.time import Anchor, TimeUnit, close, span_of

__all__ = ["find"]

_JOINED = re.compile(
    r"(?i)(?:,?\s|,?\son\s|,?\sat\s|\s(?:in|of)\s(?:the\s)?|\sof\s)"
    r"|,?\s(?-i:[A-Z]{1,3}T|[A-Z][a-z]+ time|local time),?\s(?:on\s)?|\s\(\d{4}\s?(?-i:[A-Z]{1,3}T)\),?\s(?:on\s)?"
)
"""What may stand between a clock time and its day: "4 a.m. EDT Thursday", "10:35 a.m. (0735 GMT) on Friday"."""
_ENDED = re.compile(r"(?i)\b(?:ended|through) (?:on )?$")
_UP_TO = re.compile(r"(?i)\b(?:through|until|till) $")
_WITHIN = re.compile(r"(?i)\b(?:in|within|for|after|before|just|only|least|than|about|every) $")


def find(parse: Parse, text: Text) -> tuple[TimeExpression, ...]:
    """The time expressions of a text, in text order; none overlap."""
    around = Surroundings(parse)
    meant = [found for found in scan(text.text) if is_meant(around, found)]
    joined = [found for found in _join(text.text, meant) if found.kind != "part"]
    aimed = periods.settle(text.text, [_aim(parse, found) for found in joined])
    return tuple(_expression(text, found) for found in _count_back(aimed) if found.value or found.anchor)


def _expression(text: Text, found: Found) -> TimeExpression:
    return TimeExpression(
        id=record_id("time", text.id, found.start, found.end),
        type=found.type,
        value=found.value,
        anchor=found.anchor,
        evidence=text.cut(found.start, found.end),
        approximate=found.approximate,
    )


def _join(text: str, found: Iterable[Found]) -> list[Found]:
    """Join a clock time or part of the day with the day beside it: "10:40 a.m. Monday", "Monday at noon"."""
    joined: list[Found] = []
    for each in found:
        last = joined[-1] if joined else None
        if last is not None and text[last.end : each.start] == " " and (counted := _beside(text, last, each)):
            joined[-1] = replace(counted, start=last.start)
            continue
        if last is not None and _JOINED.fullmatch(text, last.end, each.start):
            both = _both(last, each) or _both(each, last)
            if both is not None:
                joined[-1] = replace(both, start=last.start, end=each.end)
                continue
        joined.append(each)
    return joined


def _beside(text: str, beside: Found, day: Found) -> Found | None:
    """ "The day before last Tuesday": a day beside one that is told right behind."""
    if beside.back is None or beside.back[0] != "day" or not text.endswith(("before", "after"), 0, beside.end):
        return None
    if day.anchor is not None and (anchor := _further(day.anchor, "day", beside.back[1], None)) is not None:
        return replace(day, anchor=anchor)
    if day.value is not None and len(day.value) == 10:
        return replace(day, value=_later(day.value, Anchor(unit="day", shift=beside.back[1])))
    return None


def _both(clock: Found, day: Found) -> Found | None:
    if clock.kind not in ("clock", "part", "") or clock.anchor is None or clock.anchor.part is None:
        return None
    if clock.anchor.unit != "day" or clock.anchor.shift or clock.anchor.which:
        return None
    if day.anchor is not None and day.anchor.unit in ("day", "weekday") and day.anchor.part is None:
        return replace(day, type="TIME", anchor=replace(day.anchor, part=clock.anchor.part))
    if day.type == "DATE" and day.value is not None and len(day.value) == 10:
        return replace(day, type="TIME", value=f"{day.value}T{clock.anchor.part}")
    return None


def _aim(parse: Parse, found: Found) -> Found:
    if found.kind == "duration" and found.value == "P1D":
        return _some_day(parse, found)
    if found.value is not None and found.value[4:6] == "-Q" and aim(parse, _outermost(parse, found)) == "future":
        return replace(found, kind="quarter ahead")
    if not found.aimed or found.anchor is None:
        return found
    if _ENDED.search(parse.text, max(0, found.start - 12), found.start) and found.anchor.unit == "day":
        return replace(found, anchor=replace(found.anchor, direction="past"))  # "the year ended March 31"
    side = aim(parse, _outermost(parse, found))
    if found.anchor.unit == "quarter":
        anchor = replace(found.anchor, direction="past" if side == "past" else "nearest")
        return replace(found, anchor=anchor, kind="quarter ahead" if side == "future" else "")
    if found.anchor.unit == "day" and side != "future":
        side = "nearest"  # a day without a year is within some months; the tense may be of another clause
    if found.anchor.unit == "month" and _UP_TO.search(parse.text, max(0, found.start - 12), found.start):
        side = "nearest"  # "loans extended through January"
    return replace(found, anchor=replace(found.anchor, direction=side or found.anchor.direction))


def _some_day(parse: Parse, found: Found) -> Found:
    """ "It will one day be": no length, but a day to come."""
    words = parse.tokens_in(found.start, found.end)
    if (
        words[0].lower != "one"
        or words[-1].lower != "day"
        or _WITHIN.search(parse.text, max(0, found.start - 8), found.start)
    ):
        return found
    ahead = aim(parse, _outermost(parse, found)) == "future"
    return replace(found, type="DATE", value="FUTURE_REF", approximate=True, kind="") if ahead else found


def _outermost(parse: Parse, found: Found) -> Token:
    """The word of the expression on which the others hang."""
    inside = parse.tokens_in(found.start, found.end)
    span = range(inside[0].i, inside[-1].i + 1)
    return next((token for token in inside if token.head not in span), inside[-1])


def _count_back(found: Iterable[Found]) -> Iterable[Found]:
    """Resolve what counts from a time named before it; where none is known to the day, from the publication."""
    last: Found | None = None
    for each in found:
        if each.back is not None:
            each = _from(last, each, each.back)
        yield each
        if each.type in ("DATE", "TIME") and (each.anchor is not None or span_of(each.value or "")[0]):
            last = each


def _from(last: Found | None, found: Found, back: tuple[TimeUnit, int]) -> Found:
    unit, shift = back
    part = found.kind[1:] if found.kind.startswith("T") else None
    if unit == "year" and (last is None or last.anchor is not None):
        return replace(found, anchor=Anchor(unit="year", shift=shift))
    if last is None:
        return replace(found, anchor=Anchor(unit=unit, shift=shift, part=part))
    if last.value is not None:
        return replace(found, value=_later(last.value, Anchor(unit=unit, shift=shift, part=part)))
    return replace(found, anchor=_further(last.anchor, unit, shift, part))


def _further(anchor: Anchor | None, unit: TimeUnit, shift: int, part: str | None) -> Anchor | None:
    """An anchor so many days, or months, from another; None where it cannot be said."""
    if anchor is None:
        return None
    if unit == "month" and anchor.unit == "month" and anchor.which is not None:
        years, month = divmod(int(anchor.which) - 1 + shift, 12)
        return replace(anchor, which=f"{month + 1:02}", shift=anchor.shift + years)
    if unit != "day":
        return None
    if anchor.unit == "day" and (anchor.which is None or not shift):
        return replace(anchor, shift=anchor.shift + shift, part=part)
    if anchor.unit == "weekday" and anchor.which is not None:
        return replace(anchor, which=str((int(anchor.which) - 1 + shift) % 7 + 1), part=part)
    return None


def _later(value: str, anchor: Anchor) -> str | None:
    """The value so far from another; a quarter's year before is a quarter; None outside the calendar."""
    first = span_of(value)[0]
    if first is None:
        return None
    if anchor.unit == "year" and value[5:6] == "Q":
        anchor = Anchor(unit="quarter", shift=4 * anchor.shift)
    try:
        return close(anchor, date.fromisoformat(first[:10]))
    except OverflowError:
        return None
