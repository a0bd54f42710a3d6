"""What the user named -> sources, in a stable order; what cannot be found or read stays a source that says so.

Nothing here opens a page: the capture stage does, in a worker, and refuses what is no page. Only the rows of
``.jsonl`` files and standard input are read here, because they can be read only once and in order.
"""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.capture.opening import MAX_BYTES, refusal_of
from dateline.capture.rows import ROWS, rows_of
from dateline.records.outcome import Failure
from dateline.records.page import Known, Source

__all__ = ["STANDARD_INPUT", "find"]

STANDARD_INPUT = "-"
_OWN_FILES = (".db", ".db-wal", ".db-shm", ".db-journal")
_NOTHING = Known()


def find(paths: Sequence[str], *, known: Known = _NOTHING, max_bytes: int = MAX_BYTES) -> Iterator[Source]:
    """Yield the sources that `paths` name: files, folders (all that is in them), globs, ``-``, rows of .jsonl files.

    In folders, hidden files and workspace files are passed over, and a folder is entered once however many
    links lead to it. `known` holds for every source; a row's own fields fill what it leaves open. A path that
    leads to nothing yields a Source with `refused` set, or one that the capture stage will refuse.
    """
    search = _Search(known=known, max_bytes=max_bytes)
    for path in paths:
        yield from search.named(path)


@dataclass(slots=True)
class _Search:
    known: Known
    max_bytes: int
    entered: set[tuple[int, int]] = field(default_factory=set)
    drained: bool = False

    def named(self, path: str) -> Iterator[Source]:
        """What one word of the command line names."""
        if path == STANDARD_INPUT:
            yield from self._standard_input()
        elif os.path.isdir(path):
            yield from self._folder(path)
        elif not os.path.lexists(path) and glob.has_magic(path):
            yield from self._glob(path)
        else:
            yield from self._file(path)

    def _glob(self, pattern: str) -> Iterator[Source]:
        found = sorted(glob.iglob(pattern, recursive=True))
        if not found:
            yield self._refused(pattern, Failure(code="not_found", message="no file fits this pattern: check it"))
        for path in found:
            yield from self._folder(path) if os.path.isdir(path) else self._file(path)

    def _folder(self, root: str) -> Iterator[Source]:
        # A stack, not recursion: a tree of folders may be deeper than Python's stack.
        waiting = [root]
        while waiting:
            path = waiting.pop()
            if not os.path.isdir(path):
                yield from self._file(path)
                continue
            try:
                entries = self._enter(path)
            except OSError as error:
                refusal = refusal_of(error)
                yield self._refused(path, Failure(code=refusal.code, message=refusal.message))
                continue
            waiting.extend(reversed(entries))

    def _enter(self, path: str) -> list[str]:
        seen = os.stat(path)
        if (seen.st_dev, seen.st_ino) in self.entered:
            return []
        self.entered.add((seen.st_dev, seen.st_ino))
        names = sorted(name for name in os.listdir(path) if not name.startswith(".") and not name.endswith(_OWN_FILES))
        return [os.path.join(path, name) for name in names]

    def _file(self, path: str) -> Iterator[Source]:
        name = printable(path)
        if path.endswith(ROWS):
            yield from rows_of(path, name=name, known=self.known, max_bytes=self.max_bytes)
        else:
            yield Source(name=name, path=path, known=self.known)

    def _standard_input(self) -> Iterator[Source]:
        # One byte over the budget is enough for the capture stage to refuse it; more is never held.
        payload = b"" if self.drained else sys.stdin.buffer.read(self.max_bytes + 1)
        self.drained = True
        yield Source(name=STANDARD_INPUT, payload=payload, known=self.known)

    def _refused(self, path: str, failure: Failure) -> Source:
        return Source(name=printable(path), path=path, known=self.known, refused=failure)


def printable(path: str) -> str:
    """A path as it can be printed and stored: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace").replace("\x00", "\ufffd")
