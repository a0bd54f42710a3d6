"""An event as one text tells it: who took part, where, when, in which sentences.  Linked pages in, Tellings out.

What an event is across texts is for linking to say; whether a passage says as much as a sentence does is asked of each
text alone, since an origin answers for no more than it said.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from dateline.dossier.asked import tell
from dateline.dossier.meant import Names
from dateline.dossier.sentences import sentence
from dateline.dossier.sources import Sources, distinct
from dateline.records.base import record
from dateline.records.dossier import DossierEvent, DossierMention
from dateline.records.evidence import Evidence, Text
from dateline.records.linked import Linked, Page
from dateline.records.reading import Argument, EventMention
from dateline.records.time import UNKNOWN, Time

__all__ = ["Archive", "Telling"]


@record
class Telling:
    """One event in one text; ids of entities and places, and the words of participants who are described."""

    event: DossierEvent
    text_id: str
    mentions: tuple[EventMention, ...]
    actors: frozenset[str]
    recipients: frozenset[str]
    acting: frozenset[str]
    suffering: frozenset[str]
    places: frozenset[str]
    times: tuple[Time, ...]
    evidence: tuple[Evidence, ...]


class Archive:
    """Answers for a linked picture what its texts tell, sentence by sentence."""

    def __init__(self, linked: Linked, pages: Iterable[Page], *, names: Names, text: Callable[[str], str]) -> None:
        self.linked = linked
        self.sources = Sources(linked)
        self.text = text
        self._names = names
        self._read = {m.trigger: m for page in pages for m in page.reading.events}
        self._times = {time.id: time.time for time in linked.times}
        self._toponym = {toponym.id: names.one(toponym.place) for toponym in linked.toponyms}
        self._within: dict[str, set[str]] = defaultdict(set)
        for place in linked.places:
            self._within[names.one(place.id)] |= {names.one(one) for one in (place.id, *place.within)}
        self._mentions: dict[str, list[DossierMention]] = defaultdict(list)
        for mention in sorted(linked.mentions, key=lambda m: m.evidence.start):
            self._mentions[mention.evidence.text_id].append(mention)
        self._names_of = {place.id: place.name for place in linked.places}
        self._located: dict[str, list[tuple[Evidence, str]]] = defaultdict(list)
        for toponym in linked.toponyms:
            self._located[toponym.evidence.text_id].append((toponym.evidence, names.one(toponym.place)))
        self._tellings: dict[str, tuple[Telling, ...]] = {}

    def tellings(self, event: DossierEvent) -> tuple[Telling, ...]:
        """An event as each of its texts tells it."""
        if event.id not in self._tellings:
            by_text: dict[str, list[EventMention]] = defaultdict(list)
            for trigger in event.mentions:
                if trigger in self._read:
                    by_text[trigger.text_id].append(self._read[trigger])
            self._tellings[event.id] = tuple(self._telling(event, name, seen) for name, seen in by_text.items())
        return self._tellings[event.id]

    def _telling(self, event: DossierEvent, text_id: str, seen: Sequence[EventMention]) -> Telling:
        actors = [argument for mention in seen for argument in mention.actors]
        recipients = [argument for mention in seen for argument in mention.recipients]
        return Telling(
            event=event,
            text_id=text_id,
            mentions=tuple(seen),
            actors=frozenset(filter(None, map(self._who, actors))),
            recipients=frozenset(filter(None, map(self._who, recipients))),
            acting=frozenset(t.stem for a in actors for t in tell(a.text, 0, len(a.text))),
            suffering=frozenset(t.stem for a in recipients for t in tell(a.text, 0, len(a.text))),
            places=frozenset(p for m in seen if (p := self._toponym.get(m.place or "")) is not None),
            times=tuple(t for m in seen if (t := self._times.get(m.time or "", UNKNOWN)) != UNKNOWN),
            evidence=distinct(m.evidence for m in seen),
        )

    def _who(self, argument: Argument) -> str | None:
        entity = self.linked.entity_of.get(argument.chain or "")
        if entity is not None:
            return entity
        taken = (
            self._names.place_named(argument.text) if argument.type == "place" else self._names.entity(argument.text)
        )
        return taken.ids[0] if len(taken.ids) == 1 else None

    def article(self, text_id: str) -> str:
        """The id of the first article with a text."""
        return next((article.id for article in self.sources.articles(text_id)), text_id)

    def name(self, place: str) -> str:
        """What a place is called."""
        return self._names_of.get(place, place)

    def inside(self, place: str, wanted: str) -> bool:
        """Whether a place is another, or lies in it."""
        return place == wanted or wanted in self._within.get(place, ())

    def mentioned(self, evidence: Iterable[Evidence]) -> frozenset[str]:
        """The entities that some sentences mention, by name or otherwise, and the places that they name."""
        found: set[str] = set()
        for span in evidence:
            there = self._mentions.get(span.text_id, [])
            first = bisect_left(there, span.start, key=lambda m: m.evidence.start)
            for mention in there[first:]:
                if mention.evidence.start >= span.end:
                    break
                if mention.entity is not None:
                    found.add(mention.entity)
            located = self._located.get(span.text_id, [])
            found.update(place for words, place in located if span.start <= words.start < span.end)
        return frozenset(found)

    def places_of(self, text_id: str) -> frozenset[str]:
        """The places that a text names."""
        return frozenset(place for _, place in self._located.get(text_id, []))

    def named_in(self, span: Evidence) -> list[tuple[int, int, str]]:
        """Where a stretch mentions whom: start, end, and the entity's or place's id."""
        there = [
            (m.evidence.start, m.evidence.end, m.entity)
            for m in self._mentions.get(span.text_id, [])
            if m.entity is not None and span.start <= m.evidence.start and m.evidence.end <= span.end
        ]
        located = self._located.get(span.text_id, [])
        return [*there, *((w.start, w.end, p) for w, p in located if span.start <= w.start and w.end <= span.end)]

    def sentence(self, words: Evidence) -> Evidence:
        """The sentence in which some words stand."""
        where = self.text(words.text_id)
        start, end = sentence(where, words.start)
        return Text(id=words.text_id, text=where).cut(min(start, words.start), max(end, words.end))
