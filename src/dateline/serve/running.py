"""The server that answers: an application in, HTTP/1.1 on a socket until it is told to end."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from dateline.errors import DatelineError, UsageError
from dateline.serve.app import make_app
from dateline.serve.desk import Desk
from dateline.serve.settings import Settings

__all__ = ["run"]

_HEAD_SECONDS = 15.0
"""How long the head of a request may take to arrive."""
_HEAD_BYTES = 32_768
_IDLE_SECONDS = 15
_END_SECONDS = 3
"""How long open requests may go on once the server is told to end."""
_CONNECTIONS = 1000


def run(workspace_path: str | Path, *, settings: Settings, started: Callable[[str], None]) -> None:
    """Serve until told to end; `started` hears the address.

    Raises UsageError: port_taken, bad_address; and as `make_app` does.
    """
    with _bound(settings.host, settings.port) as listening:
        port = listening.getsockname()[1]
        app = make_app(workspace_path, settings=settings)
        config = uvicorn.Config(
            app,
            http=_Patient,
            ws="none",
            lifespan="on",
            loop="asyncio",
            log_level="warning",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=_CONNECTIONS,
            timeout_keep_alive=_IDLE_SECONDS,
            timeout_graceful_shutdown=_END_SECONDS,
            h11_max_incomplete_event_size=_HEAD_BYTES,
        )
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        # Connections wait at the socket until the server takes them, so the address holds from now on.
        listening.listen(512)
        started(f"http://{host}:{port}/")
        Thread(target=_warm_up, args=(app.state.desk,), name="dateline-warming", daemon=True).start()
        _Server(config, app.state.desk).run(sockets=[listening])


def _warm_up(desk: Desk) -> None:
    # What a look would be refused, whoever looks is told.
    with suppress(DatelineError):
        desk.warm_up()


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, proto)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(
                "port_taken", f"port {port} of {host} is taken by another program: choose one with --port, 0 for any"
            ) from None
        raise UsageError(
            "bad_address", f"{host}:{port} cannot be listened at ({error.strerror or error}): choose --host and --port"
        ) from None
    return made


class _Server(uvicorn.Server):
    """A server that breaks off what takes long when it is told to end: so everybody gets an answer before it does."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self._desk = desk

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._desk.end()
        await super().shutdown(sockets)


class _Patient(H11Protocol):
    """HTTP/1.1 that waits for the head of a request only so long: whoever sends it byte by byte is hung up on."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def handle_events(self) -> None:
        begun = self.cycle
        super().handle_events()
        if self.cycle is not begun and self._late is not None:
            self._late.cancel()
            self._late = None

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._late is not None:
            self._late.cancel()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._late is not None:
            self._late.cancel()
        self._late = self.loop.call_later(_HEAD_SECONDS + _IDLE_SECONDS, self.transport.close)
