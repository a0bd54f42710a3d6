"""Which event word tells of the frame in which another one happens.  Triggers in, links out.

"Killed in a raid", "the raid that killed two", "burst, killing 11", "an operation which led to his arrest":
one happening told by two words. The links let it become one event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dateline.lexicon.tables import words
from dateline.nlp import Parse, Token
from dateline.reading import clauses
from dateline.reading.events.triggers import Trigger

__all__ = ["frames", "siblings"]

_WITHIN: Final = frozenset({"in", "during", "after", "following", "from", "by", "amid", "when", "since"})
_MARKS: Final = frozenset({"after", "when", "as", "while", "once"})
_VERBS: Final = ("VERB", "AUX")


def frames(parse: Parse, triggers: Sequence[Trigger]) -> dict[int, int]:
    """For the index of each trigger that happens within another: the index of that other."""
    at = {trigger.token.i: index for index, trigger in enumerate(triggers)}
    for index, trigger in enumerate(triggers):
        if trigger.site.carrier is not None:
            at.setdefault(trigger.site.carrier.i, index)
    nouns = {word: index for word, index in at.items() if not triggers[index].site.verbal}
    found: dict[int, int] = {}
    for index, trigger in enumerate(triggers):
        frame = _frame(parse, trigger, at, nouns=nouns)
        if frame is not None and frame != index and found.get(frame) != index:
            found[index] = frame
    return found


def _frame(parse: Parse, trigger: Trigger, at: Mapping[int, int], *, nouns: Mapping[int, int]) -> int | None:
    """The frame of one trigger; `nouns` are event nouns and their carriers alone, which clauses are said of."""
    for word in trigger.verbs:
        for look in (_by_preposition, _by_subject, _by_clause, _by_relative, _by_participle, _by_outcome):
            token = look(parse, word, nouns if look in (_by_relative, _by_outcome) else at)
            if token is not None and at[token.i] != at.get(trigger.token.i):
                return at[token.i]
    return None


def _by_preposition(parse: Parse, word: Token, at: Mapping[int, int]) -> Token | None:
    """ "killed in the raid", "death during an operation", "wounded following a clash"."""
    found = (noun for name, noun in clauses.prepositions(parse, word) if name in _WITHIN)
    return next((noun for noun in found if noun.i in at), None)


def _by_subject(parse: Parse, word: Token, at: Mapping[int, int]) -> Token | None:
    """ "the attack killed two", "an explosion that wounded five"."""
    if word.pos not in _VERBS:
        return None
    return next((noun for noun in clauses.agents(parse, word) if noun.i in at), None)


def _by_clause(parse: Parse, word: Token, at: Mapping[int, int]) -> Token | None:
    """ "killed after the dam burst", "died when their car crashed"."""
    near = [word, *parse.children(word, "conj")] if word.pos in _VERBS else [word]
    for clause in (clause for one in near for clause in parse.children(one, "advcl")):
        mark = parse.child(clause, "mark", "advmod")
        if mark is not None and mark.lower in _MARKS and clause.i in at:
            return clause
    if word.pos in _VERBS:
        heads = {one.i for one in near}
        for other in at:
            mark = clauses.false_preposition(parse, parse.tokens[other])
            if mark is not None and mark.lower in _MARKS and mark.head in heads:
                return parse.tokens[other]
    return None


def _by_relative(parse: Parse, word: Token, at: Mapping[int, int]) -> Token | None:
    """ "an operation in which he was killed", whatever noun the parser hangs the clause on."""
    verb = word
    while verb.dep in ("conj", "ccomp") and parse.head(verb).pos in _VERBS:
        verb = parse.head(verb)
    if verb.dep != "relcl" or not any(kid.lower in ("which", "where", "when") for kid in _relatives(parse, verb)):
        return None
    return _noun_above(parse, verb, at)


def _relatives(parse: Parse, verb: Token) -> list[Token]:
    kids = parse.children(verb, "prep", "advmod", "nsubj", "mark")
    return [*kids, *(noun for kid in kids for noun in parse.children(kid, "pobj"))]


def _noun_above(parse: Parse, clause: Token, at: Mapping[int, int]) -> Token | None:
    for steps, above in enumerate(parse.ancestors(clause)):
        if above.i in at:
            return above
        if steps > 4 or above.pos in _VERBS:
            return None
    return None


def _by_participle(parse: Parse, word: Token, at: Mapping[int, int]) -> Token | None:
    """ "burst, killing 11", "opened fire and killed two"."""
    head = parse.head(word)
    if word.pos not in _VERBS or head.i not in at:
        return None
    participle = word.dep in ("advcl", "conj") and word.tag == "VBG"
    joined = word.dep == "conj" and parse.child(word, "nsubj", "nsubjpass") is None
    return head if participle or joined else None


def _by_outcome(parse: Parse, word: Token, at: Mapping[int, int]) -> Token | None:
    """ "the operation resulted in the killing of X", "a raid, which led to his arrest"."""
    if word.pos in _VERBS:
        return None
    head = parse.head(word)
    verb = parse.head(head) if word.dep == "pobj" else head
    if word.dep not in ("pobj", "dobj") or verb.lemma not in words("leading_verbs"):
        return None
    subject = next((noun for noun in clauses.subjects(parse, verb) if noun.i in at), None)
    if subject is None and verb.dep == "relcl":
        return _noun_above(parse, verb, at)
    return subject


def siblings(parse: Parse, first: Trigger, second: Trigger) -> bool:
    """Whether two verbs tell in one breath what became of people: "three were killed and two arrested"."""
    one, two = first.token, second.token
    if not (first.site.verbal and second.site.verbal):
        return False
    linked = two.head == one.i and two.dep in ("conj", "ccomp", "parataxis", "advcl")
    linked = linked or (one.head == two.i and one.dep in ("ccomp", "conj", "parataxis"))
    linked = linked or (one.head == two.head and one.dep == "ccomp" and two.dep == "conj")
    linked = linked or (one.head == two.head and one.dep == two.dep == "conj")
    if not linked:
        return False
    if clauses.is_passive(parse, one) and clauses.is_passive(parse, two):
        return True
    return parse.child(two, "nsubj") is None and not clauses.is_passive(parse, two)
