"""Words as search compares them: a text in, folded words with their places out.

Case, accents and points of initials are levelled ("U.S." is "us"). Scripts that set no blanks between words (Han, kana,
Thai, Lao, Khmer, Burmese) are taken a character at a time, so that a run of them is found wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dateline.lexicon.folding import fold

__all__ = ["Word", "folded", "may_hold", "words_of"]

_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)
# Signs that stand in a word though they are no letters: accents of their own, vowel signs of Hebrew, Arabic, Indic.
_MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
_PRIVATE = "\ue000-\uf8ff"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![^\W_]))?|[{_ALONE}]|(?:[^\W_{_ALONE}{_PRIVATE}]|[{_MARKS}])+")
# Signs that printers set, each by one of a keyboard: most texts have no other characters than these and ASCII.
_PRINTED = str.maketrans("‘’‚‛“”„‟–—…•·\u00a0\u2009\u202f", "'" * 4 + '"' * 4 + "--" + " " * 6)
_ASCII = re.compile(r"(?:[a-z]\.){2,}(?:[a-z](?![a-z0-9]))?|[a-z0-9]+")


class Word(NamedTuple):
    """A folded word, and where the words that it stands for are."""

    text: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, in order."""
    plain = text if text.isascii() else text.translate(_PRINTED)
    if plain.isascii():
        for found in _ASCII.finditer(plain.lower()):
            word = found[0]
            yield Word(word.replace(".", "") if "." in word else word, *found.span())
        return
    for found in _WORD.finditer(text):
        for word in fold(found[0]).split():
            yield Word(word, found.start(), found.end())


def may_hold(text: str, words: Iterable[str]) -> bool:
    """Whether one of these folded words may stand in a text: a quick look, which is sure only where it says no."""
    plain = text if text.isascii() else text.translate(_PRINTED)
    if not plain.isascii():
        return True
    small = plain.lower().replace(".", "")
    return any(word in small for word in words)


def folded(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(word.text for word in words_of(text))
