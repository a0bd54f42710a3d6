"""Romanising: a name in any script in, its letters in Latin out, near to how English news spells them.

Tabled scripts go by the table; others by the Unicode names of their letters ("DEVANAGARI LETTER KA" is "ka"), which
gives a skeleton that can be compared, not a spelling. Chinese characters stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from dateline.lexicon.tables import rows

__all__ = ["romanise"]

_LETTER_NAME = re.compile(r"(?:LETTER|SYLLABLE|VOWEL SIGN)(?: SMALL)? ([A-Z]+)$")
_MARKS = ("VIRAMA", "VOWEL SIGN")
_CJK = ("CJK", "KANGXI")


@lru_cache(maxsize=16384)
def romanise(name: str) -> str:
    """A name in Latin letters; what is Latin already, figures and punctuation stay."""
    if all(ord(letter) < 0x370 for letter in name):
        return name
    out: list[str] = []
    for letter in unicodedata.normalize("NFC", name):
        latin = _latin(letter)
        # An Indic consonant is written with an "a" that a vowel sign or a stop takes away.
        if out and out[-1].endswith("a") and len(out[-1]) > 1 and _takes_the_vowel(letter):
            out[-1] = out[-1][:-1]
        out.append(latin.capitalize() if letter.isupper() else latin)
    return "".join(out)


@cache
def _table() -> dict[str, str]:
    return {letter: "" if latin == "-" else latin for letter, latin in rows("romanisation")}


@lru_cache(maxsize=4096)
def _latin(letter: str) -> str:
    known = _table().get(letter.lower())
    if known is not None:
        return known
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    if plain in _table():
        return _table()[plain]
    name = unicodedata.name(letter, "")
    if ord(letter) < 0x370 or not letter.isalpha() or name.startswith(_CJK):
        return "" if unicodedata.category(letter) == "Mn" and "VOWEL SIGN" not in name else _sound(name) or letter
    return _sound(name) or letter


def _sound(name: str) -> str | None:
    found = _LETTER_NAME.search(name)
    return found[1].lower() if found else None


def _takes_the_vowel(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    return any(mark in name for mark in _MARKS) and not name.startswith("HANGUL")
