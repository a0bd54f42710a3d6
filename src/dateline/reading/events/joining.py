"""Words that tell of one happening become one event, and stray casualties find theirs.  Drafts in, joined in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from dateline.nlp import Parse, Token
from dateline.reading import clauses
from dateline.reading.events import casualties, causes, modality
from dateline.reading.events.arguments import Participants
from dateline.reading.events.circumstances import Circumstances
from dateline.reading.events.drafts import Draft, is_named
from dateline.reading.events.senses import Sense, Site
from dateline.reading.events.triggers import Trigger
from dateline.reading.who import Who
from dateline.records.reading import Casualty, EventType

__all__ = ["attach", "bury", "join_frames", "join_siblings", "settle"]

_HARM: Final = frozenset({"assault", "death", "disaster", "accident", "crime", "coerce", "protest"})
_ALONE: Final[dict[str, EventType]] = {"killed": "death", "wounded": "accident", "missing": "accident"}


def join_siblings(parse: Parse, drafts: list[Draft]) -> None:
    """ "Three were killed, three wounded and two arrested" is one event with three casualties."""
    harmful = [i for i, draft in enumerate(drafts) if draft.trigger.outcome in casualties.KINDS]
    for position, second in enumerate(harmful):
        for first in reversed(harmful[max(0, position - 4) : position]):
            if drafts[second].into is not None or not causes.siblings(
                parse, drafts[first].trigger, drafts[second].trigger
            ):
                continue
            lead = _root(drafts, first)
            if _same_people(drafts[lead], drafts[second]):
                _keep_worst(drafts[lead], drafts[second])
            if lead == second or not (drafts[second].casualties or _same_people(drafts[lead], drafts[second])):
                continue
            if drafts[second].trigger.outcome == "dead" and drafts[lead].trigger.outcome != "dead":
                _absorb(drafts, keep=second, drop=lead)
            else:
                _absorb(drafts, keep=lead, drop=second)
            break


def _keep_worst(one: Draft, two: Draft) -> None:
    """ "Shot and killed": who is dead is not counted as wounded besides."""
    for draft, other in ((one, two), (two, one)):
        if draft.trigger.outcome == "dead" and other.trigger.outcome == "wounded":
            other.casualties = []


def _same_people(one: Draft, two: Draft) -> bool:
    mine, theirs = ({noun.i for noun in draft.people.recipients} for draft in (one, two))
    return (
        bool(mine)
        and mine == theirs
        and {one.trigger.sense.type, two.trigger.sense.type} <= {"assault", "death", "accident"}
    )


def _root(drafts: Sequence[Draft], index: int) -> int:
    seen = set()
    while (into := drafts[index].into) is not None and index not in seen:
        seen.add(index)
        index = into
    return index


def _absorb(drafts: list[Draft], *, keep: int, drop: int) -> None:
    """One event takes over what another says of the same happening."""
    kept, dropped = drafts[keep], drafts[drop]
    dropped.into = keep
    kept.attacked = kept.attacked or dropped.token.lemma not in ("incident", "kill")
    kept.place = kept.place or dropped.place
    kept.time = kept.time or dropped.time
    kept.people = replace(
        kept.people,
        actors=kept.people.actors or dropped.people.actors,
        recipients=kept.people.recipients or dropped.people.recipients,
        instruments=kept.people.instruments or dropped.people.instruments,
    )
    _add(kept, dropped.casualties)


def _add(draft: Draft, more: Iterable[Casualty]) -> None:
    known = {(one.kind, one.evidence.start) for one in draft.casualties} | {
        (one.kind, one.number) for one in draft.casualties
    }
    draft.casualties += [
        one for one in more if (one.kind, one.evidence.start) not in known and (one.kind, one.number) not in known
    ]


def join_frames(parse: Parse, drafts: list[Draft]) -> None:
    """Words that tell the frame of an event ("in an operation", "after the dam burst") become one with it."""
    for inner, outer in sorted(causes.frames(parse, [draft.trigger for draft in drafts]).items()):
        first, second = _root(drafts, inner), _root(drafts, outer)
        if first == second:
            continue
        event, frame = drafts[first], drafts[second]
        if (
            event.polarity == "negative"
            or event.trigger.sense.type not in _HARM
            or frame.trigger.sense.type not in _HARM
        ):
            continue
        if frame.trigger.sense.mode == "operation" and event.trigger.sense.mode != "operation":
            _absorb(drafts, keep=first, drop=second)
        elif event.trigger.outcome in casualties.KINDS and not any(
            is_named(event, noun) for noun in event.people.recipients
        ):
            if not frame.people.recipients or event.casualties:
                _absorb(drafts, keep=second, drop=first)
        else:
            event.place, event.time = event.place or frame.place, event.time or frame.time
            if not event.people.actors and frame.trigger.sense.type == "assault":
                event.people = replace(event.people, actors=frame.people.actors)


def settle(drafts: list[Draft]) -> None:
    """Say of deaths and injuries without a cause what the text says of the rest: an attack, or none."""
    attacked = any(_is_attack(draft) for draft in drafts)
    misfortune = next((draft.trigger.sense.type for draft in drafts if _is_misfortune(draft)), None)
    bombed = any(draft.trigger.sense.mode == "explosives" and draft.modality == "asserted" for draft in drafts)
    for draft in drafts:
        if bombed and draft.trigger.sense.mode == "explosion":
            draft.kind = "assault"
        elif (
            draft.token.lemma == "kill"
            and draft.trigger.sense.type == "assault"
            and not attacked
            and not draft.attacked
        ):
            draft.kind = "assault" if draft.people.actors or draft.people.instruments else "death"
        elif draft.trigger.sense.type == "accident" and draft.trigger.sense.mode is None:
            draft.kind = misfortune or ("assault" if attacked or draft.people.actors else "accident")


def _is_misfortune(draft: Draft) -> bool:
    fell = draft.trigger.sense.type in ("disaster", "accident") and draft.trigger.sense.mode is not None
    return fell and draft.modality == "asserted"


def bury(drafts: list[Draft]) -> None:
    """Who was shot or stabbed and is dead is no wounded: the same words, the same person, or "the boy" once more."""
    dead: set[object] = set()
    for draft in drafts:
        if draft.trigger.outcome == "dead" and draft.modality == "asserted":
            dead.update(key for noun in draft.people.recipients for key in _keys(draft, noun))
    for draft in drafts:
        if draft.trigger.outcome == "wounded" and draft.trigger.sense.type == "assault":
            alive = not any(key in dead for noun in draft.people.recipients for key in _keys(draft, noun))
            draft.casualties = [one for one in draft.casualties if alive or one.kind != "wounded" or one.number != 1]


def _keys(draft: Draft, noun: Token) -> tuple[object, ...]:
    chain = draft.trigger.site.who.chain(noun)
    return (noun.i, noun.lemma.lower(), *((chain.id,) if chain is not None else ()))


def _is_attack(draft: Draft) -> bool:
    if draft.trigger.sense.type != "assault" or draft.modality != "asserted":
        return False
    return bool(draft.people.actors or draft.people.instruments or draft.token.lemma != "kill")


def attach(
    parse: Parse, drafts: list[Draft], loose: Iterable[casualties.Loose], *, who: Who, about: Circumstances
) -> None:
    """Give the casualties that adjectives and tolls tell to the event of their sentence, or make one of them."""
    alone: list[Draft] = []
    words_ = {word.i: index for index, draft in enumerate(drafts) for word in reversed(draft.trigger.verbs)}
    told = {draft.token.i for draft in drafts}
    for one in loose:
        if one.token.i in told:
            continue
        near = [a.i for a in (one.token, *parse.ancestors(one.token)) if a.i in words_ and _harms(drafts[words_[a.i]])]
        index = words_[near[0]] if near else _of_sentence(parse, drafts, one.token)
        draft = drafts[_root(drafts, index)] if index is not None else None
        apart = _lonely(parse, one, who=who, about=about) if one.casualty.kind in _ALONE else None
        if draft is not None and draft.modality != "asserted" and apart is not None and apart.modality == "asserted":
            draft = None  # "a woman is dead after what may have been a shooting": dead she is
        if draft is not None and draft.polarity == "positive":
            _add(draft, [one.casualty])
        elif draft is None and apart is not None:
            alone.append(apart)
    drafts += alone
    drafts.sort(key=lambda draft: draft.token.i)


def _lonely(parse: Parse, one: casualties.Loose, *, who: Who, about: Circumstances) -> Draft:
    """The event of casualties that no event word tells: "the storm left 12 dead"."""
    sense = Sense(type=_ALONE[one.casualty.kind], tells="event", mode=None, frame=(), needs=(), outcome=None)
    verb = next((a for a in parse.ancestors(one.token) if a.pos in ("VERB", "AUX")), one.token)
    mood, polarity = modality.judge(parse, verb, carrier=None) if verb is not one.token else ("asserted", "positive")
    draft = Draft(
        trigger=Trigger(Site(parse, who, one.token, None), sense, None),
        kind=sense.type,
        people=Participants(),
        modality=mood,
        polarity=polarity,
        place=about.place([verb]),
        time=about.time([verb]),
    )
    draft.casualties = [one.casualty] if polarity == "positive" else []
    return draft


def _harms(draft: Draft) -> bool:
    return draft.trigger.sense.type in _HARM


def _of_sentence(parse: Parse, drafts: Sequence[Draft], token: Token) -> int | None:
    start, end = clauses.clause_span(parse, token)
    inside = [i for i, draft in enumerate(drafts) if start <= draft.token.start < end and _harms(draft)]
    return min(inside, key=lambda i: abs(drafts[i].token.i - token.i)) if inside else None
