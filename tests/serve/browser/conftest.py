"""A server over the example pages, on a port of its own, and a browser that looks at it as a person would.

Every page that a test opens is watched: at the end there must have been no error in its console and no request to any
host but this server. Without a browser the tests are skipped, but never in CI.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, expect, sync_playwright

from dateline.serve import Settings, make_app
from dateline.workspace import Workspace

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "pages"
_PATIENCE_MS = 30_000
"""For a machine that is busy with other tests: a story is linked when it is first looked at."""

Open = Callable[..., Page]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A server: where it is, and the file it looks at."""

    address: str
    path: Path


@dataclass
class _Watch:
    """What happened on the pages of a test that should not have; no slots, as the browser's library marks it."""

    host: str
    seen: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    """Pages that say why a form could not be taken: the console tells of their status."""

    def on(self, page: Page) -> None:
        page.on("response", self._answered)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.seen.append(f"script failed: {error}"))
        page.on("request", self._asked)

    def _answered(self, response: Response) -> None:
        sent = response.request.method == "POST" and response.request.is_navigation_request()
        if sent and 400 <= response.status < 500:
            self.refused.add(response.url)

    def _said(self, message: ConsoleMessage) -> None:
        meant = "Failed to load resource" in message.text and message.location["url"] in self.refused
        if message.type in ("error", "warning") and not meant:
            self.seen.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self.host:
            self.seen.append(f"asked another host: {request.url}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for a file of tests: while its library runs, no other test of this process can use asyncio."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        if "CI" in os.environ:
            pytest.fail("CI has no browser: .ci/run installs one")
        pytest.skip("there is no Chromium here")
    expect.set_options(timeout=_PATIENCE_MS)
    with sync_playwright() as playwright:
        # Tests run as root in containers, where the browser's sandbox cannot.
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the example pages."""
    path = tmp_path_factory.mktemp("browser") / "examples.db"
    with Workspace(path) as workspace:
        workspace.read([EXAMPLES])
        workspace.search("killed")
        workspace.stories()
    return path


@contextmanager
def serving(path: Path, settings: Settings) -> Iterator[Served]:
    """A server in a thread of its own, for as long as the block lasts."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    settings = Settings(write=settings.write, author=settings.author, port=port)
    server = uvicorn.Server(uvicorn.Config(make_app(path, settings=settings), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    try:
        yield Served(address=f"http://127.0.0.1:{port}", path=path)
    finally:
        server.should_exit = True
        thread.join(timeout=30)
        listening.close()


@pytest.fixture(scope="session")
def served(examples: Path) -> Iterator[Served]:
    """A server that is for looking only."""
    with serving(examples, Settings()) as server:
        yield server


@pytest.fixture
def writable(examples: Path, tmp_path: Path) -> Iterator[Served]:
    """A server over a copy that may be changed."""
    shutil.copy(examples, tmp_path / "own.db")
    with serving(tmp_path / "own.db", Settings(write=True, author="Tester")) as server:
        yield server


@contextmanager
def looking(browser: Browser, server: Served) -> Iterator[Open]:
    """What opens pages of a server, and holds them to what every page must keep."""
    watch = _Watch(host=urlsplit(server.address).netloc)
    contexts = []

    def opened(path: str = "/", *, width: int = 1280, dark: bool = False, script: bool = True) -> Page:
        context = browser.new_context(
            base_url=server.address, viewport={"width": width, "height": 900}, java_script_enabled=script,
            color_scheme="dark" if dark else "light",
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(_PATIENCE_MS)
        watch.on(page)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert watch.seen == []


@pytest.fixture
def look(browser: Browser, served: Served) -> Iterator[Open]:
    """Opens pages of the server that is for looking only: ``look(path, width=, dark=, script=)``."""
    with looking(browser, served) as opened:
        yield opened


@pytest.fixture
def use(browser: Browser, writable: Served) -> Iterator[Open]:
    """Opens pages of the server that may be changed."""
    with looking(browser, writable) as opened:
        yield opened
