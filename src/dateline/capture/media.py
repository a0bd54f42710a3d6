"""What a page may be, by what the sender calls it and by how it begins.  A type or a beginning in, or a Refusal."""

from __future__ import annotations

import re

from dateline.errors import Refusal

__all__ = ["NOT_KEPT", "is_page", "may_be_page", "refuse_lists", "refuse_type"]

NOT_KEPT = frozenset({"set-cookie", "set-cookie2"})
"""Headers that are not kept with a page: they say who asked."""
_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_SNIFFED = frozenset({"", "text/xml", "application/xml", "unknown/unknown"})
"""Types that say nothing of whether this is a page."""
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
_HEAD = 4096
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<\?[^>]{0,500}\?>\s*|<!--.{0,1000}?-->\s*|<!DOCTYPE\s+rss[^>]{0,300}>\s*){0,8}"
    r"(?:<(?:rss|rdf:RDF|urlset|sitemapindex)[\s>]|<(?:atom:)?feed\s[^>]{0,1000}?http://www\.w3\.org/2005/Atom"
    r'|\{\s*"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org)',
    re.S,
)
_ARCHIVE = re.compile(r"WARC/\d\.\d{1,2}\r?\n")
_ROOT = re.compile(rb"<(?:!doctype\s+html|html)\b", re.I)


def refuse_type(content_type: str | None, *, feeds: bool = False) -> None:
    """Raise Refusal("feed") or Refusal("content_type") where the sender says that this is no page.

    With `feeds` a feed is what is wanted, whatever its sender calls it.
    """
    kind = _bare(content_type)
    if kind in _FEEDS:
        if feeds:
            return
        raise _feed()
    if kind not in _PAGES | _SNIFFED:
        raise Refusal(
            "content_type", f"this is {kind[:80]}, not a page of HTML or plain text: name the page that shows it"
        )


def refuse_lists(text: str) -> None:
    """Raise Refusal("feed") or Refusal("archive") for what holds or lists pages and is none itself."""
    head = text[:_HEAD].lstrip("\ufeff")
    if _FEED.match(head):
        raise _feed()
    if _ARCHIVE.match(head):
        raise Refusal("archive", "this is a WARC archive: name its file, so that its records can be read one by one")


def may_be_page(content_type: str | None) -> bool:
    """Whether a type is that of a page, or says nothing."""
    return _bare(content_type) in _PAGES | _SNIFFED


def is_page(content_type: str | None, payload: bytes) -> bool:
    """Whether a record of an archive is HTML or plain text: as its type says, else by how it begins."""
    return _bare(content_type) in _PAGES or _ROOT.search(payload[:_HEAD]) is not None


def _bare(content_type: str | None) -> str:
    return (content_type or "").partition(";")[0].strip().lower()


def _feed() -> Refusal:
    return Refusal("feed", "this is a feed or a list of addresses, not a page: name the pages that it lists")
