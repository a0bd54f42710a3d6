"""The example pages served: what the API says is what the command prints, and keeps to its description."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from cli.running import EXAMPLES, dateline
from dateline.serve import Settings, make_app
from dateline.serve.api import ENDPOINTS
from dateline.serve.openapi import describe

pytestmark = pytest.mark.model
DESCRIBED: Any = describe(ENDPOINTS)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("examples") / "examples.db"
    done = dateline("read", EXAMPLES, "--workspace", path)
    assert done.returncode == 0, done.stderr.decode()
    return path


@pytest.fixture(scope="module")
def client(workspace: Path) -> Iterator[TestClient]:
    with TestClient(make_app(workspace, settings=Settings()), base_url="http://localhost") as made:
        yield made


def printed(workspace: Path, *arguments: str) -> Any:
    done = dateline(*arguments, "--json", "--workspace", workspace)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_the_api_says_what_the_command_prints(client: TestClient, workspace: Path) -> None:
    whole = client.get("/api/dossier").json()
    assert whole == printed(workspace, "dossier")
    story, entity = whole["stories"][0]["id"], whole["entities"][0]["name"]
    assert client.get(f"/api/story/{story}").json() == printed(workspace, "dossier", story)
    assert client.get(f"/api/entity/{entity}").json() == printed(workspace, "dossier", entity)
    query = 'kind:quotation about:"dam"'
    assert client.get("/api/search", params={"q": query, "limit": "10"}).json() == printed(workspace, "search", query)
    quotation = whole["quotations"][0]["id"]
    assert client.get(f"/api/evidence/{quotation}").json() == printed(workspace, "show", quotation)
    sentence = whole["timeline"][0]["text"]
    told = client.get("/api/corroborate", params={"sentence": sentence}).json()
    assert told == printed(workspace, "corroborate", sentence)
    assert client.get("/api/failures").json() == printed(workspace, "failures")


@pytest.mark.parametrize(
    "path",
    ["/api/dossier", "/api/stories", "/api/articles", "/api/search", "/api/failures", "/api/check", "/api/judgements"],
)
def test_the_examples_keep_to_the_description(client: TestClient, path: str) -> None:
    told = client.get(path, params={"q": "dam"} if path == "/api/search" else {}).json()
    said = DESCRIBED["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**said, "components": DESCRIBED["components"]}).validate(told)
    assert told or path in ("/api/failures", "/api/judgements")
