"""The description says what there is: each route is in it, each address in it answers, and answers as it says."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from starlette.routing import Route
from starlette.testclient import TestClient

from dateline.serve.api import ENDPOINTS
from dateline.serve.openapi import describe

DESCRIBED: Any = describe(ENDPOINTS)
OPERATIONS = [(path, method) for path, said in DESCRIBED["paths"].items() for method in said]
LOOKS = [path for path, method in OPERATIONS if method == "get"]


def schema_of(path: str, method: str, status: int, *, media_type: str = "application/json") -> Any:
    said = DESCRIBED["paths"][path][method]["responses"]
    answer = said.get(str(status)) or said["default"]
    return {**answer["content"][media_type]["schema"], "components": DESCRIBED["components"]}


def filled(path: str, client: TestClient) -> tuple[str, dict[str, str]]:
    """An address of this kind that leads to something, with what it must be asked with."""
    picture = client.get("/api/dossier").json()
    words = {
        "/api/story/{id}": picture["stories"][0]["id"],
        "/api/entity/{id}": picture["entities"][0]["id"],
        "/api/article/{id}": picture["articles"][0]["id"],
        "/api/capture/{id}": picture["articles"][0]["id"],
        "/api/versions/{reference}": picture["articles"][0]["id"],
        "/api/evidence/{reference}": picture["quotations"][0]["id"],
        "/api/dossier/{list}": "quotations",
        "/api/export/{form}": "json",
    }
    asked = {
        "/api/search": {"q": "killed"},
        "/api/diff": {"before": "2024-01-01", "after": "2024-01-04"},
        "/api/corroborate": {"sentence": "Nobody was arrested in Ostrel on 3 March 2026."},
    }
    return re.sub(r"\{\w+\}", lambda _: quote(words[path], safe=""), path), asked.get(path, {})


def test_every_route_is_described_and_every_description_is_a_route(reader: TestClient) -> None:
    routed = {
        (route.path, method.lower())
        for route in reader.app.routes  # type: ignore[attr-defined]
        if isinstance(route, Route) and route.path.startswith(("/api", "/openapi.json"))
        for method in route.methods or ()
        if method != "HEAD"
    }
    assert routed == set(OPERATIONS)
    assert reader.get("/openapi.json").json() == DESCRIBED


def test_names_are_unique_and_parameters_are_those_of_the_path() -> None:
    names = [said[method]["operationId"] for said in DESCRIBED["paths"].values() for method in said]
    assert len(names) == len(set(names))
    for path, method in OPERATIONS:
        told = {one["name"] for one in DESCRIBED["paths"][path][method]["parameters"] if one["in"] == "path"}
        assert told == set(re.findall(r"\{(\w+)\}", path)), path


def test_every_reference_leads_somewhere() -> None:
    def references(said: Any) -> list[str]:
        if isinstance(said, dict):
            own = [said["$ref"]] if isinstance(said.get("$ref"), str) else []
            return own + [one for each in said.values() for one in references(each)]
        return [one for each in said for one in references(each)] if isinstance(said, list) else []

    found = references(DESCRIBED)
    assert found
    for reference in found:
        assert reference.removeprefix("#/components/schemas/") in DESCRIBED["components"]["schemas"], reference
    for schema in DESCRIBED["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


READS = pytest.param("/api/corroborate", marks=pytest.mark.model)
ANSWERED = [path for path in LOOKS if path not in ("/api/jobs/{id}", "/api/corroborate")]


@pytest.mark.parametrize("path", [*ANSWERED, READS])
def test_each_look_answers_as_it_is_described(reader: TestClient, path: str) -> None:
    address, asked = filled(path, reader)
    answer = reader.get(address, params=asked)
    assert answer.status_code == 200, answer.text
    said = DESCRIBED["paths"][path]["get"]["responses"]["200"]["content"]
    if "application/json" in said and path != "/openapi.json":
        Draft202012Validator(schema_of(path, "get", 200)).validate(answer.json())
    elif "*/*" not in said:
        assert answer.headers["content-type"].partition(";")[0] in said


@pytest.mark.parametrize("path", [path for path in LOOKS if "{" in path])
def test_what_is_not_there_is_said_as_described(reader: TestClient, path: str) -> None:
    answer = reader.get(re.sub(r"\{\w+\}", "nobody-of-this-name", path))
    assert answer.status_code == 404, answer.text
    Draft202012Validator(schema_of(path, "get", 404)).validate(answer.json())


@pytest.mark.parametrize("path", [path for path, method in OPERATIONS if method == "post"])
def test_each_change_refuses_an_empty_body_as_described(writer: TestClient, path: str) -> None:
    answer = writer.post(path)
    assert 400 <= answer.status_code < 500
    Draft202012Validator(schema_of(path, "post", answer.status_code)).validate(answer.json())


def test_each_change_answers_as_it_is_described(writer: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.workspace.Workspace.reading_files", lambda *_, **__: iter(()))
    picture = writer.get("/api/dossier").json()
    people = [one["id"] for one in picture["entities"] if one["type"] == "person"]
    article, quotation = picture["articles"][0]["id"], picture["quotations"][0]["id"]
    pair = {"left": people[0], "right": people[1]}
    rows = {"file": ("list.csv", b"id,name\nr-1,Ada Quill\n", "text/csv")}
    asked: dict[str, dict[str, Any]] = {
        "/api/same": {"json": pair},
        "/api/undo": {"json": {}},
        "/api/different": {"json": pair},
        "/api/correct": {"json": {"article": article, "outlet": "Other"}},
        "/api/reject": {"json": {"reference": quotation}},
        "/api/forget": {"json": {"reference": article}},
        "/api/registries": {"files": rows},
        "/api/read": {"data": {"text": "Words of a page."}},
    }
    assert set(asked) == {path for path, method in OPERATIONS if method == "post"}
    for path, body in asked.items():
        answer = writer.post(path, **body)
        said = DESCRIBED["paths"][path]["post"]["responses"]
        assert str(answer.status_code) in said, (path, answer.text)
        Draft202012Validator(schema_of(path, "post", answer.status_code)).validate(answer.json())
    job = writer.get(f"/api/jobs/{answer.json()['id']}")
    Draft202012Validator(schema_of("/api/jobs/{id}", "get", 200)).validate(job.json())
    assert writer.delete("/api/registries/list").status_code == 204
