"""An article as it is found in a page, before it is put into records."""

from __future__ import annotations

from dateline.article.body import BodyBlock
from dateline.article.fields import Found, Layout
from dateline.article.publisher import Publisher
from dateline.article.stamps import Stamp
from dateline.records.base import record
from dateline.records.outcome import Warning
from dateline.records.time import Time

__all__ = ["Page", "Part"]


@record
class Part:
    """A part of a page that is an article of its own: an update, or (`lead`) what stands above the first of them."""

    blocks: tuple[BodyBlock, ...]
    xpaths: tuple[str | None, ...] = ()
    credit: tuple[Found, ...] = ()
    title: Found | None = None
    byline: Found | None = None
    stamp: Stamp | None = None
    lead: bool = False


@record
class Page:
    """An article before it is put into records: its fields, its body, what stands around it, its blocks' nodes,
    and the parts of a page that holds several articles."""

    blocks: tuple[BodyBlock, ...]
    credit: tuple[Found, ...] = ()
    title: Found | None = None
    publisher: Publisher = Publisher()
    byline: Found | None = None
    published: Time
    language: str | None = None
    canonical: Found | None = None
    layout: Layout | None = None
    xpaths: tuple[str | None, ...] = ()
    parts: tuple[Part, ...] = ()
    warnings: tuple[Warning, ...] = ()
