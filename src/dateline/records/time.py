"""Time: one value for publication days, event days and bounds alike; and anchors not yet closed.

A `Time` says what is known and no more: a value where one is stated, bounds where something bounds it,
each with its basis. An unknown time has none of them. Values are ISO 8601 in the reduced forms that
TIMEX3 (ISO 24617-1) uses: ``2026``, ``2026-02``, ``2026-W08``, ``2026-SU``, ``2026-02-22``,
``2026-02-22TEV``, ``2026-02-22T10:40``. Bounds are inclusive days (``2026-02-22``) or minutes.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Literal

from dateline.records.base import record
from dateline.records.evidence import Evidence
from dateline.records.holidays import holiday_day

__all__ = [
    "Anchor", "Basis", "BasisKind", "Direction", "Precision", "Time", "TimeUnit", "UNKNOWN",
    "close", "day_of", "on_day", "span_of", "stated",
]  # fmt: skip

Precision = Literal[
    "minute", "hour", "part_of_day", "day", "week", "month", "season", "quarter", "year", "decade", "unknown"
]
BasisKind = Literal["stated", "metadata", "url", "caller", "relative", "inferred"]
TimeUnit = Literal["day", "weekday", "week", "weekend", "month", "season", "quarter", "year", "decade"]
Direction = Literal["past", "future", "nearest", "within"]
"""past: the latest such day not after the anchor; future: the first not before it; within: that of its own year."""

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month in which each begins; each has three."""

_PARTS = {
    "month": tuple(f"{month:02}" for month in range(1, 13)),
    "quarter": ("Q1", "Q2", "Q3", "Q4"),
    "season": tuple(_SEASONS),
}


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

    Without `which`, `unit` and `shift` count from the day (``yesterday``: day, -1; ``last year``: year, -1).

    `which` names one of the unit: a weekday "1" (Monday) to "7", a month "01" to "12", a month and day "02-22" or
    a holiday's rule "11/4/4" (unit day), (unit week: the
    week in which that day lies), a season "SP", "SU", "FA" or "WI", a quarter "1" to "4". `direction` then
    says on which side of the day to look: in the past, shift 0 is the latest one that has begun by the day
    ("Tuesday", said on a Tuesday, is that day), shift -1 the latest that was over before it ("last Tuesday", "last
    summer"), -2 the one before that; in the future, shift 0 is the first that is not over, 1 the first that has not
    begun.
    Nearest takes the one whose beginning is closest, the earlier of two, and `shift` counts on from there.
    Within takes that of the day's own calendar year ("April next year": shift 1), or of its week.

    `part` is a TIMEX3 part of day (MO, AF, EV, NI) or a clock time ``10:40``; it goes with what is a day.
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
            at = time.fromisoformat(clock)
            if len(clock) < 5:
                return f"{day}T{at.hour:02}:00", f"{day}T{at.hour:02}:59", "hour"
            return f"{day}T{at:%H:%M}", f"{day}T{at:%H:%M}", "minute"
        return day, day, "part_of_day"
    if len(head) == 3 and head.isdigit():
        return f"{_year(int(head + '9')) - 9:04}-01-01", f"{head}9-12-31", "decade"
    if len(head) == 4:
        return f"{_year(int(head)):04}-01-01", f"{int(head):04}-12-31", "year"
    year, rest = int(head[:4]), head[5:]
    if rest in _SEASONS:
        return *_months(year, _SEASONS[rest], 3), "season"
    if rest.startswith("W"):
        first = date.fromisocalendar(year, int(rest[1:3]), 6 if rest.endswith("-WE") else 1)
        return first.isoformat(), date.fromisocalendar(year, int(rest[1:3]), 7).isoformat(), "week"
    if rest.startswith("Q"):
        return *_months(year, 3 * int(rest[1]) - 2, 3), "quarter"
    if len(head) == 7:
        return *_months(year, int(rest), 1), "month"
    day = date.fromisoformat(head).isoformat()
    return day, day, "day"


def _months(year: int, first: int, count: int) -> tuple[str, str]:
    years, month = divmod(first + count - 2, 12)
    end = date(year + years, month + 1, monthrange(year + years, month + 1)[1])
    return date(year, first, 1).isoformat(), end.isoformat()


def close(anchor: Anchor, day: date) -> str:
    """The ISO value of an open time once its day is known; raises OverflowError outside the years 1 to 9999."""
    try:
        value = _counted(anchor, day) if anchor.which is None else _named(anchor, day)
    except ValueError as error:
        raise OverflowError(f"{anchor} lies outside the calendar on {day}") from error
    return f"{value}T{anchor.part}" if anchor.part and len(value) == 10 else value


def _counted(anchor: Anchor, day: date) -> str:
    unit, shift = anchor.unit, anchor.shift
    if unit in ("day", "weekday"):
        return (day + timedelta(days=shift)).isoformat()
    if unit in ("week", "weekend"):
        year, week, _ = (day + timedelta(weeks=shift)).isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    if unit == "decade":
        return f"{_year(10 * (day.year // 10 + shift)) // 10:03}"
    if unit == "year":
        return f"{_year(day.year + shift):04}"
    # The year of seasons begins in March: winter is its last, and runs into the next calendar year.
    begin = 3 if unit == "season" else 1
    months, names = day.year * 12 + day.month - begin, _PARTS[unit]
    count = months * len(names) // 12 + shift
    return f"{_year(count // len(names)):04}-{names[count % len(names)]}"


def _named(anchor: Anchor, day: date) -> str:
    """One of the occurrences of `which` around the day: of a weekday one a week, of all else one a year."""
    weekly = anchor.unit == "weekday"
    here = (day.toordinal() - 1) // 7 if weekly else day.year
    if anchor.direction == "within":
        return _occurrence(anchor, here + anchor.shift)
    near = [(at, *_days_of(_occurrence(anchor, at))) for at in range(here - 2, here + 3) if weekly or 1 <= at <= 9999]
    if anchor.direction == "nearest":
        at = min(near, key=lambda each: (abs(each[1] - day), each[0]))[0] + anchor.shift
    elif anchor.direction == "past" and anchor.shift < 0:
        at = max(at for at, _, last in near if last < day) + anchor.shift + 1
    elif anchor.direction == "past":
        at = max(at for at, first, _ in near if first <= day) + anchor.shift
    elif anchor.shift > 0:
        at = min(at for at, first, _ in near if first > day) + anchor.shift - 1
    else:
        at = min(at for at, _, last in near if last >= day) + anchor.shift
    return _occurrence(anchor, at)


def _occurrence(anchor: Anchor, at: int) -> str:
    which = anchor.which or ""
    if anchor.unit == "weekday":
        # Day 1 of the calendar is a Monday, so week `at` begins on the ordinal 7 * at + 1.
        return date.fromordinal(7 * at + int(which)).isoformat()
    year = _year(at)
    if anchor.unit == "week":
        of_week = date.fromisoformat(_occurrence(replace(anchor, unit="day"), at)).isocalendar()
        return f"{of_week.year:04}-W{of_week.week:02}"
    if anchor.unit == "day":
        if which[:1] == "E" or "/" in which:
            return holiday_day(which, year).isoformat()
        # 29 February of a common year: the last day that the month has.
        return f"{year:04}-02-28" if which == "02-29" and not isleap(year) else f"{year:04}-{which}"
    return f"{year:04}-Q{which}" if anchor.unit == "quarter" else f"{year:04}-{which}"


def _days_of(value: str) -> tuple[date, date]:
    first, last, _ = _span_of(value)
    return date.fromisoformat(first or ""), date.fromisoformat(last or "")


def _year(year: int) -> int:
    if not 1 <= year <= 9999:
        raise ValueError(f"{year} is no year of the calendar")
    return year
