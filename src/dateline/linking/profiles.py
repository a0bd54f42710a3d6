"""What a coreference chain is compared by: its names, folded, sorted into full names, short ones and stated aliases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.linking.corpus import SharedText
from dateline.linking.names import agree, fold, is_acronym, same_body, tokens_of, without_nickname, without_title
from dateline.linking.places import Atlas
from dateline.records.base import record
from dateline.records.reading import AliasBasis, CoreferenceChain, EntityType, Mention

__all__ = ["ChainSeen", "Profile", "clash", "merge", "see"]

_STATED: frozenset[AliasBasis] = frozenset({"nickname", "known_as", "acronym", "spelling", "name"})
_BY_NAMES: frozenset[AliasBasis] = frozenset({"nickname", "known_as"})


@record
class Profile:
    """The folded names of a group of chains. `full` names are a person's legal ones or a body's whole ones;
    `aliases` are stated by a text; `short` are bare last names, acronyms and the like."""

    person: bool
    type: EntityType
    full: frozenset[str]
    aliases: frozenset[str]
    short: frozenset[str]
    place: frozenset[str]
    roles: frozenset[str]


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
        for chain in text.reading.coreference:
            own = tuple(mentions[mention] for mention in chain.mentions if mention in mentions)
            seen.append(ChainSeen(chain=chain, mentions=own, text=text, profile=_profile(chain, own, atlas.by_mention)))
    return tuple(seen)


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
    )


def _is_full(name: str, *, person: bool) -> bool:
    return len(tokens_of(name)) > 1 if person else not is_acronym(name)


def clash(left: Profile, right: Profile) -> bool:
    """Whether two groups cannot be one: a person and none, or two full names of which none agrees."""
    if left.person != right.person:
        someone, thing = (left, right) if left.person else (right, left)
        nickname = bool(thing.full | thing.short) and thing.full | thing.short <= someone.aliases
        return not nickname and not left.full & right.full
    # A full name that the other side gives as an alias ("known as El Lobo") is a nickname, no second legal name.
    ours, theirs = left.full - right.aliases, right.full - left.aliases
    if left.person:
        return any(not agree(a, b) for a in ours for b in theirs)
    # One acronym, two bodies: whole names of which none agrees keep them apart, unless they are one place.
    if not ours or not theirs or left.place & right.place:
        return False
    return not any(_related(a, b) for a in ours for b in theirs)


def _related(left: str, right: str) -> bool:
    return left == right or same_body(left, right) or f" {left} " in f" {right} " or f" {right} " in f" {left} "


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
    )
