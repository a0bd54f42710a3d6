"""Front, story, entity, search and what changed, as somebody uses them: mouse, keyboard, a phone, in the dark."""

from __future__ import annotations

import re

import httpx
import pytest
from lxml import html
from playwright.sync_api import Locator, Page, expect

from .checking import grave_faults, sideways
from .conftest import Open, Served

pytestmark = [pytest.mark.model, pytest.mark.slow]


@pytest.fixture(scope="session")
def addresses(served: Served) -> dict[str, str]:
    """The addresses of the pages, found by following links from the front page."""

    def links(path: str, query: str) -> list[str]:
        answer = httpx.get(f"{served.address}{path}", timeout=60)
        found = html.document_fromstring(answer.text).xpath(query)
        return [str(href) for href in found] if isinstance(found, list) else []

    story = links("/", "//ol[@class='front-list']/li[1]//h2/a/@href")[0]
    entity = links(story, "//section[@aria-labelledby='entities']//dt/a/@href")[0]
    return {
        "front": "/", "since": "/?since=2026-03-10", "story": story, "entity": entity,
        "story then": f"{story}?as_of=2026-03-10", "changes": f"{story}/changes?before=2026-03-05&after=2026-03-12",
        "search": "/search?q=dam", "reported": "/reported", "trouble": "/search?q=dam+%28wall", "grammar": "/search",
    }  # fmt: skip


PAGES = ("front", "since", "story", "entity", "story then", "changes", "search", "reported", "trouble", "grammar")


@pytest.mark.parametrize("name", PAGES)
def test_page_is_usable_by_all_at_any_width_in_light_and_dark(look: Open, addresses: dict[str, str], name: str) -> None:
    page = look(addresses[name])
    assert grave_faults(page) == []
    for width in (1000, 600, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert sideways(page) <= 0, width
    page.emulate_media(color_scheme="dark")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(map(int, re.findall(r"\d+", background)[:3])) < 150
    assert grave_faults(page) == []


def test_a_way_through_by_mouse(look: Open) -> None:
    """Open, search, a hit's words; a story, its evidence."""
    page = look("/")
    page.get_by_role("searchbox").fill('kind:quotation "dam"')
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    expect(page.locator(".hit mark").first).to_be_visible()
    page.locator(".hit h3 a").first.click()
    expect(page).to_have_url(re.compile(r"/article/[0-9a-f]{20}\?ref="))
    page.get_by_role("link", name="Stories").first.click()
    page.locator(".front-list h2 a").first.click()
    expect(page.get_by_role("heading", name="Timeline")).to_be_visible()
    page.locator("#timeline ~ ol .pages a").first.click()
    expect(page).to_have_url(re.compile(r"/article/.*#ref-"))


def test_the_main_ways_by_keyboard_alone(look: Open) -> None:
    page = look("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    # From the content on, the stories are a few keys away, and what has the focus is seen to have it.
    title = page.locator(".front-list h2 a").first
    _tab_to(page, title)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Timeline")).to_be_visible()
    slider = page.get_by_role("slider")
    _tab_to(page, slider)
    page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "5 March 2026")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"as_of=2026-03-05"))
    expect(page.locator(".clocks")).to_have_text("as published by 5 March 2026")


def _tab_to(page: Page, wanted: Locator, *, most: int = 80) -> None:
    for _ in range(most):
        if wanted.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("the keyboard does not get there")


def test_the_slider_goes_back_in_time_and_without_script_too(look: Open, addresses: dict[str, str]) -> None:
    for script in (True, False):
        page = look(addresses["story"], script=script)
        whole = page.locator(".numbers b").first.inner_text()
        slider = page.get_by_role("slider")
        slider.focus()
        slider.press("Home")
        page.locator("form.as-of button").click()
        expect(page.locator(".clocks")).to_contain_text("as published by")
        assert int(page.locator(".numbers b").first.inner_text()) < int(whole)
        page.get_by_role("link", name="today").click()
        expect(page.locator(".clocks")).to_have_count(0)


def test_what_changed_between_two_days(look: Open, addresses: dict[str, str]) -> None:
    page = look(addresses["story"])
    page.get_by_label("What changed from").select_option("2026-03-05")
    page.get_by_label("to", exact=True).select_option("2026-03-12")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="New")).to_be_visible()
    expect(page.get_by_label("to", exact=True)).to_have_value("2026-03-12")


def test_every_page_works_without_script(look: Open, addresses: dict[str, str]) -> None:
    for name in PAGES:
        page = look(addresses[name], script=False)
        expect(page.locator("main h1")).to_be_visible()


def test_the_last_visit_is_kept_in_the_browser_and_said_in_the_address(look: Open) -> None:
    page = look("/")
    assert page.context.cookies() == []
    page.evaluate("localStorage.setItem('dateline-visits', JSON.stringify({now: '2026-03-12'}))")
    page.reload()
    page.get_by_role("link", name="since my last visit").click()
    expect(page).to_have_url(re.compile(r"\?since=2026-03-12"))
    expect(page.get_by_role("status")).to_contain_text("moved since 12 March 2026")
    expect(page.locator("li.new").first).to_be_visible()


def test_counts_come_into_the_list_without_a_reload(look: Open) -> None:
    page = look("/")
    expect(page.locator(".front-list li").first.locator(".facts")).to_contain_text("origins")


def test_a_page_prints_without_its_controls(look: Open, addresses: dict[str, str]) -> None:
    page = look(addresses["story"])
    page.emulate_media(media="print")
    for control in (".masthead nav", ".find", ".contents", ".back form"):
        assert not page.locator(control).first.is_visible(), control
    expect(page.get_by_role("heading", name="Timeline")).to_be_visible()
