"""Descriptions and pronouns: which named thing each stands for, where the text is sure.  Mentions in, `Bound` out.

One walk through the text in its order. A description goes to a chain whose roles or name its words fit; a
pronoun to the one person near by whom gender and place in the sentence allow. Two that fit equally: none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.lexicon import people
from dateline.nlp import Parse, Token
from dateline.reading import fitting, quoted
from dateline.reading.naming import Cluster
from dateline.reading.persons import Portrait
from dateline.reading.roles import Said
from dateline.reading.who import head_of
from dateline.records.reading import Mention

__all__ = ["Bound", "bind"]

_MASCULINE = frozenset({"he", "him", "his", "himself"})
_FEMININE = frozenset({"she", "her", "hers", "herself"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OFFICES = frozenset({
    "leader", "minister", "local", "parliament", "spokes", "official", "chief", "church", "science", "media", "arts",
})  # fmt: skip
"""Classes of nouns that one may bear without being told before; "the man" and "the officer" are often others."""
_STRANGER = -1_000_000
"""From here down: persons whom no mention names."""
_BACK = 2
"""How many sentences back a pronoun may reach."""


@dataclass(slots=True)
class Bound:
    """Descriptions and pronouns by the number of their cluster, groups of those that name nobody, new roles."""

    members: dict[int, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    groups: list[list[Mention]] = field(default_factory=list)
    roles: list[tuple[int, Mention]] = field(default_factory=list)

    def of(self, number: int) -> list[Mention]:
        """The descriptions and pronouns of a cluster."""
        return self.members.get(number, [])


@dataclass(frozen=True, slots=True)
class _Seen:
    """Somebody spoken of: cluster number, or below zero a group's or a stranger's; where, and as what."""

    who: int
    start: int
    sentence: int
    subject: bool
    gender: people.Gender | None
    person: bool
    named: bool = False


def bind(
    parse: Parse, *, names: Sequence[Mention], others: Sequence[Mention], clusters: Sequence[Cluster],
    portraits: Sequence[Portrait], said: Sequence[Said],
) -> Bound:  # fmt: skip
    """Give descriptions and pronouns to clusters."""
    walk = _Walk(parse, names, clusters=clusters, portraits=portraits, said=said)
    steps = sorted([*names, *others], key=lambda m: (m.evidence.start, m.form != "pronoun", m.evidence.end))
    for mention in steps:
        walk.step(mention)
    return walk.bound


class _Walk:
    """The state of one walk through a text."""

    def __init__(
        self, parse: Parse, names: Sequence[Mention], *, clusters: Sequence[Cluster], portraits: Sequence[Portrait],
        said: Sequence[Said],
    ) -> None:  # fmt: skip
        self.parse, self.clusters, self.portraits = parse, clusters, portraits
        self.bound = Bound()
        self.owner = {names[i].id: number for number, one in enumerate(clusters) for i in one.mentions}
        self.names_at = {names[i].evidence.start: number for number, one in enumerate(clusters) for i in one.mentions}
        self.names_to = {names[i].evidence.end: number for number, one in enumerate(clusters) for i in one.mentions}
        self.seen: list[_Seen] = []
        owner_of = {i: number for number, one in enumerate(clusters) for i in one.mentions}
        self.roles_at = {role.start: (role.end, owner_of[role.name]) for role in said if role.name in owner_of}
        self.group_keys: dict[tuple[str, ...], int] = {}
        self.quotes = [(q.start, q.end) for q in quoted.find(parse.text) if q.last - q.first > 25]
        self.strangers = [token for token in parse.tokens if _is_stranger(parse, token)]
        self.next_stranger = 0
        self.ordinals = {sentence.first: n for n, sentence in enumerate(parse.sentences)}

    def step(self, mention: Mention) -> None:
        """Take in one mention: note a name, place a description or a pronoun."""
        head = head_of(self.parse, mention.evidence.start, mention.evidence.end)
        if head is None:
            return
        self._note_strangers(mention.evidence.start)
        if mention.form == "name":
            self._note(mention, self.owner[mention.id], head)
        elif mention.form == "nominal":
            self._describe(mention, head)
        elif not any(start <= mention.evidence.start < end for start, end in self.quotes):
            self._pronoun(mention, head)

    def _note(self, mention: Mention, who: int, head: Token) -> None:
        gender = self.portraits[who].gender if who >= 0 else people.person_noun_gender(head.lower)
        self._see(who, head, gender, person=mention.type == "person", named=mention.form == "name")

    def _see(
        self, who: int, head: Token, gender: people.Gender | None, *, person: bool = True, named: bool = False
    ) -> None:
        sentence = self._sentence(head.start)
        self.seen.append(_Seen(who, head.start, sentence, head.dep in _SUBJECTS, gender, person, named))

    def _note_strangers(self, until: int) -> None:
        """Persons spoken of without a definite phrase ("a woman") stand in a pronoun's way."""
        while self.next_stranger < len(self.strangers) and self.strangers[self.next_stranger].start < until:
            token = self.strangers[self.next_stranger]
            self.next_stranger += 1
            self._see(_STRANGER - token.i, token, people.person_noun_gender(token.lower))

    def _sentence(self, at: int) -> int:
        return self.parse.sentence_of(self.parse.tokens_in(at, at + 1)[0]).first

    # Descriptions

    def _describe(self, mention: Mention, head: Token) -> None:
        who = self._apposed(mention)
        if who is None:
            owner = self._possessor(mention)
            who = self._fitting(mention, head, owner)
        if who is None:
            self._group(mention, head)
            return
        self.bound.members[who].append(mention)
        self._note(mention, who, head)

    def _apposed(self, mention: Mention) -> int | None:
        """The person whose name stands right after "Its chief executive, .." or before ".., the chief executive"."""
        tokens = self.parse.tokens_in(mention.evidence.start, mention.evidence.end)
        after = self.parse.tokens[tokens[-1].i + 1 : tokens[-1].i + 3]
        who: int | None = None
        if len(after) == 2 and after[0].text == ",":
            who = self.names_at.get(after[1].start)
        elif after and after[0].start in self.names_at and mention.type == "person":
            who = self.names_at.get(after[0].start)
        if who is None and after and after[0].text in (",", ".", "—", "–"):
            who = self._named_before_comma(mention.evidence.start)
        role = self.roles_at.get(mention.evidence.start)
        if who is None and role is not None and mention.evidence.end <= role[0]:
            who = role[1]
        if who is None or (self.clusters[who].type == "person") != (mention.type == "person"):
            return None
        return who

    def _named_before_comma(self, at: int) -> int | None:
        """Whose name ends right before a comma that stands before `at`, quotation marks aside."""
        before = self.parse.text[max(0, at - 6) : at]
        gap = before[len(before.rstrip(" ,'\"”’")) :]
        return self.names_to.get(at - len(gap)) if "," in gap else None

    def _possessor(self, mention: Mention) -> int | None:
        """Whose it is, in "his cartel" and "Ann Example's company"."""
        for number, members in self.bound.members.items():
            if any(m.form == "pronoun" and m.evidence.start == mention.evidence.start for m in members):
                return number
        return self.names_at.get(mention.evidence.start)

    def _fitting(self, mention: Mention, head: Token, owner: int | None) -> int | None:
        """The one cluster that the words of a description fit best."""
        places = self._places_before(mention)
        described = fitting.read(mention, head, clusters=self.clusters, seen_places=places)
        sentence = self._sentence(mention.evidence.start)
        here = {s.who for s in self.seen if s.sentence == sentence and s.named}
        near = {s.who: s.start for s in self.seen}
        scores: dict[int, float] = {}
        for number, one in enumerate(self.clusters):
            if number == owner or one.type != mention.type:
                continue
            if number in here and described.qualified:
                continue
            score = fitting.score(described, one, self.portraits[number])
            if score <= 0 or (number not in near and not fitting.may_come_first(described, score)):
                continue
            scores[number] = score + (0.5 if number in near else 0.0)
        if not scores:
            company = self._only_company(mention, described)
            return self._only_person(mention, described) if company is None else company
        top = max(scores.values())
        best = [number for number, score in scores.items() if score == top]
        if len(best) > 1:
            recent = sorted(best, key=lambda number: -near.get(number, -1))
            gap = self._sentences_between(near.get(recent[1], -1), near.get(recent[0], -1))
            return recent[0] if gap >= 2 else None
        return best[0]

    def _only_company(self, mention: Mention, described: fitting.Described) -> int | None:
        """ "The company": the one organisation that can be one, of the last sentences."""
        if not described.generic:
            return None
        sentence = self._ordinal(mention.evidence.start)
        near = {
            s.who
            for s in self.seen
            if s.who >= 0
            and sentence - self._ordinal(s.start) <= _BACK
            and fitting.can_be_company(self.clusters[s.who])
        }
        return near.pop() if len(near) == 1 else None

    def _only_person(self, mention: Mention, described: fitting.Described) -> int | None:
        """ "The mayor": the one person of the sentences just before, of whom no role is told otherwise."""
        sentence = self._ordinal(mention.evidence.start)
        near = {s.who for s in self.seen if s.person and sentence - self._ordinal(s.start) <= _BACK}
        if len(near) != 1 or not mention.evidence.exact.lower().startswith("the "):
            return None
        if people.person_class(described.noun) not in _OFFICES:
            return None
        who = near.pop()
        if who < 0 or not self.clusters[who].persons or self.portraits[who].nouns:
            return None
        told = self.portraits[who].gender
        if described.gender and told and described.gender != told:
            return None
        self.portraits[who].nouns.add(described.noun)
        self.portraits[who].words |= described.words
        self.bound.roles.append((who, mention))
        return who

    def _places_before(self, mention: Mention) -> list[str]:
        """Names of places of this sentence and the one before, the nearest first."""
        sentence = self._ordinal(mention.evidence.start)
        places = [
            s for s in self.seen
            if s.who >= 0 and self.clusters[s.who].type == "place" and sentence - self._ordinal(s.start) <= 1
        ]  # fmt: skip
        return [self.clusters[s.who].name for s in reversed(places)]

    def _ordinal(self, at: int) -> int:
        return self.ordinals[self._sentence(at)]

    def _sentences_between(self, one: int, other: int) -> int:
        if one < 0 or other < 0:
            return len(self.parse.sentences)
        return self._ordinal(other) - self._ordinal(one)

    def _group(self, mention: Mention, head: Token) -> None:
        """Put a description that names nobody with those of the same words, or of the same owner and noun."""
        words = mention.evidence.exact.lower().split()
        owner = self._possessor(mention)
        keys = [("", *words[1:])] if words[0] in ("the", "this", "that") else []
        keys += [(str(owner), head.lower)] if owner is not None else []
        number = next((self.group_keys[key] for key in keys if key in self.group_keys), None)
        if number is None:
            number = len(self.bound.groups)
            self.bound.groups.append([])
        self.group_keys.update(dict.fromkeys(keys, number))
        self.bound.groups[number].append(mention)
        self._note(mention, -1 - number, head)

    # Pronouns

    def _pronoun(self, mention: Mention, head: Token) -> None:
        low = mention.evidence.exact.lower()
        gender: people.Gender | None = "m" if low in _MASCULINE else "f" if low in _FEMININE else None
        who = self._person(mention, head, gender) if gender else self._thing(head) if low == "its" else None
        if who is None:
            return
        if who >= 0:
            self.bound.members[who].append(mention)
        elif who > _STRANGER:
            self.bound.groups[-1 - who].append(mention)
        last = next(s for s in reversed(self.seen) if s.who == who)
        self._see(who, head, last.gender or gender, person=last.person)

    def _person(self, mention: Mention, head: Token, gender: people.Gender) -> int | None:
        """The one person whom a pronoun can mean: of its own sentence, else of the ones before."""
        barred = self._barred(head)
        here = self._ordinal(mention.evidence.start)
        for back in range(_BACK + 1):
            near = [
                s for s in self.seen
                if s.person and s.gender in (gender, None) and self._ordinal(s.start) == here - back
                and s.who not in barred and not self._is_quoted(s.start)
            ]  # fmt: skip
            if near:
                return self._choice(near, head, gender)
        return None

    def _choice(self, near: Sequence[_Seen], head: Token, gender: people.Gender) -> int | None:
        """Of several, the only one of known gender, else the only subject."""
        whos = {s.who for s in near}
        if len(whos) == 1:
            return whos.pop()
        subjects = {s.who for s in near if s.subject}
        known = {s.who for s in near if s.gender == gender}
        if len(known) == 1 and (known & subjects or not subjects):
            return known.pop()
        if len(subjects) == 1 and head.dep in (*_SUBJECTS, "poss") and subjects <= (known or subjects):
            return subjects.pop()
        return None

    def _barred(self, head: Token) -> set[int]:
        """Whom an object pronoun cannot mean: the subject of its own clause."""
        if head.dep not in ("dobj", "dative", "pobj") or head.lower.endswith("self"):
            return set()
        verb = next((a for a in self.parse.ancestors(head) if a.pos in ("VERB", "AUX")), None)
        subjects = self.parse.children(verb, *_SUBJECTS) if verb else []
        spans = [self.parse.extent(subject) for subject in subjects]
        return {s.who for s in self.seen if any(start <= s.start < end for start, end in spans)}

    def _thing(self, head: Token) -> int | None:
        """ "its": the organisation that is the subject of the clause."""
        verb = next((a for a in self.parse.ancestors(head) if a.pos in ("VERB", "AUX")), None)
        subject = self.parse.child(verb, *_SUBJECTS) if verb else None
        if subject is None or subject.i > head.i:
            return None
        before = self.parse.tokens[head.i - 1]
        if before.lower == "and":  # "Example Corp and its chief": the body just before
            subject = self.parse.tokens[before.i - 1]
        found = {s.who for s in self.seen if s.who >= 0 and s.start == subject.start}
        found = {who for who in found if self.clusters[who].type == "organization"}
        return found.pop() if len(found) == 1 else None

    def _is_quoted(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.quotes)


def _is_stranger(parse: Parse, token: Token) -> bool:
    """Whether a noun brings a person in without a definite phrase."""
    if token.tag != "NN" or token.dep in ("compound", "nmod", "appos", "attr"):
        return False
    if people.person_class(token.lower) is None:
        return False
    return any(child.lower in ("a", "an", "another", "one") for child in parse.children(token, "det", "nummod"))
