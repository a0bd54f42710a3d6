"""What happened, or is said to: event mentions with their participants, place, time and casualties.

The order of the work: event words (`triggers`), their participants (`arguments`), what is done and what is
not (`modality`), where and when (`circumstances`); then words that tell of one happening become one event
(`causes`), and the casualties that no event word tells find their event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dateline.nlp import Parse, Token
from dateline.reading import arguments, casualties, causes, clauses, modality, triggers
from dateline.reading.arguments import Participants
from dateline.reading.circumstances import Circumstances
from dateline.reading.senses import Sense, Site
from dateline.reading.triggers import Trigger
from dateline.reading.who import Who
from dateline.records.evidence import Text
from dateline.records.ids import record_id
from dateline.records.reading import (
    Argument, Casualty, EventMention, EventType, Modality, Polarity, Quotation, TimeExpression, Toponym,
)  # fmt: skip

__all__ = ["find"]

_HARM: Final = frozenset({"frame", "assault", "death", "disaster", "accident", "crime", "coerce", "protest"})
_ALONE: Final[dict[str, EventType]] = {"killed": "death", "wounded": "accident", "missing": "accident"}
_ONCE: Final = frozenset({"disaster", "accident", "death"})


@dataclass(slots=True)
class _Draft:
    """An event on its way: what `find` fills in and merges."""

    trigger: Trigger
    people: Participants
    modality: Modality
    polarity: Polarity
    place: str | None
    time: str | None
    casualties: list[Casualty] = field(default_factory=list)
    kind: EventType | None = None
    attacked: bool = False
    into: int | None = None

    @property
    def token(self) -> Token:
        return self.trigger.token


def find(
    parse: Parse,
    text: Text,
    *,
    who: Who,
    times: Sequence[TimeExpression],
    toponyms: Sequence[Toponym],
    quotations: Sequence[Quotation],
) -> tuple[EventMention, ...]:
    """Find the event mentions of a text, in text order."""
    about = Circumstances(parse, times=times, toponyms=toponyms, quotations=quotations)
    found = triggers.find(parse, who)
    drafts = _drafts(parse, text, found=found, about=about)
    _join_siblings(parse, drafts)
    _join_frames(parse, drafts)
    _attach(parse, drafts, casualties.loose(parse, text), who=who, about=about)
    _settle(drafts)
    _bury(drafts)
    kept = [draft for draft in drafts if draft.into is None and _tells(parse, who, draft)]
    return tuple(_mention(text, draft, about) for draft in kept)


def _drafts(parse: Parse, text: Text, *, found: Sequence[Trigger], about: Circumstances) -> list[_Draft]:
    event_words = frozenset(trigger.token.i for trigger in found)
    drafts = []
    types = {trigger.token.i: trigger.sense.type for trigger in found}
    for trigger in found:
        carrier = trigger.site.carrier
        if carrier is not None and types.get(carrier.i) == trigger.sense.type:
            continue  # "won the election", "signed a deal": the verb tells it
        people = arguments.find(trigger, event_words=event_words)
        mood, polarity = modality.judge(parse, trigger.token, carrier=trigger.site.carrier)
        draft = _Draft(
            trigger=trigger,
            people=people,
            modality=mood,
            polarity=polarity,
            place=about.place(trigger.verbs) or about.place_of(people.recipients),
            time=about.time(trigger.verbs),
        )
        draft.casualties = _counted(parse, text, draft)
        drafts.append(draft)
    return drafts


def _counted(parse: Parse, text: Text, draft: _Draft) -> list[Casualty]:
    """The casualties that an event's own recipients are: summed where several are counted in one breath."""
    kind = casualties.KINDS.get(draft.trigger.outcome or "")
    if kind is None or draft.polarity == "negative":
        return []
    recipients = draft.people.recipients
    named = [noun for noun in recipients if _is_named(draft, noun)]
    counts = [c for noun in recipients if noun not in named and (c := casualties.count(parse, noun)) is not None]
    if not counts:
        return []
    beside = bool(named) or _in_addition(parse, draft.token)
    if len(counts) == 1 or any(c.number is None or c.lower or c.upper for c in counts):
        return [casualties.casualty(text, kind, replace(c, besides=c.besides or beside)) for c in counts]
    total = casualties.Count(
        number=sum(c.number or 0 for c in counts),
        lower=None,
        upper=None,
        besides=beside or all(c.besides for c in counts),
        start=min(c.start for c in counts),
        end=max(c.end for c in counts),
    )
    return [casualties.casualty(text, kind, total)]


def _is_named(draft: _Draft, noun: Token) -> bool:
    chain = arguments.chain_of(draft.trigger.site.parse, draft.trigger.site.who, noun)
    return chain is not None and chain.named and noun.pos != "NUM" and noun.tag not in ("NNS", "NNPS")


def _in_addition(parse: Parse, token: Token) -> bool:
    """ "in addition to Y's death, three .."."""
    for kid in parse.children(token, "prep"):
        if kid.lower in ("besides", "alongside"):
            return True
        if kid.lower == "in" and any(noun.lower == "addition" for noun in parse.children(kid, "pobj")):
            return True
    return False


def _join_siblings(parse: Parse, drafts: list[_Draft]) -> None:
    """ "Three were killed, three wounded and two arrested" is one event with three casualties."""
    harmful = [i for i, draft in enumerate(drafts) if draft.trigger.outcome in casualties.KINDS]
    for position, second in enumerate(harmful):
        for first in reversed(harmful[max(0, position - 4) : position]):
            if drafts[second].into is not None or not causes.siblings(parse, drafts[first].trigger, drafts[second].trigger):
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


def _keep_worst(one: _Draft, two: _Draft) -> None:
    """ "Shot and killed": who is dead is not counted as wounded besides."""
    for draft, other in ((one, two), (two, one)):
        if draft.trigger.outcome == "dead" and other.trigger.outcome == "wounded":
            other.casualties = []


def _same_people(one: _Draft, two: _Draft) -> bool:
    mine, theirs = ({noun.i for noun in draft.people.recipients} for draft in (one, two))
    return bool(mine) and mine == theirs and {one.trigger.sense.type, two.trigger.sense.type} <= {"assault", "death", "accident"}


def _root(drafts: Sequence[_Draft], index: int) -> int:
    seen = set()
    while (into := drafts[index].into) is not None and index not in seen:
        seen.add(index)
        index = into
    return index


def _absorb(drafts: list[_Draft], *, keep: int, drop: int) -> None:
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


def _add(draft: _Draft, more: Iterable[Casualty]) -> None:
    known = {(one.kind, one.evidence.start) for one in draft.casualties} | {(one.kind, one.number) for one in draft.casualties}
    draft.casualties += [
        one for one in more if (one.kind, one.evidence.start) not in known and (one.kind, one.number) not in known
    ]


def _join_frames(parse: Parse, drafts: list[_Draft]) -> None:
    """Words that tell the frame of an event ("in an operation", "after the dam burst") become one with it."""
    for inner, outer in sorted(causes.frames(parse, [draft.trigger for draft in drafts]).items()):
        first, second = _root(drafts, inner), _root(drafts, outer)
        if first == second:
            continue
        event, frame = drafts[first], drafts[second]
        if event.polarity == "negative" or event.trigger.sense.type not in _HARM or frame.trigger.sense.type not in _HARM:
            continue
        if frame.trigger.sense.mode == "operation" and event.trigger.sense.mode != "operation":
            _absorb(drafts, keep=first, drop=second)
        elif event.trigger.outcome in casualties.KINDS and not any(_is_named(event, noun) for noun in event.people.recipients):
            if not frame.people.recipients or event.casualties:
                _absorb(drafts, keep=second, drop=first)
        else:
            event.place, event.time = event.place or frame.place, event.time or frame.time
            if not event.people.actors and frame.trigger.sense.type == "assault":
                event.people = replace(event.people, actors=frame.people.actors)


def _settle(drafts: list[_Draft]) -> None:
    """Say of deaths and injuries without a cause what the text says of the rest: an attack, or none."""
    attacked = any(_is_attack(draft) for draft in drafts)
    for draft in drafts:
        if draft.token.lemma == "kill" and draft.trigger.sense.type == "assault" and not attacked and not draft.attacked:
            draft.kind = "death" if not (draft.people.actors or draft.people.instruments) else None
        elif draft.trigger.sense.mode is None and draft.trigger.sense.type == "accident" and draft.trigger.outcome == "wounded":
            draft.kind = "assault" if attacked or draft.people.actors else None


def _bury(drafts: list[_Draft]) -> None:
    """Who was shot or stabbed and is dead is no wounded: the same words, the same person, or "the boy" once more."""
    dead: set[object] = set()
    for draft in drafts:
        if draft.trigger.outcome == "dead" and draft.modality == "asserted":
            dead.update(key for noun in draft.people.recipients for key in _keys(draft, noun))
    for draft in drafts:
        if draft.trigger.outcome == "wounded" and draft.trigger.sense.type == "assault":
            alive = not any(key in dead for noun in draft.people.recipients for key in _keys(draft, noun))
            draft.casualties = [one for one in draft.casualties if alive or one.kind != "wounded" or one.number != 1]


def _keys(draft: _Draft, noun: Token) -> tuple[object, ...]:
    chain = draft.trigger.site.who.chain(noun)
    return (noun.i, noun.lemma.lower(), *((chain.id,) if chain is not None else ()))


def _is_attack(draft: _Draft) -> bool:
    if draft.trigger.sense.type != "assault" or draft.modality != "asserted":
        return False
    return bool(draft.people.actors or draft.people.instruments or draft.token.lemma != "kill")


def _attach(parse: Parse, drafts: list[_Draft], loose: Iterable[casualties.Loose], *, who: Who, about: Circumstances) -> None:
    """Give the casualties that adjectives and tolls tell to the event of their sentence, or make one of them."""
    alone: list[_Draft] = []
    words_ = {word.i: index for index, draft in enumerate(drafts) for word in reversed(draft.trigger.verbs)}
    told = {draft.token.i for draft in drafts}
    for one in loose:
        if one.token.i in told:
            continue
        near = [a.i for a in (one.token, *parse.ancestors(one.token)) if a.i in words_ and _harms(drafts[words_[a.i]])]
        index = words_[near[0]] if near else _of_sentence(parse, drafts, one.token)
        if index is not None:
            draft = drafts[_root(drafts, index)]
            if draft.polarity == "positive":
                _add(draft, [one.casualty])
        elif one.casualty.kind in _ALONE:
            alone.append(_lonely(parse, one, who=who, about=about))
    drafts += alone
    drafts.sort(key=lambda draft: draft.token.i)


def _lonely(parse: Parse, one: casualties.Loose, *, who: Who, about: Circumstances) -> _Draft:
    """The event of casualties that no event word tells: "the storm left 12 dead"."""
    sense = Sense(type=_ALONE[one.casualty.kind], mode=None, frame=(), needs=(), outcome=None)
    verb = next((a for a in parse.ancestors(one.token) if a.pos in ("VERB", "AUX")), one.token)
    mood, polarity = modality.judge(parse, verb, carrier=None) if verb is not one.token else ("asserted", "positive")
    draft = _Draft(
        trigger=Trigger(Site(parse, who, one.token, None), sense, None),
        people=Participants(),
        modality=mood,
        polarity=polarity,
        place=about.place([verb]),
        time=about.time([verb]),
    )
    draft.casualties = [one.casualty] if polarity == "positive" else []
    return draft


def _harms(draft: _Draft) -> bool:
    return draft.trigger.sense.type in _HARM


def _of_sentence(parse: Parse, drafts: Sequence[_Draft], token: Token) -> int | None:
    start, end = clauses.clause_span(parse, token)
    inside = [i for i, draft in enumerate(drafts) if start <= draft.token.start < end and _harms(draft)]
    return min(inside, key=lambda i: abs(drafts[i].token.i - token.i)) if inside else None


def _tells(parse: Parse, who: Who, draft: _Draft) -> bool:
    """Whether the words tell of something: an event noun with nothing around it, or a habit, does not."""
    people = draft.people
    if _is_bare(parse, draft):
        return False
    if draft.trigger.sense.type == "frame":
        return bool(draft.casualties)
    if not draft.trigger.site.verbal:
        sure = draft.trigger.sense.type in _ONCE and (draft.place or draft.time)
        return bool(people.actors or people.recipients or draft.casualties or sure)
    if draft.token.tag in ("VBZ", "VBP") and draft.modality == "asserted" and not draft.casualties:
        if clauses.is_passive(parse, draft.token):
            return True
        told = any(who.mention(noun) is not None and _is_named(draft, noun) for noun in (*people.actors, *people.recipients))
        return told or draft.time is not None
    return True


def _is_bare(parse: Parse, draft: _Draft) -> bool:
    """ "People were injured", said of nobody in particular, nowhere and never."""
    if draft.people.recipients and all(noun.lower == "you" for noun in draft.people.recipients):
        return True
    if draft.casualties or draft.place or draft.time or draft.people.actors:
        return False
    return bool(draft.people.recipients) and all(
        noun.tag == "NNS" and parse.child(noun, "det", "nummod", "amod", "poss", "compound", "prep") is None
        for noun in draft.people.recipients
    )


def _mention(text: Text, draft: _Draft, about: Circumstances) -> EventMention:
    trigger, token = draft.trigger, draft.token
    site = trigger.site
    kind = draft.kind or ("assault" if trigger.sense.type == "frame" else trigger.sense.type)
    start, end = clauses.clause_span(site.parse, token)

    def roles(nouns: Iterable[Token]) -> tuple[Argument, ...]:
        return tuple(arguments.phrase(text, site, noun) for noun in nouns)

    return EventMention(
        id=record_id("event", text.id, token.start, token.end, kind),
        type=kind,
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
