"""What an event mention is compared by: its family, how real it is, who took part, where, when, in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from dateline.lexicon.nations import is_adjective
from dateline.lexicon.tables import words
from dateline.linking.corpus import SharedText
from dateline.linking.entities import Register
from dateline.linking.names import fold
from dateline.linking.places import Atlas
from dateline.linking.speakers import Speakers
from dateline.linking.times import Clock, narrower
from dateline.records.base import record
from dateline.records.reading import Argument, EntityType, EventMention, Modality, Place, Polarity
from dateline.records.time import UNKNOWN, Time

__all__ = ["Happening", "Seen", "happenings", "merge", "standing"]

Standing = Literal["done", "denied", "not_done"]
_KILLING = frozenset({"kill", "execute", "assassinate"})
_HARM = frozenset({"disaster", "accident", "killing"})
_SINGULAR = re.compile(r"(?:an?|one|his|her|their|my|the|this) (?!\w+s\b)|(?:him|her|me|you|he|she|i)$", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|in|at|from|who|and)\s|,")
_NOBODY: frozenset[EntityType] = frozenset({"organization", "place", "facility", "work", "event", "product"})
_OPENING = 700  # characters of a text that tell its news; what stands further down may be remembered
_SPEAKING = frozenset({"i", "me", "my", "myself", "we", "us"})
_STEM = 5  # letters by which "arrested", "arrests" and "arrest" meet


@record
class Happening:
    """A group of event mentions as one; the sets hold entity ids, place ids, folded stems and text ids.

    `named` are the actors and recipients known by name, `people` those of the recipients who are people; `someone`
    says that one was only described ("a man of 38"). `groups` are those whom it counts and describes ("two
    firefighters"), by their noun.
    `recalled` says that its text dates it long before itself; `fresh` bounds what a text opens with and does not date.
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
    someone: bool = False
    named: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    recalled: bool = False
    fresh: Time = UNKNOWN

    @property
    def harm(self) -> bool:
        """Whether people came to harm, none singled out and nobody's doing: a toll, or what it is the toll of."""
        return self.family in _HARM and not self.people and not self.someone and not self.actors

    @property
    def when(self) -> Time:
        """When it was, as far as its text tells or lets guess."""
        return self.time if self.time.earliest is not None or self.fresh == UNKNOWN else self.fresh


@record
class Seen:
    """An event mention with its text, its place, and what it is compared by; `cast` and `towns` are who and where
    its text names, `story` the story that its text is of."""

    mention: EventMention
    text: SharedText
    place: str | None
    time: Time
    cast: frozenset[str]
    towns: frozenset[str]
    story: str
    happening: Happening


def standing(modality: Modality, polarity: Polarity) -> Standing:
    """Done, denied, or not done (planned, considered, ordered, possible ..): these are never one event."""
    if modality == "denied" or polarity == "negative":
        return "denied"
    return "done" if modality == "asserted" else "not_done"


def happenings(
    texts: Sequence[SharedText],
    *,
    register: Register,
    speakers: Speakers,
    atlas: Atlas,
    clock: Clock,
    stories: Mapping[str, str],
) -> tuple[Seen, ...]:
    """All event mentions of all texts, in order; `stories` names the story of each text."""
    casts = _casts(register)
    whom = _Whom(register=register, speakers=speakers, names=_names(register))
    scenes = (
        _Scene(
            text=text,
            story=stories.get(text.text_id, text.text_id),
            cast=casts.get(text.text_id, frozenset()),
            towns=frozenset(atlas.of[p.id] for p in text.reading.places if p.id in atlas.of and _is_town(p)),
        )
        for text in texts
    )
    return tuple(
        _seen(mention, scene=scene, whom=whom, atlas=atlas, clock=clock)
        for scene in scenes
        for mention in scene.text.reading.events
    )


@record
class _Scene:
    """A text, its story, and who and which towns it names."""

    text: SharedText
    story: str
    cast: frozenset[str]
    towns: frozenset[str]


@record
class _Whom:
    """Finds the entity of a participant: by its chain, else by its name where only one bears it; "I" is who speaks."""

    register: Register
    speakers: Speakers
    names: Mapping[str, str]

    def of(self, argument: Argument, mention: EventMention) -> str | None:
        """The id of the entity, None where it is not known."""
        entity = self.register.entity(argument.chain)
        if entity is not None:
            return entity.id
        if argument.text.casefold() in _SPEAKING and mention.quotation is not None:
            spoken = self.speakers.of(mention.quotation)
            return spoken.entity if spoken is not None else None
        return self.names.get(fold(argument.text))

    def all(self, arguments: Sequence[Argument], mention: EventMention) -> Iterator[str]:
        """Those of several participants that are known."""
        for argument in arguments:
            if (entity := self.of(argument, mention)) is not None:
                yield entity


def _names(register: Register) -> dict[str, str]:
    """The entities by full name, those left out that share theirs."""
    found: dict[str, set[str]] = {}
    for entity in register.entities:
        if entity.id in register.named and " " in entity.name:
            found.setdefault(fold(entity.name), set()).add(entity.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def _is_town(place: Place) -> bool:
    """Whether a place is less than a country: known to lie in one, or unknown to the gazetteer."""
    return place.gazetteer_id is None or bool(place.within)


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


def _seen(mention: EventMention, *, scene: _Scene, whom: _Whom, atlas: Atlas, clock: Clock) -> Seen:
    text, register = scene.text, whom.register
    place = atlas.toponym_place.get(mention.place or "")
    time = clock.at(mention.time)
    if mention.modality == "asserted" and clock.is_ahead(time, text.text_id):
        mention = replace(mention, modality="planned")  # "when he is sentenced on 11 December"
    recipients = frozenset(whom.all(mention.recipients, mention))
    actors = frozenset(whom.all(mention.actors, mention))
    happening = Happening(
        family=_family(mention),
        standing=standing(mention.modality, mention.polarity),
        actors=actors,
        recipients=recipients,
        instruments=frozenset(whom.all(mention.instruments, mention)),
        people=frozenset(e for e in recipients if e in register.named and register.by_id[e].type == "person"),
        someone=any(_is_one(argument, mention, whom) for argument in mention.recipients),
        named=(actors | recipients) & register.named,
        places=frozenset({place} if place else ()),
        stems=frozenset({fold(mention.trigger.exact)[:_STEM]}),
        texts=frozenset({text.text_id}),
        time=time,
        numbers=frozenset((c.kind, c.number) for c in mention.casualties if c.number is not None and not c.besides),
        besides=any(casualty.besides for casualty in mention.casualties),
        groups=_groups(mention),
        recalled=clock.is_recalled(time, text.text_id),
        fresh=clock.just_before(text.text_id) if mention.trigger.start < _OPENING else UNKNOWN,
    )
    return Seen(
        mention=mention,
        text=text,
        place=place,
        time=time,
        cast=scene.cast,
        towns=scene.towns,
        story=scene.story,
        happening=happening,
    )


def _is_one(argument: Argument, mention: EventMention, whom: _Whom) -> bool:
    """Whether one person is described and not named: "a florist", "him", but not "two florists"."""
    if argument.type in _NOBODY or whom.of(argument, mention) in whom.register.named:
        return False
    return _SINGULAR.match(argument.text) is not None


def _family(mention: EventMention) -> str:
    """What may be told in each other's words: a killing as an assault, a death or an elimination."""
    if mention.type == "death" or (mention.type == "assault" and mention.mode in _KILLING):
        return "killing"
    return f"{mention.type}/{mention.mode}" if mention.type in ("coerce", "assault") and mention.mode else mention.type


def _groups(mention: EventMention) -> frozenset[str]:
    """Whom a toll counts, where the text tells more than that they were people."""
    if not any(casualty.number is not None for casualty in mention.casualties):
        return frozenset()
    heads = (_OF.split(argument.text.casefold())[0].split() for argument in mention.recipients)
    nouns = {each[-1].removesuffix("s") for each in heads if each}
    return frozenset(noun for noun in nouns if noun.isalpha() and noun not in _anybody())


@cache
def _anybody() -> frozenset[str]:
    return words("anybody_nouns")


def merge(left: Happening, right: Happening) -> Happening:
    """Both as one."""
    return Happening(
        family=right.family if left.family == "other" else left.family,
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
        someone=left.someone or right.someone,
        named=left.named | right.named,
        groups=left.groups | right.groups,
        recalled=left.recalled or right.recalled,
        fresh=narrower((left.fresh, right.fresh)),
    )
