"""Where an article's page leads: the line of a story, a page's own bytes, a search, the page with what was left out."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from dateline.rendering.pieces import line_anchor
from dateline.serve.pages.addresses import article_href, story_href

__all__ = ["capture_href", "line_href", "search_href", "whole_href"]


def line_href(story: str, record_id: str) -> str:
    """A line of a story: of its timeline, a change, a dispute, a quotation."""
    return f"{story_href(story)}#{quote(line_anchor(record_id), safe='')}"


def capture_href(capture: str) -> str:
    """A page's own bytes."""
    return f"/api/capture/{quote(capture, safe='')}"


def search_href(query: str) -> str:
    """A search."""
    return f"/search?{urlencode({'q': query})}"


def whole_href(article: str, *, place: str) -> str:
    """An article with what was left out of its page, at a place of that."""
    return f"{article_href(article)}?left-out=1#{quote(place, safe='')}"
