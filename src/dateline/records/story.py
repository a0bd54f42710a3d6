"""Stories in a list: what each is called, when it moved, and how much was written on which day."""

from __future__ import annotations

from dateline.records.base import record

__all__ = ["Stories", "StoryDay", "StoryKept", "StorySummary"]


@record
class StoryKept:
    """A story on the shelf: its founder and its last text by id, its first article, how many texts it has, and a cursor
    that sorts as stories moved."""

    founder: str
    article: str
    last: str
    texts: int
    cursor: str


@record
class StoryDay:
    """How many articles of a story were published on a day; None for those of no known day."""

    day: str | None
    articles: int


@record
class StorySummary:
    """A story in a list: its id, the headline that came last, its first and last day, and its articles by day."""

    id: str
    headline: str
    from_: str | None
    to: str | None
    articles: int
    days: tuple[StoryDay, ...]


@record
class Stories:
    """Stories, the one that moved last first; `next` is the cursor of the next page, None where there is none."""

    stories: tuple[StorySummary, ...]
    next: str | None
