"""Bare last names: clusters of chains in, pairs of each bare name with the one person whom it means out.

A bare name is never joined for itself: its text is mainly about one bearer, or roles or company say which, or one
person only bears a name that few do. One that fits nobody so is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dateline.lexicon.name_words import class_of
from dateline.lexicon.people import given_name_gender
from dateline.linking.clusters import Pair, pairs_of
from dateline.linking.likeness import support
from dateline.linking.profiles import ChainSeen, Profile, merge

__all__ = ["remaining"]

Blocks = dict[str, list[int]]

_MAINLY = 3  # times as often named in full as all others of the last name in the text
_CROWD = 48  # chains of one bare name that are compared each with each


def remaining(groups: Sequence[Sequence[int]], seen: Sequence[ChainSeen]) -> list[Pair]:
    """Bare last names: each joined with the one person who bears it and whom something else ties to it."""
    grown = [_grown([seen[i].profile for i in group]) for group in groups]
    bearers: Blocks = defaultdict(list)
    for number, profile in enumerate(grown):
        if profile.person and (profile.full or profile.aliases):
            for word in {name.split()[-1] for name in profile.full | profile.aliases} | _family(profile.full):
                bearers[word].append(number)
    pairs, alone = [], defaultdict(list)
    for number, profile in enumerate(grown):
        if not profile.person or profile.full or not profile.short:
            continue
        found = sorted({other for name in profile.short for other in bearers.get(name, ()) if other != number})
        for other, reason in _bearer(number, found, grown=grown, groups=groups, seen=seen):
            left, right = sorted((groups[other][0], groups[number][0]))
            pairs.append(Pair(left=left, right=right, strength=50, reason=reason))
        if not found:
            for name in profile.short:
                alone[name].append(number)
    return [*pairs, *_single_names(alone, grown=grown, groups=groups)]


def _bearer(
    number: int, found: Sequence[int], *, grown: Sequence[Profile], groups: Sequence[Sequence[int]],
    seen: Sequence[ChainSeen],
) -> Iterator[tuple[int, str]]:  # fmt: skip
    """The one of several people whom a bare last name means, if anything says which, and what does."""
    here = {seen[i].text.text_id for i in groups[number]}
    told = {other: sum(len(seen[i].names) for i in groups[other] if seen[i].text.text_id in here) for other in found}
    told = {other: count for other, count in told.items() if count}
    first, *rest = sorted(told.values(), reverse=True) or [0]
    if first and first >= _MAINLY * sum(rest):
        yield max(told, key=lambda other: told[other]), "the last name of the one whom the text is mainly about"
        return
    for reason, tied in (
        ("the last name, in one role", [one for one in found if grown[one].roles & grown[number].roles]),
        ("the last name, beside the same names", [one for one in found if grown[one].company & grown[number].company]),
        ("the last name of one person only", found if _distinctive(grown[number].short) else ()),
    ):
        if len(tied) == 1:
            yield tied[0], reason
            return


def _single_names(alone: Blocks, *, grown: Sequence[Profile], groups: Sequence[Sequence[int]]) -> Iterator[Pair]:
    """Chains of one bare name that nobody bears in full: joined where it is rare, or they are told of alike."""
    for name, members in alone.items():
        if _distinctive([name]):
            yield from pairs_of([groups[one][0] for one in members], strength=40, reason="the same single name")
            continue
        for one, other in combinations(members[:_CROWD], 2):
            if told := support(grown[one], grown[other]):
                left, right = sorted((groups[one][0], groups[other][0]))
                reason = "; ".join(("the same single name", *told))
                yield Pair(left=left, right=right, strength=40, reason=reason)


def _distinctive(names: Iterable[str]) -> bool:
    """Whether bare names are such as few people bear: no given name, and no family name of the many."""
    return not any(class_of(name) or given_name_gender(name) for name in names)


def _family(names: Iterable[str]) -> set[str]:
    """The words of full names after the first that can stand for the whole; a given name cannot."""
    words = {word for name in names for word in name.split()[1:] if len(word) > 3}
    return {word for word in words if given_name_gender(word) is None}


def _grown(profiles: Sequence[Profile]) -> Profile:
    grown = profiles[0]
    for profile in profiles[1:]:
        grown = merge(grown, profile)
    return grown
