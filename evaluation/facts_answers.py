"""A linked page -> the facts of its happening, as a reader would state them: killed, injured, day, place."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.records.dossier import DossierEvent
from dateline.records.linked import Linked
from dateline.records.time import day_of
from evaluation.files import Row

__all__ = ["facts_of"]

_HARMFUL = ("death", "assault", "accident", "crime")
_DYING = ("die", "dying", "dead", "death", "kill", "murder", "homicide", "slay", "slain", "suicide", "succumb")
"""Beginnings of event words that tell of a death."""
_KILLING = ("kill", "execute", "assassinate")


def facts_of(picture: Linked) -> Row:
    """What one page says of its happening: the killed and wounded, the day, and the names of the place.

    Day and place are those of the first event that has one, in the order of what the page is about, harmful
    events first.
    """
    about = picture.articles[0].about
    order = {event: at for at, event in enumerate(about)}
    events = sorted(
        (one for one in picture.events if one.polarity == "positive" and one.modality == "asserted"),
        key=lambda one: order.get(one.id, len(order)),
    )
    harmful = sorted(events, key=lambda one: not (one.casualties or one.type in _HARMFUL))
    killed = _killed(picture, events)
    return {
        "killed": killed,
        "injured": _injured(picture, events, killed=killed or 0),
        "day": next((day.isoformat() for one in harmful if (day := day_of(one.time))), None),
        "places": next((_place_names(picture, one.place) for one in harmful if one.place), []),
    }


def _killed(picture: Linked, events: Sequence[DossierEvent]) -> int | None:
    """The first number of several dead that the page gives; else the named people who are said to be dead; else one,
    where it tells of a death at all."""
    told = [
        casualty.number
        for casualty in sorted((c for event in events for c in event.casualties), key=lambda c: c.evidence.start)
        if casualty.kind == "killed" and not casualty.besides and casualty.number is not None
    ]
    several = next((number for number in told if number > 1), None)
    named, anybody = _people(picture, "dead")
    if several is not None:
        return several
    if named > 1:
        return named
    died = any(
        event.type == "death"
        or event.mode in _KILLING
        or any(words.exact.casefold().startswith(_DYING) for words in event.mentions)
        for event in events
    )
    return 1 if told or anybody or died else None


def _injured(picture: Linked, events: Sequence[DossierEvent], *, killed: int) -> int | None:
    """The first number of wounded besides the dead; else the first number of several that were hit, less the dead;
    else one, where the page tells of an injury or of an attack at all."""
    told = [
        casualty
        for casualty in sorted((c for event in events for c in event.casualties), key=lambda c: c.evidence.start)
        if casualty.kind == "wounded" and casualty.number is not None
    ]
    besides = next((casualty.number for casualty in told if casualty.besides), None)
    if besides is not None:
        return besides
    hit = next((c.number for c in told if c.number is not None and c.number > 1), None)
    if hit is not None:
        return hit - killed if hit > killed else hit
    _, anybody = _people(picture, "wounded")
    struck = any(event.type in ("assault", "accident") for event in events)
    return 1 if told or anybody or struck else None


def _people(picture: Linked, value: str) -> tuple[int, bool]:
    """How many named people are said to be dead or wounded, and whether anybody is."""
    held = {state.entity for state in picture.states if state.value == value}
    named = {mention.entity for mention in picture.mentions if mention.form == "name"}
    return len(held & named), bool(held)


def _place_names(picture: Linked, place: str) -> list[str]:
    places = {one.id: one for one in picture.places}
    found = [places[one] for one in (place, *places[place].within) if one in places]
    return [name for one in found for name in (one.name, *one.variants)]
