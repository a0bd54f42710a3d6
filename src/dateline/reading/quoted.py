"""Quotation marks: text in, the quoted stretches out, nested ones after the one that holds them.

Straight, curly, low and single marks, guillemets and doubled back-quotes are read; an apostrophe, a foot
or an inch is no mark. Nothing is refused: a mark that finds no partner is left out, unless its paragraph
opens or ends a quotation that runs over several paragraphs, where the open mark is repeated and only the
last is closed. One pass over the text; marks pair inside a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Quoted", "find", "unpaired"]

_MARK = re.compile("``|''|‘‘|’’|[\"“”„‟«»'‘’‚‹›]")
_DEEPEST = 4
"""Stretches within stretches; more are left out, so that no page costs more than its length."""
_PARAGRAPH = re.compile(r"[^\n]+")
_OPENERS = {"“": "double", "„": "double", "‟": "double", "«": "double", "``": "double", "‘‘": "double",
            "‘": "single", "‚": "single", "‹": "single"}  # fmt: skip
_CLOSERS = {"”": "double", "»": "double", "’’": "double", "’": "single", "›": "single"}
_ELISION = re.compile(r"['‘’](?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|bout\b|round\b|n['’])", re.IGNORECASE)
_BEFORE_OPEN = frozenset(" \t\xa0\u2009\u202f([{-–—―…/:;,.\"“„«‘'*|>\ufffd")


@dataclass(frozen=True, slots=True)
class Quoted:
    """``text[start:end]`` with its marks, ``[first:last]`` without; `within` is the index of the one around it.

    `single` is said of the marks. `closed` is False where the paragraph ends and the quotation goes on;
    `resumes` where it goes on from the paragraph before.
    """

    start: int
    end: int
    first: int
    last: int
    single: bool
    closed: bool = True
    resumes: bool = False
    within: int | None = None


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    single: bool
    opens: bool
    closes: bool
    weak: bool = False


def find(text: str) -> tuple[Quoted, ...]:
    """All quoted stretches in text order, the outer before the inner."""
    found: list[Quoted] = []
    carried = False
    for paragraph in _PARAGRAPH.finditer(text):
        if not paragraph.group().strip():
            continue
        pairs, carried = _pair(text, paragraph.span(), carried)
        found.extend(pairs)
    return tuple(_nest(sorted(found, key=lambda one: (one.start, -one.end))))


def unpaired(text: str) -> bool:
    """Whether the double marks of some paragraph do not pair: worth a warning."""
    return any(len([m for m in _marks(text, *p.span()) if not m.single]) % 2 == 1 for p in _PARAGRAPH.finditer(text))


def _pair(text: str, span: tuple[int, int], carried: bool) -> tuple[list[Quoted], bool]:
    marks = _without_possessives(list(_marks(text, *span)))
    closers = {single: [m.start for m in marks if m.single == single and m.closes] for single in (True, False)}
    begin = span[0] + len(text[slice(*span)]) - len(text[slice(*span)].lstrip())
    open_marks: list[_Mark] = []
    pairs: list[tuple[_Mark, _Mark]] = []
    for mark in marks:
        partner = _partner(open_marks, mark)
        if partner is not None:
            pairs.append((open_marks[partner], mark))
            del open_marks[partner:]
        elif mark.opens and len(open_marks) < 2 * _DEEPEST and (not mark.single or _left(mark, closers[True])):
            doubles = sum(1 for one in open_marks if not one.single)
            if not mark.single and doubles and _left(mark, closers[False]) <= doubles:
                open_marks.clear()  # the earlier mark lost its partner
            open_marks.append(mark)
    found = [
        _quoted(text, left.start, left.end, right.start, right.end, single=left.single,
                resumes=carried and left.start == begin)
        for left, right in pairs
    ]  # fmt: skip
    goes_on = next((one for one in open_marks if not one.single), None)
    runs_over = goes_on is not None and _resumed_after(text, span[1])
    if goes_on is not None and (runs_over or (carried and goes_on.start == begin)):
        found.append(_quoted(text, goes_on.start, goes_on.end, span[1], span[1], single=False, closed=False,
                             resumes=carried and goes_on.start == begin))  # fmt: skip
    return [one for one in found if one.first < one.last], runs_over


def _quoted(text: str, start: int, first: int, last: int, end: int, *, single: bool, closed: bool = True,
            resumes: bool = False) -> Quoted:  # fmt: skip
    while last > first and text[last - 1].isspace():
        last -= 1
    while first < last and text[first].isspace():
        first += 1
    return Quoted(start, last if not closed else end, first, last, single, closed, resumes)


def _resumed_after(text: str, end: int) -> bool:
    after = re.compile(r"\s*(\S)").match(text, end)
    return after is not None and after.group(1) in '"“„«‟`'


def _partner(open_marks: list[_Mark], mark: _Mark) -> int | None:
    if not mark.closes:
        return None
    for at in range(len(open_marks) - 1, -1, -1):
        if open_marks[at].single == mark.single:
            return at
    return None


def _left(mark: _Mark, closers: list[int]) -> int:
    return len(closers) - bisect_left(closers, mark.start + 2)


def _without_possessives(marks: list[_Mark]) -> list[_Mark]:
    """Drop "the drivers' union" inside single marks: an s before, a word after, and a better mark still to come."""
    singles = [mark for mark in marks if mark.single]
    possessive = {
        id(mark) for mark, following in pairwise(singles) if mark.weak and following.closes and not following.opens
    }
    return [mark for mark in marks if id(mark) not in possessive]


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    for hit in _MARK.finditer(text, start, end):
        mark = hit.group()
        before = text[hit.start() - 1] if hit.start() > start else " "
        after = text[hit.end()] if hit.end() < end else " "
        single = _OPENERS.get(mark, _CLOSERS.get(mark, "single" if mark == "'" else "double")) == "single"
        may_open = before in _BEFORE_OPEN and not after.isspace()
        may_close = not before.isspace() and not after.isalnum()
        if single and (_ELISION.match(text, hit.start(), end) or (before.isalnum() and after.isalnum())):
            continue
        if mark == '"' and before.isdigit() and may_close and not _opened(text, start, hit.start()):
            continue  # five inches
        if mark in _OPENERS and not (single and before.isalnum()):
            yield _Mark(hit.start(), hit.end(), single, True, mark in "“‟" and may_close and not may_open)
        elif mark in _CLOSERS and not single:
            yield _Mark(hit.start(), hit.end(), single, may_open and not may_close, True)
        else:
            # a typewriter mark between spaces or letters could be either: let it close what is open
            weak = single and before in "sS" and text[hit.end() : hit.end() + 2].strip().isalpha()
            yield _Mark(hit.start(), hit.end(), single, may_open, may_close or not (may_open or single), weak)


def _opened(text: str, start: int, end: int) -> bool:
    return text.count('"', start, end) % 2 == 1


def _nest(ordered: list[Quoted]) -> Iterator[Quoted]:
    around: list[tuple[int, Quoted]] = []
    index = -1
    for one in ordered:
        while around and around[-1][1].end < one.end:
            around.pop()
        if len(around) >= _DEEPEST:
            continue
        index += 1
        within = around[-1][0] if around else None
        yield Quoted(one.start, one.end, one.first, one.last, one.single, one.closed, one.resumes, within)
        around.append((index, one))
