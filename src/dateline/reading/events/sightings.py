"""Numbers of people in a text, and how each stands: what is counted, under which verb, beside which words.

Parse in, sightings out: number words and digits ("five people were shot"), "a man", "the third victim", and sums of
people told in one breath ("a father and his two children"). A mark is a label or the kind of a word in our own table
`toll_marks`; `tolls` judges by them which number is the toll.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from dateline.lexicon.months import month_words
from dateline.lexicon.tables import rows
from dateline.nlp import Parse, Sentence, Token
from dateline.reading import clauses
from dateline.reading.events.counts import number_at

__all__ = ["Kinds", "Sighting", "find", "kinds_in"]

Kinds = Sequence[frozenset[str]]
"""The kinds of each token of a text."""

_PEOPLE: Final = frozenset({"person", "child", "force", "victim", "accused", "other"})
_NAMEABLE: Final = frozenset({"person", "child", "force"})
_UNDER: Final = frozenset({"nummod", "amod", "det", "compound", "nmod", "quantmod", "preconj", "predet"})
_INDEFINITE: Final = frozenset({"a", "an", "another"})
_GROUPS: Final[Mapping[str, int]] = {
    "both": 2, "couple": 2, "pair": 2, "twins": 2, "trio": 3, "double": 2, "triple": 3, "quadruple": 4, "quintuple": 5,
}  # fmt: skip
_ORDINALS: Final[Mapping[str, int]] = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
}  # fmt: skip
_RELATIONS: Final = frozenset({
    "nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj", "attr", "ROOT", "npadvmod", "nmod", "compound", "advcl",
    "ccomp", "dep",
})  # fmt: skip
_SENTENCE: Final = frozenset({"kill", "hit", "accused", "former", "case", "other", "care"})
_SPANNING: Final = frozenset({"last", "past", "previous", "this", "each", "every", "a", "per", "same"})
_SPANS: Final = frozenset({"year", "years", "month", "months", "decade", "summer", "winter", "spring", "fall"})
_STOPS: Final = frozenset({";", ".", ":"})
_GLUED: Final = frozenset({"%", ":", "/", "p.m.", "a.m.", "am", "pm", "-"})
_EARLY: Final = (1, 3, 7, 15)
_HOPS: Final = 5
_AHEAD, _BACK = 6, 4
_MANY: Final = 60
"""A larger number is taken only where its noun or the next words speak of people harmed."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A number of people that characters ``start`` to ``end`` say, and how it stands."""

    number: int
    start: int
    end: int
    marks: frozenset[str]


@cache
def _table() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for word, kind in rows("toll_marks"):
        found[word].add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def kinds_in(parse: Parse) -> Kinds:
    """The kinds of each token, by the word and by its lemma."""
    table, none = _table(), frozenset[str]()
    return [table.get(token.lower, none) | table.get(token.lemma.lower(), none) for token in parse.tokens]


def find(parse: Parse, kinds: Kinds) -> tuple[Sighting, ...]:
    """All numbers of people, in no particular order; those of hours, shots and the like left out."""
    heads: dict[int, int] = {}
    found = list(_counted(parse, kinds, heads))
    found += [*_summed(parse, kinds, heads), *_ordinal(parse, kinds)]
    return tuple(one for one in found if "noun:unit" not in one.marks)


def _counted(parse: Parse, kinds: Kinds, heads: dict[int, int]) -> Iterator[Sighting]:
    """Numbers and indefinite articles before people; `heads` gets the number of each noun."""
    for token in parse.tokens:
        if token.lower in _INDEFINITE:
            head = parse.head(token)
            if token.dep == "det" and head.i > token.i and head.tag == "NN" and _is_people(head, kinds):
                heads.setdefault(head.i, 1)
                yield Sighting(1, token.start, head.end, _marks(parse, kinds, token, head=head, form="indefinite"))
            continue
        number = _number(parse, token)
        if number is None or _is_no_count(parse, token):
            continue
        head = parse.head(token) if token.dep in _UNDER else token
        if head.i < token.i and token.dep != "nummod":
            head = token
        form = "several" if "several" in kinds[token.i] else "digits" if token.text[:1].isdigit() else "word"
        marks = _marks(parse, kinds, token, head=head, form=form)
        if number <= _MANY or marks & {"noun:person", "noun:victim", "after1:kill", "after1:hit", "up:kill", "up:hit"}:
            heads.setdefault(head.i, number)
            yield Sighting(number, token.start, max(token.end, head.end), marks)


def _number(parse: Parse, token: Token) -> int | None:
    """The number that begins or stands at this token; None inside a longer one."""
    if token.lower in _GROUPS:
        return _GROUPS[token.lower]
    found = number_at(parse, token)
    return found if found and found < 100_000 else None


def _is_people(token: Token, kinds: Kinds) -> bool:
    return bool(kinds[token.i] & _PEOPLE) or clauses.is_person_noun(token)


def _is_no_count(parse: Parse, token: Token) -> bool:
    """Ages, clocks, dates, money, calibres."""
    before = parse.tokens[token.i - 1] if token.i else None
    after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    if after is not None and after.start == token.end and after.text in _GLUED:
        return True
    if before is None or "." in token.text:
        return before is not None
    if before.lower == "no" and token.lower == "one":
        return True
    if before.text in ("$", "#", ":", "/", "No.", "£", "€", "."):
        return before.end == token.start or before.text != "."
    if not token.text[:1].isdigit():
        return False
    if before.text == "," and token.dep in ("appos", "npadvmod"):
        return True
    if before.text in (",", "(") and after is not None and after.text in (",", ")", ";", "."):
        return True
    return before.lower.rstrip(".") in month_words() or _is_year(token)


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and token.text[:2] in ("19", "20")


def _ordinal(parse: Parse, kinds: Kinds) -> Iterator[Sighting]:
    """ "A third victim has died" tells of three."""
    for token in parse.tokens:
        number = _ORDINALS.get(token.lower)
        if number is None:
            continue
        head = parse.head(token) if token.dep in ("amod", "nummod", "compound", "nmod") else token
        if (head is not token and kinds[head.i] & _PEOPLE) or token.dep in ("nsubj", "nsubjpass"):
            yield Sighting(number, token.start, token.end, _marks(parse, kinds, token, head=head, form="ordinal"))


def _summed(parse: Parse, kinds: Kinds, heads: Mapping[int, int]) -> Iterator[Sighting]:
    """People told in one breath: "two men and a woman", "Ann Example and her son"."""
    named = _named_heads(parse)
    for token in parse.tokens:
        if token.dep == "conj" or token.pos not in ("NOUN", "PROPN", "NUM") or parse.child(token, "conj") is None:
            continue
        members = [one for one in clauses.conjuncts(parse, token) if not one.text.isdigit()]
        numbers = [_of_member(one, kinds, heads, named) for one in members]
        total = sum(number for number in numbers if number is not None)
        if None in numbers or not 2 <= total <= _MANY:
            continue
        form = "sum" + "n" * any(one.i in named for one in members) + "c" * any(one.i in heads for one in members)
        marks = _marks(parse, kinds, token, head=token, form=form)
        yield Sighting(total, min(one.start for one in members), max(one.end for one in members), marks)


def _of_member(token: Token, kinds: Kinds, heads: Mapping[int, int], named: frozenset[int]) -> int | None:
    if token.i in heads:
        return heads[token.i] if token.pos == "NUM" or _is_people(token, kinds) else None
    if token.i in named:
        return 1
    alone = token.tag == "NN" and (kinds[token.i] & _NAMEABLE or clauses.is_person_noun(token))
    return 1 if alone else None


def _named_heads(parse: Parse) -> frozenset[int]:
    """The head words of people's names, as the model finds them."""
    found = set()
    for name in parse.names:
        inside = parse.tokens[name.first : name.last]
        if name.label == "PERSON":
            found |= {t.i for t in inside if t.head == t.i or not name.first <= t.head < name.last}
    return frozenset(found)


def _marks(parse: Parse, kinds: Kinds, token: Token, *, head: Token, form: str) -> frozenset[str]:
    """How a number stands."""
    marks = {f"form:{form}"}
    marks |= _of_noun(parse, kinds, token, head=head)
    marks |= _above(parse, kinds, head)
    marks |= _beside(parse, kinds, token)
    return frozenset(marks)


def _of_noun(parse: Parse, kinds: Kinds, token: Token, *, head: Token) -> set[str]:
    """What is counted, with what is said of it."""
    marks = set()
    if head.i == token.i:
        marks.add("bare")
    else:
        marks |= {f"noun:{kind}" for kind in kinds[head.i]}
        if not kinds[head.i]:
            marks.add("noun:other_person" if clauses.is_person_noun(head) else "noun:none")
        marks.add(f"tag:{head.tag}")
    for kid in parse.children(head):
        if kid.dep in ("amod", "det", "advmod", "compound") and kid.i != token.i:
            marks |= {f"with:{kind}" for kind in kinds[kid.i]}
            marks |= {"definite"} if kid.lower in ("the", "these", "those", "all") else set()
        elif kid.dep == "prep" and kid.lower in ("of", "with", "in", "from", "by"):
            name = "of" if kid.lower == "of" else "by"
            marks |= {f"{name}:{kind}" for noun in parse.children(kid, "pobj") for kind in kinds[noun.i]}
            marks |= {"partitive"} if name == "of" else set()
        elif kid.dep in ("acl", "relcl"):
            marks |= {f"clause:{kind}" for kind in kinds[kid.i]}
        elif kid.dep == "conj":
            marks.add("and")
    return marks


def _above(parse: Parse, kinds: Kinds, head: Token) -> set[str]:
    """The first verb, or word of a kind, above what is counted, and what else hangs on it."""
    marks: set[str] = set()
    token, relation = head, head.dep
    for _ in range(_HOPS):
        above = parse.head(token)
        if above.i == token.i:
            marks.add("up:none")
            break
        if above.pos in ("VERB", "AUX") or kinds[above.i]:
            marks |= _governed(parse, kinds, above, below=token, relation=relation)
        if above.pos in ("VERB", "AUX"):
            break
        if token.dep == "conj":
            marks.add("after_and")
        relation = above.dep if above.dep != "prep" else relation
        token = above
    return marks


def _governed(parse: Parse, kinds: Kinds, above: Token, *, below: Token, relation: str) -> set[str]:
    own = parse.children(above)
    voice = "passive" if any(kid.dep in ("auxpass", "nsubjpass") for kid in own) else "active"
    named = relation if relation in _RELATIONS else "other"
    marks = {f"up:{named}:{voice}:{kind}" for kind in kinds[above.i]} | {f"up:{kind}" for kind in kinds[above.i]}
    if not kinds[above.i]:
        marks.add(f"up:{named}:plain")
    for kid in own:
        if kid.dep == "neg":
            marks.add("up:not")
        if kid.i == below.i:
            continue
        if kid.dep in ("conj", "advcl", "xcomp", "acomp", "ccomp", "prep", "advmod", "attr", "oprd"):
            marks |= {f"beside:{kind}" for kind in kinds[kid.i]}
        if kid.dep == "prep":
            marks |= {f"where:{kind}" for noun in parse.children(kid, "pobj") for kind in kinds[noun.i]}
    return marks


def _beside(parse: Parse, kinds: Kinds, token: Token) -> set[str]:
    """The words on both sides, up to a full stop, and the sentence with its place in the text."""
    sentence = parse.sentence_of(token)
    marks: set[str] = set()
    for step in range(1, _AHEAD + 1):
        at = token.i + step
        if at >= sentence.last or parse.tokens[at].text in _STOPS:
            break
        marks |= {f"after{1 if step < 2 else 2 if step < 4 else 3}:{kind}" for kind in kinds[at]}
    for step in range(1, _BACK + 1):
        at = token.i - step
        if at < sentence.first or parse.tokens[at].text in _STOPS:
            break
        marks |= {f"before{1 if step < 2 else 2}:{kind}" for kind in kinds[at]}
    number = parse.number_of(sentence)
    marks.add(f"sentence:{sum(number >= edge for edge in _EARLY)}")
    for at in range(sentence.first, sentence.last):
        marks |= {f"in:{kind}" for kind in kinds[at] & _SENTENCE}
    if sentence.first == token.i:
        marks.add("first")
    if _tells_of_earlier(parse, sentence):
        marks.add("earlier")
    return marks


def _tells_of_earlier(parse: Parse, sentence: Sentence) -> bool:
    """ "Last month, five people ..", "this year", "in 2014", "so far": other days than the happening's."""
    words = [token.lower for token in parse.tokens[sentence.first : sentence.last]]
    for before, word in pairwise(words):
        if before in _SPANNING and word in _SPANS:
            return True
        if before in ("in", "since", "during") and len(word) == 4 and word[:2] in ("19", "20") and word.isdigit():
            return True
        if (before, word) == ("so", "far"):
            return True
    return False
