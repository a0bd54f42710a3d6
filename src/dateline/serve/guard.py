"""What stands before everything: who may ask, from where, how much, and what a browser may do with the answer.

Pure ASGI, and outside of all routes, so that no route can be added without it. In this order: the address that was
asked for (a page elsewhere may have led a name of its own here), the token, whether another site asks, whether
anything may be changed, and how much comes how slowly.
"""

from __future__ import annotations

import asyncio
from ipaddress import ip_address
from urllib.parse import parse_qsl, quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.serve.faults import SAFE, Refused, answer, wants_page
from dateline.serve.keys import Keys
from dateline.serve.settings import Settings

__all__ = ["Guard", "by_program"]

_READING = ("GET", "HEAD", "OPTIONS")
_SIGNING = ("/sign-in", "/sign-out")
_UPLOADS = ("/api/read", "/api/registries", "/add")
"""Where pages and registries are handed over; nothing else needs a large body."""
_IN_URL = ("token", "access_token", "form_token")
_BY_PROGRAM = "dateline.by_program"


def by_program(scope: Scope) -> bool:
    """Whether a program asks: one that shows the token itself, or says nothing that only browsers say."""
    return bool(scope.get(_BY_PROGRAM, False))


class Guard:
    """Passes on what may pass, and makes every answer safe."""

    def __init__(self, app: ASGIApp, *, settings: Settings, keys: Keys) -> None:
        self._app, self._settings, self._keys = app, settings, keys
        self._names = {_bare(name) for name in settings.allow_hosts}
        self._names |= {"localhost", "127.0.0.1", "::1", _bare(settings.host)} - {"0.0.0.0", "::", ""}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application answer."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close", "code": 1008})

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                _make_safe(message)
            await send(message)

        try:
            self._admit(scope, Headers(scope=scope))
        except Refused as refused:
            return await self._refuse(refused, scope, receive, safely)
        await self._app(scope, self._bounded(scope, receive), safely)
        return None

    async def _refuse(self, refused: Refused, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        response = answer(request, refused)
        if refused.status == 401 and request.method == "GET" and wants_page(request):
            target = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
            response = RedirectResponse(f"/sign-in?next={quote(target, safe='')}", status_code=303)
        if request.method not in _READING:
            # What was not read of the body is not waited for.
            response.headers["Connection"] = "close"
        await response(scope, receive, send)

    def _admit(self, scope: Scope, headers: Headers) -> None:
        """Raises Refused where a request may not pass."""
        if len(headers) > self._settings.headers:
            raise Refused(431, "too_many_headers", f"a request may have {self._settings.headers} headers: send fewer")
        if any(ord(sign) < 32 or ord(sign) == 127 for sign in scope["path"]):
            raise Refused(400, "bad_path", "the path holds a control character: leave it out")
        self._see_host(scope, headers)
        self._see_token(scope, headers)
        _see_site(scope, headers)
        if scope["method"] not in _READING and not self._settings.write and scope["path"] not in _SIGNING:
            raise Refused(403, "read_only", "this server is for looking only: start it with --write to allow changes")
        self._see_length(scope, headers)

    def _see_host(self, scope: Scope, headers: Headers) -> None:
        """The name asked for is one of ours, or the very address at which the connection arrived."""
        said = headers.getlist("host")
        name = _bare(said[0]) if len(said) == 1 else ""
        arrived = (scope.get("server") or ("",))[0]
        if name in self._names or (name and name == arrived and _is_address(name)):
            return
        raise Refused(
            403, "host_not_allowed", "this server does not answer to that name: start it with --allow-host NAME"
        )

    def _see_token(self, scope: Scope, headers: Headers) -> None:
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if any(name.lower() in _IN_URL for name, _ in query):
            raise Refused(
                400,
                "token_in_url",
                "a token in an address ends up in logs: send the header Authorization: Bearer TOKEN",
            )
        kind, _, shown = headers.get("authorization", "").partition(" ")
        shows = kind.lower() == "bearer" and self._keys.is_token(shown.strip())
        plain = not any(name in headers for name in ("origin", "sec-fetch-site", "cookie"))
        scope[_BY_PROGRAM] = shows or plain
        if not self._keys.wanted or shows or scope["path"] in _SIGNING or scope["path"].startswith("/static/"):
            return
        session = cookie_parser(headers.get("cookie", "")).get(self._keys.cookie, "")
        if kind or not self._keys.is_session(session):
            raise Refused(401, "token_required", "show the token: send the header Authorization: Bearer TOKEN")

    def _see_length(self, scope: Scope, headers: Headers) -> None:
        said = headers.get("content-length", "0")
        most = self._most(scope)
        if not (said.isascii() and said.isdigit() and len(said) < 19) or int(said) > most:
            raise _too_large(most)

    def _most(self, scope: Scope) -> int:
        return self._settings.body_bytes if scope["path"] in _UPLOADS else self._settings.form_bytes

    def _bounded(self, scope: Scope, receive: Receive) -> Receive:
        """The body, as long as it keeps to its bounds."""
        most, seconds = self._most(scope), self._settings.body_seconds * (4 if scope["path"] in _UPLOADS else 1)
        had, done = 0, scope["method"] in _READING
        until = asyncio.get_running_loop().time() + seconds

        async def bounded() -> Message:
            nonlocal had, done
            if done:
                return await receive()
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                raise Refused(
                    408, "too_slow", f"the body took more than {seconds:.0f} seconds: send it faster"
                ) from None
            had += len(message.get("body", b""))
            done = not message.get("more_body", False)
            if had > most:
                raise _too_large(most)
            return message

        return bounded


def _see_site(scope: Scope, headers: Headers) -> None:
    """Another site may link here, and nothing else."""
    site = headers.get("sec-fetch-site", "none")
    origins = headers.getlist("origin")
    if scope["method"] in ("GET", "HEAD"):
        to_a_page = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        if site in ("same-origin", "none") or to_a_page:
            return
    elif site in ("same-origin", "none") and all(_same_origin(origin, headers) for origin in origins):
        return
    raise Refused(403, "cross_site", "another site asked for this: open it here and do it again")


def _same_origin(origin: str, headers: Headers) -> bool:
    scheme, _, host = origin.partition("://")
    return scheme in ("http", "https") and host.lower() == headers.get("host", "").lower()


def _make_safe(message: Message) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in SAFE.items():
        headers.setdefault(name, value)
    if message["status"] in (408, 413):
        headers["Connection"] = "close"


def _too_large(most: int) -> Refused:
    return Refused(413, "too_large", f"a body may have {most:,} bytes here: send less at a time")


def _bare(host: str) -> str:
    """A host without its port, in small letters; "" where it is none."""
    name = host.strip().lower()
    if name.startswith("["):
        name, closed, port = name[1:].partition("]")
        return name if closed and (not port or _is_port(port)) else ""
    if name.count(":") > 1:
        return name if _is_address(name) else ""
    name, colon, port = name.partition(":")
    return name.removesuffix(".") if not colon or _is_port(f":{port}") else ""


def _is_port(said: str) -> bool:
    return said[:1] == ":" and said[1:].isascii() and said[1:].isdigit()


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
