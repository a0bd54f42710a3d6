"""Whom a pronoun means: the one person near by whom gender and place allow.  Pronoun and discourse in, number out.

He, she and their forms look for a person in their own sentence and the two before; "its" for the body that
is the subject of its clause. Several who fit equally: none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dateline.lexicon import people, tables
from dateline.nlp import Parse, Token
from dateline.reading.mentions.discourse import BACK, SUBJECTS, Discourse, Seen

__all__ = ["gender_of", "resolve"]

_MASCULINE = frozenset({"he", "him", "his", "himself"})
_FEMININE = frozenset({"she", "her", "hers", "herself"})


def gender_of(pronoun: str) -> people.Gender | None:
    """The gender of a pronoun; None for "it"."""
    low = pronoun.lower()
    return "m" if low in _MASCULINE else "f" if low in _FEMININE else None


def resolve(discourse: Discourse, head: Token) -> int | None:
    """The number of whom or what the pronoun means; None where it is unclear."""
    gender = gender_of(head.text)
    if gender is not None:
        return _person(discourse, head, gender)
    if head.lower == "it":
        return _body(discourse, head)
    return _thing(discourse, head) if head.lower == "its" else None


def _person(discourse: Discourse, head: Token, gender: people.Gender) -> int | None:
    """The one person of its own sentence, else of the ones before."""
    barred = _barred(discourse.parse, head)
    here = discourse.sentence(head)
    fitting = [
        seen
        for seen in discourse.since(here - BACK)
        if seen.person and seen.gender in (gender, None) and not discourse.is_quoted(seen.start)
    ]
    excluded = {seen.who for seen in fitting if any(start <= seen.start < end for start, end in barred)}
    for back in range(BACK + 1):
        near = [seen for seen in fitting if seen.sentence == here - back and seen.who not in excluded]
        if near:
            return _choice(near, head, gender)
    return None


def _choice(near: Sequence[Seen], head: Token, gender: people.Gender) -> int | None:
    """Of several, the only one of known gender, else the only subject."""
    whos = {seen.who for seen in near}
    if len(whos) == 1:
        return whos.pop()
    subjects = {seen.who for seen in near if seen.subject}
    known = {seen.who for seen in near if seen.gender == gender}
    if len(known) == 1 and (known & subjects or not subjects):
        return known.pop()
    if len(subjects) == 1 and head.dep in (*SUBJECTS, "poss") and subjects <= (known or subjects):
        return subjects.pop()
    return None


def _barred(parse: Parse, head: Token) -> list[tuple[int, int]]:
    """Where those stand whom an object pronoun cannot mean: the subject of its own clause."""
    if head.dep not in ("dobj", "dative", "pobj") or head.lower.endswith("self"):
        return []
    verb = next((a for a in parse.ancestors(head) if a.pos in ("VERB", "AUX")), None)
    return [parse.extent(subject) for subject in parse.children(verb, *SUBJECTS)] if verb else []


@cache
def _saying() -> frozenset[str]:
    return frozenset(verb for verb, takes, *_ in tables.rows("cue_verbs") if "s" in takes)


def _body(discourse: Discourse, head: Token) -> int | None:
    """ "It said": the one body that is a subject in the nearest sentence which has one; things do not speak."""
    parse = discourse.parse
    if head.dep not in SUBJECTS or parse.head(head).lemma not in _saying():
        return None
    here = discourse.sentence(head)
    before = [
        seen
        for seen in discourse.since(here - 1)
        if seen.who >= 0 and seen.subject and seen.start < head.start and not discourse.is_quoted(seen.start)
    ]
    nearest = max((seen.sentence for seen in before), default=None)
    near = {seen.who for seen in before if seen.sentence == nearest}
    if len(near) != 1:
        return None
    who = near.pop()
    return who if discourse.clusters[who].type == "organization" else None


def _thing(discourse: Discourse, head: Token) -> int | None:
    """ "its": the organisation that is the subject of the clause, or stands before "and its"."""
    parse = discourse.parse
    verb = next((a for a in parse.ancestors(head) if a.pos in ("VERB", "AUX")), None)
    subject = parse.child(verb, *SUBJECTS) if verb else None
    if subject is None or subject.i > head.i or head.i == 0:
        return None
    before = parse.tokens[head.i - 1]
    if before.lower == "and" and before.i > 0:  # "Example Corp and its chief": the body just before
        subject = parse.tokens[before.i - 1]
    found = {
        seen.who
        for seen in discourse.since(discourse.sentence(head))
        if seen.who >= 0 and seen.start == subject.start and discourse.clusters[seen.who].type == "organization"
    }
    return found.pop() if len(found) == 1 else None
