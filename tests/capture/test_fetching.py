"""An address is read politely and within its budgets, or refused with a code; nobody leads us where we do not look."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from dateline.capture import CaptureStage, find
from dateline.capture.fetching import Fetcher, Limits
from dateline.errors import Refusal
from dateline.records.page import Header, Known, Source

from .servers import LOCAL, PAGE, Server, read, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def refusal(url: str, **settings: Any) -> str:
    with pytest.raises(Refusal) as caught:
        read(url, **settings)
    assert caught.value.message
    return caught.value.code


def names_lead_to(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let every name lead to these addresses, the last of them for ever; returns the names asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *rest: Any, **more: Any) -> Any:
        if host[0].isdigit():
            return real(host, port, *rest, **more)
        found = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_a_page_is_kept_with_its_headers_and_its_time(server: Server) -> None:
    url = server.page(body="<p>Grüße".encode("cp1252"), Content_Type="text/html; charset=windows-1252", X_Thing="1")
    product = read(url + "#part")
    capture, seen = product.output, product.output.observation
    assert seen is not None
    assert product.texts[0].text == "<p>Grüße"
    assert (capture.source, capture.url, seen.final_url) == (url + "#part", url, url)
    assert Header(name="x-thing", value="1") in seen.headers
    assert seen.observed_at is not None
    assert seen.observed_at[:4] >= "2024"
    assert (capture.known.url, capture.known.captured) == (url, seen.observed_at)


def test_the_id_hashes_the_address_and_the_bytes_but_not_the_time(server: Server) -> None:
    url = server.page()
    first = read(url).output
    time.sleep(0.01)
    again = read(url).output
    assert first.observation != again.observation
    assert first.id == again.id
    assert read(server.page("/other")).output.id != first.id
    assert read(server.page(body=PAGE + b"more")).output.id != first.id


def test_what_the_caller_says_of_the_address_outranks_what_was_seen(server: Server) -> None:
    stage = CaptureStage(allowed=LOCAL, pause_seconds=0).open()
    known = Known(url="https://gazette.example/1", captured="2026-03-05")
    capture = stage(Source(name="x", url=server.page(), known=known)).output
    assert (capture.url, capture.known) == ("https://gazette.example/1", known)


def test_an_honest_name_and_no_cookies(server: Server) -> None:
    url = server.page(Set_Cookie="who=you; Path=/")
    stage = CaptureStage(allowed=LOCAL, pause_seconds=0).open()
    seen = [stage(Source(name=url, url=url)).output.observation for _ in range(2)]
    assert all(each is not None and "set-cookie" not in {h.name for h in each.headers} for each in seen)
    assert server.paths() == ["/robots.txt", "/page", "/page"]
    for _, headers in server.asked:
        assert headers["user-agent"].startswith("Dateline/")
        assert not {"cookie", "authorization", "referer"} & set(headers)


def test_redirects_are_followed_and_the_last_address_kept(server: Server) -> None:
    server.page("/c")
    server.redirect("/b", server.root + "/c#x", 308)
    capture = read(server.redirect("/a", "b")).output
    assert capture.url == server.root + "/c"
    assert capture.source == server.root + "/a"
    assert server.paths() == ["/robots.txt", "/a", "/b", "/c"]


def test_redirects_end(server: Server) -> None:
    assert refusal(server.redirect("/loop", "/loop"), max_redirects=3) == "too_many_redirects"
    assert server.paths().count("/loop") == 4


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("http://127.0.0.2/", "refused_address"),
        ("http://127.2/", "refused_address"),
        ("http://0x7f000002/", "refused_address"),
        ("http://localhost./", "refused_address"),
        ("http://169.254.169.254/latest/meta-data/", "refused_address"),
        ("http://[::1]/", "refused_address"),
        ("http://[::ffff:10.0.0.1]/", "refused_address"),
        ("http://me:secret@127.0.0.1/", "credentials_in_url"),
        ("file:///etc/passwd", "unsupported_scheme"),
        ("http://[", "bad_url"),
    ],
)
def test_a_redirect_is_looked_at_like_the_first_address(
    server: Server, monkeypatch: pytest.MonkeyPatch, to: str, code: str
) -> None:
    if "localhost" in to:
        names_lead_to(monkeypatch, ["127.0.0.2"])
    assert refusal(server.redirect("/a", to)) == code


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "127.1"])
def test_this_machine_is_refused_unless_a_test_allows_it(server: Server, host: str) -> None:
    url = server.page().replace("127.0.0.1", host)
    assert refusal(url, allowed=()) == "refused_address"
    assert server.asked == []


def test_a_name_that_leads_to_a_private_address_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    url = server.page().replace("127.0.0.1", "news.example")
    names_lead_to(monkeypatch, ["10.0.0.1"], ["93.184.215.14", "192.168.0.1"], ["127.0.0.1", "127.0.0.2"])
    assert [refusal(url) for _ in range(3)] == ["refused_address"] * 3
    assert server.asked == []


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A name server that says one thing to who looks and another to who connects: nobody asks it twice.
    connected: list[str] = []
    real = socket.create_connection

    def create_connection(address: tuple[str, int], *rest: Any, **more: Any) -> socket.socket:
        connected.append(address[0])
        return real(address, *rest, **more)

    monkeypatch.setattr(socket, "create_connection", create_connection)
    asked = names_lead_to(monkeypatch, ["127.0.0.1"], ["127.0.0.1"], ["127.0.0.2"])
    assert read(server.page().replace("127.0.0.1", "news.example")).output.text_id
    assert asked == ["news.example"] * 2
    assert connected == ["127.0.0.1"] * 2
    assert dict(server.asked[1][1])["host"].startswith("news.example:")


def test_the_next_address_of_a_name_is_tried(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    names_lead_to(monkeypatch, ["127.0.0.3", "127.0.0.1"])
    url = server.page().replace("127.0.0.1", "news.example")
    assert read(url, allowed=("127.0.0.0/8",)).output.text_id


def test_a_name_that_nobody_knows_and_a_server_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert refusal(f"http://127.0.0.1:{free.getsockname()[1]}/") == "no_connection"

    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "no")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert refusal("http://nowhere.example/") == "unknown_host"


@pytest.mark.alone
def test_a_name_server_that_does_not_answer_costs_its_time_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: Any, **__: Any) -> list[Any]:
        time.sleep(2)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    begun = time.monotonic()
    assert refusal("http://slow.example/", connect_seconds=0.2) == "robots_unreachable"
    assert time.monotonic() - begun < 1.5


class TestRobots:
    """What a site lets programs read."""

    def test_what_is_disallowed_is_not_asked_for(self, server: Server) -> None:
        server.robots("User-agent: *\nDisallow: /private\n\nUser-agent: dateline\nDisallow: /ours\nAllow: /private")
        assert refusal(server.page("/ours/1")) == "robots_disallowed"
        assert server.paths() == ["/robots.txt"]
        assert read(server.page("/private")).output.text_id

    def test_a_redirect_may_not_lead_to_what_is_disallowed(self, server: Server) -> None:
        server.robots("User-agent: *\nDisallow: /b")
        server.page("/b")
        assert refusal(server.redirect("/a", "/b")) == "robots_disallowed"
        assert "/b" not in server.paths()

    @pytest.mark.parametrize(("status", "code"), [(404, None), (403, None), (503, "robots_unreachable")])
    def test_a_site_without_rules_allows_all_and_one_in_trouble_nothing(
        self, server: Server, status: int, code: str | None
    ) -> None:
        server.robots("User-agent: *\nDisallow: /", status)
        assert (refusal(server.page()) if code else None) == code
        assert code or read(server.page()).output.text_id

    def test_rules_elsewhere_are_read_there(self, server: Server) -> None:
        server.robots("User-agent: *\nDisallow: /page")
        server.answers["/rules"] = server.answers["/robots.txt"]
        server.redirect("/robots.txt", "/rules")
        assert refusal(server.page()) == "robots_disallowed"

    def test_rules_that_lead_into_this_machine_are_not_followed(self, server: Server) -> None:
        server.redirect("/robots.txt", "http://127.0.0.2/robots.txt")
        assert refusal(server.page()) == "refused_address"

    def test_long_rules_are_read_as_far_as_they_go(self, server: Server) -> None:
        server.robots("User-agent: *\nDisallow: /page\n" + "# and so on\n" * 100_000)
        assert refusal(server.page()) == "robots_disallowed"

    def test_pages_of_one_site_are_asked_for_one_after_the_other(self, server: Server) -> None:
        server.robots("User-agent: *\nCrawl-delay: 0.2")
        stage = CaptureStage(allowed=LOCAL, pause_seconds=0.1).open()
        begun = time.monotonic()
        for path in ("/1", "/2", "/3"):
            stage(Source(name=path, url=server.page(path)))
        assert time.monotonic() - begun >= 0.4
        assert server.paths() == ["/robots.txt", "/1", "/2", "/3"]


class TestBudgets:
    """Size, time and kind."""

    def test_what_is_announced_too_large_is_not_read(self, server: Server) -> None:
        assert refusal(server.page(body=b"x" * 2000), max_bytes=1000) == "too_large"
        assert read(server.page(body=b"x" * 1000), max_bytes=1000).output.text_id

    def test_an_endless_page_is_left(self, server: Server) -> None:
        def endless(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.end_headers()
            while True:
                handler.wfile.write(b"<p>on and on</p>" * 1000)

        server.answers["/endless"] = endless
        assert refusal(server.root + "/endless", max_bytes=100_000) == "too_large"

    @pytest.mark.parametrize("where", ["head", "body"])
    def test_a_page_that_drips_is_left_in_time(self, server: Server, where: str) -> None:
        def drip(handler: BaseHTTPRequestHandler) -> None:
            if where == "body":
                handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            for _ in range(40):
                handler.wfile.write(b"X")
                handler.wfile.flush()
                time.sleep(0.1)

        server.answers["/drip"] = drip
        begun = time.monotonic()
        assert refusal(server.root + "/drip", seconds=0.5) == "timeout"
        assert time.monotonic() - begun < 2

    def test_packed_pages_are_unpacked_and_bombs_are_not(self, server: Server) -> None:
        assert read(server.page(body=gzip.compress(PAGE), Content_Encoding="gzip")).payload == PAGE
        bomb = gzip.compress(bytes(50_000_000))
        assert refusal(server.page(body=bomb, Content_Encoding="gzip"), max_bytes=1_000_000) == "too_large"
        assert refusal(server.page(body=b"\x0b\x02\x80", Content_Encoding="br")) == "content_encoding"
        assert refusal(server.page(body=b"plain", Content_Encoding="gzip")) == "bad_encoding"

    @pytest.mark.parametrize("status", [204, 304, 401, 404, 410, 429, 500])
    def test_only_success_is_a_page(self, server: Server, status: int) -> None:
        body = b"" if status in (204, 304) else PAGE
        assert refusal(server.page(body=body, status=status)) == "http_status"

    @pytest.mark.parametrize(
        ("kind", "body", "code"),
        [
            ("application/pdf", b"%PDF-1.7", "content_type"),
            ("image/png", b"x", "content_type"),
            ("application/json", b"{}", "content_type"),
            ("application/octet-stream", b"words", "content_type"),
            ("text/html", b"%PDF-1.7", "binary"),
            ("text/html", b"", "empty"),
            ("application/rss+xml", b"words", "feed"),
            ("text/xml", b"<?xml version='1.0'?>\n<!-- x --><rss version='2.0'><channel>", "feed"),
            ("text/html", b"<feed xmlns='http://www.w3.org/2005/Atom'><title>x", "feed"),
            ("text/plain", b'{"version": "https://jsonfeed.org/version/1.1"}', "feed"),
        ],
    )
    def test_what_is_no_page_is_refused(self, server: Server, kind: str, body: bytes, code: str) -> None:
        assert refusal(server.page(body=body, Content_Type=kind)) == code

    @pytest.mark.parametrize(
        "kind", ["text/html", "application/xhtml+xml; charset=utf-8", "TEXT/PLAIN", "text/xml", ""]
    )
    def test_pages_go_by_several_names(self, server: Server, kind: str) -> None:
        assert read(server.page(Content_Type=kind)).payload == PAGE

    @pytest.mark.parametrize(
        "answer",
        [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort", b"HTTP/1.1 200 OK\r\n"],
    )
    def test_an_answer_that_is_none_is_refused(self, server: Server, answer: bytes) -> None:
        def give(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(answer)

        server.answers["/x"] = give
        assert refusal(server.root + "/x") == "bad_answer"


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=news.example"]
    subprocess.run([*made, "-keyout", "key", "-out", "cert"], cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                context.wrap_socket(connection, server_side=True)

        thread = Thread(target=greet)
        thread.start()
        assert refusal(f"https://127.0.0.1:{listening.getsockname()[1]}/") == "bad_certificate"
        thread.join()


def test_proxies_and_passwords_of_the_environment_are_not_used(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert read(server.page()).output.text_id
    assert "authorization" not in server.asked[-1][1]


def test_addresses_are_found_without_being_asked(server: Server) -> None:
    (source,) = find([server.page()], known=Known(outlet="Acme"))
    assert (source.name, source.url, source.known.outlet) == (server.root + "/page", server.root + "/page", "Acme")
    assert server.asked == []
    stage = CaptureStage()
    assert stage.key(source) == server.root + "/page"
    assert stage.key(Source(name="x", url=server.root + "/page#a")) == stage.key(source)


def test_reading_files_uses_no_network_library(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("The ferry left the port.")
    code = (
        "import sys; from dateline.capture import CaptureStage, find\n"
        f"[CaptureStage().open()(source) for source in find([{str(tmp_path)!r}])]\n"
        "print(sorted({'httpx', 'httpcore', 'protego', 'warcio', 'ssl', 'socket'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_one_fetcher_serves_many_pages(server: Server) -> None:
    limits = Limits(max_bytes=1000, seconds=5, connect_seconds=5, max_redirects=5, pause_seconds=0)
    fetcher = Fetcher(limits, allowed=LOCAL)
    assert fetcher.fetch(server.page("/1")).payload == PAGE
    with pytest.raises(Refusal):
        fetcher.fetch(server.page("/2", status=500))
    assert fetcher.fetch(server.page("/3")).payload == PAGE
