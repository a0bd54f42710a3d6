"""How many were killed, wounded or missing where no event word tells it.  Parse in, casualties out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from dateline.lexicon.tables import rows, words
from dateline.nlp import Parse, Token
from dateline.reading import clauses
from dateline.reading.events.counts import Count, count, has_number
from dateline.records.evidence import Text
from dateline.records.reading import Casualty, CasualtyKind

__all__ = ["KINDS", "Loose", "casualty", "loose"]

KINDS: Final[dict[str, CasualtyKind]] = {
    "dead": "killed", "wounded": "wounded", "arrested": "arrested", "detained": "arrested", "imprisoned": "arrested",
    "missing": "missing", "displaced": "displaced",
}  # fmt: skip
"""What the outcome of a trigger counts as."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A casualty said by no event word ("30 were missing"), with the word that says it."""

    token: Token
    casualty: Casualty


def casualty(text: Text, kind: CasualtyKind, found: Count) -> Casualty:
    """The record of a count."""
    return Casualty(
        kind=kind,
        number=found.number,
        lower=found.lower,
        upper=found.upper,
        besides=found.besides,
        evidence=text.cut(found.start, found.end),
    )


@cache
def _words() -> dict[tuple[str, str], CasualtyKind]:
    return {(word, form): cast(CasualtyKind, kind) for word, kind, form in rows("casualty_words")}


def loose(parse: Parse, text: Text) -> Iterator[Loose]:
    """The casualties that adjectives, counted nouns and tolls tell."""
    table = _words()
    for token in parse.tokens:
        for form, key in (("a", token.lower), ("n", token.lemma.lower()), ("t", token.lemma.lower())):
            kind = table.get((key, form))
            if form == "n" and key == "number":
                kind, form = _tallied(parse, token), "t"
            elif form == "n" and (key, "u") in table and _unfound(parse, token):
                kind, form = table[key, "u"], "u"
            if kind is None or (form in "nt" and token.pos not in ("NOUN", "PROPN")):
                continue
            found = next((c for noun in _counted(parse, token, form) if (c := count(parse, noun)) is not None), None)
            if found is not None:
                yield Loose(token, casualty(text, kind, found))
                break


def _risen(parse: Parse, token: Token) -> list[Token]:
    """The number of a toll: "of 17", or the one that it has risen to, whatever clause the parser makes of it."""
    own = [noun for name, noun in clauses.prepositions(parse, token) if name == "of" and noun.pos == "NUM"]
    _, end = clauses.clause_span(parse, token)
    for verb in parse.tokens[token.i + 1 : parse.sentence_of(token).last] if not own else ():
        if verb.lemma in words("toll_verbs") and verb.start < end:
            return _at(parse, verb) or [noun for noun in clauses.objects(parse, verb) if noun.pos == "NUM"]
    verb = parse.head(token)
    if not own and token.dep == "dobj" and verb.lemma in words("toll_putting"):
        return _at(parse, verb)
    return own


def _at(parse: Parse, verb: Token) -> list[Token]:
    """The number to or at which a verb brings something."""
    return [noun for name, noun in clauses.prepositions(parse, verb) if name in ("to", "at") and noun.pos == "NUM"]


def _unfound(parse: Parse, token: Token) -> bool:
    """ "Eight have not been found", "30 have not been accounted for"."""
    away = any(kid.lower in ("not", "never", "n't", "n’t") for kid in parse.children(token, "neg", "advmod"))
    return token.pos == "VERB" and away and clauses.is_passive(parse, token)


def _tallied(parse: Parse, token: Token) -> CasualtyKind | None:
    """What "the number of people killed" counts."""
    for name, noun in clauses.prepositions(parse, token):
        for kid in (noun, *parse.children(noun, "acl", "amod", "relcl")) if name == "of" else ():
            kind = _words().get((kid.lower, "a")) or _words().get((kid.lemma.lower(), "n"))
            if kind is not None:
                return kind
    return None


def _counted(parse: Parse, token: Token, form: str) -> list[Token]:
    """The nouns whose number a casualty word speaks of."""
    if form == "u":
        return clauses.subjects(parse, token)
    if form == "n":
        return [token] if parse.child(token, "nummod") is not None else []
    if form == "t":
        return _risen(parse, token)
    found = parse.children(token, "nsubj", "nsubjpass", "nummod")
    if token.pos == "VERB" and (token.tag == "VBG" or clauses.is_passive(parse, token)):
        found += clauses.subjects(parse, token)
    head = parse.head(token)
    if head.pos in ("VERB", "AUX") and token.dep in ("acomp", "attr", "oprd", "ccomp", "xcomp", "advcl"):
        if head.lemma in ("leave", "find", "confirm", "report"):
            found += clauses.objects(parse, head)
        elif head.pos == "AUX" or head.lemma in ("remain", "be", "lie"):
            found += clauses.subjects(parse, head)
    elif token.dep in ("amod", "acl") and head.i < token.i and head.pos in ("NOUN", "NUM", "PROPN"):
        found.append(head)
    before = parse.tokens[token.i - 1] if token.i else token
    if before.i != token.i and (has_number(parse, before)) and before not in found:
        found.append(before)
    if (
        token.dep in ("attr", "dobj", "pobj", "ROOT", "conj", "nsubj")
        and token.pos != "VERB"
        and parse.child(token, "nummod")
    ):
        found.append(token)
    return found
