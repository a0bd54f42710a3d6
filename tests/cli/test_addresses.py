"""Addresses and archives on the command line; what they need is loaded only where they are named."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from .running import dateline, picture


def test_a_server_of_this_machine_is_never_asked(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/page"
        done = dateline("read", url, "--workspace", tmp_path / "w.db")
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert done.returncode == 1
    assert b"refused_address" in done.stderr
    listed = picture_failures(tmp_path / "w.db")
    assert listed == [(url, "capture", "refused_address")]


def test_a_password_in_an_address_goes_nowhere(tmp_path: Path) -> None:
    done = dateline("read", "https://me:s3cr3t@news.example/", "--workspace", tmp_path / "w.db")
    assert done.returncode == 1
    assert b"credentials_in_url" in done.stderr
    assert b"s3cr3t" not in done.stdout + done.stderr + (tmp_path / "w.db").read_bytes()


@pytest.mark.model
def test_an_archive_is_read_a_page_at_a_time(tmp_path: Path) -> None:
    told = "<p>The ferry left the harbour of Westmarch with {0} people on board on Monday morning, the mayor said.</p>"
    more = "<p>Nobody was hurt when it ran aground an hour later, and all of them were brought back by fishermen.</p>"
    page = f"<html><head><title>Ferry {{0}}</title></head><body><h1>Ferry {{0}}</h1>{told}{more}{more}</body></html>"
    records = []
    for number in (1, 2):
        block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page.format(number)}"
        records.append(
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n"
            f"WARC-Date: 2026-03-05T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n{block}\r\n\r\n"
        )
    (tmp_path / "crawl").write_text("".join(records), newline="")
    found = picture("read", tmp_path / "crawl", "--json", "--workspace", tmp_path / "w.db")
    assert {article["url"] for article in found["articles"]} == {"https://news.example/1", "https://news.example/2"}


@pytest.mark.parametrize(
    "code",
    [
        "import dateline.cli",
        "import dateline; dateline.open('{}/w.db').dossier()",
        "import dateline; dateline.open('{0}/w.db').read(['{0}/none.txt'])",
    ],
)
def test_network_and_archive_libraries_are_loaded_where_they_are_wanted(tmp_path: Path, code: str) -> None:
    seen = (
        f"{code.format(tmp_path)}; import sys; print({{'httpx', 'httpcore', 'protego', 'warcio'}} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def picture_failures(workspace: Path) -> list[tuple[str, str, str]]:
    listed = json.loads(dateline("failures", "--json", "--workspace", workspace).stdout)
    return [(failure["source"], failure["stage"], failure["code"]) for failure in listed]
