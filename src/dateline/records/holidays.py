"""The day of a holiday in a year: the rule of a table in, the day out."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

__all__ = ["easter", "holiday_day"]


def holiday_day(rule: str, year: int) -> date:
    """The day that a rule gives: "12-25", "11/4/4" (fourth Thursday of November), "E-2" (two days before Easter)."""
    if rule.startswith("E"):
        return easter(year) + timedelta(days=int(rule[1:]))
    if "-" in rule[:3]:
        return date.fromisoformat(f"{year:04}-{rule}")
    month, weekday, turn = (int(part) for part in rule.split("/"))
    if turn > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (turn - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-turn - 1))


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus, Nature 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, leap_rest = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * leap_rest + 2 * (rest // 4) - moon - rest % 4) % 7
    turn = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * turn + 114, 31)
    return date(year, month, day + 1)
