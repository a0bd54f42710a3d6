"""A linked page -> the facts of its happening, as a reader would state them: killed, injured, day, place."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.records.dossier import DossierEvent, DossierScene
from dateline.records.linked import Linked
from dateline.records.time import Time, day_of
from evaluation.files import Row

__all__ = ["facts_of"]

_HARMFUL = ("death", "assault", "accident", "crime")
_DYING = ("die", "dying", "dead", "death", "kill", "murder", "homicide", "slay", "slain", "suicide", "succumb")
"""Beginnings of event words that tell of a death."""
_KILLING = ("kill", "execute", "assassinate")


def facts_of(picture: Linked) -> Row:
    """What the first page says of its main happening: the killed and wounded, the day, and the names of the place.

    They are those of its scene. What the scene leaves open: one killed or wounded where the events or states
    tell of a death or a wound at all; the day and the place of the first event that has one, in the order of what the
    page is about, harmful events first.
    """
    article = picture.articles[0]
    order = {event: at for at, event in enumerate(article.about)}
    events = sorted(
        (one for one in picture.events if one.polarity == "positive" and one.modality == "asserted"),
        key=lambda one: order.get(one.id, len(order)),
    )
    harmful = sorted(events, key=lambda one: not (one.casualties or one.type in _HARMFUL))
    tolls = {toll.kind: toll.number for toll in article.scene.tolls} if article.scene else {}
    place = article.scene.place if article.scene else None
    return {
        "killed": tolls.get("killed", 1 if _tells_of_death(picture, events) else None),
        "injured": tolls.get("wounded", 1 if _tells_of_wounds(picture, events) else None),
        "day": _day(article.scene, harmful),
        "places": _place_names(picture, place or next((one.place for one in harmful if one.place), None)),
    }


def _tells_of_death(picture: Linked, events: Sequence[DossierEvent]) -> bool:
    return _counts(events, "killed") or any(state.value == "dead" for state in picture.states) or any(
        event.type == "death"
        or event.mode in _KILLING
        or any(words.exact.casefold().startswith(_DYING) for words in event.mentions)
        for event in events
    )  # fmt: skip


def _tells_of_wounds(picture: Linked, events: Sequence[DossierEvent]) -> bool:
    wounded = any(state.value == "wounded" for state in picture.states)
    return wounded or _counts(events, "wounded") or any(event.type in ("assault", "accident") for event in events)


def _counts(events: Sequence[DossierEvent], kind: str) -> bool:
    return any(casualty.kind == kind for event in events for casualty in event.casualties)


def _day(scene: DossierScene | None, harmful: Sequence[DossierEvent]) -> str | None:
    """The day of the scene; else that of the first event that has one; else the last on which the scene can be."""
    days = [day for time in ([scene.time] if scene else []) if (day := day_of(time))]
    days += [day for one in harmful if (day := day_of(one.time))]
    return days[0].isoformat() if days else _latest(scene.time) if scene else None


def _latest(time: Time) -> str | None:
    return time.latest[:10] if time.latest else None


def _place_names(picture: Linked, place: str | None) -> list[str]:
    places = {one.id: one for one in picture.places}
    if place is None or place not in places:
        return []
    found = [places[one] for one in (place, *places[place].within) if one in places]
    return [name for one in found for name in (one.name, *one.variants)]
