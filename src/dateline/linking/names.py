"""Names compared: folded to their bare words, and asked whether two may name one person or one body.

A person's names agree when the shorter is a part of the longer in order (initials allowed) and begins or
ends as it does; they clash when both are full and do not agree. Nothing here looks a name up.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from dateline.lexicon import folding
from dateline.lexicon.name_words import core, legal_forms, same_given_name
from dateline.lexicon.people import given_name_gender, is_title, name_head

__all__ = [
    "acronyms_of", "agree", "bare", "core", "fold", "initials", "is_acronym", "misspelled", "one_letter_apart",
    "same_body", "same_core", "same_words", "skeleton", "tokens_of", "without_nickname", "without_title",
]  # fmt: skip

_QUOTED = re.compile(r"""(?:^|\s)["“”‘’'«»„(\[]([^"“”‘’«»„()\[\]]{2,40}?)["“”‘’'«»)\]]\s+""")
_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "this", "that", "these", "those"})
_LINKING = frozenset({"of", "the", "and", "for", "on", "in", "to", "de", "del", "la", "le", "des", "du", "et"})
_SOUNDS = (
    ("dzh", "i"),
    ("tz", "c"),
    ("ts", "c"),
    ("kh", "h"),
    ("ph", "f"),
    ("ck", "k"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
)
_FREE_FORMS = frozenset({"inc", "corp", "co"})  # which of these a firm has, news does not care
_DOUBLED = re.compile(r"(.)\1")
_FIRST_TYPO = 6  # shorter words one letter apart are different words more often than typing errors


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name as a key: no case, accents, points, possessive ending, quotation marks or leading article."""
    return " ".join(tokens_of(name))


@lru_cache(maxsize=65536)
def tokens_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, leading articles and possessive pronouns left out."""
    words = folding.fold(_POSSESSIVE.sub("", name.strip())).split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return tuple(words)


def bare(name: str) -> str:
    """A name as it is printed: white space closed up, no possessive ending, no marks around it."""
    closed = " ".join(_POSSESSIVE.sub("", name.strip()).split())
    return closed.strip("\"“”‘’'«»,;:") or closed


def without_nickname(name: str) -> str:
    """A full name without the nickname that stands in marks inside it."""
    return " ".join(_QUOTED.sub(" ", name).split()) if _QUOTED.search(name) else bare(name)


def without_title(name: str) -> str:
    """A person's name without the titles that stand before it."""
    words = name.split()
    while len(words) > 1 and is_title(words[0]):
        words = words[1:]
    return " ".join(words)


def is_acronym(name: str) -> bool:
    """Whether a name is written like an acronym: two to eight letters, capitals all but the odd small one."""
    letters = name.replace(".", "").strip()
    return letters.isalnum() and 2 <= len(letters) <= 8 and sum(c.isupper() for c in letters) >= len(letters) - 1 > 0


def initials(name: str) -> str:
    """The first letters of a name's words of weight: "Ministry of the Interior" gives "mi"."""
    return "".join(word[0] for word in tokens_of(name) if word not in _LINKING)


def same_core(left: str, right: str) -> bool:
    """Whether two folded names of bodies differ in their legal forms at most, and the forms may be one firm's."""
    if core(left) != core(right):
        return False
    ours, theirs = _forms(left), _forms(right)
    return not ours or not theirs or ours == theirs or ours | theirs <= _FREE_FORMS


def _forms(folded: str) -> frozenset[str]:
    words = folded.split()[len(core(folded).split()) :]
    whole = legal_forms().get(tuple(words))
    return (
        frozenset({whole}) if whole else frozenset(legal_forms()[word,] for word in words if (word,) in legal_forms())
    )


def misspelled(left: str, right: str) -> bool:
    """Whether two folded names of several words are the same but for slips and transliteration, one word exactly."""
    ours, theirs = left.split(), right.split()
    if len(ours) != len(theirs) or len(ours) < 2 or left == right:
        return False
    pairs = list(zip(ours, theirs, strict=True))
    return any(a == b for a, b in pairs) and all(a == b or one_letter_apart(a, b) for a, b in pairs)


def acronyms_of(folded: str) -> frozenset[str]:
    """The initials that may stand for a body's folded name: of all of it, of its core, and of what lies between."""
    words, least = folded.split(), len(core(folded).split())
    found = {initials(" ".join(words[:size])) for size in range(max(least, 2), len(words) + 1)}
    return frozenset(letters for letters in found if len(letters) > 1)


def one_letter_apart(left: str, right: str) -> bool:
    """Whether two words differ by one letter, swapped, missing or other, and are long enough for a slip."""
    return min(len(left), len(right)) >= _FIRST_TYPO and OSA.distance(left, right, score_cutoff=1) == 1


def skeleton(folded: str) -> str:
    """A folded name with what transliterations differ in levelled: "ts" and "c", "kh" and "h", doubled letters."""
    for written, level in _SOUNDS:
        folded = folded.replace(written, level)
    return _DOUBLED.sub(r"\1", folded)


def agree(left: str, right: str) -> bool:
    """Whether two folded full names may be one person's."""
    short, long = sorted((tuple(left.split()), tuple(right.split())), key=len)
    if not short or not _within(short, long):
        return same_words(left, right)
    return (
        same_words(left, right)
        or _meets(short[0], long[0], exact=True)
        or (len(short) > 1 and short == long[-len(short) :])
    )


def same_words(left: str, right: str) -> bool:
    """Whether two folded full names of a person have the same words, in any order, spelled or transliterated otherwise.

    A given name may be in its pet form; what is one letter apart is the same where the word is long.
    """
    ours, theirs = left.split(), right.split()
    if len(ours) != len(theirs) or len(ours) < 2:
        return False
    for word in ours:
        met = next((other for other in theirs if _same_word(word, other)), None)
        if met is None:
            return False
        theirs.remove(met)
    first, last = ours[0], ours[-1]
    if _same_word(first, right.split()[0]):
        return True
    # In another order the words must be the very same, and tell which of them is the given name.
    given = [given_name_gender(word) is not None for word in (first, last)]
    return sorted(ours) == sorted(right.split()) and first == right.split()[-1] and not all(given)


def _same_word(left: str, right: str) -> bool:
    return (
        left == right
        or one_letter_apart(left, right)
        or (min(len(left), len(right)) > 3 and skeleton(left) == skeleton(right))
        or same_given_name(left, right)
    )


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(any(_meets(word, other, exact=False) for other in rest) for word in short)


def _meets(left: str, right: str, *, exact: bool) -> bool:
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    return (len(short) == 1 and long.startswith(short)) or (not exact and one_letter_apart(left, right))


def same_body(left: str, right: str) -> bool:
    """Whether two folded names of organisations mean one body: three words or more, alike but for the last.

    "us customs enforcement agency" and "customs enforcement administration": the last words have the same
    initial and both tell what kind of body it is; the longer name has no more than a word of origin in front.
    """
    short, long = sorted((tuple(left.split()), tuple(right.split())), key=len)
    if len(short) < 3 or len(long) - len(short) > 1:
        return False
    tail = long[len(long) - len(short) :]
    if short[:-1] != tail[:-1]:
        return False
    ours, theirs = short[-1], tail[-1]
    # "agency" for "administration", and never the name of one town for another's.
    return ours == theirs or (ours[0] == theirs[0] and all(_is_head(word) for word in (ours, theirs)))


def _is_head(word: str) -> bool:
    head = name_head(word)
    return head is not None and head.type == "organization"
