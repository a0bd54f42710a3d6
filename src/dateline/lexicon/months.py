"""The names of the months and of the days of the week."""

from __future__ import annotations

from functools import cache

from dateline.lexicon.tables import rows

__all__ = ["month_words", "weekday_words"]


@cache
def month_words() -> frozenset[str]:
    """Names and abbreviations in small letters, without a full stop."""
    return _names("months")


@cache
def weekday_words() -> frozenset[str]:
    """Names and abbreviations in small letters, without a full stop."""
    return _names("weekdays")


def _names(table: str) -> frozenset[str]:
    return frozenset(
        word.lower().rstrip(".") for _, name, short, *_ in rows(table) for word in (name, *short.split("|"))
    )
