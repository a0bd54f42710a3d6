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

__all__ = ["SharedText", "arrange", "by_text", "day_among", "order_of"]

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
    page_of = {page.article.text_id: page for page in by_article.values()}
    return tuple(
        SharedText(
            text_id=text_id, text=page_of[text_id].text, reading=page_of[text_id].reading, articles=articles,
            day=day_among(articles),
        )
        for text_id, articles in by_text(page.article for page in by_article.values()).items()
    )  # fmt: skip


def by_text(articles: Iterable[Article]) -> dict[str, tuple[Article, ...]]:
    """The articles of each text in order, the texts in the order of their first."""
    found: dict[str, list[Article]] = {}
    for article in sorted(articles, key=order_of):
        found.setdefault(article.text_id, []).append(article)
    return {text: tuple(own) for text, own in found.items()}


def day_among(articles: Iterable[Article]) -> date | None:
    """The earliest known publication day of some articles."""
    return min((day for article in articles if (day := day_of(article.published)) is not None), default=None)


def order_of(article: Article) -> tuple[str, str]:
    """The earliest day on which an article may have been published, then its id."""
    published = article.published
    return published.earliest or published.latest or _UNDATED, article.id
