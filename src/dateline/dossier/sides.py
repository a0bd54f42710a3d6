"""Who a text puts on whose side: "X is opposed by Y", "behind her stands Z".  Sentences in, leanings out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from dateline.dossier.issues import Issue, Topics
from dateline.lexicon.tables import rows
from dateline.records.base import record
from dateline.records.dossier import DossierMention, Holder
from dateline.records.evidence import Evidence

__all__ = ["Told", "find"]

_HOLDING = frozenset({"person", "organization", "group"})
_ASIDE = re.compile(r",?\s(?:which|who|whose|whom|that|where)\b[^,;.]*")
"""A relative clause: whom it names is not whom the phrase joins."""
_TOLD = 2
"""What a text says outright of a side weighs as much as a plain word of the one who stands there."""
_REACH = 1
"""Sentences around those of an issue in which such a phrase still speaks of it."""


@record
class Told:
    """Where a text says that somebody stands: above 0 for, below 0 against; the sentence that says so."""

    holder: Holder
    leaning: int
    evidence: Evidence


def find(issue: Issue, *, topics: Topics, leanings: Mapping[str, int]) -> Iterator[Told]:
    """The sides that the texts of an issue tell, hung on those whose own words show theirs (`leanings`)."""
    for text_id in sorted({text_id for text_id, _ in issue.lines}):
        steps = range(-_REACH, _REACH + 1)
        near = {number + step for where, number in issue.lines if where == text_id for step in steps}
        here = topics.mentions(text_id)
        for number, span in enumerate(topics.spans(text_id)):
            if not any(pattern.search(topics.words(text_id, number)) for _, pattern in _patterns()):
                continue
            shared = topics.stems(topics.words(text_id, number), text_id=text_id) & issue.stems
            if number in near or shared or _continues(here, span, leanings):
                yield from _of_sentence(here, topics, (text_id, number), leanings=leanings)


def _continues(here: list[DossierMention], span: tuple[int, int], leanings: Mapping[str, int]) -> bool:
    """Whether a sentence speaks of somebody whose side is known."""
    return any(span[0] <= m.evidence.start < span[1] and leanings.get(m.entity or "") for m in here)


def _of_sentence(
    here: list[DossierMention],
    topics: Topics,
    place: tuple[str, int],
    *,
    leanings: Mapping[str, int],
) -> Iterator[Told]:
    start, end = topics.spans(place[0])[place[1]]
    said = topics.words(*place)
    for relation, pattern in _patterns():
        hit = pattern.search(said)
        if hit is None:
            continue
        turn = start + hit.end()
        before = [m for m in here if start <= m.evidence.start < turn and leanings.get(m.entity or "")]
        asides = [(start + aside.start(), start + aside.end()) for aside in _ASIDE.finditer(said, hit.end())]
        after = [
            m
            for m in here
            if turn <= m.evidence.start < end
            and m.form != "pronoun"
            and m.type in _HOLDING
            and not any(first <= m.evidence.start < last for first, last in asides)
        ]
        if not after:
            after = _first(here, topics, (place[0], place[1] + 1))
        anchor = max(before, key=lambda m: m.evidence.start, default=None)
        if anchor is None or anchor.entity is None:
            continue
        side = leanings[anchor.entity] * (1 if relation == "with" else -1)
        for mention in after:
            if mention.entity is not None and mention.entity != anchor.entity:
                holder = Holder(name=topics.names[mention.entity], entity=mention.entity)
                words = topics.cut(place[0], (start, end))
                yield Told(holder=holder, leaning=_TOLD if side > 0 else -_TOLD, evidence=words)


def _first(here: list[DossierMention], topics: Topics, place: tuple[str, int]) -> list[DossierMention]:
    """Whom the next sentence begins with, by name ("The minister has found support. A. B. drew the wall.")."""
    spans = topics.spans(place[0])
    if place[1] >= len(spans):
        return []
    start, _ = spans[place[1]]
    named = [m for m in here if m.evidence.start == start and m.form == "name" and m.type in _HOLDING]
    return named[:1]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((relation, re.compile(pattern, re.I)) for relation, pattern in rows("side_phrases"))
