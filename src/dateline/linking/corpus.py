"""The pages in one order: each text once, with its reading and the articles that share it.

Everything that linking decides runs in order of (earliest possible publication, id), so that the order in
which pages arrive cannot matter. An article without any date comes after the dated ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dateline.records.base import record
from dateline.records.linked import Page
from dateline.records.page import Article
from dateline.records.reading import Reading
from dateline.records.time import day_of

__all__ = ["SharedText", "arrange", "order_of"]

_UNDATED = "~"  # sorts after every ISO day


@record
class SharedText:
    """A text, its reading and its articles in order; `day` is the earliest known publication day among them."""

    text_id: str
    text: str
    reading: Reading
    articles: tuple[Article, ...]
    day: date | None

    @property
    def founder(self) -> Article:
        """The article that may have come first."""
        return self.articles[0]

    @property
    def article_ids(self) -> tuple[str, ...]:
        """The ids of the articles, in order."""
        return tuple(article.id for article in self.articles)


def arrange(pages: Iterable[Page]) -> tuple[SharedText, ...]:
    """Group the pages by text and put them in order; a page given twice counts once."""
    by_article = {page.article.id: page for page in pages}
    by_text: dict[str, list[Page]] = {}
    for page in sorted(by_article.values(), key=lambda page: order_of(page.article)):
        by_text.setdefault(page.article.text_id, []).append(page)
    return tuple(_shared(text_id, group) for text_id, group in by_text.items())


def order_of(article: Article) -> tuple[str, str]:
    """The earliest day on which an article may have been published, then its id."""
    published = article.published
    return published.earliest or published.latest or _UNDATED, article.id


def _shared(text_id: str, group: list[Page]) -> SharedText:
    days = [day for page in group if (day := day_of(page.article.published)) is not None]
    return SharedText(
        text_id=text_id,
        text=group[0].text,
        reading=group[0].reading,
        articles=tuple(page.article for page in group),
        day=min(days, default=None),
    )
