"""An article as it is found in a page, before it is put into records."""

from __future__ import annotations

from dateline.article.body import BodyBlock
from dateline.article.fields import Found, Layout
from dateline.article.publisher import Publisher
from dateline.records.base import record
from dateline.records.outcome import Warning
from dateline.records.time import Time

__all__ = ["Page"]


@record
class Page:
    """An article before it is put into records: its fields, its body, what stands around it, and its blocks' nodes."""

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
    warnings: tuple[Warning, ...] = ()
