"""How tellings of events bear on one point of a sentence: do they say all of it, less, or otherwise?

The rule is strict: whoever and wherever, whenever and however many the sentence names, the telling names too, and every
further word of the sentence that tells something stands in the telling's own sentences.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.dossier.asked import AskedPoint, tell
from dateline.dossier.tellings import Archive, Telling
from dateline.lexicon.folding import fold
from dateline.records.base import record
from dateline.records.dossier import DossierEvent
from dateline.records.evidence import Evidence
from dateline.records.reading import EventMention, Modality, Polarity
from dateline.records.time import Time

__all__ = ["Fit", "compare", "is_anchored", "kind_fits", "of_kind", "puts", "spans_fit"]

_KILLING = frozenset({"kill", "execute", "assassinate"})
_MUTUAL = frozenset({"consult", "agree", "cooperate"})
_STEM = 5


@record
class Fit:
    """What a telling lacks of a point, and the values that it gives instead; None of it is known where `who` fails."""

    who: bool
    lacks: tuple[str, ...] = ()
    differs: tuple[tuple[str, str], ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the telling says all that the point says."""
        return self.who and not self.lacks and not self.differs


def kind_fits(point: AskedPoint, mention: EventMention) -> bool:
    """Whether a mention tells of what the point names: the more special fits the more general, never the reverse."""
    if _kills(point.type, point.mode):
        kills = _kills(mention.type, mention.mode)
        if point.mode is None:
            return kills
        return kills and (mention.mode == point.mode or (point.mode == "kill" and mention.mode is not None))
    if mention.type != point.type:
        return False
    if point.mode is not None and mention.mode is not None:
        return point.mode == mention.mode
    return fold(mention.trigger.exact)[:_STEM] == point.stem


def _kills(type: str | None, mode: str | None) -> bool:
    return type == "death" or (type == "assault" and mode in _KILLING)


def puts(modality: Modality, polarity: Polarity) -> str:
    """Done, denied or not done: which of the three something is told as."""
    if modality == "denied" or polarity == "negative":
        return "denied"
    return "done" if modality == "asserted" else "not_done"


def is_anchored(point: AskedPoint) -> bool:
    """Whether the point names anybody, a place or a day, so that others can be told not to say it."""
    who = point.actors | point.recipients | point.besides | point.places
    return bool(who or point.subject or point.days)


def compare(
    point: AskedPoint, telling: Telling, archive: Archive, *, counted: bool = False, more: Iterable[Evidence] = ()
) -> Fit:
    """Hold a telling against a point, all but its number and its modality.

    `counted` is for tolls, which a text tells of the happening that it is about: there the place may stand elsewhere in
    the text, and the day is the event's. `more` are sentences that belong to the telling besides.
    """
    sentences = (*telling.evidence, *more)
    mentioned = archive.mentioned(sentences)
    there = mentioned | telling.actors | telling.recipients
    if (
        not _roles_fit(point, telling)
        or not point.besides <= there
        or not all(some & there for some in point.namesakes)
    ):
        return Fit(who=False)
    lacks: list[str] = ["who"] if _is_open(point) else []
    differs: list[tuple[str, str]] = []
    place = _place(point, telling, archive, mentioned=mentioned, counted=counted)
    passed = all(any(archive.inside(place, wanted) for place in mentioned) for wanted in point.passing)
    if place == "" or (place is None and not passed):
        lacks.append("place")
    elif place is not None:
        differs.append(("place", place))
    times = telling.times or ((telling.event.time,) if counted else ())
    time = _time(point, times)
    if time == "":
        lacks.append("time")
    elif time is not None:
        differs.append(("time", time))
    said = {told.stem for span in sentences for told in tell(span.exact, 0, len(span.exact))}
    if not (point.rest <= said and point.acting <= telling.acting and point.suffering <= telling.suffering):
        lacks.append("words")
    return Fit(who=True, lacks=tuple(lacks), differs=tuple(differs))


def _is_open(point: AskedPoint) -> bool:
    """Whether it is open who takes which part: a name is nobody's here, or stands beside an event without roles."""
    roles = point.actors or point.recipients or point.acting or point.suffering or point.casualty
    return point.strangers or bool(point.besides and not roles)


def _roles_fit(point: AskedPoint, telling: Telling) -> bool:
    if point.type in _MUTUAL:
        return point.actors | point.recipients <= telling.actors | telling.recipients
    return point.actors <= telling.actors and point.recipients <= telling.recipients


def _place(
    point: AskedPoint, telling: Telling, archive: Archive, *, mentioned: frozenset[str], counted: bool
) -> str | None:
    """None where the places fit, "" where one is not told, else the place that is told instead."""
    for around in point.elsewhere:
        told = [place for place in telling.places if not any(archive.inside(wide, place) for wide in around)]
        return archive.name(told[0]) if told and (point.actors or point.recipients) else ""
    for wanted in point.places:
        at = {place for place in telling.places if archive.inside(place, wanted)}
        wider = any(archive.inside(wanted, place) for place in telling.places)
        named = any(archive.inside(place, wanted) for place in mentioned)
        if at or (named and not telling.places):
            continue
        if telling.places and not wider and not named and (point.actors or point.recipients or counted):
            return archive.name(sorted(telling.places)[0])
        if counted and any(archive.inside(place, wanted) for place in archive.places_of(telling.text_id)):
            continue
        return ""
    return None


def _time(point: AskedPoint, times: Iterable[Time]) -> str | None:
    """None where the days fit, "" where they are not told or open, else the time that is told instead."""
    if point.open_time:
        return ""
    known = [time for time in times if time.earliest is not None and time.latest is not None]
    for asked in point.days:
        fits = [spans_fit(asked, time) for time in known]
        if True in fits:
            continue
        if fits and all(fit is False for fit in fits):
            return known[0].value or known[0].earliest
        return ""
    return None


def spans_fit(asked: tuple[str, str], time: Time) -> bool | None:
    """Whether a time lies within the days asked for; False where it lies without, None where that is open."""
    if time.earliest is None or time.latest is None:
        return None
    first, last = time.earliest[:10], time.latest[:10]
    if asked[0] <= first and last <= asked[1]:
        return True
    return False if last < asked[0] or first > asked[1] else None


def of_kind(point: AskedPoint, events: Iterable[DossierEvent], archive: Archive) -> list[Telling]:
    """The tellings of the kind of event that a point names."""
    return [
        telling
        for event in events
        for telling in archive.tellings(event)
        if any(kind_fits(point, mention) for mention in telling.mentions)
    ]
