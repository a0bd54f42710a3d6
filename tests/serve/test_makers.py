"""Processes that work out what takes long: what they give, what they raise, what they see, and how they end."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dateline.errors import StoreError, UsageError
from dateline.serve import Settings
from dateline.serve.desk import Desk
from dateline.serve.faults import fault_of
from dateline.serve.makers import Makers
from dateline.workspace import Workspace


@pytest.fixture
def path(archive: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(archive, tmp_path / "own.db"))


@pytest.fixture
def makers(path: Path) -> Iterator[Makers]:
    made = Makers(path, most=2, seconds=120)
    yield made
    made.close()


def test_it_gives_what_the_workspace_gives(makers: Makers, path: Path) -> None:
    with Workspace(path) as workspace:
        whole = workspace.dossier()
        assert makers.ask("1", Workspace.dossier) == whole
        what = whole.stories[0].id
        assert makers.ask("1", Workspace.dossier, what, as_of="2024-01-02") == workspace.dossier(
            what, as_of="2024-01-02"
        )
    with pytest.raises(UsageError, match="not_found") as raised:
        makers.ask("1", Workspace.dossier, "Nobody Anywhere")
    assert type(raised.value) is UsageError
    assert makers.ask("1", Workspace.check).total > 0, "and goes on after it"


def test_another_mark_is_another_look(path: Path) -> None:
    desk = Desk(path, settings=Settings(makers=1))
    article = desk.picture().articles[0]
    with Workspace(path) as elsewhere:
        elsewhere.correct(article.id, {"outlet": "Quite Another"}, author="Tester")
    seen = {one.id: one.outlet for one in desk.picture().articles}
    desk.close()
    assert seen[article.id] == "Quite Another"


def test_one_that_dies_costs_its_request_and_no_other(makers: Makers) -> None:
    makers.ask("1", Workspace.check)
    os.kill(makers._idle[0]._process.pid, signal.SIGKILL)
    with pytest.raises(StoreError, match="broken_off"):
        makers.ask("1", Workspace.check)
    assert makers.ask("1", Workspace.check).total > 0


def test_one_that_takes_too_long_is_ended(path: Path) -> None:
    makers = Makers(path, most=1, seconds=0.01)
    with pytest.raises(StoreError) as refused:
        makers.ask("1", Workspace.dossier)
    assert (refused.value.code, fault_of(refused.value).status) == ("too_slow", 503)
    assert not makers._busy
    makers.close()


def test_there_are_never_more_than_allowed(makers: Makers) -> None:
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(lambda _: makers.ask("1", Workspace.check), range(6)))
    assert all(one == found[0] for one in found)
    assert 1 <= len(makers._idle) <= 2


def test_at_the_end_nobody_is_left(path: Path) -> None:
    makers = Makers(path, most=2, seconds=120)
    makers.ask("1", Workspace.check)
    process = makers._idle[0]._process
    makers.close()
    assert process.poll() is not None
    with pytest.raises(StoreError, match="ending"):
        makers.ask("1", Workspace.check)


def test_whoever_waits_at_the_end_is_told(path: Path) -> None:
    makers = Makers(path, most=1, seconds=120)
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(makers.ask, "1", Workspace.dossier)
        while not makers._busy:
            time.sleep(0.01)
        makers.close()
        with pytest.raises(StoreError, match="ending"):
            waiting.result(30)


def test_errors_cross_whole() -> None:
    error = pickle.loads(pickle.dumps(UsageError("bad_day", "no day")))
    assert (error.code, error.message) == ("bad_day", "no day")
