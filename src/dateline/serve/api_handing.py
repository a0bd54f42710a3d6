"""The API's files: exports, and pages' own bytes.  Attachments always, in a sandbox: no browser acts on them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse

from dateline import export as export_room
from dateline.errors import UsageError
from dateline.export import FORMATS
from dateline.rendering.harmless import printable
from dateline.serve.api_endpoint import Endpoint, Parameter
from dateline.serve.api_looking import SCOPE
from dateline.serve.asking import Asked

__all__ = ["HANDING"]

_SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'"


def _export(asked: Asked) -> Response:
    form, table = export_room.check(asked.path("form")), asked.query("table")
    picture = asked.desk.picture(asked.query("what"), on=asked.query("on"), as_of=asked.query("as_of"))
    parts = export_room.export(picture, form)
    if table is not None:
        parts = tuple(part for part in parts if form == "csv" and part.name == table)
        if not parts:
            raise UsageError("unknown_table", f"{form} has no table {table!r}: leave it out to have all of them")
    elif form == "csv":
        held = io.BytesIO()
        export_room.pack(parts, held)
        return Response(held.getvalue(), media_type="application/zip", headers=attached("dateline.csv.zip"))
    chief = parts[0]
    return StreamingResponse(
        export_room.blocks(chief.pieces), media_type=chief.media_type, headers=attached(f"{chief.name}{chief.ending}")
    )


def _capture(asked: Asked) -> Response:
    with asked.desk.look() as workspace:
        original = workspace.original(asked.path("id"))
    name = original.source.rstrip("/").rpartition("/")[2] or "page"
    return Response(original.payload, media_type="application/octet-stream", headers=attached(name))


def attached(name: str) -> dict[str, str]:
    """The headers of a file that is saved and never shown; `name` may be anybody's."""
    said = printable(name).replace("/", "_").replace("\\", "_").lstrip(".")[:150] or "file"
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_. ") else "_" for sign in said)
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(said, safe='')}",
        "Content-Security-Policy": _SANDBOX,
        "X-Content-Type-Options": "nosniff",
    }


HANDING: Sequence[Endpoint] = (
    Endpoint(
        path="/api/export/{form}", summary="The picture in another field's format, as a file; csv as a zip of tables.",
        look=_export, gives="application/octet-stream", kept=False,
        parameters=(
            Parameter(
                name="form", words="The format.", schema={"type": "string", "enum": list(FORMATS)}, where="path",
                required=True,
            ),
            *SCOPE,
            Parameter(name="table", words="Of csv this one table.", schema={"type": "string"}),
        ),
    ),
    Endpoint(
        path="/api/capture/{id}", summary="A page's own bytes, as they were captured.", look=_capture,
        gives="application/octet-stream", kept=False,
        parameters=(
            Parameter(
                name="id", words="A capture's or an article's id.", schema={"type": "string"}, where="path",
                required=True,
            ),
        ),
    ),
)  # fmt: skip
