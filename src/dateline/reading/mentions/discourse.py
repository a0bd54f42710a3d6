"""Who has been spoken of so far, and where: what descriptions and pronouns look back upon.

Names, clusters and portraits in; the walk of `anaphora` through the text fills it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.lexicon import people
from dateline.nlp import Parse, Token
from dateline.reading import quoted
from dateline.reading.mentions.naming import Cluster
from dateline.reading.mentions.persons import Portrait
from dateline.records.reading import Mention

__all__ = ["BACK", "STRANGER", "SUBJECTS", "Bound", "Discourse", "Seen"]

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
BACK = 2
"""How many sentences back a pronoun or "the company" may reach."""
STRANGER = -1_000_000
"""From here down: persons whom no mention names."""
_SPEECH = 25
"""Quoted stretches shorter than this are names and words, not speech: a pronoun may look into them."""


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
class Seen:
    """Somebody spoken of: cluster number, or below zero a group's or a stranger's; where, and as what.

    `sentence` counts the text's sentences; `start` is that of the head word.
    """

    who: int
    start: int
    sentence: int
    subject: bool
    gender: people.Gender | None
    person: bool
    named: bool


class Discourse:
    """The people and things spoken of up to a point of the text."""

    def __init__(self, parse: Parse, clusters: Sequence[Cluster], portraits: Sequence[Portrait]) -> None:
        self.parse, self.clusters, self.portraits = parse, clusters, portraits
        self.seen: list[Seen] = []
        self.last: dict[int, Seen] = {}
        self._firsts = [sentence.first for sentence in parse.sentences]
        self._quotes = [(q.start, q.end) for q in quoted.find(parse.text) if q.last - q.first > _SPEECH]
        self._strangers = [token for token in parse.tokens if _is_stranger(parse, token)]
        self._next_stranger = 0

    def note(self, who: int, head: Token, mention: Mention) -> None:
        """Take note of a name or a description."""
        gender = self.portraits[who].gender if who >= 0 else people.person_noun_gender(head.lower)
        self.see(who, head, gender, person=mention.type == "person", named=mention.form == "name")

    def see(
        self, who: int, head: Token, gender: people.Gender | None, *, person: bool = True, named: bool = False
    ) -> None:
        """Take note of anybody."""
        first = self.parse.head(head) if head.dep == "conj" else head  # "Ann and Ben left": both are subjects
        found = Seen(who, head.start, self.sentence(head), first.dep in SUBJECTS, gender, person, named)
        self.seen.append(found)
        self.last[who] = found

    def note_strangers(self, until: int) -> None:
        """Persons spoken of without a definite phrase ("a woman") stand in a pronoun's way."""
        while self._next_stranger < len(self._strangers) and self._strangers[self._next_stranger].start < until:
            token = self._strangers[self._next_stranger]
            self._next_stranger += 1
            self.see(STRANGER - token.i, token, people.person_noun_gender(token.lower))

    def sentence(self, token: Token) -> int:
        """The number of the sentence in which a token stands."""
        return bisect_right(self._firsts, token.i) - 1

    def since(self, sentence: int) -> Iterator[Seen]:
        """Who was spoken of from this sentence on, the last first."""
        for one in reversed(self.seen):
            if one.sentence < sentence:
                return
            yield one

    def is_quoted(self, at: int) -> bool:
        """Whether the place stands inside quoted speech."""
        i = bisect_right(self._quotes, (at, len(self.parse.text))) - 1
        return any(start <= at < end for start, end in self._quotes[max(0, i - 3) : i + 1])


def _is_stranger(parse: Parse, token: Token) -> bool:
    """Whether a noun brings a person in without a definite phrase."""
    if token.tag != "NN" or token.dep in ("compound", "nmod", "appos", "attr"):
        return False
    if people.person_class(token.lower) is None:
        return False
    return any(child.lower in ("a", "an", "another", "one") for child in parse.children(token, "det", "nummod"))
