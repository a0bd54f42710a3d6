"""An address of the API: what it takes, what it gives, and the look behind it.  Routes and description are one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from starlette.responses import Response

from dateline.errors import UsageError
from dateline.records.plain import Plain, to_plain
from dateline.rendering.harmless import json_text
from dateline.serve.asking import Asked, Look

__all__ = [
    "Endpoint", "Field", "MOST", "Parameter", "as_json", "body_of", "limit_of", "list_page", "next_link", "plain_list",
]  # fmt: skip

MOST = 500
"""Records of a list in one answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A word of the path or of the query, with its JSON Schema."""

    name: str
    words: str
    schema: Mapping[str, Plain]
    where: Literal["path", "query"] = "query"
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a body, as JSON or as a form."""

    name: str
    words: str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An address with a method. `gives` is a record, a list of records (``many``), or bytes of this media type."""

    path: str
    summary: str
    look: Look
    gives: type | str
    many: bool = False
    of_list: bool = False
    """Whether the answer is a list of a dossier with its scope."""
    method: Literal["GET", "POST", "DELETE"] = "GET"
    status: int = 200
    parameters: Sequence[Parameter] = ()
    fields: Sequence[Field] = ()
    takes_pages: bool = False
    tagged: bool = True
    kept: bool = True


def as_json(record: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A record as JSON: what ``--json`` prints."""
    return _json(to_plain(record), status=status, headers=headers)


def plain_list(records: Sequence[object], asked: Asked) -> Response:
    """A list of records, as ``--json`` prints it, in pages; the header ``Link`` leads to the next one."""
    start, limit = cursor_of(asked), limit_of(asked)
    some = [to_plain(each) for each in records[start : start + limit]]
    more = f"{start + limit}" if len(records) > start + limit else None
    return _json(some, headers=next_link(asked, more))


def list_page(name: str, records: Sequence[object], asked: Asked, *, head: Mapping[str, Plain]) -> Response:
    """One page of a list that belongs to something: the head, the list, how many there are, and the next cursor."""
    # The list is another one once somebody has written: a cursor says of which it is.
    mark = hashlib.sha256(asked.desk.mark().encode()).hexdigest()[:8]
    start, limit = cursor_of(asked, mark=mark), limit_of(asked)
    some: Plain = [to_plain(each) for each in records[start : start + limit]]
    more = f"{start + limit}-{mark}" if len(records) > start + limit else None
    return _json({**head, "total": len(records), name: some, "next": more}, headers=next_link(asked, more))


def next_link(asked: Asked, after: str | None) -> dict[str, str]:
    """The header that leads to the next page of a list."""
    if after is None:
        return {}
    query = [(name, value) for name, value in asked.request.query_params.multi_items() if name != "after"]
    path = asked.request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0]
    return {"Link": f'<{path}?{urlencode([*query, ("after", after)])}>; rel="next"'}


def limit_of(asked: Asked, *, default: int = 100) -> int:
    """How many records are wanted."""
    return asked.number("limit", least=1, most=MOST, default=default) or default


def cursor_of(asked: Asked, *, mark: str = "") -> int:
    """Where a page of a list begins; raises UsageError: bad_cursor, stale_cursor."""
    said = asked.query("after") or f"0-{mark}"
    place, _, of = said.partition("-")
    if not (place.isascii() and place.isdigit() and len(place) < 10):
        raise UsageError("bad_cursor", "this cursor is none of ours: begin again without one")
    if of != mark:
        raise UsageError("stale_cursor", "the workspace was written since this list was begun: begin again")
    return int(place)


def body_of(asked: Asked) -> Mapping[str, str]:
    """The fields of a body, sent as JSON or as a form; raises UsageError("bad_body")."""
    if asked.fields:
        return {name: said[0] for name, said in asked.fields.items() if name != "form_token"}
    try:
        said = json.loads(asked.body.decode("utf-8") or "{}")
    except (ValueError, RecursionError):
        raise UsageError("bad_body", "the body is no JSON: send one object") from None
    if not isinstance(said, dict) or not all(isinstance(value, str | None) for value in said.values()):
        raise UsageError("bad_body", "the body is no object of words: send {..} with strings in it")
    return {name: _whole(value) for name, value in said.items() if value is not None}


def _whole(value: str) -> str:
    """Words without lone surrogates, which JSON can name and nothing else can hold."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _json(plain: Plain, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(json_text(plain) + "\n", status_code=status, media_type="application/json", headers=headers)
