"""What a list of stories says of one besides its shelf: outlets, origins, and when each origin was first heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from dateline.records.base import record
from dateline.records.dossier import Dossier
from dateline.records.story import StorySummary

__all__ = ["StoryFacts", "days_of", "facts_of"]


@record
class StoryFacts:
    """How many outlets told a story, who is counted as its origin, and on which days (of the known ones) how many of
    them were heard for the first time."""

    outlets: int
    origins: int
    heard: Mapping[date, int]


def facts_of(picture: Dossier, articles: Iterable[str]) -> StoryFacts:
    """The facts of these articles in a picture that has them all."""
    mine = set(articles)
    known = [article for article in picture.articles if article.id in mine]
    days = {article.id: day for article in known if (day := _day(article.published.value)) is not None}
    origins = [origin for origin in picture.origins if mine & {*origin.articles}]
    heard = Counter(
        min(days[article] for article in origin.articles if article in days)
        for origin in origins
        if any(article in days and article in mine for article in origin.articles)
    )
    return StoryFacts(
        outlets=len({article.outlet for article in known if article.outlet}), origins=len(origins), heard=heard
    )


def days_of(story: StorySummary) -> Mapping[date, int]:
    """The articles of a story by day, those of no known day left out."""
    return {day: each.articles for each in story.days if (day := _day(each.day)) is not None}


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
