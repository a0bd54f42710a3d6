"""Workspaces lent to threads: one thread each, never more than allowed; what is remembered, and for how long."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.serve import Settings
from dateline.serve.desk import _BESIDES, Desk
from dateline.serve.memory import Memory
from dateline.workspace import Workspace


@pytest.fixture
def desk(archive: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copy(archive, tmp_path / "own.db")
    made = Desk(tmp_path / "own.db", settings=Settings(threads=3))
    yield made
    made.close()


def test_no_workspace_serves_two_threads_at_a_time(desk: Desk) -> None:
    lent: set[int] = set()
    seen: list[int] = []
    lock = threading.Lock()

    def look(_: int) -> None:
        with desk.look() as workspace:
            with lock:
                assert id(workspace) not in lent
                lent.add(id(workspace))
                seen.append(len(lent))
            workspace.stories(limit=1)
            time.sleep(0.01)
            with lock:
                lent.remove(id(workspace))

    with ThreadPoolExecutor(12) as threads:
        list(threads.map(look, range(40)))
    assert 1 < max(seen) <= 3 + _BESIDES


def test_writers_come_one_by_one(desk: Desk) -> None:
    at_it: list[int] = []

    def write(number: int) -> None:
        with desk.write() as workspace:
            at_it.append(number)
            assert len(at_it) == 1
            article = workspace.articles(limit=1).articles[0].id
            workspace.correct(article, {"outlet": f"Outlet {number}"}, author="Tester")
            at_it.remove(number)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(8)))
    with desk.look() as workspace:
        assert len(workspace.judgements()) == 8


def test_a_picture_is_made_once_for_as_long_as_nobody_writes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str | None] = []
    dossier = Workspace.dossier

    def counted(self: Workspace, what: str | None = None, **options: str | None) -> object:
        made.append(what)
        time.sleep(0.05)
        return dossier(self, what, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Workspace, "dossier", counted)
    with ThreadPoolExecutor(6) as threads:
        pictures = list(threads.map(lambda _: desk.picture(), range(12)))
    assert made == [None]
    assert all(one is pictures[0] for one in pictures)
    before = desk.mark()
    with desk.write() as workspace:
        workspace.correct(workspace.articles(limit=1).articles[0].id, {"outlet": "Other"}, author="Tester")
    assert desk.mark() != before
    made.clear()
    assert desk.picture() is not pictures[0]
    assert desk.picture() is desk.picture()
    assert made == [None]


def test_what_fails_fails_for_all_and_is_not_remembered(desk: Desk) -> None:
    for _ in range(2):
        with pytest.raises(UsageError, match="not_found"):
            desk.picture("Nobody Anywhere")


def test_a_workspace_that_failed_is_lent_again_unharmed(desk: Desk) -> None:
    for _ in range(5):
        with pytest.raises(RuntimeError), desk.look():
            raise RuntimeError
    with desk.look() as workspace:
        assert workspace.stories().stories


def test_a_mark_is_of_one_start(desk: Desk) -> None:
    other = Desk(desk.path, settings=Settings())
    assert other.mark() != desk.mark()
    other.close()


def give(value: str, calls: list[str]) -> Callable[[], str]:
    def make() -> str:
        calls.append(value)
        return value

    return make


def test_the_least_lately_used_goes_first() -> None:
    memory, calls = Memory(most_bytes=100), list[str]()
    for name in ("a", "b", "a", "c", "a", "b"):
        assert memory.get(name, give(name, calls), size=lambda _: 40) == name
    assert calls == ["a", "b", "c", "b"]


def test_what_is_too_large_is_not_kept_and_drives_nothing_out() -> None:
    memory, calls = Memory(most_bytes=100), list[str]()
    memory.get("small", give("small", calls), size=lambda _: 60)
    for _ in range(2):
        memory.get("large", give("large", calls), size=lambda _: 101)
    memory.get("small", give("small", calls), size=lambda _: 60)
    assert calls == ["small", "large", "large"]


def test_what_fails_is_raised_to_all_who_wait() -> None:
    memory, begun = Memory(most_bytes=100), threading.Event()

    def fail() -> str:
        begun.set()
        time.sleep(0.1)
        raise UsageError("not_found", "no")

    def ask(_: int) -> str:
        try:
            return memory.get("x", fail, size=len)
        except UsageError as error:
            return error.code

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(ask, range(4))) == {"not_found"}
    assert begun.is_set()
    assert memory.get("x", lambda: "made", size=len) == "made"


def test_a_look_within_a_look_has_the_same_workspace(desk: Desk) -> None:
    with desk.look() as workspace, desk.look() as again, desk.write() as once_more:
        assert again is workspace
        assert once_more is workspace
    # More nested looks than there are workspaces, at a time: none waits for another.
    barrier = threading.Barrier(3)

    def nested(_: int) -> str:
        with desk.look():
            barrier.wait(10)
            with desk.write() as workspace:
                return desk.picture().stories[0].id or str(workspace)

    with ThreadPoolExecutor(3) as threads:
        assert len(set(threads.map(nested, range(3), timeout=60))) == 1


def test_what_is_of_another_moment_is_forgotten() -> None:
    memory, calls = Memory(most_bytes=100), list[str]()
    for of in ("one", "one", "two", "one"):
        memory.get("x", give(of, calls), size=len, of=of)
    assert calls == ["one", "two", "one"]


def test_warming_up_is_for_the_first_who_looks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.warm_up()
    with desk.look() as workspace:
        first = workspace.stories(limit=1).stories[0].id

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(Workspace, "dossier", fail)
    assert desk.picture(first).scope.story == first


def test_the_picture_of_an_article_is_that_of_its_story(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with desk.look() as workspace:
        story = max(workspace.stories().stories, key=lambda one: one.articles).id
        alone = {article.id: workspace.dossier(article.id) for article in workspace.dossier(story).articles}
    assert len(alone) > 1
    picture = desk.picture(story)
    monkeypatch.setattr(Workspace, "dossier", lambda *_, **__: pytest.fail("made again"))
    for article, own in alone.items():
        assert desk.picture(article) is picture
        assert own == picture
