"""Two names laid word to word: names in, which words meet and how, and what is left over.

A word meets an equal one, one that sounds alike, a pet form, its initial, two words written as one, or one that
differs in a few letters. Order does not matter here; what the order tells is a trait of its own (`likelihood`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from dateline.lexicon.folding import fold
from dateline.lexicon.name_words import is_honorific, legal_forms, longest_form, same_given_name, weight_of
from dateline.lexicon.numbers import value_of
from dateline.lexicon.romanising import romanise
from dateline.records.base import record

__all__ = ["Alignment", "Meeting", "MeetingKind", "NameWords", "align", "sound", "spoken", "words_of"]

MeetingKind = Literal["equal", "number", "pet", "joined", "initial", "sound", "spelling", "other"]

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MIXED = re.compile(r"(?=\w*[^\W\d])(?=\w*\d)\w+")
_LIKE_FIGURES = str.maketrans("013459", "oieasg")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7"}
_ROMAN = re.compile(r"(?=.)x{0,3}(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_SOUNDS = (
    ("dzh", "j"), ("tsch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("zh", "j"), ("kh", "h"), ("gh", "g"),
    ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("ts", "s"), ("tz", "s"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("x", "s"), ("z", "s"), ("q", "k"), ("w", "v"), ("y", "i"), ("j", "i"), ("c", "k"), ("g", "k"),
    ("o", "u"), ("e", "i"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_LOOSE = 0.34  # below this likeness two words merely stand where the other has another
_LONGEST_ACRONYM = 6
_LONGEST_NAME = 32  # words: what is longer is no name, and comparing costs the product of both
_VALUE = {"equal": 1.0, "number": 1.0, "joined": 0.97, "pet": 0.9, "sound": 0.92, "initial": 0.8}


@record
class NameWords:
    """A name in parts: its folded words in Latin letters, the class of its legal form, whether it was romanised."""

    words: tuple[str, ...]
    form: str | None
    foreign: bool


@record
class Meeting:
    """Words of the left and of the right name that meet, how, and how alike they are, from 0 to 1."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    kind: MeetingKind
    likeness: float
    weight: float


@record
class Alignment:
    """What meets, and the places of the words that meet nothing on either side."""

    left: NameWords
    right: NameWords
    met: tuple[Meeting, ...]
    left_over: tuple[int, ...]
    right_over: tuple[int, ...]


@lru_cache(maxsize=65536)
def words_of(name: str, *, person: bool) -> NameWords:
    """The words by which a name is compared, honorifics or legal forms taken off, the family name last."""
    latin = romanise(name)
    latin = _HUMP.sub(" ", spoken(latin) if person else latin)
    words = fold(latin).split()[:_LONGEST_NAME]
    if person:
        kept = [_MIXED.sub(lambda found: found[0].translate(_LIKE_FIGURES), word) for word in words]
        first = next((at for at, word in enumerate(kept) if not is_honorific(word)), 0)
        return NameWords(words=tuple(kept[first:]), form=None, foreign=latin != name and not name.isascii())
    kept, form = _without_form(words)
    return NameWords(words=tuple(_counted(kept)), form=form, foreign=latin != name and not name.isascii())


def spoken(name: str) -> str:
    """ "Kessel, Ivo" as it is spoken."""
    family, comma, given = name.partition(",")
    return f"{given} {family}" if comma and given.strip() and "," not in given else name


def _without_form(words: list[str]) -> tuple[list[str], str | None]:
    kept, form = words[1:] if len(words) > 1 and words[0] == "the" else words, None
    while True:
        for size in range(min(longest_form(), len(kept) - 1), 0, -1):
            last, first = tuple(kept[-size:]), tuple(kept[:size])
            if last in legal_forms():
                kept, form = kept[:-size], form or legal_forms()[last]
                break
            if first in legal_forms():
                kept, form = kept[size:], form or legal_forms()[first]
                break
        else:
            return kept, form


def _counted(words: Sequence[str]) -> Iterator[str]:
    """Words with numbers as figures: "forty four", "first", "iv"."""
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + 3), at, -1):
            value = value_of(" ".join(words[at:end])) if words[at] != "and" else None
            if value is not None:
                yield f"{value:g}"
                at = end
                break
        else:
            word = words[at]
            ordinal = _ORDINAL.fullmatch(word)
            if ordinal or word in _ORDINALS:
                yield ordinal[1] if ordinal else _ORDINALS[word]
            elif at and _ROMAN.fullmatch(word):
                yield str(_roman(word))
            elif word != "and":
                yield word
            at += 1


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(-v if v < max(values[at:]) else v for at, v in enumerate(values))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A folded word with what transliterations differ in levelled; vowels but the first are left out."""
    for written, level in _SOUNDS:
        word = word.replace(written, level)
    word = _DOUBLED.sub(r"\1", word)
    return word[:1] + "".join(letter for letter in word[1:] if letter not in "aiuh")


def align(left: NameWords, right: NameWords) -> Alignment:
    """Let the words of two names meet, the likest and weightiest first, each word once."""
    possible = sorted(
        _meetings(left.words, right.words),
        key=lambda one: (-one.likeness, -one.weight, abs(one.left[0] - one.right[0]), one.left, one.right),
    )
    free_left, free_right = set(range(len(left.words))), set(range(len(right.words)))
    met = []
    for one in possible:
        if free_left.issuperset(one.left) and free_right.issuperset(one.right):
            free_left.difference_update(one.left)
            free_right.difference_update(one.right)
            met.append(one)
    return Alignment(
        left=left,
        right=right,
        met=tuple(sorted(met, key=lambda one: one.left)),
        left_over=tuple(sorted(free_left)),
        right_over=tuple(sorted(free_right)),
    )


def _meetings(left: Sequence[str], right: Sequence[str]) -> Iterator[Meeting]:
    for i, ours in enumerate(left):
        for j, theirs in enumerate(right):
            kind, likeness = _compare(ours, theirs)
            if likeness >= _LOOSE:
                yield _meeting(left, right, (i,), (j,), kind=kind, likeness=likeness)
    yield from _joined(left, right)
    for one in _joined(right, left):
        yield _meeting(left, right, one.right, one.left, kind=one.kind, likeness=one.likeness)


def _joined(left: Sequence[str], right: Sequence[str]) -> Iterator[Meeting]:
    """Words of the left that the right writes as one, or gives by their initials."""
    for size in range(2, min(len(left), _LONGEST_ACRONYM) + 1):
        for i in range(len(left) - size + 1):
            parts, places = left[i : i + size], tuple(range(i, i + size))
            whole, letters = "".join(parts), "".join(word[0] for word in parts)
            for j, word in enumerate(right):
                if word == letters:
                    yield _meeting(left, right, places, (j,), kind="initial", likeness=_VALUE["initial"])
                elif size < 4 and len(whole) > 4 and abs(len(whole) - len(word)) < 3:
                    likeness = OSA.normalized_similarity(whole, word)
                    if likeness > 0.8:
                        yield _meeting(left, right, places, (j,), kind="joined", likeness=likeness * _VALUE["joined"])


def _meeting(
    left: Sequence[str], right: Sequence[str], ours: tuple[int, ...], theirs: tuple[int, ...], *, kind: MeetingKind,
    likeness: float,
) -> Meeting:  # fmt: skip
    weight = max(sum(weight_of(left[i]) for i in ours), sum(weight_of(right[j]) for j in theirs))
    return Meeting(left=ours, right=theirs, kind=kind, likeness=likeness, weight=weight)


@lru_cache(maxsize=65536)
def _compare(left: str, right: str) -> tuple[MeetingKind, float]:
    if left == right:
        return ("number" if left[0].isdigit() else "equal"), 1.0
    if left[0].isdigit() or right[0].isdigit():
        return "other", 0.35 if left[0].isdigit() and right[0].isdigit() else 0.0
    short, long = sorted((left, right), key=len)
    if len(short) == 1:
        return ("initial", _VALUE["initial"]) if long.startswith(short) else ("other", 0.0)
    if same_given_name(left, right):
        return "pet", _VALUE["pet"]
    spelled = OSA.normalized_similarity(left, right)
    if sound(left) == sound(right):
        # "Xi" and "Shi" may be one; so may many a short word.
        return "sound", max(_VALUE["sound"] if len(short) > 2 and len(sound(left)) > 1 else 0.7, spelled)
    return ("spelling" if spelled >= 0.6 else "other"), spelled
