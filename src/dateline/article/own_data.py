"""A page read from its visible words, and what its own data say -> the page with both put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.article.authors import find_authors
from dateline.article.dating import published_in_html
from dateline.article.fields import Found, Layout, evidence_in, folded
from dateline.article.language import stated_language
from dateline.article.lines import Line
from dateline.article.markup import Markup, scan
from dateline.article.metadata import Metadata
from dateline.article.page import Page
from dateline.article.publisher import Publisher, cased, is_paper
from dateline.lexicon.agencies import agency
from dateline.lexicon.outlets import named, of_host, plain_name
from dateline.records.evidence import Evidence, Text
from dateline.records.outcome import Warning

__all__ = ["with_metadata"]

_SITE = re.compile(r"\s[|–—:•»-]+\s+([^|–—•»]{3,40}?)\s*$")
_TITLE_ALIKE = 0.6
"""Share of words from which a visible headline and a stated title are one."""


def with_metadata(
    page: Page, metadata: Metadata, *, text: Text, markup: Markup, url: str | None, warnings: Sequence[Warning]
) -> Page:
    """A page with its own data put before what its visible words say."""
    agencies = [
        Found(value=known.name, evidence=author.evidence)
        for author in metadata.authors
        if (known := agency(author.value)) is not None
    ]
    have = {one.value for one in agencies}
    title = _title(page, metadata, text=text, markup=markup)
    headline = _headline(title, page, markup)
    publisher = _publisher(page.publisher, metadata)
    if publisher.outlet is None and (tail := _window_site(text, markup)) is not None:
        publisher = replace(publisher, outlet=tail)
    outlet = publisher.outlet.value if publisher.outlet else None
    return Page(
        blocks=page.blocks,
        credit=(*(one for one in page.credit if one.value not in have), *agencies),
        title=title,
        publisher=publisher,
        byline=find_authors(text, markup, metadata, title=headline, printed=page.byline, outlet=outlet),
        published=published_in_html(
            # A text that is the article already has nothing around it.
            page.layout or Layout(text=text, before=(), blocks=page.blocks, after=()),
            title=headline,
            markup=markup,
            metadata=metadata,
            url=url,
        ),
        language=page.language or stated_language(metadata.language or ""),
        canonical=metadata.canonical,
        xpaths=page.xpaths,
        parts=page.parts,
        warnings=(*warnings, *page.warnings),
    )


def _title(page: Page, metadata: Metadata, *, text: Text, markup: Markup) -> Found | None:
    """The visible headline where the page's own data say the same; else what the data say; else what was found."""
    stated = metadata.title or _window_title(text, markup)
    heads = [line for line in markup.lines if line.tag == "h1"]
    for found in stated:
        for line in heads:
            if _alike(line.text, found.value) >= _TITLE_ALIKE:
                return Found(value=line.text, evidence=(evidence_in(text, line),))
    alone = heads[0] if len(heads) == 1 and len(heads[0].text.split()) > 2 else None
    if stated and (metadata.title or alone is None or not _is_before(alone, page)):
        return stated[0]
    if len(heads) == 1 and len(heads[0].text.split()) > 2:
        return Found(value=heads[0].text, evidence=(evidence_in(text, heads[0]),))
    return page.title


def _is_before(head: Line, page: Page) -> bool:
    """Whether a heading stands above the text."""
    first = next((block.line.start for block in page.blocks if block.line.pieces), None)
    return first is not None and head.start < first


def _window_title(text: Text, markup: Markup) -> tuple[Found, ...]:
    """The words of the `title` element, without the site's name behind a bar or a dash."""
    for tag in markup.tags:
        if tag.name != "title" or tag.inner is None:
            continue
        lines = scan(text.text[tag.inner[0] : tag.inner[1]]).lines
        if not lines:
            continue
        words = lines[0].text
        end = len(words)
        for mark in (" | ", " – ", " — ", " - ", " :: ", " • ", " » "):
            if (at := words.rfind(mark)) > 0 and len(words[:at].split()) >= 3 and len(words[at:].split()) <= 7:
                end = min(end, at)
        start, stop = lines[0].span(0, end)
        return (Found(value=words[:end], evidence=(text.cut(tag.inner[0] + start, tag.inner[0] + stop),)),)
    return ()


def _window_site(text: Text, markup: Markup) -> Found | None:
    """The outlet behind the last bar or dash of the `title` element, where it is a name as papers have them."""
    for tag in markup.tags:
        lines = scan(text.text[slice(*tag.inner)]).lines if tag.name == "title" and tag.inner else ()
        match = _SITE.search(lines[0].text) if lines else None
        if match is None or tag.inner is None or not (named(match[1]) or is_paper(match[1])):
            continue
        start, end = lines[0].span(match.start(1), match.end(1))
        known = named(match[1])
        words = text.cut(tag.inner[0] + start, tag.inner[0] + end)
        return Found(value=known.name if known else cased(match[1]), evidence=(words,))
    return None


def _alike(left: str, right: str) -> float:
    ours, theirs = set(folded(left).split()), set(folded(right).split())
    return len(ours & theirs) / max(1, min(len(ours), len(theirs))) if len(ours) > 1 else 0.0


def _publisher(visible: Publisher, metadata: Metadata) -> Publisher:
    if metadata.site is None or agency(metadata.site.value) is not None:
        return visible
    site = metadata.site
    known = named(site.value) or named(plain_name(site.value))
    found = Found(value=known.name if known else cased(plain_name(site.value)), evidence=site.evidence)
    source = of_host(metadata.canonical.value) if metadata.canonical else None
    if source is not None and metadata.canonical and known is not None and source.name != known.name:
        # The page says that its own place is on another outlet's site: it was taken over from there.
        return Publisher(outlet=Found(value=source.name, evidence=metadata.canonical.evidence), republisher=found)
    if visible.republisher is not None and visible.outlet is not None and visible.outlet.value != found.value:
        return Publisher(outlet=visible.outlet, republisher=found)
    return Publisher(outlet=found)


def _headline(title: Found | None, page: Page, markup: Markup) -> Evidence | None:
    """Where the headline stands among the visible lines, or None."""
    for found in (title, page.title):
        for words in found.evidence[:1] if found else ():
            if any(line.start <= words.start < line.end for line in markup.lines):
                return words
    return None
