"""A set's folder -> its rows, its pages, and the digest by which a changed set is noticed."""

from __future__ import annotations

import gzip
import hashlib
import json
import lzma
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

__all__ = ["Row", "digest", "find", "pages", "rows"]

Row = dict[str, Any]
"""One row of a set or one answer of a system, as JSON has it; each set's module knows its own fields."""


def find(folder: Path, patterns: Sequence[str]) -> list[Path]:
    """The files of a set that fit the patterns, in the patterns' order; a part that is held back fits as well."""
    return [path for pattern in patterns for path in sorted(folder.glob(pattern))]


def digest(paths: Iterable[Path]) -> str:
    """16 hex digits over the files' names and bytes."""
    seen = hashlib.sha256()
    for path in paths:
        seen.update(path.name.encode())
        with path.open("rb") as file:
            seen.update(hashlib.file_digest(file, "sha256").digest())
    return seen.hexdigest()[:16]


def rows(path: Path) -> Iterator[Row]:
    """The rows of a .jsonl file, packed with gzip or xz or not at all."""
    with _opened(path) as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def pages(paths: Iterable[Path]) -> dict[str, bytes]:
    """All pages in the archives, by their file names without folder and ending."""
    found: dict[str, bytes] = {}
    for path in paths:
        with tarfile.open(path) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.isfile() else None
                if file is not None:
                    found[Path(member.name).stem] = file.read()
    return found


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")
