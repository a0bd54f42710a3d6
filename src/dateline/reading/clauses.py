"""What stands where in a clause: subject, object, agent, prepositions, whole noun phrases.  Token in, tokens out.

The tree is the parser's, in ClearNLP labels; passives, relative clauses, participles, infinitives and
coordinations are looked through, so that "the men helped to carry out the raid" has "men" for its subject.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from dateline.lexicon import people
from dateline.lexicon.tables import rows, words
from dateline.nlp import Parse, Token

__all__ = [
    "agents", "below", "clause_span", "conjuncts", "false_preposition", "is_main_under_relative", "is_passive",
    "is_person_noun", "is_reporting", "noun_phrase", "objects", "prepositions", "subjects", "whole",
]  # fmt: skip

_NOUNS: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
_VERBS: Final = frozenset({"VERB", "AUX"})
_RELATIVE: Final = frozenset({"WDT", "WP"})
_INTRANSITIVE: Final = frozenset({"die", "succumb", "survive", "flee", "escape", "fall", "arrive", "come", "go"})
_MARKS: Final = frozenset({"after", "before", "since", "until", "as"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD", "WDT", "WP"})
_DASHES: Final = frozenset({"—", "–", "--", "-"})
_HOPS: Final = 6
_LEFT_OUT: Final = frozenset({
    "relcl", "acl", "appos", "advcl", "conj", "cc", "preconj", "ccomp", "parataxis", "advmod",
})  # fmt: skip
_KEPT_PREPOSITIONS: Final = frozenset({"of", "from", "within"})


@cache
def _helping() -> frozenset[str]:
    return words("helping_verbs")


def conjuncts(parse: Parse, token: Token) -> list[Token]:
    """The token and all nouns coordinated with it."""
    found, todo = [], [token]
    while todo:
        one = todo.pop(0)
        found.append(one)
        todo.extend(kid for kid in parse.children(one, "conj") if kid.pos in _NOUNS or kid.pos == "ADJ")
    return found


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether the verb's subject is what it befalls: "was killed", "killed by ..", "and three wounded"."""
    if parse.child(verb, "nsubjpass", "auxpass", "agent") is not None:
        return True
    if verb.lemma in _INTRANSITIVE or (verb.tag != "VBN" and not (verb.tag == "VBD" and verb.dep == "conj")):
        return False
    if false_preposition(parse, verb) is not None:
        return False
    if parse.child(verb, "dobj", "ccomp") is not None or any(
        kid.lemma == "have" for kid in parse.children(verb, "aux")
    ):
        return False
    if verb.dep == "acl":
        return True
    if verb.dep not in ("conj", "ccomp", "parataxis") or parse.child(verb, "aux") is not None:
        return False
    subject = parse.child(verb, "nsubj")
    if subject is not None and not (subject.pos == "NUM" or parse.child(subject, "nummod") is not None):
        return False
    head = parse.head(verb)
    return head.pos in _VERBS and head.i != verb.i and is_passive(parse, head)


def subjects(parse: Parse, verb: Token) -> list[Token]:
    """The heads of the verb's surface subject, coordinated ones apart; empty where none is said."""
    return _subjects(parse, verb, _HOPS)


def _subjects(parse: Parse, verb: Token, hops: int) -> list[Token]:
    own = _own_subjects(parse, verb)
    if own:
        first = _antecedents(parse, _past_dateline(parse, own[0], verb), verb, hops)
        return [*first, *(one for more in own[1:] if more.dep == "nsubjpass" for one in conjuncts(parse, more))]
    mark = false_preposition(parse, verb)
    if mark is not None:
        return conjuncts(parse, parse.children(mark, "pobj")[0])
    head = parse.head(verb)
    if not hops or head.i == verb.i:
        return []
    if verb.dep == "conj" and head.pos in _VERBS:
        return _subjects(parse, head, hops - 1)
    if is_main_under_relative(parse, verb):
        return conjuncts(parse, parse.children(head, "nsubj")[0])
    if verb.dep == "acl" and head.pos in _NOUNS:
        beside = _set_off(parse, verb)
        return [beside] if beside is not None else conjuncts(parse, head) if verb.tag in ("VBN", "VBG") else []
    if verb.dep == "xcomp":
        return _controllers(parse, head, hops)
    if verb.dep == "advcl" and head.pos in _VERBS and (verb.tag in ("VBG", "VBN") or _infinitive(parse, verb)):
        return _subjects(parse, head, hops - 1)
    if verb.dep == "pcomp" and head.pos == "ADP":
        above = parse.head(head)
        return _controllers(parse, above, hops) if above.pos in _VERBS else []
    return []


def is_main_under_relative(parse: Parse, verb: Token) -> bool:
    """ "A man wanted in a killing was arrested": the parser reads that he wanted it, and that somebody was arrested."""
    head = parse.head(verb)
    if verb.dep != "ccomp" or head.tag not in ("VBD", "VBN") or parse.child(head, "nsubj") is None:
        return False
    helped = parse.child(verb, "auxpass", "aux") is not None and parse.child(verb, "mark") is None
    return helped and parse.child(head, "prep") is not None and not is_reporting(head)


def _own_subjects(parse: Parse, verb: Token) -> list[Token]:
    """The subjects of the verb, or of its auxiliary: the parser hangs some there ("30 were missing")."""
    own = parse.children(verb, "nsubj", "nsubjpass", "csubj", "csubjpass")
    own = [_within(parse, kid) for kid in own]
    helpers = parse.children(verb, "aux", "auxpass") if not own else []
    return own or [kid for helper in helpers for kid in parse.children(helper, "nsubj", "nsubjpass")]


def _within(parse: Parse, subject: Token) -> Token:
    """The noun of "A man wanted in a killing was arrested", of which the parser makes a clause."""
    inner = parse.child(subject, "nsubj") if subject.dep in ("csubj", "csubjpass") else None
    return inner if inner is not None and subject.tag in ("VBN", "VBD") and inner.i < subject.i else subject


def false_preposition(parse: Parse, verb: Token) -> Token | None:
    """The "after" of "after the dam .. burst", which the parser reads as a preposition, and the verb as coordinated."""
    if verb.tag not in ("VBD", "VBZ") or verb.dep not in ("conj", "ccomp", "advcl", "dep") or verb.head > verb.i:
        return None
    if parse.child(verb, "nsubj", "nsubjpass", "auxpass") is not None:
        return None
    at = verb.i - 1
    while at > verb.head and parse.tokens[at].dep != "cc" and parse.tokens[at].tag not in _FINITE:
        token = parse.tokens[at]
        if token.lower in _MARKS and token.dep == "prep" and parse.child(token, "pobj") is not None:
            return token
        at -= 1
    return None


def _set_off(parse: Parse, verb: Token) -> Token | None:
    """A participle after a dash belongs to the noun before the dash, whatever the parser hangs it on."""
    at = verb.i - 1
    while at > 0 and parse.tokens[at].pos in ("ADV", "CCONJ", "AUX"):
        at -= 1
    if at <= 0 or parse.tokens[at].text not in _DASHES or "\n" in parse.text[parse.tokens[at].start : verb.start]:
        return None
    noun = parse.tokens[at - 1]
    while noun.dep in ("compound", "nmod", "punct") and parse.head(noun).i < at and parse.head(noun).pos in _NOUNS:
        noun = parse.head(noun)
    return noun if noun.pos in ("NOUN", "PROPN") else None


def _past_dateline(parse: Parse, own: Token, verb: Token) -> Token:
    """The subject that stands between a dash and the verb: "PLACE (AGENCY) — Police have arrested .."."""
    dash = next((t for t in parse.tokens[own.i + 1 : verb.i] if t.text in ("—", "–", "--")), None)
    if dash is None or own.i - parse.sentence_of(own).first > _HOPS or own.pos != "PROPN":
        return own
    at = verb.i - 1
    while at > dash.i and parse.tokens[at].pos in ("AUX", "ADV", "PART"):
        at -= 1
    noun = parse.tokens[at]
    return noun if at > dash.i and noun.pos in ("NOUN", "PROPN") and noun.head <= verb.i else own


def _controllers(parse: Parse, verb: Token, hops: int) -> list[Token]:
    """Who is to do what the governing verb speaks of: its object ("helped them carry it out"), else its subject."""
    held = parse.children(verb, "dobj")
    if held and (verb.lemma in _helping()):
        return conjuncts(parse, held[0])
    if verb.pos == "ADJ":
        verb = parse.head(verb)
    return _subjects(parse, verb, hops - 1)


def _antecedents(parse: Parse, own: Token, verb: Token, hops: int) -> list[Token]:
    if own.tag not in _RELATIVE or not hops:
        return conjuncts(parse, own)
    clause = verb
    for _ in range(hops):
        if clause.dep == "relcl":
            return [_who(parse, own, clause) if own.lower == "who" else parse.head(clause)]
        if clause.dep not in ("conj", "ccomp", "xcomp"):
            break
        clause = parse.head(clause)
    return []


def _who(parse: Parse, own: Token, clause: Token) -> Token:
    """Whom "who" speaks of; a singular verb speaks of the name just before it, not of the many further up."""
    head = parse.head(clause)
    before = parse.tokens[own.i - 2] if own.i > 1 and parse.tokens[own.i - 1].text == "," else None
    singular = any(kid.lower in ("was", "is", "has") for kid in (clause, *parse.children(clause, "aux", "auxpass")))
    if before is not None and before.pos == "PROPN" and singular and head.tag in ("NNS", "NNPS", "CD"):
        return before
    return _somebody_above(parse, head)


def _somebody_above(parse: Parse, noun: Token) -> Token:
    """ "Who" speaks of the employees in "the employees of the firm who ..", wherever the parser hangs the clause."""
    outer = noun
    while not is_person_noun(outer):
        if outer.dep == "pobj" and parse.head(parse.head(outer)).pos in _NOUNS:
            outer = parse.head(parse.head(outer))
        elif outer.dep == "appos":
            outer = parse.head(outer)
        else:
            return noun
    return outer


@cache
def _reporting() -> frozenset[str]:
    return frozenset(lemma for lemma, takes, *_ in rows("cue_verbs") if "s" in takes or "c" in takes)


def is_reporting(token: Token) -> bool:
    """Whether the word is a verb that attributes a clause: "said", "confirmed"."""
    return token.pos == "VERB" and token.lemma.lower() in _reporting()


def is_person_noun(token: Token) -> bool:
    """Whether a common noun speaks of somebody; "a 17-year-old" does."""
    if token.lower in ("old", "olds") and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return True
    lemma = token.lemma.lower()
    listed = lemma in words("living_nouns") or lemma in words("occupation_nouns")
    return listed or people.person_class(token.lemma) is not None


def _infinitive(parse: Parse, verb: Token) -> bool:
    return any(kid.tag == "TO" for kid in parse.children(verb, "aux"))


def agents(parse: Parse, verb: Token) -> list[Token]:
    """Who is said to do it: the subject, or the "by" of a passive."""
    if not is_passive(parse, verb):
        return subjects(parse, verb)
    by = [kid for kid in parse.children(verb, "agent", "prep") if kid.lower == "by"]
    return [noun for one in by for pobj in parse.children(one, "pobj") for noun in conjuncts(parse, pobj)]


def objects(parse: Parse, verb: Token) -> list[Token]:
    """What it befalls: the object, also one shared with the next verb, or the subject of a passive."""
    if is_passive(parse, verb):
        return subjects(parse, verb)
    held = parse.child(verb, "dobj")
    if held is None:
        later = [kid for kid in parse.children(verb, "conj") if kid.tag == verb.tag and kid.i - verb.i <= 2]
        held = parse.child(later[0], "dobj") if later else None
    if held is None:
        return []
    if held.tag in _RELATIVE and verb.dep == "relcl":
        return [parse.head(verb)]
    return conjuncts(parse, held)


def prepositions(parse: Parse, token: Token) -> list[tuple[str, Token]]:
    """The prepositions that the token governs, in lower case, each with a noun that it governs."""
    found: list[tuple[str, Token]] = []
    for kid in parse.children(token, "prep", "dative", "agent", "prt", "advmod"):
        if kid.pos not in ("ADP", "SCONJ", "VERB", "ADV"):
            continue
        for pobj in parse.children(kid, "pobj", "dobj"):
            found.extend((kid.lower, noun) for noun in conjuncts(parse, pobj))
    return found


def below(parse: Parse, token: Token) -> list[Token]:
    """The token and what it governs, other clauses and coordinated ones left out."""
    found, todo = [], [token]
    while todo:
        one = todo.pop()
        found.append(one)
        todo.extend(
            kid for kid in parse.children(one) if kid.dep not in ("relcl", "advcl", "ccomp", "conj", "parataxis")
        )
    return found


def whole(parse: Parse, token: Token) -> list[Token]:
    """The token and the words coordinated with it, with what negates and joins them."""
    found, todo = [], [token]
    while todo:
        one = todo.pop()
        found.append(one)
        todo.extend(parse.children(one, "conj", "cc", "neg", "preconj"))
    return found


def noun_phrase(parse: Parse, head: Token) -> tuple[int, int]:
    """The characters of a noun phrase, without its relative clause, apposition and other conjuncts."""
    first, last = head, head
    todo = [head]
    while todo:
        one = todo.pop()
        if one.pos not in ("PUNCT", "SPACE", "ADP", "CCONJ"):
            first, last = (one if one.i < first.i else first), (one if one.i > last.i else last)
        todo.extend(kid for kid in parse.children(one) if _belongs(one, kid, head))
    return first.start, last.end


def _belongs(one: Token, kid: Token, head: Token) -> bool:
    if "\n" in kid.text or (kid.dep in _LEFT_OUT and not (kid.dep in ("conj", "cc", "advmod") and kid.i < head.i)):
        return False
    if kid.dep == "prep":
        return kid.lower in _KEPT_PREPOSITIONS and one.i >= head.i
    return kid.dep != "pcomp"


def clause_span(parse: Parse, token: Token) -> tuple[int, int]:
    """The characters of the token's sentence on its own line: the parser runs sentences across line breaks."""
    start, end = parse.sentence_span(parse.sentence_of(token))
    before = parse.text.rfind("\n", start, token.start)
    after = parse.text.find("\n", token.end, end)
    start, end = (start if before == -1 else before + 1), (end if after == -1 else after)
    while start < token.start and parse.text[start].isspace():
        start += 1
    while end > token.end and parse.text[end - 1].isspace():
        end -= 1
    return start, end
