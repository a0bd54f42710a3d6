"""Which chains may be one: profiles in, pairs with reasons out.

`keys` says under which keys a profile is filed, `score` how likely two profiles are one and why; both depend on the
records and the shipped tables alone, never on what else there is. `likely` compares what shares a key, never all with
all. What only the rest can tell follows: an acronym that one name alone may claim, a description in one name's words.
Bare last names come later (`last_names`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

from dateline.lexicon import tables
from dateline.lexicon.name_words import class_of, weight_of
from dateline.lexicon.people import name_head
from dateline.linking.alignment import sound
from dateline.linking.clusters import Pair, pairs_of
from dateline.linking.name_scores import LIKELY, Score, compare
from dateline.linking.names import acronyms_of, agree, core, fold, misspelled, same_body, same_core, skeleton, tokens_of
from dateline.linking.press import known_as
from dateline.linking.profiles import ChainSeen, Profile, namesakes

__all__ = ["JOINED", "by_names", "common", "keys", "likely", "score", "support"]

Blocks = dict[str, list[int]]

JOINED = 0.5
"""Two profiles at least so likely are joined, unless their groups have come to contradict each other."""
_CROWD = 48  # members of a block that are compared each with each; beyond, one of each kind is


def keys(profile: Profile) -> frozenset[str]:
    """The keys under which a profile is filed: two that could be joined by their names share one at least."""
    if not profile.person and profile.place:
        return frozenset({*(f"place {one}" for one in profile.place), *_name_keys(profile)})
    return frozenset({*_name_keys(profile), *(_person_keys(profile) if profile.person else _body_keys(profile))})


def _name_keys(profile: Profile) -> Iterator[str]:
    yield from (f"name {name}" for name in _filed(profile))


def _filed(profile: Profile) -> frozenset[str]:
    """The names by which a profile is found; a bare last name is nobody's: it is placed when the rest is known."""
    short = profile.short - _last_words(profile) if profile.person else profile.short
    return profile.full | profile.aliases | short


def _last_words(profile: Profile) -> frozenset[str]:
    return frozenset(name.split()[-1] for name in profile.full)


def _person_keys(profile: Profile) -> Iterator[str]:
    for name in profile.full:
        words = name.split()
        yield f"last {skeleton(words[-1])}"
        yield f"first {' '.join(words[:2])}"
        yield f"words {skeleton(' '.join(sorted(words)))}"


def _body_keys(profile: Profile) -> Iterator[str]:
    for name in profile.full | profile.short:
        words = name.split()
        yield f"core {core(name)}"
        if len(words) > 2:
            yield f"body {' '.join((*words[-3:-1], words[-1][0]))}"
            yield f"sounds {' '.join(sound(word) for word in words)}"
        yield from (f"known {usual}" for usual in known_as([name]))


def by_names(left: Profile, right: Profile) -> Score:
    """How likely two profiles are one by their names (and place) alone, and why; 0 where nothing speaks for it."""
    return max(_grounds(left, right), key=lambda one: one.value, default=Score(value=0.0, reasons=()))


def score(left: Profile, right: Profile) -> Score:
    """How likely two profiles are one by names and what is told of them, and why; 0 where nothing speaks for it."""
    found = by_names(left, right)
    if not left.person or not right.person or found.value == 0.0:
        return found
    if namesakes(left, right):
        return Score(value=0.1, reasons=(*found.reasons, "but what they do seldom goes together"))
    told = support(left, right)
    value = found.value if told or not common(left, right) else min(found.value, 0.4)
    return Score(value=value, reasons=(*found.reasons, *told))


def _grounds(left: Profile, right: Profile) -> Iterator[Score]:
    both_things = not left.person and not right.person
    if both_things and left.place & right.place:
        yield _ground(0.99, "one place")
    if left.full & right.full:
        yield _ground(0.95, "equal full names")
    if left.aliases & _filed(right) or right.aliases & _filed(left):
        yield _ground(0.85, "an alias that a text states")
    if both_things:
        yield from _bodies(left, right)
    elif left.person and right.person:
        for a in sorted(left.full):
            for b in sorted(right.full):
                if a != b and agree(a, b):
                    alone = compare(a, b, person=True)
                    if alone.value >= LIKELY:
                        yield Score(
                            value=0.6 + 0.2 * alone.value, reasons=("a fuller form of the name", *alone.reasons)
                        )


def _bodies(left: Profile, right: Profile) -> Iterator[Score]:
    if left.short & right.short:
        yield _ground(0.7, "equal names")
    if left.place or right.place:
        return
    ours, theirs = left.full | left.short, right.full | right.short
    if known_as(ours) & known_as(theirs):
        yield _ground(0.85, "names of one agency, outlet or well-known body")
    if any(same_core(a, b) for a in left.full for b in right.full):
        yield _ground(0.8, "equal names but for the legal form")
    if any(misspelled(a, b) for a in left.full for b in right.full):
        yield _ground(0.6, "names one letter apart")
    if any(same_body(a, b) for a in left.full for b in right.full):
        yield _ground(0.65, "one body in other words")


def _ground(value: float, reason: str) -> Score:
    return Score(value=value, reasons=(reason,))


def support(left: Profile, right: Profile) -> tuple[str, ...]:
    """What joins two people besides their names."""
    found = []
    if left.roles & right.roles:
        found.append("in one role")
    if left.company & right.company:
        found.append("told of beside the same names")
    return tuple(found)


def common(left: Profile, right: Profile) -> bool:
    """Whether every full name of the two is one that very many people bear."""
    names = left.full | right.full
    return bool(names) and not (left.aliases | right.aliases) and all(map(_is_common, names))


def _is_common(name: str) -> bool:
    words = name.split()
    return class_of(words[0]) == "given" and all(
        class_of(word) in ("given", "family", "particle", "kin") for word in words[1:]
    )


def likely(seen: Sequence[ChainSeen]) -> list[Pair]:
    """The pairs that names alone support."""
    profiles = [one.profile for one in seen]
    candidates = {pair for members in _blocks(profiles, keys).values() for pair in _within(members, profiles)}
    found = []
    for left, right in sorted(candidates):
        scored = score(profiles[left], profiles[right])
        if scored.value >= JOINED:
            reason = "; ".join(scored.reasons)
            found.append(Pair(left=left, right=right, strength=round(100 * scored.value), reason=reason))
    return [*found, *_short_forms(seen), *_initials(profiles), *_descriptions(seen)]


def _within(members: Sequence[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """The pairs of one block that are compared: all, or in a crowd one of each kind with each, and equals in a row."""
    if len(members) <= _CROWD:
        yield from combinations(members, 2)
        return
    kinds: dict[object, list[int]] = defaultdict(list)
    for i in members:
        one = profiles[i]
        kinds[one.person, one.full, one.short, one.aliases, one.place, one.walks].append(i)
    for equals in kinds.values():
        yield from ((pair.left, pair.right) for pair in pairs_of(equals, strength=0, reason=""))
    yield from combinations([equals[0] for equals in kinds.values()][:_CROWD], 2)


def _short_forms(seen: Sequence[ChainSeen]) -> Iterator[Pair]:
    """A body's short name and the one longer name in the same text that it may stand for."""
    texts: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(seen):
        if one.profile.type in ("organization", "facility") and one.profile.full and not one.profile.place:
            texts[one.text.text_id].append(i)
    for members in texts.values():
        for i in members:
            longer = [j for j in members if j != i and _stands_for(seen[i].profile, seen[j].profile)]
            names = {core(name) for j in longer for name in seen[j].profile.full}
            if longer and all(f" {a} " in f" {b} " or f" {b} " in f" {a} " for a, b in combinations(names, 2)):
                left, right = sorted((i, longer[0]))
                yield Pair(left=left, right=right, strength=55, reason="a short form of the name in one text")


def _stands_for(short: Profile, long: Profile) -> bool:
    if any(name in _origins() for name in short.full):
        return False
    return any(_shortened(core(a), core(b)) for a in short.full for b in long.full)


def _shortened(short: str, long: str) -> bool:
    """Whether a folded name is the beginning of another, or all of it but for a word of origin in front."""
    words = short.split()
    telling = any(weight_of(word) == 1.0 for word in words)
    if long.startswith(f"{short} "):
        return (telling or len(words) > 1) and tables.words("sub_bodies").isdisjoint(long.split()[len(words) :])
    front, _, rest = long.partition(" ")
    return rest == short and front in _origins()


@cache
def _origins() -> frozenset[str]:
    """Folded words of origin: "us", "mexican"; from the table of countries alone, for the gazetteer loads slowly."""
    known = (name for row in tables.rows("countries") for column in row[3:5] for name in column.split("|"))
    return frozenset(name for name in map(fold, known) if name)


def _initials(profiles: Sequence[Profile]) -> Iterator[Pair]:
    """An acronym and the one name whose initials it is, with or without a word of origin in front."""
    short = _blocks(profiles, lambda p: () if p.person else (name for name in p.short | p.aliases if len(name) > 1))
    claims: dict[str, set[str]] = defaultdict(set)
    bearers = _blocks(profiles, lambda p: () if p.person else p.full)
    for name in bearers:
        letters = acronyms_of(name)
        # Two letters are too few to overlook a word of origin in front.
        for acronym in letters | {one[1:] for one in letters if len(one) > 3}:
            if acronym in short and (not known_as([acronym]) or known_as([acronym]) & known_as([name])):
                claims[acronym].add(name)
    for acronym, names in claims.items():
        if all(same_core(a, b) or same_body(a, b) for a, b in combinations(sorted(names), 2)):
            full = [bearers[name][0] for name in names]
            told = [i for i in short[acronym] if _telling(acronym, names) or _beside(i, full, profiles)]
            yield from pairs_of([*told, *full], strength=55, reason="the initials of the name")


def _telling(acronym: str, names: Iterable[str]) -> bool:
    """Whether initials alone will do: four letters, or three of a name with a word for a body in it."""
    heads = (name_head(word) for name in names for word in name.split())
    return len(acronym) > 3 or (len(acronym) > 2 and any(head and head.type == "organization" for head in heads))


def _beside(one: int, others: Iterable[int], profiles: Sequence[Profile]) -> bool:
    return any(profiles[one].company & profiles[other].company for other in others)


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
                yield Pair(left=min(i, other), right=max(i, other), strength=55, reason="described in the name's words")


def _blocks(profiles: Sequence[Profile], keys: Callable[[Profile], Iterable[str]]) -> Blocks:
    blocks: Blocks = defaultdict(list)
    for i, profile in enumerate(profiles):
        for key in sorted(set(keys(profile))):
            blocks[key].append(i)
    return blocks
