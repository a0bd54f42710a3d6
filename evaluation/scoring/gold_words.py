"""Wordings of a gold and of a dossier -> whether they say the same: numbers by value, other words by their stems.

Gold lists its wordings, any of which will do. "12", "twelve" and "at least 12 people" are one number; "at_large" and
"still at large" share all that counts of the shorter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

__all__ = ["agrees", "numbers", "says", "same_name", "stems"]

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SIMPLE = {word: at for at, word in enumerate(_UNITS)} | {word: 20 + 10 * at for at, word in enumerate(_TENS)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_EMPTY = frozenset((
    "a", "an", "and", "as", "at", "be", "been", "by", "for", "had", "has", "have", "he", "her", "him", "his", "in",
    "is", "it", "its", "of", "on", "or", "she", "that", "the", "their", "they", "this", "to", "was", "were", "who",
    "with", "mr", "mrs", "ms", "dr",
))  # fmt: skip
_NUMERAL = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_WORD = re.compile(rf"{_NUMERAL.pattern}|[^\W_]+")
_ENDINGS = ("ing", "ed", "es", "s", "d")


def folded(text: str) -> str:
    """Small letters without accents; underscores are spaces, as in the contract's closed values."""
    plain = unicodedata.normalize("NFKD", text.replace("_", " "))
    return "".join(each for each in plain if not unicodedata.combining(each)).casefold()


def numbers(text: str) -> set[float]:
    """The numbers that a text states, in digits or in words."""
    found: set[float] = set()
    current: float | None = None
    for word in _WORD.findall(folded(text)):
        value = float(word.replace(",", "")) if _NUMERAL.fullmatch(word) else _SIMPLE.get(word)
        if word in _SCALES and current is not None:
            current = round(current * _SCALES[word], 3)
        elif value is not None and current is not None and current in range(20, 100, 10) and 0 < value < 10:
            current += value
        elif value is not None:
            found |= {current} if current is not None else set()
            current = value
        elif current is not None:
            found.add(current)
            current = None
    return found | ({current} if current is not None else set())


def stems(text: str) -> set[str]:
    """The words that carry meaning, without common endings."""
    return {_stem(word) for word in re.findall(r"\w+", folded(text)) if word not in _EMPTY}


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def agrees(wordings: Iterable[str], given: str) -> bool:
    """Whether a value says what any of the wordings says."""
    return any(_agrees(wording, given) for wording in wordings)


def _agrees(wording: str, given: str) -> bool:
    wanted, found = numbers(wording), numbers(given)
    if wanted:
        return bool(found) and (wanted <= found or found <= wanted)
    left, right = stems(wording), stems(given)
    return bool(left and right) and (left <= right or right <= left)


def same_name(wordings: Iterable[str], given: Iterable[str]) -> bool:
    """Whether a name is meant: the words of the one are all among those of the other."""
    found = [stems(name) for name in given]
    return any(left and right and (left <= right or right <= left) for left in map(stems, wordings) for right in found)


def says(wordings: Sequence[str], text: str) -> bool:
    """Whether a text has all words of any wording."""
    words = stems(text)
    return any((wanted := stems(wording)) and wanted <= words for wording in wordings)
