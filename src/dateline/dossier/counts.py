"""What the texts tell of tolls: each number of people harmed, with who says it and when.  Linked in, tolls out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from dateline.dossier.numbered import Statement
from dateline.dossier.sentences import sentence, sentences
from dateline.dossier.sources import Sources
from dateline.lexicon.numbers import number_pattern, value_of
from dateline.lexicon.tables import rows, words
from dateline.records.base import record
from dateline.records.dossier import DossierCasualty, DossierEvent, DossierMention, Holder
from dateline.records.evidence import Evidence, Text
from dateline.records.linked import Linked
from dateline.records.reading import CasualtyKind
from dateline.records.time import Time, stated

__all__ = ["Toll", "tolls"]

_RECALLED = 2
"""Sentences (the rest of its own among them) after a toll in which "the figures" are still its figures."""
_CLAUSE = re.compile(r"[,;:–—](?=\s)| (?=(?:but|while|whereas|after|when)\b)")
"""Where a clause may begin."""
_ADVERB = 2
"""Words before a comma that open a sentence: "At first, ..", "Initially, ..".."""
_STAMP = re.compile(r"^(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)(?= ?(?:\D|$))", re.M)
_LIVE, _HOURS = 3, 24
"""Lines that begin with an hour from which a text is a live page's; the hours of a day."""
_OPENS = re.compile(r"(?:[,;:–—]|\b(?:but|and|while|whereas|although|when|as)\b)\s*")
"""What ends before the subject of a clause."""
_AUXILIARY = re.compile(r"\s+(?:(?:has|have|had|is|was|are|were|now|also|later|earlier|still|then)\b\s*)+$", re.I)
_SPEAKING = frozenset({"he", "she", "it", "they", "this", "that", "which", "who"})
_WHO = 6
"""Words that a subject has at most, where it names nobody known."""
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
    counted = _first_counts(linked)
    for event in linked.events:
        if event.modality != "asserted" or event.polarity != "positive":
            continue
        for casualty in event.casualties:
            if casualty.besides and not _besides_the_dead(casualty, counted):
                continue
            if (statement := _statement(casualty, sources, text)) is not None:
                yield Toll(event=event, kind=casualty.kind, statement=statement)


def _first_counts(linked: Linked) -> Mapping[tuple[str, CasualtyKind], int]:
    """Where each text first counts the people of a kind, by text and kind."""
    found: dict[tuple[str, CasualtyKind], int] = {}
    for casualty in (casualty for event in linked.events for casualty in event.casualties):
        key = casualty.evidence.text_id, casualty.kind
        found[key] = min(found.get(key, casualty.evidence.start), casualty.evidence.start)
    return found


def _besides_the_dead(casualty: DossierCasualty, counted: Mapping[tuple[str, CasualtyKind], int]) -> bool:
    """ "31 were killed; nine more are missing": the first of their kind that a text counts, behind its dead."""
    text_id, at = casualty.evidence.text_id, casualty.evidence.start
    first = counted.get((text_id, casualty.kind)) == at
    return casualty.kind in ("missing", "wounded") and first and counted.get((text_id, "killed"), at) < at


def _with_phrases(tolls: list[Toll], linked: Linked, *, sources: Sources, text: Callable[[str], str]) -> Iterator[Toll]:
    """The tolls, and the numbers that later words give for the one told last before them.

    Where such words are a toll that was read already, they tell whose it is.
    """
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
        before = dict(_before(frozen, known))
        held = before | dict(_put(frozen, who=holding[text_id], names=names))
        for toll in known:
            holder = next((held.pop(span) for span in list(held) if _meets(toll, span)), None)
            yield toll if holder is None else _held_by(toll, holder, sources)
        for span, holder in held.items():
            last = _last(known, frozen.text[slice(*sentence(frozen.text, span[0]))], before=span[0])
            made = _again(last, holder, frozen.cut(*span), sources=sources, text=text) if last is not None else None
            if made is not None:
                past = made.statement.past or span in before
                yield replace(made, statement=replace(made.statement, past=past))


def _meets(toll: Toll, span: tuple[int, int]) -> bool:
    return toll.statement.evidence.start < span[1] and span[0] < toll.statement.evidence.end


def _held_by(toll: Toll, holder: Holder, sources: Sources) -> Toll:
    origin = sources.origin(holder, toll.statement.evidence.text_id)
    return replace(toll, statement=replace(toll.statement, holder=holder, origin=origin))


def _again(
    last: Toll, holder: Holder, words_: Evidence, *, sources: Sources, text: Callable[[str], str]
) -> Toll | None:
    casualty = DossierCasualty(
        kind=last.kind, number=int(value_of(words_.exact) or 0), lower=None, upper=None, besides=False, holder=holder,
        evidence=words_,
    )  # fmt: skip
    made = _statement(casualty, sources, text)
    return Toll(event=last.event, kind=last.kind, statement=made) if made is not None else None


def _put(
    frozen: Text, *, who: Sequence[DossierMention], names: Mapping[str, str]
) -> Iterator[tuple[tuple[int, int], Holder]]:
    """The numbers that somebody is told to put on a toll ("The ministry puts it at 11"), each with who does."""
    for span in sentences(frozen.text):
        here = [m for m in who if span[0] <= m.evidence.start < span[1]]
        for pattern in _phrases("now"):
            for hit in pattern.finditer(frozen.text, *span):
                if (holder := _subject(frozen.text, (span[0], hit.start()), here, names=names)) is not None:
                    yield hit.span("number"), holder


def _subject(
    where: str, ahead: tuple[int, int], who: Sequence[DossierMention], *, names: Mapping[str, str]
) -> Holder | None:
    """Who stands before words that put a number: whoever their clause names last, else its own short words."""
    start = ahead[0] + max((found.end() for found in _OPENS.finditer(where[slice(*ahead)])), default=0)
    named = [m for m in who if start <= m.evidence.start and m.evidence.end <= ahead[1]]
    if named:
        entity = named[-1].entity or ""
        return Holder(name=names[entity], entity=entity)
    told = _AUXILIARY.sub("", where[start : ahead[1]]).strip()
    if told[:1].isupper() and told.lower() in _SPEAKING:
        return None
    return Holder(name=told, entity=None) if 0 < len(told.split()) <= _WHO and told[-1:].isalpha() else None


def _before(frozen: Text, known: Sequence[Toll]) -> Iterator[tuple[tuple[int, int], Holder]]:
    """ "Both had published other figures, 8 and 15": what was held earlier of the toll told right before."""
    for span in sentences(frozen.text):
        said = frozen.text[slice(*span)]
        last = _last(known, said, before=span[0])
        if last is None or any(span[0] <= _place(toll) < span[1] for toll in known):
            continue
        between = frozen.text[last.statement.evidence.end : span[0]]
        recalled = any(re.search(cue, said, re.I) for cue in words("earlier_cues"))
        if recalled and "\n" not in between and len(sentences(between)) <= _RECALLED:
            hits = [hit for pattern in _phrases("then") for hit in pattern.finditer(frozen.text, *span)]
            yield from (
                (hit.span(group), last.statement.holder) for hit in hits for group in ("one", "two") if hit[group]
            )


def _last(known: Sequence[Toll], said: str, *, before: int) -> Toll | None:
    """The toll told last before a sentence, of the kind that the sentence names ("the death toll"), if it names one."""
    earlier = [toll for toll in known if toll.statement.evidence.end <= before]
    named = [toll for toll in earlier if _kind_named(toll.kind).search(said)]
    return max(named or earlier, key=_place, default=None)


@cache
def _kind_named(kind: str) -> re.Pattern[str]:
    return next(re.compile(pattern, re.I) for name, _, pattern in rows("toll_kinds") if name == kind)


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
        published=_told_at(where, casualty.evidence.start, sources.published(casualty.evidence.text_id)),
        evidence=casualty.evidence,
        counted=frozenset(_COUNTED.findall(casualty.evidence.exact.lower())) - words("toll_counted") - _numerals(),
        page=next((article.source for article in sources.articles(casualty.evidence.text_id)), ""),
        past=_is_past(where, (start, end), at=casualty.evidence.start),
    )


def _told_at(where: str, at: int, published: Time) -> Time:
    """When a passage was published: on a live page that is one text, at the hour above it."""
    stamps = [found for found in _STAMP.finditer(where) if int(found["hour"]) < _HOURS]
    above = [found for found in stamps if found.start() <= at]
    if len(stamps) < _LIVE or not above or published.value is None or len(published.value) != len("2026-01-31"):
        return published
    return stated(f"{published.value}T{int(above[-1]['hour']):02}:{above[-1]['minute']}")


def _is_past(where: str, span: tuple[int, int], *, at: int) -> bool:
    """Whether the clause of a number says that it was held earlier; a word or two before a comma belong to the next."""
    start, end = span
    cuts = [start + found.start() for found in _CLAUSE.finditer(where[start:end])]
    first = max((cut for cut in cuts if cut <= at), default=start)
    last = min((cut for cut in cuts if cut > at), default=end)
    if first > start and len(where[start:first].split()) <= _ADVERB:
        first = start
    return any(re.search(cue, where[first:last], re.I) for cue in words("earlier_cues"))


@cache
def _phrases(when: str) -> tuple[re.Pattern[str], ...]:
    found = (pattern for time, pattern in rows("toll_phrases") if time == when)
    return tuple(re.compile(pattern.replace("%N", number_pattern()), re.I) for pattern in found)


@cache
def _numerals() -> frozenset[str]:
    return frozenset(word for word, *_ in rows("number_words"))
