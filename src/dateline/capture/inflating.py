"""Chunks of a body, packed as the sender says -> its bytes, never more than the budget, however well it was packed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from dateline.capture.opening import size_of
from dateline.errors import Refusal

__all__ = ["ACCEPTED", "inflated"]

ACCEPTED = "gzip, deflate"
"""What is asked for: the packings that can be unpacked a bounded piece at a time with the standard library."""
_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_RAW_DEFLATE = -15
_MEMBERS = 1000


def inflated(chunks: Iterable[bytes], *, encoding: str | None, max_bytes: int) -> bytes:
    """The unpacked body.

    Raises Refusal: too_large, content_encoding (a packing that was not asked for), bad_encoding (not packed
    that way after all), incomplete (it ends before its end).
    """
    name = (encoding or "identity").strip().lower()
    if name in ("identity", ""):
        return _joined(chunks, max_bytes=max_bytes)
    if name not in _WINDOWS:
        raise Refusal("content_encoding", f"the page is packed as {name[:40]!r}, which was not asked for: try again")
    try:
        return _Inflating(_WINDOWS[name], max_bytes=max_bytes).all(chunks)
    except zlib.error:
        raise Refusal("bad_encoding", f"the page is not packed as {name}, as its sender says: try again") from None


def _joined(chunks: Iterable[bytes], *, max_bytes: int) -> bytes:
    found = bytearray()
    for chunk in chunks:
        found += chunk
        size_of(len(found), max_bytes=max_bytes)
    return bytes(found)


class _Inflating:
    """One body being unpacked: `max_bytes` bound what comes out, so also what a chunk may swell to."""

    def __init__(self, window: int, *, max_bytes: int) -> None:
        self._window = window
        self._max_bytes = max_bytes
        self._unpacker = zlib.decompressobj(window)
        self._members = 0
        self._found = bytearray()

    def all(self, chunks: Iterable[bytes]) -> bytes:
        """Unpack all chunks."""
        begun = False
        for chunk in chunks:
            if not begun and chunk:
                self._choose(chunk)
                begun = True
            self._take(chunk)
        if begun and not self._unpacker.eof:
            raise Refusal("incomplete", "the page ends before its end: try again")
        return bytes(self._found)

    def _choose(self, chunk: bytes) -> None:
        # "deflate" is zlib's format by the standard and the bare one by habit.
        if self._window != 15:
            return
        try:
            zlib.decompressobj(self._window).decompress(chunk, 1)
        except zlib.error:
            self._window = _RAW_DEFLATE
            self._unpacker = zlib.decompressobj(self._window)

    def _take(self, chunk: bytes) -> None:
        while chunk:
            if self._unpacker.eof:
                if self._window != 31 or not chunk.startswith(b"\x1f") or self._members >= _MEMBERS:
                    return  # What follows the end is padding.
                self._members += 1
                self._unpacker = zlib.decompressobj(self._window)
            room = self._max_bytes + 1 - len(self._found)
            self._found += self._unpacker.decompress(chunk, room)
            size_of(len(self._found), max_bytes=self._max_bytes)
            chunk = self._unpacker.unconsumed_tail or self._unpacker.unused_data
