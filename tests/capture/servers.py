"""A web server of our own, on this machine, that answers as a test tells it to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from dateline.capture import CaptureStage
from dateline.records.page import Capture, Source
from dateline.stage import Product

__all__ = ["LOCAL", "Answer", "Server", "read", "serving"]

LOCAL = ("127.0.0.1/32",)
"""What a stage must be allowed in order to ask a server of ours."""
PAGE = b"<html><head><title>A page</title></head><body><p>The ferry left the port.</p></body></html>"

Answer = tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]
"""Status, headers and body; or what writes the answer by itself."""


class Server:
    """What the server answers by path, and what it was asked."""

    def __init__(self, port: int) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.root = f"http://127.0.0.1:{port}"

    def page(self, path: str = "/page", body: bytes = PAGE, status: int = 200, **headers: str) -> str:
        """Answer with this; returns the address."""
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, {"Content-Type": "text/html; charset=utf-8"} | said, body)
        return self.root + path

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Send whoever asks for the path elsewhere."""
        self.answers[path] = (status, {"Location": to}, b"")
        return self.root + path

    def robots(self, text: str, status: int = 200) -> None:
        """The site's robots.txt."""
        self.answers["/robots.txt"] = (status, {"Content-Type": "text/plain"}, text.encode())

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, _ in self.asked]


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader that leaves in the middle is what half of the tests are about."""


@contextmanager
def serving() -> Iterator[Server]:
    """A server for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            answer = server.answers.get(self.path, (404, {}, b"nothing here"))
            if callable(answer):
                answer(self)
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with _Quiet(("127.0.0.1", 0), Handler) as http:
        server = Server(http.server_address[1])
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


def read(url: str, **settings: Any) -> Product[Capture]:
    """Capture an address of our own server, without pauses."""
    fitting: dict[str, Any] = {"allowed": LOCAL, "pause_seconds": 0.0, "seconds": 5.0}
    stage = CaptureStage(**fitting | settings)
    return stage.open()(Source(name=url, url=url))
