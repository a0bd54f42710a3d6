"""A capture text -> its lines, each of whose characters knows where it stands in the capture.

A Line's words have single spaces between them, whatever the page has (wrapped lines, entities, markup).
`Line.span` leads back: from characters of the line to the range of the capture text that holds them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.errors import Refusal
from dateline.records.base import record

__all__ = [
    "LINE_COST", "MAX_CHARACTERS", "Element", "Line", "Piece", "Place", "joined", "lines_of", "part", "repeated",
    "solid_length", "too_long", "unwrapped",
]  # fmt: skip

Piece = tuple[int, int, int]
"""(where in the line, where it begins in the capture, where it ends); as long in both, or one unit (an entity)."""

MAX_CHARACTERS = 1_000_000
"""The default budget of a page: what it shows, and what it costs to find that."""
LINE_COST = 10
"""What a line costs of the budget beside its characters: a million short lines take longer than one long one."""
_LINE = re.compile(r"[^\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_RUN = re.compile(r"\S+(?:\s\S+)*")
_SPACE = re.compile(r"\s")
_SPACES = " \t\r\xa0\u2009\u200a\u202f\u3000"
_END = re.compile(r"[.!?…:;。！？]['\"”’»)\]]*$")
_GOES_ON = re.compile(r"[a-zà-öø-ÿ]|[,;.)\]”’%](?:\s|$)")
_UNFINISHED = re.compile(
    r"(?:,|\b(?:the|a|an|of|and|or|but|in|on|at|to|by|for|with|from|as|than|that|this|who|which|whose|said|says|told|is|was|are|"
    r"were|has|have|had|will|would|could|his|her|its|their|de|la|el|los|las|y|en|que|du|des|et|und|der|die|den|dijo))$"
)
_WRAP_MAX = 120
_WRAP_MIN = 45


# Chains of elements are long in hostile pages: they are compared by identity, never one by one.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Element:
    """An open HTML element: its name, its attributes as they are written, and what it stands in."""

    name: str
    attributes: str
    parent: Element | None


@record
class Place:
    """Where a line of HTML stands: its own block's attributes, the elements around it, its characters in links."""

    attributes: str
    around: Element | None
    linked: int


@record
class Line:
    """A line of a page: its words, where they come from, and whether an empty line stands before it.

    `tag` is the HTML element that it is the text of, where there is one; `place` says where that stands.
    """

    text: str
    pieces: tuple[Piece, ...]
    gap: bool = False
    tag: str = ""
    place: Place | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The capture's range for ``text[start:end]``, which must hold words."""
        first, last = self._piece(start), self._piece(end - 1)
        length = self._length(first)
        at, raw, raw_end = self.pieces[first]
        begin = raw + min(start - at, length) if length == raw_end - raw else raw
        length = self._length(last)
        at, raw, raw_end = self.pieces[last]
        return begin, raw + min(end - at, length) if length == raw_end - raw else raw_end

    @property
    def start(self) -> int:
        """Where the line begins in the capture."""
        return self.pieces[0][1]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.pieces[-1][2]

    def _piece(self, at: int) -> int:
        return max(0, bisect_right(self.pieces, at, key=lambda piece: piece[0]) - 1)

    def _length(self, index: int) -> int:
        following = self.pieces[index + 1][0] if index + 1 < len(self.pieces) else len(self.text)
        length = following - self.pieces[index][0]
        # The space between two pieces belongs to neither.
        if index + 1 < len(self.pieces) and self.text[following - 1] == " ":
            length -= 1
        return length


def too_long() -> Refusal:
    """What is raised for a page that shows, or marks up, more than one page may."""
    return Refusal("too_long", "the page shows or marks up more than a page may: cut it into articles")


def solid_length(text: str) -> int:
    """How many characters are no white space, counted without making anything of them."""
    return len(text) - sum(text.count(space) for space in _SPACES)


def lines_of(text: str, *, max_characters: int = MAX_CHARACTERS) -> tuple[Line, ...]:
    """The lines of a plain text that hold anything; raises Refusal("too_long")."""
    found: list[Line] = []
    before, left = 0, max_characters
    for match in _LINE.finditer(text):
        left -= solid_length(match[0]) + LINE_COST
        if left < 0:
            raise too_long()
        runs = [(run.start() + match.start(), run[0]) for run in _RUN.finditer(match[0])]
        if runs:
            gap = text.count("\n", before, match.start()) > 1
            found.append(_line(runs, gap=gap or not found))
            before = match.end()
    return tuple(found)


def _line(runs: Sequence[tuple[int, str]], *, gap: bool) -> Line:
    pieces = []
    words = []
    at = 0
    for raw, run in runs:
        pieces.append((at, raw, raw + len(run)))
        words.append(_SPACE.sub(" ", run))
        at += len(run) + 1
    return Line(text=" ".join(words), pieces=tuple(pieces), gap=gap)


def joined(lines: Sequence[Line]) -> Line:
    """Several lines as one, with a space between them."""
    pieces: list[Piece] = []
    at = 0
    for line in lines:
        pieces.extend((at + offset, start, end) for offset, start, end in line.pieces)
        at += len(line.text) + 1
    return Line(text=" ".join(line.text for line in lines), pieces=tuple(pieces), gap=lines[0].gap, tag=lines[0].tag)


def part(line: Line, start: int, end: int) -> Line | None:
    """The line's ``[start:end]`` as a line, without the spaces around it; None where nothing is left."""
    words = line.text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start >= end:
        return None
    pieces = []
    bounds = [at for at, _, _ in line.pieces]
    for index, at in enumerate(bounds):
        until = bounds[index + 1] if index + 1 < len(bounds) else len(line.text)
        if until > start and at < end and line.text[max(at, start) : min(until, end)].strip():
            raw = line.span(max(at, start), min(until, end))
            pieces.append((max(at, start) - start, *raw))
    return Line(text=line.text[start:end], pieces=tuple(pieces), gap=line.gap, tag=line.tag)


def unwrapped(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines with those put together that a converter broke: at a fixed width, or inside a sentence."""
    width = _wrap_width(lines)
    return tuple(joined(group) if len(group) > 1 else group[0] for group in _groups(lines, width=width))


def _groups(lines: Sequence[Line], *, width: int | None) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and not _belongs(group[-1], line, width=width):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _belongs(before: Line, line: Line, *, width: int | None) -> bool:
    if line.gap or not before.text or not line.text:
        return False
    if width is not None and len(before.text) >= _WRAP_MIN // 2:
        first = line.text.split(" ", 1)[0]
        if len(before.text) + 1 + len(first) > width and len(before.text) <= width:
            return True
    if _END.search(before.text) or len(before.text) > 4000:
        return False
    prose = before.text.count(" ") >= 3 and "|" not in before.text
    return prose and bool(_GOES_ON.match(line.text) or _UNFINISHED.search(before.text))


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which a text is wrapped, or None: most lines that another follows at once are nearly as long."""
    if any(len(line.text) > 2 * _WRAP_MAX for line in lines):
        return None
    followed = [len(line.text) for line, after in pairwise(lines) if not after.gap and len(line.text) >= _WRAP_MIN]
    if len(followed) < 4:
        return None
    width = max(followed)
    near = sum(1 for length in followed if length >= 0.8 * width)
    return width if width <= _WRAP_MAX and near >= 0.6 * len(followed) else None


def repeated(lines: Iterable[Line]) -> Counter[str]:
    """How often each line stands on the page, in folded form."""
    return Counter(line.text.casefold() for line in lines)
