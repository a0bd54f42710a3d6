"""The server as it is started: quickly, at a free port, until Ctrl-C; slow senders are hung up on."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from dateline.serve import Settings, make_app
from dateline.serve.settings import is_loopback


@contextmanager
def started(*arguments: str | Path, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server in a process of its own, and its address."""
    command = [sys.executable, "-m", "dateline", "serve", "--port", "0", *map(str, arguments)]
    # In a group of its own, so that Ctrl-C reaches it alone.
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, **environment},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.match(r"(http://\S+)", line)
        assert found, (line, process.communicate())
        yield process, found[1]
    finally:
        process.kill()
        process.communicate()


def refused(*arguments: str | Path, **environment: str) -> str:
    """What a server that does not start complains of."""
    command = [sys.executable, "-m", "dateline", "serve", "--port", "0", *map(str, arguments)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, env={**os.environ, **environment}
    )
    assert done.returncode == 2, done
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_server_starts_answers_and_ends(archive: Path) -> None:
    with started("--workspace", archive) as (process, address):
        host, _, port = address.removeprefix("http://").rstrip("/").partition(":")
        assert is_loopback(host)
        assert int(port) > 0
        assert httpx.get(f"{address}api/stories").json()["stories"]
        assert httpx.get(address, headers={"Accept": "text/html"}).status_code == 200
        assert httpx.get(f"{address}api/stories", headers={"Host": "evil.example"}).status_code == 403
        taken = refused("--workspace", archive, "--port", port)
        assert "port_taken" in taken
        assert "--port" in taken
        begun = time.monotonic()
        os.kill(process.pid, signal.SIGINT)
        _, complaints = process.communicate(timeout=20)
        assert process.returncode == 0, complaints
        assert "Traceback" not in complaints
        assert time.monotonic() - begun < 10


def test_a_token_is_needed_where_others_can_reach_it(archive: Path, tmp_path: Path) -> None:
    assert "token_needed" in refused("--workspace", archive, "--host", "0.0.0.0", DATELINE_TOKEN="")
    assert "bad_token" in refused("--workspace", archive, DATELINE_TOKEN="short")
    file = tmp_path / "token"
    with started("--workspace", archive, "--host", "0.0.0.0", "--token-file", file) as (_, address):
        assert file.stat().st_mode & 0o077 == 0
        token, port = file.read_text().strip(), address.rstrip("/").rpartition(":")[2]
        here = f"http://127.0.0.1:{port}/api/stories"
        assert httpx.get(here).status_code == 401
        assert httpx.get(here, headers={"Authorization": f"Bearer {token}"}).status_code == 200
    with started("--workspace", archive, DATELINE_TOKEN=token) as (_, address):
        assert httpx.get(f"{address}api/stories").status_code == 401
        assert httpx.get(f"{address}api/stories", headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_without_a_workspace_there_is_nothing_to_serve(tmp_path: Path) -> None:
    assert "no_workspace" in refused("--workspace", tmp_path / "none.db")
    (tmp_path / "page.db").write_text("no workspace")
    assert "not_a_workspace" in refused("--workspace", tmp_path / "page.db")
    assert "bad_address" in refused("--workspace", tmp_path / "new.db", "--write", "--host", "no.such.host.invalid",
                                    DATELINE_TOKEN="a-token-of-many-signs")  # fmt: skip


def test_nobody_is_waited_for_without_end(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.serve import running

    monkeypatch.setattr(running, "_HEAD_SECONDS", 0.2)
    monkeypatch.setattr(running, "_IDLE_SECONDS", 0.3)
    settings = Settings(port=0, write=True, body_seconds=0.5)
    with in_a_thread(archive, settings) as port:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as slow:
            slow.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
            assert slow.recv(1000) == b"", "the head never ends: hung up on"
        with socket.create_connection(("127.0.0.1", port), timeout=20) as slow:
            slow.sendall(b"POST /api/undo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
            assert b" 408 " in slow.recv(1000)
        with socket.create_connection(("127.0.0.1", port), timeout=20) as odd:
            odd.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 100_000)
            assert b" 400 " in odd.recv(1000)
        assert httpx.get(f"http://127.0.0.1:{port}/api/stories").status_code == 200


@contextmanager
def in_a_thread(path: Path, settings: Settings) -> Iterator[int]:
    """A server in a thread of this process, which ends it; yields its port."""
    import threading

    import uvicorn

    from dateline.serve import running

    ports: list[str] = []
    servers: list[uvicorn.Server] = []
    run = uvicorn.Server.run

    def kept(self: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        servers.append(self)
        run(self, sockets)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uvicorn.Server, "run", kept)
        thread = threading.Thread(
            target=running.run, args=(path,), kwargs={"settings": settings, "started": ports.append}
        )
        thread.start()
        try:
            until = time.monotonic() + 60
            while not (ports and servers and servers[0].started) and time.monotonic() < until:
                time.sleep(0.02)
            yield int(ports[0].rstrip("/").rpartition(":")[2])
        finally:
            for server in servers:
                server.should_exit = True
            thread.join(30)


def test_names_of_workspaces_are_words(tmp_path: Path) -> None:
    app = make_app(tmp_path / "quarry <b>.db", settings=Settings())
    with TestClient(app, base_url="http://127.0.0.1:8080") as client:
        answer = client.get("/")
    assert answer.status_code == 200
    assert "<b>.db" not in answer.text
