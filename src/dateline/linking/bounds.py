"""Bounds of publication by inference: a terminal state orders what it ends.

An article that presents somebody as at large was published no later than the day on which, as another tells,
that person was killed or caught. The value stays unknown; the bound carries both passages. The state itself
ends on that day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.linking.corpus import SharedText
from dateline.linking.entities import Register
from dateline.linking.states import Held
from dateline.records.reading import StateValue
from dateline.records.time import UNKNOWN, Basis, Time, day_of, on_day

__all__ = ["bound_publication", "end_states"]

_FREE: frozenset[StateValue] = frozenset({"at_large", "wanted"})
_CAUGHT: frozenset[StateValue] = frozenset({"arrested", "detained", "imprisoned"})
_WORDS = {"dead": "died", "arrested": "was arrested", "detained": "was detained", "imprisoned": "was imprisoned"}


def end_states(held: Sequence[Held]) -> tuple[Held, ...]:
    """Give every state of being at large the day on which another passage ends it, where none is stated."""
    ends = _ends(held)
    return tuple(_ended(one, ends.get(one.entity)) if one.value in _FREE else one for one in held)


def _ended(one: Held, end: Held | None) -> Held:
    if end is None or one.until != UNKNOWN or (one.since.earliest or "") > _day(end):
        return one
    reason = f"{end.value.replace('_', ' ')} on {_day(end)}"
    day = date.fromisoformat(_day(end))
    return replace(one, until=on_day(day, kind="inferred", reason=reason, evidence=end.evidence))


def bound_publication(texts: Sequence[SharedText], *, held: Sequence[Held], register: Register) -> Mapping[str, Time]:
    """The latest day on which each undated article can have been published, by article id, where one is known."""
    ends = _ends(held)
    ended = {(one.text.text_id, one.entity) for one in held if one.value == "dead" or one.value in _CAUGHT}
    found: dict[str, Time] = {}
    for text in texts:
        free = [o for o in held if o.text is text and o.value in _FREE and (text.text_id, o.entity) not in ended]
        bounds = [(end, one) for one in free if (end := ends.get(one.entity)) is not None and end.text is not text]
        if not bounds:
            continue
        end, one = min(bounds, key=lambda pair: (_day(pair[0]), pair[1].key))
        for article in text.articles:
            if article.published.value is None and article.published.latest is None:
                found[article.id] = _bounded(article.published, end=end, free=one, register=register)
    return found


def _ends(held: Sequence[Held]) -> dict[str, Held]:
    """For each entity the dated passage that ends its being free: a death, else the capture."""
    deaths: dict[str, Held] = {}
    captures: dict[str, list[Held]] = {}
    freed = {one.entity for one in held if one.value == "released"}
    for one in held:
        if day_of(one.since) is None:
            continue
        if one.value == "dead" and (one.entity not in deaths or _day(one) < _day(deaths[one.entity])):
            deaths[one.entity] = one
        elif one.value in _CAUGHT:
            captures.setdefault(one.entity, []).append(one)
    # Where texts give several days for a capture the latest one is the bound that holds in any case.
    caught = {
        entity: max(found, key=lambda one: (_day(one), one.key))
        for entity, found in captures.items()
        if entity not in freed
    }
    return {**caught, **deaths}


def _bounded(published: Time, *, end: Held, free: Held, register: Register) -> Time:
    name, day = register.by_id[free.entity].name, _day(end)
    state = "at large" if free.value == "at_large" else "wanted"
    reason = f"it presents {name} as {state}, who {_WORDS[end.value]} on {day}"
    basis = Basis(bound="latest", kind="inferred", reason=reason, evidence=(*free.evidence, *end.evidence))
    return Time(
        value=None,
        earliest=published.earliest,
        latest=day,
        precision=published.precision,
        zone=published.zone,
        basis=(*published.basis, basis),
    )


def _day(held: Held) -> str:
    day = day_of(held.since)
    return day.isoformat() if day else ""
