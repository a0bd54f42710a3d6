"""The timeline: what happened, in order of when it happened, each line the best sentence of a source.

A line is an event that a source asserts as done, a state that began at a known time and is no event's shadow, or
of a day on which articles look back the sentences that tell most of it. Lines are ordered by the first moment at
which the thing can have happened, then by the last; what has no time at all stands at the end. `weight` orders them
by importance.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from math import log2

from dateline.dossier import telling
from dateline.dossier.recalls import Recalled, Recalls, alike, day_named, words_of
from dateline.dossier.sentences import cut_from, sentence
from dateline.lexicon.weights import numbers
from dateline.records.dossier import Chain, DossierEvent, DossierState, TimelineLine
from dateline.records.evidence import Evidence
from dateline.records.linked import Linked
from dateline.records.time import Time

__all__ = ["lines"]

_OPEN = "9999"
_STATE, _PLAIN = 1.0, 4.0
"""What a state weighs, and a sentence about a day: as much as a plain event that one page tells."""
_DAY = 4.0
"""What a day's importance counts against that of what happened on it."""
_TELLING = 6.0
"""What it counts that a sentence tells what all tell of its day."""
_A_DAY = 3
"""Sentences that a day has beside its events."""
_FURTHER = 1.0
"""What each further line of a day loses, and one that says again what a heavier one says loses as much thrice."""


def lines(
    linked: Linked, *, text: Callable[[str], str], top: int | None = None, until: str | None = None
) -> tuple[TimelineLine, ...]:
    """The timeline of what is linked, in order of time; of its lines the `top` most important, where asked.

    `text` gives a frozen text by its id; of days after `until` no sentence is taken.
    """
    stories = {article: story.id for story in linked.stories for article in story.articles}
    recalls = Recalls(linked, text=text, until=until)
    marks = telling.Marks(linked, recalls)
    events = [_of_event(event, stories, marks, text=text) for event in linked.events if _happened(event)]
    told = {(evidence.text_id, evidence.start, evidence.end) for line in events for evidence in line.evidence}
    states = [_of_state(state, linked, stories, text=text) for state in linked.states if _begins(state, told)]
    taken = {(_day(line), evidence) for line in (*events, *states) for evidence in line.evidence}
    sentences = recalls.best(most=_A_DAY, but={day for day, _ in taken})
    days = [_of_day(one, linked, stories) for one in sentences if (one.day, one.sentence) not in taken]
    kept = _weighed(_distinct([*events, *states, *days], linked.events), recalls)
    chief = sorted(kept, key=lambda line: (-line.weight, line.event))[:top]
    return tuple(sorted(chief, key=_order))


def _weighed(found: Iterable[TimelineLine], recalls: Recalls) -> Iterator[TimelineLine]:
    """The lines with the importance of their days; of each day the heaviest counts in full, further ones less."""
    for day, group in groupby(sorted(found, key=lambda line: (_day(line), line.event)), key=_day):
        if not day:
            yield from group
            continue
        due = _DAY * recalls.weight(day)
        heavy: list[TimelineLine] = []
        for line in sorted(group, key=lambda line: (-_alone(line, recalls), line.event)):
            words = words_of(line.text)
            again = max((alike(words, words_of(other.text)) for other in heavy), default=0.0)
            less = _FURTHER * log2(1 + len(heavy)) + 3 * _FURTHER * again
            heavy.append(line)
            yield replace(line, weight=round(_alone(line, recalls) + due - less, 3))


def _alone(line: TimelineLine, recalls: Recalls) -> float:
    return line.weight + _TELLING * recalls.central(line.text, _day(line))


def _day(line: TimelineLine) -> str:
    """The day of a line; empty where it is not known to the day."""
    return day_named(line.time) or ""


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


def _of_event(
    event: DossierEvent, stories: Mapping[str, str], marks: telling.Marks, *, text: Callable[[str], str]
) -> TimelineLine:
    best = telling.best(event, marks)
    where = text(best.text_id)
    best = _closed(_whole(best, where) if best.exact[:1].islower() else best, where)
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


def _of_day(one: Recalled, linked: Linked, stories: Mapping[str, str]) -> TimelineLine:
    """A sentence that names its day: the line is known by the words that name it."""
    articles = _sharing({one.sentence.text_id}, linked)
    chains = [chain for chain in linked.chains if set(chain.articles) & set(articles)]
    return TimelineLine(
        time=one.time.time,
        text=one.sentence.exact,
        weight=_PLAIN,
        event=one.time.id,
        stories=tuple(sorted({stories[a] for a in articles if a in stories})),
        origins=_own_voices(chains),
        articles=articles,
        evidence=(one.sentence,),
    )


def _sharing(texts: Collection[str], linked: Linked) -> tuple[str, ...]:
    """The articles that are any of these texts."""
    return tuple(article.id for article in linked.articles if article.text_id in texts)


def _own_voices(chains: Iterable[Chain]) -> tuple[str, ...]:
    """The origins of what pages tell in no speaker's name."""
    return tuple(dict.fromkeys(chain.origin for chain in chains if all(link.role != "speaker" for link in chain.links)))


def _of_state(
    state: DossierState, linked: Linked, stories: Mapping[str, str], *, text: Callable[[str], str]
) -> TimelineLine:
    where = text(state.evidence[0].text_id)
    said = _closed(_whole(state.evidence[0], where), where)
    articles = _sharing({evidence.text_id for evidence in state.evidence}, linked)
    chains = [chain for chain in linked.chains if set(chain.articles) & set(articles)]
    holder = {
        origin.id
        for origin in linked.origins
        if state.holder.name in (origin.name, *(outlet.name for outlet in origin.family))
    }
    # A page has many voices; a state has the one that holds it,
    # and where that is none of them, the pages' own.
    held = tuple(dict.fromkeys(chain.origin for chain in chains if chain.origin in holder))
    return TimelineLine(
        time=state.since,
        text=said.exact,
        weight=_STATE,
        event=state.id,
        stories=tuple(sorted({stories[a] for a in articles if a in stories})),
        origins=held or _own_voices(chains),
        articles=articles,
        evidence=(said, *(evidence for evidence in state.evidence if evidence != said)),
    )


def _whole(part: Evidence, where: str) -> Evidence:
    """The sentences that hold some words: a line is no fragment of one."""
    first, last = sentence(where, part.start), sentence(where, part.end - 1)
    return cut_from(where, (min(first[0], part.start), max(last[1], part.end)), text_id=part.text_id)


def _closed(said: Evidence, where: str) -> Evidence:
    """A sentence without the mark that opens speech of which it is only the beginning."""
    plain = said.exact.lstrip("\"“‘'«")
    if plain == said.exact or any(mark in plain for mark in "\"”’'»"):
        return said
    return cut_from(where, (said.end - len(plain), said.end), text_id=said.text_id)


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
