"""Where and when: the place, the day and the quotation in which an event word stands.  Built once a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from dateline.nlp import Parse, Token
from dateline.reading import clauses
from dateline.reading.who import head_of
from dateline.records.reading import Quotation, TimeExpression, Toponym

__all__ = ["Circumstances", "tells_toll"]

_WHERE: Final = frozenset({
    "in", "at", "near", "on", "outside", "inside", "within", "across", "around", "above", "off", "throughout", "along",
})  # fmt: skip
_CLIMB: Final = frozenset({
    "compound", "pobj", "appos", "nmod", "conj", "npadvmod", "amod", "nummod", "advmod", "det", "quantmod", "poss",
    "pcomp", "prep", "dep", "punct",
})  # fmt: skip

_CLAUSES: Final = frozenset({"relcl", "advcl", "ccomp", "acl", "parataxis", "csubj", "csubjpass"})
_APART: Final = frozenset({"advcl", "ccomp", "parataxis", "csubj", "csubjpass"})
_COUNTS: Final = frozenset({"toll", "count", "number", "figure", "total"})
_VAGUE: Final = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})


class Circumstances:
    """Looks place, time and quotation of an event word up."""

    def __init__(
        self,
        parse: Parse,
        *,
        times: Sequence[TimeExpression],
        toponyms: Sequence[Toponym],
        quotations: Sequence[Quotation],
    ) -> None:
        self._parse = parse
        self._days = [
            (time, head) for time in times if (head := head_of(parse, time.evidence.start, time.evidence.end))
        ]
        self._day_starts = [time.evidence.start for time, _ in self._days]
        self._said = {quotation.said for quotation in quotations if quotation.said is not None}
        self._toponyms = sorted(toponyms, key=lambda toponym: toponym.evidence.start)
        self._toponym_starts = [toponym.evidence.start for toponym in self._toponyms]
        spans = [(e.start, e.end, q.id) for q in quotations for e in q.content_evidence]
        self._contents = sorted(spans, key=lambda span: (span[0], -span[1]))

    def quotation(self, token: Token) -> str | None:
        """The innermost quotation whose content holds the word."""
        found: tuple[int, str] | None = None
        for start, end, name in self._contents:
            if start > token.start:
                break
            if token.end <= end and (found is None or end - start < found[0]):
                found = end - start, name
        return found[1] if found else None

    def place(self, words: Sequence[Token], *, alone: bool = True) -> str | None:
        """The toponym (id) of an event told by these words: the nearest "in X", else the only one of the sentence."""
        near = self._in_sentence(words[0])
        for word in words:
            for toponym, governor in near:
                if governor is not None and governor.i == word.i:
                    return toponym.id
        for word in words:
            under = {token.i for token in clauses.below(self._parse, word)}
            for kid in self._parse.children(word, "csubj", "csubjpass"):
                under -= {token.i for token in clauses.below(self._parse, kid)}  # "wanted in a killing in X"
            for toponym, governor in near:
                if governor is not None and governor.i in under:
                    return toponym.id
        mine = {word.i for word in words}
        located = [toponym for toponym, governor in near if governor is not None and self._holds(governor, mine)]
        return located[0].id if alone and len({self._chained(one, located) for one in located}) == 1 else None

    def _holds(self, governor: Token, mine: set[int]) -> bool:
        """Whether a place named in the sentence may be the event's: it is not where something was said or where
        another clause plays."""
        token = governor
        for _ in range(12):
            if token.i in mine:
                return True
            if clauses.is_reporting(token) or token.dep in _APART or token.head == token.i:
                break
            if token.dep == "conj" and self._parse.child(token, "nsubj", "nsubjpass") is not None:
                break
            token = self._parse.head(token)
        return not clauses.is_reporting(governor) and any(self._is_above(governor, i) for i in mine)

    def place_of(self, words: Sequence[Token]) -> str | None:
        """The toponym (id) that one of these words is: "an earthquake struck Chile"."""
        for word in words:
            at = bisect_right(self._toponym_starts, word.start) - 1
            if at >= 0 and word.start < self._toponyms[at].evidence.end:
                return self._toponyms[at].id
        return None

    def time(
        self, words: Sequence[Token], *, alone: bool = True, types: frozenset[str] = frozenset({"DATE", "TIME"})
    ) -> str | None:
        """The time expression (id) of an event told by these words: its clause's, else the sentence's only one."""
        near = [(time, self._governor(head)) for time, head in self._near_days(words[0])]
        near = [(time, governor) for time, governor in near if time.type in types and time.value not in _VAGUE]
        for word in words:
            for time, governor in near:
                if governor.i == word.i:
                    return time.id
        for word in words:
            kin = self._kin(word)
            for time, governor in near:
                if governor.i in kin:
                    return time.id
        mine = {word.i for word in words}
        free = [time for time, governor in near if time.id not in self._said and self._reaches(governor, mine)]
        return free[0].id if alone and len(free) == 1 else None

    def _reaches(self, governor: Token, mine: set[int]) -> bool:
        """Whether what is said at a word is said of the event as well: no other clause lies between."""
        token = governor
        for _ in range(8):
            if token.i in mine:
                return True
            if token.dep in _CLAUSES or token.head == token.i or clauses.is_reporting(token):
                break
            token = self._parse.head(token)
        return not clauses.is_reporting(governor) and any(self._is_above(governor, i) for i in mine)

    def _is_above(self, governor: Token, word: int) -> bool:
        token = self._parse.tokens[word]
        while token.head != token.i and token.dep not in _CLAUSES:
            token = self._parse.head(token)
            if tells_toll(self._parse, token):
                return False
            if token.i == governor.i:
                return True
        return False

    def _kin(self, word: Token) -> set[int]:
        """Words of one clause with the event word: verbs coordinated with it, the verb above a noun."""
        kin: set[int] = set()
        token = word
        if word.pos not in ("VERB", "AUX"):
            for above in self._parse.ancestors(word):
                if above.dep == "relcl" or clauses.is_reporting(above) or tells_toll(self._parse, above):
                    break
                kin.add(above.i)
                if above.pos in ("VERB", "AUX"):
                    token = above
                    break
        while token.dep in ("conj", "xcomp", "pcomp") and self._parse.head(token).pos in ("VERB", "AUX"):
            token = self._parse.head(token)
            if clauses.is_reporting(token):
                break
            kin.add(token.i)
        kin.update(
            kid.i for kid in self._parse.children(word, "conj") if not self._parse.child(kid, "nsubj", "nsubjpass")
        )
        return kin

    def _near_days(self, word: Token) -> list[tuple[TimeExpression, Token]]:
        start, end = clauses.clause_span(self._parse, word)
        first = bisect_right(self._day_starts, start - 1)
        last = bisect_right(self._day_starts, end)
        return self._days[first:last]

    def _in_sentence(self, word: Token) -> list[tuple[Toponym, Token | None]]:
        start, end = clauses.clause_span(self._parse, word)
        first = bisect_right(self._toponym_starts, start - 1)
        last = bisect_right(self._toponym_starts, end)
        return [(toponym, self._located(toponym)) for toponym in self._toponyms[first:last]]

    def _located(self, toponym: Toponym) -> Token | None:
        """What a place name locates: the word above its "in"; None where it locates nothing."""
        token = head_of(self._parse, toponym.evidence.start, toponym.evidence.end)
        for _ in range(8):
            if token is None or token.head == token.i or token.dep == "poss":
                return None
            head = self._parse.head(token)
            if token.dep == "pobj" and head.lower in _WHERE:
                return self._parse.head(head)
            climbs = token.dep in ("appos", "conj", "npadvmod") or (token.dep == "pobj" and head.lower == "of")
            climbs = climbs or (token.dep in ("compound", "nmod") and head.pos == "NOUN")
            if not climbs and not (token.dep == "prep" and head.pos in ("NOUN", "PROPN")):
                return None
            token = head
        return None

    def _governor(self, token: Token) -> Token:
        """The verb or event noun to which a time expression belongs."""
        for _ in range(8):
            if token.head == token.i or token.dep not in _CLIMB:
                return token if token.head == token.i else self._parse.head(token)
            head = self._parse.head(token)
            if token.dep in ("prep", "npadvmod", "advmod", "poss", "nmod") and head.pos in ("VERB", "AUX", "NOUN"):
                if head.pos == "NOUN" and token.dep in ("npadvmod", "advmod") and head.dep in ("pobj", "npadvmod"):
                    token = head
                    continue
                return head
            token = head
            if token.pos in ("VERB", "AUX"):
                return token
        return token

    def _chained(self, toponym: Toponym, all_: Iterable[Toponym]) -> str:
        """The first of the places that follow one another at commas: "Town, State, Country" is one place."""
        first = toponym
        for other in reversed([one for one in all_ if one.evidence.start < toponym.evidence.start]):
            between = self._parse.text[other.evidence.end : first.evidence.start]
            if between.strip(" ,") in ("", "in", "in the", "of", "near") and len(between) < 12:
                first = other
            else:
                break
        return first.id


def tells_toll(parse: Parse, verb: Token) -> bool:
    """Whether a number moves here: "the toll of the sinking rose on Tuesday" dates the count, not the sinking."""
    return verb.pos == "VERB" and any(
        kid.lemma.lower() in _COUNTS for kid in parse.children(verb, "nsubj", "nsubjpass")
    )
