"""Names of months and weekdays: a word -> its number."""

from __future__ import annotations

from functools import cache

from dateline.lexicon.tables import rows

__all__ = ["month_number", "month_pattern", "weekday_number", "weekday_pattern"]


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or short form in any language of the table."""
    return _numbers("month").get(word.casefold().strip(". "))


def weekday_number(word: str) -> int | None:
    """1 (Monday) to 7 for the name of a day of the week."""
    return _numbers("day").get(word.casefold().strip(". "))


@cache
def month_pattern() -> str:
    """An alternation of all names of months, the longest first."""
    return "|".join(sorted(_numbers("month"), key=lambda word: (-len(word), word)))


@cache
def weekday_pattern() -> str:
    """An alternation of all names of weekdays, the longest first."""
    return "|".join(sorted(_numbers("day"), key=lambda word: (-len(word), word)))


@cache
def _numbers(kind: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for _, said, number, forms in rows("date_words"):
        if said == kind:
            for form in forms.split("|"):
                # A form that two languages share (mar) means the first in the table.
                found.setdefault(form, int(number))
    return found
