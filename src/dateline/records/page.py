"""What came in, and the article found in it: Source, Capture, Block, Article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from dateline.records.base import record
from dateline.records.evidence import Evidence
from dateline.records.outcome import Failure, Warning
from dateline.records.time import UNKNOWN, Time

__all__ = ["Article", "ArticleField", "Block", "BlockKind", "Capture", "Header", "Known", "Observation", "Source"]

BlockKind = Literal["paragraph", "heading", "list_item", "quote"]
ArticleField = Literal["title", "outlet", "republisher", "publisher", "credit", "byline", "published"]


@record
class Known:
    """What the caller knows of a page beforehand; it outranks what the page says of itself.

    `published` is an ISO 8601 value of any precision; `captured` is when the page was seen, which bounds it;
    `bare` says that the text is the article already.
    """

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    captured: str | None = None
    bare: bool = False


@record
class Header:
    """One header of an answer, its name in small letters."""

    name: str
    value: str


@record
class Observation:
    """When a page was seen, at which address, and what the server said with it.

    `observed_at` is an instant in UTC (``2026-03-05T10:40:00.000Z``); `final_url` is the address that answered, after
    all redirects. `headers` stand in their order, without cookies. `warc_record` is the
    id of the WARC record that holds the page.
    """

    observed_at: str | None = None
    final_url: str | None = None
    headers: tuple[Header, ...] = ()
    warc_record: str | None = None


@record
class Source:
    """Where a page is to be had: a file, an address, standard input, or a row or record that carries the page.

    `name` is what the user calls it (printed, and part of the capture's identity); `path` is the file to
    open and `url` the address to ask; both are None where `payload` is the page itself, seen as `observation`
    says. `refused` says why there is no page to open (a row that is no JSON, a pattern that nothing fits): the
    capture stage refuses it with the same words. `reserved` is what whoever made the source has against it.
    """

    name: str
    path: str | None = None
    url: str | None = None
    payload: bytes | None = None
    media_type: str | None = None
    observation: Observation | None = None
    known: Known = Known()
    refused: Failure | None = None
    reserved: tuple[Warning, ...] = ()


@record
class Capture:
    """One observation of a page. Its `id` hashes payload, source and what the caller knew, never the time.

    `payload` is the SHA-256 of the bytes; `text_id` names the capture text; `charset` is the encoding found.
    Captures with one `url` that were each observed at a known time are versions of one page. `known` is what
    the caller knew, with the address and the time of the observation where the caller gave none.
    """

    id: str
    source: str
    payload: str
    text_id: str
    media_type: Literal["text/html", "text/plain"]
    charset: str
    url: str | None = None
    observation: Observation | None = None
    known: Known = Known()


@record
class Block:
    """A piece of the body: where it stands in the article text, and where it came from in the capture text.

    The capture range covers the block's words as the page has them (markup and odd spaces between
    them included); None where it cannot be known, never a guess. `xpath` names the node in HTML.
    """

    kind: BlockKind
    start: int
    end: int
    capture_start: int | None = None
    capture_end: int | None = None
    xpath: str | None = None


@record
class Article:
    """One news article: what a page says of itself, and its body in blocks.

    `outlet` is who published it, `republisher` who took the page over from the outlet, `credit` the
    agencies that it names as its origin, by their usual names. Each field that is set has its words in
    `evidence` under its own name, cut from the capture text, unless the caller gave it. The publishing house behind the
    outlet has its words there alone, under ``publisher``.
    """

    id: str
    capture: str
    source: str
    text_id: str
    capture_text_id: str
    blocks: tuple[Block, ...]
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    republisher: str | None = None
    credit: tuple[str, ...] = ()
    byline: str | None = None
    language: str | None = None
    published: Time = UNKNOWN
    evidence: Mapping[ArticleField, tuple[Evidence, ...]]
