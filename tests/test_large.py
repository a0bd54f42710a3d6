"""Archives too large to be linked whole: a look links what it needs, and shows what a look at everything would show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from evaluation.bench.archive import Reported, generate, outcomes

from dateline import workspace as workspace_module
from dateline.errors import UsageError
from dateline.records.dossier import Dossier
from dateline.store import open_store
from dateline.workspace import Workspace

ALIKE = (
    "texts", "articles", "mentions", "times", "toponyms", "places", "quotations", "claims", "events", "states",
    "quantities", "stories", "timeline", "changes", "disputes", "copies",
)  # fmt: skip
"""Entities may be joined with pages outside of a scope, and origins be counted there: see docs/architecture.md."""


def pages() -> list[Reported]:
    return list(islice(generate(a_day=12), 40))


def filled(path: Path, some: list[Reported]) -> Workspace:
    store = open_store(path)
    for page in some:
        store.add(outcomes(page))
    store.close()
    return Workspace(path)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with filled(tmp_path_factory.mktemp("large") / "w.db", pages()) as opened:
        yield opened


@pytest.fixture
def large(small: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The same archive, as if it were too large to be linked whole."""
    monkeypatch.setattr(workspace_module, "WHOLE", 0)
    return small


def alike(left: Dossier, right: Dossier) -> None:
    for name in ALIKE:
        assert getattr(left, name) == getattr(right, name), name


def who(picture: Dossier) -> set[tuple[str, str]]:
    """The id and the name of everybody and everything that the picture's own pages name."""
    named = {mention.entity for mention in picture.mentions}
    return {(entity.id, entity.name) for entity in picture.entities if entity.id in named}


def test_a_story_is_shown_as_a_look_at_everything_shows_it(small: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = small.dossier()
    assert sum(len(story.articles) > 2 for story in whole.stories) > 3
    cut = {story.id: small.dossier(story.id) for story in whole.stories}
    monkeypatch.setattr(workspace_module, "WHOLE", 0)
    for story in whole.stories:
        scoped = small.dossier(story.id)
        alike(scoped, cut[story.id])
        assert who(scoped) == who(cut[story.id])


def test_the_order_of_arrival_does_not_show(large: Workspace, tmp_path: Path) -> None:
    with filled(tmp_path / "reversed.db", pages()[::-1]) as other:
        for story in large.stories(limit=50).stories:
            assert other.dossier(story.id) == large.dossier(story.id)
        assert other.stories(limit=50) == large.stories(limit=50)


def test_stories_are_listed_by_their_last_movement_a_page_at_a_time(small: Workspace) -> None:
    whole = small.dossier()
    every = small.stories(limit=50)
    assert every.next is None
    assert {story.id for story in every.stories} == {story.id for story in whole.stories}
    assert (moved := [story.to or "" for story in every.stories]) == sorted(moved, reverse=True)
    by_id = {story.id: story for story in whole.stories}
    for story in every.stories:
        assert story.articles == len(by_id[story.id].articles) == sum(day.articles for day in story.days)
        assert (story.from_, story.to) == (by_id[story.id].from_, by_id[story.id].to)
    first = small.stories(limit=3)
    assert [*first.stories, *small.stories(limit=50, after=first.next).stories] == list(every.stories)
    with pytest.raises(UsageError, match="bad_limit"):
        small.stories(limit=0)


def test_a_list_as_of_a_day_is_that_of_what_had_come_by_then(small: Workspace, tmp_path: Path) -> None:
    day = pages()[-1].day.isoformat()
    earlier = [page for page in pages() if page.day.isoformat() < day]
    before = max(page.day.isoformat() for page in earlier)
    with filled(tmp_path / "earlier.db", earlier) as other:
        assert small.stories(limit=50, as_of=before) == other.stories(limit=50)


def test_whatever_a_look_names_can_be_shown_and_asked_for(large: Workspace) -> None:
    story = max(large.stories(limit=50).stories, key=lambda one: one.articles)
    picture = large.dossier(story.id)
    for line in (picture.events[0], picture.quotations[0], picture.mentions[0], picture.entities[0]):
        assert large.show(line.id), line
    named_here = {id for id, _ in who(picture)}
    person = next(entity for entity in picture.entities if entity.type == "person" and entity.id in named_here)
    named = large.dossier(person.name)
    assert named.scope.entity == large.dossier(person.id).scope.entity
    assert {article.id for article in picture.articles} & {article.id for article in named.articles}
    assert large.dossier(story.headline).scope.story == story.id
    assert large.dossier(picture.articles[0].source).scope.story == story.id
    with pytest.raises(UsageError, match="not_found"):
        large.dossier("Nobody of This Name")


def test_without_a_scope_the_stories_that_moved_last_are_shown(
    large: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.linking.scoping._LATEST", 8)
    picture = large.dossier()
    shown = [story.id for story in large.stories(limit=len(picture.stories)).stories]
    assert sorted(story.id for story in picture.stories) == sorted(shown)
    assert 0 < len({article.text_id for article in picture.articles}) <= 8
    assert picture.scope.left_out == large._store.catalogue.size() - len({a.text_id for a in picture.articles})


def test_what_is_judged_in_a_part_holds(large: Workspace, tmp_path: Path) -> None:
    large.backup(tmp_path / "copy.db")
    with Workspace(tmp_path / "copy.db") as copy:
        one, two = copy.stories(limit=2).stories
        copy.same(one.id, two.id, author="Ada")
        first = copy.dossier(one.id).articles[0].id
        joined = copy.dossier(first).scope.story
        assert joined is not None
        (story,) = copy.dossier(joined).stories
        assert len(story.articles) == one.articles + two.articles
        copy.undo(author="Ada")
        assert replace(copy.dossier(one.id), judgements=()) == large.dossier(one.id)
