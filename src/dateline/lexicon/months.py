"""The names of the months."""

from __future__ import annotations

from functools import cache

from dateline.lexicon.tables import rows

__all__ = ["month_words"]


@cache
def month_words() -> frozenset[str]:
    """Names and abbreviations in small letters, without a full stop."""
    return frozenset(
        word.lower().rstrip(".") for _, name, short, *_ in rows("months") for word in (name, *short.split("|"))
    )
