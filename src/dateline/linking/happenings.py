"""What an event mention is compared by: its family, how real it is, who took part, where, when, in which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from dateline.lexicon.nations import is_adjective
from dateline.linking.corpus import SharedText
from dateline.linking.entities import Register
from dateline.linking.names import fold
from dateline.linking.places import Atlas
from dateline.linking.times import Clock, narrower
from dateline.records.base import record
from dateline.records.reading import Argument, EventMention, Modality, Polarity
from dateline.records.time import Time

__all__ = ["Happening", "Seen", "happenings", "merge", "standing"]

Standing = Literal["done", "denied", "not_done"]
_KILLING = frozenset({"kill", "execute", "assassinate"})
_HARM = frozenset({"disaster", "accident", "killing"})
_STEM = 5  # letters by which "arrested", "arrests" and "arrest" meet


@record
class Happening:
    """A group of event mentions as one; the sets hold entity ids, place ids, folded stems and text ids.

    `recalled` says that its text dates it long before itself.
    """

    family: str
    standing: Standing
    actors: frozenset[str]
    recipients: frozenset[str]
    instruments: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]
    stems: frozenset[str]
    texts: frozenset[str]
    time: Time
    numbers: frozenset[tuple[str, int]]
    besides: bool
    recalled: bool = False

    @property
    def harm(self) -> bool:
        """Whether people came to harm, none of them named and nobody's doing: a toll, or what it is the toll of."""
        return self.family in _HARM and not self.people and not self.actors


@record
class Seen:
    """An event mention with its text, its place, and what it is compared by."""

    mention: EventMention
    text: SharedText
    place: str | None
    time: Time
    cast: frozenset[str]
    happening: Happening


def standing(modality: Modality, polarity: Polarity) -> Standing:
    """Done, denied, or not done (planned, considered, ordered, possible ..): these are never one event."""
    if modality == "denied" or polarity == "negative":
        return "denied"
    return "done" if modality == "asserted" else "not_done"


def happenings(texts: Sequence[SharedText], *, register: Register, atlas: Atlas, clock: Clock) -> tuple[Seen, ...]:
    """All event mentions of all texts, in order."""
    casts = _casts(register)
    return tuple(
        _seen(
            mention, text=text, cast=casts.get(text.text_id, frozenset()), register=register, atlas=atlas, clock=clock
        )
        for text in texts
        for mention in text.reading.events
    )


def _casts(register: Register) -> dict[str, frozenset[str]]:
    """The people and bodies that each text names, outlets and agencies left out."""
    hands = frozenset(register.hands.values())
    found: dict[str, set[str]] = {}
    for mention in register.mentions:
        entity = mention.entity
        if entity is None or entity not in register.named or entity in hands or is_adjective(mention.evidence.exact):
            continue
        if register.by_id[entity].type != "place":
            found.setdefault(mention.evidence.text_id, set()).add(entity)
    return {text_id: frozenset(entities) for text_id, entities in found.items()}


def _seen(
    mention: EventMention,
    *,
    text: SharedText,
    cast: frozenset[str],
    register: Register,
    atlas: Atlas,
    clock: Clock,
) -> Seen:
    place = atlas.toponym_place.get(mention.place or "")
    time = clock.at(mention.time)
    if mention.modality == "asserted" and clock.is_ahead(time, text.text_id):
        mention = replace(mention, modality="planned")  # "when he is sentenced on 11 December"
    recipients = frozenset(_entities(mention.recipients, register))
    happening = Happening(
        family=_family(mention),
        standing=standing(mention.modality, mention.polarity),
        actors=frozenset(_entities(mention.actors, register)),
        recipients=recipients,
        instruments=frozenset(_entities(mention.instruments, register)),
        people=frozenset(e for e in recipients if register.by_id[e].type == "person"),
        places=frozenset({place} if place else ()),
        stems=frozenset({fold(mention.trigger.exact)[:_STEM]}),
        texts=frozenset({text.text_id}),
        time=time,
        numbers=frozenset((c.kind, c.number) for c in mention.casualties if c.number is not None and not c.besides),
        besides=any(casualty.besides for casualty in mention.casualties),
        recalled=clock.is_recalled(time, text.text_id),
    )
    return Seen(mention=mention, text=text, place=place, time=time, cast=cast, happening=happening)


def _family(mention: EventMention) -> str:
    """What may be told in each other's words: a killing as an assault, a death or an elimination."""
    if mention.type == "death" or (mention.type == "assault" and mention.mode in _KILLING):
        return "killing"
    return f"{mention.type}/{mention.mode}" if mention.type in ("coerce", "assault") and mention.mode else mention.type


def _entities(arguments: Sequence[Argument], register: Register) -> Iterator[str]:
    for argument in arguments:
        if (entity := register.entity(argument.chain)) is not None:
            yield entity.id


def merge(left: Happening, right: Happening) -> Happening:
    """Both as one."""
    return Happening(
        family=left.family,
        standing=left.standing,
        actors=left.actors | right.actors,
        recipients=left.recipients | right.recipients,
        instruments=left.instruments | right.instruments,
        people=left.people | right.people,
        places=left.places | right.places,
        stems=left.stems | right.stems,
        texts=left.texts | right.texts,
        time=narrower((left.time, right.time)),
        numbers=left.numbers | right.numbers,
        besides=left.besides or right.besides,
        recalled=left.recalled or right.recalled,
    )
