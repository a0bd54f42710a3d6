"""Amounts: a text in; numbers with unit and bounds out, wherever the words look like one.

Whether an amount is meant, and what it counts, is asked of the parse by quantities.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dateline.lexicon.numbers import FIGURE, number_pattern, value_of
from dateline.lexicon.tables import rows
from dateline.reading.times.calendar_words import units

__all__ = ["Amount", "scan"]


@dataclass(frozen=True, slots=True)
class Amount:
    """Characters ``start`` to ``end``, of which the number with its unit are ``number_start`` to ``number_end``."""

    start: int
    end: int
    number_start: int
    number_end: int
    value: float | None
    lower: float | None
    upper: float | None
    unit: str | None


_MOST = 1e15
_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})


def scan(text: str) -> list[Amount]:
    """The amounts of a text, in text order; the longest wins where two overlap."""
    found = [amount for rule in _rules() for match in rule.finditer(text) if (amount := _read(match)) is not None]
    found.sort(key=lambda each: (each.start - each.end, each.start))
    taken = bytearray(len(text))
    kept = []
    for each in found:
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\x01" * (each.end - each.start)
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


@cache
def _rules() -> tuple[re.Pattern[str], ...]:
    number, space = number_pattern(), r"[^\S\n]{1,2}"
    bound = rf"(?:(?P<bound>{_one_of(_bounds())}){space})?(?P<all>"
    sign = rf"(?P<sign>{_one_of(_signs())})\s?"
    scale = "(?:million|billion|trillion|thousand|[mk]|bn|tn)"
    unit = rf"(?:[^\S\n]?(?P<percent>%)|(?:{space}|-)(?P<unit>{_one_of(_unit_words())})\b)"
    span = rf"(?:{space}(?:to|and|or){space}|\s?[-–]\s?)"
    figure = rf"(?:(?:{FIGURE}){scale}\b|{number})"
    vague = r"(?:tens|dozens|scores|hundreds|thousands|millions|billions)"
    sources = (
        rf"{bound}{sign}(?P<n>{figure}))",
        rf"{bound}(?:between{space}|from{space})?{sign}(?P<low>{figure}){span}(?:{_one_of(_signs())})?\s?(?P<high>{figure}))",
        rf"{bound}(?P<n>{number}){unit}?)",
        rf"{bound}(?P<between>between{space}|from{space})?(?P<low>{number})(?:[^\S\n]?%)?{span}(?P<high>{number}){unit}?)",
        rf"(?P<all>(?P<vague>{vague}(?:{space}of{space}{vague})?)(?:{space}of(?={space}{_one_of(_unit_words())}\b))?(?:{space}(?P<unit>{_one_of(_unit_words())})\b)?)",
        rf"(?P<all>(?:a|half{space}an?)(?P<half>){space}(?P<n>dozen|hundred|thousand|million|billion|trillion)(?:{unit})?)\b",
    )
    return tuple(re.compile(rf"(?i)(?<![\w.,$€£/-])(?:{source})(?![\w])(?!,\d)(?!\.\d)") for source in sources)


def _one_of(forms: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f))) + ")"


@cache
def _bounds() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("bounds")}


@cache
def _signs() -> dict[str, str]:
    return {sign.lower(): code for code, signs, *_ in rows("currencies") for sign in signs.split("|") if sign}


@cache
def _unit_words() -> dict[str, tuple[str, float]]:
    """Words for units behind a number, in lower case, to (unit, factor)."""
    found = {form.lower(): (unit, 1.0) for unit, forms in rows("measures") for form in forms.split("|")}
    for code, _, whole, part in rows("currencies"):
        found.update({word.lower(): (code, 1.0) for word in whole.split("|") if word})
        found.update({word.lower(): (code, 0.01) for word in part.split("|") if word})
    return found


_SHORT_SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}


def _figure(words: str) -> float | None:
    """The value of a number that may have a short scale behind it: "2.5bn", "15 million"."""
    short = re.fullmatch(r"(?i)([\d.,]+)(k|m|bn|tn|million|billion|trillion|thousand)", words)
    if short is None:
        return value_of(words)
    value = value_of(short[1])
    factor = _SHORT_SCALES.get(short[2].lower()) or value_of(short[2])
    return None if value is None or factor is None else value * factor


def _read(match: re.Match[str]) -> Amount | None:
    groups = match.groupdict()
    unit, factor = _unit(groups)
    low, high, value = _figure(groups.get("low") or ""), _figure(groups.get("high") or ""), None
    if low is not None and high is not None:
        high_words = groups["high"] or ""
        scale = re.search(r"(?i)(?:hundred|thousand|million|billion|trillion|k|m|bn|tn)$", high_words)
        if scale and low < 1000 and low <= high:  # "$2-3 million"
            low *= value_of(scale[0]) or _SHORT_SCALES.get(scale[0].lower(), 1.0)
        if low >= high or (unit is None and groups.get("between") is None and "to" not in match[0].lower()):
            return None  # "3-2", "one and two"
    elif groups.get("vague"):
        low, high = _vague(groups["vague"]), None
    else:
        value = _figure(groups.get("n") or "")
        if value is None:
            return None
        if groups.get("half") is not None and match["all"].lower().startswith("half"):
            value /= 2
        low, high, value = _bounded(value, groups)
    value, low, high = (None if each is None else round(each * factor, 6) for each in (value, low, high))
    if max(value or 0, low or 0, high or 0) > _MOST:
        return None
    return Amount(
        match.start(), match.end(), match.start("all"), match.end("all"), value=value, lower=low, upper=high, unit=unit
    )


def _unit(groups: dict[str, str | None]) -> tuple[str | None, float]:
    if groups.get("percent"):
        return "%", 1.0
    if groups.get("sign"):
        return _signs()[(groups["sign"] or "").lower()], 1.0
    word = re.sub(r"\s+", " ", groups.get("unit") or "").lower()
    return _unit_words()[word] if word else (None, 1.0)


def _bounded(value: float, groups: dict[str, str | None]) -> tuple[float | None, float | None, float | None]:
    """Lower bound, upper bound and value of a number behind "at least", "up to" and the like."""
    if (groups.get("n") or "").lower() in _SCALES and ("half" not in groups or "-" in (groups["all"] or "")):
        return value, None, None  # "billion-dollar": so much, or more
    bound = re.sub(r"\s+", " ", groups.get("bound") or "").lower()
    side = None if bound == "over" and _is_time(groups) else _bounds().get(bound)  # "over ten days": in the course of
    if side == "lower":
        return value, None, None
    if side == "upper":
        return None, value, None
    return None, None, value


def _is_time(groups: dict[str, str | None]) -> bool:
    return (groups.get("unit") or "").lower() in units()


def _vague(words: str | None) -> float:
    value = 1.0
    for word in re.findall(r"[a-z]+", (words or "").lower()):
        value *= value_of(word) or 1.0
    return value
