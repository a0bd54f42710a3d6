"""Issues: what may be done and is not done yet, as the texts of a story tell of it.  Linked in, Issues out.

An issue is a set of sentences: those of events that are considered, planned or threatened, and those with the
words for it; sentences belong to one issue where they stand side by side, tell of one event, or share enough
words. It is asked only whether a passage bears on it, so that a wide issue does less harm than a torn one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from dateline.dossier.sentences import sentences
from dateline.dossier.sources import Sources
from dateline.lexicon.tables import words
from dateline.records.base import record
from dateline.records.dossier import DossierEvent, DossierMention
from dateline.records.evidence import Evidence, Text
from dateline.records.linked import Linked
from dateline.records.reading import Modality

__all__ = ["Issue", "Topics", "issues"]

_OPEN: frozenset[Modality] = frozenset({"considered", "planned", "threatened"})
_STEM = 5
"""Letters by which "interventions" and "intervene" meet."""
_SHARED = 3
"""Stems that two sentences of different texts must share to tell of one issue."""
_CLOSE = 2
"""Sentences of one text that stand so near each other tell of one issue ("The cabinet has not approved it.")."""
_WORD = re.compile(r"[^\W\d_]{4,}(?:['’][a-z]+)?")


@record
class _Line:
    """A sentence that tells of something open: its text, its number in it, its stems, its event if any."""

    text_id: str
    number: int
    stems: frozenset[str]
    event: str | None
    story: str


@record
class Issue:
    """What may be done. `about` is an event's, else a story's or an article's id; `lines` are (text id, sentence)."""

    about: str
    story: str
    lines: frozenset[tuple[str, int]]
    stems: frozenset[str]


class Topics:
    """Sentences and telling words of the texts of a picture."""

    def __init__(self, linked: Linked, *, text: Callable[[str], str]) -> None:
        self._text = text
        self.names = {entity.id: entity.name for entity in linked.entities}
        self._people: dict[str, set[str]] = defaultdict(set)
        self._mentions: dict[str, list[DossierMention]] = defaultdict(list)
        for mention in linked.mentions:
            if mention.entity in self.names:
                self._mentions[mention.evidence.text_id].append(mention)
            if mention.type == "person" and mention.form == "name":
                self._people[mention.evidence.text_id] |= set(_stems(mention.evidence.exact))

    def mentions(self, text_id: str) -> list[DossierMention]:
        """Who and what a text mentions, where it is known who that is."""
        return self._mentions.get(text_id, [])

    def spans(self, text_id: str) -> tuple[tuple[int, int], ...]:
        """The sentences of a text."""
        return sentences(self._text(text_id))

    def number(self, text_id: str, at: int) -> int:
        """The number of the sentence that holds an offset."""
        return max(bisect_right(self.spans(text_id), (at, len(self._text(text_id)) + 1)) - 1, 0)

    def numbers(self, evidence: Evidence) -> range:
        """The numbers of the sentences that some words touch."""
        return range(self.number(evidence.text_id, evidence.start), self.number(evidence.text_id, evidence.end - 1) + 1)

    def words(self, text_id: str, number: int) -> str:
        """A sentence."""
        start, end = self.spans(text_id)[number]
        return self._text(text_id)[start:end]

    def apart(self, text_id: str, end: int, start: int) -> bool:
        """Whether a paragraph ends between two offsets."""
        return "\n" in self._text(text_id)[end:start]

    def paragraphs(self, text_id: str, one: int, other: int) -> int:
        """How many paragraphs lie between two sentences."""
        first, last = sorted((one, other))
        spans = self.spans(text_id)
        between = self._text(text_id)[spans[first][1] : spans[last][0]]
        return len(re.findall(r"\n+", between))

    def cut(self, text_id: str, span: tuple[int, int]) -> Evidence:
        """Evidence for a span of a text."""
        return Text(id=text_id, text=self._text(text_id)).cut(*span)

    def stems(self, said: str, *, text_id: str) -> frozenset[str]:
        """The telling words of a passage, cut to stems, without the names of people."""
        return frozenset(_stems(said)) - self._people.get(text_id, set())


def issues(linked: Linked, *, sources: Sources, topics: Topics) -> tuple[Issue, ...]:
    """The issues of each story."""
    by_story: dict[str, list[_Line]] = defaultdict(list)
    for line in _lines(linked, sources=sources, topics=topics):
        by_story[line.story].append(line)
    events = {event.id: event for event in linked.events}
    return tuple(_issue(group, events) for lines in by_story.values() for group in _joined(sorted(lines, key=_place)))


def _lines(linked: Linked, *, sources: Sources, topics: Topics) -> Iterator[_Line]:
    told: set[tuple[str, int]] = set()
    for event in linked.events:
        if event.modality in _OPEN:
            for evidence in event.evidence:
                for number in topics.numbers(evidence):
                    told.add((evidence.text_id, number))
                    yield _line(evidence.text_id, number, event.id, sources=sources, topics=topics)
    for article in linked.articles:
        for number in range(len(topics.spans(article.text_id))):
            if (article.text_id, number) in told:
                continue
            said = topics.words(article.text_id, number)
            if any(pattern.search(said) for pattern in _patterns()):
                told.add((article.text_id, number))
                yield _line(article.text_id, number, None, sources=sources, topics=topics)


def _line(text_id: str, number: int, event: str | None, *, sources: Sources, topics: Topics) -> _Line:
    stems = topics.stems(topics.words(text_id, number), text_id=text_id)
    return _Line(text_id=text_id, number=number, stems=stems, event=event, story=sources.story(text_id))


def _joined(lines: Sequence[_Line]) -> list[list[_Line]]:
    groups: list[list[_Line]] = []
    for line in lines:
        homes = [group for group in groups if any(_one(line, other) for other in group)]
        for home in homes[1:]:
            homes[0].extend(home)
            groups.remove(home)
        if homes:
            homes[0].append(line)
        else:
            groups.append([line])
    return groups


def _one(left: _Line, right: _Line) -> bool:
    if left.event is not None and left.event == right.event:
        return True
    shared = len(left.stems & right.stems)
    if left.text_id != right.text_id:
        return shared >= _SHARED
    return shared >= 1 or abs(left.number - right.number) <= _CLOSE


def _issue(group: Sequence[_Line], events: dict[str, DossierEvent]) -> Issue:
    told = {line.event for line in group if line.event}
    weights = {event: (len(events[event].mentions), len(events[event].articles)) for event in sorted(told)}
    about = max(weights, key=lambda event: weights[event], default=None)
    return Issue(
        about=about or group[0].story,
        story=group[0].story,
        lines=frozenset((line.text_id, line.number) for line in group),
        stems=frozenset(stem for line in group for stem in line.stems),
    )


def _place(line: _Line) -> tuple[str, int]:
    return line.text_id, line.number


def _stems(said: str) -> Iterable[str]:
    plain = words("plain_words")
    for word in _WORD.findall(said.lower().replace("’", "'")):
        if word not in plain:
            yield word.split("'")[0][:_STEM]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.I) for pattern in sorted(words("issue_words")))
