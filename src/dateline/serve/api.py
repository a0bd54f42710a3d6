"""The API: the verbs of the workspace under ``/api``, described at ``/openapi.json``."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import Response
from starlette.routing import BaseRoute

from dateline.records.dossier import Dossier
from dateline.records.schema import json_schema
from dateline.rendering.harmless import json_text
from dateline.serve.api_endpoint import Endpoint
from dateline.serve.api_handing import HANDING
from dateline.serve.api_looking import LOOKING
from dateline.serve.api_writing import WRITING
from dateline.serve.asking import Asked, view
from dateline.serve.openapi import describe

__all__ = ["ENDPOINTS", "routes"]


def _schema(_: Asked) -> Response:
    return Response(json_text(json_schema(Dossier)) + "\n", media_type="application/schema+json")


def _openapi(_: Asked) -> Response:
    return Response(json_text(describe(ENDPOINTS)) + "\n", media_type="application/json")


ENDPOINTS: Sequence[Endpoint] = (
    *LOOKING,
    *HANDING,
    *WRITING,
    Endpoint(
        path="/api/schema", summary="The JSON Schema of the dossier.", look=_schema, gives="application/schema+json"
    ),
    Endpoint(path="/openapi.json", summary="This description.", look=_openapi, gives="application/json"),
)


def routes() -> Sequence[BaseRoute]:
    """All addresses of the API."""
    return [
        view(each.path, each.look, methods=(each.method,), tagged=each.tagged, kept=each.kept) for each in ENDPOINTS
    ]
