"""Whether an event is done, or only planned, considered, threatened, denied ..  Word in, modality and polarity out.

The way goes from the event word up the tree; the first word that takes it out of the done decides, and a
negation on that way denies. Relative clauses, adverbial clauses and what a reporting verb reports stand for
themselves: there the way ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final, cast

from dateline.lexicon.tables import rows, words
from dateline.nlp import Parse, Token
from dateline.reading import clauses
from dateline.records.reading import Modality, Polarity

__all__ = ["Force", "judge"]

_CONDITIONS: Final = frozenset({"if", "unless", "whether", "lest", "should"})
_NOBODY: Final = frozenset({"nobody", "none", "neither"})
_FEWER: Final = frozenset({"fewer", "less", "more"})
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "last"})
_COPULAS: Final = frozenset({"be", "remain", "seem", "become", "look", "appear"})
_HOPS: Final = 12


@dataclass(frozen=True, slots=True)
class Force:
    """How an event is put: its modality, None while nothing has been said, and whether it is negated."""

    modality: Modality | None = None
    negative: bool = False


@cache
def _table() -> dict[tuple[str, str], tuple[Modality, str]]:
    table: dict[tuple[str, str], tuple[Modality, str]] = {}
    for lemma, pos, modality, reach in rows("modality_words"):
        table.setdefault((lemma, pos), (cast(Modality, modality), reach))
    return table


def judge(parse: Parse, token: Token, *, carrier: Token | None) -> tuple[Modality, Polarity]:
    """The modality and polarity of the event that this word tells of."""
    force = (
        _of_noun(parse, token, carrier) if token.pos not in ("VERB", "AUX") else _of_verb(parse, token, Force(), _HOPS)
    )
    if force.negative:
        return ("possible", "positive") if force.modality == "denied" else ("denied", "negative")
    if force.modality == "denied":
        return "denied", "negative"
    return force.modality or "asserted", "positive"


def _of_noun(parse: Parse, noun: Token, carrier: Token | None) -> Force:
    force = Force()
    for kid in parse.children(noun, "amod", "det", "neg", "advmod", "compound", "relcl"):
        if kid.lower in ("no", "not", "never"):
            force = replace(force, negative=True)
        elif kid.dep == "relcl":
            force = _merge(force, _predicate(parse, kid))
        else:
            force = _merge(force, _look(kid, "a"))
    if force.modality is not None or force.negative:
        return force
    if carrier is not None:
        return _through(carrier, noun, _of_verb(parse, carrier, force, _HOPS))
    return _up(parse, noun, force, _HOPS)


def _through(verb: Token, below: Token, force: Force) -> Force:
    """What a carrying verb itself says of the noun: "considers", "denied", "ordered"."""
    own = _look(verb, "v")
    if own.modality is None or _reach(verb, "v") != "all" or below.dep == "nsubj":
        return force
    return _join(own, force)


def _join(own: Force, above: Force) -> Force:
    """A word that decides, under what stands above it: "did not plan" denies, "would consider" considers."""
    return Force(modality=own.modality, negative=own.negative or above.negative)


def _merge(first: Force, second: Force) -> Force:
    return Force(modality=first.modality or second.modality, negative=first.negative or second.negative)


def _look(token: Token, pos: str) -> Force:
    modality = _table().get((token.lemma.lower(), pos), (None, ""))[0]
    if modality is None and pos == "a":
        modality = _table().get((token.lower, pos), (None, ""))[0]
    return Force() if modality in (None, "asserted") else Force(modality=modality)


def _reach(token: Token, pos: str) -> str:
    return _table().get((token.lemma.lower(), pos), ("asserted", "all"))[1]


def _of_verb(parse: Parse, verb: Token, force: Force, hops: int) -> Force:
    """What the verb's own clause says, then what stands above it."""
    own = _clause(parse, verb)
    if own.modality is not None or own.negative:
        return _merge(force, own)
    return _up(parse, verb, force, hops)


def _clause(parse: Parse, verb: Token) -> Force:
    """Modals, negations, conditions and questions of one clause."""
    force = Force()
    for kid in parse.children(verb):
        if kid.dep == "neg" or (kid.dep == "advmod" and kid.lower in ("never", "hardly", "barely")):
            force = replace(force, negative=True)
        elif kid.dep == "aux" and kid.tag == "MD":
            force = _merge(force, _modal(parse, verb, kid))
        elif kid.dep == "mark" and kid.lower in _CONDITIONS:
            force = _merge(force, Force(modality="hypothetical"))
        elif kid.dep in ("advmod", "npadvmod"):
            force = _merge(force, _look(kid, "a"))
        elif kid.dep in ("nsubj", "nsubjpass") and _is_nobody(parse, kid):
            force = replace(force, negative=True)
    if force.modality is None and _is_question(parse, verb):
        return replace(force, modality="hypothetical")
    if force.modality is None and _is_imperative(parse, verb):
        return replace(force, modality="ordered")
    return force


def _modal(parse: Parse, verb: Token, modal: Token) -> Force:
    found = _table().get((modal.lower, "m"), (None, ""))[0]
    if found == "hypothetical" and verb.dep in ("ccomp", "conj"):
        head = parse.head(verb)
        if clauses.is_reporting(head) and head.tag in ("VBD", "VBN") and parse.child(verb, "advcl") is None:
            return Force(modality="planned")
    return Force(modality=found)


def _is_nobody(parse: Parse, subject: Token) -> bool:
    none = [kid for kid in parse.children(subject, "det", "neg", "advmod") if kid.lower == "no"]
    if subject.lower in _NOBODY or any(parse.tokens[kid.i + 1].lower not in _FEWER for kid in none):
        return True
    return subject.lower == "one" and subject.i > 0 and parse.tokens[subject.i - 1].lower == "no"


def _is_question(parse: Parse, token: Token) -> bool:
    start, end = clauses.clause_span(parse, token)
    return parse.text[start:end].rstrip("\"'”’») \t").endswith("?")


def _is_imperative(parse: Parse, verb: Token) -> bool:
    if verb.tag != "VB" or verb.dep not in ("ROOT", "ccomp") or parse.child(verb, "aux", "auxpass") is not None:
        return False
    return parse.child(verb, "nsubj", "nsubjpass", "expl") is None


def _up(parse: Parse, token: Token, force: Force, hops: int) -> Force:
    """What stands above a word whose own clause has decided nothing."""
    head = parse.head(token)
    if not hops or head.i == token.i or _line(parse, head, token):
        return force
    if token.dep == "conj":
        if token.pos in ("VERB", "AUX") and parse.child(token, "nsubj", "nsubjpass") is not None:
            return force
        return (
            _of_verb(parse, head, force, hops - 1) if head.pos in ("VERB", "AUX") else _up(parse, head, force, hops - 1)
        )
    if token.dep in ("nsubj", "nsubjpass"):
        return _as_subject(parse, token, head, force)
    if token.dep in ("pobj", "pcomp") and head.pos in ("ADP", "SCONJ", "VERB"):
        return _under_preposition(parse, token, head, force, hops)
    if token.dep in ("xcomp", "ccomp", "dobj", "acl", "advcl", "acomp", "oprd", "attr", "poss"):
        return _under_word(parse, token, head, force, hops)
    return force


def _line(parse: Parse, one: Token, other: Token) -> bool:
    first, last = sorted((one.start, other.start))
    return "\n" in parse.text[first:last]


def _as_subject(parse: Parse, noun: Token, verb: Token, force: Force) -> Force:
    """Of "strikes could begin" the strikes are possible; "the strike could hurt relations" has happened."""
    definite = any(kid.lower in _DEFINITE or kid.dep == "poss" for kid in parse.children(noun, "det", "poss", "amod"))
    found = _predicate(parse, verb)
    if definite and verb.lemma not in _COPULAS and noun.dep == "nsubj":
        return force
    return _merge(force, found)


def _predicate(parse: Parse, verb: Token) -> Force:
    """What a clause says of its subject: "is under consideration", "would be", "were planned", "is a good idea"."""
    own = _clause(parse, verb)
    if verb.lemma in _COPULAS:
        for kid in parse.children(verb, "attr", "acomp", "prep", "oprd", "xcomp"):
            nouns = parse.children(kid, "pobj") if kid.dep == "prep" else [kid]
            for noun in nouns:
                own = _merge(own, _look(noun, "a" if noun.pos in ("ADJ", "ADV") else "n"))
        return own
    if clauses.is_passive(parse, verb):
        found = _look(verb, "v")
        return _join(found, own) if found.modality is not None else own
    return own


def _under_preposition(parse: Parse, token: Token, preposition: Token, force: Force, hops: int) -> Force:
    head = parse.head(preposition)
    name = preposition.lower
    if name in ("without", "instead", "than", "despite") or (name == "of" and head.lower == "instead"):
        return replace(force, negative=True)
    verb = head.pos in ("VERB", "AUX")
    found = _look(head, "v" if verb else "a" if head.pos in ("ADJ", "ADV") else "n")
    if found.modality is not None and not (verb and name in ("in", "after", "during", "on", "following", "before")):
        if verb and _reach(head, "v") == "to" and name != "for":
            return force
        return _join(found, _above(parse, head, hops))
    if head.lemma in _LEADING and _not_yet(parse, head):
        return replace(force, modality="possible")
    if verb:
        through = token.pos == "VERB" and name in ("in", "by", "of", "at", "to", "for")
        return _of_verb(parse, head, force, hops - 1) if through or head.lemma in _LEADING else force
    if name in ("of", "for", "to") and head.pos in ("NOUN", "PROPN"):
        return _up(parse, head, force, hops - 1)
    return force


_LEADING: Final = frozenset({"lead", "contribute", "result"})
_TIPS: Final = frozenset({"information", "tip", "evidence", "clue", "lead"})


def _not_yet(parse: Parse, verb: Token) -> bool:
    """ "Information that leads to his arrest" is looked for: he is at large."""
    return verb.tag in ("VBZ", "VBP") or (verb.dep == "acl" and parse.head(verb).lemma in _TIPS)


def _above(parse: Parse, head: Token, hops: int) -> Force:
    """Whether what decides is itself negated: "not planning", "no intention"."""
    if head.pos in ("VERB", "AUX"):
        return Force(negative=_clause(parse, head).negative)
    if _look(head, "n").modality == "possible":
        return Force()  # "needs no permission to ..", "has no right to ..": nothing is said of the deed
    no = any(kid.lower == "no" for kid in parse.children(head, "det", "neg"))
    verb = parse.head(head)
    held = head.dep in ("dobj", "attr", "pobj") and verb.pos in ("VERB", "AUX") and hops > 0
    plain = verb.lemma in ("have", "be", "make")  # "does not need permission to .." says nothing of what is permitted
    denied = held and ((plain and _clause(parse, verb).negative) or _look(verb, "v").modality == "denied")
    return Force(negative=no or denied)


def _under_word(parse: Parse, token: Token, head: Token, force: Force, hops: int) -> Force:
    infinitive = any(kid.tag == "TO" for kid in parse.children(token, "aux"))
    if token.dep == "advcl" and not infinitive:
        through = token.tag == "VBG" and parse.child(token, "mark", "nsubj") is None
        return _of_verb(parse, head, force, hops - 1) if through and head.pos == "VERB" else force
    if token.dep == "acl" and not infinitive:
        return force
    verb = head.pos in ("VERB", "AUX")
    kind = "v" if verb else "a" if head.pos in ("ADJ", "ADV") else "n"
    if clauses.is_main_under_relative(parse, token):
        return force
    if token.dep == "ccomp" and token.i < head.i:
        # "X was killed, police said", and two clauses side by side: nothing above speaks of the first.
        return replace(force, modality="denied") if head.lemma == "deny" else force
    if token.dep == "ccomp" and clauses.is_reporting(head) and _look(head, "v").modality != "denied":
        if _is_corrected(parse, head):
            return replace(force, modality="denied")
        return replace(force, modality="possible") if _clause(parse, head).negative else force
    found = _look(head, kind)
    clause = infinitive or token.dep in ("xcomp", "ccomp")
    if head.lemma == "go" and head.tag != "VBG":
        found = Force()
    if found.modality is not None and (_reach(head, kind) == "all" or clause):
        return _join(found, _above(parse, head, hops))
    if infinitive and not _lets_through(head, kind) and not _perfect(parse, token):
        return replace(force, modality="planned")
    if token.dep in ("xcomp", "ccomp") and verb:
        return _of_verb(parse, head, force, hops - 1)
    if token.dep in ("dobj", "attr", "oprd", "acomp") and verb:
        return _of_verb(parse, head, force, hops - 1)
    return force


def _is_corrected(parse: Parse, verb: Token) -> bool:
    """ "An earlier version of this article said that ..", "wrongly reported that ..": taken back."""
    if any(kid.lower in words("wrongly_words") for kid in parse.children(verb, "advmod")):
        return True
    subject = parse.child(verb, "nsubj")
    old = subject is not None and subject.lemma in ("version", "headline", "edition", "report", "article", "story")
    return (
        old
        and subject is not None
        and any(kid.lower in ("earlier", "previous", "original", "older") for kid in parse.children(subject, "amod"))
    )


def _lets_through(head: Token, kind: str) -> bool:
    """Whether an infinitive under the word is done: "managed to escape"."""
    found = _table().get((head.lemma.lower(), kind))
    return (found is not None and found[0] == "asserted") or head.lemma == "go"


def _perfect(parse: Parse, verb: Token) -> bool:
    return any(kid.lemma == "have" for kid in parse.children(verb, "aux"))
