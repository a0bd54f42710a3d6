"""Pages that mean harm in a real browser: nothing of them is done, wherever one goes, and no other host is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import html
from playwright.sync_api import Browser, Dialog

from dateline.serve import Settings
from dateline.workspace import Workspace
from serve.hostile import lay_out

from .checking import sideways
from .conftest import Served, looking, serving

pytestmark = [pytest.mark.model, pytest.mark.slow]


@pytest.fixture(scope="module")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over the pages that mean harm, with all its forms."""
    folder = tmp_path_factory.mktemp("harmful")
    path = tmp_path_factory.mktemp("served") / "own.db"
    with Workspace(path) as workspace:
        workspace.read(lay_out(folder))
    with serving(path, Settings(write=True)) as server:
        yield server


def _addresses(server: Served) -> list[str]:
    """Pages of every kind that tell of what was read."""

    def links(path: str, query: str) -> list[str]:
        answer = httpx.get(f"{server.address}{path}", timeout=60)
        found = html.document_fromstring(answer.text.encode()).xpath(query)
        return [str(href) for href in found] if isinstance(found, list) else []

    articles = links("/articles", "//ol[@class='listed']//a/@href")
    stories = links("/", "//ol[@class='front-list']//h2/a/@href")
    people = links(stories[0], "//section[@aria-labelledby='entities']//dt/a/@href")[:2]
    around = [f"{article}?left-out=1" for article in articles]
    return ["/", "/articles", "/failures", "/search?q=said", *stories[:3], *people, *articles, *around]


def test_nothing_of_the_pages_is_done_in_a_browser(browser: Browser, harmful: Served, tmp_path: Path) -> None:
    said: list[str] = []

    def asked(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    with looking(browser, harmful) as opened:
        page = opened("/", width=360)
        page.on("dialog", asked)
        for path in _addresses(harmful):
            page.goto(path)
            for part in page.locator("details").all()[:6]:
                part.evaluate("it => { it.open = true }")
            assert page.evaluate("window.harmed") is None, path
            assert sideways(page) <= 0, path
    assert said == []
    report = tmp_path / "report.html"
    report.write_bytes(httpx.get(f"{harmful.address}/api/export/html", timeout=60).content)
    alone = browser.new_page()
    alone.on("dialog", asked)
    alone.goto(f"file://{report}")
    assert alone.evaluate("window.harmed") is None
    alone.close()
    assert said == []
