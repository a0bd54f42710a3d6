"""The capture stage.  Source -> Capture, its payload and its capture text; a page that is none is refused.

Only a source with an address makes it use the network; what that needs is imported with the first such source.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import ClassVar

from dateline.capture.decoding import Decoded, decode, is_html, refuse_binary
from dateline.capture.media import refuse_lists
from dateline.capture.opening import MAX_BYTES, read_file, size_of
from dateline.capture.urls import instant, normal
from dateline.errors import Refusal
from dateline.records.evidence import Text, capture_text
from dateline.records.ids import digest, record_id
from dateline.records.outcome import Warning
from dateline.records.page import Capture, Observation, Source
from dateline.stage import Product

__all__ = ["CaptureStage", "identity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureStage:
    """Reads a source's bytes, decodes them, and tells HTML from plain text.

    `max_bytes` bounds a page, unpacked; `seconds` what an address may take, all redirects together;
    `pause_seconds` stand between two pages of one site. `allowed` names networks that are not public and may be
    asked all the same: for tests against servers of one's own.
    """

    name: ClassVar[str] = "capture"
    version: ClassVar[int] = 2
    max_bytes: int = MAX_BYTES
    seconds: float = 30.0
    connect_seconds: float = 10.0
    max_redirects: int = 5
    pause_seconds: float = 1.0
    allowed: tuple[str, ...] = ()

    def open(self) -> Callable[[Source], Product[Capture]]:
        """Return the function that captures one source."""
        payload_of = self.payloads()

        def capture(source: Source) -> Product[Capture]:
            return self._capture(payload_of(source))

        return capture

    def payloads(self, *, feeds: bool = False) -> Callable[[Source], Source]:
        """Return the function that gives a source its payload: from its address, or from its file."""
        fetched = cache(self._fetching)  # One a worker: sites' robots.txt are asked for once.

        def payload_of(source: Source) -> Source:
            if source.refused is not None:
                raise Refusal(source.refused.code, source.refused.message)
            if source.url is not None:
                return fetched(feeds)(source, source.url)
            return replace(source, payload=self._payload(source))

        return payload_of

    def key(self, input: Source, /) -> str:
        """What names the source: its address, its resolved path, or its name where it has neither."""
        return identity(input)

    def _fetching(self, feeds: bool) -> Callable[[Source, str], Source]:
        """What turns a source with an address into one with a payload."""
        from dateline.capture.fetching import Fetcher, Limits

        limits = Limits(
            max_bytes=self.max_bytes,
            seconds=self.seconds,
            connect_seconds=self.connect_seconds,
            max_redirects=self.max_redirects,
            pause_seconds=self.pause_seconds,
        )
        fetcher = Fetcher(limits, allowed=self.allowed, feeds=feeds)

        def fetched(source: Source, url: str) -> Source:
            page = fetcher.fetch(url)
            return replace(source, payload=page.payload, media_type=page.media_type, observation=page.observation)

        return fetched

    def _capture(self, source: Source) -> Product[Capture]:
        payload = source.payload or b""
        size_of(len(payload), max_bytes=self.max_bytes)
        refuse_binary(payload)
        decoded = decode(payload, media_type=source.media_type)
        text = capture_text(decoded.text)
        if not text.text.strip():
            raise Refusal("empty", "the page holds no character: fetch it again")
        refuse_lists(text.text)
        capture = _observed(source, decoded, digest(payload), text=text)
        return Product(
            output=capture, texts=(text,), payload=payload, warnings=(*source.reserved, *_reservations(decoded))
        )

    def _payload(self, source: Source) -> bytes:
        if source.payload is not None:
            return source.payload
        if source.path is None:
            raise Refusal("not_found", "the source has neither a file nor a payload: name one")
        return read_file(source.path, max_bytes=self.max_bytes)


def identity(source: Source) -> str:
    """What names a source whatever the user calls it: an address, an archive's record, a file's path, else its name."""
    if source.url is not None:
        return _normal_or_none(source.url) or source.name
    if source.observation is not None and source.observation.warc_record is not None:
        return source.observation.warc_record
    if source.path is None:
        return source.name
    try:
        path = os.path.realpath(source.path)
    except (OSError, ValueError):
        path = source.path
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _observed(source: Source, decoded: Decoded, payload: str, *, text: Text) -> Capture:
    known, seen = source.known, _seen(source)
    media_type = "text/html" if is_html(text.text, media_type=source.media_type) else "text/plain"
    # Where and when it was seen is in no id: the same page seen twice is one capture.
    said = (known.url, known.outlet, known.title, known.published, known.bare)
    url = known.url or (seen.final_url if seen else None)
    captured = known.captured or (seen.observed_at if seen else None)
    return Capture(
        id=record_id("capture", text.id, payload, media_type, _place(source), *said),
        source=source.name,
        payload=payload,
        text_id=text.id,
        media_type="text/html" if media_type == "text/html" else "text/plain",
        charset=decoded.charset,
        url=(_normal_or_none(url) or url) if url else None,
        observation=seen,
        known=replace(known, url=url, captured=captured),
    )


def _place(source: Source) -> str:
    """What of a source's place is in its capture's id: of a file its folder and name, else all of it.

    So an archive may be moved, or read on another machine, and keeps its ids; equal pages in the folders of two
    outlets stay two.
    """
    if source.path is None or source.url is not None:
        return identity(source)
    return "/".join(identity(source).replace(os.sep, "/").split("/")[-2:])


def _seen(source: Source) -> Observation | None:
    """How the page was seen: as the source says, or, where the caller says when, then."""
    if source.observation is not None:
        return source.observation
    at = instant(source.known.captured)
    return Observation(observed_at=at) if at else None


def _normal_or_none(url: str) -> str | None:
    try:
        return normal(url)
    except Refusal:
        return None


def _reservations(decoded: Decoded) -> tuple[Warning, ...]:
    found = []
    if decoded.broken or "\ufffd" in decoded.text:
        found.append(Warning(code="broken_encoding", message=f"some bytes are no {decoded.charset}; read as U+FFFD"))
    if decoded.guessed:
        found.append(Warning(code="guessed_encoding", message=f"no encoding is stated; read as {decoded.charset}"))
    return tuple(found)
