"""Quotations: who says what, with which words, where and when.  A parsed text in, attributions out.

The order of work: quotation marks, units, then in each unit the cues, for each cue its speaker's words and
its content; quotations that run on are joined; each is given its kind, its speaker, its medium, its time
and, where it stands inside the content of another, its parent.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise, takewhile

from dateline.nlp import Parse
from dateline.reading import quoted
from dateline.reading.quotations import cues, speakers, turns, units
from dateline.reading.quotations import drafts as drafting
from dateline.reading.quotations.proposals import Draft, Span, names
from dateline.reading.quotations.units import Unit, whole_quote
from dateline.reading.quotations.voices import Voices
from dateline.reading.quoted import Quoted
from dateline.reading.who import Who, head_of
from dateline.records.evidence import Text
from dateline.records.ids import record_id
from dateline.records.reading import Quotation, QuotationKind, TimeExpression

__all__ = ["find"]

_EDGES = " \t\n\xa0,;:–—"
_TIMES = 20
_PARAGRAPHS = 30
_FLOATING = 20
"""Characters below which a stretch that no cue claims is no speech, but a title or a scare quote; "Not us." is."""


def find(parse: Parse, text: Text, *, who: Who, times: Sequence[TimeExpression]) -> tuple[Quotation, ...]:
    """All quotations of a text, in order of their first words."""
    marks = quoted.find(text.text)
    pieces = units.cut(parse, marks)
    drafts = drafting.find(parse, pieces, who=who)
    drafts = _continued(pieces, [*drafts, *_introduced(pieces, drafts, parse, who=who)])
    drafts += turns.find(parse, pieces, drafts, who=who)
    drafts = sorted([*drafts, *_floating(pieces, drafts, text.text)], key=_first)
    voices = Voices(parse, text, who)
    found = [_quotation(parse, text, draft, marks=marks, times=times, voices=voices) for draft in drafts]
    return tuple(_parented([one for one in found if one is not None]))


def _first(draft: Draft) -> tuple[int, int]:
    starts = [draft.spans[0][0]] + ([draft.cue.start] if draft.cue else [])
    return min(starts), -draft.spans[-1][1]


def _introduced(pieces: Sequence[Unit], drafts: Sequence[Draft], parse: Parse, *, who: Who) -> Iterator[Draft]:
    """Stretches that a colon at the end of the paragraph before announces: 'As the paper reported:'."""
    outer = [unit for unit in pieces if unit.inside is None]
    cued = {draft.cue.start for draft in drafts if draft.cue is not None}
    for unit, following in pairwise(outer):
        quote = whole_quote(following)
        if quote is None or not unit.tokens or unit.tokens[-1].text != ":" or unit.end != unit.tokens[-1].end:
            continue
        idle = [cue for cue in cues.find(parse, unit) if "s" in cue.takes and cue.start not in cued]
        if idle:
            source = speakers.find(parse, unit, idle[-1], who=who)
            yield Draft(unit, idle[-1], source, ((quote.start, quote.end),))


def _continued(pieces: Sequence[Unit], drafts: Sequence[Draft]) -> list[Draft]:
    """Join what goes on: whole stretches that follow in the paragraph, and paragraphs that go on quoting."""
    joined = list(drafts)
    last_of: dict[int, int] = {}
    for count, draft in enumerate(drafts):
        if draft.cue is not None and draft.source is not None and "h" not in draft.cue.takes:
            earlier = last_of.get(id(draft.unit))
            if earlier is None or _speech(draft) or not _speech(drafts[earlier]):
                last_of[id(draft.unit)] = count
    levels: dict[int | None, list[Unit]] = {}
    for unit in pieces:
        levels.setdefault(unit.inside.start if unit.inside else None, []).append(unit)
    taken = {start for draft in drafts for start, _ in draft.spans}
    for level in levels.values():
        for at, unit in enumerate(level):
            if (number := last_of.get(id(unit))) is not None:
                before = _run_up(level, at, joined[number])
                after = _run_on(level, at, taken)
                joined[number] = replace(joined[number], spans=(*before, *joined[number].spans, *after))
    return joined


def _speech(draft: Draft) -> bool:
    """Whether some of the content stands in marks: '"..," she said, asking for quiet. ".."' goes on with her words."""
    return any(start <= quote.start < end for quote in draft.unit.quotes for start, end in draft.spans)


def _run_on(level: Sequence[Unit], at: int, taken: set[int]) -> Iterator[Span]:
    here = level[at]
    open_end = bool(here.quotes) and not here.quotes[-1].closed
    for unit in level[at + 1 :]:
        quote = whole_quote(unit)
        if quote is None or quote.start in taken:
            return
        if unit.paragraph != here.paragraph and not (open_end and quote.resumes):
            return
        yield quote.start, quote.end
        here, open_end = unit, not quote.closed


def _run_up(level: Sequence[Unit], at: int, draft: Draft) -> list[Span]:
    """The paragraphs before, where the stretch that the cue closes resumes what they began."""
    spans: list[Span] = []
    first = next((q for q in draft.unit.quotes if q.start == draft.spans[0][0]), None)
    while at > 0 and first is not None and first.resumes and len(spans) < _PARAGRAPHS:
        at -= 1
        first = whole_quote(level[at])
        if first is None or first.closed:
            break
        spans.insert(0, (first.start, first.end))
    return spans


def _floating(pieces: Sequence[Unit], drafts: Sequence[Draft], text: str) -> Iterator[Draft]:
    """Whole stretches of speech that no cue claims."""
    taken = sorted(span for draft in drafts for span in draft.spans)
    at = 0
    for unit in pieces:
        quote = whole_quote(unit)
        if quote is None or unit.inside is not None:
            continue
        while at < len(taken) and taken[at][1] <= quote.start:
            at += 1
        if at < len(taken) and taken[at][0] < quote.end:
            continue
        sentence = text[quote.last - 1] in ".?!" and not names(text, quote)
        if sentence or unit.end - unit.start > _FLOATING:
            yield Draft(unit, None, None, ((quote.start, quote.end),))


def _quotation(
    parse: Parse, text: Text, draft: Draft, *, marks: Sequence[Quoted], times: Sequence[TimeExpression], voices: Voices
) -> Quotation | None:
    spans = [bare for span in draft.spans if (bare := _bare(text.text, span, draft.unit, marks))]
    if not spans:
        return None
    kind = _kind(text.text, draft.spans, marks)
    if kind == "indirect" and len(text.text[spans[0][0] : spans[-1][1]].split()) < 2 and not _denies(draft):
        return None
    said = _said(parse, draft, times)
    speaker, medium = voices.of(draft.unit, draft.cue, draft.source, content=draft.spans)
    content_evidence = tuple(text.cut(*span) for span in spans)
    cue_evidence = (text.cut(draft.cue.start, draft.cue.end),) if draft.cue else ()
    speaker_evidence = (text.cut(draft.source.start, draft.source.end),) if draft.source else ()
    return Quotation(
        id=record_id("quotation", text.id, *[s for e in (*cue_evidence, *content_evidence) for s in (e.start, e.end)]),
        kind=kind,
        speaker=speaker,
        cue=cue_evidence[0].exact if cue_evidence else "",
        content=" ".join(e.exact for e in content_evidence),
        speaker_evidence=speaker_evidence,
        cue_evidence=cue_evidence,
        content_evidence=content_evidence,
        speaker_phrase=(text.cut(*draft.source.whole),) if draft.source and draft.source.whole else (),
        medium=medium,
        said=said,
    )


def _denies(draft: Draft) -> bool:
    """Whether a cue denies, whose content one word may tell: "denied it", "denies wrongdoing"."""
    return draft.cue is not None and draft.cue.modality == "denied"


def _bare(text: str, span: Span, unit: Unit, marks: Sequence[Quoted]) -> Span | None:
    """The span without white space and stray punctuation at its ends; a whole stretch loses its marks."""
    for quote in (*unit.quotes, *_marks_in(marks, span[0], span[0] + 1)):
        if quote.start == span[0] and quote.end >= span[1] - 1 and quote.end <= span[1]:
            return quote.first, quote.last
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    if end - start > 1 and text[end - 1] == "." and not re.search(r"\b\w\.\w\.$", text[max(start, end - 6) : end]):
        end -= 1
    return (start, end) if start < end else None


def _marks_in(marks: Sequence[Quoted], start: int, end: int) -> Sequence[Quoted]:
    """The stretches that begin in ``[start:end]``."""
    return marks[bisect_left(marks, start, key=lambda q: q.start) : bisect_right(marks, end - 1, key=lambda q: q.start)]


def _kind(text: str, spans: Sequence[Span], marks: Sequence[Quoted]) -> QuotationKind:
    held = [_marks_in(marks, start, end) for start, end in spans]
    whole = [
        any(q.start == s and e - 1 <= q.end <= e for q in inside) for (s, e), inside in zip(spans, held, strict=True)
    ]
    if all(whole):
        return "direct"
    speech = any(q.end <= e and not names(text, q) for (_, e), inside in zip(spans, held, strict=True) for q in inside)
    return "mixed" if speech or any(whole) else "indirect"


def _said(parse: Parse, draft: Draft, times: Sequence[TimeExpression]) -> str | None:
    """The time expression that tells when: it stands outside the content and hangs on the cue."""
    if draft.cue is None:
        return None
    near = draft.source.end if draft.source and draft.source.after else draft.cue.end
    low = bisect_left(times, draft.unit.start, key=lambda time: time.evidence.start)
    for time in takewhile(lambda one: one.evidence.start < draft.unit.end, times[low : low + _TIMES]):
        start, end = time.evidence.start, time.evidence.end
        if time.type not in ("DATE", "TIME"):
            continue
        if any(s <= start < e for s, e in draft.spans):
            continue
        if 0 <= start - near <= 5 or 0 <= draft.cue.start - end <= 1:
            return time.id
        head = head_of(parse, start, end)
        governing = (t for t in islice(parse.ancestors(head), 3) if t.pos in ("VERB", "AUX")) if head else iter(())
        if (verb := next(governing, None)) is not None and verb.i == draft.cue.head.i:
            return time.id
    return None


def _parented(found: Sequence[Quotation]) -> Iterator[Quotation]:
    """Give each quotation the one whose content holds its cue most closely."""
    spans = sorted(
        ((span.start, -span.end, one.id) for one in found for span in one.content_evidence), key=lambda s: s[:2]
    )
    around: list[tuple[int, str]] = []
    reached = 0
    parents: dict[str, str] = {}
    for one in sorted((o for o in found if o.cue_evidence), key=lambda o: o.cue_evidence[0].start):
        cue = one.cue_evidence[0].start
        while reached < len(spans) and spans[reached][0] <= cue:
            while around and around[-1][0] <= spans[reached][0]:
                around.pop()
            around.append((-spans[reached][1], spans[reached][2]))
            reached += 1
        holding = [name for end, name in around if end > cue and name != one.id]
        if holding:
            parents[one.id] = holding[-1]
    for one in found:
        yield replace(one, parent=parents[one.id]) if one.id in parents else one
