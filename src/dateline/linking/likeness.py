"""Which chains may be one: chains in, pairs with reasons out, by blocks of equal keys, never all with all.

Strongest first: one place; equal full names; an alias that a text states; a fuller form of a person's name;
a body's name in another wording, or its initials; a description that repeats a name's words; and last a
bare last name, where one person only bears it or the roles say which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from dateline.linking.clusters import Pair, pairs_of
from dateline.linking.names import agree, initials, same_body, tokens_of
from dateline.linking.press import hand
from dateline.linking.profiles import ChainSeen, Profile, merge

__all__ = ["likely", "remaining"]

Blocks = dict[str, list[int]]


def likely(seen: Sequence[ChainSeen]) -> list[Pair]:
    """The pairs that names alone support."""
    profiles = [one.profile for one in seen]
    return [
        *_same_place(profiles),
        *_equal_names(profiles),
        *_press(profiles),
        *_stated_aliases(profiles),
        *_fuller_names(profiles),
        *_same_bodies(profiles),
        *_initials(profiles),
        *_descriptions(seen),
    ]


def _same_place(profiles: Sequence[Profile]) -> Iterator[Pair]:
    blocks = _blocks(profiles, lambda p: () if p.person else p.place)
    yield from _chained(blocks, strength=7, reason="one place")


def _equal_names(profiles: Sequence[Profile]) -> Iterator[Pair]:
    full = _blocks(profiles, lambda p: p.full)
    yield from _chained(full, strength=6, reason="equal full names")
    short = _blocks(profiles, lambda p: () if p.person else p.short)
    yield from _chained(short, strength=4, reason="equal names")


def _press(profiles: Sequence[Profile]) -> Iterator[Pair]:
    """The mark and the usual name of one agency or outlet."""
    known = _blocks(profiles, lambda p: () if p.person else (h.name for n in p.full | p.short if (h := hand(n))))
    yield from _chained(known, strength=5, reason="names of one agency or outlet")


def _stated_aliases(profiles: Sequence[Profile]) -> Iterator[Pair]:
    blocks = _blocks(profiles, lambda p: p.aliases | p.full | p.short)
    stated = {name: members for name, members in blocks.items() if any(name in profiles[i].aliases for i in members)}
    yield from _chained(stated, strength=5, reason="an alias that a text states")


def _fuller_names(profiles: Sequence[Profile]) -> Iterator[Pair]:
    bearers: Blocks = _blocks(profiles, lambda p: p.full if p.person else ())
    blocks: dict[str, list[str]] = defaultdict(list)
    for name in bearers:
        words = name.split()
        for key in {words[-1], " ".join(words[:2])}:
            blocks[key].append(name)
    yield from _compared(blocks, bearers=bearers, alike=agree, strength=3, reason="a fuller form of the name")


def _same_bodies(profiles: Sequence[Profile]) -> Iterator[Pair]:
    bearers = _blocks(profiles, lambda p: () if p.person else p.full)
    blocks: dict[str, list[str]] = defaultdict(list)
    for name in bearers:
        words = name.split()
        if len(words) > 2:
            blocks[" ".join((*words[-3:-1], words[-1][0]))].append(name)
    yield from _compared(blocks, bearers=bearers, alike=same_body, strength=3, reason="one body in other words")


def _initials(profiles: Sequence[Profile]) -> Iterator[Pair]:
    """An acronym and the one name whose initials it is, with or without a word of origin in front."""
    short = _blocks(profiles, lambda p: () if p.person else (name for name in p.short | p.aliases if len(name) > 1))
    claims: dict[str, set[str]] = defaultdict(set)
    bearers = _blocks(profiles, lambda p: () if p.person else p.full)
    for name in bearers:
        letters = initials(name)
        # Two letters are too few to overlook a word of origin in front.
        for acronym in {letters, letters[1:] if len(letters) > 3 else letters}:
            if len(acronym) > 1 and acronym in short:
                claims[acronym].add(name)
    for acronym, names in claims.items():
        if all(same_body(a, b) for a, b in combinations(sorted(names), 2)):
            members = [*short[acronym], *(bearers[name][0] for name in names)]
            yield from pairs_of(members, strength=2, reason="the initials of the name")


def _descriptions(seen: Sequence[ChainSeen]) -> Iterator[Pair]:
    """A description of three words or more that stand so in one name alone ("his new harbour league")."""
    named: dict[tuple[str, ...], set[str]] = defaultdict(set)
    bearer: dict[str, int] = {}
    for i, one in enumerate(seen):
        for name in () if one.profile.person else one.profile.full:
            bearer.setdefault(name, i)
            words = tuple(name.split())
            for size in range(3, len(words)):
                for start in range(len(words) - size + 1):
                    named[words[start : start + size]].add(name)
    for i, one in enumerate(seen):
        told = {tokens_of(m.evidence.exact) for m in one.mentions if m.form == "nominal" or not one.chain.named}
        for words in sorted(told):
            names = named.get(words, set())
            if len(names) == 1 and (other := bearer[next(iter(names))]) != i:
                yield Pair(left=min(i, other), right=max(i, other), strength=2, reason="described in the name's words")


def remaining(groups: Sequence[Sequence[int]], seen: Sequence[ChainSeen]) -> list[Pair]:
    """Bare last names: each joined with the one person who bears it, by role where there are several."""
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
        found = {other for name in profile.short for other in bearers.get(name, ()) if other != number}
        chosen = found if len(found) == 1 else {other for other in found if grown[other].roles & profile.roles}
        if len(chosen) == 1:
            left, right = sorted((groups[next(iter(chosen))][0], groups[number][0]))
            pairs.append(Pair(left=left, right=right, strength=1, reason="the last name of one person only"))
        elif not found:
            for name in profile.short:
                alone[name].append(groups[number][0])
    return [*pairs, *_chained(alone, strength=1, reason="the same single name")]


def _family(names: Iterable[str]) -> set[str]:
    """The words of full names after the first that can stand for the whole."""
    return {word for name in names for word in name.split()[1:] if len(word) > 3}


def _grown(profiles: Sequence[Profile]) -> Profile:
    grown = profiles[0]
    for profile in profiles[1:]:
        grown = merge(grown, profile)
    return grown


def _blocks(profiles: Sequence[Profile], keys: Callable[[Profile], Iterable[str]]) -> Blocks:
    blocks: Blocks = defaultdict(list)
    for i, profile in enumerate(profiles):
        for key in sorted(set(keys(profile))):
            blocks[key].append(i)
    return blocks


def _chained(blocks: Blocks, *, strength: int, reason: str) -> Iterator[Pair]:
    for members in blocks.values():
        yield from pairs_of(members, strength=strength, reason=reason)


def _compared(
    blocks: dict[str, list[str]], *, bearers: Blocks, alike: Callable[[str, str], bool], strength: int, reason: str
) -> Iterator[Pair]:
    for names in blocks.values():
        for left, right in combinations(sorted(set(names)), 2):
            if alike(left, right):
                first, second = sorted((bearers[left][0], bearers[right][0]))
                if first != second:
                    yield Pair(left=first, right=second, strength=strength, reason=reason)
