"""Contents: what was said.  A cue and its speaker's words in, the spans of the content out.

Content stands after the cue (a clause, a quotation, "Y as Z"), before it ("X, she said"), or on both sides
("X," she said, "Y"), and may go on in the next sentences where these are nothing but quotation. Clauses
are bounded by the tree and mended by punctuation and quotation marks, which the tree ignores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.nlp import Parse, Token
from dateline.reading.cues import Cue, phrases
from dateline.reading.quoted import Quoted
from dateline.reading.speakers import Source
from dateline.reading.units import Unit

__all__ = ["Content", "find"]

_CLAUSES = ("ccomp", "xcomp", "acl", "advcl", "parataxis")
_OBJECTS = ("dobj", "oprd", "ccomp", "prep", "attr", "dative")
_OF = frozenset({"for", "of", "against", "on"})
_GAP_WORDS = 25
_NAMED_WORDS = 8
_REACH = 200
"""Characters after a speaker's words that may be apposition; more is a slip of the tree."""
_STOPS = "\"“”„«»'‘’ \t\n\xa0"


@dataclass(frozen=True, slots=True)
class Content:
    """Character spans with quotation marks, in text order; `side` is where they stand to the cue."""

    spans: tuple[tuple[int, int], ...]
    side: str


def find(parse: Parse, unit: Unit, cue: Cue, source: Source | None, *, cues: Sequence[Cue]) -> Content | None:
    """The content of a cue inside its unit."""
    if cue.form in ("source", "held"):
        return _around(unit, cue, source, cues=cues)
    if cue.form == "noun":
        return _clause(parse, unit, cue, cues=cues)
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


def _left(unit: Unit, cue: Cue, edge: int) -> tuple[int, int] | None:
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
    parse: Parse, unit: Unit, cue: Cue, left: tuple[int, int], own: Content | None, *, edge: int, cues: Sequence[Cue]
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
            return Content((left, (following.start, _to_end(unit, following.end, cues=cues, cue=cue))), "both")
    loose = not quoted and (_loose(words) or not any(t.pos in ("VERB", "AUX") for t in words))
    rest = [t for t in unit.tokens if t.start >= edge]
    if not quoted and rest and rest[0].text == "," and len(rest) > 3 and (loose or _resumes(rest[1])):
        end = _to_end(unit, edge, cues=cues, cue=cue)
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
    clause = _clause(parse, unit, cue, cues=cues)
    begin = clause.spans[0][0] if clause else len(parse.text)
    quote = _quote_after(unit, cue, edge, cues=cues) if set("sqcaf") & set(cue.takes) else None
    if quote is not None and quote.start <= begin:
        if "a" in cue.takes:
            start = min((t.start for t in unit.tokens if edge <= t.start < quote.start), default=quote.start)
            return Content(((start, quote.end),), "right")
        alone = parse.text[quote.last - 1] in ".?!,…" and quote.last - quote.first > 12
        if alone:
            return Content(((quote.start, quote.end),), "right")
        end = max(quote.end, clause.spans[0][1] if clause else _to_end(unit, quote.end, cues=cues, cue=cue, tail=True))
        return Content(((quote.start, _mend(unit, end)),), "right")
    if clause is not None:
        return clause
    return _that_after(unit, cue, edge, cues=cues) or _after_as(unit, cue) or _phrase(parse, unit, cue, edge, cues=cues)


def _that_after(unit: Unit, cue: Cue, edge: int, *, cues: Sequence[Cue], aside: bool = False) -> Content | None:
    """What follows "that", however the tree has it: "told staff in a letter seen by the paper that .."."""
    if "c" not in cue.takes:
        return None
    for token in [t for t in unit.tokens if t.start >= edge]:
        if token.lower == "that" and token.tag == "IN":
            end = _to_end(unit, token.end, cues=cues, cue=cue)
            return Content(((token.end + 1, end),), "right") if end > token.end + 8 else None
        if token.text in (";", ":") or (token.tag in ("VBD", "VBZ", "VBP", "MD") and not aside):
            return None
    return None


def _after_as(unit: Unit, cue: Cue) -> Content | None:
    """What follows the comma after "As X reported last week, .."."""
    if not unit.tokens or unit.tokens[0].lower != "as" or "s" not in cue.takes:
        return None
    comma = next((t for t in unit.tokens if t.start >= cue.end and t.text == ","), None)
    if comma is None or comma.start - cue.end > 60 or any(t.text == "," for t in unit.tokens if t.end <= cue.start):
        return None
    end = _to_end(unit, comma.end, cues=[], cue=cue)
    return Content(((comma.end, end),), "right") if end > comma.end + 8 else None


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


def _clause(parse: Parse, unit: Unit, cue: Cue, *, cues: Sequence[Cue]) -> Content | None:
    own = {t.i for t in unit.tokens}
    for kid in (*parse.children(cue.head, *_CLAUSES), *_borne(parse, cue)):
        if not _fits(parse, cue, kid):
            continue
        below = [t for t in parse.subtree(kid) if t.start >= cue.end and not t.text.isspace()]
        below = [t for t in below if unit.start <= t.start < unit.end]
        if not below or (kid.i < cue.head.i and kid.i in own):
            continue
        mark = next((k for k in parse.children(kid, "mark") if k.lower == "that"), None)
        if mark is not None and mark.i in own:
            below = [t for t in below if t.i >= mark.i]
        if below[0].pos == "ADP":  # "known through a lawyer that .."
            below = below[next((k + 1 for k, t in enumerate(below[:8]) if t.lower == "that"), 0) :]
        if kid.dep == "xcomp" and "d" in cue.takes:  # "urged them to go"
            below = [
                *[t for k in parse.children(cue.head, "dobj") for t in parse.subtree(k) if t.i < below[0].i],
                *below,
            ]
        while below and (below[0].lower in ("that",) or below[0].pos == "PUNCT") and below[0].i in own:
            below.pop(0)
        if len(below) < 2:
            continue
        start = min([below[0].start, *[q.start for q in unit.quotes if q.start <= below[0].start < q.end]])
        end = _mend(unit, _conjoined(parse, unit, cue, below, cues=cues))
        end = _before_participle(unit, (start, end), cue, cues=cues)
        return Content(((start, end),), "right")
    return None


def _borne(parse: Parse, cue: Cue) -> list[Token]:
    """The clause of "said in a statement that ..", which the tree hangs on the statement."""
    nouns = [n for p in parse.children(cue.head, "prep") for n in parse.children(p, "pobj") if cue.form == "verb"]
    return [kid for noun in nouns for kid in parse.children(noun, "acl") if _that(parse, kid)]


def _that(parse: Parse, clause: Token) -> bool:
    return any(kid.lower == "that" for kid in parse.children(clause, "mark"))


def _fits(parse: Parse, cue: Cue, kid: Token) -> bool:
    """Whether a clause is of a kind that the cue takes."""
    if kid.dep == "xcomp" and "d" in cue.takes and parse.child(cue.head, "dobj") is not None:
        return True
    if kid.dep == "ccomp" and "d" in cue.takes and parse.child(kid, "nsubj") is not None:
        return True
    if kid.dep == "xcomp" or (kid.dep == "ccomp" and kid.tag == "VB" and parse.child(kid, "aux")):
        infinitive = any(k.lower == "to" for k in parse.children(kid, "aux"))
        if infinitive:
            return "t" in cue.takes
        return "c" in cue.takes and kid.dep == "ccomp"
    if kid.dep == "ccomp":
        return "c" in cue.takes
    return kid.dep == "acl" and "c" in cue.takes and _that(parse, kid)


def _conjoined(parse: Parse, unit: Unit, cue: Cue, below: Sequence[Token], *, cues: Sequence[Cue]) -> int:
    """The clause's end; on to "and that .." where the tree hangs the second clause on the cue."""
    end = below[-1].end
    for kid in parse.children(cue.head, "ccomp", "conj"):
        goes_on = any(k.lower == "that" or k.tag == "MD" for k in parse.children(kid, "mark", "aux"))
        if kid.start > end and goes_on:
            end = max(end, parse.extent(kid)[1])
    rest = next((t for t in unit.tokens if t.start >= end and t.pos != "PUNCT"), None)
    if rest is not None and not _hangs_on(parse, rest, cue.head) and not any(c.start >= end for c in cues):
        end = unit.end
    return min(end, unit.end)


def _before_participle(unit: Unit, span: tuple[int, int], cue: Cue, *, cues: Sequence[Cue]) -> int:
    """A clause ends before ", adding that ..", which speaks for the same speaker wherever the tree hangs it."""
    for other in cues:
        if span[0] < other.start < span[1] and other.head.tag == "VBG" and other is not cue and "c" in other.takes:
            before = [t for t in unit.tokens if t.end <= other.start]
            if before and before[-1].text == ",":
                return before[-1].start
    return span[1]


def _hangs_on(parse: Parse, token: Token, above: Token) -> bool:
    return any(one.i == above.i for one in parse.ancestors(token))


def _mend(unit: Unit, end: int) -> int:
    """An end inside a stretch goes to that stretch's own end."""
    for quote in unit.quotes:
        if quote.start < end < quote.end:
            return quote.end
    return end


def _to_end(unit: Unit, start: int, *, cues: Sequence[Cue], cue: Cue, tail: bool = False) -> int:
    """The end of what goes on from `start`: the unit's, or the next cue's clause."""
    end = unit.end
    for other in cues:
        if other.start > start and other is not cue and other.head.tag == "VBG" and other.head.dep == "advcl":
            end = other.start
            break
        if other.start > start and other.form == "source":
            end = other.start
            break
    last = [t.end for t in unit.tokens if t.end <= end and t.start >= start and t.pos != "PUNCT"]
    last += [q.end for q in unit.quotes if start <= q.start and q.end <= end]
    return max(last, default=start) if tail or last else start


def _phrase(parse: Parse, unit: Unit, cue: Cue, edge: int, *, cues: Sequence[Cue]) -> Content | None:
    """ "Y as Z" after describe, the object after deny, "for Y" after call."""
    objects = [k for k in parse.children(cue.head, *_OBJECTS) if k.i > cue.head.i]
    direct = [k for k in objects if k.dep == "dobj"]
    kept: list[Token] = []
    if "a" in cue.takes:
        kept = [k for k in objects if k.dep != "prep" or k.lower == "as"]
        predicate = any(k.lower == "as" or k.dep in ("oprd", "ccomp", "attr") for k in kept)
        predicate = predicate or any(k.lower == "as" for one in direct for k in parse.children(one, "prep"))
        kept = kept if predicate or any(q.start >= edge for q in unit.quotes) else []
    elif "o" in cue.takes:
        if direct and (direct[0].lemma.lower(),) in phrases("noun"):  # "denied reports that .."
            told = _that_after(unit, replace(cue, takes="c"), direct[0].end, cues=cues, aside=True)
            if told is not None:
                return told
        kept = direct[:1]
    if "f" in cue.takes and not kept:
        after = [k for k in objects if k.dep == "prep" and (k.lower in _OF or k.start < cue.end)]
        kept = [*direct, *after] if after else []
    if not kept:
        return None
    below = [t for kid in kept for t in parse.subtree(kid) if unit.start <= t.start < unit.end and t.start >= edge]
    if not below:
        return None
    start, end = min(t.start for t in below), max(t.end for t in below)
    start = min([start, *[q.start for q in unit.quotes if q.start <= start < q.end]])
    if "a" in cue.takes:
        end = _whole_phrase(unit, end, cues=cues)
    return Content(((start, _mend(unit, end)),), "right")


def _whole_phrase(unit: Unit, end: int, *, cues: Sequence[Cue]) -> int:
    """On over what the tree hung elsewhere, up to a comma, a conjunction, a verb's own adjunct or the next cue."""
    for token in [t for t in unit.tokens if t.start >= end]:
        stops = token.pos in ("PUNCT", "CCONJ", "SCONJ", "VERB") and token.lower not in ("that", "who")
        cued = any(c.start <= token.start < c.end and c.head.tag != "VB" for c in cues)
        if cued or (stops and token.tag != "VB"):
            break
        if token.dep in ("npadvmod", "advmod") or token.lower in ("on", "in", "after", "when", "during", "at"):
            break
        end = token.end
    return end


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
        end = _to_end(unit, start, cues=[], cue=cue)
        return Content(((start, end),), "right") if end > start else None
    left_end = max([t.end for t in before[-1:]] + [q.end for q in quoted[-1:]])
    left = (unit.start, left_end)
    if after and after[0].text == "," and len(after) > 4 and not any(c.start >= end_of for c in cues):
        start = after[1].start
        if after[1].pos in ("VERB", "AUX", "ADP", "CCONJ"):
            return Content((left, (start, _to_end(unit, start, cues=[], cue=cue))), "both")
    return Content((left,), "left")
