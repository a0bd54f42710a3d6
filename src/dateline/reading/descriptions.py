"""Descriptions: definite noun phrases that speak of a person or a body without its name.  Parse in, spans out."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from dateline.lexicon import people
from dateline.nlp import Parse, Token
from dateline.records.reading import EntityType

__all__ = ["Described", "find", "phrase"]

_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their"})
_LEFT = ("det", "amod", "compound", "poss", "nmod", "nummod", "quantmod", "advmod", "npadvmod", "predet")


@dataclass(frozen=True, slots=True)
class Described:
    """A description: ``text[start:end]``."""

    start: int
    end: int
    type: EntityType


def find(parse: Parse, taken: Container[int]) -> Iterator[Described]:
    """Singular definite phrases whose noun is one for persons or organisations; those inside names are none."""
    for token in parse.tokens:
        if token.tag != "NN" or token.start in taken or token.dep in ("compound", "nmod"):
            continue
        kind = _kind(token)
        if kind is None:
            continue
        first, last = phrase(parse, token)
        if _is_definite(parse, token):
            yield Described(parse.tokens[first].start, parse.tokens[last].end, kind)


def _kind(token: Token) -> EntityType | None:
    if people.person_class(token.lower) is not None:
        return "person"
    return "organization" if people.is_organisation_noun(token.lower) else None


def _is_definite(parse: Parse, token: Token) -> bool:
    return any(
        child.lower in _DEFINITE or (child.dep == "poss" and child.i < token.i)
        for child in parse.children(token, "det", "poss")
    )


def phrase(parse: Parse, head: Token) -> tuple[int, int]:
    """The first and last token of a noun phrase: what stands before the noun, and an "of" phrase after it."""
    first = last = head.i
    for child in parse.children(head, *_LEFT):
        if child.i < head.i:
            first = min(first, parse.subtree(child)[0].i)
    for child in parse.children(head, "prep"):
        if child.i == last + 1 and child.lower == "of":
            last = max(last, _end_of_phrase(parse, child))
    return first, last


def _end_of_phrase(parse: Parse, preposition: Token) -> int:
    thing = parse.child(preposition, "pobj")
    if thing is None:
        return preposition.i - 1
    return max(thing.i, phrase(parse, thing)[1])
