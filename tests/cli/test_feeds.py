"""A feed on the command line: its entries are pages in its place; their links are asked for where the user wants it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .running import dateline, picture

_TOLD = "The ferry left the harbour of Westmarch with 40 people on board on Monday morning, the mayor said."


def feed(folder: Path, *links: str) -> Path:
    items = "".join(
        f"<item><title>Ferry {number}</title><link>{link}</link>"
        f"<description>{_TOLD} It was the {number}th.</description>"
        "<pubDate>Mon, 02 Mar 2026 10:40:00 GMT</pubDate></item>"
        for number, link in enumerate(links, start=1)
    )
    path = folder / "feed.xml"
    path.write_text(f"<?xml version='1.0'?><rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>")
    return path


@pytest.mark.model
def test_a_feed_is_read_entry_by_entry_and_once(tmp_path: Path) -> None:
    path = feed(tmp_path, "https://courier.example/1", "https://courier.example/2")
    found = picture("read", path, "--json", "--workspace", tmp_path / "w.db")
    assert [article["url"] for article in found["articles"]] == [
        "https://courier.example/1",
        "https://courier.example/2",
    ]
    assert {warning["code"] for warning in found["warnings"]} == {"summary_only"}
    again = dateline("read", path, "--workspace", tmp_path / "w.db")
    assert b"2 pages: 0 new, 2 known already, 0 failed" in again.stdout
    assert json.loads(dateline("check", "--json", "--workspace", tmp_path / "w.db").stdout)["broken"] == []


def test_links_are_followed_only_where_asked_and_checked_like_any_address(tmp_path: Path) -> None:
    path = feed(tmp_path, "http://127.0.0.1:9/page", "ftp://courier.example/2")
    done = dateline("read", path, "--follow", "--workspace", tmp_path / "w.db")
    assert done.returncode == 1
    assert b"http://127.0.0.1:9/page" in done.stderr
    assert b"refused_address" in done.stderr
    assert b"unsupported_scheme" in done.stderr


def test_a_feed_that_cannot_be_read_fails_once_among_others(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<?xml version='1.0'?><rss><channel></channel></rss>")
    (tmp_path / "b.xml").write_text("<urlset xmlns='x'><url><loc>https://courier.example/1</loc></url></urlset>")
    done = dateline("read", tmp_path / "a.xml", tmp_path / "b.xml", "--workspace", tmp_path / "w.db")
    assert b"2 pages: 2 new, 0 known already, 2 failed" in done.stdout
    listed = dateline("failures", "--workspace", tmp_path / "w.db").stdout
    assert b"[capture: empty]" in listed
    assert b"[capture: feed]" in listed
