"""A WARC file's bytes -> its records, one after the other, packed or not; from a broken one to the next that begins.

No more than a piece of a record is held. What a record says of its own length is believed only where another
record, or the end, follows.
"""

from __future__ import annotations

import os
import zlib
from abc import ABC, abstractmethod
from typing import BinaryIO

__all__ = ["GZIP", "Broken", "Records", "begins_archive", "records"]

GZIP = b"\x1f\x8b\x08"
_BEGIN = b"WARC/"
_END = b"\r\n\r\n"
_LINE_BEGIN = b"\nWARC/"
_CHUNK = 65_536
_HEAD_BYTES = 262_144
"""The header of a record, or of the answer in it: the longest that servers send is a tenth of it."""
_PASSED_BYTES = 4 * 1024**3
"""What is unpacked at most of a record that is passed over: a film is, and a record that swells without end is not."""


class Broken(Exception):
    """A record that cannot be read as one; says why."""


def begins_archive(head: bytes) -> bool:
    """Whether a file that begins like this is a WARC file, packed or not."""
    if not head.startswith(GZIP):
        return head.startswith(_BEGIN)
    try:
        return zlib.decompressobj(31).decompress(head, 16).startswith(_BEGIN)
    except zlib.error:
        return False


def records(opened: BinaryIO) -> Records:
    """The records of an open file."""
    packed = opened.read(len(GZIP)) == GZIP
    return _Packed(opened) if packed else _Plain(opened)


class Records(ABC):
    """A place in an archive: `next` goes to the next record, whose parts are then to be read in order."""

    def __init__(self, opened: BinaryIO) -> None:
        self.number = 0
        self._file = opened
        self._size = os.fstat(opened.fileno()).st_size
        self._buffer = bytearray()

    def next(self) -> bool:
        """Go to the next record; False where there is none."""
        found = self._go()
        self.number += found
        return found

    def begin(self) -> bytes:
        """The record's own header."""
        if not self._starts(_BEGIN):
            raise Broken("it does not begin like one")
        return self.head()

    def head(self) -> bytes:
        """The lines up to the first empty one, and that."""
        found = bytearray()
        while not found.endswith((b"\n\r\n", b"\n\n")):
            line = self._line(_HEAD_BYTES - len(found))
            if not line:
                raise Broken("its header is cut off or too long")
            found += line
        return bytes(found)

    def take(self, count: int) -> bytes:
        """So many bytes."""
        while len(self._buffer) < count:
            if not self._more():
                raise Broken("it is cut off")
        found = bytes(self._buffer[:count])
        del self._buffer[:count]
        return found

    def end(self) -> None:
        """See that the record ends here: with the two empty lines of the standard, or where another begins."""
        if self._starts(_END):
            return
        while not (rest := self._buffer.lstrip(b"\r\n")):
            self._buffer.clear()
            if not self._more():
                return
        self._buffer = rest
        if not self._starts(_BEGIN):
            raise Broken("it is not as long as it says")

    def _starts(self, with_: bytes) -> bool:
        while len(self._buffer) < len(with_) and self._more():
            pass
        return self._buffer.startswith(with_)

    @abstractmethod
    def expect(self, length: int) -> None:
        """Raise Broken where a record cannot have so many bytes more, as far as that is known before reading them."""

    @abstractmethod
    def pass_over(self, count: int) -> None:
        """Leave out so many bytes."""

    @abstractmethod
    def resume(self) -> None:
        """After a broken record: go to where another may begin."""

    @abstractmethod
    def _go(self) -> bool:
        """Go to where a record begins."""

    @abstractmethod
    def _more(self) -> bool:
        """Put more bytes into the buffer; False where there are none."""

    def _line(self, most: int) -> bytes:
        while (at := self._buffer.find(b"\n", 0, most)) < 0:
            if len(self._buffer) >= most or not self._more():
                return b""
        found = bytes(self._buffer[: at + 1])
        del self._buffer[: at + 1]
        return found

    def _seek(self, at: int) -> None:
        self._file.seek(at)
        self._buffer.clear()


class _Plain(Records):
    def __init__(self, opened: BinaryIO) -> None:
        super().__init__(opened)
        self._begun = 0
        self._seek(0)

    def expect(self, length: int) -> None:
        # Looked at before the bytes are read: else a file of many short lies would cost their lengths.
        here = self._at()
        if here + length > self._size:
            raise Broken("it is cut off")
        self._seek(here + length)
        self.end()
        self._seek(here)

    def pass_over(self, count: int) -> None:
        self._seek(self._at() + count)

    def resume(self) -> None:
        # Back to its own beginning: what it took for its content may be whole records.
        self._seek(self._begun + 1)
        while (at := self._buffer.find(_LINE_BEGIN)) < 0:
            del self._buffer[: -len(_LINE_BEGIN)]
            if not self._more():
                self._buffer.clear()
                return
        del self._buffer[: at + 1]

    def _go(self) -> bool:
        while not (rest := self._buffer.lstrip(b"\r\n")):
            self._buffer.clear()
            if not self._more():
                return False
        self._buffer = rest
        self._begun = self._at()
        return True

    def _more(self) -> bool:
        chunk = self._file.read(_CHUNK)
        self._buffer += chunk
        return bool(chunk)

    def _at(self) -> int:
        return self._file.tell() - len(self._buffer)


class _Packed(Records):
    """A record a gzip member, as the standard asks, or many in one; never one in many."""

    def __init__(self, opened: BinaryIO) -> None:
        super().__init__(opened)
        self._retried = False
        self._broken = False
        self._waiting = b""
        self._open(0)

    def expect(self, length: int) -> None:
        pass  # How much a member holds is known when it has been unpacked.

    def pass_over(self, count: int) -> None:
        if count > _PASSED_BYTES:
            raise Broken("it is too long to be passed over")
        while count > len(self._buffer):
            count -= len(self._buffer)
            self._buffer.clear()
            if not self._more():
                raise Broken("it is cut off")
        del self._buffer[:count]

    def end(self) -> None:
        super().end()
        self._retried = False

    def resume(self) -> None:
        if self._broken:
            # A member that was cut off runs into the next one, so the next may begin before the place where this
            # one fails; but not twice in a row, so that nothing is unpacked again and again.
            self._find(self._begun + 1 if not self._retried else max(self._file.tell() - _CHUNK, self._begun + 1))
            self._retried = True
            return
        try:
            while (at := self._buffer.find(_LINE_BEGIN)) < 0:
                del self._buffer[: -len(_LINE_BEGIN)]
                if not self._more():
                    self._buffer.clear()
                    return
            del self._buffer[: at + 1]
        except Broken:
            self.resume()

    def _go(self) -> bool:
        while True:
            if rest := self._buffer.lstrip(b"\r\n"):
                self._buffer = rest
                return True
            self._buffer.clear()
            try:
                if self._more():
                    continue
            except Broken:
                return True  # `head` meets it again, and says so.
            at = self._file.tell() - len(self._unpacker.unused_data)
            if at >= self._size:
                return False
            self._open(at)

    def _more(self) -> bool:
        if self._broken:
            raise Broken("it cannot be unpacked")
        while not self._unpacker.eof:
            chunk = self._waiting or self._file.read(_CHUNK)
            try:
                found = self._unpacker.decompress(chunk, _CHUNK)
            except zlib.error:
                found, chunk = b"", b""
            if not chunk:
                self._broken = True
                raise Broken("it cannot be unpacked")
            self._waiting = self._unpacker.unconsumed_tail
            if found:
                self._buffer += found
                return True
        return False

    def _open(self, at: int) -> None:
        self._seek(at)
        self._begun = at
        self._unpacker = zlib.decompressobj(31)
        self._waiting = b""
        self._broken = False

    def _find(self, at: int) -> None:
        """Go to the first member from here on that begins as a record; to the end where there is none."""
        while at < self._size:
            self._file.seek(at)
            chunk = self._file.read(_CHUNK)
            found = chunk.find(GZIP)
            if found < 0:
                at += max(len(chunk) - len(GZIP) + 1, 1)
                continue
            self._file.seek(at + found)
            if begins_archive(self._file.read(1024)):
                self._open(at + found)
                return
            at += found + 1
        self._seek(self._size)
        self._unpacker, self._waiting, self._broken = _ended(), b"", False


def _ended() -> zlib._Decompress:
    unpacker = zlib.decompressobj(31)
    unpacker.decompress(_EMPTY)
    return unpacker


_EMPTY = zlib.compress(b"", wbits=31)
