"""Judging in a browser: by mouse, by keyboard alone, with what goes wrong beside its form; and taking back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .checking import grave_faults, sideways
from .conftest import Open

pytestmark = [pytest.mark.model, pytest.mark.slow]


def _somebody(page: Page) -> str:
    """Go to the page of the story's first person; returns the name."""
    page.locator(".front-list h2 a").first.click()
    page.locator("section[aria-labelledby='entities'] dt a").first.click()
    return page.locator("h1").inner_text()


def test_two_are_judged_to_be_one_and_apart_again(use: Open) -> None:
    page = use("/")
    name = _somebody(page)
    page.locator(".subject").get_by_role("link", name="Judge").first.click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator(".reasons")).to_be_visible()
    assert grave_faults(page) == []
    other = page.locator("datalist option").first.get_attribute("value") or ""
    form = page.locator("form").filter(has=page.get_by_role("button", name="Same", exact=True))
    form.get_by_label("The other one").fill(other)
    form.get_by_label("Your name").fill("Ada Quill")
    form.get_by_role("button", name="Same").click()
    expect(page).to_have_url(re.compile(r"/judging\?done=[0-9a-f]+#j-"))
    expect(page.get_by_role("status").first).to_have_text("Kept: they are one.")
    expect(page.locator(".log li").first).to_contain_text("Ada Quill")
    assert grave_faults(page) == []
    # A reload sends nothing again.
    page.reload()
    expect(page.locator(".log > li")).to_have_count(1)
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("status").first).to_have_text("Kept: it was taken back.")
    expect(page.locator(".log li.undone")).to_have_count(1)


def test_what_goes_wrong_stands_beside_its_form(use: Open) -> None:
    page = use("/")
    _somebody(page)
    page.locator(".subject").get_by_role("link", name="Judge").first.click()
    form = page.locator("form").filter(has=page.get_by_role("button", name="Different", exact=True))
    form.get_by_label("The other one").fill("Nobody Known Here")
    # The browser tells of every answer that is no success in its console: that one is meant.
    with page.expect_response(lambda answer: answer.status == 404):
        form.get_by_role("button", name="Different").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("unknown_reference")
    assert alert.evaluate("it => it.closest('form').querySelector('button').textContent") == "Different"


def test_a_page_is_corrected_by_keyboard_alone(use: Open) -> None:
    page = use("/articles", width=360)
    page.locator(".listed a").first.click()
    assert sideways(page) <= 0
    summary = page.get_by_text("Correct what was read", exact=True)
    summary.focus()
    page.keyboard.press("Enter")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_label("Outlet")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("The Corrected Courier")
    page.keyboard.press("Enter")
    expect(page.locator(".log li").first).to_contain_text("The Corrected Courier")
    page.locator(".log li a").first.click()
    expect(page.locator(".article-head .facts")).to_contain_text("The Corrected Courier")


def test_it_all_works_without_a_script(use: Open) -> None:
    page = use("/", script=False)
    _somebody(page)
    page.locator(".timeline, .subject").get_by_role("link", name="Judge").first.click()
    page.get_by_role("button", name="Read wrongly").click()
    expect(page.get_by_role("status").first).to_have_text("Kept: it is left out from now on.")


def test_a_server_for_looking_says_how_to_judge(look: Open) -> None:
    page = look("/judging")
    expect(page.get_by_text("dateline serve --write")).to_be_visible()
    assert page.locator("form[method=post]").count() == 0
