"""A query answered: the index of search in, a page of hits out, each with the words in context.

Within a kind hits stand in order of how well they fit (BM25, a title's words counting more), equals in order of their
day, the newest first. The kinds take turns, the best of each first; sorted by date they stand in one order.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from dateline.errors import UsageError
from dateline.ports import Finder, Store
from dateline.records.base import record
from dateline.records.evidence import Text
from dateline.records.ids import digest
from dateline.records.search import (
    KINDS,
    Count,
    Found,
    FoundKind,
    FoundName,
    FoundPart,
    Hit,
    Phrase,
    Query,
    Results,
    SearchField,
    Sort,
)
from dateline.search.aliases import widened
from dateline.search.snippets import phrases_of, snippets

__all__ = ["find"]

_NEWEST = 2000
"""Of more that fits, those published last are looked at: what is left out is told."""
_ROUND = 1
"""Digits of a score: hits that differ by less fit as well, and the newer one stands first."""
_MOST = 500


@record
class _Place:
    """A hit before it is looked up: its kind, number and rounded score."""

    kind: FoundKind
    number: int
    score: float


def find(
    store: Store,
    query: Query,
    *,
    limit: int,
    after: str | None = None,
    on: str | None = None,
    as_of: str | None = None,
    sort: Sort = "rank",
    same: Iterable[tuple[str, str]] = (),
    waiting: int = 0,
) -> Results:
    """A page of hits; `after` is the cursor of the page before, `same` are names that people judged to be one's.

    Raises UsageError("bad_cursor"), ("bad_limit").
    """
    if not 1 <= limit <= _MOST:
        raise UsageError("bad_limit", f"{limit} hits cannot be given at a time: ask for 1 to {_MOST}")
    finder = store.finder
    wider, also = widened(query, finder=finder, same=same)
    asked = partial(finder.matching, query=wider, on=on, as_of=as_of, most=_NEWEST + 1)
    found = {kind: asked(kind) for kind in KINDS}
    key = digest(json.dumps([query.text, on, as_of, sort]).encode())[:12]
    last = None if after is None else _opened(after, key=key)
    if sort == "date" and last is not None and last[0] != "entity":
        # Sorted by their day all hits can be had, however many there are: older ones are looked for anew.
        older = {kind: some if kind == "entity" else asked(kind, before=last[1]) for kind, some in found.items()}
        places = _in_order(older, sort=sort)
    else:
        places = _in_order({kind: some[:_NEWEST] for kind, some in found.items()}, sort=sort)
        if last is not None:
            _go_behind(places, last)
    shown = list(islice(places, limit))
    more = next(places, None) is not None
    return Results(
        query=query.text,
        sort=sort,
        on=on,
        as_of=as_of,
        counts=tuple(
            Count(kind=kind, count=min(len(some), _NEWEST), capped=len(some) > _NEWEST)
            for kind, some in found.items()
            if some
        ),
        also=also,
        waiting=waiting,
        hits=tuple(hit for place in shown if (hit := _hit(place, store=store, finder=finder, query=wider)) is not None),
        next=_cursor(shown[-1], key=key) if more else None,
    )


def _in_order(found: Mapping[FoundKind, Sequence[Found]], *, sort: Sort) -> Iterator[_Place]:
    """All that fits in the order in which it is told, made as it is asked for."""
    if sort == "date":
        # A name has no day of its own.
        dated = [(number, score, kind) for kind, some in found.items() if kind != "entity" for number, score in some]
        for number, score, its_kind in sorted(dated, reverse=True):
            yield _Place(kind=its_kind, number=number, score=round(score, _ROUND))
        found = {"entity": found.get("entity", ())}
    best = {kind: sorted((-round(score, _ROUND), -number) for number, score in some) for kind, some in found.items()}
    for turn in range(max(map(len, best.values()), default=0)):
        for kind, some in best.items():
            if turn < len(some):
                yield _Place(kind=kind, number=-some[turn][1], score=-some[turn][0])


def _cursor(place: _Place, *, key: str) -> str:
    return urlsafe_b64encode(json.dumps([key, place.kind, place.number]).encode()).decode().rstrip("=")


def _opened(cursor: str, *, key: str) -> tuple[str, int]:
    try:
        said = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        owner, kind, number = said
        if owner == key and kind in KINDS and type(number) is int:
            return kind, number
    except (ValueError, TypeError):
        pass
    raise UsageError("bad_cursor", "this cursor is not of this search: begin again without one")


def _go_behind(places: Iterator[_Place], last: tuple[str, int]) -> None:
    """Go on behind the last hit that was shown, wherever it stands by now."""
    if not any((place.kind, place.number) == last for place in places):
        raise UsageError("bad_cursor", "what was shown last is here no more: begin again without a cursor")


def _hit(place: _Place, *, store: Store, finder: Finder, query: Query) -> Hit | None:
    if place.kind == "entity":
        name = finder.name(place.number)
        return None if name is None else _named(place, name, store=store, query=query)
    return _part(place, finder.part(place.number), store=store, query=query)


def _part(place: _Place, found: FoundPart, *, store: Store, query: Query) -> Hit:
    page, part = found.page, found.part
    text = Text(id=page.text_id, text=store.text(page.text_id))
    phrases = phrases_of(query.wanted)
    shown = snippets(text, part.words, phrases or _called(query))
    speaker, clear = None, True
    if part.kind == "quotation":
        clear = part.speaker is not None
        words = " … ".join(text.text[span.start : span.end] for span in part.saying)
        speaker = page.names[part.speaker].name if part.speaker is not None else words or None
    if part.kind == "article" and page.title_span is not None:
        capture = Text(id=page.capture_text_id, text=store.text(page.capture_text_id))
        title = snippets(capture, (page.title_span,), phrases)
        shown = (*(one for one in title if one.matches), *shown)
    return Hit(
        kind=part.kind,
        id=part.id,
        types=part.types,
        score=place.score,
        article=page.article,
        articles=(page.article, *page.others),
        source=page.source,
        url=page.url,
        title=page.title,
        outlet=next(iter(page.outlets), None),
        published=page.published,
        speaker=speaker,
        clear=clear,
        snippets=shown,
    )


def _called(query: Query) -> tuple[Phrase, ...]:
    """The names that are asked for, which mark the place where no words are."""
    fields: tuple[SearchField, ...] = ("about", "speaker", "place")
    return tuple(phrase for field in fields for phrase in phrases_of(query.wanted, field=field))


def _named(place: _Place, found: FoundName, *, store: Store, query: Query) -> Hit | None:
    """An entity, with the words of the page that named it first."""
    page = found.page
    given = next((name for name in page.names if found.name in (name.name, *name.others)), None)
    if given is None:
        given = next(iter(page.names), None)
    if given is None:
        return None
    text = Text(id=page.text_id, text=store.text(page.text_id))
    return Hit(
        kind="entity",
        id=given.id,
        types=(found.type,),
        score=place.score,
        article=page.article,
        articles=(page.article, *page.others),
        source=page.source,
        url=page.url,
        title=page.title,
        outlet=next(iter(page.outlets), None),
        published=page.published,
        name=found.name,
        also=found.others,
        pages=found.pages,
        snippets=snippets(text, (given.span,), phrases_of(query.wanted)),
    )
