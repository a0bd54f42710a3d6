"""Roles: what a text says somebody is, before the name, after it, or in a clause of its own.  Names in, roles out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.lexicon import people
from dateline.nlp import Parse, Token
from dateline.reading.mentions import descriptions
from dateline.reading.who import head_of
from dateline.records.reading import Mention

__all__ = ["Said", "find"]

_BEFORE_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_INSIDE_PHRASE = (
    frozenset({"DT", "PRP$", "JJ", "JJR", "JJS", "RB", "RBR", "RBS", "CD", "VBN", "VBG", "POS", "HYPH"}),
    frozenset({"POS", "HYPH"}),
)
"""Tags that go on with a noun phrase: before its first noun, and after."""
_LEADS = frozenset({"lead", "head", "run", "chair", "found", "command", "govern"})
_CLAUSE_END = re.compile(r"[.;:\n\"“”]|, (?=who|which|and|but|said|told)")


@dataclass(frozen=True, slots=True)
class Said:
    """``text[start:end]`` is said of name number `name`; `noun` is the word that tells the role."""

    name: int
    start: int
    end: int
    noun: str


def find(parse: Parse, mentions: Sequence[Mention]) -> list[Said]:
    """The roles of the persons among the names, in text order, each place once."""
    found: dict[tuple[int, int], Said] = {}
    for i, mention in enumerate(mentions):
        if mention.type != "person" or mention.form != "name":
            continue
        for said in (*_before(parse, i, mention), *_after(parse, i, mention), *_clauses(parse, i, mention)):
            if not parse.text[mention.evidence.end : said.start].rstrip().endswith((".", "!", "?")):
                found.setdefault((said.start, said.end), said)  # what begins the next sentence is no apposition
    return sorted(found.values(), key=lambda said: (said.start, said.end))


def _role_noun(token: Token) -> str | None:
    """The role that a word tells: a noun for persons, or a capitalised title in front of a name."""
    low = people.title_in_full(token.lower.rstrip("."))
    if token.pos not in ("NOUN", "PROPN"):
        return None
    if people.person_class(low) is not None:
        return low
    is_office = people.is_title(low) and people.title_gender(low) is None and low not in ("dr", "mx", "saint")
    return low if is_office and token.text[:1].isupper() else None


def _before(parse: Parse, i: int, mention: Mention) -> Iterator[Said]:
    """ "retired police chief" of "retired police chief Ann Example", "Its chief executive, Ann Example"."""
    at = parse.tokens_in(mention.evidence.start, mention.evidence.end)[0].i - 1
    comma = at > 0 and parse.tokens[at].text == ","
    at -= comma
    while not comma and at > 0 and _is_courtesy(parse.tokens[at]):
        at -= 1
    if at < 0 or (noun := _role_noun(parse.tokens[at])) is None or parse.tokens[at].tag == "NNS":
        yield from _of_before(parse, i, at) if comma and at > 0 else ()
        return
    first = at
    while first > 0 and _qualifies(parse.tokens[first - 1]):
        first -= 1
    owned = any(token.tag == "POS" for token in parse.tokens[first:at])
    if comma and not owned and not (first > 0 and parse.tokens[first - 1].tag in ("DT", "PRP$")):
        return
    first -= owned and first > 0 and parse.tokens[first - 1].tag == "DT"  # "the mine's manager"
    yield Said(i, parse.tokens[first].start, parse.tokens[at].end, noun)


def _is_courtesy(token: Token) -> bool:
    """Whether a word between role and name is a mere title: "Sir", "Dr"."""
    low = token.lower.rstrip(".")
    return token.text[:1].isupper() and (people.title_gender(low) is not None or low in ("dr", "prof"))


def _of_before(parse: Parse, i: int, at: int) -> Iterator[Said]:
    """ "the mayor of Exampleville, Ann Example,": a definite phrase with "of", its comma, the name."""
    for token in reversed(parse.tokens[max(0, at - 8) : at]):
        if token.lower == "of" and token.i > 0 and (noun := _role_noun(parse.tokens[token.i - 1])) is not None:
            first, last = descriptions.phrase(parse, parse.tokens[token.i - 1])
            if last == at and parse.tokens[first].tag in ("DT", "PRP$"):
                yield Said(i, parse.tokens[first].start, parse.tokens[last].end, noun)
            return
        if token.pos in ("VERB", "PUNCT"):
            return


def _qualifies(token: Token) -> bool:
    """Whether a word in front of a role belongs to it: "retired", "Coast Survey", "U.K."."""
    if token.text.isspace() or token.lower in ("other", "more"):
        return False
    return token.pos in _BEFORE_POS or token.tag in ("VBN", "VBG", "POS") or token.text in ("-", "&")


def _after(parse: Parse, i: int, mention: Mention) -> Iterator[Said]:
    """ "a former miner" of "Ann Example, a former miner,"."""
    inside = parse.tokens_in(mention.evidence.start, mention.evidence.end)
    at = inside[-1].i + 1
    if at + 1 >= len(parse.tokens) or parse.tokens[at].text not in (",", "—", "–", "("):
        return
    if parse.tokens[at + 1].text.isdigit() and at + 3 < len(parse.tokens):  # "Ann Example, 51, a miner"
        at += 2
    head = _phrase_head(parse, at + 1)
    if head is None or (noun := _role_noun(head)) is None or head.tag not in ("NN", "NNP"):
        return
    first, last = at + 1, max(head.i, _long_end(parse, head))
    following = parse.tokens[last + 1] if last + 1 < len(parse.tokens) else None
    if parse.tokens[first].tag not in ("DT", "PRP$", "JJ", "VBN", "NN", "NNP", "RB") or (
        following is not None and following.text not in (",", ".", ";", "—", "–", ")", "who", "and", ":", "whose")
    ):
        return
    yield Said(i, parse.tokens[first].start, parse.tokens[last].end, noun)


def _phrase_head(parse: Parse, first: int) -> Token | None:
    """The last noun of the run of words that begins here."""
    head = None
    for token in parse.tokens[first : first + 9]:
        if token.pos in ("NOUN", "PROPN"):
            head = token
        elif token.tag not in _INSIDE_PHRASE[head is not None]:
            break
    return head


def _long_end(parse: Parse, head: Token) -> int:
    """The last token of the phrase under a role noun: "of ..", "for .." and "in charge of .." belong to it."""
    last = head.i
    for child in parse.children(head, "prep"):
        if child.i > head.i and child.lower in ("of", "for", "in", "at", "with", "to", "from"):
            stretch = parse.subtree(child)
            cut = _CLAUSE_END.search(parse.text[child.start : stretch[-1].end])
            words = [t for t in stretch if cut is None or t.start < child.start + cut.start()]
            words = [t for t in words if not _in_clause(parse, t, head)]
            last = max([last, *(t.i for t in words if t.text != ",")])
    return last


def _is_body(token: Token) -> bool:
    """Whether one can be said to lead it: "the union", "the Example Cartel", but no race and no charge."""
    low = token.lower
    return token.pos == "PROPN" or people.is_organisation_noun(low) or people.name_head(low) is not None


def _in_clause(parse: Parse, token: Token, head: Token) -> bool:
    return any(a.dep in ("relcl", "advcl") for a in (token, *parse.ancestors(token)) if a.i > head.i)


def _clauses(parse: Parse, i: int, mention: Mention) -> Iterator[Said]:
    """ "X was assistant director of .."; "X, who led the ..": a copula or a verb of leading."""
    head = head_of(parse, mention.evidence.start, mention.evidence.end)
    if head is None:
        return
    verbs = [c for c in parse.children(head, "relcl") if any(k.lower == "who" for k in parse.children(c, "nsubj"))]
    if head.dep == "nsubj":
        verbs.append(parse.head(head))
    for verb in verbs:
        if any(child.dep == "neg" for child in parse.children(verb)):
            continue
        if verb.lemma == "be" and (what := parse.child(verb, "attr")) is not None:
            noun = _role_noun(what)
            if noun is not None and what.tag in ("NN", "NNP"):
                first = descriptions.phrase(parse, what)[0]
                yield Said(i, parse.tokens[first].start, parse.tokens[_long_end(parse, what)].end, noun)
        elif verb.lemma in _LEADS and (what := parse.child(verb, "dobj")) is not None and _is_body(what):
            yield Said(i, verb.start, parse.tokens[descriptions.phrase(parse, what)[1]].end, "leader")
