"""An article's text as HTML with its evidence marked, each kind told apart.

Marks may overlap (a name in a quotation in a sentence that tells of an event): the text is cut wherever one begins or
ends, and each stretch bears the kinds of all marks that cover it. The first stretch of a mark bears its anchor.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.records.base import record
from dateline.records.dossier import Dossier
from dateline.records.evidence import Evidence
from dateline.records.page import Block
from dateline.rendering.markup import Markup, element
from dateline.rendering.quoting import anchor

__all__ = ["MARKS", "Mark", "legend", "marked", "marks"]

MARKS: Mapping[str, str] = {
    "said": "what somebody says", "who": "who says it", "event": "what happened",
    "point": "what changed or is disputed", "time": "when",
}  # fmt: skip
"""The kinds of marks, in words."""
_TAGS = {"paragraph": "p", "heading": "h4", "list_item": "p", "quote": "blockquote"}


@record
class Mark:
    """Words of a text that support something, and as what."""

    kind: str
    evidence: Evidence


def marks(picture: Dossier) -> Mapping[str, Sequence[Mark]]:
    """What a dossier's lines rest on, by text: quotations, speakers, events, changes and disputes, times."""
    found: dict[str, dict[Mark, None]] = defaultdict(dict)
    for mark in _marks(picture):
        found[mark.evidence.text_id][mark] = None
    return {name: [*kept] for name, kept in found.items()}


def _marks(picture: Dossier) -> Iterator[Mark]:
    for quotation in picture.quotations:
        yield from _of("said", quotation.evidence.content)
        yield from _of("who", quotation.evidence.speaker)
    for event in picture.events:
        yield from _of("event", event.mentions)
    for line in picture.timeline:
        yield from _of("line", line.evidence)
    for change in picture.changes:
        yield from _of("point", (*change.before.evidence, *change.after.evidence))
    for dispute in picture.disputes:
        for stand in dispute.stands:
            yield from _of("point", stand.evidence)
    for chain in picture.chains:
        yield from _of("line", chain.evidence)
    for time in picture.times:
        yield from _of("time", (time.evidence,))


def _of(kind: str, found: Iterable[Evidence]) -> Iterator[Mark]:
    return (Mark(kind=kind, evidence=words) for words in found)


def legend() -> Markup:
    """The kinds of marks as they look."""
    shown = [element("li", element("mark", told, class_=f"m-{kind}")) for kind, told in MARKS.items()]
    return element("ul", shown, class_="legend")


def marked(text: str, blocks: Sequence[Block], found: Sequence[Mark]) -> list[Markup]:
    """The blocks of a text, a paragraph each, with all marks; without blocks the text is one."""
    whole = blocks or (Block(kind="paragraph", start=0, end=len(text)),)
    return [_block(text, block, found) for block in whole]


def _block(text: str, block: Block, found: Sequence[Mark]) -> Markup:
    here = [mark for mark in found if mark.evidence.start < block.end and mark.evidence.end > block.start]
    cuts = {block.start, block.end}
    for mark in here:
        cuts |= {max(mark.evidence.start, block.start), min(mark.evidence.end, block.end)}
    edges = sorted(cuts)
    stretches = [_stretch(text, (a, b), here) for a, b in itertools.pairwise(edges)]
    return element(_TAGS[block.kind], stretches, dir="auto")


def _stretch(text: str, span: tuple[int, int], found: Sequence[Mark]) -> Markup | str:
    start, end = span
    over = [mark for mark in found if mark.evidence.start <= start and end <= mark.evidence.end]
    if not over:
        return text[start:end]
    kinds = [kind for kind in MARKS if any(mark.kind == kind for mark in over)]
    names = dict.fromkeys(anchor(mark.evidence) for mark in over if mark.evidence.start == start)
    places = [element("a", id=name) for name in names]
    if not kinds:
        return Markup("".join([*places, element("span", text[start:end])]))
    return Markup("".join([*places, element("mark", text[start:end], class_=" ".join(f"m-{kind}" for kind in kinds))]))
