"""The capture stage.  Source -> Capture, its payload and its capture text; a page that is none is refused."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from dateline.capture.decoding import Decoded, decode, is_html, refuse_binary
from dateline.capture.opening import MAX_BYTES, read_file, size_of
from dateline.errors import Refusal
from dateline.records.evidence import Text, capture_text
from dateline.records.ids import digest, record_id
from dateline.records.outcome import Warning
from dateline.records.page import Capture, Source
from dateline.stage import Product

__all__ = ["CaptureStage", "identity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureStage:
    """Reads a source's bytes, decodes them, and tells HTML from plain text."""

    name: ClassVar[str] = "capture"
    version: ClassVar[int] = 1
    max_bytes: int = MAX_BYTES

    def open(self) -> Callable[[Source], Product[Capture]]:
        """Return the function that captures one source."""
        return self._capture

    def key(self, input: Source, /) -> str:
        """What names the source: its resolved path, or its name where it has no file."""
        return identity(input)

    def _capture(self, source: Source) -> Product[Capture]:
        payload = self._payload(source)
        refuse_binary(payload)
        decoded = decode(payload, media_type=source.media_type)
        text = capture_text(decoded.text)
        if not text.text.strip():
            raise Refusal("empty", "the page holds no character: fetch it again")
        capture = _observed(source, decoded, digest(payload), text=text)
        return Product(output=capture, texts=(text,), payload=payload, warnings=_reservations(decoded))

    def _payload(self, source: Source) -> bytes:
        if source.refused is not None:
            raise Refusal(source.refused.code, source.refused.message)
        if source.payload is not None:
            size_of(len(source.payload), max_bytes=self.max_bytes)
            return source.payload
        if source.path is None:
            raise Refusal("not_found", "the source has neither a file nor a payload: name one")
        return read_file(source.path, max_bytes=self.max_bytes)


def identity(source: Source) -> str:
    """What names a source whatever the user calls it: a file's resolved path, else the source's name."""
    if source.path is None:
        return source.name
    try:
        path = os.path.realpath(source.path)
    except (OSError, ValueError):
        path = source.path
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _observed(source: Source, decoded: Decoded, payload: str, *, text: Text) -> Capture:
    known = source.known
    media_type = "text/html" if is_html(text.text, media_type=source.media_type) else "text/plain"
    said = (known.url, known.outlet, known.title, known.published, known.bare)
    return Capture(
        id=record_id("capture", text.id, payload, media_type, identity(source), *said),
        source=source.name,
        payload=payload,
        text_id=text.id,
        media_type="text/html" if media_type == "text/html" else "text/plain",
        charset=decoded.charset,
        url=known.url,
        known=known,
    )


def _reservations(decoded: Decoded) -> tuple[Warning, ...]:
    found = []
    if decoded.broken or "\ufffd" in decoded.text:
        found.append(Warning(code="broken_encoding", message=f"some bytes are no {decoded.charset}; read as U+FFFD"))
    if decoded.guessed:
        found.append(Warning(code="guessed_encoding", message=f"no encoding is stated; read as {decoded.charset}"))
    return tuple(found)
