"""Passages in capitals -> the same characters as a reader would write them: the model knows no names in capitals.

A word's usual form is known from how often the model's own vocabulary met it small, with a first capital and in
capitals: its keys stand in the order of their frequency. Offsets stay: every letter is replaced by one letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, Literal

from dateline.lexicon import openings, people

__all__ = ["Form", "Ranks", "recase"]

Form = Literal["lower", "title", "upper"]
Ranks = Callable[[str], int | None]
"""How common a written form is, the most common first; None for one that is not known."""

_LINE: Final = re.compile(r"[^\n]+")
_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[.](?=[^\W\d_][.])|(?<=[.][^\W\d_])[.]|['’](?=[^\W\d_]))*")
_SHOUTED: Final = 0.8
_LEAST: Final = 4
"""Words that a line in capitals needs: shorter ones are labels, and their capitals may be names."""
_OFTEN: Final = 2.0
"""How many times as common the form with a capital must be, for a word to be a name wherever it stands."""
_SOMETIMES: Final = 0.9
_MONTHS: Final = frozenset({"may", "march", "august"})
_ENDS: Final = re.compile(r"[.!?:][\"'”’)\]]*\s*$|\n\s*\n\s*$|^\s*$|[\]\)\-—–]\s*$|[\"“]$")
_LINKS: Final = frozenset(
    {"of", "de", "la", "del", "los", "las", "el", "and", "for", "the", "y", "al", "da", "do", "dos"}
)


def recase(text: str, *, rank: Ranks) -> str:
    """The text with its passages in capitals in small letters but for names, acronyms and first words."""
    spans = list(_shouted(text))
    if not spans:
        return text
    kept = [(opening.start, opening.end) for opening in openings.find(text)]
    parts, at = [], 0
    for start, end in spans:
        head = next((last for first, last in kept if first <= start < last <= end), start)
        parts += [text[at:head], _recased(text, head, end, rank=rank)]
        at = end
    made = "".join((*parts, text[at:]))
    return made if len(made) == len(text) else text


def _shouted(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of lines in capitals."""
    first = last = None
    for line in _LINE.finditer(text):
        letters = [ch for ch in line[0] if ch.isalpha()]
        loud = len(letters) > 1 and sum(ch.isupper() for ch in letters) >= _SHOUTED * len(letters)
        words = len(_WORD.findall(line[0]))
        if loud and (words >= _LEAST or first is not None):
            first, last = line.start() if first is None else first, line.end()
        elif first is not None and last is not None and letters:
            yield first, last
            first = last = None
    if first is not None and last is not None:
        yield first, last


def _recased(text: str, start: int, end: int, *, rank: Ranks) -> str:
    found = list(_WORD.finditer(text, start, end))
    forms = [_form(text, word, rank) for word in found]
    _join_names(text, found, forms, rank=rank)
    parts, at = [], start
    for word, form in zip(found, forms, strict=True):
        if form == "lower" and _begins(text, start, word.start()):
            form = "title"
        parts += [text[at : word.start()], _written(word[0], form)]
        at = word.end()
    return "".join((*parts, text[at:end]))


def _written(word: str, form: Form) -> str:
    if form == "upper":
        return word
    small = word.lower()
    if len(small) != len(word) or form == "lower":
        return small if len(small) == len(word) else word
    made = "".join(
        ch.upper() if at == 0 or (at > 1 and small[at - 1] in "'’" and at < len(small) - 1) else ch
        for at, ch in enumerate(small)
    )
    return made if len(made) == len(word) else word


def _begins(text: str, start: int, at: int) -> bool:
    return _ENDS.search(text, max(start, at - 12), at) is not None or at == start


def _form(text: str, found: re.Match[str], rank: Ranks) -> Form:
    """The form in which a word usually stands."""
    word = found[0]
    if "." in word or len(word) == 1:
        return "upper" if word.lower() != "a" else "lower"
    small, title, loud = rank(word.lower()), rank(_written(word, "title")), rank(word)
    if word.lower() in _MONTHS and _beside_number(text, found):
        return "title"
    if small is None and title is None:
        known = loud is not None or not re.search("[AEIOUY]", word) or len(word) <= 3
        return "upper" if known else "title"
    others = [one for one in (small, title) if one is not None]
    if loud is not None and loud * _OFTEN < min(others) and len(word) <= 6:
        return "upper"
    return "title" if _odds(small, title) >= _OFTEN else "lower"


def _odds(small: int | None, title: int | None) -> float:
    """How many times as common a word is with a capital as without."""
    if small is None or title is None:
        return 0.0 if title is None else float("inf")
    return small / max(title, 1)


def _beside_number(text: str, found: re.Match[str]) -> bool:
    return bool(
        re.match(r"\.? ?\d", text[found.end() : found.end() + 4]) or re.search(r"\d $", text[: found.start()][-3:])
    )


def _join_names(text: str, found: Sequence[re.Match[str]], forms: list[Form], *, rank: Ranks) -> None:
    """Give capitals to words that are names beside names: a title, a surname, the words of a body's name."""
    for at in range(len(found) - 2, -1, -1):
        if forms[at] == "lower" and forms[at + 1] == "title" and _touch(text, found[at], found[at + 1]):
            word = found[at][0]
            odds = _odds(rank(word.lower()), rank(_written(word, "title")))
            if odds > 1 or (people.is_title(word.lower()) and odds > 0.2):
                forms[at] = "title"
    for at in range(1, len(found)):
        if forms[at] == "lower" and forms[at - 1] == "title" and _touch(text, found[at - 1], found[at]):
            word = found[at][0]
            if _odds(rank(word.lower()), rank(_written(word, "title"))) > 1:
                forms[at] = "title"
            elif (last := _body_end(text, found, at, rank=rank)) is not None:
                for one in range(at, last + 1):
                    forms[one] = "title" if found[one][0].lower() not in _LINKS else "lower"


def _body_end(text: str, found: Sequence[re.Match[str]], at: int, *, rank: Ranks) -> int | None:
    """Where the name of a body ends that began before `at`: at the last noun for a body within a few words."""
    last = None
    for one in range(at, min(at + 4, len(found))):
        word = found[one][0].lower()
        if one > at and not _touch(text, found[one - 1], found[one]):
            break
        if people.is_organisation_noun(word):
            last = one
        elif _odds(rank(word), rank(_written(found[one][0], "title"))) < 0.4 and word not in _LINKS:
            break
    return last


def _touch(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return text[left.end() : right.start()].isspace() and right.start() - left.end() < 6
