"""Coreference inside one text: mentions in, mentions and chains out.

Names are joined first (`aliases`, `naming`), then roles are read off (`roles`), then descriptions and
pronouns are given to the chains for which the text speaks (`anaphora`). What stays unclear stays apart:
a description of its own makes a chain without a name, a pronoun is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.nlp import Parse
from dateline.reading.mentions import aliases, anaphora, naming, persons, roles
from dateline.records.evidence import Text
from dateline.records.ids import record_id
from dateline.records.reading import Alias, CoreferenceChain, EntityType, Mention, Role, TimeExpression

__all__ = ["Chains", "resolve"]


@dataclass(frozen=True, slots=True)
class Chains:
    """The mentions that stayed, with the types of their chains, and the chains, in text order."""

    mentions: tuple[Mention, ...]
    chains: tuple[CoreferenceChain, ...]


def resolve(parse: Parse, text: Text, *, mentions: Sequence[Mention], times: Sequence[TimeExpression] = ()) -> Chains:
    """Join the mentions that name one thing into chains; `times` say since when a role is held, and until when."""
    named = [mention for mention in mentions if mention.form == "name"]
    clusters = naming.cluster(parse, named, aliases.stated(parse, named))
    typed = _retyped(named, clusters)
    said = roles.find(parse, typed)
    portraits = persons.portraits(parse, typed, clusters=clusters, said=said)
    bound = anaphora.bind(
        parse,
        names=typed,
        others=[mention for mention in mentions if mention.form != "name"],
        clusters=clusters,
        portraits=portraits,
        said=said,
    )
    said += [
        roles.Said(clusters[number].mentions[0], words.evidence.start, words.evidence.end, words.evidence.exact)
        for number, words in bound.roles
    ]
    chains = [
        _chain(text, one, members=[typed[i] for i in one.mentions], bound=bound.of(number), said=said, times=times)
        for number, one in enumerate(clusters)
    ]
    chains += [_unnamed(text, group) for group in bound.groups if group]
    chains.sort(key=lambda made: made[1])
    kept = {mention.id: mention for _, _, members in chains for mention in members}
    return Chains(
        mentions=tuple(sorted(kept.values(), key=lambda m: (m.evidence.start, -m.evidence.end))),
        chains=tuple(chain for chain, _, _ in chains),
    )


def _retyped(named: Sequence[Mention], clusters: Sequence[naming.Cluster]) -> list[Mention]:
    """The names with the types of their clusters."""
    types: dict[int, EntityType] = {i: one.type for one in clusters for i in one.mentions}
    return [replace(mention, type=types[i]) for i, mention in enumerate(named)]


_Made = tuple[CoreferenceChain, int, list[Mention]]


def _chain(
    text: Text, one: naming.Cluster, *, members: Sequence[Mention], bound: Sequence[Mention],
    said: Sequence[roles.Said], times: Sequence[TimeExpression],
) -> _Made:  # fmt: skip
    """A named chain, where it begins, and its mentions."""
    everyone = sorted([*members, *(replace(m, type=one.type) for m in bound)], key=lambda m: m.evidence.start)
    mine = set(one.mentions)
    chain = CoreferenceChain(
        id=_id(text, everyone),
        type=one.type,
        name=one.name,
        named=True,
        mentions=tuple(mention.id for mention in everyone),
        aliases=tuple(
            Alias(text=alias, basis=basis, evidence=text.cut(start, end))
            for alias, basis, start, end in sorted(one.aliases.values(), key=lambda a: (a[2], a[0]))
        ),
        roles=_roles(text, [role for role in said if role.name in mine], times=times),
    )
    return chain, everyone[0].evidence.start, everyone


_SINCE = re.compile(r",? (?:since|from) (?:the )?")
_UNTIL = re.compile(r",? (?:until|till|to) (?:the )?")


def _roles(text: Text, said: Sequence[roles.Said], *, times: Sequence[TimeExpression]) -> tuple[Role, ...]:
    """Each role once, at the first place that says it, with the times right behind it."""
    first: dict[str, Role] = {}
    for role in said:
        evidence = text.cut(role.start, role.end)
        words = " ".join(evidence.exact.split())
        since = _behind(text, times, role.end, _SINCE)
        until = _behind(text, times, since.evidence.end if since else role.end, _UNTIL)
        made = Role(text=words, evidence=evidence, since=since.id if since else None, until=until.id if until else None)
        known = first.setdefault(words.casefold(), made)
        if known.since is None and known.until is None:
            first[words.casefold()] = replace(known, since=made.since, until=made.until)
    return tuple(first.values())


def _behind(text: Text, times: Sequence[TimeExpression], at: int, word: re.Pattern[str]) -> TimeExpression | None:
    """The day or year that stands right behind a place of the text with "since" or "until" between."""
    first = bisect_left(times, at, key=lambda time: time.evidence.start)
    nearest = times[first] if first < len(times) else None
    if nearest is None or nearest.type != "DATE" or word.fullmatch(text.text, at, nearest.evidence.start) is None:
        return None
    return nearest


def _unnamed(text: Text, group: Sequence[Mention]) -> _Made:
    """A chain of descriptions and pronouns alone; its name is the longest description."""
    members = sorted(group, key=lambda m: m.evidence.start)
    nominal = [m for m in members if m.form == "nominal"]
    longest = max(nominal, key=lambda m: (len(m.evidence.exact), -m.evidence.start))
    kind = Counter(m.type for m in nominal).most_common(1)[0][0]
    chain = CoreferenceChain(
        id=_id(text, members),
        type=kind,
        name=" ".join(longest.evidence.exact.split()),
        named=False,
        mentions=tuple(mention.id for mention in members),
    )
    return chain, members[0].evidence.start, [replace(m, type=kind) for m in members]


def _id(text: Text, members: Sequence[Mention]) -> str:
    return record_id("chain", text.id, members[0].evidence.start, members[0].evidence.end)
