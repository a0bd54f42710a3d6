"""What a workspace hands out page by page: its articles by cursor, a page's own bytes; and files under other names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from evaluation.bench.archive import generate, outcomes

from dateline.capture import find_named
from dateline.errors import UsageError
from dateline.records.page import Article
from dateline.store import open_store
from dateline.workspace import Workspace

PAGES = 7


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    store = open_store(tmp_path / "w.db")
    for page in islice(generate(a_day=5), PAGES):
        store.add(outcomes(page))
    store.close()
    with Workspace(tmp_path / "w.db") as opened:
        yield opened


@pytest.mark.parametrize("limit", [1, 2, 3, PAGES, PAGES + 1])
def test_articles_come_page_by_page_each_once(workspace: Workspace, limit: int) -> None:
    found: list[Article] = []
    after = None
    while True:
        page = workspace.articles(limit=limit, after=after)
        assert len(page.articles) <= limit
        found += page.articles
        after = page.next
        if after is None:
            break
    whole = workspace.articles(limit=1000)
    assert whole.next is None
    assert found == list(whole.articles)
    assert len({article.id for article in found}) == PAGES


def test_a_cursor_of_nobody_is_harmless(workspace: Workspace) -> None:
    assert workspace.articles(after="no such %'\x00").next is None
    with pytest.raises(UsageError, match="bad_limit"):
        workspace.articles(limit=0)


def test_a_page_s_own_bytes(workspace: Workspace) -> None:
    article = workspace.articles(limit=1).articles[0]
    for reference in (article.capture, article.id, article.source):
        original = workspace.original(reference)
        assert original.capture == article.capture
        assert article.title is not None
        assert article.title.encode() in original.payload
    with pytest.raises(UsageError, match="unknown_reference"):
        workspace.original("nobody")


def test_files_go_by_the_names_they_are_given(tmp_path: Path) -> None:
    rows = tmp_path / "1"
    rows.write_text('{"text": "A"}\n{"text": "B", "source": "own name"}\n')
    page = tmp_path / "2"
    page.write_text("Words")
    missing = tmp_path / "3.jsonl"
    found = list(find_named([(str(rows), "rows.jsonl"), (str(page), "pa\x00ge.txt"), (str(missing), "a.txt")]))
    assert [source.name for source in found] == ["rows.jsonl:1", "own name", "pa\ufffdge.txt", "a.txt"]
    assert [source.payload for source in found] == [b"A", b"B", b"Words", None]
    assert [source.refused and source.refused.code for source in found] == [None, None, None, "not_found"]
    page.rename(tmp_path / "elsewhere")
    assert list(find_named([(str(tmp_path / "elsewhere"), "pa\x00ge.txt")])) == [found[2]]
