"""States that gave way to others: the states of each entity in, Changes out.

Which state ends which stands in the table ``state_succession``. A state that ends another orders the two
even where the page that tells of the earlier one has no date. Where both are dated, nothing is "before"
that was told to hold on a later day than the one on which it ended.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import cast

from dateline.dossier.sources import Sources, distinct
from dateline.lexicon.tables import rows, words
from dateline.records.base import record
from dateline.records.dossier import Change, DossierState, Held
from dateline.records.evidence import Text
from dateline.records.linked import Linked
from dateline.records.reading import StateValue
from dateline.records.time import UNKNOWN, Basis, Time, span_of

__all__ = ["ends_others", "find", "in_words"]

_LEFT = re.compile(
    r"(?:,[^,.;:]{2,60},)? (?:(?:has|had|also|later|\w+ly) ){0,2}(?:resigned|stepped down|stood down|quit)\b"
    r"(?! (?:smoking|drinking|the race))"
)
"""How a name goes on where who bears it left his office."""
_SOON = 25
"""Characters behind the verb in which its day is told ("resigned on Sunday")."""
_FREE: frozenset[StateValue] = frozenset({"at_large", "wanted", "missing"})
"""What ends for good without a day being known; who was held or in office may have died before or after."""


@record
class _Rule:
    told: str
    ends: frozenset[StateValue]
    follows: frozenset[StateValue]
    reason: str


def find(linked: Linked, *, sources: Sources, text: Callable[[str], str]) -> tuple[Change, ...]:
    """The changes of state of every entity, in order of entity and of time."""
    by_entity: dict[str, dict[StateValue, list[DossierState]]] = defaultdict(lambda: defaultdict(list))
    told = (*linked.states, *_leavings(linked, sources, text))
    for state in (*told, *_offices(linked, told, sources)):
        if state.evidence:
            by_entity[state.entity][state.value].append(state)
    found: list[Change] = []
    for values in by_entity.values():
        found.extend(_of_entity(values, sources))
    return tuple(found)


def in_words(value: StateValue) -> str:
    """A state as a reader calls it ("at large")."""
    rule = _rules().get(value)
    return rule.told if rule else value.replace("_", " ")


def ends_others(value: StateValue) -> bool:
    """Whether a state is the end of others, as death is of being at large."""
    rule = _rules().get(value)
    return rule is not None and bool(rule.ends | rule.follows)


def _of_entity(values: dict[StateValue, list[DossierState]], sources: Sources) -> Iterator[Change]:
    """The changes of one entity in order of time; what one state has ended, a later one does not end again."""
    after = {
        value: held
        for value, states in values.items()
        if value in _rules() and (held := _uncontradicted(value, states, values, sources)) is not None
    }
    order = {value: number for number, value in enumerate(_rules())}
    when = {value: _began(_timed(value, states, values, sources), sources) for value, states in after.items()}
    ended: set[StateValue] = set()
    for value in sorted(after, key=lambda value: (when[value].earliest or "~", order[value])):
        rule = _rules()[value]
        if not after[value]:
            continue
        before: dict[StateValue, list[DossierState]] = {}
        for other, states in sorted(values.items()):
            if other == value or other in ended:
                continue
            believed = after.get(other, states) if other in rule.follows else states
            gone = _gone(other, believed, rule=rule, after=after[value], when=when[value], sources=sources)
            if gone:
                before[other] = gone
        ended |= {other for other in before if other in rule.ends}
        if before:
            yield _change(value, after[value], before=before, when=when[value], sources=sources)


def _uncontradicted(
    value: StateValue,
    states: Sequence[DossierState],
    values: Mapping[StateValue, Sequence[DossierState]],
    sources: Sources,
) -> list[DossierState]:
    """Those passages that no later page, which knows of no end, belies: a rumour of a death, an arrest that failed."""
    rule = _rules()[value]
    if not rule.ends or "released" in values:
        return list(states)
    knowing = {
        words.text_id
        for other, found in values.items()
        if other in _rules() and rule.ends & _rules()[other].ends
        for state in found
        for words in state.evidence
    }
    later = [
        day
        for other in rule.ends
        for state in values.get(other, ())
        for words in state.evidence
        if words.text_id not in knowing and (day := _day(sources.published(words.text_id)))
    ]
    last = max(later, default="")
    return [state for state in states if not last or (_told(state, sources) or "~") >= last]


def _timed(
    value: StateValue,
    states: Sequence[DossierState],
    values: Mapping[StateValue, Sequence[DossierState]],
    sources: Sources,
) -> list[DossierState]:
    """The passages whose day is possible: not after the first page that tells it, where any is so."""
    first = min((day for state in states if (day := _told(state, sources))), default=None)
    since = max(
        (
            _day(sources.published(words.text_id))
            for other in _rules()[value].ends
            for state in values.get(other, ())
            for words in state.evidence
            if not any(words.text_id == mine.text_id for each in states for mine in each.evidence)
        ),
        default="",
    )
    possible = [
        state
        for state in states
        if state.since.earliest
        and (first is None or state.since.earliest[:10] <= first)
        and (state.since.latest or "~")[:10] >= since
    ]
    return possible or list(states)


def _told(state: DossierState, sources: Sources) -> str | None:
    """The first day on which a passage could be read."""
    days = [day for words in state.evidence if (day := _day(sources.published(words.text_id)))]
    return min(days, default=None)


def _day(time: Time) -> str:
    return (time.earliest or "")[:10]


def _change(
    value: StateValue,
    after: Sequence[DossierState],
    *,
    before: Mapping[StateValue, Sequence[DossierState]],
    when: Time,
    sources: Sources,
) -> Change:
    rule = _rules()[value]
    earlier = [state for states in before.values() for state in states]
    told = ", ".join(in_words(other) for other in before)
    return Change(
        kind="world",
        about=after[0].entity,
        attribute="status",
        before=Held(
            value=told,
            time=_held_until(earlier, when, rule, sources),
            holders=distinct(state.holder for state in earlier),
            evidence=distinct(words for state in earlier for words in state.evidence),
        ),
        after=Held(
            value=_after(value, after),
            time=when,
            holders=distinct(state.holder for state in after),
            evidence=distinct(words for state in after for words in state.evidence),
        ),
        basis=_basis(told, rule, before=earlier, when=when, sources=sources),
    )


def _gone(
    other: StateValue,
    states: Sequence[DossierState],
    *,
    rule: _Rule,
    after: Sequence[DossierState],
    when: Time,
    sources: Sources,
) -> list[DossierState]:
    """Those states of the other value that came before."""
    texts = {words.text_id for state in after for words in state.evidence}
    if other in rule.ends and (when.earliest is not None or other in _FREE):
        return [state for state in states if not _later(state, when, texts, sources)]
    if other in rule.ends and when.latest is not None:
        # No day is told for the end: it is one where pages before it told the state, or it tells both.
        return [state for state in states if (_told(state, sources) or "~") <= when.latest[:10]]
    if other in rule.follows and (begun := _began(states, sources)).latest:
        if when.earliest is not None:
            return list(states) if begun.latest[:10] < when.earliest[:10] else []
        told = all((_told(state, sources) or "~") < (when.latest or "")[:10] for state in states)
        return list(states) if told and begun.latest[:10] < (when.latest or "")[:10] else []
    return []


def _later(state: DossierState, when: Time, texts: set[str], sources: Sources) -> bool:
    """Whether a state is told to hold on a day after the one on which it ended."""
    if when.latest is None:
        return False
    if state.until.latest is not None:
        return False
    if state.since.earliest is not None and state.since.earliest[:10] > when.latest[:10]:
        return True
    if any(words.text_id in texts for words in state.evidence):
        return False  # the page knows of the end, and tells the rest as background
    published = sources.published(state.evidence[0].text_id) if state.evidence else UNKNOWN
    return published.earliest is not None and published.earliest[:10] > when.latest[:10]


def _began(states: Sequence[DossierState], sources: Sources) -> Time:
    """When a value began to hold: the narrowest stated time, else bounded by the first page that tells of it."""
    stated = [state.since for state in states if state.since.earliest]
    if stated:
        return min(stated, key=lambda time: (_days(time), time.earliest or ""))
    bounded = [state.since for state in states if state.since.latest]
    if bounded:
        return min(bounded, key=lambda time: time.latest or "")
    pages = [sources.published(words.text_id) for state in states for words in state.evidence]
    latest = min((page.latest for page in pages if page.latest), default=None)
    if latest is None:
        return UNKNOWN
    reason = f"it was told on a page of {latest[:10]}"
    return Time(latest=latest[:10], basis=(Basis(bound="latest", kind="inferred", reason=reason),))


def _held_until(before: Sequence[DossierState], when: Time, rule: _Rule, sources: Sources) -> Time:
    """When the earlier value held: since when, else bounded by what ended it."""
    begun = _began(before, sources)
    if begun.earliest is not None or when.latest is None:
        return begun
    if begun.latest is not None and begun.latest[:10] <= when.latest[:10]:
        return begun
    return Time(latest=when.latest, basis=(Basis(bound="latest", kind="inferred", reason=rule.reason),))


def _days(time: Time) -> int:
    order = {"minute": 0, "hour": 0, "part_of_day": 1, "day": 1, "week": 2, "month": 3, "season": 4, "quarter": 4}
    precision = time.precision if time.value is None else span_of(time.value)[2]
    return order.get(precision, 5)


def _after(value: StateValue, states: Sequence[DossierState]) -> str:
    told = " ".join(words.exact.lower() for state in states for words in state.evidence)
    if value == "dead" and any(f" {word}" in f" {told}" for word in words("killing_words")):
        return "killed"
    return in_words(value)


def _basis(told: str, rule: _Rule, *, before: Sequence[DossierState], when: Time, sources: Sources) -> str:
    if when.earliest is None:
        return f"{rule.reason}, although no day is known"
    pages = [_day(sources.published(words.text_id)) for state in before for words in state.evidence]
    if not all(pages):
        return f"{rule.reason}, whenever the page that has “{told}” was published"
    return f"{rule.reason}: {told} on a page of {min(pages)}, {rule.told} on {_day(when)}"


def _leavings(linked: Linked, sources: Sources, text: Callable[[str], str]) -> Iterator[DossierState]:
    """Who is told by name to have left an office, where no state says so: "Roth has stepped down"."""
    known = {(s.entity, words.text_id) for s in linked.states if s.value == "resigned" for words in s.evidence}
    for mention in linked.mentions:
        here = mention.evidence
        if mention.type != "person" or not mention.entity or (mention.entity, here.text_id) in known:
            continue
        found = _LEFT.match(text(here.text_id), here.end)
        if found is None:
            continue
        after = [
            time.time
            for time in linked.times
            if time.evidence.text_id == here.text_id
            and found.end() <= time.evidence.start <= found.end() + _SOON
            and time.time.value
        ]
        words = Text(id=here.text_id, text=text(here.text_id)).cut(here.start, found.end())
        yield DossierState(
            id="", entity=mention.entity, value="resigned", since=after[0] if after else UNKNOWN, until=UNKNOWN,
            holder=sources.holder(words), evidence=(words,),
        )  # fmt: skip


def _offices(linked: Linked, told: Iterable[DossierState], sources: Sources) -> list[DossierState]:
    """Who is told to have resigned was in office: his role says in which, where no state says so."""
    left = {state.entity for state in told if state.value == "resigned"}
    holding = {state.entity for state in linked.states if state.value == "in_office"}
    return [
        DossierState(
            id="", entity=entity.id, value="in_office", since=role.since, until=role.until,
            holder=sources.holder(role.evidence), evidence=(role.evidence,),
        )
        for entity in linked.entities if entity.id in left - holding
        for role in entity.roles if not role.text.lower().startswith(("former", "ex-", "retired", "one-time"))
    ]  # fmt: skip


@cache
def _rules() -> dict[StateValue, _Rule]:
    return {
        cast("StateValue", value): _Rule(told=told, ends=_set(ends), follows=_set(follows), reason=reason)
        for value, told, ends, follows, reason in rows("state_succession")
    }


def _set(cell: str) -> frozenset[StateValue]:
    return frozenset() if cell == "-" else frozenset(cast("StateValue", value) for value in cell.split(","))
