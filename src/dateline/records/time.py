"""Time: one value for publication days, event days and bounds alike; and anchors not yet closed.

A `Time` says what is known and no more: a value where one is stated, bounds where something bounds it,
each with its basis. An unknown time has none of them. Values are ISO 8601 in the reduced forms that
TIMEX3 (ISO 24617-1) uses: ``2026``, ``2026-02``, ``2026-W08``, ``2026-SU``, ``2026-02-22``,
``2026-02-22TEV``, ``2026-02-22T10:40``. Bounds are inclusive days (``2026-02-22``) or minutes.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from dateline.records.base import record
from dateline.records.evidence import Evidence

__all__ = [
    "Anchor", "Basis", "BasisKind", "Direction", "Precision", "Time", "TimeUnit", "UNKNOWN",
    "close", "day_of", "on_day", "span_of", "stated",
]  # fmt: skip

Precision = Literal[
    "minute", "hour", "part_of_day", "day", "week", "month", "season", "quarter", "year", "decade", "unknown"
]
BasisKind = Literal["stated", "metadata", "url", "caller", "relative", "inferred"]
TimeUnit = Literal["day", "weekday", "week", "weekend", "month", "season", "quarter", "year", "decade"]
Direction = Literal["past", "future", "nearest"]
"""past: the latest such day not after the anchor; future: the first not before it."""

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


@record
class Basis:
    """Why a time is what it is: which bound, how known, in words, and the words of the source."""

    bound: Literal["value", "earliest", "latest"]
    kind: BasisKind
    reason: str
    evidence: tuple[Evidence, ...] = ()


@record
class Time:
    """A point or stretch of time as far as it is known. `zone` is as stated (``+05:30``, ``IST``) or None."""

    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    precision: Precision = "unknown"
    zone: str | None = None
    basis: tuple[Basis, ...] = ()


UNKNOWN = Time()


@record
class Anchor:
    """How a time hangs on a day that the text does not give: ``close(anchor, day)`` resolves it.

    `unit` and `shift` count from the day (``yesterday``: day, -1; ``last year``: year, -1). `which` names
    one of the unit: a weekday "1" (Monday) to "7", a month "01" to "12", a month and day "02-22", a season
    "SP", "SU", "FA" or "WI". With `which`, `direction` says on which side of the day to look, and `shift`
    counts further ones (``last summer``: season SU, shift -1: the summer of the year before unless this
    year's is over; ``Tuesday``: weekday "2", past, shift 0). `part` is a TIMEX3 part of day (MO, AF, EV, NI)
    or a clock time ``10:40``.
    """

    unit: TimeUnit
    shift: int = 0
    which: str | None = None
    direction: Direction = "past"
    part: str | None = None


def stated(value: str, *evidence: Evidence, zone: str | None = None, reason: str = "stated") -> Time:
    """The Time of an ISO 8601 value that a source states."""
    earliest, latest, precision = span_of(value)
    basis = Basis(bound="value", kind="stated", reason=reason, evidence=evidence)
    return Time(value=value, earliest=earliest, latest=latest, precision=precision, zone=zone, basis=(basis,))


def on_day(day: date, *, kind: BasisKind, reason: str, evidence: tuple[Evidence, ...] = ()) -> Time:
    """The Time of one day, with its basis."""
    value = day.isoformat()
    basis = Basis(bound="value", kind=kind, reason=reason, evidence=evidence)
    return Time(value=value, earliest=value, latest=value, precision="day", basis=(basis,))


def day_of(time: Time) -> date | None:
    """The single day in which a Time lies, or None where it is not known to the day."""
    if time.earliest is None or time.latest is None or time.earliest[:10] != time.latest[:10]:
        return None
    return date.fromisoformat(time.earliest[:10])


def span_of(value: str) -> tuple[str | None, str | None, Precision]:
    """First and last day (or minute) of an ISO 8601 / TIMEX3 value, and its precision.

    A value that cannot be read gives ``(None, None, "unknown")``.
    """
    try:
        return _span_of(value)
    except (ValueError, KeyError, OverflowError):
        return None, None, "unknown"


def _span_of(value: str) -> tuple[str | None, str | None, Precision]:
    head, _, clock = value.partition("T")
    if clock:
        day = date.fromisoformat(head).isoformat()
        if clock[:2].isdigit():
            precise = f"{day}T{clock[:5]}"
            return precise, precise, "minute" if len(clock) >= 5 else "hour"
        return day, day, "part_of_day"
    if len(head) == 3 and head.isdigit():
        return f"{head}0-01-01", f"{head}9-12-31", "decade"
    if len(head) == 4:
        return f"{int(head):04}-01-01", f"{int(head):04}-12-31", "year"
    year, rest = int(head[:4]), head[5:]
    if rest.startswith("W"):
        first = date.fromisocalendar(year, int(rest[1:3]), 6 if rest.endswith("-WE") else 1)
        return first.isoformat(), date.fromisocalendar(year, int(rest[1:3]), 7).isoformat(), "week"
    if rest.startswith("Q"):
        return *_months(year, 3 * int(rest[1]) - 2, 3), "quarter"
    if rest in _SEASONS:
        return *_months(year, _SEASONS[rest][0], 3), "season"
    if len(head) == 7:
        return *_months(year, int(rest), 1), "month"
    day = date.fromisoformat(head).isoformat()
    return day, day, "day"


def _months(year: int, first: int, count: int) -> tuple[str, str]:
    start = date(year, first, 1)
    after = first - 1 + count
    end = date(year + after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return start.isoformat(), end.isoformat()


def close(anchor: Anchor, day: date) -> str:
    """The ISO value of an open time once its day is known; may raise OverflowError beyond year 9999."""
    value = _close(anchor, day)
    return f"{value}T{anchor.part}" if anchor.part and len(value) == 10 else value


def _close(anchor: Anchor, day: date) -> str:
    unit, shift = anchor.unit, anchor.shift
    if unit == "weekday":
        return _weekday(anchor, day).isoformat()
    if unit == "day":
        return _month_day(anchor, day) if anchor.which else (day + timedelta(days=shift)).isoformat()
    if unit in ("week", "weekend"):
        year, week, _ = (day + timedelta(weeks=shift)).isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    if unit == "season":
        return _season(anchor, day)
    if unit == "month":
        return _month(anchor, day)
    if unit == "quarter":
        count = day.year * 4 + (day.month - 1) // 3 + shift
        return f"{count // 4:04}-Q{count % 4 + 1}"
    return f"{(day.year // 10 + shift):03}" if unit == "decade" else f"{day.year + shift:04}"


def _weekday(anchor: Anchor, day: date) -> date:
    back = (day.isoweekday() - int(anchor.which or 1)) % 7
    ahead = (-back) % 7
    if anchor.direction == "future" or (anchor.direction == "nearest" and ahead < back):
        return day + timedelta(days=ahead + 7 * anchor.shift)
    return day + timedelta(days=7 * anchor.shift - back)


def _month_day(anchor: Anchor, day: date) -> str:
    month, number = (int(part) for part in (anchor.which or "01-01").split("-"))
    if anchor.direction == "nearest":
        years = sorted((day.year - 1, day.year, day.year + 1), key=lambda y: abs((_day(y, month, number) - day).days))
        return _day(years[0], month, number).isoformat()
    here = _day(day.year, month, number)
    turn = -1 if anchor.direction == "past" and here > day else 0
    turn += 1 if anchor.direction == "future" and here < day else 0
    return _day(day.year + turn + anchor.shift, month, number).isoformat()


def _day(year: int, month: int, number: int) -> date:
    # 29 February of a common year: the last day that the month has.
    return date(year, month, 28) if (month, number) == (2, 29) and year % 4 else date(year, month, number)


def _season(anchor: Anchor, day: date) -> str:
    first, _ = _SEASONS[anchor.which or "SU"]
    begun = day.month >= first
    over = day.month >= first + 3
    year = day.year + anchor.shift
    if anchor.direction == "past":
        # "last summer" (shift -1) said in winter after it is this calendar year's; said before it, last year's.
        year = day.year + anchor.shift + (1 if over and anchor.shift else 0) - (0 if begun or anchor.shift else 1)
    elif anchor.direction == "future":
        year = day.year + anchor.shift + (1 if over and not anchor.shift else 0)
    return f"{year:04}-{anchor.which or 'SU'}"


def _month(anchor: Anchor, day: date) -> str:
    if anchor.which is None:
        count = day.year * 12 + day.month - 1 + anchor.shift
        return f"{count // 12:04}-{count % 12 + 1:02}"
    month = int(anchor.which)
    year = day.year + anchor.shift
    if anchor.direction == "past" and month > day.month:
        year -= 1
    elif anchor.direction == "future" and month < day.month:
        year += 1
    return f"{year:04}-{month:02}"
