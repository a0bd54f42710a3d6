"""One address read again and again: versions of one article, and the last that was seen stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.capture import CaptureStage, find
from dateline.engine import LocalEngine
from dateline.errors import UsageError
from dateline.pipeline import PageRead, Plan, read
from dateline.ports import Store
from dateline.records.page import Source
from dateline.store import open_store
from dateline.workspace import Workspace

from .archives import response, write
from .servers import LOCAL, Server, serving

pytestmark = pytest.mark.model

PLAN = Plan(capture=CaptureStage(allowed=LOCAL, pause_seconds=0))
BODY = "<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>{}</p></article></body></html>"
FIRST = "The ferry left the port of Ostrel on Monday with two people on board, the harbour master said."
LATER = "The ferry left the port of Ostrel on Monday with three people on board, the harbour master said."


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "w.db")
    yield opened
    opened.close()


def ask(store: Store, url: str) -> PageRead:
    with LocalEngine() as engine:
        (page,) = read([Source(name=url, url=url)], store=store, engine=engine, plan=PLAN)
    return page


def standing(store: Store) -> list[str]:
    return [store.text(article.text_id) for article in store.articles()]


def test_a_page_that_changes_and_changes_back(server: Server, store: Store) -> None:
    url = server.page(body=BODY.format(FIRST).encode())
    first = ask(store, url)
    assert (first.new, first.failure) == (True, None)
    assert FIRST in standing(store)[0]
    server.page(body=BODY.format(LATER).encode())
    second = ask(store, url)
    assert second.new
    assert [LATER in text for text in standing(store)] == [True]
    assert first.capture is not None
    assert store.versions(first.capture) == (first.capture, second.capture)
    assert next(store.articles([first.capture])).id == first.articles[0], "the earlier version is kept"
    server.page(body=BODY.format(FIRST).encode())
    third = ask(store, url)
    assert (third.capture, third.new) == (first.capture, False)
    assert [FIRST in text for text in standing(store)] == [True]
    assert len(list(store.captures())) == 2


def test_a_page_that_is_gone_keeps_its_last_version(server: Server, store: Store) -> None:
    url = server.page(body=BODY.format(FIRST).encode())
    ask(store, url)
    gone = ask(store, server.page(status=410))
    assert gone.failure is not None
    assert gone.failure.code == "http_status"
    assert [FIRST in text for text in standing(store)] == [True]


def test_when_a_page_was_seen_bounds_when_it_was_published_and_is_not_that(tmp_path: Path, store: Store) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + BODY.format(FIRST).encode()
    path = write(tmp_path, response(1, block), response(2, block))
    with LocalEngine() as engine:
        pages = list(read(find([path]), store=store, engine=engine, plan=PLAN))
    assert [page.failure for page in pages] == [None, None]
    assert len(standing(store)) == 2, "two addresses are two articles, though their text is one"
    for article in store.articles():
        assert article.published.value is None
        assert article.published.latest is not None
        assert article.published.latest.startswith("2026-03-05")
        assert article.url in ("https://news.example/1", "https://news.example/2")


def test_what_was_edited_between_two_looks_is_told(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    store = open_store(path)
    url = server.page(body=BODY.format(FIRST).encode())
    first = ask(store, url)
    server.page(
        body=BODY.format(LATER).replace("<title>Ferry", "<title>Ferries").replace("h1>Ferry", "h1>Ferries").encode()
    )
    second = ask(store, url)
    store.close()
    with Workspace(path) as workspace:
        versions = workspace.versions(url)
        assert [version.capture for version in versions] == [first.capture, second.capture]
        assert versions[0].edits == ()
        told = [(one.what, one.before and one.before.exact, one.after and one.after.exact) for one in versions[1].edits]
        assert told == [("title", "Ferry", "Ferries"), ("block", FIRST, LATER)]
        assert workspace.versions(second.articles[0][:8]) == versions
        day = (versions[1].observed_at or "")[:10]
        assert workspace.versions(url, as_of=day) == versions
        assert workspace.versions(url, on=day) == versions[1:]
        assert workspace.versions(url, as_of="1999-01-01") == workspace.versions(url, on="1999-01-01") == ()
        with pytest.raises(UsageError, match="unknown_reference"):
            workspace.versions("https://news.example/none")
