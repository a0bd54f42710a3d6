"""Complements: what the tree puts after a cue.  A cue in, the span of its clause or phrase out.

The tree errs often inside long sentences, and knows nothing of quotation marks. So each span is mended:
an end inside a quoted stretch goes to its mark, a clause goes on to "and that ..", stops before ", adding ..".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.nlp import Parse, Token
from dateline.reading.quotations.cues import Cue, phrases
from dateline.reading.quotations.units import Unit

__all__ = ["Span", "clause", "end_of", "mend", "phrase", "that_after"]

Span = tuple[int, int]

_CLAUSES = ("ccomp", "xcomp", "acl", "advcl", "parataxis")
_OBJECTS = ("dobj", "oprd", "ccomp", "prep", "attr", "dative")
_OF = frozenset({"for", "of", "against", "on"})


def clause(parse: Parse, unit: Unit, cue: Cue, *, cues: Sequence[Cue]) -> Span | None:
    """The clause that a cue governs, without its "that"."""
    for kid in (*parse.children(cue.head, *_CLAUSES), *_borne(parse, cue)):
        if not _fits(parse, cue, kid):
            continue
        below = _words(parse, unit, cue, kid)
        if len(below) < 2:
            continue
        start = _from_mark(unit, below[0].start)
        end = mend(unit, _conjoined(parse, unit, cue, below, cues=cues))
        return start, _before_participle(unit, (start, end), cue, cues=cues)
    return None


def _words(parse: Parse, unit: Unit, cue: Cue, kid: Token) -> list[Token]:
    """The words of a clause after its cue, with whoever is urged, and without what introduces it."""
    own = {t.i for t in unit.tokens}
    if kid.i < cue.head.i and kid.i in own:
        return []
    below = [t for t in parse.subtree(kid) if t.start >= cue.end and not t.text.isspace()]
    below = [t for t in below if unit.start <= t.start < unit.end]
    mark = next((k for k in parse.children(kid, "mark") if k.lower == "that" and k.i in own), None)
    if mark is not None:
        below = [t for t in below if t.i >= mark.i]
    if below and below[0].pos == "ADP":  # "known through a lawyer that .."
        below = below[next((k + 1 for k, t in enumerate(below[:8]) if t.lower == "that"), 0) :]
    if below and kid.dep == "xcomp" and "d" in cue.takes:  # "urged them to go"
        asked = [t for k in parse.children(cue.head, "dobj") for t in parse.subtree(k)]
        below = [*[t for t in asked if t.i < below[0].i], *below]
    while below and (below[0].lower == "that" or below[0].pos == "PUNCT") and below[0].i in own:
        below.pop(0)
    return below


def _from_mark(unit: Unit, start: int) -> int:
    """A start inside a stretch goes to that stretch's own mark."""
    return min([start, *[q.start for q in unit.quotes if q.start <= start < q.end]])


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


def phrase(parse: Parse, unit: Unit, cue: Cue, edge: int, *, cues: Sequence[Cue]) -> Span | None:
    """'Y as Z' after describe, the object after deny, 'for Y' after call."""
    objects = [k for k in parse.children(cue.head, *_OBJECTS) if k.i > cue.head.i]
    direct = [k for k in objects if k.dep == "dobj"]
    if "o" in cue.takes and direct and (direct[0].lemma.lower(),) in phrases("noun"):  # "denied reports that .."
        told = that_after(unit, replace(cue, takes="c"), direct[0].end, cues=cues, aside=True)
        if told is not None:
            return told
    kept = _predicate(parse, unit, objects, edge=edge) if "a" in cue.takes else direct[:1] if "o" in cue.takes else []
    if "f" in cue.takes and not kept:
        after = [k for k in objects if k.dep == "prep" and (k.lower in _OF or k.start < cue.end)]
        kept = [*direct, *after] if after else []
    below = [t for kid in kept for t in parse.subtree(kid) if unit.start <= t.start < unit.end and t.start >= edge]
    if not below:
        return None
    end = max(t.end for t in below)
    if "a" in cue.takes:
        end = _whole_phrase(unit, end, cues=cues)
    return _from_mark(unit, min(t.start for t in below)), mend(unit, end)


def _predicate(parse: Parse, unit: Unit, objects: Sequence[Token], *, edge: int) -> list[Token]:
    """The object and what it is called, or nothing where it is called nothing."""
    kept = [k for k in objects if k.dep != "prep" or k.lower == "as"]
    called = any(k.lower == "as" or k.dep in ("oprd", "ccomp", "attr") for k in kept)
    direct = [k for k in objects if k.dep == "dobj"]
    called = called or any(k.lower == "as" for one in direct for k in parse.children(one, "prep"))
    return kept if called or any(q.start >= edge for q in unit.quotes) else []


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


def that_after(unit: Unit, cue: Cue, edge: int, *, cues: Sequence[Cue], aside: bool = False) -> Span | None:
    """What follows "that", however the tree has it: "told staff in a letter seen by the paper that .."."""
    if "c" not in cue.takes:
        return None
    for token in [t for t in unit.tokens if t.start >= edge]:
        if token.lower == "that" and token.tag == "IN":
            end = end_of(unit, token.end, cues=cues, cue=cue)
            return (token.end + 1, end) if end > token.end + 8 else None
        if token.text in (";", ":") or (token.tag in ("VBD", "VBZ", "VBP", "MD") and not aside):
            return None
    return None


def mend(unit: Unit, end: int) -> int:
    """An end inside a stretch goes to that stretch's own end."""
    for quote in unit.quotes:
        if quote.start < end < quote.end:
            return quote.end
    return end


def end_of(unit: Unit, start: int, *, cues: Sequence[Cue], cue: Cue) -> int:
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
    return max(last, default=start)
