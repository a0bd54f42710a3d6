"""What the event and state tests share: a text read as far as events, and events and states in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.nlp import Parse, model
from dateline.reading.events import events, states
from dateline.reading.mentions import coreference, mentions
from dateline.reading.places import places
from dateline.reading.quotations import quotations
from dateline.reading.times import times
from dateline.reading.who import Who
from dateline.records.evidence import Text, article_text
from dateline.records.reading import EventMention, Quotation, State, TimeExpression, Toponym


@dataclass(frozen=True)
class Read:
    """A text with all that events and states are read from, and those."""

    text: Text
    parse: Parse
    who: Who
    times: tuple[TimeExpression, ...]
    toponyms: tuple[Toponym, ...]
    quotations: tuple[Quotation, ...]
    events: tuple[EventMention, ...]
    states: tuple[State, ...]

    def event(self, trigger: str) -> EventMention:
        """The one event with this trigger."""
        found = [event for event in self.events if event.trigger.exact == trigger]
        assert len(found) == 1, [event.trigger.exact for event in self.events]
        return found[0]

    def place(self, event: EventMention) -> str | None:
        """The words of an event's place."""
        return next((t.evidence.exact for t in self.toponyms if t.id == event.place), None)

    def time(self, name: str | None) -> str | None:
        """The words of a time expression."""
        return next((t.evidence.exact for t in self.times if t.id == name), None)

    def held(self) -> set[tuple[str, str]]:
        """Who is said to be in which state."""
        return {(self.who.chains[state.chain].name, state.value) for state in self.states}


@lru_cache(maxsize=64)
def read(*paragraphs: str) -> Read:
    """Read a text of these paragraphs."""
    text = article_text(paragraphs)
    parse = model.parse(text.text)
    when = times.find(parse, text)
    chains = coreference.resolve(parse, text, mentions=mentions.find(parse, text, times=when))
    who = Who(parse, chains.mentions, chains.chains)
    where = places.find(parse, text, who=who)
    said = quotations.find(parse, text, who=who, times=when)
    happened = events.find(
        parse, text, who=who, times=when, toponyms=where.toponyms, quotations=said, places=where.places
    )
    held = states.find(parse, text, who=who, times=when, quotations=said)
    return Read(text, parse, who, when, where.toponyms, said, happened, held)


def triggers_of(sentence: str) -> list[tuple[str, str]]:
    """The trigger and type of each event of a sentence."""
    return [(event.trigger.exact, event.type) for event in read(sentence).events]
