"""Numbers as text writes them: words or figures in, a value out."""

from __future__ import annotations

import re
from functools import cache

from dateline.lexicon.tables import rows

__all__ = ["FIGURE", "number_pattern", "value_of", "value_of_year", "year_pattern"]

FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
"""A number in figures; a comma groups thousands."""

_PARTS = re.compile(r"[a-z]+|\d/\d|\d[\d,.]*")


@cache
def _words() -> dict[str, tuple[float, str]]:
    return {word: (float(value), kind) for word, value, kind in rows("number_words")}


@cache
def number_pattern() -> str:
    """A regular expression for a number in figures or words ("12,000", "twenty-five", "3.5 million")."""
    exact = [word for word, (_, kind) in _words().items() if kind != "vague"]
    scales = "|".join(word for word, (_, kind) in _words().items() if kind == "scale")
    word = "(?:" + "|".join(sorted(exact, key=len, reverse=True)) + ")"
    return rf"(?:(?:{FIGURE})(?:[\s-](?:{scales}))?(?:\s\d/\d)?|{word}(?:(?:[\s-]|\sand\s){word}){{0,8}})\b"


def value_of(words: str) -> float | None:
    """The value of a number in figures or words, or None where it is none."""
    total, current, seen = 0.0, 0.0, False
    for part in _PARTS.findall(words.lower()):
        if "/" in part:
            above, below = part.split("/")
            current += int(above) / int(below) if int(below) else 0.0
        elif part[0].isdigit():
            current += float(part.replace(",", "").rstrip("."))
        elif part in _words():
            value, kind = _words()[part]
            if kind == "scale" and value > 100 and value != 12:
                total, current = total + (current or 1) * value, 0.0
            elif kind == "scale":
                current = (current or 1) * value
            else:
                current += value
        elif part != "and":
            return None
        seen = True
    return total + current if seen else None


@cache
def year_pattern() -> str:
    """A regular expression for a year in words as it is spoken ("nineteen ninety-seven", "twenty twenty-six")."""
    tens = "|".join(word for word, (_, kind) in _words().items() if kind == "ten")
    units = "|".join(word for word, (value, kind) in _words().items() if kind == "unit" and 1 <= value <= 9)
    teens = "|".join(word for word, (value, kind) in _words().items() if kind == "unit" and value >= 10)
    second = rf"(?:{tens})(?:[\s-](?:{units}))?|{teens}|(?:oh|o)[\s-](?:{units})"
    return rf"(?:seventeen|eighteen|nineteen|twenty)[\s-](?:{second})"


def value_of_year(words: str) -> int:
    """The year that spoken words say: two numbers of two figures."""
    first, *rest = re.split(r"[\s-]+", words.lower())
    last = " ".join(word for word in rest if word not in ("o", "oh"))
    return 100 * int(value_of(first) or 0) + int(value_of(last) or 0)
