"""Of whom a state holds: from the word that says it to the noun it is said of.  Token in, tokens out."""

from __future__ import annotations

from typing import Final

from dateline.nlp import Parse, Token
from dateline.reading import clauses
from dateline.reading.who import Who

__all__ = ["of_adjective", "of_noun", "of_phrase", "of_number", "of_participle", "under_for"]

_VERBS: Final = ("VERB", "AUX")
_NOUNS: Final = ("NOUN", "PROPN", "PRON", "NUM")
_KEEPING: Final = frozenset(
    {"have", "hold", "keep", "take", "place", "put", "remand", "describe", "see", "find", "leave"}
)


def of_noun(parse: Parse, who: Who, noun: Token) -> list[Token]:
    """Who is said to be one: "X is a fugitive", "X, a fugitive, ..", "fugitive boss X", "had X as a fugitive"."""
    head = parse.head(noun)
    if noun.dep == "attr" and head.pos in _VERBS:
        return clauses.subjects(parse, head)
    if noun.dep == "appos" or (noun.dep in ("compound", "nmod", "amod") and head.pos in ("PROPN", "NOUN")):
        return [head]
    if noun.dep == "pobj" and head.lower == "as":
        verb = parse.head(head)
        if verb.pos in _VERBS:
            held = parse.children(verb, "dobj") if verb.lemma in _KEEPING else []
            return held or clauses.objects(parse, verb) or clauses.subjects(parse, verb)
        return [verb] if verb.pos in _NOUNS else []
    chain = who.chain(noun)
    return [noun] if chain is not None and chain.named and noun.dep in ("nsubj", "nsubjpass", "dobj", "pobj") else []


def of_adjective(parse: Parse, who: Who, word: Token) -> list[Token]:
    """Of whom it is said: "X is wanted", "X, wanted for murder, ..", "the most wanted man, X"."""
    head = parse.head(word)
    if word.pos == "VERB" and parse.child(word, "nsubjpass", "auxpass") is not None:
        return clauses.subjects(parse, word)
    if word.dep in ("acomp", "attr", "oprd") and head.pos in _VERBS:
        return clauses.objects(parse, head) if head.lemma in _KEEPING else clauses.subjects(parse, head)
    if word.dep in ("acl", "advcl"):
        return clauses.subjects(parse, word)
    if word.dep == "amod" and head.pos in _NOUNS:
        return [head] if head.pos == "PROPN" else _of_class(parse, who, head)
    if word.dep == "conj" and head.pos in (*_VERBS, "ADJ"):
        return of_adjective(parse, who, head) if head.i != word.i else []
    return []


def _of_class(parse: Parse, who: Who, noun: Token) -> list[Token]:
    """Who belongs to those described: "X is among the most wanted men", "one of the most wanted leaders, X"."""
    chain = who.chain(noun)
    if chain is not None and chain.named and noun.tag not in ("NNS", "NNPS"):
        return [noun]
    outer = noun
    while outer.dep == "pobj" and parse.head(outer).lower in ("of", "among") and parse.head(outer).dep == "prep":
        above = parse.head(parse.head(outer))
        if above.pos in _VERBS:
            return clauses.subjects(parse, above) if above.lemma == "be" else []
        outer = above
    if outer.dep == "attr":
        return clauses.subjects(parse, parse.head(outer))
    if outer.dep == "appos":
        return [parse.head(outer)]
    return [outer] if outer.i != noun.i or noun.tag not in ("NNS", "NNPS") else []


def of_participle(parse: Parse, who: Who, verb: Token) -> list[Token]:
    """Who does it: the subject, else the person named last before a dash or comma ("X, .. and now serving ..")."""
    found = [noun for noun in clauses.subjects(parse, verb) if who.chain(noun) is not None]
    if found:
        return found
    start, _ = clauses.clause_span(parse, verb)
    for token in reversed(parse.tokens_in(start, verb.start)):
        mention = who.mention(token)
        if mention is not None and mention.form == "name" and mention.type == "person":
            return [token]
    return []


def of_number(parse: Parse, noun: Token) -> list[Token]:
    """The noun, or who is said to be among a number: "X is among six that have been designated"."""
    if noun.pos == "NUM" and noun.dep == "pobj" and parse.head(noun).lower in ("among", "of"):
        verb = parse.head(parse.head(noun))
        if verb.lower == "one" and verb.dep == "attr":
            verb = parse.head(verb)
        if verb.lemma == "be":
            return clauses.subjects(parse, verb) or [noun]
    return [noun]


def of_phrase(parse: Parse, preposition: Token) -> list[Token]:
    """Of whom "at large" or "under indictment" is said."""
    head = parse.head(preposition)
    if head.pos in _NOUNS:
        return [head]
    if head.pos == "ADJ":
        head = parse.head(head)
    if head.pos not in _VERBS:
        return []
    held = clauses.objects(parse, head) if head.lemma in _KEEPING and head.pos != "AUX" else []
    return held or clauses.subjects(parse, head)


def under_for(parse: Parse, noun: Token) -> list[Token]:
    """Who is sought: "reward for X", "warrant for X's arrest", "reward for information leading to the arrest of X"."""
    return [
        one
        for name, under in clauses.prepositions(parse, noun)
        if name in ("for", "against")
        for one in _sought(parse, under, 3)
    ]


def _sought(parse: Parse, token: Token, hops: int) -> list[Token]:
    if token.lemma in ("arrest", "capture", "detention", "return", "extradition", "whereabouts", "conviction"):
        owned = parse.children(token, "poss")
        return owned or [noun for name, noun in clauses.prepositions(parse, token) if name == "of"]
    if token.lemma in ("information", "tip", "evidence", "clue"):
        deep = [
            noun
            for kid in parse.children(token, "acl", "relcl", "prep")
            for _, noun in clauses.prepositions(parse, kid)
        ]
        return [one for noun in deep for one in _sought(parse, noun, hops - 1)] if hops else []
    return [token]
