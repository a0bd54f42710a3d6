"""The pages of the site, the page that says what went wrong, and the one that asks for the token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute

from dateline.rendering.harmless import shortened
from dateline.rendering.markup import element
from dateline.serve.asking import Asked, view
from dateline.serve.faults import Refused
from dateline.serve.layout import Frame, framed

__all__ = ["failed", "routes", "sign_in"]


def routes() -> Sequence[BaseRoute]:
    """All pages."""
    return (view("/", front, name="front"),)


def front(asked: Asked) -> Response:
    """The front page."""
    name = asked.desk.path.name
    frame = Frame(title="Dateline", here="/", workspace=name, writable=asked.settings.write)
    return HTMLResponse(framed(frame, element("h1", name, dir="auto")))


def failed(_: Request, fault: Refused, *, headers: Mapping[str, str]) -> Response:
    """The page that says what went wrong."""
    told = element("p", shortened(fault.message, 600), element("code", fault.code), dir="auto")
    hint = element("p", fault.hint) if fault.hint else None
    body = (element("h1", f"{fault.status}"), told, hint, element("p", element("a", "To the front page", href="/")))
    return HTMLResponse(framed(Frame(title=fault.code), *body), status_code=fault.status, headers=dict(headers))


def sign_in(*, wrong: bool, next_page: str) -> str:
    """The page that asks for the token."""
    token = element("input", type="password", id="token", name="token", required=True, autocomplete="current-password")
    return framed(
        Frame(title="Sign in"),
        element("h1", "Sign in"),
        element("p", "That is not the token.", role="alert") if wrong else None,
        element(
            "form",
            element("label", "Token", for_="token"),
            token,
            element("input", type="hidden", name="next", value=next_page),
            element("button", "Sign in", type="submit"),
            method="post",
            action="/sign-in",
        ),
    )
