"""Beside the text of an article: what the page says of itself, the lines that rest on it, versions, reservations."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.records.base import record
from dateline.records.dossier import Dossier, DossierArticle
from dateline.records.references import Reference
from dateline.records.time import Time
from dateline.records.versions import Edit, Version
from dateline.rendering.dates import readable
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, element, join, outward
from dateline.rendering.pieces import when
from dateline.rendering.wording import Wording, counted
from dateline.serve.pages.addresses import article_href
from dateline.serve.pages.marks import mark_id
from dateline.serve.pages.notes import Notes
from dateline.serve.pages.ways import folded_lines, line_href, whole_href

__all__ = ["ArticleView", "beside", "named"]

_EDITS = 40
"""Edits of a version that are shown."""


@record
class ArticleView:
    """What the page of an article shows.

    `asked` is what the address refers to (``?ref=``), with `line` to lead back to it; `page_text` is the text of the
    capture where what was left out is to be shown; `capture` is the capture's id, for the page's own bytes.
    """

    picture: Dossier
    article: DossierArticle
    capture: str | None = None
    versions: tuple[Version, ...] = ()
    reference: str | None = None
    asked: Reference | None = None
    page_text: str | None = None
    correcting: Markup | None = None


def named(article: DossierArticle) -> str:
    """An article by its outlet and its title."""
    title = article.title or article.source
    return f"{article.outlet}: {title}" if article.outlet else title


def beside(view: ArticleView, notes: Notes) -> Iterator[Markup | None]:
    """The parts beside the text, those that have something to tell."""
    article = view.article
    yield _page_facts(view, notes)
    yield _lines(view)
    copies = {other for one in view.picture.copies if article.id in one.articles for other in one.articles} - {
        article.id
    }
    others = [one for one in view.picture.articles if one.id in copies]
    if others:
        links = [
            element("li", element("a", shortened(named(one), 90), href=article_href(one.id)), dir="auto")
            for one in others
        ]
        yield _folded("The same text elsewhere", element("ul", links))
    warnings = [one for one in view.picture.warnings if one.source == article.source]
    if warnings:
        rows = [element("li", shortened(one.message, 300), Markup(" "), element("code", one.code)) for one in warnings]
        yield _folded("Read with reservations", element("ul", rows), is_open=True)
    if len(view.versions) > 1:
        yield _folded(counted(len(view.versions), "version"), element("ol", _versions(view)))
    if view.correcting:
        yield _folded("Correct what was read", view.correcting)


def _folded(head: str, *body: Child, is_open: bool = False) -> Markup:
    return element("details", element("summary", head), *body, open=is_open, class_="beside-part")


def _page_facts(view: ArticleView, notes: Notes) -> Markup:
    """What the page says of itself, each with the words that say so."""
    article = view.article
    rows = [("Read as", element("bdi", shortened(article.source, 200)))]
    if article.url:
        rows.append(("Address", outward(article.url, shortened(article.url, 120))))
    if article.language:
        rows.append(("Language", join(article.language)))
    for mark in notes.of_page:
        for note in notes.notes[mark.name]:
            field, _, value = note.head.partition(": ")
            words = "; ".join(shortened(one.exact, 80) for one in note.words if (one.start, one.end) in mark.spans)
            to = whole_href(article.id, place=mark_id(mark.name))
            rows.append((field.capitalize(), join(value, ": ", element("a", f"“{words}”", href=to, dir="auto"))))
    told = [element("div", element("dt", name), element("dd", value)) for name, value in rows]
    return _folded("What the page says of itself", element("dl", told))


def _lines(view: ArticleView) -> Markup | None:
    """The lines of the story that rest on this page, the way back for whoever reads the text first."""
    article = view.article
    story = next((one for one in view.picture.stories if article.id in one.articles), None)
    folds = folded_lines(view.picture, Wording(view.picture))
    rows = [
        element(
            "li",
            when(line.time),
            Markup(" "),
            element("a", shortened(line.text, 140), href=line_href(story.id, line.event, folded=folds.get(line.event))),
        )
        for line in view.picture.timeline
        if story is not None and any(words.text_id == article.text_id for words in line.evidence)
    ]  # fmt: skip
    if not rows:
        return None
    return _folded(f"{counted(len(rows), 'line')} of the timeline rest on it", element("ol", rows))


def _versions(view: ArticleView) -> Iterator[Markup]:
    for version in view.versions:
        seen = (
            readable(Time(value=version.observed_at[:16], precision="minute", zone="Z"))
            if version.observed_at
            else "seen"
        )
        current = view.article.id in version.articles
        link: Child = (
            seen if current or not version.articles else element("a", seen, href=article_href(version.articles[0]))
        )
        edits = [_edit(edit) for edit in version.edits[:_EDITS]]
        yield element(
            "li",
            element(
                "p",
                link,
                " (this one)" if current else None,
                ": ",
                element("bdi", shortened(version.title or "no article", 120)),
            ),
            element("ul", edits, class_="edits") if edits else None,
        )


def _edit(edit: Edit) -> Markup:
    before = element("del", shortened(edit.before.exact, 200), dir="auto") if edit.before else None
    after = element("ins", shortened(edit.after.exact, 200), dir="auto") if edit.after else None
    return element("li", f"{edit.what} {edit.kind}: ", before, Markup(" ") if before and after else None, after)
