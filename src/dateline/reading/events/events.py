"""What happened, or is said to: event mentions with their participants, place, time and casualties.

The order of the work: event words (`triggers`), their participants (`arguments`), what is done and what is
not (`modality`), where and when (`circumstances`); then words that tell of one happening become one event
(`causes`), and the casualties that no event word tells find their event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.nlp import Parse, Token
from dateline.reading import clauses
from dateline.reading.events import arguments, casualties, given, joining, scenes, tolls, triggers
from dateline.reading.events.circumstances import Circumstances
from dateline.reading.events.drafts import Draft, draft_all, is_named
from dateline.reading.events.given import Span
from dateline.reading.who import Who
from dateline.records.evidence import Text
from dateline.records.ids import record_id
from dateline.records.reading import (
    Argument,
    EventMention,
    Place,
    Quotation,
    Scene,
    TimeExpression,
    Toll,
    Toponym,
)

__all__ = ["Told", "find", "sight_of", "tell"]

_DEEDS: Final = frozenset({"firearms", "kill", "primitive"})
_ONCE: Final = frozenset({"disaster", "accident", "death"})
_BEYOND: Final = 20
_AS_SAID: Final = 0.5
_GUESSED: Final = 0.15
"""A place or day is that of the main happening from here on: the likeliest of several, most often."""


@dataclass(frozen=True, slots=True)
class Told:
    """The event mentions of a text, and its main happening where that did harm."""

    mentions: tuple[EventMention, ...]
    scene: Scene | None


def tell(
    parse: Parse,
    text: Text,
    *,
    who: Who,
    times: Sequence[TimeExpression],
    toponyms: Sequence[Toponym],
    quotations: Sequence[Quotation],
    places: Sequence[Place] = (),
    spans: Sequence[Span] | None = None,
) -> Told:
    """Find the event mentions of a text, in order, and its main happening; `places` are what the toponyms mean.

    Where `spans` are given, these are the event mentions and there is no other.
    """
    about = Circumstances(parse, times=times, toponyms=toponyms, quotations=quotations)
    if spans is not None:
        told = draft_all(parse, text, found=given.find(parse, spans, who=who), about=about, every=True)
        return Told(tuple(_mention(text, draft, about) for draft in told), None)
    drafts = _drafted(parse, text, who=who, about=about)
    known = {place.id: place for place in places}
    sight = scenes.look(parse, drafts, quotations=quotations)
    scene = scenes.judge(sight, toponyms=toponyms, places=known, times=times)
    scenes.set_scene(drafts, scene, toponyms=toponyms, places=known, times=times)
    kept = [draft for draft in drafts if draft.into is None and _tells(parse, who, draft)]
    mentions = tuple(_mention(text, draft, about) for draft in kept)
    harm = [draft for draft in kept if draft.token.i in sight.harm and draft.time in (None, scene.day)]
    return Told(mentions, _main(parse, text, scene=scene, harm=harm) if sight.harm else None)


def find(
    parse: Parse,
    text: Text,
    *,
    who: Who,
    times: Sequence[TimeExpression],
    toponyms: Sequence[Toponym],
    quotations: Sequence[Quotation],
    places: Sequence[Place] = (),
) -> tuple[EventMention, ...]:
    """The event mentions alone."""
    told = tell(parse, text, who=who, times=times, toponyms=toponyms, quotations=quotations, places=places)
    return told.mentions


def _main(parse: Parse, text: Text, *, scene: scenes.Scene, harm: Sequence[Draft]) -> Scene | None:
    """The main happening of a text that tells of harm, as far as anything is known of it."""
    judged = {
        one.kind: Toll(
            kind=one.kind, number=one.number, likely=round(one.likely, 2), evidence=text.cut(one.start, one.end)
        )
        for one in tolls.judge(parse)
    }
    # The reports that the judge was fitted on count by the dozen at most: a larger number is taken as it is said.
    for said in (casualty for draft in reversed(harm) for casualty in draft.casualties):
        if said.kind in ("killed", "wounded") and (said.number or 0) >= _BEYOND and not said.besides:
            judged[said.kind] = Toll(kind=said.kind, number=said.number or 0, likely=_AS_SAID, evidence=said.evidence)
    counted = tuple(judged[kind] for kind in sorted(judged))
    place = scene.place if scene.place_likely >= _GUESSED else None
    time = scene.day if scene.day_likely >= _GUESSED else None
    return Scene(place=place, time=time, tolls=counted) if counted or place or time else None


def _drafted(parse: Parse, text: Text, *, who: Who, about: Circumstances) -> list[Draft]:
    """The event words as events on their way, those that tell of one happening joined."""
    drafts = draft_all(parse, text, found=triggers.find(parse, who), about=about)
    joining.join_siblings(parse, drafts)
    joining.join_frames(parse, drafts)
    joining.attach(parse, drafts, casualties.loose(parse, text), who=who, about=about)
    joining.settle(drafts)
    joining.bury(drafts)
    return drafts


def sight_of(
    parse: Parse,
    text: Text,
    *,
    who: Who,
    times: Sequence[TimeExpression],
    toponyms: Sequence[Toponym],
    quotations: Sequence[Quotation],
) -> scenes.Sight:
    """What the choice of a text's scene is made from; the weights are fitted on it (tools/fit_scenes.py)."""
    about = Circumstances(parse, times=times, toponyms=toponyms, quotations=quotations)
    return scenes.look(parse, _drafted(parse, text, who=who, about=about), quotations=quotations)


def _tells(parse: Parse, who: Who, draft: Draft) -> bool:
    """Whether the words tell of something: an event noun with nothing around it, or a habit, does not."""
    people = draft.people
    if _is_bare(parse, draft):
        return False
    if draft.trigger.sense.tells == "frame":
        return bool(draft.casualties)
    if not draft.trigger.site.verbal:
        sense = draft.trigger.sense
        carried = any(need.startswith("carry:") for need in sense.needs)  # "the strike began"
        sure = carried or ((sense.type in _ONCE or sense.mode in _DEEDS) and (draft.place or draft.time))
        return bool(people.actors or people.recipients or draft.casualties or sure)
    if draft.token.tag in ("VBZ", "VBP") and draft.modality == "asserted" and not draft.casualties:
        if clauses.is_passive(parse, draft.token):
            return True
        told = any(
            who.mention(noun) is not None and is_named(draft, noun) for noun in (*people.actors, *people.recipients)
        )
        return told or draft.time is not None
    return True


def _is_bare(parse: Parse, draft: Draft) -> bool:
    """ "People were injured", said of nobody in particular, nowhere and never."""
    if draft.people.recipients and all(noun.lower == "you" for noun in draft.people.recipients):
        return True
    if draft.casualties or draft.place or draft.time or draft.people.actors:
        return False
    return bool(draft.people.recipients) and all(
        noun.tag == "NNS" and parse.child(noun, "det", "nummod", "amod", "poss", "compound", "prep") is None
        for noun in draft.people.recipients
    )


def _mention(text: Text, draft: Draft, about: Circumstances) -> EventMention:
    trigger, token = draft.trigger, draft.token
    site = trigger.site
    start, end = clauses.clause_span(site.parse, token)

    def roles(nouns: Iterable[Token]) -> tuple[Argument, ...]:
        return tuple(arguments.phrase(text, site, noun) for noun in nouns)

    return EventMention(
        id=record_id("event", text.id, token.start, token.end, draft.kind),
        type=draft.kind,
        mode=trigger.sense.mode,
        trigger=text.cut(token.start, token.end),
        evidence=text.cut(start, end),
        actors=roles(draft.people.actors),
        recipients=roles(draft.people.recipients),
        instruments=roles(draft.people.instruments),
        place=draft.place,
        time=draft.time,
        modality=draft.modality,
        polarity=draft.polarity,
        casualties=tuple(draft.casualties),
        quotation=about.quotation(token),
    )
