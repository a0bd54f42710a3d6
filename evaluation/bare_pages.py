"""A text that is an article already -> the page that linking takes, without capture and without cleaning."""

from __future__ import annotations

from dateline.records.evidence import Text
from dateline.records.ids import record_id
from dateline.records.linked import Page
from dateline.records.page import Article
from dateline.records.reading import Reading
from dateline.records.time import UNKNOWN, stated
from evaluation.files import Row

__all__ = ["bare_page"]


def bare_page(reading: Reading, *, text: Text, at: int, row: Row | None = None) -> Page:
    """The page of a text, of which nothing is known but what its row says: source, url, outlet, title, published."""
    known = row or {}
    published = known.get("published")
    article = Article(
        id=record_id("article", reading.text_id, str(at)),
        capture=record_id("capture", reading.text_id, str(at)),
        source=str(known.get("source") or f"page-{at}"),
        url=known.get("url"),
        outlet=known.get("outlet"),
        title=known.get("title"),
        published=stated(published) if published else UNKNOWN,
        text_id=reading.text_id,
        capture_text_id=reading.text_id,
        blocks=(),
        credit=(),
        evidence={},
    )
    return Page(article=article, reading=reading, text=text.text)
