"""A page as it came, around the article found in it: what was left out between the blocks, dimmed, markup apart.

The capture's text is cut at the blocks' ranges. Of HTML the words between tags are shown, and the tags beside them, for
whoever wants them; what was read off the page itself (its date, its outlet, its title) is marked wherever it stands.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from dateline.records.page import Block
from dateline.rendering.markup import Markup, element
from dateline.serve.pages.marks import Mark, stretch

__all__ = ["MOST", "around"]

MOST = 200_000
"""Characters left out that are shown of one page; its own bytes have the rest."""
_RAW = ("script", "style", "noscript", "template", "svg")
"""Elements whose content is no words of the page either."""
_RAW_BEGINS = re.compile(rf"<({'|'.join(_RAW)})[\s>/]", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:abbr|b|cite|em|font|i|mark|q|s|small|strong|sub|sup|time|u)[\s>/]", re.IGNORECASE)
"""Tags beside which words go on; between others, words are parted."""
_LINES = re.compile(r"[^\S\n]*\n\s*")


def around(
    text: str, blocks: Sequence[Block], *, marks: Sequence[Mark], show: Callable[[Block], Markup]
) -> Iterator[Markup]:
    """The blocks as `show` makes them, in their order, and what stands before, between and after them in the page."""
    is_html = any(block.xpath for block in blocks)
    at, left = 0, MOST
    for block in blocks:
        if block.capture_start is not None and block.capture_end is not None and block.capture_start >= at:
            yield from _gap(text, (at, block.capture_start), marks=marks, is_html=is_html, most=left)
            left -= min(left, block.capture_start - at)
            at = block.capture_end
        yield show(block)
    yield from _gap(text, (at, len(text)), marks=marks, is_html=is_html, most=left)


def _gap(text: str, span: tuple[int, int], *, marks: Sequence[Mark], is_html: bool, most: int) -> Iterator[Markup]:
    start, end = span
    shown = min(end, start + most)
    here = [mark for mark in marks if any(first < shown and last > start for first, last in mark.spans)]
    if text[start:shown].strip():
        parts = _html(text, (start, shown), here) if is_html else [stretch(text, (start, shown), here)]
        words = not is_html or here or any(text[a:b].strip() for a, b, tag in _tokens(text, (start, shown)) if not tag)
        yield element("div", parts, class_="left-out" if words else "left-out only-markup", dir="auto")
    if shown < end:
        told = f"{end - shown:,} more characters were left out here: the page's own bytes have them."
        yield element("p", told, class_="note")


def _html(text: str, span: tuple[int, int], marks: Sequence[Mark]) -> Iterator[str | None]:
    """Words with their line ends joined, tags in elements of their own, and marks in both."""
    ends_line, parted = True, False
    for first, last, is_markup in _tokens(text, span):
        for start, end, is_marked in _cut(first, last, marks):
            if is_marked:
                yield stretch(text, (start, end), marks)
                ends_line = False
            elif is_markup:
                yield element("span", text[start:end], class_="markup")
                parted = parted or not _INLINE.match(text, start, end)
            else:
                words = _LINES.sub("\n", text[start:end])
                words = words.lstrip("\n") if ends_line else words
                yield " " if parted and words[:1].strip() and not ends_line else None
                ends_line = words.endswith("\n") if words else ends_line
                yield words
                parted = False


def _cut(start: int, end: int, marks: Sequence[Mark]) -> Iterator[tuple[int, int, bool]]:
    """A stretch cut where a mark begins or ends."""
    cuts = {start, end}
    for mark in marks:
        for first, last in mark.spans:
            if first < end and last > start:
                cuts |= {max(first, start), min(last, end)}
    for one, other in itertools.pairwise(sorted(cuts)):
        yield one, other, any(first <= one and other <= last for mark in marks for first, last in mark.spans)


def _tokens(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int, bool]]:
    """Stretches of a piece of HTML, and whether each is markup; in one walk, however broken the markup is."""
    at, end = span
    while at < end:
        begins = text.find("<", at, end)
        if begins < 0:
            begins = end
        if begins > at:
            yield at, begins, False
        if begins == end:
            return
        at = _markup_end(text, begins, end)
        yield begins, at, True


def _markup_end(text: str, start: int, end: int) -> int:
    if text.startswith("<!--", start):
        return _behind(text, "-->", start + 4, end)
    raw = _RAW_BEGINS.match(text, start, end)
    if raw is None:
        return _behind(text, ">", start, end)
    closing = re.compile(rf"</{raw[1]}\s*>", re.IGNORECASE).search(text, raw.end(), end)
    return closing.end() if closing else end


def _behind(text: str, closing: str, start: int, end: int) -> int:
    found = text.find(closing, start, end)
    return end if found < 0 else found + len(closing)
