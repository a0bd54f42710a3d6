"""The API: the verbs of the workspace as JSON under ``/api``."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import Response
from starlette.routing import BaseRoute

from dateline.records.plain import to_plain
from dateline.rendering.harmless import json_text
from dateline.serve.asking import Asked, view

__all__ = ["routes"]


def routes() -> Sequence[BaseRoute]:
    """All addresses of the API."""
    return (view("/api/dossier", _dossier, name="api-dossier"),)


def _dossier(asked: Asked) -> Response:
    picture = asked.desk.picture(
        asked.query("what"),
        on=asked.query("on"),
        as_of=asked.query("as_of"),
        top=asked.number("top", least=1, most=10**6),
    )
    return Response(json_text(to_plain(picture), indent=2) + "\n", media_type="application/json")
