"""Which sentence of its sources tells most of an event.  An event in, the evidence of one sentence out."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from dateline.dossier.recalls import Recalls, day_named
from dateline.lexicon import nations
from dateline.records.dossier import DossierEvent
from dateline.records.evidence import Evidence
from dateline.records.linked import Linked

__all__ = ["Marks", "best"]

_LONG = 400
"""Characters from which a sentence is too long for a line while a shorter one says the same."""
_EARLY = 500
"""Characters: what news tells it tells in its first paragraphs; half of that bonus is gone by here."""
_CENTRAL = 6.0
"""What it counts that a sentence tells what all tell of the day."""


def best(event: DossierEvent, marks: Marks) -> Evidence:
    """The sentence that tells most of the event: who, whom, how many, when, where, in the word that most sources have
    for it; the earlier in its text, the better."""
    triggers = _by_text(event.mentions)
    words = Counter(mention.exact.lower() for mention in event.mentions)
    common = {word for word, times in words.items() if times == max(words.values())}
    usual = _by_text(mention for mention in event.mentions if mention.exact.lower() in common)
    roles = [_by_text([a.evidence for a in role]) for role in (event.actors, event.recipients, event.instruments)]

    tolls = _by_text(casualty.evidence for casualty in event.casualties)
    day = day_named(event.time)

    def telling(sentence: Evidence) -> float:
        held = sum(_holds(sentence, role) for role in (triggers, usual, *roles))
        dated = 2 * marks.dated(sentence, event.time.value)
        counted = 2 * _holds(sentence, tolls)
        placed = marks.placed(sentence, event.place)
        early = 1 / (1 + sentence.start / _EARLY)
        led = marks.led(sentence, triggers)
        central = _CENTRAL * marks.central(sentence, day)
        return held + counted + dated + placed + led + early + central - max(0, len(sentence.exact) - _LONG) / _LONG

    return max(event.evidence, key=lambda sentence: (telling(sentence), sentence.text_id, -sentence.start))


class Marks:
    """Which sentences hold a time or a place, asked by what it means, and what they tell of their day."""

    def __init__(self, linked: Linked, recalls: Recalls) -> None:
        self._recalls = recalls
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

    def central(self, sentence: Evidence, day: str | None) -> float:
        """How much of what all tell of a day the sentence tells."""
        return self._recalls.central(sentence.exact, day) if day is not None else 0.0

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
