"""States across texts: what is said to hold of an entity, from when to when, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.linking.corpus import SharedText
from dateline.linking.entities import Register
from dateline.linking.events import Event
from dateline.linking.holders import Holders
from dateline.linking.times import Clock, narrower
from dateline.records.base import record
from dateline.records.dossier import DossierState, Holder
from dateline.records.evidence import Evidence
from dateline.records.ids import founded_id
from dateline.records.reading import StateValue
from dateline.records.time import UNKNOWN, Time

__all__ = ["Held", "gather_states", "lay_out_states"]

_OUTCOMES: Mapping[str, StateValue] = {"killing": "dead", "coerce/arrest": "arrested"}


@record
class Held:
    """One passage that says that a state holds; `key` is the record from which its id is made."""

    key: str
    entity: str
    value: StateValue
    since: Time
    until: Time
    holder: Holder
    text: SharedText
    evidence: tuple[Evidence, ...]


def gather_states(
    texts: Sequence[SharedText], *, register: Register, clock: Clock, holders: Holders, events: Sequence[Event]
) -> tuple[Held, ...]:
    """All passages that say what holds of whom, the deaths that only an event tells among them."""
    outcome_times = _outcome_times(events)
    said = list(_said(texts, register=register, clock=clock, holders=holders))
    told = {(held.entity, held.value, held.text.text_id) for held in said}
    said += [held for held in _outcomes(events, holders) if (held.entity, held.value, held.text.text_id) not in told]
    return tuple(
        held if held.since != UNKNOWN else replace(held, since=outcome_times.get((held.entity, held.value), UNKNOWN))
        for held in said
    )


def lay_out_states(held: Sequence[Held]) -> tuple[DossierState, ...]:
    """One record for what one holder says of one entity, with all passages that say so."""
    groups: dict[tuple[str, str, str, str | None, str | None], list[Held]] = {}
    for one in held:
        groups.setdefault((one.entity, one.value, one.holder.name, one.since.value, one.until.value), []).append(one)
    return tuple(
        DossierState(
            id=founded_id("state", group[0].key),
            entity=group[0].entity,
            value=group[0].value,
            since=narrower(one.since for one in group),
            until=narrower(one.until for one in group),
            holder=group[0].holder,
            evidence=tuple(dict.fromkeys(words for one in group for words in one.evidence)),
        )
        for group in groups.values()
    )


def _said(texts: Sequence[SharedText], *, register: Register, clock: Clock, holders: Holders) -> Iterator[Held]:
    for text in texts:
        for state in text.reading.states:
            entity = register.entity(state.chain)
            if entity is not None and not clock.is_ahead(clock.at(state.since), text.text_id):
                yield Held(
                    key=state.id,
                    entity=entity.id,
                    value=state.value,
                    since=clock.since(state.since),
                    until=clock.at(state.until),
                    holder=holders.of(state.quotation, text.text_id),
                    text=text,
                    evidence=(state.evidence,),
                )


def _outcomes(events: Sequence[Event], holders: Holders) -> Iterator[Held]:
    """What becomes of the people whom a done event befalls, where its text does not say it as a state."""
    told = set()
    for event in events:
        for one in event.seen:
            value = _OUTCOMES.get(one.happening.family)
            if value is None or one.happening.standing != "done":
                continue
            holder = holders.of(one.mention.quotation, one.text.text_id)
            for entity in sorted(one.happening.people):
                if (entity, value, one.text.text_id, holder.name) not in told:
                    told.add((entity, value, one.text.text_id, holder.name))
                    yield Held(
                        key=f"{one.mention.id}:{entity}:{value}",
                        entity=entity,
                        value=value,
                        since=event.time,
                        until=UNKNOWN,
                        holder=holder,
                        text=one.text,
                        evidence=(one.mention.evidence,),
                    )


def _outcome_times(events: Sequence[Event]) -> dict[tuple[str, StateValue], Time]:
    times: dict[tuple[str, StateValue], list[Time]] = {}
    for event in events:
        for one in event.seen:
            value = _OUTCOMES.get(one.happening.family)
            if value is not None and one.happening.standing == "done":
                for entity in one.happening.people:
                    times.setdefault((entity, value), []).append(event.time)
    # A person dies once; may be arrested twice: a day is lent only where the texts know of one.
    return {key: narrower(found) for key, found in times.items() if len({time.value for time in found}) == 1}
