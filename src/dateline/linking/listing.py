"""The stories of an archive in a list, from the shelf alone.  A store in, stories with their headlines and days out."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.ports import Store
from dateline.records.ids import founded_id
from dateline.records.story import Stories, StoryDay, StoryKept, StorySummary

__all__ = ["list_stories"]


def list_stories(
    store: Store, *, limit: int, after: str | None = None, on: str | None = None, as_of: str | None = None
) -> Stories:
    """The stories, the one that moved last first, from behind a cursor; as far as they had gone by a day (`as_of`).

    With `on` those that had begun by that day, in the order in which they had moved by then and under their headlines
    of then, with all that is now known of how much was written on them.
    """
    until = min((day for day in (on, as_of) if day is not None), default=None)
    found = store.catalogue.moved(most=limit + 1, after=after, as_of=until)
    shown = found[:limit]
    days = store.catalogue.days([story.founder for story in shown], as_of=as_of)
    return Stories(
        stories=tuple(_summary(store, story, days[story.founder]) for story in shown),
        next=shown[-1].cursor if len(found) > limit else None,
    )


def _summary(store: Store, story: StoryKept, days: Sequence[StoryDay]) -> StorySummary:
    last = next(iter(store.sharing([story.last])), None)
    dated = [day.day for day in days if day.day is not None]
    return StorySummary(
        id=founded_id("story", story.article),
        headline=(last.title or last.source) if last else "",
        from_=dated[0] if dated else None,
        to=dated[-1] if dated else None,
        articles=sum(day.articles for day in days),
        days=tuple(days),
    )
