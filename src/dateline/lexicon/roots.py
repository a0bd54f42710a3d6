"""Words -> their roots, the keys under which a deed's verb and noun meet: "arrested", "arrests" and "arrest".

Endings are cut by rule, which a few words of other deeds survive ("order"); what no rule leads back to its verb stands
in a table. A root is a key, never shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from dateline.lexicon.folding import fold
from dateline.lexicon.tables import rows

__all__ = ["kindred", "root"]

_POSSESSIVE = re.compile(r"['’`]s?$")
_ENDINGS = (
    "izations", "isations", "ization", "isation", "ements", "ations", "ators", "ating", "ments", "ities",
    "ement", "ation", "ates", "ated", "iness", "ances", "ences", "ment", "ings", "ator", "ions", "ance", "ate",
    "ing", "ion", "ence", "ers", "ors", "ies", "ied", "er", "or", "ed", "es", "en", "y", "e", "s",
)  # fmt: skip
_LEAST = 3
"""Letters that are left of a word at least."""


def root(words: str) -> str:
    """The root of a word; of several words ("checked into") that of the first."""
    first = _POSSESSIVE.sub("", words.strip().split(" ")[0]) if words.strip() else ""
    return _root(fold(first).replace(" ", ""))


def kindred(root: str) -> frozenset[int]:
    """The classes of words (by their place in the table) in which a root stands: two of one class may tell one deed."""
    return _classes().get(root, frozenset())


@lru_cache(maxsize=1 << 16)
def _root(word: str) -> str:
    known = _known()
    plain = word.removesuffix("s") if word not in known else word
    return _cut(known.get(word) or known.get(plain) or word)


def _cut(word: str) -> str:
    """A word without its ending; a consonant that the ending doubled stands once."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            word = word[: -len(ending)]
            break
    if len(word) > _LEAST and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _LEAST else word


@cache
def _known() -> dict[str, str]:
    return {form: verb for verb, forms in rows("word_roots") for form in forms.split()}


@cache
def _classes() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, (listed,) in enumerate(rows("kindred_words")):
        for word in listed.split():
            found[root(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
