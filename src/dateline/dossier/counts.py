"""What the texts tell of tolls: each number of people harmed, with who says it and when.  Linked in, tolls out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from dateline.dossier.numbered import Statement
from dateline.dossier.sentences import sentence, sentences
from dateline.dossier.sources import Sources
from dateline.lexicon.numbers import number_pattern, value_of
from dateline.lexicon.tables import rows, words
from dateline.records.base import record
from dateline.records.dossier import DossierCasualty, DossierEvent, DossierMention, Holder
from dateline.records.evidence import Text
from dateline.records.linked import Linked
from dateline.records.reading import CasualtyKind

__all__ = ["Toll", "tolls"]

_RECALLED = 2
"""Sentences (the rest of its own among them) after a toll in which "the figures" are still its figures."""
_COUNTED = re.compile(r"[^\W\d_]{4,}")


@record
class Toll:
    event: DossierEvent
    kind: CasualtyKind
    statement: Statement


def tolls(linked: Linked, *, sources: Sources, text: Callable[[str], str]) -> Iterator[Toll]:
    """Every toll that is no count besides named people, in events that happened."""
    yield from _with_phrases([*_told(linked, sources, text)], linked, sources=sources, text=text)


def _told(linked: Linked, sources: Sources, text: Callable[[str], str]) -> Iterator[Toll]:
    for event in linked.events:
        if event.modality != "asserted" or event.polarity != "positive":
            continue
        for casualty in event.casualties:
            if not casualty.besides and (statement := _statement(casualty, sources, text)) is not None:
                yield Toll(event=event, kind=casualty.kind, statement=statement)


def _with_phrases(tolls: list[Toll], linked: Linked, *, sources: Sources, text: Callable[[str], str]) -> Iterator[Toll]:
    """The tolls, and the numbers that later sentences give for the one told last before them."""
    yield from tolls
    by_text: dict[str, list[Toll]] = defaultdict(list)
    for toll in tolls:
        by_text[toll.statement.evidence.text_id].append(toll)
    names = {entity.id: entity.name for entity in linked.entities}
    holding: dict[str, list[DossierMention]] = defaultdict(list)
    for mention in linked.mentions:
        if mention.entity in names and mention.type in ("person", "organization", "group"):
            holding[mention.evidence.text_id].append(mention)
    for text_id, known in by_text.items():
        frozen = Text(id=text_id, text=text(text_id))
        for start, end in sentences(frozen.text):
            last = _last(known, frozen.text[start:end], before=start)
            if last is None or any(start <= _place(t) < end for t in known):
                continue
            who = [m for m in holding[text_id] if start <= m.evidence.start < end]
            for span, holder in _phrased(frozen, (start, end), last=last, who=who, names=names):
                casualty = DossierCasualty(
                    kind=last.kind,
                    number=int(value_of(frozen.text[slice(*span)]) or 0),
                    lower=None,
                    upper=None,
                    besides=False,
                    holder=holder,
                    evidence=frozen.cut(*span),
                )
                if (made := _statement(casualty, sources, text)) is not None:
                    yield Toll(event=last.event, kind=last.kind, statement=made)


def _last(known: Sequence[Toll], said: str, *, before: int) -> Toll | None:
    """The toll told last before a sentence, of the kind that the sentence names ("the death toll"), if it names one."""
    earlier = [toll for toll in known if toll.statement.evidence.end <= before]
    named = [toll for toll in earlier if _kind_named(toll.kind).search(said)]
    return max(named or earlier, key=_place, default=None)


@cache
def _kind_named(kind: str) -> re.Pattern[str]:
    return next(re.compile(pattern, re.I) for name, _, pattern in rows("toll_kinds") if name == kind)


def _phrased(
    frozen: Text, span: tuple[int, int], *, last: Toll, who: Sequence[DossierMention], names: Mapping[str, str]
) -> Iterator[tuple[tuple[int, int], Holder]]:
    """What a sentence without a toll of its own tells of the last: "The ministry puts it at 11", "They had said 9"."""
    for pattern in _phrases("now"):
        for hit in pattern.finditer(frozen.text, *span):
            before = [m for m in who if m.evidence.end <= hit.start()]
            if before:
                entity = before[0].entity or ""
                yield hit.span("number"), Holder(name=names[entity], entity=entity)
    between = frozen.text[last.statement.evidence.end : span[0]]
    if "\n" in between or len(sentences(between)) > _RECALLED:
        return
    for pattern in _phrases("then"):
        if any(re.search(cue, frozen.text[slice(*span)], re.I) for cue in words("earlier_cues")):
            for hit in pattern.finditer(frozen.text, *span):
                yield from ((hit.span(group), last.statement.holder) for group in ("one", "two") if hit[group])


def _place(toll: Toll) -> int:
    return toll.statement.evidence.start


def _statement(casualty: DossierCasualty, sources: Sources, text: Callable[[str], str]) -> Statement | None:
    number = next((n for n in (casualty.number, casualty.lower, casualty.upper) if n is not None), None)
    if number is None or number < 2:
        return None
    # "at least 11" has its number and a lower bound, but no upper one.
    exact = casualty.number is not None and (casualty.lower, casualty.upper) in ((None, None), (number, number))
    where = text(casualty.evidence.text_id)
    start, end = sentence(where, casualty.evidence.start)
    return Statement(
        told=str(number),
        number=number,
        exact=exact,
        lower=number if exact else float(casualty.lower or 0),
        upper=number if exact else float(casualty.upper or "inf"),
        holder=casualty.holder,
        origin=sources.origin(casualty.holder, casualty.evidence.text_id),
        published=sources.published(casualty.evidence.text_id),
        evidence=casualty.evidence,
        counted=frozenset(_COUNTED.findall(casualty.evidence.exact.lower())) - words("toll_counted") - _numerals(),
        past=any(re.search(cue, where[start:end], re.I) for cue in words("earlier_cues")),
    )


@cache
def _phrases(when: str) -> tuple[re.Pattern[str], ...]:
    found = (pattern for time, pattern in rows("toll_phrases") if time == when)
    return tuple(re.compile(pattern.replace("%N", number_pattern()), re.I) for pattern in found)


@cache
def _numerals() -> frozenset[str]:
    return frozenset(word for word, *_ in rows("number_words"))
