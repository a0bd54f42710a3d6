"""An archive that is linked whole is linked once for all looks at it, and anew as soon as anything was written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from evaluation.bench.archive import generate, outcomes

from dateline.linking import link
from dateline.records.linked import Linked, Page
from dateline.store import open_store
from dateline.workspace import Workspace


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "w.db"
    store = open_store(path)
    for page in islice(generate(a_day=8), 20):
        store.add(outcomes(page))
    store.close()
    return path


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pages were linked each time."""
    times: list[int] = []

    def counted(known: Sequence[Page], **more: Any) -> Linked:
        times.append(len(known))
        return link(known, **more)

    monkeypatch.setattr("dateline.workspace.link", counted)
    return times


def test_looks_at_all_stories_link_once_and_see_the_same(archive: Path, linked: list[int]) -> None:
    with Workspace(archive) as workspace:
        whole = workspace.dossier()
        stories = [workspace.dossier(story.id) for story in whole.stories]
        assert workspace.dossier() == whole
    assert linked == [20]
    for story, told in zip(whole.stories, stories, strict=True):
        with Workspace(archive) as afresh:
            assert afresh.dossier(story.id) == told


def test_a_judgement_is_seen_by_the_next_look(archive: Path, linked: list[int]) -> None:
    with Workspace(archive) as workspace:
        before = workspace.dossier()
        article = next(one for one in before.articles if one.outlet)
        workspace.correct(article.id, {"outlet": "The Gazette of Nowhere"}, author="Tester")
        after = workspace.dossier()
    assert len(linked) > 1
    assert "The Gazette of Nowhere" in {one.outlet for one in after.articles}


def test_a_look_back_links_what_had_appeared_and_leaves_the_whole_as_it_is(archive: Path, linked: list[int]) -> None:
    with Workspace(archive) as workspace:
        whole = workspace.dossier()
        days = sorted(one.published.value[:10] for one in whole.articles if one.published.value)
        then = workspace.dossier(as_of=days[len(days) // 2])
        assert len(then.articles) < len(whole.articles)
        assert workspace.dossier() == whole
    assert linked == [20, len(then.articles)]
