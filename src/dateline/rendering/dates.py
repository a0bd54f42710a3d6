"""Times as readers write them: ``3 March 2026, morning``, ``by 12 March 2026``, ``March 2026``."""

from __future__ import annotations

import re

from dateline.records.time import Time

__all__ = ["MONTHS", "readable"]

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_ZONES = {"Z": "UTC", "+00:00": "UTC", "+0000": "UTC"}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_VALUE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d)(?:T(.+))?)?")


def readable(time: Time) -> str:
    """The value in words, else its bounds, else "undated"; what has no words of its own stays as it is written."""
    if time.value:
        zone = f" {_ZONES.get(time.zone, time.zone)}" if time.zone and time.precision == "minute" else ""
        return _value(time.value) + zone
    first, last = (_value(bound[:10]) if bound else None for bound in (time.earliest, time.latest))
    if first and last:
        return first if first == last else f"{first} to {last}"
    if last:
        return f"by {last}"
    return f"from {first}" if first else "undated"


def _value(value: str) -> str:
    found = _VALUE.fullmatch(value)
    if found is None:
        year, _, rest = value.partition("-")
        return f"{_SEASONS[rest]} {year}" if rest in _SEASONS else value
    year, month, day, part = found.groups()
    if not 1 <= int(month) <= 12:
        return value
    told = f"{MONTHS[int(month) - 1]} {int(year)}"
    if day is None:
        return told
    return f"{int(day)} {told}" + (f", {_PARTS.get(part, part)}" if part else "")
