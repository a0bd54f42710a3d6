"""A linked page, or all reports of an incident -> the facts of the happening: killed, injured, day, place."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.dossier import build
from dateline.linking import link
from dateline.records.dossier import DossierEvent, DossierScene, Scope
from dateline.records.linked import Linked, Page
from dateline.records.time import Time, day_of
from evaluation.files import Row

__all__ = ["facts_of", "facts_of_reports"]

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


def facts_of_reports(pages: Sequence[Page]) -> Row:
    """What stands of one incident in the dossier of all its reports; that they are of one is given.

    Of several happenings that the dossier tells apart it is the one that most reports give. What nothing states is, as
    for one page, one killed or wounded where the reports tell of a death or a wound at all, and the last day possible.
    """
    texts = {page.article.text_id: page.text for page in pages}
    linked = link(pages, stories=dict.fromkeys(texts, pages[0].article.text_id))
    picture = build(linked, scope=Scope(), text=lambda text_id: texts.get(text_id, ""))
    told = sorted((one.standing for one in picture.events if one.standing), key=lambda s: max(each.among for each in s))
    standing = {one.attribute: one.value for several in told for one in several}
    events = [one for one in linked.events if one.polarity == "positive" and one.modality == "asserted"]
    killed, injured = standing.get("killed"), standing.get("wounded")
    scenes = (article.scene for article in linked.articles if article.scene)
    return {
        "killed": int(killed) if killed else 1 if _tells_of_death(linked, events) else None,
        "injured": int(injured) if injured else 1 if _tells_of_wounds(linked, events) else None,
        "day": standing.get("day") or next((_latest(scene.time) for scene in scenes), None),
        "places": _place_names(linked, standing.get("place")),
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
