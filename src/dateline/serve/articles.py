"""The pages that show articles: a request in, the article's page or the list of all out."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import Response
from starlette.routing import BaseRoute

from dateline.errors import UsageError
from dateline.records.dossier import Dossier, DossierArticle
from dateline.records.references import Reference, references
from dateline.records.versions import Version
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Markup
from dateline.serve.answering import page
from dateline.serve.asking import Asked, view
from dateline.serve.judging import writing
from dateline.serve.layout import Crumb, Message
from dateline.serve.pages.addresses import story_href
from dateline.serve.pages.article import article_page
from dateline.serve.pages.article_side import ArticleView
from dateline.serve.pages.judging import correction_form
from dateline.serve.pages.lists import ARTICLES, articles_page

__all__ = ["routes"]

_LISTED = 50
"""Articles on a page of the list."""


def routes() -> Sequence[BaseRoute]:
    """The list of all, and an article by its id, its address or the name under which it was read."""
    return (
        view(ARTICLES, _list, name="articles"),
        view("/article/{article:path}", _article, name="article"),
    )


def _list(asked: Asked) -> Response:
    after = asked.query("after")
    with asked.desk.look() as workspace:
        found = workspace.articles(limit=_LISTED, after=after)
    body = articles_page(found.articles, following=found.next, first=after is None)
    return page(asked.request, body, title="Articles", here=ARTICLES)


def _article(asked: Asked) -> Response:
    name = asked.path("article")
    picture, article = _picture(asked, name)
    reference = asked.query("ref")
    found, trouble = _asked_for(picture, reference)
    # Words of the page around the article are shown at once, where they are what the reader came for.
    texts_asked = {words.text_id for words in found.evidence} if found else set()
    around = asked.query("left-out") is not None or (
        article.text_id not in texts_asked and article.capture_text_id in texts_asked
    )
    with asked.desk.look() as workspace:
        versions = workspace.versions(article.id)
    texts = {text.text_id: text.text for text in picture.texts}
    text = texts.get(article.capture_text_id) if around else None
    shown = ArticleView(
        picture=picture, article=article, capture=_capture(versions, article), versions=versions,
        reference=reference, asked=found, page_text=text, correcting=_correcting(asked, article),
    )  # fmt: skip
    title = shortened(article.title or article.source, 120)
    stories = [
        Crumb(text=story.title, href=story_href(story.id)) for story in picture.stories if article.id in story.articles
    ]
    crumbs = [Crumb(text="Stories", href="/"), *stories[:1]]
    return page(asked.request, article_page(shown), title=title, crumbs=crumbs, messages=trouble)


def _correcting(asked: Asked, article: DossierArticle) -> Markup | None:
    may = writing(asked)
    return correction_form(may, article) if may else None


def _picture(asked: Asked, name: str) -> tuple[Dossier, DossierArticle]:
    """The picture of the article's story; of an earlier version of a page, or one that is in none, its own."""
    try:
        picture = asked.desk.picture(name)
        return picture, _found(picture, name)
    except UsageError as error:
        if error.code != "not_found":
            raise

    def alone() -> Dossier:
        with asked.desk.look() as workspace:
            return workspace.dossier(pages=[name])

    picture = asked.desk.remember(("page", name), alone, size=lambda made: 3000 * len(made.mentions) + 10_000)
    return picture, _found(picture, name)


def _found(picture: Dossier, name: str) -> DossierArticle:
    for article in picture.articles:
        if name in (article.id, article.url, article.source):
            return article
    raise UsageError("not_found", f"no article here goes by {name[:80]!r}: search for its words")


def _asked_for(picture: Dossier, reference: str | None) -> tuple[Reference | None, Sequence[Message]]:
    if reference is None:
        return None, ()
    try:
        return references(picture).find(reference), ()
    except UsageError as error:
        return None, (Message(text=error.message, kind="trouble", code=error.code),)


def _capture(versions: Sequence[Version], article: DossierArticle) -> str | None:
    """The capture in which an article was found."""
    return next((one.capture for one in versions if article.id in one.articles), None)
