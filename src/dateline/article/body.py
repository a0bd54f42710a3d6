"""A page's lines -> the run of them that is the article's body.

The run is the contiguous stretch whose scores add up to most (a maximum subsequence, Pasternack and Roth 2009):
prose gains its words, navigation and teasers lose, what opens other stories loses so much that a body seldom
reaches across it. Inside the run, what is not of the article (share bars, advertisements, captions) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.article.datelines import clock_in, dates_in
from dateline.article.language import function_words, language_of
from dateline.article.lines import Line, part, repeated, unwrapped
from dateline.article.shape import Shape, headline_like, shapes_of
from dateline.lexicon.boilerplate import counts, is_attribution
from dateline.records.base import record
from dateline.records.page import BlockKind

__all__ = ["Body", "BodyBlock", "find_body", "split_sentences"]

_LONG = 900
"""Characters from which a line is looked at sentence by sentence: it may hold a whole page."""
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\W\d_a-zß-öø-ÿ])")
_LIST = re.compile(r"^(?:[-*•·‣–]|\d{1,2}[.)])\s+")
_SHORT = 200
_LABELS = re.compile(
    r"\b(?:[Ii]mage|[Pp]hoto|[Vv]ideo|Share|Tweet|Email|E-mail|Print|Copy link|Advertisement|GMT|IST|EST|comments)\b"
)
_LEAST = 8.0
"""The least that a run must add up to: one sentence of a news flash."""


@record
class BodyBlock:
    """A block of the body: its words, and their kind."""

    kind: BlockKind
    line: Line


@record
class Body:
    """The body found: its blocks, the page's units, and where among them it runs (half-open)."""

    blocks: tuple[BodyBlock, ...]
    units: tuple[Line, ...]
    first: int
    last: int
    language: str | None

    @property
    def before(self) -> tuple[Line, ...]:
        """What stands above the body."""
        return self.units[: self.first]

    @property
    def after(self) -> tuple[Line, ...]:
        """What stands below it."""
        return self.units[self.last :]


def find_body(lines: Sequence[Line]) -> Body | None:
    """The body of a page given by its lines, or None where there is no prose."""
    units = split_sentences(unwrapped(lines))
    language = language_of(unit.text for unit in units if len(unit.text) > 60)
    shapes = shapes_of(
        units, function_words=function_words(language) if language else frozenset(), times=repeated(units)
    )
    first, last, total = _best_run([shape.score for shape in shapes])
    if total < _LEAST:
        return None
    last = _before_attributions(units, shapes, first=first, last=last)
    if last == len(units) - 1 and _is_fragment(shapes[last]):
        last += 1
    blocks = _blocks(units, shapes, first=first, last=last)
    language = language_of(block.line.text for block in blocks) or language
    return Body(blocks=blocks, units=units, first=first, last=last, language=language)


def split_sentences(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines with the long ones taken apart into sentences."""
    found: list[Line] = []
    for line in lines:
        if len(line.text) < _LONG:
            found.append(line)
            continue
        start = 0
        for match in [*_SENTENCE.finditer(line.text), None]:
            end = len(line.text) if match is None else match.end()
            if sentence := part(line, start, end):
                found.append(_same(sentence, line, gap=start == 0 and line.gap))
            start = end
    return tuple(found)


def _same(sentence: Line, line: Line, *, gap: bool) -> Line:
    # Sentences of one line are told by their tag: they become one block again.
    return Line(text=sentence.text, pieces=sentence.pieces, gap=gap, tag=f"{line.tag}@{line.start}")


def _best_run(scores: Sequence[float]) -> tuple[int, int, float]:
    """(first, one past the last, sum) of the stretch with the largest sum; the earliest of equals."""
    best = (0, 0, 0.0)
    start, total = 0, 0.0
    for index, score in enumerate(scores):
        if total <= 0:
            start, total = index, 0.0
        total += score
        if total > best[2]:
            best = (start, index + 1, total)
    return best


def _before_attributions(units: Sequence[Line], shapes: Sequence[Shape], *, first: int, last: int) -> int:
    """The run's end without short last lines that only say who published the article, and what is no prose before."""
    end = last
    while end - first > 1 and (shapes[end - 1].score <= 0 or _is_colophon(units[end - 1].text)):
        end -= 1
    return end


def _is_fragment(shape: Shape) -> bool:
    """Whether a page's last line is the beginning of a sentence: the page was cut off there."""
    return not shape.junk and not shape.sentence and shape.words >= 4 and shape.function_share >= 0.25


def _is_colophon(text: str) -> bool:
    return len(text) < _SHORT and is_attribution(text)


def trim_head(line: Line) -> Line:
    """A first sentence without what a page without line ends puts before it: date, clock, buttons, labels."""
    limit = len(line.text) * 2 // 3
    ends = [found.end for found in dates_in(line.text)]
    clock = clock_in(line.text)
    ends += [clock[3]] if clock else []
    ends += [match.end() for match in _LABELS.finditer(line.text)]
    at = max((end for end in ends if end <= limit), default=0)
    rest = part(line, at, len(line.text)) if at else None
    return rest if rest is not None and rest.text[0].isupper() and rest.text.count(" ") >= 7 else line


def _blocks(units: Sequence[Line], shapes: Sequence[Shape], *, first: int, last: int) -> tuple[BodyBlock, ...]:
    kept: list[Line] = []
    kinds: list[BlockKind] = []
    before = first - 1
    for index in range(first, last):
        kind = _kind(units, shapes, index=index, last=last)
        if kind is None:
            continue
        unit = trim_head(units[index]) if not kept and "@" in units[index].tag else units[index]
        # Sentences of one line are one block again, unless one between them is left out.
        if kept and before == index - 1 and "@" in unit.tag and kept[-1].tag == unit.tag:
            kept[-1] = _merged(kept[-1], unit)
        else:
            kept.append(unit)
            kinds.append(kind)
        before = index
    return tuple(BodyBlock(kind=kind, line=line) for kind, line in zip(kinds, kept, strict=True))


def _merged(left: Line, right: Line) -> Line:
    at = len(left.text) + 1
    pieces = left.pieces + tuple((at + offset, start, end) for offset, start, end in right.pieces)
    return Line(text=f"{left.text} {right.text}", pieces=pieces, gap=left.gap, tag=left.tag)


def _kind(units: Sequence[Line], shapes: Sequence[Shape], *, index: int, last: int) -> BlockKind | None:
    unit, shape = units[index], shapes[index]
    if shape.score > 0:
        return "list_item" if _LIST.match(unit.text) else "paragraph"
    if "@" in unit.tag:
        return None if shape.opens_other or shape.score < -20 else "paragraph"
    if index + 1 == len(units) and _is_fragment(shape):
        return "paragraph"
    if shape.junk or shape.score < -20 or counts(unit.text, "caption") or counts(unit.text, "promo"):
        return None
    followed = index + 1 < last and shapes[index + 1].score > 0
    if _LIST.match(unit.text):
        return "list_item" if shape.words > 2 else None
    if followed and headline_like(unit.text) and shape.words <= 14:
        return "heading"
    return "paragraph" if shape.sentence and shape.words > 1 else None
