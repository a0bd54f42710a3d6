"""The words of the calendar as patterns and tables, built once from the lexicon's data files."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType

from dateline.lexicon.tables import rows

__all__ = [
    "full_names", "holidays", "months", "one_of", "parts_of_day", "pattern", "references", "seasons", "sets",
    "units", "weekdays",
]  # fmt: skip

Words = MappingProxyType[str, str]


@cache
def months() -> Words:
    """Names and abbreviations of the months to "01" .. "12", in lower case."""
    return _named("months", abbreviations=True)


@cache
def weekdays() -> Words:
    """Names and abbreviations of the weekdays to "1" (Monday) .. "7", in lower case."""
    return _named("weekdays", abbreviations=True)


@cache
def full_names(table: str) -> tuple[str, ...]:
    """The names of a table as they are written, without abbreviations: months, weekdays or holidays."""
    return tuple(row[0 if table == "holidays" else 1] for row in rows(table))


@cache
def seasons() -> Words:
    """Names of the seasons to SP, SU, FA, WI."""
    return MappingProxyType({name: code for code, name in rows("seasons")})


@cache
def units() -> MappingProxyType[str, tuple[str, str]]:
    """Units of time, singular and plural, to (duration code, anchor unit or "")."""
    return MappingProxyType({form: (row[0], row[1]) for row in rows("time_units") for form in row[2:] if form})


@cache
def parts_of_day() -> Words:
    """Parts of the day to TIMEX3 codes or clock times."""
    return MappingProxyType({row[0]: row[1] for row in rows("parts_of_day")})


@cache
def references() -> Words:
    """Words for now, then and some day to PRESENT_REF, PAST_REF and FUTURE_REF."""
    return MappingProxyType({row[0]: row[1] for row in rows("time_references")})


@cache
def sets() -> Words:
    """Words that say how often to TIMEX3 values."""
    return MappingProxyType({row[0]: row[1] for row in rows("set_words")})


@cache
def holidays() -> Words:
    """Holidays, in lower case and with a straight apostrophe, to the rule of their day."""
    return MappingProxyType({row[0].lower(): row[1] for row in rows("holidays")})


def _named(table: str, *, abbreviations: bool) -> Words:
    found: dict[str, str] = {}
    for number, name, others in rows(table):
        for form in (name, *others.split("|")) if abbreviations else (name,):
            if form:
                found[form.lower()] = number
    return MappingProxyType(found)


def one_of(words: tuple[str, ...] | Words, *, names: bool = False) -> str:
    """An alternation of words, the longest first; names need their capital ("May", "MAY")."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    if not names:
        return "(?:" + "|".join(map(_escape, ordered)) + ")"
    forms = [form for word in ordered for form in (word[:1].upper() + word[1:].lower(), word.upper())]
    return "(?-i:" + "|".join(dict.fromkeys(map(_escape, forms))) + ")"


def pattern(source: str) -> re.Pattern[str]:
    """Compile a rule: a blank matches one or two, or a line's end (never an empty line), an apostrophe either kind.

    Case counts in names only.
    """
    spaced = source.replace(" ", r"(?:[^\S\n]{1,2}|[^\S\n]?\n[^\S\n]?)").replace("'", "['’]")
    return re.compile(rf"(?i)(?<![\w])(?:{spaced})(?![\w])")


def _escape(word: str) -> str:
    return re.escape(word).replace("\\ ", " ")
