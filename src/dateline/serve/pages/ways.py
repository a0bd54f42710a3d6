"""Where an article's page leads: the line of a story, a page's own bytes, a search, the page with what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from dateline.records.dossier import Dossier
from dateline.records.references import change_id, dispute_id
from dateline.rendering.pieces import line_anchor
from dateline.rendering.wording import Wording
from dateline.serve.pages.addresses import article_href, story_href
from dateline.serve.pages.sections import Limits

__all__ = ["capture_href", "folded_lines", "line_href", "search_href", "whole_href"]


def line_href(story: str, record_id: str, *, folded: str | None = None) -> str:
    """A line of a story: of its timeline, a change, a dispute, a quotation. `folded` is the section that must be asked
    for whole, where the line is not among those shown at first."""
    whole = f"?{urlencode({'all': folded})}" if folded else ""
    return f"{story_href(story)}{whole}#{quote(line_anchor(record_id), safe='')}"


def folded_lines(picture: Dossier, say: Wording) -> Mapping[str, str]:
    """The lines that a story's page does not show at first, each with its section."""
    limits = Limits()
    shown = {
        said.quotation.id
        for _, things, _ in say.by_speaker(most=limits.speakers, each=limits.sayings)
        for said in things
    }
    folded = {one.id: "quotations" for one in picture.quotations if one.id not in shown}
    lightest = sorted(picture.timeline, key=lambda line: -line.weight)[limits.lines :]
    folded |= {line.event: "timeline" for line in lightest}
    folded |= {change_id(one): "changes" for one in picture.changes[limits.points :]}
    return folded | {dispute_id(one): "disputes" for one in picture.disputes[limits.points :]}


def capture_href(capture: str) -> str:
    """A page's own bytes."""
    return f"/api/capture/{quote(capture, safe='')}"


def search_href(query: str) -> str:
    """A search."""
    return f"/search?{urlencode({'q': query})}"


def whole_href(article: str, *, place: str) -> str:
    """An article with what was left out of its page, at a place of that."""
    return f"{article_href(article)}?left-out=1#{quote(place, safe='')}"
