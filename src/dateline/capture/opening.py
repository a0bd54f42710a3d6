"""A path -> its bytes, or a Refusal; opening never blocks, whatever the path turns out to be.

A FIFO without a writer would hang `open`, a device may never end: so the kind is looked at before opening,
the file is opened without blocking, and the kind is looked at again through the descriptor (the path may
have been swapped in between).
"""

from __future__ import annotations

import errno
import os
import stat
from typing import BinaryIO

from dateline.errors import Refusal

__all__ = ["MAX_BYTES", "open_file", "read_file", "refusal_of", "size_of"]

MAX_BYTES = 20_000_000
"""The default budget of a page: the largest of 541 pages measured (three public sets) has 1.5 MB."""

_KINDS = (
    (stat.S_ISFIFO, "a FIFO"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISDIR, "a folder"),
)


def open_file(path: str) -> BinaryIO:
    """Open a regular file for reading; raises Refusal for anything else, and never waits."""
    try:
        _regular(os.stat(path))
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except (OSError, ValueError) as error:
        raise refusal_of(error) from None
    try:
        _regular(os.fstat(descriptor))
    except Refusal:
        os.close(descriptor)
        raise
    return os.fdopen(descriptor, "rb")


def read_file(path: str, *, max_bytes: int) -> bytes:
    """The bytes of a regular file of at most `max_bytes`."""
    try:
        with open_file(path) as opened:
            size = size_of(os.fstat(opened.fileno()).st_size, max_bytes=max_bytes)
            # What is asked for is allocated at once: not the whole budget for every small file.
            payload = opened.read(size + 1)
            if len(payload) > size:
                payload += opened.read(max_bytes + 1 - len(payload))
    except OSError as error:
        raise refusal_of(error) from None
    size_of(len(payload), max_bytes=max_bytes)
    return payload


def size_of(count: int, *, max_bytes: int) -> int:
    """The count itself; raises Refusal("too_large") where it is over the budget."""
    if count > max_bytes:
        raise Refusal(
            "too_large",
            f"the page has more than the {max_bytes:,} bytes that are allowed: raise the budget or cut it",
        )
    return count


def refusal_of(error: OSError | ValueError) -> Refusal:
    """The Refusal that says what kept us from a file."""
    number = error.errno if isinstance(error, OSError) else errno.ENOENT
    if number in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
        return Refusal("not_found", "there is no such file: check the name")
    if number == errno.ELOOP:
        return Refusal("link_loop", "the link leads back to itself: name the file it should lead to")
    if number in (errno.EACCES, errno.EPERM):
        return Refusal("not_allowed", "the file may not be read: change its permissions")
    said = os.strerror(number) if number else str(error)
    return Refusal("unreadable", f"the file cannot be read ({said}): check the disk")


def _regular(found: os.stat_result) -> None:
    if stat.S_ISREG(found.st_mode):
        return
    kind = next((name for test, name in _KINDS if test(found.st_mode)), "no regular file")
    raise Refusal("not_a_file", f"this is {kind}, not a page: name a regular file, or give the page on standard input")
