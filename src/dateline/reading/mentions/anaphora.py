"""Descriptions and pronouns: which named thing each stands for, where the text is sure.  Mentions in, `Bound` out.

One walk through the text in its order. A description goes to a chain whose roles or name its words fit, or
to the name beside it; what `pronouns` says of a pronoun is taken down. Two that fit equally: none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lexicon import people
from dateline.nlp import Parse, Token
from dateline.reading.mentions import fitting, pronouns
from dateline.reading.mentions.discourse import BACK, STRANGER, Bound, Discourse
from dateline.reading.mentions.naming import Cluster
from dateline.reading.mentions.persons import Portrait
from dateline.reading.mentions.roles import Said
from dateline.reading.who import head_of
from dateline.records.reading import Mention

__all__ = ["bind"]

_OFFICES = frozenset({
    "leader", "minister", "local", "parliament", "spokes", "official", "chief", "church", "science", "media", "arts",
})  # fmt: skip
"""Classes of nouns that one may bear without being told before; "the man" and "the officer" are often others."""
_NAMED_AS = re.compile(
    r",? (?:(?:who|was|were|is|has|been|later|whom police) ){0,3}(?:identified|named)(?: only)?"
    r"(?: by [^.,;:\n]{2,40}?)?(?: on \w+day)? as "
)
_FAR = 2
"""Sentences by which one of two who fit equally must be nearer to be meant."""


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
        owner = {i: number for number, one in enumerate(clusters) for i in one.mentions}
        self.parse, self.clusters, self.portraits = parse, clusters, portraits
        self.bound, self.discourse = Bound(), Discourse(parse, clusters, portraits)
        self.owner = {names[i].id: number for i, number in owner.items()}
        self.names_at = {names[i].evidence.start: number for i, number in owner.items()}
        self.names_to = {names[i].evidence.end: number for i, number in owner.items()}
        self.roles_at = {role.start: (role.end, owner[role.name]) for role in said if role.name in owner}
        self.written_out = fitting.acronyms(clusters)
        self.pronouns_at: dict[int, int] = {}
        self.group_keys: dict[tuple[str, ...], int] = {}

    def step(self, mention: Mention) -> None:
        """Take in one mention: note a name, place a description or a pronoun."""
        head = head_of(self.parse, mention.evidence.start, mention.evidence.end)
        if head is None:
            return
        self.discourse.note_strangers(mention.evidence.start)
        if mention.form == "name":
            self.discourse.note(self.owner[mention.id], head, mention)
        elif mention.form == "nominal":
            self._describe(mention, head)
        elif not self.discourse.is_quoted(mention.evidence.start):
            self._pronoun(mention, head)

    def _pronoun(self, mention: Mention, head: Token) -> None:
        who = pronouns.resolve(self.discourse, head)
        if who is None:
            return
        if who >= 0:
            self.bound.members[who].append(mention)
            self.pronouns_at[mention.evidence.start] = who
        elif who > STRANGER:
            self.bound.groups[-1 - who].append(mention)
        last = self.discourse.last[who]
        self.discourse.see(who, head, last.gender or pronouns.gender_of(head.text), person=last.person)

    def _describe(self, mention: Mention, head: Token) -> None:
        who = self._named(mention, head)
        who = self._apposed(mention) if who is None else who
        if who is None:
            owner = self._possessor(mention)
            who = self._fitting(mention, head, owner)
        if who is None:
            self._group(mention, head)
            return
        self.bound.members[who].append(mention)
        self.discourse.note(who, head, mention)

    def _named(self, mention: Mention, head: Token) -> int | None:
        """Whom a text names in so many words: "The suspect, identified as X", "the victim was named as X"."""
        said = _NAMED_AS.match(self.parse.text, mention.evidence.end)
        if said is None or mention.type != "person":
            return None
        inside = self.parse.tokens_in(said.end(), said.end() + 40)
        name = next((token for token in inside if not people.is_title(token.text)), None)
        who = self.names_at.get(name.start) if name else None
        if who is None or not self.clusters[who].persons:
            return None
        self.portraits[who].nouns.add(head.lower)
        words = mention.evidence.exact.lower().split()
        number = self.group_keys.get(("", *words[1:]))
        if number is not None:  # "the suspect" of the sentences before
            self.bound.members[who].extend(self.bound.groups[number])
            self.bound.groups[number].clear()
            self.group_keys = {key: at for key, at in self.group_keys.items() if at != number}
        return who

    def _apposed(self, mention: Mention) -> int | None:
        """The person whose name stands right after "Its chief executive, .." or before ".., the chief executive"."""
        tokens = self.parse.tokens_in(mention.evidence.start, mention.evidence.end)
        after = self.parse.tokens[tokens[-1].i + 1 : tokens[-1].i + 3]
        who: int | None = None
        if len(after) == 2 and after[0].text == ",":
            name = next(
                (t for t in self.parse.tokens[after[1].i : after[1].i + 4] if not people.is_title(t.text)), None
            )
            who = self.names_at.get(name.start) if name else None
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
        start = mention.evidence.start
        return self.pronouns_at.get(start, self.names_at.get(start))

    def _fitting(self, mention: Mention, head: Token, owner: int | None) -> int | None:
        """The one cluster that the words of a description fit best."""
        here = self.discourse.sentence(head)
        described = fitting.read(mention, head, written_out=self.written_out, seen_places=self._places_before(here))
        named_here = {seen.who for seen in self.discourse.since(here) if seen.named}
        last = self.discourse.last
        scores: dict[int, float] = {}
        for number, one in enumerate(self.clusters):
            if number == owner or one.type != mention.type or (number in named_here and described.qualified):
                continue
            score = fitting.score(described, one, self.portraits[number])
            if score > 0 and (number in last or fitting.may_come_first(described, score)):
                scores[number] = score + (0.5 if number in last else 0.0)
        if scores:
            return self._best(scores)
        company = self._only_company(here, described)
        return self._only_person(mention, described, here) if company is None else company

    def _best(self, scores: dict[int, float]) -> int | None:
        """The highest score; of equal ones the one spoken of last, if the others lie far back."""
        top = max(scores.values())
        best = [number for number, score in scores.items() if score == top]
        if len(best) == 1:
            return best[0]
        sentences = {number: seen.sentence for number in best if (seen := self.discourse.last.get(number))}
        recent = sorted(best, key=lambda number: -sentences.get(number, -_FAR - 1))
        gap = sentences.get(recent[0], 0) - sentences.get(recent[1], -_FAR)
        return recent[0] if recent[0] in sentences and gap >= _FAR else None

    def _only_company(self, here: int, described: fitting.Described) -> int | None:
        """ "The company": the one organisation of the last sentences that can be one; "the group": of the last."""
        if described.body:
            near = {seen.who for seen in self.discourse.since(here - 1) if seen.who >= 0 and seen.named}
            near = {who for who in near if self.clusters[who].type == "organization"}
            return near.pop() if len(near) == 1 else None
        if not described.generic:
            return None
        near = {
            seen.who
            for seen in self.discourse.since(here - BACK)
            if seen.who >= 0 and fitting.can_be_company(self.clusters[seen.who], self.portraits[seen.who])
        }
        return near.pop() if len(near) == 1 else None

    def _only_person(self, mention: Mention, described: fitting.Described, here: int) -> int | None:
        """ "The mayor": the one person of the sentences just before, of whom no role is told otherwise."""
        near = {seen.who for seen in self.discourse.since(here - BACK) if seen.person}
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

    def _places_before(self, here: int) -> list[str]:
        """Names of places of this sentence and the one before, the nearest first."""
        near = (seen.who for seen in self.discourse.since(here - 1) if seen.who >= 0)
        return [self.clusters[who].name for who in near if self.clusters[who].type == "place"]

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
        self.discourse.note(-1 - number, head, mention)
