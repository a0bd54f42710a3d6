"""What the words of a name weigh: how much a word tells of whose name it is, legal forms, pet forms of given names."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from dateline.lexicon.folding import fold
from dateline.lexicon.people import is_title
from dateline.lexicon.tables import rows

__all__ = [
    "class_of", "core", "is_honorific", "legal_forms", "longest_form", "pet_forms", "same_given_name", "weight_of",
]  # fmt: skip


@cache
def _classes() -> dict[str, tuple[str, float]]:
    known: dict[str, tuple[str, float]] = {}
    for kind, weight, members in rows("name_words"):
        for word in members.split():
            known.setdefault(fold(word), (kind, float(weight)))
    return known


def class_of(word: str) -> str | None:
    """The class of a folded word that says little in a name ("particle", "body", ..), None of a distinctive one."""
    found = _classes().get(word)
    return found[0] if found else None


def weight_of(word: str) -> float:
    """How much a folded word tells of whose name it is, from 0 to 1; a short word tells less than a long one."""
    found = _classes().get(word)
    if found:
        return found[1]
    return {1: 0.3, 2: 0.6, 3: 0.8}.get(len(word), 1.0)


def is_honorific(word: str) -> bool:
    """Whether a folded word stands before a person's name and is no part of it."""
    return class_of(word) == "honorific" or is_title(word)


@cache
def legal_forms() -> dict[tuple[str, ...], str]:
    """The legal forms of companies, as folded words, and the class of each."""
    return {tuple(form.split()): kind for form, kind in rows("legal_forms")}


@lru_cache(maxsize=65536)
def core(folded: str) -> str:
    """A body's folded name without the legal forms behind it: "harbour mills co ltd" gives "harbour mills"."""
    words = folded.split()
    while True:
        size = next((n for n in (4, 3, 2, 1) if len(words) > n and tuple(words[-n:]) in legal_forms()), 0)
        if not size:
            return " ".join(words)
        words = words[:-size]


@cache
def longest_form() -> int:
    """The words of the longest legal form."""
    return max(len(form) for form in legal_forms())


@cache
def _pets() -> dict[str, frozenset[str]]:
    known: dict[str, set[str]] = defaultdict(set)
    for name, forms in rows("nicknames"):
        for form in (name, *forms.split()):
            known[form].add(name)
    return {form: frozenset(names) for form, names in known.items()}


def pet_forms(word: str) -> frozenset[str]:
    """The given names that a folded word may be a form of, itself among them where it is tabled."""
    return _pets().get(word, frozenset())


def same_given_name(left: str, right: str) -> bool:
    """Whether two folded words may be forms of one given name ("bill", "william")."""
    return not pet_forms(left).isdisjoint(pet_forms(right))
