"""A request as a look takes it: its words checked, its body read.  And a look as a route.

A look is a sync function of an `Asked`; it runs in a thread, and what it raises on purpose becomes the answer
(`dateline.serve.faults`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from anyio.to_thread import run_sync
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.errors import UsageError
from dateline.serve.faults import Refused
from dateline.serve.guard import by_program

if TYPE_CHECKING:
    from dateline.serve.counting import Counting
    from dateline.serve.desk import Desk
    from dateline.serve.jobs import Jobs
    from dateline.serve.keys import Keys
    from dateline.serve.settings import Settings

__all__ = ["Asked", "Look", "Upload", "view"]

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file of a form: the name that its sender gives it, and its bytes."""

    field: str
    name: str
    payload: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request, its body read."""

    request: Request
    fields: Mapping[str, Sequence[str]] = field(default_factory=lambda: MappingProxyType({}))
    uploads: Sequence[Upload] = ()
    body: bytes = b""

    @property
    def desk(self) -> Desk:
        """Where workspaces are lent."""
        return cast("Desk", self.request.app.state.desk)

    @property
    def settings(self) -> Settings:
        """What the server was started with."""
        return cast("Settings", self.request.app.state.settings)

    @property
    def jobs(self) -> Jobs:
        """What was handed over to be read."""
        return cast("Jobs", self.request.app.state.jobs)

    @property
    def keys(self) -> Keys:
        """What callers are known by."""
        return cast("Keys", self.request.app.state.keys)

    @property
    def counting(self) -> Counting:
        """What is known of the stories of a list besides what the shelf says."""
        return cast("Counting", self.request.app.state.counting)

    @property
    def form_token(self) -> str:
        """What every form of a page carries in its hidden field ``form_token``: without it nothing is changed."""
        return self.keys.form_token()

    def path(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def query(self, name: str) -> str | None:
        """A word of the query, None where it is missing or empty; one that is there twice is refused."""
        said = self.request.query_params.getlist(name)
        if len(said) > 1:
            raise UsageError("bad_parameter", f"{name} is given {len(said)} times: give it once")
        return (said[0].strip() or None) if said else None

    def number(self, name: str, *, least: int, most: int, default: int | None = None) -> int | None:
        """A whole number of the query within bounds; `default` where it is missing."""
        said = self.query(name)
        if said is None:
            return default
        if not (said.isascii() and said.isdigit() and len(said) < 10 and least <= int(said) <= most):
            raise UsageError("bad_parameter", f"{name} is no whole number from {least} to {most:,}")
        return int(said)

    def form(self, name: str) -> str | None:
        """A field of the form, None where it is missing or empty."""
        said = self.fields.get(name, ())
        return (said[0].strip() or None) if said else None


Look = Callable[[Asked], Response]


def view(
    path: str,
    look: Look,
    *,
    name: str | None = None,
    methods: Sequence[str] = ("GET",),
    tagged: bool = True,
    kept: bool = True,
    open_to_all: bool = False,
) -> Route:
    """A route to a look. Where `tagged`, a GET has an ETag that holds for as long as nobody writes, and 304 for it.

    Leave it out (``tagged=False``) where the answer hangs on something else than the workspace and the address. What is
    tagged is remembered, and made once however many ask, unless it is not to be `kept`: a stream, a large file. A form
    that is sent here must carry the `form_token`, but where it is `open_to_all`.
    """

    async def respond(request: Request) -> Response:
        state = request.app.state
        tag = f'"{state.desk.mark()}"' if tagged and request.method in ("GET", "HEAD") else None
        if tag is not None and tag in _tags(request):
            return Response(status_code=304, headers={"ETag": tag})
        asked = await _asked(request)
        if not open_to_all:
            _see_form(asked)
        if state.queue.statistics().tasks_waiting >= state.settings.waiting:
            raise Refused(503, "too_busy", "too many ask at once: ask again in a moment")
        work = partial(_remembered, look) if kept and tag is not None else look
        response = await run_sync(work, asked, limiter=state.queue)
        if tag is not None and response.status_code == 200 and "etag" not in response.headers:
            response.headers["ETag"] = tag
        return response

    return Route(path, respond, methods=list(methods), name=name)


def _remembered(look: Look, asked: Asked) -> Response:
    """The answer of a look, as it was given to whoever asked for the same before."""

    def make() -> tuple[int, tuple[tuple[bytes, bytes], ...], bytes]:
        made = look(asked)
        return made.status_code, tuple(made.raw_headers), bytes(made.body)

    scope = asked.request.scope
    key = ("answer", scope["path"], scope["query_string"])
    status, headers, body = asked.desk.remember(key, make, size=lambda given: 1000 + len(given[2]))
    response = Response(status_code=status)
    response.raw_headers, response.body = [*headers], body
    return response


def _see_form(asked: Asked) -> None:
    """Other sites can send a form here as well: what comes of a browser says that the form was ours."""
    request = asked.request
    if request.method in ("GET", "HEAD") or by_program(request.scope):
        return
    is_json = request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"
    said = asked.form("form_token") or request.headers.get("x-form-token", "")
    if not asked.keys.is_form_token(said) and not (is_json and request.url.path.startswith("/api/")):
        raise Refused(403, "form_token_required", "this form is of an earlier start: reload its page and send it again")


def _tags(request: Request) -> list[str]:
    said = request.headers.get("if-none-match", "")
    return [tag.strip().removeprefix("W/") for tag in said.split(",")]


async def _asked(request: Request) -> Asked:
    if request.method in ("GET", "HEAD"):
        return Asked(request=request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in _FORMS:
        return Asked(request=request, body=await request.body())
    fields: dict[str, list[str]] = {}
    uploads: list[Upload] = []
    most = request.app.state.settings.body_bytes
    async with request.form(max_files=1000, max_fields=1000, max_part_size=most) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                uploads.append(Upload(field=name, name=value.filename or "", payload=await value.read()))
            else:
                fields.setdefault(name, []).append(value)
    return Asked(request=request, fields=fields, uploads=uploads)
