"""The feed stage.  A source that is a feed -> one Source an entry, each of them a small page of its own.

What is kept of an entry is that page: its title, link, authors, times and the feed's title stand in the head as in any
page's own data, its text in the body; nothing is added to the feed's words, so all that is read from it has evidence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, ClassVar

from dateline.capture.stage import CaptureStage, identity
from dateline.capture.urls import normal, without_credentials
from dateline.errors import Refusal
from dateline.records.base import record
from dateline.records.outcome import Failure, Warning
from dateline.records.page import Known, Source
from dateline.stage import Product

if TYPE_CHECKING:
    from dateline.capture.syndication import Entry, Feed

__all__ = ["EntrySource", "FeedStage"]

_SHORT = 400
"""Characters of text up to which an entry is taken as it is: nothing can be told apart in it."""
_NAME = 300
_TAG = re.compile(r"<[^<>]*>")
_SUMMARY = Warning(
    code="summary_only", message="the feed holds only a summary of this article: read its page for the whole (--follow)"
)


@record
class EntrySource:
    """An entry as a source, and the address of its page where the feed gives one."""

    entry: Source
    page: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedStage:
    """Reads a feed (RSS, RDF, Atom, JSON Feed) from a file, an address or standard input."""

    name: ClassVar[str] = "feed"
    version: ClassVar[int] = 1
    isolated: ClassVar[bool] = True
    capture: CaptureStage = field(default_factory=CaptureStage)

    def open(self) -> Callable[[Source], Product[tuple[EntrySource, ...]]]:
        """Return the function that reads one feed."""
        from dateline.capture.syndication import read_feed  # Its parser is wanted for feeds alone.

        payload_of = self.capture.payloads(feeds=True)

        def read(source: Source) -> Product[tuple[EntrySource, ...]]:
            if source.known.published or source.known.url or source.known.title:
                raise Refusal("known_of_many", "a feed holds many pages: only an outlet can be given for all of them")
            opened = payload_of(source)
            feed = read_feed(opened.payload or b"")
            if not feed.entries:
                raise Refusal("empty", "the feed has no entry: try again later")
            return Product(output=tuple(_sources(feed, opened)))

        return read

    def key(self, input: Source, /) -> str:
        """What names the source."""
        return identity(input)


def _sources(feed: Feed, source: Source) -> Iterator[EntrySource]:
    for number, entry in enumerate(feed.entries, start=1):
        said = without_credentials(entry.link or entry.key or str(number))
        name = f"{source.name}:{said[:_NAME]}"
        text = entry.html or entry.summary
        if text is None and entry.title is None:
            failure = Failure(code="empty", message="the entry holds neither title nor text: read its page")
            yield EntrySource(entry=Source(name=name, payload=b"", refused=failure), page=_page(entry))
            continue
        bare = len(_TAG.sub("", text or "")) < _SHORT
        seen = source.observation.observed_at if source.observation else None
        yield EntrySource(
            entry=Source(
                name=name,
                payload=_rendered(feed, entry).encode("utf-8", "replace"),
                media_type="text/html; charset=utf-8",
                known=Known(outlet=source.known.outlet, captured=source.known.captured or seen, bare=bare),
                reserved=() if entry.html else (_SUMMARY,),
            ),
            page=_page(entry),
        )


def _page(entry: Entry) -> Source | None:
    """The page that an entry links to, to be asked for where the user wants it."""
    if entry.link is None:
        return None
    name = without_credentials(entry.link)
    try:
        return Source(name=name, url=normal(entry.link))
    except Refusal as refusal:
        return Source(name=name, refused=Failure(code=refusal.code, message=refusal.message))


def _rendered(feed: Feed, entry: Entry) -> str:
    head = [
        f"<title>{escape(entry.title, quote=False)}</title>" if entry.title else "",
        _meta("og:title", entry.title),
        _meta("og:site_name", feed.title),
        *(_meta("author", author) for author in entry.authors),
        _meta("article:published_time", entry.published or entry.updated),
        _meta("article:modified_time", entry.updated if entry.published else None),
        f'<link rel="canonical" href="{escape(entry.link)}">' if entry.link else "",
    ]
    language = f' lang="{escape(feed.language)}"' if feed.language else ""
    text = entry.html or entry.summary or f"<p>{escape(entry.title or '', quote=False)}</p>"
    lines = [f"<html{language}>", "<head>", *filter(None, head), "</head>", "<body>", text, "</body>", "</html>"]
    return "\n".join(lines) + "\n"


def _meta(name: str, value: str | None) -> str:
    return f'<meta property="{name}" content="{escape(value)}">' if value else ""
