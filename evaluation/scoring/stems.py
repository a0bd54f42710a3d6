"""English words -> their stems, by Porter's algorithm (M. F. Porter, An algorithm for suffix stripping, 1980).

What ROUGE compares are stems; its own program leaves words of three letters and fewer as they are, and so does this.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["stem"]

_SHORT = 3
_SECOND = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "abli": "able", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
}  # fmt: skip
_THIRD = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_FOURTH = ("al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "sion", "tion", "ou",
           "ism", "ate", "iti", "ous", "ive", "ize")  # fmt: skip


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a word in small letters."""
    if len(word) <= _SHORT or not word.isalpha():
        return word
    word = _second_half(_first(word))
    return _last(word)


def _shape(word: str) -> str:
    """Which letters are consonants (c) and which vowels (v); a y behind a consonant is a vowel."""
    shape = ""
    for at, letter in enumerate(word):
        vowel = letter in "aeiou" or (letter == "y" and at > 0 and shape[-1] == "c")
        shape += "v" if vowel else "c"
    return shape


def _measure(word: str) -> int:
    """How often consonants follow vowels: Porter's m."""
    return len(re.findall("v+c+", _shape(word)))


def _doubled(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and _shape(word)[-1] == "c"


def _closed(word: str) -> bool:
    """Ends in consonant, vowel, consonant, the last no w, x or y: a short stem that had an e ("hop" of "hope")."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


def _first(word: str) -> str:
    for ending, kept in (("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", "")):
        if word.endswith(ending):
            word = word[: -len(ending)] + kept
            break
    if word.endswith("eed"):
        if _measure(word[:-3]):
            word = word[:-1]
    else:
        for ending in ("ed", "ing"):
            if word.endswith(ending) and "v" in _shape(word[: -len(ending)]):
                word = _mended(word[: -len(ending)])
                break
    if word.endswith("y") and "v" in _shape(word[:-1]):
        word = word[:-1] + "i"
    return word


def _mended(word: str) -> str:
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if _doubled(word) and word[-1] not in "lsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _closed(word) else word


def _second_half(word: str) -> str:
    for endings in (_SECOND, _THIRD):
        ending = max((each for each in endings if word.endswith(each)), key=len, default=None)
        if ending is not None and _measure(word[: -len(ending)]):
            word = word[: -len(ending)] + endings[ending]
    ending = max((each for each in _FOURTH if word.endswith(each)), key=len, default=None)
    if ending is not None:
        # "adoption" loses "ion": the s or t before it stays.
        cut = len(ending) - 1 if ending in ("sion", "tion") else len(ending)
        if _measure(word[:-cut]) > 1:
            word = word[:-cut]
    return word


def _last(word: str) -> str:
    if word.endswith("e"):
        rest = word[:-1]
        if _measure(rest) > 1 or (_measure(rest) == 1 and not _closed(rest)):
            word = rest
    if _doubled(word) and word.endswith("l") and _measure(word) > 1:
        word = word[:-1]
    return word
