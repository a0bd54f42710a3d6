"""A page as an answer: what a look made, set in the frame of its workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline.rendering.markup import Child
from dateline.serve.layout import Crumb, Frame, Message, framed

__all__ = ["page"]


def page(
    request: Request,
    *body: Child,
    title: str,
    here: str = "",
    crumbs: Sequence[Crumb] = (),
    messages: Sequence[Message] = (),
    query: str = "",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """The answer; `body` begins with the page's h1, and the rest is as in `Frame`."""
    state = request.app.state
    frame = Frame(
        title=title, here=here, crumbs=tuple(crumbs), messages=tuple(messages), query=query,
        workspace=state.desk.path.name, writable=state.settings.write,
    )  # fmt: skip
    return HTMLResponse(framed(frame, *body), status_code=status, headers=headers)
