"""A query as SQLite understands it: what is wanted in, an FTS5 expression out.

Only folded words come in, and each is set in quotation marks: nothing that somebody typed is ever read as syntax.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dateline.records.search import Either, Every, FoundKind, OfKind, Phrase, SearchField, Wanted, Without

__all__ = ["Match", "match_of"]

_PLAIN = {"article": "{words title}", "quotation": "{words speaker}", "event": "{words}", "entity": "{words}"}
_ENTITY_FIELDS: frozenset[SearchField] = frozenset({"about"})
"""An entity has a name, and is what it is about."""


class Match(NamedTuple):
    """What to look for (None: anything), and what must not be there besides (None: nothing is left out)."""

    wanted: str | None
    unwanted: str | None


def match_of(wanted: Wanted | None, *, kind: FoundKind) -> Match | None:
    """How things of a kind are looked for; None where nothing of that kind can fit."""
    if isinstance(wanted, Every):
        for_it, against = _every(wanted, kind)
    else:
        for_it, against = (True if wanted is None else _told(wanted, kind)), []
    if for_it is False or any(one is True for one in against):
        return None
    unwanted = [one for one in against if isinstance(one, str)]
    return Match(for_it if isinstance(for_it, str) else None, " OR ".join(unwanted) or None)


def _told(wanted: Wanted, kind: FoundKind) -> str | bool:
    """An expression; True for what fits always, False for what never does."""
    if isinstance(wanted, OfKind):
        return wanted.kind == kind
    if isinstance(wanted, Phrase):
        return _phrase(wanted, kind)
    if isinstance(wanted, Either):
        return _either(_told(part, kind) for part in wanted.parts)
    if isinstance(wanted, Without):
        inner = _told(wanted.part, kind)
        # The grammar lets nothing be left out by itself, but beside what is looked for: see _every.
        return not inner if isinstance(inner, bool) else False
    for_it, against = _every(wanted, kind)
    if for_it is False or any(one is True for one in against):
        return False
    unwanted = [one for one in against if isinstance(one, str)]
    if not unwanted:
        return for_it
    return f"({for_it} NOT ({' OR '.join(unwanted)}))" if isinstance(for_it, str) else False


def _every(wanted: Every, kind: FoundKind) -> tuple[str | bool, list[str | bool]]:
    """What all must hold of, and what of none of them."""
    parts = [_told(part, kind) for part in wanted.parts if not isinstance(part, Without)]
    against = [_told(part.part, kind) for part in wanted.parts if isinstance(part, Without)]
    if any(part is False for part in parts):
        return False, against
    told = [part for part in parts if isinstance(part, str)]
    return (f"({' AND '.join(told)})" if told else True), against


def _either(parts: Iterable[str | bool]) -> str | bool:
    known = list(parts)
    if any(part is True for part in known):
        return True
    told = [part for part in known if isinstance(part, str)]
    return f"({' OR '.join(told)})" if told else False


def _phrase(phrase: Phrase, kind: FoundKind) -> str | bool:
    if phrase.field is None:
        columns = _PLAIN[kind]
    elif kind == "entity":
        if phrase.field not in _ENTITY_FIELDS:
            return False
        columns = "{words}"
    else:
        columns = f"{{{phrase.field}}}"
    # Folded words hold no quotation mark; doubling them is what keeps this true whoever makes the phrase.
    words = " ".join(phrase.words).replace('"', '""').replace("\x00", " ")
    return f'{columns} : "{words}"{" *" if phrase.prefix else ""}'
