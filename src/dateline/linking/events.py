"""Events across texts: event mentions in, one record a happening out, with each argument's values and who says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from dateline.linking.clusters import cluster
from dateline.linking.coincidence import coincidences, contradicts
from dateline.linking.entities import Register
from dateline.linking.finding import Bench, nearest
from dateline.linking.happenings import Seen, merge
from dateline.linking.holders import Holders
from dateline.linking.places import Atlas
from dateline.linking.sameness import alike
from dateline.linking.sourcing import Sourcing
from dateline.linking.times import Clock, narrower
from dateline.records.base import record
from dateline.records.dossier import DossierArgument, DossierCasualty, DossierEvent
from dateline.records.evidence import Evidence
from dateline.records.ids import founded_id
from dateline.records.reading import Argument, EventMention, EventType, Modality
from dateline.records.time import UNKNOWN, Time

__all__ = ["Event", "group_events", "lay_out_events"]


@record
class Event:
    """The mentions of one happening, in order."""

    id: str
    seen: tuple[Seen, ...]

    @property
    def time(self) -> Time:
        """The most precise time that a text gives."""
        return narrower(one.time for one in self.seen if one.time != UNKNOWN)


def group_events(seen: Sequence[Seen], atlas: Atlas, *, bench: Bench | None = None) -> tuple[Event, ...]:
    """Find which mentions tell of one happening; the judgements of `bench` outrank all rules."""
    triggers: dict[str, list[tuple[Evidence, int]]] = defaultdict(list)
    for number, one in enumerate(seen):
        triggers[one.text.text_id].append((one.mention.trigger, number))
    found = cluster(
        [one.happening for one in seen],
        [*coincidences(seen, atlas), *alike(seen)],
        clash=partial(contradicts, atlas=atlas),
        merge=merge,
        rulings=bench.rulings(frozenset({"event"}), nearest(triggers)) if bench else (),
    )
    return tuple(
        Event(id=founded_id("event", seen[group[0]].mention.id), seen=tuple(seen[i] for i in group))
        for group in found.groups
    )


def lay_out_events(
    events: Iterable[Event],
    *,
    register: Register,
    atlas: Atlas,
    holders: Holders,
    sourcing: Sourcing,
    clock: Clock,
) -> tuple[DossierEvent, ...]:
    """Make the records of events."""
    arguments = partial(_arguments, register=register)
    return tuple(
        DossierEvent(
            id=event.id,
            articles=tuple(dict.fromkeys(article for one in event.seen for article in one.text.article_ids)),
            type=_type(event),
            mode=_mode(event),
            mentions=tuple(dict.fromkeys(one.mention.trigger for one in event.seen)),
            actors=arguments(event, of=lambda mention: mention.actors),
            recipients=arguments(event, of=lambda mention: mention.recipients),
            instruments=arguments(event, of=lambda mention: mention.instruments),
            place=_place(event, atlas),
            time=_time(event, clock),
            modality=_modality(event),
            polarity=event.seen[0].mention.polarity,
            origins=sourcing.of(event.seen),
            casualties=tuple(_casualties(event, holders)),
            evidence=tuple(dict.fromkeys(one.mention.evidence for one in event.seen)),
        )
        for event in events
    )


def _time(event: Event, clock: Clock) -> Time:
    """The time that a text gives; of something done, at least that it was done before it was told."""
    first = event.seen[0].mention
    if event.time != UNKNOWN or _modality(event) != "asserted" or first.polarity != "positive":
        return event.time
    bounds = [clock.told_by(one.text.text_id) for one in event.seen]
    return min((bound for bound in bounds if bound.latest), key=lambda bound: bound.latest or "", default=UNKNOWN)


def _type(event: Event) -> EventType:
    """A disaster with its toll is a disaster; a killing of somebody or by somebody an assault, a death otherwise
    a death; else what most mentions say."""
    types = Counter(one.mention.type for one in event.seen)
    for cause in ("disaster", "accident"):
        if cause in types and "assault" not in types:
            return cause
    if any(one.happening.family == "killing" for one in event.seen):
        return "death" if all(one.happening.harm for one in event.seen) or "assault" not in types else "assault"
    return max(types, key=lambda kind: types[kind])


def _place(event: Event, atlas: Atlas) -> str | None:
    """Where it happened, as the mentions of its own kind say; a toll may be told from the hospital's town."""
    kind = _type(event)
    own = [one.place for one in event.seen if one.place and one.mention.type == kind]
    return atlas.nearest(own or [one.place for one in event.seen if one.place])


def _mode(event: Event) -> str | None:
    kind = _type(event)
    modes = Counter(one.mention.mode for one in event.seen if one.mention.mode and one.mention.type == kind)
    return max(modes, key=lambda mode: modes[mode], default=None)


def _modality(event: Event) -> Modality:
    told = Counter(one.mention.modality for one in event.seen)
    return max(told, key=lambda modality: told[modality])


def _arguments(
    event: Event, *, register: Register, of: Callable[[EventMention], tuple[Argument, ...]]
) -> tuple[DossierArgument, ...]:
    """Each participant once, in the words of its best mention: by name before a description."""
    found: dict[str, DossierArgument] = {}
    for argument in (argument for one in event.seen for argument in of(one.mention)):
        entity = register.entity(argument.chain)
        named = entity.name if entity is not None and entity.id in register.named else None
        key = entity.id if entity is not None else argument.text.casefold()
        made = DossierArgument(
            text=argument.text,
            type=entity.type if entity is not None else argument.type,
            entity=entity.id if entity is not None else None,
            named=named,
            evidence=argument.evidence,
        )
        if key not in found or (named is not None and argument.text == named and found[key].text != named):
            found[key] = made
    return tuple(found.values())


def _casualties(event: Event, holders: Holders) -> Iterator[DossierCasualty]:
    told = set()
    for one in event.seen:
        for casualty in one.mention.casualties:
            holder = holders.of(one.mention.quotation, one.text.text_id)
            said = casualty.kind, casualty.number, casualty.lower, casualty.upper, casualty.besides, holder.name
            if (*said, one.text.text_id) in told:
                continue
            told.add((*said, one.text.text_id))
            yield DossierCasualty(
                kind=casualty.kind,
                number=casualty.number,
                lower=casualty.lower,
                upper=casualty.upper,
                besides=casualty.besides,
                holder=holder,
                evidence=casualty.evidence,
            )
