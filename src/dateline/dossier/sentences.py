"""Sentences around a place in a text, found by their marks alone.  text + offset in, spans out."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from dateline.records.evidence import Evidence, Text

__all__ = ["cut_from", "sentence", "sentences"]

_END = re.compile(r"(?:[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9])|\n\s*\n|\n)\s*")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Rev|Prof|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text as half-open spans, without the blanks between them."""
    spans, start = [], 0
    for mark in _END.finditer(text):
        words = text[start : mark.end()].rstrip()
        if "\n" not in mark.group() and _SHORT.search(words):
            continue
        if words.strip():
            spans.append((start + len(words) - len(words.lstrip()), start + len(words)))
        start = mark.end()
    rest = text[start:].rstrip()
    if rest.strip():
        spans.append((start + len(rest) - len(rest.lstrip()), start + len(rest)))
    return tuple(spans)


def sentence(text: str, at: int) -> tuple[int, int]:
    """The sentence that holds an offset, or the one before it; an empty span at the offset where there is none."""
    spans = sentences(text)
    found = bisect_right(spans, (at, len(text) + 1)) - 1
    return spans[found] if found >= 0 else (at, at)


def cut_from(text: str, span: tuple[int, int], *, text_id: str) -> Evidence:
    """Evidence for a span of a text whose name is known (a span of no words is refused)."""
    return Text(id=text_id, text=text).cut(*span)
