"""An event on its way: an event word with participants, place, time, modality, counts.  Triggers in, drafts out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dateline.nlp import Parse, Token
from dateline.reading.events import arguments, casualties, counts, modality
from dateline.reading.events.arguments import Participants
from dateline.reading.events.circumstances import Circumstances
from dateline.reading.events.triggers import Trigger
from dateline.records.evidence import Text
from dateline.records.reading import Casualty, EventType, Modality, Polarity

__all__ = ["Draft", "draft_all", "is_named"]


@dataclass(slots=True)
class Draft:
    """An event on its way: what `find` fills in and merges."""

    trigger: Trigger
    kind: EventType
    people: Participants
    modality: Modality
    polarity: Polarity
    place: str | None
    time: str | None
    casualties: list[Casualty] = field(default_factory=list)
    attacked: bool = False
    into: int | None = None

    @property
    def token(self) -> Token:
        return self.trigger.token


def draft_all(
    parse: Parse, text: Text, *, found: Sequence[Trigger], about: Circumstances, every: bool = False
) -> list[Draft]:
    """One draft a trigger; where not `every`, none for a noun whose verb tells the event ("won the election")."""
    event_words = frozenset(trigger.token.i for trigger in found)
    drafts = []
    types = {trigger.token.i: trigger.sense.type for trigger in found}
    for trigger in found:
        carrier = trigger.site.carrier
        if not every and carrier is not None and types.get(carrier.i) == trigger.sense.type:
            continue  # "won the election", "signed a deal": the verb tells it
        people = arguments.find(trigger, event_words=event_words)
        mood, polarity = modality.judge(parse, trigger.token, carrier=trigger.site.carrier)
        draft = Draft(
            trigger=trigger,
            kind=trigger.sense.type,
            people=people,
            modality=mood,
            polarity=polarity,
            place=about.place(trigger.verbs) or about.place_of(people.recipients),
            time=about.time(trigger.verbs),
        )
        draft.casualties = _counted(parse, text, draft)
        drafts.append(draft)
    return drafts


def _counted(parse: Parse, text: Text, draft: Draft) -> list[Casualty]:
    """The casualties that an event's own recipients are: summed where several are counted in one breath."""
    kind = casualties.KINDS.get(draft.trigger.outcome or "")
    if kind is None or draft.polarity == "negative":
        return []
    recipients = draft.people.recipients
    named = [noun for noun in recipients if is_named(draft, noun)]
    found = [c for noun in recipients if noun not in named and (c := counts.count(parse, noun)) is not None]
    if not found:
        return []
    beside = bool(named) or _in_addition(parse, draft.token)
    if len(found) == 1 or any(c.number is None or c.lower or c.upper for c in found):
        return [casualties.casualty(text, kind, replace(c, besides=c.besides or beside)) for c in found]
    total = counts.Count(
        number=sum(c.number or 0 for c in found),
        lower=None,
        upper=None,
        besides=beside or all(c.besides for c in found),
        start=min(c.start for c in found),
        end=max(c.end for c in found),
    )
    return [casualties.casualty(text, kind, total)]


def is_named(draft: Draft, noun: Token) -> bool:
    chain = arguments.chain_of(draft.trigger.site.parse, draft.trigger.site.who, noun)
    return chain is not None and chain.named and noun.pos != "NUM" and noun.tag not in ("NNS", "NNPS")


def _in_addition(parse: Parse, token: Token) -> bool:
    """ "in addition to Y's death, three .."."""
    for kid in parse.children(token, "prep"):
        if kid.lower in ("besides", "alongside"):
            return True
        if kid.lower == "in" and any(noun.lower == "addition" for noun in parse.children(kid, "pobj")):
            return True
    return False
