"""A page as it was seen each time, and what was edited in between.  A store and a capture in, versions out."""

from __future__ import annotations

from dateline.ports import Store
from dateline.records.page import Article
from dateline.records.versions import Version, rewritten

__all__ = ["versions_of"]


def versions_of(store: Store, capture: str, *, on: str | None = None, as_of: str | None = None) -> tuple[Version, ...]:
    """The versions of the page of a capture, the earliest first.

    With `as_of` those that had been seen by that day, with `on` of these the one that stood on that day: the last that
    had been seen by then. Of one seen at an unknown time neither can be told.
    """
    found: list[Version] = []
    before: tuple[Article, ...] = ()
    for name in store.versions(capture) or (capture,):
        seen = next(store.captures([name]))
        articles = tuple(store.articles([name]))
        found.append(
            Version(
                capture=name,
                source=seen.source,
                observed_at=seen.observation.observed_at if seen.observation else None,
                title=next((article.title for article in articles), None),
                articles=tuple(article.id for article in articles),
                edits=rewritten(before, articles, text=store.text) if before and articles else (),
            )
        )
        before = articles or before
    known = [one for one in found if _seen_by(one, as_of)]
    return tuple(known if on is None else [one for one in known if _seen_by(one, on)][-1:])


def _seen_by(version: Version, day: str | None) -> bool:
    return day is None or (version.observed_at is not None and version.observed_at[:10] <= day)
