"""A page's lines -> the parts of it that are articles of their own; a page with its parts -> a page for each.

The time of an update is its stamp's; a clock time alone is of the day of the page, and where the clock runs over
midnight between two updates the day is left open between bounds. What a part does not say is the page's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.article.body import BodyBlock
from dateline.article.byline import find_byline
from dateline.article.credit import find_credit
from dateline.article.datelines import FoundDate
from dateline.article.fields import Found, Layout, evidence_in
from dateline.article.lines import Line
from dateline.article.linked_data import live_updates
from dateline.article.markup import Markup
from dateline.article.page import Page, Part
from dateline.article.publication import time_of
from dateline.article.shape import Shape
from dateline.article.stamps import Stamp, linked_stamps, stamps_in
from dateline.article.updates import Update, find_updates, nights
from dateline.lexicon.agencies import agency
from dateline.records.evidence import Text
from dateline.records.time import Basis, BasisKind, Time, day_of

__all__ = ["Blocks", "apart", "parts_of"]

Blocks = tuple[tuple[BodyBlock, ...], tuple[str | None, ...]]


def parts_of(
    text: Text,
    lines: Sequence[Line],
    shapes: Sequence[Shape],
    *,
    chosen: Collection[int],
    is_other: Callable[[int], bool],
    blocks: Callable[[Sequence[int]], Blocks],
    markup: Markup | None = None,
) -> tuple[Part, ...]:
    """The updates of a live page or a digest, or none; `blocks` makes blocks, with their nodes, of lines' numbers."""
    stamps: tuple[Stamp, ...] = ()
    live = False
    if markup is not None and "LiveBlogPosting" in text.text:
        live = True
        stamps = linked_stamps(lines, live_updates(text, markup))
    stamps = stamps or stamps_in(text, lines, markup)
    found = find_updates(lines, shapes, chosen=chosen, stamps=stamps, live=live, is_other=is_other)
    pure = {stamp.number for stamp in stamps_in(text, lines, markup) if stamp.head is None} if found else set()
    parts = (_part(text, lines, _without(update, pure), blocks=blocks) for update in found)
    kept = tuple(part for part in parts if part.blocks)
    return kept if len(kept) > 1 else ()


def _without(update: Update, numbers: Collection[int]) -> Update:
    return replace(update, numbers=tuple(number for number in update.numbers if number not in numbers))


def _part(text: Text, lines: Sequence[Line], update: Update, *, blocks: Callable[[Sequence[int]], Blocks]) -> Part:
    made, xpaths = blocks(update.numbers)
    if not made or update.stamp is None:
        return Part(blocks=made, xpaths=xpaths, lead=update.stamp is None)
    title = None
    if update.head is not None:
        number, start = update.head
        line = lines[number]
        title = Found(value=line.text[start:], evidence=(evidence_in(text, line, start),))
    first = min(update.stamp.number, *([update.head[0]] if update.head else []), update.numbers[0])
    above = Layout(text=text, before=tuple(lines[first : update.numbers[0]]), blocks=made, after=())
    byline = find_byline(above, title=None)
    credit = find_credit(text, made, after=(), bylines=[byline] if byline else [])
    return Part(
        blocks=credit.blocks,
        xpaths=xpaths[: len(credit.blocks)],
        credit=credit.agencies,
        title=title,
        byline=None if byline is None or agency(byline.value) else byline,
        stamp=update.stamp,
    )


def apart(page: Page) -> Iterator[Page]:
    """The page itself, or a page for each of its parts."""
    if not page.parts:
        yield page
        return
    over_night = nights([part.stamp for part in page.parts if part.stamp is not None])
    seen = set()
    for part in page.parts:
        words = tuple(block.line.text for block in part.blocks)
        if words in seen:
            # The same words twice on one page are one article.
            continue
        seen.add(words)
        yield replace(
            page,
            blocks=part.blocks,
            xpaths=part.xpaths,
            title=part.title or page.title,
            byline=part.byline or page.byline,
            credit=part.credit if not part.lead else page.credit,
            published=page.published if part.stamp is None else _time(part.stamp, page.published, nights=over_night),
            parts=(),
        )


def _time(stamp: Stamp, page: Time, *, nights: int) -> Time:
    """When an update was made."""
    day = stamp.day or (None if nights else day_of(page))
    kind: BasisKind = "metadata" if stamp.marked else "stated"
    if day is not None:
        instant = FoundDate(day=day, start=0, end=0, clock=stamp.clock, zone=stamp.zone)
        found = time_of(instant, kind=kind, reason="the time at the update", evidence=stamp.words)
        return found if stamp.day else replace(found, basis=(*found.basis, *_of_value(page)))
    settled = day_of(page)
    return page if settled is None else _between(settled, stamp, page, nights=nights)


def _of_value(page: Time) -> tuple[Basis, ...]:
    """The page's own grounds for its day, on which the update's hangs."""
    return tuple(one for one in page.basis if one.bound == "value")


def _between(day: date, stamp: Stamp, page: Time, *, nights: int) -> Time:
    evidence = stamp.words + tuple(words for one in _of_value(page) for words in one.evidence)
    reason = "a time without its day, on a page that runs over midnight"
    first, last = (day - timedelta(days=nights)).isoformat(), (day + timedelta(days=nights)).isoformat()
    return Time(
        earliest=first,
        latest=last,
        basis=(
            Basis(bound="earliest", kind="inferred", reason=reason, evidence=evidence),
            Basis(bound="latest", kind="inferred", reason=reason, evidence=evidence),
        ),
    )
