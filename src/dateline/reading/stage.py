"""The reading stage: the text of an article in, its Reading out.  The order below is the flow of the room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from dateline.nlp import Parse, model
from dateline.reading.events import events, states
from dateline.reading.events.given import Span
from dateline.reading.mentions import coreference, mentions
from dateline.reading.places import places
from dateline.reading.quantities import quantities
from dateline.reading.quotations import claims, quotations
from dateline.reading.times import times
from dateline.reading.who import Who
from dateline.records.evidence import Text
from dateline.records.outcome import Warning
from dateline.records.reading import Reading
from dateline.stage import Product

__all__ = ["ReadingStage", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingStage:
    """Reads one text. The model is loaded when the stage is opened, once a worker.

    Isolated: a text that takes the model too long or too much memory costs itself, not the run.
    """

    name: ClassVar[str] = "reading"
    version: ClassVar[int] = 1
    isolated: ClassVar[bool] = True
    model: str = model.MODEL

    def open(self) -> Callable[[Text], Product[Reading]]:
        """Load the model and return the reader."""
        model.load()
        return lambda text: Product(output=read(text), warnings=_reservations(text))

    def key(self, text: Text, /) -> str:
        """A text is named by its own hash: copies share one reading."""
        return text.id


def _reservations(text: Text) -> tuple[Warning, ...]:
    if not model.has_long_run(text.text):
        return ()
    return (
        Warning(code="long_run", message="hundreds of characters stand without a blank: no words are read in them"),
    )


def read(text: Text, *, parse: Parse | None = None, events_at: Sequence[Span] | None = None) -> Reading:
    """Read a text: who, when, where, who says what, what happened, what holds.

    `parse` is the text's own where it is known; `events_at` are the words that tell of events, where somebody has
    marked them: none is looked for then.
    """
    parse = parse or model.parse(text.text)
    when = times.find(parse, text)
    amounts = quantities.find(parse, text, times=when)
    named = mentions.find(parse, text, times=when)
    chains = coreference.resolve(parse, text, mentions=named, times=when)
    who = Who(parse, chains.mentions, chains.chains)
    where = places.find(parse, text, who=who)
    said = quotations.find(parse, text, who=who, times=when)
    happened = events.tell(
        parse,
        text,
        who=who,
        times=when,
        toponyms=where.located,
        quotations=said,
        places=where.places,
        spans=events_at,
    )
    held = states.find(parse, text, who=who, times=when, quotations=said)
    return Reading(
        text_id=text.id,
        mentions=chains.mentions,
        coreference=chains.chains,
        times=when,
        places=where.places,
        toponyms=where.toponyms,
        quotations=said,
        claims=claims.find(parse, text, quotations=said, times=when),
        events=happened.mentions,
        states=held,
        quantities=amounts,
        scene=happened.scene,
    )
