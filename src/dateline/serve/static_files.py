"""The route to the style sheet, the script and the icon: kept by browsers for good, since their address says what
they hold."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.serve.assets import ASSETS, asset
from dateline.serve.faults import Refused

__all__ = ["route"]


async def _give(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in ASSETS:
        raise Refused(404, "no_such_page", "there is no such file: reload the page that asked for it")
    file = asset(name)
    named = f"{request.url.path}?{request.url.query}" == file.href
    headers = {
        "ETag": f'"{file.href.rpartition("=")[2]}"',
        "Cache-Control": "public, max-age=31536000, immutable" if named else "no-cache",
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(file.body, media_type=file.media_type, headers=headers)


route = Route("/static/{name}", _give, name="static", methods=["GET"])
