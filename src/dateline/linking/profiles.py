"""What a coreference chain is compared by: its names, folded, sorted into full names, short ones and stated aliases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.lexicon.romanising import romanise
from dateline.lexicon.walks import apart, walks_of
from dateline.linking.alignment import spoken
from dateline.linking.corpus import SharedText
from dateline.linking.names import (
    agree,
    fold,
    is_acronym,
    misspelled,
    same_body,
    same_core,
    tokens_of,
    without_nickname,
    without_title,
)
from dateline.linking.places import Atlas
from dateline.linking.press import known_as
from dateline.records.base import record
from dateline.records.reading import AliasBasis, CoreferenceChain, EntityType, Mention

__all__ = ["ChainSeen", "Profile", "clash", "merge", "namesakes", "registered", "see"]

_STATED: frozenset[AliasBasis] = frozenset({"nickname", "known_as", "acronym", "spelling", "name"})
_COMPANY = 24  # names: a text of more is a list
_SHARED = 2  # names beside both that outweigh walks of life that seldom meet
_BY_NAMES: frozenset[AliasBasis] = frozenset({"nickname", "known_as"})


@record
class Profile:
    """The folded names of a group of chains. `full` names are a person's legal ones or a body's whole ones;
    `aliases` are stated by a text; `short` are bare last names, acronyms and the like; `walks` what a person does,
    `company` the full names of the people and bodies told of beside it."""

    person: bool
    type: EntityType
    full: frozenset[str]
    aliases: frozenset[str]
    short: frozenset[str]
    place: frozenset[str]
    roles: frozenset[str]
    walks: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()


@record
class ChainSeen:
    """A chain of one text with its mentions, and what it is compared by."""

    chain: CoreferenceChain
    mentions: tuple[Mention, ...]
    text: SharedText
    profile: Profile

    @property
    def names(self) -> tuple[Mention, ...]:
        """Its mentions by name."""
        return tuple(mention for mention in self.mentions if mention.form == "name")


def see(texts: Iterable[SharedText], atlas: Atlas) -> tuple[ChainSeen, ...]:
    """All chains of all texts, in order."""
    seen = []
    for text in texts:
        mentions = {mention.id: mention for mention in text.reading.mentions}
        here = []
        for chain in text.reading.coreference:
            own = tuple(mentions[mention] for mention in chain.mentions if mention in mentions)
            here.append(ChainSeen(chain=chain, mentions=own, text=text, profile=_profile(chain, own, atlas.by_mention)))
        seen += _in_company(here)
    return tuple(seen)


def _in_company(here: Sequence[ChainSeen]) -> list[ChainSeen]:
    """The chains of one text, each told who is named beside it."""
    names = [sorted(one.profile.full)[0] for one in here if one.profile.full and not one.profile.place]
    told = frozenset([name for name in names if " " in name][:_COMPANY])
    return [replace(one, profile=replace(one.profile, company=told - one.profile.full)) for one in here]


def _profile(chain: CoreferenceChain, mentions: Sequence[Mention], place_of: Mapping[str, str]) -> Profile:
    written = [mention.evidence.exact for mention in mentions if mention.form == "name"]
    place = frozenset(place_of[mention.id] for mention in mentions if mention.id in place_of)
    # Parsers take towns and acronyms for people; a gazetteer and capitals know better.
    person = chain.type == "person" and not place and not (written and all(is_acronym(name) for name in written))
    stated = {fold(alias.text) for alias in chain.aliases if alias.basis in _STATED}
    nicknames = {fold(alias.text) for alias in chain.aliases if alias.basis in _BY_NAMES}
    names = [without_nickname(name) for name in (chain.name, *written)] if chain.named else []
    names = [without_title(name) for name in names] if person else names
    folded = {fold(name): name for name in names}
    full = {key for key, name in folded.items() if _is_full(name, person=person) and key not in nicknames}
    return Profile(
        person=person,
        type=chain.type if person or chain.type != "person" else "place" if place else "organization",
        full=frozenset(full - {""}),
        aliases=frozenset(stated - full - {""}),
        short=frozenset(folded.keys() - full - stated - {""}),
        place=place,
        roles=frozenset(word for role in chain.roles for word in tokens_of(role.text) if len(word) > 3),
        walks=walks_of(role.text for role in chain.roles if role.until is None) if person else frozenset(),
    )


def _is_full(name: str, *, person: bool) -> bool:
    return len(tokens_of(name)) > 1 if person else not is_acronym(name)


def registered(name: str, *, type: EntityType, aliases: Iterable[str] = ()) -> Profile:
    """What an entry of a register is compared by: its name, and other names that it states."""
    person = type == "person"
    plain = romanise(without_nickname(spoken(name) if person else name))
    full = fold(without_title(plain) if person else plain)
    stated = {fold(alias) for alias in aliases} - {"", full}
    return Profile(
        person=person,
        type=type,
        full=frozenset({full} - {""}),
        aliases=frozenset(stated),
        short=frozenset(),
        place=frozenset(),
        roles=frozenset(),
    )


def clash(left: Profile, right: Profile) -> bool:
    """Whether two groups cannot be one: a person and none, or two full names of which none agrees."""
    if left.person != right.person:
        someone, thing = (left, right) if left.person else (right, left)
        nickname = bool(thing.full | thing.short) and thing.full | thing.short <= someone.aliases
        return not nickname and not left.full & right.full
    # A full name that the other side gives as an alias ("known as El Lobo") is a nickname, no second legal name.
    ours, theirs = left.full - right.aliases, right.full - left.aliases
    if left.person:
        return namesakes(left, right) or any(not agree(a, b) for a in ours for b in theirs)
    # One acronym, two bodies: whole names of which none agrees keep them apart, unless they are one place.
    if not ours or not theirs or left.place & right.place:
        return False
    return not (known_as(ours) & known_as(theirs)) and not any(_related(a, b) for a in ours for b in theirs)


def namesakes(left: Profile, right: Profile) -> bool:
    """Whether two people of one name follow walks of life that seldom meet, and nobody is told of beside both."""
    return apart(left.walks, right.walks) and len(left.company & right.company) < _SHARED


def _related(left: str, right: str) -> bool:
    return (
        left == right
        or same_core(left, right)
        or misspelled(left, right)
        or same_body(left, right)
        or f" {left} " in f" {right} "
        or f" {right} " in f" {left} "
    )


def merge(left: Profile, right: Profile) -> Profile:
    """The names of both."""
    return Profile(
        person=left.person or right.person,
        type=left.type,
        full=left.full | right.full,
        aliases=left.aliases | right.aliases,
        short=left.short | right.short,
        place=left.place | right.place,
        roles=left.roles | right.roles,
        walks=left.walks | right.walks,
        company=frozenset(sorted(left.company | right.company)[:_COMPANY]),
    )
