"""The pages of the site: each route, and the look behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Markup, element, join
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


_HEADS = {
    400: "That cannot be asked so", 401: "Who asks?", 403: "That is not allowed here",
    404: "There is no such thing here", 409: "That is not clear", 422: "That cannot be done", 503: "Too much at once",
}  # fmt: skip
"""What a failure is, in words, by its status."""


def failed(request: Request, fault: Refused, *, headers: Mapping[str, str]) -> Response:
    """The page that says what went wrong."""
    message = shortened(fault.message, 400)
    told = (
        element("p", f"Error {fault.status}", class_="kicker"),
        element("h1", _HEADS.get(fault.status, "The server failed at this")),
        element("p", _with_commands(message[:1].upper() + message[1:]), class_="lede", dir="auto"),
        element("p", shortened(fault.hint, 300)) if fault.hint else None,
        element("p", "Code ", element("code", fault.code), class_="facts"),
        element("p", element("a", "To the front page", href="/", class_="button")),
    )
    return page(request, element("div", *told, class_="empty"), title=fault.code, status=fault.status, headers=headers)


def _with_commands(message: str) -> Markup:
    """A message with its commands, which it has between backticks, as code."""
    return join(element("code", part) if odd % 2 else part for odd, part in enumerate(message.split("`")))


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
