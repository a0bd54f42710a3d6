"""A feed's bytes -> its title and its entries, as it has them: RSS, RDF (RSS 1.0), Atom, JSON Feed.

The XML is other people's: it is parsed without entities of its own, without network, within the parser's limits of
depth and size; what is broken in it is passed over. Elements are told by their local names, since feeds mix versions
and name spaces at will.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from html.entities import html5

from lxml import etree

from dateline.errors import Refusal
from dateline.records.base import record

__all__ = ["Entry", "Feed", "read_feed"]

_MOST_TAGS = 1_000_000
"""Tags of a feed: an entry has some ten of them, a rich one with unescaped XHTML some hundreds."""
_MOST_ENTRIES = 10_000
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES = (b"amp", b"lt", b"gt", b"quot", b"apos")
_MAILBOX = re.compile(r"\S+@\S+\s*\((.+)\)|(.+?)\s*<\S+@\S+>")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
_XHTML = "{http://www.w3.org/1999/xhtml}"


@record
class Entry:
    """One entry. `html` is its text in full, `summary` what the feed gives instead; both are HTML, plain text escaped.

    `key` is what the feed calls it (guid, id), else its link.
    """

    key: str | None
    link: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    html: str | None = None
    summary: str | None = None


@record
class Feed:
    """A feed: its title, its language, its entries in their order, and whether something in it is broken."""

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]
    broken: bool = False


def read_feed(payload: bytes) -> Feed:
    """Read a feed; raises Refusal("feed") for a list of addresses, and for what cannot be read as a feed."""
    feed = _json_feed(payload) if payload.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml_feed(payload)
    if len(feed.entries) > _MOST_ENTRIES:
        raise Refusal("too_large", f"the feed has more than {_MOST_ENTRIES:,} entries: cut it into several")
    return feed


def _xml_feed(payload: bytes) -> Feed:
    if b"<!ENTITY" in payload:
        raise Refusal("feed", "the feed defines entities of its own, which could be made to burst: take them out")
    if payload.count(b"<") > _MOST_TAGS:
        raise Refusal("too_large", f"the feed has more than {_MOST_TAGS:,} tags: cut it into several")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_ENTITY.sub(_spelled, payload), parser)
    except (etree.LxmlError, ValueError):
        root = None
    name = _local(root) if root is not None else ""
    if root is None or name not in ("rss", "RDF", "feed"):
        raise Refusal("feed", "this is a list of addresses, or no feed that can be read: name the pages that it lists")
    channel = root if name == "feed" else _child(root, "channel")
    if channel is None:
        channel = root
    entries = [each for each in root.iter(etree.Element) if _local(each) in ("item", "entry")]
    return Feed(
        title=_words(_child(channel, "title")),
        language=_words(_child(channel, "language")) or channel.get("{http://www.w3.org/XML/1998/namespace}lang"),
        entries=tuple(_entry(each) for each in entries[: _MOST_ENTRIES + 1]),
        broken=len(parser.error_log) > 0,
    )


def _spelled(match: re.Match[bytes]) -> bytes:
    """An entity of HTML as a number: XML knows five of them."""
    if match[1] in _XML_ENTITIES:
        return match[0]
    said = html5.get(f"{match[1].decode('ascii')};")
    return b"".join(b"&#%d;" % ord(character) for character in said) if said else b"&amp;" + match[0][1:]


def _entry(element: etree._Element) -> Entry:
    fields: dict[str, etree._Element] = {}
    for child in element:
        if isinstance(child.tag, str):
            fields.setdefault(_local(child), child)
    link = _link(element)
    key = next((words for name in ("guid", "id") if (words := _words(fields.get(name)))), None)
    full = fields.get("encoded") if "encoded" in fields else fields.get("content")
    summary = fields.get("description") if "description" in fields else fields.get("summary")
    return Entry(
        key=key or link,
        link=link,
        title=_words(fields.get("title")),
        authors=tuple(_authors(element)),
        published=_first(fields, "published", "issued", "pubDate", "date", "created"),
        updated=_first(fields, "updated", "modified"),
        html=_html(full),
        summary=_html(summary),
    )


def _first(fields: Mapping[str, etree._Element], *names: str) -> str | None:
    return next((words for name in names if (words := _words(fields.get(name)))), None)


def _link(element: etree._Element) -> str | None:
    """Atom's link to the page (rel=alternate or none), RSS's link, or a guid that is an address."""
    links = [child for child in element if _local(child) == "link"]
    for link in links:
        target = link.get("href") if link.get("rel", "alternate") == "alternate" else None
        if found := (target or (link.text or "")).strip():
            return found
    guid = _child(element, "guid")
    said = _words(guid) if guid is not None and guid.get("isPermaLink", "true") != "false" else None
    return said if said and said.startswith(("http://", "https://")) else None


def _authors(element: etree._Element) -> Iterator[str]:
    for child in element:
        if _local(child) in ("author", "creator"):
            named = _child(child, "name")
            said = _words(child if named is None else named)
            if said:
                mailbox = _MAILBOX.fullmatch(said)
                yield (mailbox[1] or mailbox[2]).strip() if mailbox else said


def _html(element: etree._Element | None) -> str | None:
    """What an element holds as HTML: as it is where it is marked up, escaped where it is plain text."""
    if element is None:
        return None
    kind = element.get("type", "")
    if len(element):
        said = "".join(
            [
                escape(element.text or ""),
                *(str(etree.tostring(child, encoding="unicode", method="html")) for child in element),
            ]
        )
        return said.replace(' xmlns="http://www.w3.org/1999/xhtml"', "").strip() or None
    said = (element.text or "").strip()
    return marked(said, is_text=kind in ("text", "text/plain")) if said else None


def marked(words: str, *, is_text: bool = False) -> str:
    """Words as HTML: those without a tag or an entity are plain text, with an empty line between paragraphs."""
    if not is_text and _MARKUP.search(words):
        return words
    return "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in re.split(r"\n\s*\n", words) if part.strip())


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if _local(child) == name), None)


def _local(element: etree._Element) -> str:
    # Comments, instructions and entities have a function for a tag.
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _words(element: etree._Element | None) -> str | None:
    """The words of an element on one line, without tags."""
    return None if element is None else _plain("".join(map(str, element.itertext())))


def _plain(said: object) -> str | None:
    if not isinstance(said, str):
        return None
    from html import unescape

    return " ".join(unescape(re.sub(r"</?[a-zA-Z][^<>]*>", " ", said)).split()) or None


def _json_feed(payload: bytes) -> Feed:
    try:
        said = json.loads(payload.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        raise Refusal("feed", "the feed is no JSON: fetch it again") from None
    if not isinstance(said, dict) or not isinstance(said.get("items"), list):
        raise Refusal("feed", "the feed has no items: name the pages that it lists")
    entries = tuple(_json_entry(each) for each in said["items"][: _MOST_ENTRIES + 1] if isinstance(each, dict))
    return Feed(title=_plain(said.get("title")), language=_plain(said.get("language")), entries=entries)


def _json_entry(said: Mapping[str, object]) -> Entry:
    authors: object = said.get("authors") or [said.get("author")]
    named = [each.get("name") for each in authors if isinstance(each, dict)] if isinstance(authors, list) else []
    full, text, summary = (_string(said.get(name)) for name in ("content_html", "content_text", "summary"))
    link = _string(said.get("url")) or _string(said.get("external_url"))
    return Entry(
        key=_string(said.get("id")) or link,
        link=link,
        title=_plain(said.get("title")),
        authors=tuple(filter(None, map(_plain, named))),
        published=_plain(said.get("date_published")),
        updated=_plain(said.get("date_modified")),
        html=full or (marked(text, is_text=True) if text else None),
        summary=marked(summary) if summary else None,
    )


def _string(said: object) -> str | None:
    return said.strip() or None if isinstance(said, str) else None
