"""Units: the sentences of a text as quotation marks cut them.  Parse + quoted stretches in, units out.

A parser's sentences break inside quotations and after them; a unit does not: to the sentence around it a
quoted stretch is one opaque piece. What stands inside a stretch has units of its own, so that a quotation
within a quotation is found in the same way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.lexicon import openings, tables
from dateline.nlp import Parse, Token
from dateline.reading.quoted import Quoted

__all__ = ["Unit", "cut", "whole_quote"]

_ENDS = frozenset({".", "!", "?", "...", "…", "?!", "!!", "??"})
_OPENING = frozenset({"DET", "PRON", "SCONJ", "CCONJ"})
_NUMBERED = frozenset({"no.", "nos.", "vol.", "art.", "sec."})
_LONGEST = 400
"""Words and stretches after which a unit is cut: no sentence is as long, and work in a unit is quadratic."""
_TAIL_WORDS = 8
_ABBREVIATION = 7
"""Characters of the longest abbreviation with its stop; a longer token has swallowed a full stop."""
_SPEECH = frozenset(row[0] for row in tables.rows("cue_verbs") if "s" in row[1] or "q" in row[1])


@dataclass(frozen=True, slots=True)
class Unit:
    """Characters ``start`` to ``end``; `tokens` are those outside of the unit's own `quotes`, no white space.

    `paragraph` counts lines of the text, `inside` is the stretch in which the unit stands.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    quotes: tuple[Quoted, ...]
    paragraph: int
    inside: Quoted | None = None


def cut(parse: Parse, quotes: Sequence[Quoted]) -> tuple[Unit, ...]:
    """All units in text order, those inside a stretch after the one around it."""
    children: dict[int | None, list[Quoted]] = {}
    for one in quotes:
        children.setdefault(one.within, []).append(one)
    breaks = [i for i, char in enumerate(parse.text) if char == "\n"]
    breaks = sorted({*breaks, *(opening.end - 1 for opening in openings.find(parse.text))})
    starts = frozenset(parse.tokens[s.first].start for s in parse.sentences)
    units: list[Unit] = []
    edges = [0, *[b + 1 for b in breaks], len(parse.text) + 1]
    outer = children.get(None, [])
    firsts = [q.start for q in outer]
    for start, end in pairwise(edges):
        held = outer[bisect_left(firsts, start) : bisect_left(firsts, end)]
        units.extend(_region(parse, (start, end - 1), held, starts=starts, paragraph=start))
    for index, one in enumerate(quotes):
        held = children.get(index, [])
        inner = _region(parse, (one.first, one.last), held, starts=starts, paragraph=-1 - index)
        units.extend(Unit(u.start, u.end, u.tokens, u.quotes, u.paragraph, one) for u in inner)
    return tuple(sorted(units, key=lambda unit: (unit.start, -unit.end)))


def whole_quote(unit: Unit) -> Quoted | None:
    """The stretch that is all of the unit but for punctuation, if it is one."""
    if len(unit.quotes) == 1 and unit.quotes[0].start == unit.start and not any(t.pos != "PUNCT" for t in unit.tokens):
        return unit.quotes[0]
    return None


def _region(
    parse: Parse, span: tuple[int, int], quotes: Sequence[Quoted], *, starts: frozenset[int], paragraph: int
) -> Iterator[Unit]:
    tokens = [t for t in parse.tokens_in(*span) if not t.text.isspace()]
    firsts = [q.start for q in quotes]
    piece: list[Token] = []
    held: list[Quoted] = []
    for at, token in enumerate(tokens):
        number = bisect_right(firsts, token.start) - 1
        quote = quotes[number] if number >= 0 and token.start < quotes[number].end else None
        if quote is None:
            piece.append(token)
        elif not held or held[-1] is not quote:
            held.append(quote)
        follower = tokens[at + 1] if at + 1 < len(tokens) else None
        if follower is not None and quote is not None and follower.start < quote.end:
            continue
        full = len(piece) + len(held) > _LONGEST
        if (
            follower is None
            or full
            or (
                _is_fresh(follower)
                and _parts(parse, (token, quote), tokens[at + 1 : at + 2 + _TAIL_WORDS], starts=starts)
            )
        ):
            begin = min([t.start for t in piece[:1]] + [q.start for q in held[:1]])
            end = max([t.end for t in piece[-1:]] + [q.end for q in held[-1:]])
            yield Unit(max(begin, span[0]), min(end, span[1]), tuple(piece), tuple(held), paragraph)
            piece, held = [], []


def _is_fresh(after: Token) -> bool:
    """Whether a word may begin a unit."""
    return after.text[0].isupper() or after.text[0].isdigit() or after.text[0] in "\"“„«‘'`([—–-"


def _parts(
    parse: Parse, last: tuple[Token, Quoted | None], following: Sequence[Token], *, starts: frozenset[int]
) -> bool:
    """Whether a unit ends after its last token (or the stretch that this token closes); a fresh word follows."""
    token, quote = last
    after = following[0]
    if quote is None:
        number = token.lower in _NUMBERED or (token.text == "." and parse.tokens[token.i - 1].lower + "." in _NUMBERED)
        if number and after.text[0].isdigit():
            return False
        if (
            token.dep == "compound"
            and after.pos == "PROPN"
            and len(token.text) < _ABBREVIATION
            and token.text not in _ENDS
        ):
            return False
        abbreviated = token.text[-1] == "." and len(token.text) > 1
        return token.text in _ENDS or (
            abbreviated and (after.start in starts or after.pos in _OPENING or len(token.text) > _ABBREVIATION)
        )
    final = parse.text[quote.last - 1]
    if final in ".…":
        return after.text[0] not in "—–-"
    if final in "?!":
        return not _attributes(following)
    return False


def _attributes(following: Sequence[Token]) -> bool:
    """Whether '"Why?" Smith asked' goes on so: a verb of saying soon, and no full stop before."""
    for token in following:
        if token.lemma.lower() in _SPEECH and token.pos in ("VERB", "AUX", "NOUN"):
            return True
        if token.text in _ENDS or token.text[0] in '"“„«':
            return False
    return False
