"""The article stage.  A capture with its text -> the articles in it, and their texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from dateline.article.dating import address_time
from dateline.article.fields import Found
from dateline.article.lines import MAX_CHARACTERS
from dateline.article.page import Page
from dateline.article.pages import read_html, read_text
from dateline.article.publication import bounded, known_time
from dateline.article.several import apart
from dateline.errors import Refusal
from dateline.lexicon.outlets import of_host
from dateline.records.base import record
from dateline.records.evidence import Evidence, Text, article_text
from dateline.records.ids import record_id
from dateline.records.outcome import Warning
from dateline.records.page import Article, ArticleField, Block, Capture
from dateline.records.time import Time
from dateline.stage import Product

__all__ = ["ArticleStage", "Captured"]

_SEPARATOR = 2
"""Characters between two blocks of an article text (see records.evidence.article_text)."""


@record
class Captured:
    """A capture together with its capture text."""

    capture: Capture
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleStage:
    """Finds the articles in a page: title, outlet, credit, byline, publication time, and the body in blocks."""

    name: ClassVar[str] = "article"
    version: ClassVar[int] = 3
    isolated: ClassVar[bool] = True
    max_depth: int = 200
    max_characters: int = MAX_CHARACTERS

    def open(self) -> Callable[[Captured], Product[tuple[Article, ...]]]:
        """Return the function that reads one capture."""
        return self._read

    def key(self, input: Captured, /) -> str:
        """What names the input: its capture's id."""
        return input.capture.id

    def _read(self, page: Captured) -> Product[tuple[Article, ...]]:
        found = self._page(page)
        if found is None or not found.blocks:
            raise Refusal("no_article", "the page holds no text of an article: give its text with `bare`")
        articles, bodies, reserved = [], [], list(found.warnings)
        for part in apart(found):
            body = article_text(block.line.text for block in part.blocks)
            article, warnings = _article(page, part, body)
            articles.append(article)
            bodies.append(body)
            reserved += [*warnings, *_odd_quotes(body.text)]
        return Product(output=tuple(articles), texts=tuple(bodies), warnings=tuple(dict.fromkeys(reserved)))

    def _page(self, page: Captured) -> Page | None:
        bare = page.capture.known.bare
        if page.capture.media_type == "text/html":
            return read_html(
                page.text,
                max_depth=self.max_depth,
                max_characters=self.max_characters,
                url=page.capture.known.url,
                bare=bare,
            )
        return read_text(page.text, max_characters=self.max_characters, bare=bare)


def _article(page: Captured, found: Page, body: Text) -> tuple[Article, list[Warning]]:
    capture, known = page.capture, page.capture.known
    published, warnings = _published(capture, found)
    url = known.url or (found.canonical.value if found.canonical and "://" in found.canonical.value else None)
    host = of_host(known.url) if known.url else None
    outlet = found.publisher.outlet.value if found.publisher.outlet else None
    article = Article(
        id=record_id("article", body.id, capture.id),
        capture=capture.id,
        source=capture.source,
        text_id=body.id,
        capture_text_id=page.text.id,
        blocks=tuple(_blocks(found)),
        url=url,
        title=known.title or (found.title.value if found.title else None),
        outlet=known.outlet or outlet or (host.name if host else None),
        republisher=found.publisher.republisher.value if found.publisher.republisher else None,
        credit=tuple(one.value for one in found.credit),
        byline=found.byline.value if found.byline else None,
        language=found.language,
        published=published,
        evidence=_evidence(capture, found, published),
    )
    return article, warnings


def _blocks(found: Page) -> Iterator[Block]:
    at = 0
    for index, block in enumerate(found.blocks):
        length = len(unicodedata.normalize("NFC", block.line.text))
        placed = bool(block.line.pieces)
        yield Block(
            kind=block.kind,
            start=at,
            end=at + length,
            capture_start=block.line.start if placed else None,
            capture_end=block.line.end if placed else None,
            xpath=found.xpaths[index] if index < len(found.xpaths) else None,
        )
        at += length + _SEPARATOR


def _published(capture: Capture, found: Page) -> tuple[Time, list[Warning]]:
    """The caller's time, else the page's, else the day in its address; bounded by when it was captured."""
    if capture.known.published:
        known = known_time(capture.known.published)
        if known is not None:
            return known, []
        message = f"the time given ({capture.known.published!r}) cannot be read: write YYYY-MM-DD"
        return found.published, [Warning(code="bad_published", message=message)]
    time = found.published
    if time.value is None:
        time = address_time(capture.known.url, found.canonical) or time
    return bounded(time, capture.known.captured), []


def _evidence(capture: Capture, found: Page, published: Time) -> Mapping[ArticleField, tuple[Evidence, ...]]:
    """The words for each field that the page gave; none for what the caller said."""
    fields: dict[ArticleField, tuple[Evidence, ...]] = {}
    said: tuple[tuple[ArticleField, Found | None], ...] = (
        ("title", None if capture.known.title else found.title),
        ("outlet", None if capture.known.outlet else found.publisher.outlet),
        ("republisher", found.publisher.republisher),
        ("publisher", found.publisher.house),
        ("byline", found.byline),
    )
    for name, one in said:
        if one is not None and one.evidence:
            fields[name] = one.evidence
    if found.credit:
        fields["credit"] = tuple(words for one in found.credit for words in one.evidence)
    dated = tuple(dict.fromkeys(words for basis in published.basis for words in basis.evidence))
    if dated:
        fields["published"] = dated
    return fields


def _odd_quotes(text: str) -> tuple[Warning, ...]:
    """A straight mark without its fellow, or curly ones that do not come in pairs."""
    if text.count('"') % 2 == 0 and _paired(text):
        return ()
    return (
        Warning(code="odd_quotation_marks", message="a quotation mark has no fellow: quotations are read with care"),
    )


def _paired(text: str) -> bool:
    # Each paragraph of a long quotation opens anew, and only the last one closes: no error.
    opened = 0
    for block in text.split("\n\n"):
        if opened and block.startswith("“"):
            opened -= 1
        opened += block.count("“") - block.count("”")
        if opened not in (0, 1):
            return False
    return opened == 0
