"""Two looks at one page -> what was edited between them: blocks added, dropped and changed, each with its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from dateline.records.base import record
from dateline.records.evidence import Evidence, Text
from dateline.records.page import Article

__all__ = ["Edit", "Version", "edits", "rewritten"]

_ALIKE = 0.5
"""Share of words from which a block is the other one, changed: below, one was dropped and the other added."""
_NEAR = 20
"""Blocks among which a changed one is looked for: more were written anew."""


@record
class Edit:
    """One edit: `before` is what the earlier text had (None where something was added), `after` what the later has."""

    what: Literal["block", "title"]
    kind: Literal["added", "dropped", "changed"]
    before: Evidence | None = None
    after: Evidence | None = None


@record
class Version:
    """A page as it was seen once, and what had been edited since the version before; nothing in the first.

    `observed_at` is when it was seen, where that is known; `articles` are the ids of those found in it.
    """

    capture: str
    source: str
    observed_at: str | None
    title: str | None
    articles: tuple[str, ...]
    edits: tuple[Edit, ...] = ()


def edits(before: Sequence[Evidence], after: Sequence[Evidence]) -> tuple[Edit, ...]:
    """What was edited between two texts that are given by their blocks, in the order of the later text."""
    same = SequenceMatcher(a=[one.exact for one in before], b=[one.exact for one in after], autojunk=False)
    found: list[Edit] = []
    for kind, first, last, start, end in same.get_opcodes():
        if kind != "equal":
            found.extend(_edited(before[first:last], after[start:end]))
    return tuple(found)


def rewritten(before: Sequence[Article], after: Sequence[Article], *, text: Callable[[str], str]) -> tuple[Edit, ...]:
    """What was edited between two looks at a page, its title first; `text` gives a frozen text by its id."""
    old, new = (next(iter(some[0].evidence.get("title", ())), None) for some in (before, after))
    title: tuple[Edit, ...] = ()
    if old is not None and new is not None and before[0].title != after[0].title:
        title = (Edit(what="title", kind="changed", before=old, after=new),)
    return (*title, *edits(_blocks(before, text), _blocks(after, text)))


def _blocks(articles: Sequence[Article], text: Callable[[str], str]) -> list[Evidence]:
    texts = {article.text_id: Text(id=article.text_id, text=text(article.text_id)) for article in articles}
    return [texts[article.text_id].cut(block.start, block.end) for article in articles for block in article.blocks]


def _edited(before: Sequence[Evidence], after: Sequence[Evidence]) -> Iterator[Edit]:
    """Blocks that another stands in the place of: paired in their order where they are alike."""
    at = 0
    for later in after:
        near = range(at, min(at + _NEAR, len(before)))
        best = max(near, key=lambda index: _likeness(before[index].exact, later.exact), default=None)
        if best is None or _likeness(before[best].exact, later.exact) < _ALIKE:
            yield Edit(what="block", kind="added", after=later)
            continue
        yield from (Edit(what="block", kind="dropped", before=gone) for gone in before[at:best])
        yield Edit(what="block", kind="changed", before=before[best], after=later)
        at = best + 1
    yield from (Edit(what="block", kind="dropped", before=gone) for gone in before[at:])


def _likeness(left: str, right: str) -> float:
    """The share of words that two blocks have in common, in order."""
    same = SequenceMatcher(a=left.split(), b=right.split(), autojunk=len(left) > 5000)
    return same.ratio() if same.real_quick_ratio() >= _ALIKE and same.quick_ratio() >= _ALIKE else 0.0
