"""The pages of the site: each route, and the look behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Markup, element
from dateline.serve import adding, articles, checking, judging, searching, stories
from dateline.serve.answering import page
from dateline.serve.faults import Refused
from dateline.serve.layout import Frame, framed

__all__ = ["failed", "routes", "sign_in"]


def routes() -> Sequence[BaseRoute]:
    """All pages."""
    return (
        *stories.routes(),
        *searching.routes(),
        *checking.routes(),
        *articles.routes(),
        *judging.routes(),
        *adding.routes(),
    )


def failed(request: Request, fault: Refused, *, headers: Mapping[str, str]) -> Response:
    """The page that says what went wrong."""
    told = (
        element("p", f"Error {fault.status}", class_="kicker"),
        element("h1", shortened(fault.message, 300), dir="auto"),
        element("p", "Code ", element("code", fault.code), class_="facts"),
        element("p", shortened(fault.hint, 300)) if fault.hint else None,
        element("p", element("a", "To the front page", href="/", class_="button")),
    )
    return page(request, *told, title=fault.code, status=fault.status, headers=headers)


def sign_in(*, wrong: bool, next_: str) -> Markup:
    """The form that asks for the token."""
    form = element(
        "form",
        element(
            "div",
            element("label", "Token", for_="token"),
            element("input", type="password", id="token", name="token", required=True, autocomplete="current-password"),
            class_="field",
        ),
        element("input", type="hidden", name="next", value=next_),
        element("button", "Sign in", type="submit", class_="chief"),
        method="post",
        action="/sign-in",
    )
    told = element("p", "That is not the token.", role="alert", class_="message trouble") if wrong else None
    return Markup(framed(Frame(title="Sign in", closed=True), element("h1", "Sign in"), told, form))
