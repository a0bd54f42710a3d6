"""What went wrong, as an answer: an envelope for programs, a page for people.  HTTP statuses are known here alone."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import DatelineError, StoreError
from dateline.rendering.harmless import json_text, printable
from dateline.search import QueryError

__all__ = ["SAFE", "Refused", "answer", "fault_of"]

SAFE: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; connect-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}
"""The headers of every answer that does not set its own."""
_STATUS = {
    "not_found": 404, "unknown_reference": 404, "unknown_registry": 404, "unknown_text": 404, "unknown_payload": 404,
    "unknown_job": 404, "unknown_format": 404, "unknown_table": 404, "no_workspace": 404,
    "ambiguous_reference": 409, "stale_cursor": 409, "nothing_to_undo": 409, "read_as_one": 409,
    "nothing_rejected": 409,
    "kinds_differ": 422, "one_thing": 422, "not_judged": 422, "not_an_article": 422, "bad_correction": 422,
    "known_of_many": 422, "nothing_to_read": 422, "no_author": 422, "bad_name": 422, "no_registry": 422,
    "workspace_read_only": 403, "workspace_locked": 503, "too_slow": 503, "ending": 503, "disk_full": 507,
}  # fmt: skip
"""Of errors below, by code: whatever else the caller got wrong is 400, whatever else the store meets 500."""
_CODES = {400: "bad_request", 401: "token_required", 403: "forbidden", 404: "no_such_page", 405: "bad_method"}
_HINTS = {
    404: "GET /openapi.json describes what there is",
    405: "GET /openapi.json says which methods an address has",
}


class Refused(Exception):
    """A request that the surface itself refuses: its status, a stable code, and the repair."""

    def __init__(self, status: int, code: str, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.hint = status, code, message, hint


def fault_of(error: Exception) -> Refused:
    """What an error comes to."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, DatelineError):
        status = _STATUS.get(error.code, 500 if isinstance(error, StoreError) else 400)
        hint = f"character {error.position + 1} of the query" if isinstance(error, QueryError) else None
        return Refused(status, error.code, printable(error.message), hint=hint)
    if isinstance(error, HTTPException):
        code = _CODES.get(error.status_code, "refused")
        return Refused(error.status_code, code, str(error.detail), hint=_HINTS.get(error.status_code))
    return Refused(500, "internal_error", "the server failed at this: its log says where")


def answer(request: Request, error: Exception) -> Response:
    """The answer to a request that failed: JSON under ``/api`` and where it is asked for, else a page."""
    fault = fault_of(error)
    # What the server itself got wrong is answered outside of the guard.
    headers = {**SAFE, **(getattr(error, "headers", None) or {})}
    if fault.status == 503:
        headers["Retry-After"] = "2"
    if fault.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="dateline"'
    if not wants_page(request):
        return envelope(fault, headers=headers)
    from dateline.serve import site

    return site.failed(request, fault, headers=headers)


def wants_page(request: Request) -> bool:
    """Whether a person's browser asks, and not a program."""
    path = request.url.path
    return (
        not path.startswith("/api/")
        and path not in ("/api", "/openapi.json")
        and "html" in request.headers.get("accept", "")
    )


def envelope(fault: Refused, *, headers: dict[str, str] | None = None) -> Response:
    """``{"error": {"code", "message", "hint"?}}``."""
    told = {"code": fault.code, "message": fault.message} | ({"hint": fault.hint} if fault.hint else {})
    body = json_text({"error": dict(told)}) + "\n"
    return Response(body, status_code=fault.status, media_type="application/json", headers=headers)
