"""Contents: what was said.  A cue and its speaker's words in, the spans of the content out.

Content stands after the cue (a clause, a quotation, "Y as Z"), before it ("X, she said"), or on both sides
("X," she said, "Y"), and may go on in the next sentences where these are nothing but quotation. Clauses
are bounded by the tree and mended by punctuation and quotation marks, which the tree ignores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.nlp import Parse, Token
from dateline.reading.quotations import complements
from dateline.reading.quotations.complements import Span
from dateline.reading.quotations.cues import Cue
from dateline.reading.quotations.speakers import Source
from dateline.reading.quotations.units import Unit
from dateline.reading.quoted import Quoted

__all__ = ["Content", "find"]

_GAP_WORDS = 25
_NAMED_WORDS = 8
_REACH = 200
"""Characters after a speaker's words that may be apposition; more is a slip of the tree."""
_STOPS = "\"“”„«»'‘’ \t\n\xa0"


@dataclass(frozen=True, slots=True)
class Content:
    """Character spans with quotation marks, in text order; `side` is where they stand to the cue."""

    spans: tuple[Span, ...]
    side: str


def find(parse: Parse, unit: Unit, cue: Cue, source: Source | None, *, cues: Sequence[Cue]) -> Content | None:
    """The content of a cue inside its unit."""
    if cue.form in ("source", "held"):
        return _around(unit, cue, source, cues=cues)
    if cue.form == "noun":
        return _after(complements.clause(parse, unit, cue, cues=cues))
    left_edge, right_edge = edges(cue, source, cues=cues)
    own = _right(parse, unit, cue, right_edge, cues=cues)
    left = _left(unit, cue, left_edge)
    return own if left is None else _both(parse, unit, cue, left, own, edge=right_edge, cues=cues)


def edges(cue: Cue, source: Source | None, *, cues: Sequence[Cue]) -> tuple[int, int]:
    """Where the cue's clause begins and ends, its speaker's words with it."""
    if source is None or abs(source.start - cue.start) > 300:
        return cue.start, cue.end
    if not source.after and any(source.end <= other.start < cue.start for other in cues):
        return cue.start, cue.end  # a speaker shared with the cue before: "she said, adding .."
    if not source.after and source.lead is not None:
        return source.lead, cue.end
    if source.after:
        return cue.start, max(cue.end, source.reach[1] if source.reach[1] - source.end < _REACH else source.end)
    return min(cue.start, source.reach[0]), cue.end


def _left(unit: Unit, cue: Cue, edge: int) -> Span | None:
    """What stands before a cue's clause, if a comma, dash or closing mark divides them."""
    if not set("sq") & set(cue.takes) or cue.head.tag == "VBG" or cue.head.dep == "relcl":
        return None
    closed = [q for q in unit.quotes if q.end <= edge]
    words = [t for t in unit.tokens if t.end <= edge]
    if not closed and not words:
        return None
    if closed and (not words or closed[-1].end > words[-1].start or (len(words) and _only_after(words, closed[-1]))):
        colon = any(t.text == ":" and 0 <= closed[-1].start - t.end <= 2 for t in words)
        return (closed[-1].start if colon else unit.start), closed[-1].end
    if "s" in cue.takes and words[-1].text in (",", "—", "–", "--") and len(words) > 1:
        return unit.start, words[-1].start
    return None


def _only_after(words: Sequence[Token], quote: Quoted) -> bool:
    """Whether nothing but a comma or dash stands after a stretch."""
    after = [t for t in words if t.start >= quote.end]
    return bool(after) and all(t.text in (",", "—", "–", "--") for t in after)


def _both(
    parse: Parse, unit: Unit, cue: Cue, left: Span, own: Content | None, *, edge: int, cues: Sequence[Cue]
) -> Content | None:
    """Content before the cue, after it, or on both sides."""
    words = [t for t in unit.tokens if left[0] <= t.start < left[1]]
    whole = any(q.end == left[1] and q.start == left[0] for q in unit.quotes)
    quoted = any(q.end == left[1] for q in unit.quotes)
    if own is not None:
        begin = own.spans[0][0]
        opens = any(q.start == begin for q in unit.quotes)
        comma = any(t.text in (",", ":") for t in unit.tokens if edge <= t.start < begin)
        if comma and (opens or not quoted) and (quoted or not opens or not _loose(words)):
            return Content((left, *own.spans), "both")
        if not whole or not _ends_speech(parse, left[1]):
            return own
    following = next((q for q in unit.quotes if q.start >= edge), None)
    if quoted and following is not None:
        gap = [t for t in unit.tokens if cue.end <= t.start < following.start]
        other = any(edge <= c.start < following.start for c in cues)
        if gap and gap[-1].text in (",", ":", "—", "–", "--") and not other:
            return Content(
                (left, (following.start, complements.end_of(unit, following.end, cues=cues, cue=cue))), "both"
            )
    loose = not quoted and (_loose(words) or not any(t.pos in ("VERB", "AUX") for t in words))
    rest = [t for t in unit.tokens if t.start >= edge]
    if not quoted and rest and rest[0].text == "," and len(rest) > 3 and (loose or _resumes(rest[1])):
        end = complements.end_of(unit, edge, cues=cues, cue=cue)
        if end > rest[1].start:
            return Content((left, (rest[1].start, end)), "both")
    return None if loose else Content((left,), "left")


def _loose(words: Sequence[Token]) -> bool:
    """Whether words cannot stand by themselves: "If elected", "Asked about it", "In a speech"."""
    return bool(words) and (words[0].pos == "SCONJ" or words[0].tag in ("VBN", "VBG", "WRB"))


def _resumes(token: Token) -> bool:
    """Whether a word after "X, she said," takes X up again, and begins no apposition or clause of its own."""
    return token.pos not in ("VERB", "SCONJ", "PRON") and token.lower not in ("who", "which", "a", "an", "the")


def _ends_speech(parse: Parse, end: int) -> bool:
    """Whether the stretch that ends here ends as speech before its cue does: "..," "..?" "..!"."""
    inner = parse.text[:end].rstrip(_STOPS) if end < 400 else parse.text[end - 400 : end].rstrip(_STOPS)
    return inner[-1:] in (",", "?", "!")


def _right(parse: Parse, unit: Unit, cue: Cue, edge: int, *, cues: Sequence[Cue]) -> Content | None:
    """What follows the cue's clause: a clause of the tree, a quotation, or both."""
    clause = complements.clause(parse, unit, cue, cues=cues)
    begin = clause[0] if clause else len(parse.text)
    quote = _quote_after(unit, cue, edge, cues=cues) if set("sqcaf") & set(cue.takes) else None
    if quote is not None and quote.start <= begin:
        if "a" in cue.takes:
            start = min((t.start for t in unit.tokens if edge <= t.start < quote.start), default=quote.start)
            return Content(((start, quote.end),), "right")
        alone = parse.text[quote.last - 1] in ".?!,…" and quote.last - quote.first > 12
        if alone:
            return Content(((quote.start, quote.end),), "right")
        end = clause[1] if clause else complements.end_of(unit, quote.end, cues=cues, cue=cue)
        return Content(((quote.start, complements.mend(unit, max(end, quote.end))),), "right")
    if clause is not None:
        return _after(clause)
    found = complements.that_after(unit, cue, edge, cues=cues) or _after_as(unit, cue)
    return _after(found or complements.phrase(parse, unit, cue, edge, cues=cues))


def _after(span: Span | None) -> Content | None:
    return Content((span,), "right") if span is not None else None


def _after_as(unit: Unit, cue: Cue) -> Span | None:
    """What follows the comma after "As X reported last week, .."."""
    if not unit.tokens or unit.tokens[0].lower != "as" or "s" not in cue.takes:
        return None
    comma = next((t for t in unit.tokens if t.start >= cue.end and t.text == ","), None)
    if comma is None or comma.start - cue.end > 60 or any(t.text == "," for t in unit.tokens if t.end <= cue.start):
        return None
    end = complements.end_of(unit, comma.end, cues=[], cue=cue)
    return (comma.end, end) if end > comma.end + 8 else None


def _quote_after(unit: Unit, cue: Cue, edge: int, *, cues: Sequence[Cue]) -> Quoted | None:
    """The first stretch after the cue with nothing but adjuncts, a hearer or a colon between."""
    quote = next((q for q in unit.quotes if q.start >= edge), None)
    if quote is None:
        return None
    gap = [t for t in unit.tokens if edge <= t.start < quote.start]
    if len(gap) > _GAP_WORDS or any(edge <= other.start < quote.start for other in cues):
        return None
    if "a" in cue.takes:
        return quote if len(gap) < _NAMED_WORDS and not any(t.text in (",", ":", ";") for t in gap) else None
    if gap and gap[-1].text in (":", ","):
        return quote if not any(t.pos == "VERB" and t.tag != "VBG" for t in gap[:-1]) else None
    if len(gap) > 6 or any(t.pos in ("VERB", "AUX") for t in gap):
        return None
    if "c" in cue.takes and gap and gap[-1].lower in ("that", "the", "a", "an", "his", "her", "their"):
        return None if gap[-1].lower != "that" else quote
    return quote if not gap or "r" in cue.takes or all(t.pos in ("ADV", "PRON", "ADP") for t in gap) else None


def _around(unit: Unit, cue: Cue, source: Source | None, *, cues: Sequence[Cue]) -> Content | None:
    """The clause to which "according to X" belongs: what follows its comma, else what stands before."""
    end_of = cue.end
    if source is not None and cue.form == "source":
        end_of = max(source.end, min(source.reach[1], source.end + _REACH))
    before = [t for t in unit.tokens if t.end <= cue.start and t.pos != "PUNCT"]
    quoted = [q for q in unit.quotes if q.end <= cue.start]
    after = [t for t in unit.tokens if t.start >= end_of]
    if not quoted and len(before) <= 1:
        start = min(
            [t.start for t in after if t.pos != "PUNCT"][:1] + [q.start for q in unit.quotes if q.start >= end_of][:1],
            default=unit.end,
        )
        end = complements.end_of(unit, start, cues=[], cue=cue)
        return Content(((start, end),), "right") if end > start else None
    left_end = max([t.end for t in before[-1:]] + [q.end for q in quoted[-1:]])
    left = (unit.start, left_end)
    if after and after[0].text == "," and len(after) > 4 and not any(c.start >= end_of for c in cues):
        start = after[1].start
        if after[1].pos in ("VERB", "AUX", "ADP", "CCONJ"):
            return Content((left, (start, complements.end_of(unit, start, cues=[], cue=cue))), "both")
    return Content((left,), "left")
