"""Signing in and out: a browser shows the token once, and gets a session in a cookie that no script can read."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute

from dateline.serve import site
from dateline.serve.asking import Asked, view

__all__ = ["routes"]


def routes() -> Sequence[BaseRoute]:
    """The form, what it is sent to, and the way out."""
    return (
        view("/sign-in", _form, name="sign-in", tagged=False),
        view("/sign-in", _sign_in, methods=("POST",), open_to_all=True),
        view("/sign-out", _sign_out, name="sign-out", methods=("POST",)),
    )


def _form(asked: Asked) -> Response:
    return HTMLResponse(site.sign_in(wrong=False, next_=_local(asked.query("next"))))


def _sign_in(asked: Asked) -> Response:
    keys, next_page = asked.keys, _local(asked.form("next"))
    if keys.wanted and not keys.is_token(asked.form("token") or ""):
        return HTMLResponse(site.sign_in(wrong=True, next_=next_page), status_code=401)
    response = RedirectResponse(next_page, status_code=303)
    if keys.wanted:
        response.set_cookie(
            keys.cookie,
            keys.session(),
            max_age=int(asked.settings.session_hours * 3600),
            httponly=True,
            samesite="strict",
            secure=asked.request.url.scheme == "https",
        )
    return response


def _sign_out(asked: Asked) -> Response:
    response = RedirectResponse("/sign-in", status_code=303)
    response.delete_cookie(asked.keys.cookie, httponly=True, samesite="strict")
    return response


def _local(page: str | None) -> str:
    """A path of this server; the front page where it is none."""
    if not page or page[:1] != "/" or page[1:2] in ("/", "\\") or any(ord(sign) <= 32 for sign in page):
        return "/"
    return page
