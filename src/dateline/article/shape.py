"""A line -> its shape and how much it looks like prose, by form alone: no site is known here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dateline.article.lines import Line
from dateline.lexicon.boilerplate import counts, is_whole
from dateline.records.base import record

__all__ = ["Shape", "ends_sentence", "headline_like", "shapes_of"]

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…。！？](?:['\"”’»)\]]|\s[”»])*$")
_QUOTED_END = re.compile(r"[,.!?…]?['\"”’»]$")
_SOLID = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
_ABBREVIATED = re.compile(r"(?:\.\.\.|\b[A-Z]\.(?:[A-Z]\.)*)$")
_CELLS = re.compile(r"\s[|•·>»/–—-]\s|\s{2,}|\t")
_MARK = re.compile(r"\s*(?:[-–—]{1,3}\s*[\w /.&]{2,40}|[(\[][^()\[\]]{2,60}[)\]]\.?)$")
"""What may stand behind the last full stop: an agency's mark."""
_CUT_SHORT = re.compile(r"(?:\.\.\.|…)\s*[\])]?\s*(?:\(?(?:read |see )?more\)?\s*[>»→]*)?$", re.I)
"""A teaser ends in dots; a paragraph that does is rare."""
_PROSE_WORDS = 12
_LONGEST_GAIN = 80
_LONG_LINE = 20
"""Words from which a line is prose without a full stop: broken, or cut."""
_COLOPHON = 4
_END = -60.0
_COMMENTS = -400.0
_COLOPHON_LOSS = -100.0
_LEGAL = -40.0
_SMALL = -5.0


@record
class Shape:
    """What a line looks like. `score` is above 0 for prose, below for the rest; `opens_other` cuts a body off.

    `repeats` says that a line is junk for nothing else than that the page has it several times.
    """

    words: int
    function_share: float
    sentence: bool
    junk: bool
    opens_other: bool
    score: float
    repeats: bool = False


def shapes_of(lines: Sequence[Line], *, function_words: frozenset[str], times: Counter[str]) -> tuple[Shape, ...]:
    """The shapes of a page's lines, isolated prose (a teaser between headlines) scored low."""
    alone = [_shape(line, function_words=function_words, times=times) for line in lines]
    return tuple(_in_context(alone, index) for index in range(len(alone)))


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(_SENTENCE_END.search(text))


def headline_like(text: str) -> bool:
    """Whether a line could be a headline: some words, no full stop, no list of links, no bare mark."""
    words = _WORD.findall(text)
    if not 3 <= len(words) <= 32 or len(text) > 220:
        return False
    if text.endswith((".", ":", ",", ";")) and not _ABBREVIATED.search(text):
        return False
    return len(_CELLS.findall(text)) < 3 and not is_whole(text, "end") and not is_whole(text, "tool")


def _shape(line: Line, *, function_words: frozenset[str], times: Counter[str]) -> Shape:
    text = line.text
    words = _words(text)
    share = sum(1 for word in words if word in function_words) / max(1, len(words))
    sentence = (
        ends_sentence(text)
        or ends_sentence(_MARK.sub("", text))
        or (bool(_QUOTED_END.search(text)) and len(words) >= 4)
    )
    comments = is_whole(text, "comments")
    if not function_words:
        # A language that we do not know: its punctuation and the length of its lines decide.
        share = 1.0 if sentence else 0.0
    opens_other = comments or is_whole(text, "end")
    junk = opens_other or is_whole(text, "aside") or is_whole(text, "tool") or counts(text, "legal") > 1
    repeats = not junk and times[text.casefold()] > 1 and len(words) < 2 * _PROSE_WORDS
    junk = junk or repeats
    score = (
        (_COMMENTS if comments else _END)
        if opens_other
        else _score(line, words=words, share=share, sentence=sentence, junk=junk)
    )
    return Shape(
        words=len(words), function_share=share, sentence=sentence, junk=junk, opens_other=opens_other, score=score,
        repeats=repeats,
    )  # fmt: skip


def _words(text: str) -> list[str]:
    """The words in lower case; in scripts without spaces, every second character stands for one."""
    words = [word.lower() for word in _WORD.findall(text)]
    solid = _SOLID.findall(text)
    return words if len(solid) < len(text) // 3 else solid[::2]


def _score(line: Line, *, words: Sequence[str], share: float, sentence: bool, junk: bool) -> float:
    text = line.text
    count = len(words)
    if counts(text, "colophon") >= _COLOPHON:
        return _COLOPHON_LOSS
    if (legal := counts(text, "legal")) and (legal > 1 or count < 2 * _PROSE_WORDS):
        return _LEGAL
    if counts(text, "promo") > (0 if count < _PROSE_WORDS else 1):
        return -15.0
    if junk:
        return -8.0
    if "@" in line.tag and _repeats_itself(words):
        return -float(min(count, _LONGEST_GAIN))
    if counts(text, "caption") and count < 60:
        return -6.0
    if _CUT_SHORT.search(text) and count < 60:
        return _SMALL
    if count >= _PROSE_WORDS and share >= 0.18 and (sentence or count >= _LONG_LINE) and not _many_cells(text, count):
        return float(min(count, _LONGEST_GAIN))
    if sentence and count >= 4 and share > 0.1:
        return count * 0.6
    return _SMALL - (0.3 * count if count >= _PROSE_WORDS else 0.0)


def _repeats_itself(words: Sequence[str]) -> bool:
    """Whether four words in a row come twice: a headline and its teaser in a text without line ends."""
    runs = [tuple(words[at : at + 4]) for at in range(len(words) - 3)]
    return len(set(runs)) < len(runs)


def _many_cells(text: str, words: int) -> bool:
    return len(_CELLS.findall(text)) * 5 > words


def _in_context(shapes: Sequence[Shape], index: int) -> Shape:
    shape = shapes[index]
    if shape.score <= 0 or shape.words >= 60:
        return shape
    before = _neighbour(shapes, index, step=-1)
    after = _neighbour(shapes, index, step=1)
    if (before is not None and before.score > 0) or (after is not None and after.score > 0):
        return shape
    return Shape(
        words=shape.words, function_share=shape.function_share, sentence=shape.sentence, junk=shape.junk,
        opens_other=shape.opens_other, score=shape.score * 0.35,
    )  # fmt: skip


def _neighbour(shapes: Sequence[Shape], index: int, *, step: int) -> Shape | None:
    index += step
    while 0 <= index < len(shapes) and shapes[index].junk and not shapes[index].opens_other:
        index += step
    return shapes[index] if 0 <= index < len(shapes) else None
