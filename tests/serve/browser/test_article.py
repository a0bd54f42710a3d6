"""The page of an article in a browser: marks and the lines that rest on them, both ways; notes, cards, what was left
out; by keyboard, on a phone, in the dark, without a script."""

from __future__ import annotations

import re

import httpx
import pytest
from lxml import html
from playwright.sync_api import Page, expect

from .checking import grave_faults, sideways
from .conftest import Open, Served

pytestmark = [pytest.mark.model, pytest.mark.slow]


@pytest.fixture(scope="session")
def article(served: Served) -> str:
    """An article that came as HTML, quotes several people, and was copied by another outlet."""
    return _found(served, "six-arrested.html")


@pytest.fixture(scope="session")
def addresses(served: Served, article: str) -> dict[str, str]:
    """The pages that show articles, and what was not read."""
    live = _found(served, "_live.txt")
    return {
        "html": article, "as it came": f"{article}?left-out=1", "live": live, "live as it came": f"{live}?left-out=1",
        "list": "/articles", "failures": "/failures", "judging": "/judging", "add": "/add",
    }  # fmt: skip


NAMES = ("html", "as it came", "live", "live as it came", "list", "failures", "judging", "add")


def _found(served: Served, ending: str) -> str:
    answer = httpx.get(f"{served.address}/articles", timeout=60)
    tree: html.HtmlElement = html.document_fromstring(answer.text)
    for row in tree.find_class("listed")[0]:
        if ending in row.text_content():
            return str(row.xpath("string(.//a/@href)"))
    raise AssertionError(f"no article of {ending}")


@pytest.mark.parametrize("name", NAMES)
def test_page_has_no_grave_fault_of_accessibility(look: Open, addresses: dict[str, str], name: str) -> None:
    assert grave_faults(look(addresses[name])) == []


@pytest.mark.parametrize("name", NAMES)
def test_dark_page_has_no_grave_fault_on_a_phone(look: Open, addresses: dict[str, str], name: str) -> None:
    page = look(addresses[name], dark=True, width=360)
    for notes in page.locator(".notes").all()[:2]:
        notes.evaluate("it => { it.open = true }")
    assert grave_faults(page) == []
    assert sideways(page) <= 0


@pytest.mark.parametrize("name", NAMES)
def test_page_works_without_script_and_never_scrolls_sideways(look: Open, addresses: dict[str, str], name: str) -> None:
    page = look(addresses[name], width=320, script=False)
    expect(page.locator("main h1")).to_be_visible()
    assert sideways(page) <= 0


def test_a_line_leads_to_its_words_and_its_words_back_to_the_line(look: Open, article: str) -> None:
    page = look(article)
    mark = page.locator("mark.m-said a[data-kind=said][href*='#line-']").first
    line = str(mark.get_attribute("href")).partition("#")[2]
    mark.click()
    expect(page).to_have_url(re.compile(rf"/story/[0-9a-f]{{20}}#{line}$"))
    told = page.locator(f"[id='{line}']")
    expect(told).to_be_in_viewport()
    told.locator(".pages a").first.click()
    reference = line.removeprefix("line-")
    expect(page).to_have_url(re.compile(rf"/article/[0-9a-f]{{20}}\?ref={reference}#ref-{reference}$"))
    framed = page.locator("mark.m-asked").first
    expect(framed).to_be_in_viewport()
    assert framed.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
    expect(page.locator(".asked-for")).to_contain_text("framed in the text")


def test_every_mark_leads_to_a_place_that_is_there(look: Open, served: Served, article: str) -> None:
    page = look(article)
    hrefs = page.evaluate("[...document.querySelectorAll('mark > a')].map(it => it.getAttribute('href'))")
    assert len(hrefs) > 80
    pages: dict[str, set[str]] = {}
    for href in dict.fromkeys(hrefs):
        path, _, place = str(href).partition("#")
        path = path or article
        if path not in pages:
            answer = httpx.get(f"{served.address}{path}", timeout=60, follow_redirects=True)
            assert answer.status_code == 200, path
            pages[path] = {str(name) for name in html.document_fromstring(answer.text).xpath("//@id")}  # type: ignore[union-attr]
        assert not place or place in pages[path], href


def test_marks_are_nested_and_the_text_is_whole(look: Open, served: Served, article: str) -> None:
    """What the browser made of the page has the words of the API, in the browser's own units too."""
    page = look(article)
    picture = httpx.get(f"{served.address}/api{article}", timeout=60).json()
    (text,) = [one["text"] for one in picture["texts"] if one["kind"] == "article"]
    blocks = page.evaluate("[...document.querySelectorAll('.block > :first-child')].map(it => it.textContent)")
    assert "\n\n".join(blocks) == text
    exact = {"".join(part["exact"] for part in one["evidence"]["content"]) for one in picture["quotations"]}
    said = page.evaluate(
        """[...document.querySelectorAll('mark.m-said')].reduce((found, it) => {
            found[it.dataset.note] = (found[it.dataset.note] || '') + it.textContent; return found }, {})"""
    )
    assert exact <= set(said.values())


def test_kinds_are_turned_off_and_on_without_a_script(look: Open, article: str) -> None:
    page = look(article, script=False)
    mark = page.locator(".reading mark.m-said").first
    before = mark.evaluate("it => getComputedStyle(it).backgroundColor")
    page.get_by_label(re.compile("^What is said")).uncheck()
    assert mark.evaluate("it => getComputedStyle(it).backgroundColor") == "rgba(0, 0, 0, 0)" != before
    page.get_by_label(re.compile("^What is said")).check()
    assert mark.evaluate("it => getComputedStyle(it).backgroundColor") == before


def test_what_was_turned_off_stays_so_and_is_no_stop_for_the_keyboard(look: Open, article: str) -> None:
    page = look(article)
    page.get_by_label(re.compile("^Who and what")).uncheck()
    page.reload()
    expect(page.get_by_label(re.compile("^Who and what"))).not_to_be_checked()
    stops = page.evaluate("[...document.querySelectorAll('a[data-kind=name]')].filter(it => it.tabIndex >= 0).length")
    assert stops == 0


def test_kinds_are_told_apart_without_colours(look: Open, article: str) -> None:
    page = look(article)
    seen = page.evaluate(
        """[...document.querySelectorAll('.mark-legend mark')].map(it => { const style = getComputedStyle(it);
            return [it.className, [style.textDecorationStyle, style.textDecorationLine, style.fontWeight,
                style.fontStyle, style.boxShadow.replace(/rgba?\\([^)]*\\)/, ''),
                style.textDecorationThickness].join()] })"""
    )
    assert len({look for _, look in seen}) == len(seen) >= 10


def test_a_card_says_what_a_mark_supports_by_mouse_and_by_keyboard(look: Open, article: str) -> None:
    page = look(article)
    card = page.locator(".mark-card")
    page.locator("mark.m-event > a").first.hover()
    expect(card).to_be_visible()
    expect(card.locator(".kind").first).to_have_text("an event")
    expect(card.get_by_role("link").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    _tab_into_text(page)
    expect(card).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/(story|entity)/|/search\?"))


def _tab_into_text(page: Page) -> None:
    page.locator(".text-row a").last.focus()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('mark')"):
            return
    pytest.fail("the keyboard does not get to the marks")


def test_a_finger_sees_the_card_first_and_goes_on_from_there(look: Open, article: str) -> None:
    page = look(article, width=360)
    link = page.locator("mark.m-said a[data-kind=said][href*='#line-']").first
    link.scroll_into_view_if_needed()
    link.dispatch_event("pointerdown", {"pointerType": "touch", "bubbles": True})
    link.dispatch_event("click", {"bubbles": True, "cancelable": True})
    card = page.locator(".mark-card")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    card.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/story/"))


def test_notes_stand_under_their_paragraph_and_lead_back(look: Open, article: str) -> None:
    page = look(article, script=False)
    notes = page.locator(".notes").first
    notes.locator("summary").click()
    row = notes.locator("li").nth(2)
    expect(row).to_be_visible()
    row.locator(".back").click()
    expect(page.locator("mark:target")).to_be_in_viewport()


def test_what_was_left_out_is_shown_dimmed_and_with_its_markup(look: Open, article: str) -> None:
    page = look(article)
    assert page.locator(".left-out").count() == 0
    page.get_by_role("link", name="Show what was left out").click()
    dimmed = page.locator(".left-out:visible").first
    expect(dimmed).to_be_visible()
    words, text = (
        page.locator(one).first.evaluate("it => getComputedStyle(it).color") for one in (".left-out", ".block > p")
    )
    assert words != text
    expect(page.locator(".markup").first).to_be_hidden()
    page.get_by_label("with its markup").check()
    expect(page.locator(".markup").first).to_be_visible()
    page.get_by_role("link", name="Show the article alone").click()
    expect(page.locator(".left-out")).to_have_count(0)


def test_what_the_page_says_of_itself_leads_to_where_it_says_so(look: Open, article: str) -> None:
    page = look(article)
    page.get_by_text("What the page says of itself", exact=True).click()
    page.locator(".beside dd a[href*='left-out']").first.click()
    expect(page.locator("mark.m-page:target")).to_be_in_viewport()


def test_the_own_bytes_are_saved_and_not_shown(look: Open, article: str) -> None:
    page = look(article)
    with page.expect_download() as saved:
        page.get_by_role("link", name="own bytes").click()
    assert saved.value.suggested_filename.endswith("six-arrested.html")
    assert b"<html" in saved.value.path().read_bytes()[:200]


def test_a_page_prints_as_its_text(look: Open, article: str) -> None:
    page = look(article)
    page.emulate_media(media="print")
    for control in (".masthead nav", ".mark-legend", ".text-row .button", ".notes"):
        assert not page.locator(control).first.is_visible(), control
    expect(page.locator(".block p").first).to_be_visible()
