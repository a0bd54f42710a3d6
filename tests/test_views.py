"""Every view on a day, and as of a day: stories, what a line rests on, and what differs, over a generated archive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from evaluation.bench.archive import Reported, generate, outcomes

from dateline.cli import dateline as command
from dateline.dossier import Diff
from dateline.errors import UsageError
from dateline.store import open_store
from dateline.workspace import Workspace


def pages() -> list[Reported]:
    return list(islice(generate(a_day=8), 32))


def filled(path: Path, some: list[Reported]) -> Workspace:
    store = open_store(path)
    for page in some:
        store.add(outcomes(page))
    store.close()
    return Workspace(path)


DAYS = sorted({page.day.isoformat() for page in pages()})
FIRST, SECOND, LAST = DAYS[0], DAYS[1], DAYS[-1]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with filled(tmp_path_factory.mktemp("views") / "w.db", pages()) as opened:
        yield opened


def run(workspace: Workspace, *arguments: str, status: int = 0) -> Result:
    name, *rest = arguments
    done = CliRunner().invoke(command, [name, "--workspace", str(workspace.path), *rest], standalone_mode=False)
    if status:
        assert done.exception is not None
    else:
        assert done.exception is None, done.output
    return done


def test_stories_on_a_day_are_those_that_had_begun_with_all_that_is_now_known(workspace: Workspace) -> None:
    every = {story.id: story for story in workspace.stories(limit=50).stories}
    on = workspace.stories(limit=50, on=SECOND).stories
    assert 0 < len(on) < len(every)
    assert {one.id for one in on} == {one.id for one in every.values() if (one.from_ or "~") <= SECOND}
    assert all((one.articles, one.days) == (every[one.id].articles, every[one.id].days) for one in on)
    then = workspace.stories(limit=50, as_of=SECOND).stories
    assert [one.id for one in then] == [one.id for one in on]
    assert all(day.day is not None and day.day <= SECOND for one in then for day in one.days)
    assert sum(one.articles for one in then) < sum(one.articles for one in on)
    both = workspace.stories(limit=50, on=FIRST, as_of=SECOND).stories
    assert {one.id for one in both} == {one.id for one in workspace.stories(limit=50, on=FIRST).stories}
    assert all(day.day is not None and day.day <= SECOND for one in both for day in one.days)


def test_the_command_lists_stories_a_page_at_a_time(workspace: Workspace) -> None:
    every = json.loads(run(workspace, "stories", "--json").stdout)["stories"]
    first = json.loads(run(workspace, "stories", "--limit", "3", "--json").stdout)
    rest = json.loads(run(workspace, "stories", "--after", first["next"], "--json").stdout)
    assert first["stories"] + rest["stories"] == every
    assert len(json.loads(run(workspace, "stories", "--on", FIRST, "--json").stdout)["stories"]) < len(every)


def test_the_command_prints_headline_days_id_and_where_to_go_on(workspace: Workspace) -> None:
    shown = run(workspace, "stories", "--limit", "1").stdout
    story = workspace.stories(limit=1)
    assert story.stories[0].id in shown
    assert story.stories[0].headline.split()[0] in shown
    assert f"--after {story.next!r}" in shown
    assert "no stories" in run(workspace, "stories", "--as-of", "1999-01-01").stdout


@pytest.mark.parametrize("view", [("stories",), ("dossier",), ("show", "abc"), ("versions", "abc"), ("search", "abc")])
@pytest.mark.parametrize("option", ["--on", "--as-of"])
def test_every_view_takes_both_days_and_says_what_is_no_day(
    workspace: Workspace, view: tuple[str, ...], option: str
) -> None:
    done = run(workspace, *view, option, "yesterday", status=2)
    assert isinstance(done.exception, UsageError)
    assert done.exception.code == "bad_day"


def test_a_line_is_shown_as_far_as_it_was_told(workspace: Workspace) -> None:
    picture = workspace.dossier()
    texts = {a.text_id: a.published.value or "" for a in picture.articles}
    event = next(
        e for e in picture.events if len({texts[words.text_id] for words in e.evidence if words.text_id in texts}) > 1
    )
    days = sorted({texts[words.text_id] for words in event.evidence})
    now, then = workspace.show(event.id), workspace.show(event.id, as_of=days[0])
    assert {texts[one.text_id] for one in then} == {days[0]}
    assert {texts[one.text_id] for one in now} == set(days)
    with pytest.raises(UsageError, match="unknown_reference"):
        workspace.show(event.id, as_of="1999-01-01")


def test_a_diff_of_the_world_on_a_day_tells_of_nothing_that_happened_later(workspace: Workspace) -> None:
    whole, early = workspace.diff(FIRST, LAST), workspace.diff(FIRST, LAST, on=FIRST)
    assert (early.before.on, early.after.on) == (FIRST, FIRST)

    published = {article.id: article.published.value or "" for article in workspace.dossier().articles}

    def first_told(found: Diff) -> list[str]:
        return [min(published[name] for name in one.articles) for one in found.new if one.kind == "event"]

    assert max(first_told(whole)) > FIRST
    assert all(day <= FIRST for day in first_told(early))
    shown = run(workspace, "diff", FIRST, LAST, "--on", FIRST).stdout
    assert f"of the world on {FIRST}" in shown


def test_as_of_the_last_day_is_the_plain_view(workspace: Workspace) -> None:
    plain, last = workspace.dossier(), workspace.dossier(as_of=LAST)
    assert last.scope.as_of == LAST
    assert replace(last, scope=plain.scope) == plain
    assert workspace.stories(limit=50, as_of=LAST) == workspace.stories(limit=50)
    assert workspace.stories(limit=50, on=LAST) == workspace.stories(limit=50)
