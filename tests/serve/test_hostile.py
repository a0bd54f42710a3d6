"""Pages that mean harm, read and served: wherever a link leads, nothing of them acts, and every export is harmless."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

import dateline
from dateline.export import FORMATS
from dateline.serve import Settings, make_app
from export.test_harmless import acting

from .conftest import HERE
from .hostile import lay_out
from .trees import faults

pytestmark = pytest.mark.model

_PAGES = 150
"""Pages that are followed from the front page on."""
_LARGEST = 1_500_000


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server over the hostile pages; it may be written, so that all forms are there."""
    folder = tmp_path_factory.mktemp("hostile")
    pages = lay_out(folder)
    path = tmp_path_factory.mktemp("served") / "own <b>.db"
    with dateline.open(path) as workspace:
        failed = [page.failure for page in workspace.read(pages) if page.failure]
        assert failed == []
    with TestClient(make_app(path, settings=Settings(write=True)), base_url=HERE, follow_redirects=False) as client:
        yield client


def parsed(text: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    made: html.HtmlElement = html.document_fromstring(text.encode(), parser=parser)
    return made


def found(tree: html.HtmlElement, path: str) -> list[str]:
    """The values of attributes."""
    return [str(one) for one in tree.xpath(path)]


def followed(client: TestClient) -> Iterator[tuple[str, str]]:
    """Every page that links of pages lead to, with its text, each kind as early as it is met."""
    waiting, seen = ["/", "/articles", "/judging", "/add", "/failures", "/search?q=said"], set[str]()
    while waiting and len(seen) < _PAGES:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path, headers={"accept": "text/html"})
        if answer.status_code == 303:
            waiting.insert(0, answer.headers["location"].partition("#")[0])
            continue
        assert answer.status_code == 200, (path, answer.text[-400:])
        yield path, answer.text
        tree = parsed(answer.text)
        hrefs = [href.partition("#")[0] for href in found(tree, "//main//a/@href")]
        kinds: dict[str, int] = {}
        for href in dict.fromkeys(hrefs):
            kind = href.split("/")[1] if href.startswith("/") else ""
            kinds[kind] = kinds.get(kind, 0) + 1
            if kind and kind not in ("api", "static") and kinds[kind] <= 6:
                waiting.append(href)


def test_nothing_of_the_pages_acts_wherever_a_link_leads(served: TestClient) -> None:
    kinds = set()
    for path, text in followed(served):
        tree = parsed(text)
        assert faults(tree) == [], path
        assert acting(text) == [], path
        assert len(text) < _LARGEST, path
        assert len(tree.xpath("//script")) == 1, path
        kinds.add(path.split("/")[1].partition("?")[0])
    assert {"", "story", "entity", "article", "articles", "judge", "judging", "search", "add", "failures"} <= kinds


def test_the_words_are_shown_all_the_same(served: TestClient) -> None:
    listed = parsed(served.get("/articles").text).text_content()
    assert "<script>" in listed
    assert "Fire at Dunmoor mill" in listed
    assert '=HYPERLINK("http://evil.example"' in listed


def test_no_link_leads_where_a_page_wants(served: TestClient) -> None:
    for path, text in followed(served):
        outward = [to for to in found(parsed(text), "//@href|//@src|//@action") if not to.startswith(("/", "#"))]
        assert outward == [], path


def test_pages_with_what_was_left_out_are_as_harmless(served: TestClient) -> None:
    articles = served.get("/api/articles").json()["articles"]
    assert len(articles) == 8
    for article in articles:
        answer = served.get(f"/article/{article['id']}?left-out=1&ref={article['id']}")
        assert answer.status_code == 200
        tree = parsed(answer.text)
        assert faults(tree) == []
        assert acting(answer.text) == []
        assert len(tree.xpath("//script")) == 1


@pytest.mark.parametrize(
    "words", ['"', "kind:", "(((", "a AND", "speaker:\x00", "date:2026..-01", "*", "x" * 5000, "<script>"]
)
def test_search_syntax_is_answered_in_words(served: TestClient, words: str) -> None:
    answer = served.get("/search", params={"q": words}, headers={"accept": "text/html"})
    assert answer.status_code in (200, 400)
    tree = parsed(answer.text)
    assert faults(tree) == []
    assert len(tree.xpath("//script")) == 1


@pytest.mark.parametrize("form", FORMATS)
def test_every_export_is_harmless_and_saved_not_shown(served: TestClient, form: str) -> None:
    answer = served.get(f"/api/export/{form}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    if form == "csv":
        csv.field_size_limit(10**8)
        for name in (archive := zipfile.ZipFile(io.BytesIO(answer.content))).namelist():
            rows = csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))
            assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in ("=", "@", "+")], name
        return
    text = answer.text
    assert acting(text) == []
    if form == "html":
        tree = parsed(text)
        assert not tree.xpath("//script|//iframe|//img|//@onload|//@onerror")
        assert not [href for href in found(tree, "//@href") if not href.startswith("#")]
        return
    assert "<" not in text
    for line in [text] if form in ("json", "jsonld", "annotation", "prov", "stix") else text.splitlines():
        json.loads(line)


def test_a_page_that_was_captured_is_handed_out_as_a_file_alone(served: TestClient) -> None:
    for article in served.get("/api/articles").json()["articles"]:
        answer = served.get(f"/api/capture/{article['id']}")
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]
        assert "\n" not in answer.headers["content-disposition"]


def test_a_source_is_no_path_of_this_machine(served: TestClient, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    for path in (
        f"/article/{secret}",
        "/article/..%2F..%2Fetc%2Fpasswd",
        "/static/..%2F..%2Fapp.py",
        "/api/capture/..%2Fx",
    ):
        answer = served.get(path)
        assert answer.status_code == 404
        assert "the secret" not in answer.text
