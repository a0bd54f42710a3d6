"""An article's text as HTML with its evidence marked: marks in, nested elements out, the text itself left as it is.

Marks nest and overlap (a name in a quotation in a sentence that tells of an event). The longest that begins at a place
is the outer one; one that runs on beyond the end of what it stands in is parted there. A link stands around each
stretch of words and leads where the innermost mark leads, so no link ever stands in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.records.base import record
from dateline.records.page import Block
from dateline.rendering.markup import Markup, element, join

__all__ = ["KINDS", "Kind", "Mark", "MarkKind", "mark_id", "marked", "note_id", "stretch"]

MarkKind = Literal[
    "said", "who", "cue", "name", "place", "time", "quantity", "event", "state", "point", "claim", "page", "asked"
]


@record
class Kind:
    """A kind of marks: what it is called, in one and in many, and whether it is shown at first."""

    one: str
    many: str
    shown: bool = True


KINDS: Mapping[MarkKind, Kind] = {
    "said": Kind(one="what is said", many="What is said"),
    "who": Kind(one="who says it", many="Who says it"),
    "cue": Kind(one="how it is said", many="How it is said"),
    "event": Kind(one="an event", many="Events"),
    "state": Kind(one="a state", many="States"),
    "name": Kind(one="who or what", many="Who and what"),
    "place": Kind(one="a place", many="Places"),
    "time": Kind(one="a time", many="Times"),
    "quantity": Kind(one="a number", many="Numbers"),
    "point": Kind(one="a line of the timeline, a change or a dispute", many="Changed, disputed, dated"),
    "claim": Kind(one="what is held to be so", many="Held to be so", shown=False),
    "page": Kind(one="what the page says of itself", many="The page of itself"),
}
"""The kinds that a reader may turn on and off, in the order of the legend."""
_ORDER = {kind: place for place, kind in enumerate(("asked", "point", "claim", *KINDS))}
_TAGS = {"paragraph": "p", "heading": "h3", "list_item": "p", "quote": "blockquote"}


@record
class Mark:
    """Words of one text that support something: `spans` in their order, and where they lead.

    `name` tells marks of one page apart, and is that of its note; `anchor` names its place, where that is another one.
    """

    kind: MarkKind
    name: str
    spans: tuple[tuple[int, int], ...]
    href: str | None = None
    anchor: str | None = None


@record
class _Part:
    """A stretch of a mark: its own span, or what is left of it where it ran on beyond another."""

    mark: Mark
    start: int
    end: int
    first: bool


@dataclass(slots=True)
class _Open:
    """A part whose end has not come yet, what stands in it so far, and whether words of it are a link already."""

    part: _Part
    children: list[str | None]
    linked: bool = False


def mark_id(name: str) -> str:
    """The place where a mark begins."""
    return f"m-{name}"


def note_id(name: str) -> str:
    """The place of a mark's note."""
    return f"note-{name}"


def marked(text: str, block: Block, marks: Iterable[Mark]) -> Markup:
    """A block of a text with the marks that stand in it."""
    return element(
        _TAGS[block.kind], stretch(text, (block.start, block.end), marks), dir="auto", class_=f"t-{block.kind}"
    )


def stretch(text: str, span: tuple[int, int], marks: Iterable[Mark]) -> Markup:
    """``text[start:end]`` with the marks that stand in it, whatever of them does."""
    start, end = span
    parts = [
        _Part(mark=mark, start=max(first, start), end=min(last, end), first=number == 0 and first >= start)
        for mark in marks
        for number, (first, last) in enumerate(mark.spans)
        if first < end and last > start
    ]
    # Line ends of their own would be joined with those of the next stretch: each is one character, as the text has it.
    return _nested(text.replace("\r", "\n"), span, sorted(parts, key=_place))


def _place(part: _Part) -> tuple[int, int, int, str]:
    return part.start, -part.end, _ORDER[part.mark.kind], part.mark.name


def _nested(text: str, span: tuple[int, int], parts: Sequence[_Part]) -> Markup:
    """A stretch with its parts, which lie within it and are sorted; each stands in the one before where it can.

    Without recursion: a text may have marks nested in each other as deep as its author likes.
    """
    at, end = span
    waiting = list(reversed(parts))
    within: list[_Open] = []
    whole: list[str | None] = []

    def put(child: str | None) -> None:
        (within[-1].children if within else whole).append(child)

    while True:
        closes = within[-1].part.end if within else end
        begins = waiting[-1].start if waiting else end
        until = min(closes, begins) if waiting else closes
        if until > at:
            put(_words(text[at:until], within))
            at = until
        if within and closes <= at:
            done = within.pop()
            put(_element(done.part, done.children))
        elif waiting and waiting[-1].start <= at:
            part = waiting.pop()
            if part.end > closes:
                _again(waiting, _Part(mark=part.mark, start=closes, end=part.end, first=False))
                part = _Part(mark=part.mark, start=part.start, end=closes, first=part.first)
            within.append(_Open(part=part, children=[]))
        else:
            return join(whole)


def _again(waiting: list[_Part], part: _Part) -> None:
    """Put the rest of a part back in its place among those that wait, the last of which is the next."""
    place = next((n for n in range(len(waiting) - 1, -1, -1) if _place(waiting[n]) > _place(part)), -1)
    waiting.insert(place + 1, part)


def _words(words: str, within: Sequence[_Open]) -> str:
    """Words as a link to where the innermost mark leads that leads anywhere."""
    leads = next((one for one in reversed(within) if one.part.mark.href is not None), None)
    # A blank between two inner marks is nothing to follow.
    if leads is None or not words.strip():
        return words
    # One stop for the keyboard a mark, its first words; the rest of it leads there too.
    again = "-1" if leads.linked or not leads.part.first else None
    leads.linked = True
    return element("a", words, href=leads.part.mark.href, tabindex=again, data_kind=leads.part.mark.kind)


def _element(part: _Part, children: Sequence[str | None]) -> Markup:
    mark = part.mark
    return element(
        "mark",
        children,
        id=(mark.anchor or mark_id(mark.name)) if part.first else None,
        class_=f"m-{mark.kind}",
        data_note=mark.name if mark.kind != "asked" else None,
    )
