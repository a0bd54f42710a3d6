"""The search page: a query in, what it finds or where it is wrong out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from starlette.responses import Response
from starlette.routing import BaseRoute

from dateline.errors import UsageError
from dateline.records.search import KINDS, Either, Sort
from dateline.search import QueryError, parse
from dateline.serve.answering import page
from dateline.serve.asking import Asked, view
from dateline.serve.pages.results import Searching, Trouble, search_page

__all__ = ["routes"]

_HITS = 20
_OURS = frozenset({
    "bad_query", "unknown_field", "unknown_kind", "bad_day", "empty_query", "query_too_long", "query_too_complex",
    "bad_cursor",
})  # fmt: skip
"""Troubles of a query: they are told beside it, so that it can be mended."""


def routes() -> Sequence[BaseRoute]:
    """The search page."""
    return (view("/search", _search, name="search"),)


def _search(asked: Asked) -> Response:
    told = _found(asked)
    title = f"Search: {told.query}" if told.query else "Search"
    # A query that is wrong is a page like any other: it is mended here.
    return page(asked.request, *search_page(told), title=title, here="/search", query=told.query)


def _found(asked: Asked) -> Searching:
    query, as_of, after = asked.query("q"), asked.query("as_of"), asked.query("after")
    kind = next((kind for kind in KINDS if kind == asked.query("kind")), None)
    sort: Sort = "date" if asked.query("sort") == "date" else "rank"
    told = Searching(query=query or "", kind=kind, sort=sort, as_of=as_of, after=after)
    if query is None:
        return told
    try:
        # First alone: what is wrong with it is told by its own characters.
        several = isinstance(parse(query).wanted, Either)
        with asked.desk.look() as workspace:
            if kind is None:
                return replace(told, results=workspace.search(query, limit=_HITS, after=after, as_of=as_of, sort=sort))
            whole = workspace.search(query, limit=1, as_of=as_of)
            narrowed = f"({query}) kind:{kind}" if several else f"{query} kind:{kind}"
            found = workspace.search(narrowed, limit=_HITS, after=after, as_of=as_of, sort=sort)
            return replace(told, results=replace(found, counts=whole.counts))
    except UsageError as error:
        if error.code not in _OURS:
            raise
        at = error.position if isinstance(error, QueryError) else None
        return replace(told, trouble=Trouble(code=error.code, message=error.message, position=at))
