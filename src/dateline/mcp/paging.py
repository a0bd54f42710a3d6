"""Lists page by page: a cursor says where to go on, and in which list; in another, or a changed one, it is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from dateline.errors import UsageError
from dateline.mcp.handing import fitting
from dateline.records.base import record
from dateline.records.ids import record_id

__all__ = ["Page", "page_of"]

T = TypeVar("T")

_HEX = 12


@record
class Page(Generic[T]):
    """Some of a list, how many there are in all, and the cursor of the next page."""

    found: tuple[T, ...]
    total: int
    next: str | None


def page_of(found: Sequence[T], *, key: tuple[object, ...], cursor: str | None, limit: int) -> Page[T]:
    """The page behind a cursor. `key` is what the list was asked for with; raises UsageError("bad_cursor")."""
    mark = record_id("page", "", *key, len(found))[:_HEX]
    begin = _begin(cursor, mark)
    kept = fitting(found[begin:], limit=limit)
    end = begin + len(kept)
    return Page(found=kept, total=len(found), next=f"{end}-{mark}" if end < len(found) else None)


def _begin(cursor: str | None, mark: str) -> int:
    if cursor is None:
        return 0
    number, _, of = cursor.partition("-")
    if of != mark or not number.isascii() or not number.isdigit() or len(number) > _HEX:
        raise UsageError(
            "bad_cursor", "this cursor is of another list, or the archive has changed since: ask again without it"
        )
    return int(number)
