"""What the field readers share: a page laid out around its body, and a value found with its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.article.body import BodyBlock
from dateline.article.lines import Line
from dateline.records.base import record
from dateline.records.evidence import Evidence, Text

__all__ = ["Found", "Layout", "content_words", "evidence_in", "folded"]

_WORD = re.compile(r"[^\W_]+")


@record
class Layout:
    """A page around its body: the lines above it, the body's blocks, the lines below it, and the capture text."""

    text: Text
    before: tuple[Line, ...]
    blocks: tuple[BodyBlock, ...]
    after: tuple[Line, ...]
    language: str | None = None

    @property
    def around(self) -> tuple[Line, ...]:
        """All that is not body, in order."""
        return self.before + self.after


@record
class Found:
    """A field's value and the words that say so; no evidence only where the caller said it."""

    value: str
    evidence: tuple[Evidence, ...] = ()


def evidence_in(text: Text, line: Line, start: int = 0, end: int | None = None) -> Evidence:
    """Evidence in the capture text for ``line.text[start:end]``."""
    return text.cut(*line.span(start, len(line.text) if end is None else end))


def folded(words: str) -> str:
    """Lower-case words with single spaces and no marks: the form in which titles are compared."""
    return " ".join(_WORD.findall(words.casefold()))


def content_words(texts: Iterable[str], *, function_words: frozenset[str]) -> frozenset[str]:
    """The words that carry a text's matter."""
    return frozenset(
        word
        for text in texts
        for word in _WORD.findall(text.casefold())
        if word not in function_words and (len(word) > 2 or word.isdigit())
    )


def texts_of(blocks: Sequence[BodyBlock]) -> list[str]:
    """The words of blocks."""
    return [block.line.text for block in blocks]
