"""Connections that are checked as they are made.  A host in, a connection to an address that was looked at.

The name is resolved here, once; every address is judged; and the one that was judged is the one that is
connected to. So a name server that answers differently the second time (DNS rebinding) is never asked a
second time. Nothing waits beyond the deadline: neither a slow name server nor a server that drips bytes.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import httpcore
import httpx

from dateline.capture.addresses import reason_against
from dateline.errors import Refusal

__all__ = ["CheckedTransport", "Deadline"]

_ADDRESSES = 4
"""Addresses of one name that are tried, one after the other."""


class Deadline:
    """The moment after which nothing is waited for any more; set anew for every page."""

    def __init__(self) -> None:
        self._at = 0.0

    def start(self, seconds: float) -> None:
        """Begin to count."""
        self._at = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Seconds that may still be waited, `most` at most; raises Refusal("timeout") where none are left."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise Refusal("timeout", "the server took too long to give the page: try again later")
        return left if most is None else min(left, most)


class CheckedTransport(httpx.BaseTransport):
    """What httpx sends requests through: no proxy, no address that is not public, no wait beyond the deadline."""

    def __init__(self, *, deadline: Deadline, allowed: Sequence[str], connect_seconds: float) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_keepalive_connections=0,
            network_backend=_Backend(deadline=deadline, allowed=allowed, connect_seconds=connect_seconds),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; raises httpcore's errors, and Refusal for what may not be connected to."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Any:
        yield from self._stream

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()


class _Backend(httpcore.NetworkBackend):
    def __init__(self, *, deadline: Deadline, allowed: Sequence[str], connect_seconds: float) -> None:
        self._deadline = deadline
        self._allowed = allowed
        self._seconds = connect_seconds
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline is what counts
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = _resolved(host, port, seconds=self._deadline.left(self._seconds))
        for address in addresses:
            # One bad address refuses them all: who mixes them hopes that we try the wrong one.
            if reason := reason_against(address, allowed=self._allowed):
                raise Refusal(
                    "refused_address",
                    f"{host[:80]} leads to the {reason} address {address}, which no page may be read from: "
                    "save the page and name the file",
                )
        slip: Exception | None = None
        for address in addresses[:_ADDRESSES]:
            try:
                stream = self._sockets.connect_tcp(
                    address, port, self._deadline.left(self._seconds), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                slip = error
            else:
                return _Stream(stream, self._deadline)
        raise slip or _unknown(host)


class _Stream(httpcore.NetworkStream):
    """A connection of which no single wait goes beyond the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                why = error.__cause__.verify_message
                message = f"the server cannot show that it is who it says ({why}): check the address"
                raise Refusal("bad_certificate", message) from None
            raise
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _resolved(host: str, port: int, *, seconds: float) -> list[str]:
    """The numeric addresses of a host, each once; a thread asks, since nothing can end the system's own question."""
    answers: SimpleQueue[list[str] | OSError | UnicodeError] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answers.put(error)
        else:
            answers.put(list(dict.fromkeys(str(each[4][0]) for each in found)))

    Thread(target=ask, daemon=True, name="dateline-resolver").start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise Refusal("timeout", f"nobody said in time where {host[:80]} is: try again later") from None
    if isinstance(answer, list) and answer:
        return answer
    raise _unknown(host)


def _unknown(host: str) -> Refusal:
    return Refusal("unknown_host", f"there is no server called {host[:80]}: check the address")
