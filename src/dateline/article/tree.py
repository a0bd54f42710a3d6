"""HTML -> its body's blocks by trafilatura, each led back to the page's visible lines and to its node."""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import html as lxml_html
from lxml.etree import LxmlError, ParserError, iterwalk
from lxml.html import HtmlElement

from dateline.article.body import BodyBlock
from dateline.article.lines import Line, joined, part
from dateline.records.page import BlockKind

__all__ = ["Located", "NodePaths", "covered_lines", "locate_blocks", "parse", "tree_blocks"]

_SPACE = re.compile(r"\s+")
_PLAIN_NAME = re.compile(r"[A-Za-z][\w.-]*", re.ASCII)
"""Names that an XPath writes as they are."""
_KINDS: dict[str, BlockKind] = {
    "p": "paragraph",
    "head": "heading",
    "item": "list_item",
    "quote": "quote",
    "code": "paragraph",
}
_INLINE = frozenset(
    ("a", "abbr", "b", "big", "br", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
     "strong", "sub", "sup", "time", "tt", "u", "var", "wbr")
)  # fmt: skip
_MISSES = 300
"""Words that are not found after which none are looked for: each costs a look through the whole page."""
_HIDDEN = frozenset(
    ("script", "style", "noscript", "template", "textarea", "svg", "title", "iframe", "math", "object", "rt", "rp")
)

# trafilatura speaks through logging: without a handler Python prints its warnings to standard error.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())

Located = tuple[BlockKind, str, Line | None]


def parse(text: str) -> HtmlElement | None:
    """The page's tree, or None where lxml finds none."""
    try:
        # A declaration of an encoding in an already decoded text is an error to lxml: it is told the encoding.
        parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
        return lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (LxmlError, ParserError, ValueError, AssertionError):
        return None


def tree_blocks(tree: HtmlElement) -> list[tuple[BlockKind, str]]:
    """The article's blocks as trafilatura finds them: (kind, words). The tree is not to be used afterwards."""
    from trafilatura import bare_extraction

    # `fast` leaves out two other extractors as judges: as good on the pages measured, and a third quicker.
    found = bare_extraction(tree, include_comments=False, with_metadata=False, include_tables=True, fast=True)
    body = getattr(found, "body", None)
    return [] if body is None else list(_read(body))


def locate_blocks(blocks: Sequence[tuple[BlockKind, str]], lines: Sequence[Line]) -> list[BodyBlock]:
    """Blocks led back to the visible lines, one after another; one that is not found keeps its words, unplaced."""
    stream = _Stream(lines)
    return [BodyBlock(kind=kind, line=stream.find(words) or Line(text=words, pieces=())) for kind, words in blocks]


def covered_lines(blocks: Sequence[tuple[BlockKind, str]], lines: Sequence[Line]) -> dict[int, float]:
    """The share of each visible line, by its number, that these blocks hold."""
    stream = _Stream(lines)
    found: dict[int, int] = {}
    for _, words in blocks:
        for index, count in stream.shares(words):
            found[index] = found.get(index, 0) + count
    return {index: min(1.0, count / len(stream.solid[index])) for index, count in found.items()}


def _read(body: HtmlElement) -> Iterator[tuple[BlockKind, str]]:
    """Walk trafilatura's document: its paragraphs, heads, list entries and quotations in order, tables by rows."""
    waiting = list(reversed(list(body)))
    while waiting:
        element = waiting.pop()
        if element.tag in ("list", "table", "row") or (element.tag == "quote" and len(element)):
            _push_mixed(element, waiting)
            continue
        kind = _KINDS.get(str(element.tag), "paragraph")
        for words in _paragraphs(element):
            yield kind, words


def _push_mixed(element: HtmlElement, waiting: list[HtmlElement]) -> None:
    children = list(element)
    if element.text and element.text.strip():
        lead = element.makeelement("p")
        lead.text = element.text
        children.insert(0, lead)
    waiting.extend(reversed(children))


def _paragraphs(element: HtmlElement) -> Iterator[str]:
    # A line break inside a paragraph parts it only where a page uses two of them for paragraphs.
    parts = [""]
    for node in element.iter():
        if node.tag == "lb" or (node is not element and node.tag in ("p", "item", "head")):
            parts.append("")
        if node.text and node.tag != "lb":
            parts[-1] += node.text
        if node is not element and node.tail:
            parts[-1] += node.tail
    for words in parts:
        if squeezed := _SPACE.sub(" ", words).strip():
            yield squeezed


class _Stream:
    """The visible lines without spaces, end to end, so that blocks are found whatever became of their spaces."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.solid = ["".join(line.text.split()) for line in lines]
        self.text = "".join(self.solid)
        self.starts: list[int] = []
        at = 0
        for words in self.solid:
            self.starts.append(at)
            at += len(words)
        self.cursor = 0
        self.misses = 0
        self.steps: dict[HtmlElement, dict[HtmlElement, str]] = {}

    def find(self, words: str) -> Line | None:
        """The lines' own characters for these words: after those found last, else the first on the page."""
        found = self._where(words)
        return None if found is None else self._line(*found)

    def shares(self, words: str) -> Iterator[tuple[int, int]]:
        """(line, characters that are no space) of each line that holds some of these words."""
        start, end = self._where(words) or (0, 0)
        index = bisect_right(self.starts, start) - 1
        while start < end:
            until = min(end, self.starts[index] + len(self.solid[index]))
            if until > start:
                yield index, until - start
            start, index = until, index + 1

    def _where(self, words: str) -> tuple[int, int] | None:
        solid = "".join(words.split())
        if not solid:
            return None
        at = self.text.find(solid, self.cursor) if self.misses < _MISSES else -1
        if at == -1 and self.misses < _MISSES:
            at = self.text.find(solid)
        if at == -1:
            self.misses += 1
            return None
        self.cursor = max(self.cursor, at + len(solid))
        return at, at + len(solid)

    def _line(self, start: int, end: int) -> Line | None:
        first = bisect_right(self.starts, start) - 1
        parts = []
        for index in range(first, len(self.lines)):
            at = self.starts[index]
            if at >= end:
                break
            left = _nth(self.lines[index].text, max(0, start - at))
            right = _nth(self.lines[index].text, min(end - at, len(self.solid[index])) - 1) + 1
            if piece := part(self.lines[index], left, right):
                parts.append(piece)
        return joined(parts) if parts else None


def _nth(text: str, count: int) -> int:
    """Where the character number `count` that is no space stands."""
    if " " not in text:
        return count
    for index, character in enumerate(text):
        if character != " ":
            if count == 0:
                return index
            count -= 1
    return len(text)


class NodePaths:
    """The nodes of a page by their words: a block's words -> the XPath of the smallest block that holds them all."""

    def __init__(self, tree: HtmlElement) -> None:
        self.root = tree.getroottree()
        self.owners: list[HtmlElement] = []
        self.starts: list[int] = []
        words: list[str] = []
        at = 0
        for element, text in _texts(tree):
            solid = "".join(text.split())
            if solid:
                self.owners.append(element)
                self.starts.append(at)
                words.append(solid)
                at += len(solid)
        self.text = "".join(words)
        self.cursor = 0
        self.misses = 0
        self.steps: dict[HtmlElement, dict[HtmlElement, str]] = {}

    def path(self, words: str) -> str | None:
        """The XPath for the next place with these words, in document order; None where there is none."""
        solid = "".join(words.split())
        if not solid or self.misses >= _MISSES:
            return None
        at = self.text.find(solid, self.cursor)
        if at == -1:
            at = self.text.find(solid)
        if at == -1:
            self.misses += 1
            return None
        self.cursor = at + len(solid)
        first, last = (bisect_right(self.starts, place) - 1 for place in (at, at + len(solid) - 1))
        element = _common(self.owners[first], self.owners[last])
        while element.tag in _INLINE and (parent := element.getparent()) is not None:
            element = parent
        return self._path(element)

    def _path(self, element: HtmlElement) -> str:
        """As lxml's `getpath` writes it, which counts all siblings before each element anew."""
        steps: list[str] = []
        one = element
        while (parent := one.getparent()) is not None:
            if parent not in self.steps:
                self.steps[parent] = _steps(parent)
            if one not in self.steps[parent]:
                return str(self.root.getpath(element))
            steps.append(self.steps[parent][one])
            one = parent
        return "/".join([str(self.root.getpath(one)), *reversed(steps)])


def _texts(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The visible texts of a tree in document order, each with the element that it stands in."""
    closed = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        hidden = element.tag in _HIDDEN
        if event == "start":
            closed += hidden
            if element.text and not closed:
                yield element, element.text
            continue
        closed -= hidden
        parent = element.getparent()
        if element.tail and not closed and parent is not None:
            yield parent, element.tail


def _steps(parent: HtmlElement) -> dict[HtmlElement, str]:
    """The last step of the XPath of each child: its name, and which of that name it is where there are several."""
    children = [child for child in parent if isinstance(child.tag, str) and _PLAIN_NAME.fullmatch(child.tag)]
    times = Counter(child.tag for child in children)
    seen: Counter[str] = Counter()
    found: dict[HtmlElement, str] = {}
    for child in children:
        seen[child.tag] += 1
        found[child] = child.tag if times[child.tag] == 1 else f"{child.tag}[{seen[child.tag]}]"
    return found


def _common(first: HtmlElement, last: HtmlElement) -> HtmlElement:
    """The smallest element that holds both."""
    if first is last:
        return first
    above = {first, *first.iterancestors()}
    return next((element for element in (last, *last.iterancestors()) if element in above), last)
