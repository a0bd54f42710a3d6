"""A WARC file (ISO 28500) -> one Source a page in it, a record at a time; a broken record costs one refused Source.

Pages are the records of type response (those that a server answered with success) and resource that hold HTML
or plain text; all others are passed over. When a record was made is when its page was observed, and never when
it was published.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from dateline.capture.inflating import inflated
from dateline.capture.media import NOT_KEPT, is_page, may_be_page
from dateline.capture.opening import open_file
from dateline.capture.unpacking import Broken, Records, records
from dateline.capture.urls import instant, without_credentials
from dateline.errors import Refusal
from dateline.records.base import record
from dateline.records.outcome import Failure
from dateline.records.page import Header, Known, Observation, Source

__all__ = ["pages_of"]

_WARC = StatusAndHeadersParser(["WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17"])
_HTTP = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3"])
_NAME = 300
"""Characters of an address that stand in a source's name."""


@record
class _Page:
    """What a record says of its page before its bytes are read: `length` of them are left."""

    url: str | None
    media_type: str | None
    length: int
    packed: str | None = None
    chunked: bool = False
    observation: Observation


def pages_of(path: str, *, name: str, known: Known, max_bytes: int) -> Iterator[Source]:
    """Yield the pages of a WARC file, packed or not; one that holds no page yields one Source that says so."""
    count = 0
    with open_file(path) as opened:
        archive = records(opened)
        while archive.next():
            source = _source(archive, name=f"{name}:{archive.number}", known=known, max_bytes=max_bytes)
            if source is not None:
                count += 1
                yield source
    if not count:
        failure = Failure(code="empty", message="the archive holds no page of HTML or plain text: name another")
        yield Source(name=name, path=path, known=known, refused=failure)


def _source(archive: Records, *, name: str, known: Known, max_bytes: int) -> Source | None:
    """The page of the record at hand, None where it holds none; afterwards the next record can be gone to."""
    page: _Page | None = None
    try:
        page = _begin(archive)
        payload = _content(archive, page, max_bytes=max_bytes) if page else None
        if page is None or payload is None:
            return None
        return Source(
            name=_named(name, page),
            payload=payload,
            media_type=page.media_type,
            observation=page.observation,
            known=known,
        )
    except Broken as broken:
        archive.resume()
        failure = Failure(code="broken_record", message=f"the record is broken ({broken}): archive the page again")
    except Refusal as refusal:
        failure = Failure(code=refusal.code, message=refusal.message)
    seen = page.observation if page else None
    return Source(name=_named(name, page), payload=b"", observation=seen, known=known, refused=failure)


def _begin(archive: Records) -> _Page | None:
    """Read a record's headers, and those of the answer in it; None where it holds no page, and has been passed over."""
    warc = _headers(_WARC, archive.begin())
    length = _length(warc)
    archive.expect(length)
    kind, said = (warc.get_header("WARC-Type") or "").lower(), warc.get_header("Content-Type")
    answer: StatusAndHeaders | None = None
    left = length
    if kind == "response" and (said or "").lower().startswith("application/http") and length:
        head = archive.head()
        left -= len(head)
        if left < 0:
            raise Broken("its answer has no end")
        answer = _headers(_HTTP, head)
        said = answer.get_header("Content-Type")
    page = _Page(
        url=_url(warc),
        media_type=said,
        length=left,
        packed=answer.get_header("Content-Encoding") if answer else None,
        chunked=answer is not None and (answer.get_header("Transfer-Encoding") or "").lower() == "chunked",
        observation=Observation(
            observed_at=instant(warc.get_header("WARC-Date")),
            final_url=_url(warc),
            headers=_kept(answer or warc),
            warc_record=(warc.get_header("WARC-Record-ID") or "").strip(" <>")[:_NAME] or None,
        ),
    )
    succeeded = answer.get_statuscode().startswith("2") if answer else kind == "resource"
    if succeeded and may_be_page(said) and not _is_rules(page.url):
        return page
    archive.pass_over(left)
    archive.end()
    return None


def _content(archive: Records, page: _Page, *, max_bytes: int) -> bytes | None:
    """The page's own bytes, unpacked; None where they are those of no page after all."""
    if page.length > max_bytes:
        archive.pass_over(page.length)
        archive.end()
        raise Refusal("too_large", f"the page has more than the {max_bytes:,} bytes that are allowed: raise the budget")
    payload = archive.take(page.length)
    archive.end()
    if page.chunked:
        payload = ChunkedDataReader(BytesIO(payload)).read()
    try:
        payload = inflated([payload], encoding=page.packed, max_bytes=max_bytes)
    except Refusal as refusal:
        # Many archives keep the page unpacked under the headers of the packed one; one that was cut is still a page.
        if refusal.code not in ("bad_encoding", "content_encoding"):
            raise
    return payload if is_page(page.media_type, payload) else None


def _headers(parser: StatusAndHeadersParser, head: bytes) -> StatusAndHeaders:
    try:
        return parser.parse(BytesIO(head))
    except (StatusAndHeadersParserException, EOFError):
        raise Broken("its header is none") from None


def _length(warc: StatusAndHeaders) -> int:
    said = (warc.get_header("Content-Length") or "").strip()
    if not (said.isascii() and said.isdigit() and len(said) < 16):
        raise Broken("it does not say how long it is")
    return int(said)


def _url(warc: StatusAndHeaders) -> str | None:
    said = (warc.get_header("WARC-Target-URI") or "").strip(" <>")
    return without_credentials(said) if said.lower().startswith(("http://", "https://")) else None


def _is_rules(url: str | None) -> bool:
    # Every crawl holds the robots.txt of its sites, which is plain text and no page.
    return url is not None and url.partition("?")[0].endswith("/robots.txt") and url.count("/") == 3


def _kept(headers: StatusAndHeaders) -> tuple[Header, ...]:
    return tuple(
        Header(name=name.lower(), value=value) for name, value in headers.headers if name.lower() not in NOT_KEPT
    )


def _named(name: str, page: _Page | None) -> str:
    return f"{name}:{page.url[:_NAME]}" if page and page.url else name
