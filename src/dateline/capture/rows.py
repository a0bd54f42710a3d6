"""A .jsonl file -> one Source a row, in order of arrival, a line at a time; a bad row costs one refused Source.

A row is ``{source, url, outlet, title, published, captured, text | html, bare}``; all but text or html may be left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from dateline.capture.opening import open_file
from dateline.errors import Refusal
from dateline.records.outcome import Failure
from dateline.records.page import Known, Source

__all__ = ["ROWS", "rows_of"]

ROWS = ".jsonl"
_ESCAPED = 6
"""A row may be longer than its page: JSON writes a character in at most six bytes (``\\u0041``)."""
_TEXT = ("source", "url", "outlet", "title", "published", "captured", "text", "html")


def rows_of(path: str, *, name: str, known: Known, max_bytes: int) -> Iterator[Source]:
    """Yield the sources of a .jsonl file; a file that cannot be opened yields one Source that says so."""
    try:
        opened = open_file(path)
    except Refusal as refusal:
        yield Source(name=name, path=path, known=known, refused=_failure(refusal))
        return
    count = 0
    with opened:
        for number, line in _lines(opened, limit=max_bytes * _ESCAPED):
            if isinstance(line, bytes) and not line.strip():
                continue
            count += 1
            yield _source(line, name=f"{name}:{number}", known=known)
    if not count:
        yield Source(name=name, path=path, known=known, refused=Failure(code="empty", message="the file has no row"))


def _lines(opened: BinaryIO, *, limit: int) -> Iterator[tuple[int, bytes | None]]:
    # None stands for a line over the limit, which is passed over without being held.
    number = 0
    while line := opened.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = opened.readline(limit)
        yield number, None


def _source(line: bytes | None, *, name: str, known: Known) -> Source:
    try:
        if line is None:
            raise Refusal("too_large", "the row is longer than a page may be: raise the budget or leave it out")
        return _page(_row(line), name=name, known=known)
    except Refusal as refusal:
        return Source(name=name, known=known, payload=b"", refused=_failure(refusal))


def _row(line: bytes) -> Mapping[str, object]:
    try:
        row = json.loads(line.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        raise Refusal("bad_row", "the line is no JSON: write one object a line") from None
    if not isinstance(row, dict):
        raise Refusal("bad_row", "the line is no JSON object: write {..} with `text` or `html`")
    return row


def _page(row: Mapping[str, object], *, name: str, known: Known) -> Source:
    said = {key: _words(row, key) for key in _TEXT}
    bare = row.get("bare", False)
    if not isinstance(bare, bool):
        raise Refusal("bad_row", "`bare` is neither true nor false")
    html = said["html"] if said["text"] is None or (said["html"] and not bare) else None
    words = said["text"] if html is None else html
    if words is None:
        raise Refusal("bad_row", "the row has neither `text` nor `html`: give one of them")
    return Source(
        name=said["source"] or name,
        payload=words.encode("utf-8", "replace"),
        media_type=f"text/{'plain' if html is None else 'html'}; charset=utf-8",
        known=Known(
            url=known.url or said["url"],
            outlet=known.outlet or said["outlet"],
            title=known.title or said["title"],
            published=known.published or said["published"],
            captured=known.captured or said["captured"],
            bare=known.bare or bare,
        ),
    )


def _words(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    if value is None or isinstance(value, str):
        # JSON can name half a surrogate pair, which no encoding can hold.
        return value and value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "\ufffd")
    raise Refusal("bad_row", f"`{key}` is no string")


def _failure(refusal: Refusal) -> Failure:
    return Failure(code=refusal.code, message=refusal.message)
