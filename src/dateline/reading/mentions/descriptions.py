"""Descriptions: definite noun phrases that speak of a person or a body without its name.  Parse in, spans out."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from dateline.lexicon import people
from dateline.nlp import Parse, Token
from dateline.records.reading import EntityType

__all__ = ["Described", "find", "phrase"]

_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their"})
_LEFT = ("det", "amod", "compound", "poss", "nmod", "nummod", "quantmod", "npadvmod")
_NOT_THEIRS = frozenset({"whose", "my", "our", "your"})


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
        kind = _kind(parse, token)
        if kind is None or parse.head(token).lower == "as":  # "hired as the coach" tells a role
            continue
        first, last = phrase(parse, token)
        if _is_definite(parse, token):
            yield Described(parse.tokens[first].start, parse.tokens[last].end, kind)


def _kind(parse: Parse, token: Token) -> EntityType | None:
    before = parse.tokens[token.i - 1].lower if token.i else ""
    if people.is_organisation_noun(f"{before} {token.lower}"):
        return "organization"
    if people.person_class(token.lower) is not None:
        return "person"
    return "organization" if people.is_organisation_noun(token.lower) else None


def _is_definite(parse: Parse, token: Token) -> bool:
    marks = parse.children(token, "det", "poss")
    return any(child.lower in _DEFINITE or child.dep == "poss" for child in marks if child.i < token.i) and not any(
        child.lower in _NOT_THEIRS for child in marks
    )


def phrase(parse: Parse, head: Token) -> tuple[int, int]:
    """The first and last token of a noun phrase: what stands before the noun, and an "of" phrase after it."""
    first = last = head.i
    for child in parse.children(head, *_LEFT):
        if child.i < first:
            first = min(first, parse.subtree(child)[0].i)
    breaks = [i for i in range(first, head.i) if "\n" in parse.tokens[i].text]
    first = breaks[-1] + 1 if breaks else first
    for child in parse.children(head, "prep"):
        if child.i == last + 1 and child.lower == "of":
            last = max(last, _end_of_phrase(parse, child))
    return first, last


def _end_of_phrase(parse: Parse, preposition: Token) -> int:
    thing = parse.child(preposition, "pobj")
    if thing is None:
        return preposition.i - 1
    return max(thing.i, phrase(parse, thing)[1])
