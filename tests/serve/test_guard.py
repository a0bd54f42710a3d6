"""Who may ask, from where, and how much: every refusal, and what must still pass."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.serve import Settings, make_app
from dateline.serve.faults import SAFE
from dateline.serve.settings import is_loopback

TOKEN = "a-token-of-many-signs"
HERE = "http://127.0.0.1:8080"


@contextmanager
def served(path: Path, settings: Settings | None = None, *, base_url: str = HERE) -> Iterator[TestClient]:
    """A client of a server over a new workspace."""
    with TestClient(
        make_app(path / "w.db", settings=settings or Settings()), base_url=base_url, follow_redirects=False,
        raise_server_exceptions=False,
    ) as client:  # fmt: skip
        yield client


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with served(tmp_path) as made:
        yield made


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[TestClient]:
    with served(
        tmp_path, Settings(host="192.0.2.7", token=TOKEN, write=True), base_url="http://192.0.2.7:8080"
    ) as made:
        yield made


def code_of(answer: Any) -> str:
    return str(answer.json()["error"]["code"])


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080", "LOCALHOST", "[::1]:8080", "localhost.:80"])
def test_loopback_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/failures", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8080", "", "127.0.0.1@evil.example", "[::1",
     "localhost:80:80", "evil.example:8080", "192.0.2.9"],
)  # fmt: skip
def test_a_name_that_somebody_led_here_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/api/failures", headers={"Host": host})
    assert (answer.status_code, code_of(answer)) == (403, "host_not_allowed")


def test_names_are_allowed_by_the_command_line(tmp_path: Path) -> None:
    with served(tmp_path, Settings(allow_hosts=("Desk.Example",))) as client:
        assert client.get("/api/failures", headers={"Host": "desk.example:99"}).status_code == 200
        assert client.get("/api/failures", headers={"Host": "x.desk.example"}).status_code == 403


def test_every_answer_is_safe(client: TestClient) -> None:
    for path in ("/", "/api/failures", "/nowhere", "/static/dateline.css", "/api/nowhere", "/%00"):
        answer = client.get(path)
        for name in SAFE:
            assert answer.headers.get_list(name.lower()) == [answer.headers[name]], (path, name)
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_a_server_fault_is_an_envelope_without_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr("dateline.serve.desk.Desk.look", fail)
    with served(tmp_path) as client:
        answer = client.get("/api/failures")
    assert (answer.status_code, code_of(answer)) == (500, "internal_error")
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("shown", [None, "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer", TOKEN])
def test_nothing_is_told_without_the_token(closed: TestClient, shown: str | None) -> None:
    answer = closed.get("/api/failures", headers={"Authorization": shown} if shown else {})
    assert (answer.status_code, code_of(answer)) == (401, "token_required")
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_the_token_opens(closed: TestClient) -> None:
    assert closed.get("/api/failures", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


@pytest.mark.parametrize("name", ["token", "access_token", "TOKEN"])
def test_a_token_in_the_address_is_refused(closed: TestClient, client: TestClient, name: str) -> None:
    for each in (closed, client):
        answer = each.get("/api/failures", params={name: TOKEN})
        assert (answer.status_code, code_of(answer)) == (400, "token_in_url")


def test_a_browser_is_led_to_the_form_and_back(closed: TestClient) -> None:
    sent = closed.get("/search?q=a%20b", headers={"Accept": "text/html"})
    assert sent.status_code == 303
    assert sent.headers["location"] == "/sign-in?next=%2Fsearch%3Fq%3Da%2520b"
    assert closed.get(sent.headers["location"]).status_code == 200
    wrong = closed.post("/sign-in", data={"token": "no"})
    assert wrong.status_code == 401
    assert "set-cookie" not in wrong.headers
    done = closed.post("/sign-in", data={"token": TOKEN, "next": "/search?q=a%20b"})
    assert (done.status_code, done.headers["location"]) == (303, "/search?q=a%20b")
    cookie = done.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie
    assert closed.get("/api/failures").status_code == 200
    closed.post("/sign-out", headers={"Origin": "http://192.0.2.7:8080"})
    assert closed.get("/api/failures").status_code == 200, "signing out wants the form's token"


@pytest.mark.parametrize("aim", ["//evil.example", "https://evil.example", "/\\evil.example", "\t//evil.example", "x"])
def test_signing_in_leads_nowhere_else(closed: TestClient, aim: str) -> None:
    assert closed.post("/sign-in", data={"token": TOKEN, "next": aim}).headers["location"] == "/"


def test_a_made_up_session_opens_nothing(closed: TestClient) -> None:
    done = closed.post("/sign-in", data={"token": TOKEN})
    name, _, value = done.headers["set-cookie"].partition(";")[0].partition("=")
    until, _, key = value.partition(".")
    closed.cookies.clear()
    for forged in (f"{int(until) + 1}.{key}", f"{until}.{key[:-1]}", f"{until}.", key, "", "é.é", f"-1.{key}"):
        answer = closed.get("/api/failures", headers={b"Cookie": f"{name}={forged}".encode()})
        assert answer.status_code == 401, forged
    assert closed.get("/api/failures", headers={"Cookie": f"{name}={value}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "file://"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_another_site_changes_nothing(tmp_path: Path, headers: dict[str, str]) -> None:
    with served(tmp_path, Settings(write=True)) as client:
        answer = client.post("/api/undo", json={}, headers=headers)
    assert (answer.status_code, code_of(answer)) == (403, "cross_site")


def test_another_site_may_link_here_and_embed_nothing(client: TestClient) -> None:
    there = {"Sec-Fetch-Site": "cross-site"}
    link = {**there, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    frame = {**there, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
    assert client.get("/", headers=link).status_code == 200
    assert client.get("/", headers=frame).status_code == 403
    assert client.get("/api/failures", headers={**there, "Sec-Fetch-Mode": "no-cors"}).status_code == 403


def test_a_form_of_a_browser_carries_our_token(tmp_path: Path) -> None:
    browser = {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}
    with served(tmp_path, Settings(write=True)) as client:
        answer = client.post("/api/undo", data={"author": "me"}, headers=browser)
        assert (answer.status_code, code_of(answer)) == (403, "form_token_required")
        keys = client.app.state.keys  # type: ignore[attr-defined]
        data = {"author": "me", "form_token": keys.form_token()}
        assert code_of(client.post("/api/undo", data=data, headers=browser)) == "nothing_to_undo"
        assert code_of(client.post("/api/undo", json={"author": "me"}, headers=browser)) == "nothing_to_undo"


def test_looking_only_unless_told_otherwise(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = client.request(method, "/api/undo", json={})
        assert (answer.status_code, code_of(answer)) == (403, "read_only")


def test_methods(client: TestClient) -> None:
    head = client.head("/api/failures")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == client.get("/api/failures").headers["content-length"]
    for method in ("OPTIONS", "BREW"):
        answer = client.request(method, "/api/failures")
        assert answer.status_code in (403, 405)
        assert "access-control-allow-origin" not in answer.headers
    options = client.options("/api/failures")
    assert (options.status_code, code_of(options)) == (405, "bad_method")
    assert "GET" in options.headers["allow"]


def test_a_body_that_is_too_large_is_refused_before_and_while_it_comes(tmp_path: Path) -> None:
    with served(tmp_path, replace(Settings(write=True), form_bytes=1000)) as client:
        told = client.post("/api/undo", content=b"x" * 2000)
        assert (told.status_code, code_of(told)) == (413, "too_large")
        assert told.headers["connection"] == "close"
        untold = client.post("/api/undo", content=(b"x" * 100 for _ in range(20)))
        assert (untold.status_code, code_of(untold)) == (413, "too_large")
        lying = client.post("/api/undo", content=b"{}", headers={"Content-Length": "-5"})
        assert lying.status_code == 413


def test_too_many_headers(client: TestClient) -> None:
    answer = client.get("/", headers={f"X-{number}": "x" for number in range(100)})
    assert answer.status_code == 431


@pytest.mark.parametrize(
    "path",
    ["/static/../settings.py", "/static/%2e%2e/settings.py", "/static/..%2fapp.py", "/static//etc/passwd",
     "/..%2f..%2fetc/passwd", "/api/capture/..%2f..%2fw.db"],
)  # fmt: skip
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text


def test_loopback() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.8.8.8", "::1", "localhost", "LocalHost")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "192.0.2.1", "example.org", "", "localhost.example.org")))
