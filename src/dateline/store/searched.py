"""A page that can be found, to bytes and back: as lists without keys, packed."""

from __future__ import annotations

import json
from typing import Any

from dateline.records.search import Name, Part, Searched, Span
from dateline.records.time import Time
from dateline.store.packing import pack_bytes, unpack_bytes

__all__ = ["pack_searched", "unpack_searched"]


def pack_searched(page: Searched) -> bytes:
    """A page as bytes; equal pages give equal bytes."""
    time = page.published
    said = [
        [page.article, page.text_id, page.capture_text_id, page.source, page.url, page.title],
        _flat(() if page.title_span is None else (page.title_span,)),
        page.outlets,
        [time.value, time.earliest, time.latest, time.precision, time.zone],
        [page.first, page.day],
        [[name.id, name.name, name.type, name.span.start, name.span.end, name.others] for name in page.names],
        page.places,
        [_part(part) for part in page.parts],
        page.others,
    ]
    # A source may be a file whose name is no Unicode: its lone surrogates are kept as they are.
    return pack_bytes(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def unpack_searched(packed: bytes, *, part: int | None = None) -> Searched:
    """The page again, with one of its parts alone where that is asked for; raises StoreError("damaged_workspace")."""
    said: list[Any] = json.loads(unpack_bytes(packed).decode("utf-8", "surrogatepass"))
    (article, text, capture, source, url, title), at, outlets, time, days, names, places, parts, others = said
    value, earliest, latest, precision, zone = time
    return Searched(
        article=article,
        text_id=text,
        capture_text_id=capture,
        source=source,
        url=url,
        title=title,
        title_span=next(iter(_spans(at)), None),
        outlets=tuple(outlets),
        published=Time(value=value, earliest=earliest, latest=latest, precision=precision, zone=zone),
        first=days[0],
        day=days[1],
        names=tuple(
            Name(id=id, name=name, type=type, span=Span(start=start, end=end), others=tuple(besides))
            for id, name, type, start, end, besides in names
        ),
        places=tuple(places),
        parts=tuple(map(_part_again, parts if part is None else parts[part : part + 1])),
        others=tuple(others),
    )


def _part(part: Part) -> list[Any]:
    return [
        part.kind, part.id, part.types, _flat(part.words), _flat(part.saying), part.speaker, part.about, part.where,
        part.origins, part.first, part.last,
    ]  # fmt: skip


def _part_again(said: list[Any]) -> Part:
    kind, id, types, words, saying, speaker, about, where, origins, first, last = said
    return Part(
        kind=kind,
        id=id,
        types=tuple(types),
        words=_spans(words),
        saying=_spans(saying),
        speaker=speaker,
        about=tuple(about),
        where=tuple(where),
        origins=tuple(origins),
        first=first,
        last=last,
    )


def _flat(spans: tuple[Span, ...]) -> list[int]:
    return [bound for span in spans for bound in (span.start, span.end)]


def _spans(flat: list[int]) -> tuple[Span, ...]:
    return tuple(Span(start=start, end=end) for start, end in zip(flat[::2], flat[1::2], strict=True))
