"""Which country a word points to: its name, its adjective, the seat of its government.  Word in, ISO code out."""

from __future__ import annotations

from functools import cache

from dateline.lexicon import gazetteer
from dateline.lexicon.folding import fold
from dateline.lexicon.tables import rows

__all__ = ["country_of", "is_adjective", "is_seat"]


@cache
def _seats() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("seats")}


@cache
def country_of(name: str) -> str | None:
    """The ISO 3166-1 code of the country meant by "Norway", "Norwegian", "U.K." or "Kremlin"; else None."""
    if (code := gazetteer.demonyms().get(name)) is not None:
        return code
    if (code := _seats().get(fold(name).removeprefix("the "))) is not None:
        return code
    if not name[:1].isupper():
        return None
    return next((place.country for place in gazetteer.lookup(name)[:1] if place.kind == "country"), None)


def is_adjective(word: str) -> bool:
    """Whether the word is the adjective of a country, or its people: "Norwegian", "Norwegians"."""
    return word in gazetteer.demonyms()


def is_seat(name: str) -> bool:
    """Whether the name is that of a building that stands for a government: "Kremlin"."""
    return fold(name).removeprefix("the ") in _seats()
