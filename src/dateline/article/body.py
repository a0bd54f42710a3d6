"""A page's lines -> the run of them that is the article's body.

The rules' run is the contiguous stretch whose scores add up to most (a maximum subsequence, Pasternack and Roth 2009):
prose gains its words, navigation and teasers lose, what opens other stories loses so much that a body seldom reaches
across it. `labelling` then judges each line by its own traits, its neighbours' and where it stands to that run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from dateline.article.datelines import clock_in, dates_in
from dateline.article.labelling import Numbers, bulk, chosen, judge
from dateline.article.language import function_words, language_of
from dateline.article.lines import Line, part, repeated, unwrapped
from dateline.article.shape import Shape, ends_sentence, headline_like, shapes_of
from dateline.article.traits import traits_of
from dateline.lexicon.boilerplate import counts, is_attribution
from dateline.records.base import record
from dateline.records.page import BlockKind

__all__ = ["Body", "BodyBlock", "best_run", "blocks_of", "find_body", "held", "is_other", "once", "split_sentences"]

_LONG = 900
"""Characters from which a line is looked at sentence by sentence: it may hold a whole page."""
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\W\d_a-zß-öø-ÿ])")
_LIST = re.compile(r"^(?:[-*•·‣–]|\d{1,2}[.)])\s+")
_LABELS = re.compile(
    r"\b(?:[Ii]mage|[Pp]hoto|[Vv]ideo|Share|Tweet|Email|E-mail|Print|Copy link|Advertisement|GMT|IST|EST|comments)\b"
)
_SHORT = 200
_SURE = -40.0
"""The rules' score at which a line is another's whatever else speaks for it."""
_PARAGRAPH = 8
"""Words from which a sentence that comes twice is a paragraph put there twice, and no refrain."""
_SENTENCE_WORDS = 4
_FIRST = 0.2
"""The likelihood from which a sentence before the body is its first, in a page without line ends: menus stand there."""
_PROSE = 12.0
_HEAD = 6
"""Lines between a headline and its text: byline, day, buttons."""
_DATED, _BESIDE = 80, 4
"""Characters of a line that is a day's, and the words of letters that it may hold besides (a weekday, "updated at")."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_HEADLINES = ("h1", "title")
_LEAST = 8.0
"""The least that a run must add up to: one sentence of a news flash."""


@record
class BodyBlock:
    """A block of the body: its words, and their kind."""

    kind: BlockKind
    line: Line


@record
class Body:
    """The body found: its blocks, the page's units with their shapes, which of them it is, and where it runs.

    `scant` says that it is a sentence or two, and all that the page holds of any.
    """

    blocks: tuple[BodyBlock, ...]
    units: tuple[Line, ...]
    shapes: tuple[Shape, ...]
    numbers: tuple[int, ...]
    first: int
    last: int
    language: str | None
    scant: bool = False

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
    first, last, total = best_run([shape.score for shape in shapes])
    scant = total < _LEAST
    numbers = _scraps(units, shapes) if scant else _judged(units, shapes, run=(first, last))
    numbers = _below_head(units, numbers)
    if not numbers:
        return None
    first, last = bulk(numbers, [len(unit.text) for unit in units])
    if last == len(units) - 1 and _is_fragment(shapes[last]):
        numbers, last = [*numbers, last], last + 1
    blocks = blocks_of(units, shapes, numbers)
    language = language_of(block.line.text for block in blocks) or language
    return Body(
        blocks=blocks,
        units=units,
        shapes=shapes,
        numbers=tuple(numbers),
        first=first,
        last=last,
        language=language,
        scant=scant,
    )


def _judged(units: Sequence[Line], shapes: Sequence[Shape], *, run: tuple[int, int]) -> list[int]:
    """The lines that the judgement takes for the body's, else those of the rules."""
    likely = judge(traits_of(units, shapes, run=run), kind="plain")
    taken = held(units, shapes, run=run)
    numbers = [
        number
        for number in chosen(likely, taken, kind="plain")
        if not is_other(units[number], shapes[number]) and units[number].tag not in _HEADLINES
    ]
    while (
        numbers
        and run[0] < numbers[0]
        and _goes_before(units, shapes, numbers[0] - 1)
        and likely[numbers[0] - 1] > _FIRST
    ):
        numbers.insert(0, numbers[0] - 1)
    return once(units, shapes, numbers) or [at for at in range(*run) if shapes[at].score > 0]


def _below_head(units: Sequence[Line], numbers: Sequence[int]) -> list[int]:
    """The lines without a headline or a date line taken for the first of them.

    A headline is told by what stands between it and the text: a line with the day, which is no line of the text.
    """
    left = list(numbers)
    while len(left) > 1:
        head = units[left[0]]
        between = units[left[0] + 1 : left[1]]
        titled = len(between) <= _HEAD and any(_is_date_line(line) for line in between) and not _is_prose(head)
        if not titled and not _is_date_line(head):
            break
        left = left[1:]
    return left


def _is_prose(line: Line) -> bool:
    return "@" in line.tag or len(line.text) >= _SHORT or ends_sentence(line.text)


def _is_date_line(line: Line) -> bool:
    """Whether a short line says a day and hardly anything besides."""
    days = dates_in(line.text) if len(line.text) < _DATED else []
    beside = next((line.text[: day.start] + " " + line.text[day.end :] for day in days), None)
    return beside is not None and len(_WORD.findall(beside)) <= _BESIDE


def _goes_before(units: Sequence[Line], shapes: Sequence[Shape], at: int) -> bool:
    """Whether a sentence belongs to the one behind it: both are of one line, and it is plain prose."""
    return "@" in units[at].tag and units[at].tag == units[at + 1].tag and shapes[at].score >= _PROSE


def _scraps(units: Sequence[Line], shapes: Sequence[Shape]) -> list[int]:
    """The sentences of a page that has next to none: what can be read is read."""
    return [
        number
        for number, (unit, shape) in enumerate(zip(units, shapes, strict=True))
        if ends_sentence(unit.text)
        and shape.words >= _SENTENCE_WORDS
        and not shape.junk
        and shape.score > 0
        and unit.tag not in _HEADLINES
        and not any(counts(unit.text, kind) for kind in ("promo", "legal", "caption"))
    ]


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


def best_run(scores: Sequence[float]) -> tuple[int, int, float]:
    """(first, one past the last, sum) of the stretch of scores with the largest sum; the earliest of equals."""
    best = (0, 0, 0.0)
    start, total = 0, 0.0
    for index, score in enumerate(scores):
        if total <= 0:
            start, total = index, 0.0
        total += score
        if total > best[2]:
            best = (start, index + 1, total)
    return best


def held(units: Sequence[Line], shapes: Sequence[Shape], *, run: tuple[int, int]) -> Numbers:
    """1 for each line that the rules take for the body and are to be heard on: prose on a line of its own."""
    first, last = run
    return np.array(
        [
            float(first <= at < last and shape.score > 0 and "@" not in unit.tag)
            for at, (unit, shape) in enumerate(zip(units, shapes, strict=True))
        ]
    )


def once(units: Sequence[Line], shapes: Sequence[Shape], numbers: Sequence[int]) -> list[int]:
    """The lines without the paragraphs that stand there already, word for word."""
    kept: list[int] = []
    seen: set[str] = set()
    for number in numbers:
        words = units[number].text.casefold()
        if not (words in seen and shapes[number].sentence and shapes[number].words >= _PARAGRAPH):
            kept.append(number)
        seen.add(words)
    return kept


def is_other(unit: Line, shape: Shape) -> bool:
    """Whether the rules are sure that a line is none of the article's: buttons, other stories, the page's own tail."""
    telling = len(unit.text) < _SHORT and is_attribution(unit.text)
    return (shape.junk and shape.words < 20) or shape.score <= _SURE or telling


def _is_fragment(shape: Shape) -> bool:
    """Whether a page's last line is the beginning of a sentence: the page was cut off there."""
    return not shape.junk and not shape.sentence and shape.words >= 4 and shape.function_share >= 0.25


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


def blocks_of(units: Sequence[Line], shapes: Sequence[Shape], numbers: Sequence[int]) -> tuple[BodyBlock, ...]:
    """The lines of these numbers as blocks; sentences of one line are one block again."""
    kept: list[Line] = []
    kinds: list[BlockKind] = []
    before = -1
    for number in numbers:
        unit = trim_head(units[number]) if not kept and "@" in units[number].tag else units[number]
        # Sentences of one line are one block again, unless one between them is left out.
        if kept and before == number - 1 and "@" in unit.tag and kept[-1].tag == unit.tag:
            kept[-1] = _merged(kept[-1], unit)
        else:
            kept.append(unit)
            kinds.append(_kind(unit, shapes[number]))
        before = number
    return tuple(BodyBlock(kind=kind, line=line) for kind, line in zip(kinds, kept, strict=True))


def _merged(left: Line, right: Line) -> Line:
    at = len(left.text) + 1
    pieces = left.pieces + tuple((at + offset, start, end) for offset, start, end in right.pieces)
    return Line(text=f"{left.text} {right.text}", pieces=pieces, gap=left.gap, tag=left.tag)


def _kind(unit: Line, shape: Shape) -> BlockKind:
    if _LIST.match(unit.text):
        return "list_item"
    heading = not shape.sentence and shape.words <= 14 and "@" not in unit.tag and headline_like(unit.text)
    return "heading" if heading else "paragraph"
