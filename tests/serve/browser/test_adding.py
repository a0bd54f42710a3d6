"""Handing pages over in a browser: files, pasted words, with progress, and what failed; on a phone, in the dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .checking import grave_faults, sideways
from .conftest import Open

pytestmark = [pytest.mark.model, pytest.mark.slow]

_LONG_MS = 120_000
"""A process that reads takes some seconds to start, and longer on a busy machine."""
_WORDS = """Bridge at Torrin reopens after storm

Friday 27 February 2026

The bridge at Torrin reopened on Friday, Mayor Ana Dell said. "Nobody was hurt," she told reporters. Two lorries had
been blown over on Tuesday.
"""


def _ended(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Pages read", timeout=_LONG_MS)


def test_files_are_read_while_one_looks_on(use: Open, tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(_WORDS)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    page = use("/add")
    assert grave_faults(page) == []
    page.locator("#add-files").set_input_files([tmp_path / "bridge.txt", tmp_path / "picture.png"])
    page.get_by_role("button", name="Read these files").click()
    expect(page).to_have_url(re.compile(r"/add/[0-9a-f]{16}$"))
    expect(page.locator("#job [role=status]")).to_be_visible()
    _ended(page)
    expect(page.locator("#job [role=status]")).to_have_text("2 pages: 1 read, 1 failed")
    expect(page.locator(".troubled")).to_contain_text("picture.png")
    expect(page.locator(".troubled code")).to_be_visible()
    assert grave_faults(page) == []
    page.get_by_role("link", name="Bridge at Torrin reopens").click()
    expect(page.locator("h1")).to_have_text("Bridge at Torrin reopens after storm")
    expect(page.locator(".reading mark.m-said", has_text="Nobody was hurt").first).to_be_visible()


def test_words_are_pasted_on_a_phone_in_the_dark(use: Open) -> None:
    page = use("/add", width=360, dark=True)
    assert sideways(page) <= 0
    assert grave_faults(page) == []
    page.get_by_label("The page, with all that stood around it").fill(_WORDS)
    page.get_by_text("What you know of it").click()
    page.get_by_label("Outlet").fill("The Torrin Mail")
    page.get_by_role("button", name="Read this page").click()
    _ended(page)
    page.locator(".listed a").first.click()
    expect(page.locator(".article-head .facts")).to_contain_text("The Torrin Mail")
    assert sideways(page) <= 0


def test_without_a_script_the_page_reloads_itself_until_it_is_done(use: Open) -> None:
    page = use("/add", script=False)
    page.get_by_label("The page, with all that stood around it").fill(_WORDS)
    page.get_by_role("button", name="Read this page").click()
    _ended(page)
    expect(page.locator("#job [role=status]")).to_have_text("1 page: 1 read, 0 failed")


def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(use: Open) -> None:
    page = use("/add")
    page.get_by_label("Addresses of pages or feeds").fill("/etc/passwd")
    page.get_by_role("button", name="Fetch and read").click()
    expect(page.get_by_role("alert")).to_contain_text("bad_url")
    expect(page.get_by_label("Addresses of pages or feeds")).to_have_value("/etc/passwd")
