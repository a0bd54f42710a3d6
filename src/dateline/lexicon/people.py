"""What words tell about people and bodies: titles, nouns for persons, given names, heads of names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.lexicon.folding import fold
from dateline.lexicon.tables import rows, words

__all__ = [
    "Gender", "NameHead", "family_name_gender", "given_name_gender", "is_organisation_noun", "is_title",
    "name_head", "person_class", "person_noun_gender", "title_gender", "title_in_full",
]  # fmt: skip

Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class NameHead:
    """What a word at the end of a name makes of it: `lower` works uncapitalised too, `of` goes on to the right."""

    type: str
    lower: bool
    of: bool


def _gender(code: str) -> Gender | None:
    return "m" if code == "m" else "f" if code == "f" else None


@cache
def _table(name: str, column: int) -> dict[str, str]:
    return {row[0]: row[column] for row in rows(name)}


@cache
def _full_titles() -> dict[str, str]:
    return {row[0]: row[2] for row in rows("titles") if len(row) > 2}


@cache
def _heads() -> dict[str, NameHead]:
    return {word: NameHead(kind, lower == "lower", of == "of") for word, kind, lower, of in rows("name_heads")}


def name_head(word: str) -> NameHead | None:
    """What this word makes of a name that ends with it: "Ministry" an organization, "River" a place."""
    return _heads().get(word.lower().rstrip("."))


def is_title(word: str) -> bool:
    """Whether the word stands before names and belongs to none: "President", "Gen.", "Mrs"."""
    return word.lower().rstrip(".") in _table("titles", 1)


def title_in_full(word: str) -> str:
    """An abbreviated title in full: "sen" is "senator"; any other word is itself."""
    return _full_titles().get(word.lower().rstrip("."), word)


def title_gender(word: str) -> Gender | None:
    """The gender that a title tells: "Mrs" does, "Dr" does not."""
    return _gender(_table("titles", 1).get(word.lower().rstrip("."), "-"))


def person_class(noun: str) -> str | None:
    """The class of a noun for persons ("leader" for "president"); None where it is no such noun."""
    return _table("person_nouns", 1).get(noun.lower())


def person_noun_gender(noun: str) -> Gender | None:
    """The gender that a noun tells: "spokeswoman" does, "official" does not."""
    return _gender(_table("person_nouns", 2).get(noun.lower(), "-"))


def is_organisation_noun(noun: str) -> bool:
    """Whether a common noun speaks of an organisation: "company", "cartel"."""
    return noun.lower() in words("organisation_nouns")


def given_name_gender(name: str) -> Gender | None:
    """The gender that a given name tells, as a rule; None where it is unknown or both."""
    return _gender(_table("first_names", 1).get(fold(name), "-"))


def family_name_gender(name: str) -> Gender | None:
    """The gender that a Slavic family name tells by its ending: "-ova" and "-ska" are women's."""
    plain = fold(name)
    if len(plain) > 5 and plain.endswith(("ova", "eva", "ska", "skaya", "cka")):
        return "f"
    return "m" if len(plain) > 5 and plain.endswith(("ov", "ev", "sky", "ski")) else None
