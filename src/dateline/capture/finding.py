"""What the user named -> sources, in a stable order; what cannot be found or read stays a source that says so.

Nothing here reads a page or asks an address: the capture stage does, in a worker, and refuses what is no page.
Only the rows of ``.jsonl`` files, the records of WARC files and standard input are read here, because they can
be read only once and in order; and every file's first bytes, which tell a WARC file. No more is held of a tree
of folders than the names in one branch of it.
"""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dateline.capture.opening import MAX_BYTES, open_file, read_file, refusal_of
from dateline.capture.rows import ROWS, rows_of
from dateline.capture.unpacking import begins_archive
from dateline.capture.urls import is_url, normal, without_credentials
from dateline.errors import Refusal
from dateline.records.outcome import Failure
from dateline.records.page import Known, Source

__all__ = ["STANDARD_INPUT", "find", "find_named"]

STANDARD_INPUT = "-"
_OWN_FILES = (".db", ".db-wal", ".db-shm", ".db-journal")
_NOTHING = Known()
_HEAD = 1024


def find(paths: Sequence[str], *, known: Known = _NOTHING, max_bytes: int = MAX_BYTES) -> Iterator[Source]:
    """Yield the sources that `paths` name: addresses, files, folders (all that is in them), globs, ``-``.

    A .jsonl file gives a source a row, a WARC file (told by its content) one a page. In folders, hidden files and
    workspace files are passed over, and a folder is entered once however many links lead to it. `known` holds for
    every source; a row's own fields fill what it leaves open. A path that leads to nothing yields a Source with
    `refused` set, or one that the capture stage will refuse.
    """
    search = _Search(known=known, max_bytes=max_bytes)
    for path in paths:
        yield from search.named(path)


def find_named(
    files: Sequence[tuple[str, str]], *, known: Known = _NOTHING, max_bytes: int = MAX_BYTES
) -> Iterator[Source]:
    """The same of files, by path, that go by other names: these, and what the files hold, tell what they are.

    Where a file lies is in no id: it may lie elsewhere the next time.
    """
    search = _Search(known=known, max_bytes=max_bytes)
    for path, name in files:
        for source in search.file(path, name=printable(name)):
            yield _carried(source, max_bytes=max_bytes)


def _carried(source: Source, *, max_bytes: int) -> Source:
    """A source that carries its page, where it has one."""
    if source.path is None or source.refused is not None:
        return replace(source, path=None)
    try:
        return replace(source, path=None, payload=read_file(source.path, max_bytes=max_bytes))
    except Refusal as refusal:
        return replace(source, path=None, refused=Failure(code=refusal.code, message=refusal.message))


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
        elif is_url(path):
            yield self._address(path)
        elif os.path.isdir(path):
            yield from self._folder(path)
        elif not os.path.lexists(path) and glob.has_magic(path):
            yield from self._glob(path)
        else:
            yield from self.file(path, name=printable(path))

    def _glob(self, pattern: str) -> Iterator[Source]:
        found = sorted(glob.iglob(pattern, recursive=True))
        if not found:
            yield self._refused(pattern, Failure(code="not_found", message="no file fits this pattern: check it"))
        for path in found:
            yield from self._folder(path) if os.path.isdir(path) else self.file(path, name=printable(path))

    def _folder(self, root: str) -> Iterator[Source]:
        # A stack, not recursion: a tree of folders may be deeper than Python's stack. A branch's names are held,
        # sorted, and what has been given out is let go of.
        branch = [self._enter(root)]
        while branch:
            entry = next(branch[-1], None)
            if entry is None:
                branch.pop()
            elif isinstance(entry, Source):
                yield entry
            elif entry[1]:
                branch.append(self._enter(entry[0]))
            else:
                yield from self.file(entry[0], name=printable(entry[0]))

    def _enter(self, path: str) -> Iterator[tuple[str, bool] | Source]:
        """The paths in a folder, in order, and whether each is a folder; or the Source that says why there are none."""
        try:
            names = self._names(path)
        except OSError as error:
            refusal = refusal_of(error)
            yield self._refused(path, Failure(code=refusal.code, message=refusal.message))
            return
        names.reverse()
        while names:
            name, is_folder = names.pop()
            yield os.path.join(path, name), is_folder

    def _names(self, path: str) -> list[tuple[str, bool]]:
        seen = os.stat(path)
        if (seen.st_dev, seen.st_ino) in self.entered:
            return []
        self.entered.add((seen.st_dev, seen.st_ino))
        with os.scandir(path) as entries:
            return sorted((entry.name, _is_folder(entry)) for entry in entries if _is_wanted(entry.name))

    def file(self, path: str, *, name: str) -> Iterator[Source]:
        """What a file holds that goes by a name."""
        if name.endswith(ROWS):
            yield from rows_of(path, name=name, known=self.known, max_bytes=self.max_bytes)
        elif _is_archive(path):
            from dateline.capture.warc import pages_of  # Its library is wanted for archives alone.

            yield from pages_of(path, name=name, known=self.known, max_bytes=self.max_bytes)
        else:
            yield Source(name=name, path=path, known=self.known)

    def _address(self, url: str) -> Source:
        name = without_credentials(printable(url))
        try:
            return Source(name=name, url=normal(url), known=self.known)
        except Refusal as refusal:
            # The address itself is not kept: it may hold a password.
            return Source(name=name, known=self.known, refused=Failure(code=refusal.code, message=refusal.message))

    def _standard_input(self) -> Iterator[Source]:
        # One byte over the budget is enough for the capture stage to refuse it; more is never held.
        payload = b"" if self.drained else sys.stdin.buffer.read(self.max_bytes + 1)
        self.drained = True
        yield Source(name=STANDARD_INPUT, payload=payload, known=self.known)

    def _refused(self, path: str, failure: Failure) -> Source:
        return Source(name=printable(path), path=path, known=self.known, refused=failure)


def _is_wanted(name: str) -> bool:
    return not name.startswith(".") and not name.endswith(_OWN_FILES)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_archive(path: str) -> bool:
    try:
        with open_file(path) as opened:
            return begins_archive(opened.read(_HEAD))
    except (Refusal, OSError):
        return False  # The capture stage says why.


def printable(path: str) -> str:
    """A path as it can be printed and stored: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace").replace("\x00", "\ufffd")
