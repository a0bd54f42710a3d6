"""Handing pages over without a script: files, pasted words, addresses; the job's page; what could not be read."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from dateline.serve import Settings, make_app
from dateline.serve.pages.reading import ADD
from dateline.workspace import Workspace

from .conftest import HERE
from .forms import BROWSER, page_of, parsed, sent, told

_PAGE = """<html><head><title>Two held after fire at Dunmoor mill</title></head><body><nav>Home | Sport</nav><article>
<h1>Two held after fire at Dunmoor mill</h1><p>Police arrested two men on Monday after a fire destroyed the mill in
Dunmoor, Chief Inspector Mara Holt said. Nobody was hurt.</p><p>"We are looking for a third man," Holt said on Tuesday.
The mill had been closed since March 2024.</p></article></body></html>"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server over an empty workspace, which these pages fill."""
    app = make_app(tmp_path_factory.mktemp("adding") / "own.db", settings=Settings(write=True, author="Tester"))
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield client


_File = tuple[str, tuple[str, bytes, str]]


def handed(client: TestClient, data: Mapping[str, str], *, files: Sequence[_File] = ()) -> html.HtmlElement:
    """The page of a job once it is done; it is reloaded until then."""
    token = page_of(client, ADD).forms[-1].fields["form_token"]
    answer = client.post(ADD, headers=BROWSER, data={"form_token": token, **data}, files=files or None)
    assert answer.status_code == 303, answer.text[-500:]
    until = time.monotonic() + 120
    while time.monotonic() < until:
        page = page_of(client, answer.headers["location"])
        if page.get_element_by_id("job").get("data-goes-on") is None:
            return page
        assert page.xpath("//noscript/meta[@http-equiv='refresh']")
        assert page.find_class("facts")[0].get("role") == "status"
        time.sleep(0.2)
    raise AssertionError("the job did not end")


@pytest.mark.model
def test_files_are_read_and_a_bad_one_costs_itself_alone(server: TestClient) -> None:
    files = [
        ("files", ("mill.html", _PAGE.encode(), "text/html")),
        ("files", ("<b>picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "image/png")),
        ("folder", ("news/empty.txt", b"   ", "text/plain")),
    ]
    page = handed(server, {"form": "files"}, files=files)
    assert told(page.get_element_by_id("job").find("p")) == "3 pages: 1 read, 2 failed"
    (link,) = page.xpath("//ol[@class='listed']//a")
    assert link.text == "Two held after fire at Dunmoor mill"
    failed = [told(row) for row in page.xpath("//ul[@class='listed troubled']/li")]
    assert {"<b>picture.png", "empty.txt"} == {row.split()[0] for row in failed}
    shown = page_of(server, link.get("href"))
    assert told(shown.find(".//h1")) == link.text
    listed = told(page_of(server, "/failures"))
    assert "empty.txt" in listed
    assert "<b>picture.png" in listed
    assert link.text in told(page_of(server, "/articles"))


@pytest.mark.model
def test_pasted_words_are_a_page_with_what_is_known_of_it(server: TestClient) -> None:
    words = "Harbour strike ends\n\nDockers in Selmouth went back to work on Friday, the port authority said."
    known = {"form": "pasted", "text": words, "outlet": "The Selmouth Post", "published": "2026-02-23"}
    page = handed(server, known)
    (link,) = page.xpath("//ol[@class='listed']//a/@href")
    shown = told(page_of(server, link))
    assert "The Selmouth Post" in shown
    assert "23 February 2026" in shown
    # Pasted again it is the same page.
    assert "1 page: 1 read, 0 failed, 1 known already" in told(handed(server, known))


@pytest.mark.model
def test_an_address_that_is_not_public_is_refused_with_its_code(server: TestClient) -> None:
    page = handed(server, {"form": "addresses", "addresses": "http://127.0.0.1:9/secret\nhttp://10.0.0.1/"})
    codes = page.xpath("//ul[@class='listed troubled']//code/text()")
    assert codes == ["refused_address", "refused_address"]


@pytest.mark.parametrize(
    ("form", "values", "code"),
    [
        ("files", {}, "nothing_to_read"),
        ("pasted", {"text": "  "}, "nothing_to_read"),
        ("pasted", {"text": "Words.", "published": "yesterday"}, "bad_date"),
        ("addresses", {"addresses": "/etc/passwd"}, "bad_url"),
        ("addresses", {"addresses": "file:///etc/passwd"}, "unsupported_scheme"),
        ("addresses", {"addresses": ""}, "nothing_to_read"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_form_and_nothing_typed_is_lost(
    server: TestClient, form: str, values: dict[str, str], code: str
) -> None:
    page = page_of(server, ADD)
    status = 400 if code in ("bad_date", "bad_url", "unsupported_scheme") else 422
    after = sent(server, page, form, values, status=status)
    (wrong,) = [one for one in after.forms if one.fields.get("form") == form]
    assert code in told(wrong.find_class("trouble")[0])
    for name, value in values.items():
        assert (wrong.fields[name] or "").strip() == value.strip()


def test_a_job_that_is_not_known_is_said_to_be_none(server: TestClient) -> None:
    assert "unknown_job" in told(page_of(server, f"{ADD}/none", status=404))


def test_nothing_is_taken_where_the_server_is_for_looking(reader: TestClient) -> None:
    answer = reader.post(ADD, files=[("files", ("a.txt", b"words"))], headers=BROWSER)
    assert answer.status_code == 403
    assert "read_only" in told(parsed(answer.text))


def test_the_list_of_articles_goes_on_page_by_page(reader: TestClient, archive: Path) -> None:
    with Workspace(archive) as workspace:
        known = {article.id for article in workspace.articles(limit=10_000).articles}
    found: list[str] = []
    path: str | None = "/articles"
    while path:
        page = page_of(reader, path)
        found += [str(href).removeprefix("/article/") for href in page.xpath("//ol[@class='listed']//a/@href")]
        path = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    assert len(found) == len(known)
    assert set(found) == known
