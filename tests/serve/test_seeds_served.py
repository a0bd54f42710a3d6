"""Two real pages read, served, searched and exported: what a user sees is what ``--json`` says.

The pages lie beside the checkout and nothing of them is written here: every expected value is the dossier's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

import dateline
from cli.running import dateline as command
from dateline.records.dossier import Dossier
from dateline.records.plain import from_plain
from dateline.rendering.dates import readable
from dateline.rendering.harmless import shortened
from dateline.serve import Settings, make_app

from .conftest import HERE
from .forms import page_of, parsed, told

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def workspace(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the two pages."""
    pages = sorted((shared / "seeds").glob("0*.txt"))
    assert len(pages) == 2
    path = tmp_path_factory.mktemp("seeds") / "seeds.db"
    with dateline.open(path) as opened:
        assert [page.failure for page in opened.read(pages)] == [None, None]
    return path


@pytest.fixture(scope="module")
def client(workspace: Path) -> Iterator[TestClient]:
    """A server over it."""
    with TestClient(make_app(workspace, settings=Settings()), base_url=HERE, follow_redirects=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def pictures(workspace: Path, client: TestClient) -> list[Dossier]:
    """What the command prints as JSON of each story."""
    ids = [str(href).rpartition("/")[2] for href in page_of(client, "/").xpath("//ol[@class='front-list']//h2/a/@href")]
    assert ids
    found = []
    for story in ids:
        done = command("dossier", story, "--json", "--workspace", workspace)
        found.append(from_plain(Dossier, json.loads(done.stdout)))
    return found


def numbers(page: html.HtmlElement) -> dict[str, int]:
    """The counts at the head of a page, by their nouns in one."""
    rows = [told(row).split(maxsplit=1) for row in page.find_class("numbers")[0]]
    return {noun.removesuffix("s"): int(number.replace(",", "")) for number, noun in rows}


def test_the_head_of_a_story_counts_as_the_json_does(client: TestClient, pictures: list[Dossier]) -> None:
    for picture in pictures:
        seen = numbers(page_of(client, f"/story/{picture.scope.story}"))
        lists = {
            "article": picture.articles, "origin": picture.origins, "quotation": picture.quotations,
            "change": picture.changes, "dispute": picture.disputes,
        }  # fmt: skip
        assert {name: seen[name] for name in lists} == {name: len(some) for name, some in lists.items()}
        assert seen["outlet"] == len({article.outlet for article in picture.articles if article.outlet})


def test_each_line_of_the_timeline_is_there_with_its_day_and_its_origins(
    client: TestClient, pictures: list[Dossier]
) -> None:
    for picture in pictures:
        page = page_of(client, f"/story/{picture.scope.story}?all=timeline")
        rows = page.xpath("//section[@aria-labelledby='timeline']//ol[@class='timeline']/li")
        assert len(rows) == len(picture.timeline) > 0
        for row, line in zip(rows, picture.timeline, strict=True):
            assert readable(line.time) in told(row)
            assert told(row.find_class("said")[0]) == shortened(line.text, 600)
            origins = f"{len(line.origins)} origin" if line.origins else "origin unknown"
            assert origins in told(row)


def test_every_speaker_is_named_as_in_the_json_and_nobody_else(client: TestClient, pictures: list[Dossier]) -> None:
    for picture in pictures:
        names = {entity.id: entity.name for entity in picture.entities}
        speakers = {
            names.get(one.speaker.entity or "", one.speaker.text) if one.speaker.clear else "speaker unclear"
            for one in picture.quotations
        }
        page = page_of(client, f"/story/{picture.scope.story}?all=quotations")
        assert {told(head) for head in page.xpath("//section[@class='speaker']/h3")} == speakers


def test_each_article_shows_its_date_its_credit_and_all_its_quotations(
    client: TestClient, pictures: list[Dossier]
) -> None:
    for picture in pictures:
        for article in picture.articles:
            page = page_of(client, f"/article/{article.id}")
            head = told(page.find_class("article-head")[0])
            assert readable(article.published) in head
            assert all(name in head for name in (article.outlet, article.republisher, *article.credit) if name)
            text = next(one.text for one in picture.texts if one.text_id == article.text_id)
            blocks = [block[0].text_content() for block in page.find_class("block")]
            assert "\n\n".join(blocks) == "\n\n".join(text[one.start : one.end] for one in article.blocks)
            marked: dict[str, str] = {}
            for mark in page.xpath("//section[@class='reading']//mark[contains(@class, 'm-said')]"):
                marked[mark.get("data-note")] = marked.get(mark.get("data-note"), "") + mark.text_content()
            said = {
                "".join(part.exact for part in one.evidence.content)
                for one in picture.quotations
                if article.id in one.articles and {part.text_id for part in one.evidence.content} == {article.text_id}
            }
            assert {squeezed(one) for one in said} == {squeezed(one) for one in marked.values()}


def squeezed(words: str) -> str:
    """Words without blanks: what goes over two blocks is shown in both, and not what stands between them."""
    return re.sub(r"\s+", "", words)


def test_what_is_searched_is_what_the_command_finds(client: TestClient, workspace: Path) -> None:
    for query in ("kind:quotation killed", "killed", "kind:event killed"):
        done = command("search", query, "--json", "--workspace", workspace)
        hits = json.loads(done.stdout)["hits"]
        page = page_of(client, f"/search?q={query.replace(' ', '+')}")
        assert len(page.find_class("hit")) == len(hits)
        assert client.get("/api/search", params={"q": query}).json()["hits"] == hits


def test_what_is_exported_is_what_is_shown(client: TestClient, pictures: list[Dossier]) -> None:
    for picture in pictures:
        story = picture.scope.story
        exported = client.get("/api/export/json", params={"what": story}).json()
        assert from_plain(Dossier, exported) == picture
        report = parsed(client.get("/api/export/html", params={"what": story}).text)
        lines = report.xpath("//section[@aria-labelledby='timeline']//ol[@class='timeline']/li")
        assert len(lines) == len(picture.timeline)
