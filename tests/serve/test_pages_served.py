"""The pages as they are served: every one answers, and every link on it leads somewhere."""

from __future__ import annotations

import re
import time

import pytest
from lxml import html
from starlette.testclient import TestClient

from .trees import faults


def page(reader: TestClient, path: str) -> html.HtmlElement:
    answer = reader.get(path)
    assert answer.status_code == 200, (path, answer.text[:300])
    return html.document_fromstring(answer.text)


@pytest.fixture(scope="module")
def stories(reader: TestClient) -> list[str]:
    found = [str(href) for href in page(reader, "/").xpath("//ol[@class='front-list']//h2/a/@href")]
    assert found
    return found


def test_no_page_has_a_fault(reader: TestClient, stories: list[str]) -> None:
    for path in ("/", "/?since=2026-01-01", "/search", "/search?q=killed", *stories[:3]):
        assert faults(page(reader, path)) == [], path


def test_every_link_of_a_story_leads_somewhere(reader: TestClient, stories: list[str]) -> None:
    seen: set[str] = set()
    for href in page(reader, stories[0]).xpath("//a/@href"):
        path = str(href).partition("#")[0]
        kind = re.sub(r"[0-9a-f]{20}", "ID", path.partition("?")[0])
        if not path.startswith("/") or path in seen or sum(1 for one in seen if kind in one) > 3:
            continue
        seen.add(path)
        answer = reader.get(path)
        assert answer.status_code in (200, 303), path
        if "#" in str(href) and str(href).startswith("/article/"):
            places = [node.get("id") for node in html.document_fromstring(answer.text).iter()]
            assert str(href).partition("#")[2] in places
    assert any(path.startswith("/article/") and "ref=" in path for path in seen)
    assert any(path.startswith("/entity/") for path in seen)


def test_somebody_asked_for_by_name_has_a_page_of_their_own(reader: TestClient, stories: list[str]) -> None:
    entity = str(page(reader, stories[0]).xpath("//section[@aria-labelledby='entities']//a/@href")[0])
    name = page(reader, entity).xpath("string(//h1)")
    answer = reader.get(f"/entity/{name}")
    assert (answer.status_code, answer.headers["location"]) == (303, entity)
    # A story asked for as somebody, or somebody as a story, leads to the right page.
    assert reader.get(stories[0].replace("/story/", "/entity/")).headers["location"] == stories[0]
    assert reader.get(entity.replace("/entity/", "/story/")).headers["location"] == entity


def test_a_step_of_the_slider_leads_to_the_address_of_its_day(reader: TestClient, stories: list[str]) -> None:
    with_days = next(path for path in stories if page(reader, path).xpath("//input[@name='step']"))
    [slider] = page(reader, with_days).xpath("//input[@name='step']")
    days = slider.get("data-days").split()
    answer = reader.get(f"{with_days}?step=0")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{with_days}?as_of={days[0]}")
    assert reader.get(f"{with_days}?step={len(days) - 1}").headers["location"] == with_days
    back = page(reader, f"{with_days}?as_of={days[0]}")
    assert "as published by" in back.xpath("string(//p[@class='clocks'])")
    assert faults(back) == []
    changes = page(reader, f"{with_days}/changes?before={days[0]}&after={days[-1]}")
    assert faults(changes) == []
    assert [day for day in days if day in changes.xpath("//time/@datetime")]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/story/nothing-of-that-name", 404, "not_found"),
        ("/entity/nobody", 404, "not_found"),
        ("/?since=yesterday", 400, "bad_day"),
        ("/?after=nonsense%00", 200, ""),
        ("/nowhere", 404, "no_such_page"),
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(reader: TestClient, path: str, status: int, code: str) -> None:
    answer = reader.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == status
    assert code in answer.text
    assert faults(html.document_fromstring(answer.text)) == []


def test_before_anything_was_published_the_page_says_when_it_began(reader: TestClient, stories: list[str]) -> None:
    answer = reader.get(f"{stories[0]}?as_of=1999-01-01", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "Nothing of this had been published by 1999-01-01: the first article is of" in answer.text


def test_counts_come_into_the_list_by_themselves(reader: TestClient) -> None:
    for _ in range(100):
        if not page(reader, "/").xpath("//ol/@data-counting"):
            break
        time.sleep(0.1)
    rows = page(reader, "/").xpath("//ol[@class='front-list']/li//p[@class='facts']")
    assert rows
    assert all("origin" in row.text_content() for row in rows)
    # What the list says is what the story's own page says.
    link = page(reader, "/").xpath("//ol[@class='front-list']/li[1]//h2/a/@href")[0]
    told = re.search(r"(\d+) origins?", rows[0].text_content())
    own = re.search(r"(\d+) origins?", page(reader, str(link)).xpath("string(//ul[@class='numbers'])"))
    assert told
    assert own
    assert told[1] == own[1]


def test_a_failure_is_told_in_words_with_its_commands_as_code(reader: TestClient) -> None:
    answer = reader.get("/story/<b>`x", headers={"Accept": "text/html"})
    body = html.document_fromstring(answer.text)
    assert answer.status_code == 404
    assert body.xpath("string(//h1)") == "There is no such thing here"
    assert not body.xpath("//main//b")
    assert faults(body) == []
