"""The timeline: what happened, in order of when it happened, each line the best sentence of a source.

A line is an event that a source asserts as done, or a state that began at a known time and is no event's
shadow. Lines are ordered by the first moment at which the thing can have happened, then by the last; what
has no time at all stands at the end. `weight` orders them by importance.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log2

from dateline.lexicon import nations
from dateline.lexicon.weights import numbers
from dateline.records.dossier import DossierEvent, DossierState, TimelineLine
from dateline.records.evidence import Evidence
from dateline.records.linked import Linked
from dateline.records.time import Time

__all__ = ["lines"]

_OPEN = "9999"
_LONG = 400
"""Characters from which a sentence is too long for a line while a shorter one says the same."""
_EARLY = 500
"""Characters: what news tells it tells in its first paragraphs; half of that bonus is gone by here."""


def lines(linked: Linked, *, top: int | None = None) -> tuple[TimelineLine, ...]:
    """The timeline of what is linked, in order of time; of its lines the `top` most important, where asked."""
    stories = {article: story.id for story in linked.stories for article in story.articles}
    marks = _Marks(linked)
    events = [_of_event(event, stories, marks) for event in linked.events if _happened(event)]
    told = {(evidence.text_id, evidence.start, evidence.end) for line in events for evidence in line.evidence}
    states = [_of_state(state, linked, stories) for state in linked.states if _begins(state, told)]
    kept = _distinct([*events, *states], linked.events)
    chief = sorted(kept, key=lambda line: (-line.weight, line.event))[:top]
    return tuple(sorted(chief, key=_order))


def _happened(event: DossierEvent) -> bool:
    return event.modality == "asserted" and event.polarity == "positive" and bool(event.evidence)


def _begins(state: DossierState, told: set[tuple[str, int, int]]) -> bool:
    if not state.since.earliest or state.value == "in_office":
        return False
    return not any(
        text == evidence.text_id and start <= evidence.start and evidence.end <= end
        for evidence in state.evidence
        for text, start, end in told
    )


def _of_event(event: DossierEvent, stories: Mapping[str, str], marks: _Marks) -> TimelineLine:
    best = _best(event, marks)
    return TimelineLine(
        time=event.time,
        text=best.exact,
        weight=_weight(event),
        event=event.id,
        stories=tuple(sorted({stories[a] for a in event.articles if a in stories})),
        origins=event.origins,
        articles=event.articles,
        evidence=(best, *(evidence for evidence in event.evidence if evidence != best)),
    )


def _of_state(state: DossierState, linked: Linked, stories: Mapping[str, str]) -> TimelineLine:
    texts = {evidence.text_id for evidence in state.evidence}
    articles = tuple(article.id for article in linked.articles if article.text_id in texts)
    chains = [chain for chain in linked.chains if set(chain.articles) & set(articles)]
    holder = {origin.id for origin in linked.origins if origin.name == state.holder.name}
    # A page has many voices; a state has the one that holds it,
    # and where that is none of them, the pages' own.
    voices = [chain.origin for chain in chains if chain.origin in holder] or [
        chain.origin for chain in chains if all(link.role != "speaker" for link in chain.links)
    ]
    return TimelineLine(
        time=state.since,
        text=state.evidence[0].exact,
        weight=1.0,
        event=state.id,
        stories=tuple(sorted({stories[a] for a in articles if a in stories})),
        origins=tuple(dict.fromkeys(voices)),
        articles=articles,
        evidence=state.evidence,
    )


def _best(event: DossierEvent, marks: _Marks) -> Evidence:
    """The sentence that tells most of the event: who, whom, when, where, in the word that most sources have for it;
    the earlier in its text, the better."""
    triggers = _by_text(event.mentions)
    words = Counter(mention.exact.lower() for mention in event.mentions)
    common = {word for word, times in words.items() if times == max(words.values())}
    usual = _by_text(mention for mention in event.mentions if mention.exact.lower() in common)
    roles = [_by_text([a.evidence for a in role]) for role in (event.actors, event.recipients, event.instruments)]

    def telling(sentence: Evidence) -> float:
        held = sum(_holds(sentence, role) for role in (triggers, usual, *roles))
        dated = 2 * marks.dated(sentence, event.time.value)
        placed = marks.placed(sentence, event.place)
        early = 1 / (1 + sentence.start / _EARLY)
        led = marks.led(sentence, triggers)
        return held + dated + placed + led + early - max(0, len(sentence.exact) - _LONG) / _LONG

    return max(event.evidence, key=lambda sentence: (telling(sentence), sentence.text_id, -sentence.start))


class _Marks:
    """Which sentences hold a time or a place, asked by what it means."""

    def __init__(self, linked: Linked) -> None:
        self._times = _grouped((time.evidence, time.time.value) for time in linked.times)
        named = (toponym for toponym in linked.toponyms if not nations.is_adjective(toponym.evidence.exact))
        self._places = _grouped((toponym.evidence, toponym.place) for toponym in named)
        self._triggers: dict[str, list[int]] = defaultdict(list)
        for trigger in (trigger for event in linked.events for trigger in event.mentions):
            insort(self._triggers[trigger.text_id], trigger.start)

    def led(self, sentence: Evidence, triggers: set[tuple[str, int]]) -> bool:
        """Whether the sentence tells of this event first: of others it tells as what came before or after it."""
        starts = self._triggers[sentence.text_id]
        first = bisect_left(starts, sentence.start)
        return first < len(starts) and (sentence.text_id, starts[first]) in triggers

    def dated(self, sentence: Evidence, value: str | None) -> bool:
        """Whether the sentence says when, and says this day."""
        return value is not None and value[:10] in {v[:10] for v in self._inside(self._times, sentence)}

    def placed(self, sentence: Evidence, place: str | None) -> bool:
        """Whether the sentence names this place."""
        return place is not None and place in self._inside(self._places, sentence)

    @staticmethod
    def _inside(marks: Mapping[str, list[tuple[int, str]]], sentence: Evidence) -> set[str]:
        return {value for at, value in marks.get(sentence.text_id, ()) if sentence.start <= at < sentence.end}


def _grouped(marks: Iterable[tuple[Evidence, str | None]]) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for evidence, value in marks:
        if value is not None:
            found[evidence.text_id].append((evidence.start, value))
    return found


def _by_text(evidence: Iterable[Evidence]) -> set[tuple[str, int]]:
    return {(each.text_id, each.start) for each in evidence}


def _holds(sentence: Evidence, spots: set[tuple[str, int]]) -> bool:
    return any(text == sentence.text_id and sentence.start <= at < sentence.end for text, at in spots)


def _weight(event: DossierEvent) -> float:
    """Types weigh as the table says; origins count more than articles; people harmed count by magnitude."""
    harmed = sum(c.number or c.lower or 0 for c in event.casualties)
    base = numbers("event_weights").get(event.type, 1.0)
    heard = log2(1 + len(event.articles)) + 2 * log2(1 + len(event.origins))
    return round(base + heard + log2(1 + harmed), 3)


def _distinct(found: Iterable[TimelineLine], events: Iterable[DossierEvent]) -> list[TimelineLine]:
    """One line a sentence: what a sentence says first is what a reader takes from it.

    "Police arrested the head of the firm whose dam burst in May" is a line of the arrest, and none of May.
    """
    triggers = {event.id: event.mentions for event in events}
    kept: dict[str, TimelineLine] = {}

    def place(line: TimelineLine) -> tuple[int, float]:
        sentence = line.evidence[0]
        inside = [t.start for t in triggers.get(line.event, ()) if t.text_id == sentence.text_id]
        first = min((at for at in inside if sentence.start <= at < sentence.end), default=sentence.start)
        return first - sentence.start, -line.weight

    for line in found:
        if line.text not in kept or place(line) < place(kept[line.text]):
            kept[line.text] = line
    return list(kept.values())


def _order(line: TimelineLine) -> tuple[str, str, float, str]:
    first, last = _bounds(line.time)
    return first, last, -line.weight, line.event


def _bounds(time: Time) -> tuple[str, str]:
    first = time.earliest or time.latest or _OPEN
    return first, time.latest or _OPEN
