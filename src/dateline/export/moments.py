"""A `Time` in the forms that other fields have for one: an ISO 8601 prefix, an interval of days, an instant in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from dateline.records.time import Time

__all__ = ["first_day", "instant", "iso", "last_day"]

_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
_UTC_NAMES = frozenset({"Z", "UTC", "GMT"})


def iso(time: Time) -> str | None:
    """The value where it is a year, month, day or minute; None for seasons, weeks and the unknown."""
    value = time.value or ""
    if _ISO.fullmatch(value):
        return value
    return value[:10] if time.precision in ("part_of_day", "hour") and _ISO.fullmatch(value[:10]) else None


def first_day(time: Time) -> str | None:
    """The first day on which it may be."""
    return time.earliest[:10] if time.earliest else None


def last_day(time: Time) -> str | None:
    """The last day on which it may be."""
    return time.latest[:10] if time.latest else None


def instant(time: Time) -> str | None:
    """An instant in UTC (``2026-03-05T09:15:00.000Z``): the minute where its zone is known, else the day's beginning.

    None where the day is not known.
    """
    day = first_day(time)
    if day is None or day != last_day(time):
        return None
    zone = _zone(time.zone)
    if time.precision == "minute" and time.value and zone is not None:
        at = datetime.fromisoformat(time.value).replace(tzinfo=zone)
        try:
            return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        except OverflowError:
            return None
    return f"{day}T00:00:00.000Z"


def _zone(name: str | None) -> timezone | None:
    if name in _UTC_NAMES:
        return UTC
    offset = _OFFSET.fullmatch(name or "")
    if offset is None:
        return None
    ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
    return timezone(ahead if offset[1] == "+" else -ahead) if ahead < timedelta(hours=24) else None
