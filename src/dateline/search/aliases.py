"""A query widened by names: whoever is asked for by one name is looked for under the other names that texts give.

A name is widened where it is given whole ("about:" and "speaker:", without a star), to the names that some text states,
or that somebody judged to be the same one's. It is one step, not a chain of them, and what was added is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.ports import Finder
from dateline.records.judgement import Judgement, standing
from dateline.records.search import Also, Either, Every, Phrase, Query, Wanted, Without
from dateline.search.words import folded

__all__ = ["same_names", "widened"]

_WIDENED = ("about", "speaker")
_NAMED = frozenset({"entity", "mention"})
"""What is pinned where somebody is judged to be somebody."""
_MOST = 12


def same_names(judgements: Iterable[Judgement]) -> list[tuple[str, str]]:
    """The names of those that somebody judged to be one, as far as that stands."""
    said = (one for one in standing(judgements) if one.kind == "same" and len(one.about) == 2)
    pairs = ((left, right) for left, right in (one.about for one in said) if {left.kind, right.kind} <= _NAMED)
    called = (((left.name, left.evidence.exact), (right.name, right.evidence.exact)) for left, right in pairs)
    return list(dict.fromkeys((one, other) for ones, others in called for one in ones for other in others))


def widened(query: Query, *, finder: Finder, same: Iterable[tuple[str, str]]) -> tuple[Query, tuple[Also, ...]]:
    """The query with other names beside those that are asked for, and which these are."""
    judged: dict[str, dict[str, str]] = {}
    for left, right in same:
        for one, other in ((left, right), (right, left)):
            judged.setdefault(" ".join(folded(one)), {}).setdefault(" ".join(folded(other)), other)
    told: dict[str, tuple[str, ...]] = {}

    def widen(wanted: Wanted) -> Wanted:
        if isinstance(wanted, Every):
            return Every(parts=tuple(map(widen, wanted.parts)))
        if isinstance(wanted, Either):
            return Either(parts=tuple(map(widen, wanted.parts)))
        if isinstance(wanted, Without):
            return Without(part=widen(wanted.part))
        if not isinstance(wanted, Phrase) or wanted.field not in _WIDENED or wanted.prefix:
            return wanted
        name = " ".join(wanted.words)
        others = {**dict(finder.others(name)), **judged.get(name, {})}
        others = {words: others[words] for words in list(others)[:_MOST] if words and words != name}
        if not others:
            return wanted
        told[name] = tuple(others.values())
        return Either(parts=(wanted, *(replace(wanted, words=tuple(words.split())) for words in others)))

    wider = query if query.wanted is None else replace(query, wanted=widen(query.wanted))
    return wider, tuple(Also(name=name, others=others) for name, others in told.items())
