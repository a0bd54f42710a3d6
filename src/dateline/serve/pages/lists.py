"""All articles in pages, and all that could not be read or was read with reservations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

from dateline.records.base import record
from dateline.records.dossier import DossierFailure, DossierWarning
from dateline.records.page import Article
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Markup, dotted, element, join
from dateline.rendering.pieces import when
from dateline.serve.pages.addresses import article_href
from dateline.serve.pages.reading import trouble_rows

__all__ = ["ARTICLES", "FAILURES", "Troubles", "articles_page", "failures_page"]

ARTICLES, FAILURES = "/articles", "/failures"
_SHOWN = 500


@record
class Troubles:
    """What could not be read, and reservations; `left_out` says that those of some texts are not among them."""

    failures: tuple[DossierFailure, ...]
    warnings: tuple[DossierWarning, ...]
    left_out: bool = False


def articles_page(articles: Sequence[Article], *, following: str | None, first: bool) -> Markup:
    """A page of the list, and the way to the next one."""
    rows = [_row(article) for article in articles]
    nothing = element("p", "Nothing has been read yet: `dateline read` takes pages in.", class_="note")
    links = [
        None if first else element("a", "To the first", href=ARTICLES, class_="button"),
        element("a", "More articles", href=f"{ARTICLES}?{urlencode({'after': following})}", class_="button", rel="next")
        if following
        else None,
    ]
    return join(
        element("h1", "Articles"),
        element("p", "All that were read, as their own pages tell of them.", class_="facts"),
        element("ol", rows, class_="listed") if rows else nothing,
        element("p", links, class_="row") if any(links) else None,
    )


def _row(article: Article) -> Markup:
    title = element("a", shortened(article.title or article.source, 240), href=article_href(article.id), dir="auto")
    facts = [
        element("bdi", shortened(one, 120)) for one in (article.outlet, *article.credit[:2], article.source) if one
    ]
    parts = (when(article.published), *facts)
    return element(
        "li",
        element("p", title),
        element("p", dotted(parts), class_="facts"),
    )


def failures_page(troubles: Troubles) -> Markup:
    """What could not be read, the codes counted; then what was read with reservations."""
    some = "Of the stories that moved last; the dossier of a story or a page has its own."
    return join(
        element("h1", "Failures and reservations"),
        element("p", "One bad page costs itself alone: it is listed here, with what to do.", class_="facts"),
        _listed("Not read", troubles.failures, nothing="No page failed."),
        _listed("Read with reservations", troubles.warnings, nothing="No page was read with reservations."),
        element("p", some, class_="note") if troubles.left_out else None,
    )


def _listed(head: str, troubles: Sequence[DossierFailure | DossierWarning], *, nothing: str) -> Markup:
    counts = Counter(one.code for one in troubles)
    codes = [join(element("code", code), f" {count:,}") for code, count in counts.most_common()]
    more = len(troubles) - _SHOWN
    return element(
        "section",
        element("h2", head, " ", element("span", f"{len(troubles):,}", class_="count")),
        element("p", dotted(codes), class_="facts") if codes else element("p", nothing, class_="note"),
        trouble_rows(troubles[:_SHOWN]) if troubles else None,
        element("p", f"and {more:,} more", class_="more") if more > 0 else None,
    )
