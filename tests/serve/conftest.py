"""Archives that servers are tested over, and clients of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from evaluation.bench.archive import generate, outcomes
from starlette.testclient import TestClient

from dateline.serve import Settings, make_app
from dateline.store import open_store
from dateline.workspace import Workspace

HERE = "http://127.0.0.1:8080"


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of some dozen generated pages."""
    path = tmp_path_factory.mktemp("serve") / "archive.db"
    store = open_store(path)
    for page in islice(generate(a_day=8), 30):
        store.add(outcomes(page))
    store.close()
    with Workspace(path) as workspace:
        # As `read` leaves it: stories and the index of search in order.
        workspace.stories()
        workspace.search("killed")
    return path


@pytest.fixture(scope="session")
def reader(archive: Path) -> Iterator[TestClient]:
    """A client of a server that is for looking only."""
    with TestClient(make_app(archive, settings=Settings()), base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def writer(archive: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A client of a server over a copy that may be changed."""
    shutil.copy(archive, tmp_path / "own.db")
    app = make_app(tmp_path / "own.db", settings=Settings(write=True, author="Tester"))
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield client
