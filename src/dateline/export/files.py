"""The files of an export as bytes: pieces some at a time, and several files packed as one."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from dateline.export.formats import Part

__all__ = ["blocks", "pack"]

_BLOCK = 1 << 16
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say: equal pictures give equal bytes."""


def blocks(pieces: Iterable[str]) -> Iterator[bytes]:
    """The pieces as UTF-8, some at a time."""
    held: list[str] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= _BLOCK:
            yield "".join(held).encode("utf-8", "replace")
            held, length = [], 0
    yield "".join(held).encode("utf-8", "replace")


def pack(parts: Sequence[Part], out: IO[bytes]) -> None:
    """Write the files as a zip."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in parts:
            info = zipfile.ZipInfo(f"{part.name}{part.ending}", _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            with packed.open(info, "w") as inside:
                inside.writelines(blocks(part.pieces))
