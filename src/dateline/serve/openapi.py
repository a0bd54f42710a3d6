"""The API described in OpenAPI 3.1, made of its endpoints and of the JSON Schemas of the records that they give."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version

from dateline.records.dossier import SCHEMA
from dateline.records.plain import Plain
from dateline.records.schema import json_schema
from dateline.serve.api_endpoint import Endpoint, Field, Parameter

__all__ = ["describe"]

_ERROR: dict[str, Plain] = {
    "type": "object",
    "description": "What went wrong: a stable code, and a message that ends with the repair.",
    "properties": {
        "error": {
            "type": "object",
            "properties": {"code": {"type": "string"}, "message": {"type": "string"}, "hint": {"type": "string"}},
            "required": ["code", "message"],
            "additionalProperties": False,
        }
    },
    "required": ["error"],
    "additionalProperties": False,
}
_FILES: dict[str, Plain] = {
    "type": "object",
    "properties": {"file": {"type": "array", "items": {"type": "string", "format": "binary"}}},
}
_TOLD = (
    "What a workspace of Dateline tells, as JSON. Lists of more than a page go on behind the header Link. Every answer "
    "to a GET has an ETag that holds until somebody writes."
)


def describe(endpoints: Sequence[Endpoint]) -> dict[str, Plain]:
    """The description."""
    schemas: dict[str, Plain] = {"Error": _ERROR}
    paths: dict[str, Plain] = {}
    for each in endpoints:
        there = paths.setdefault(each.path, {})
        assert isinstance(there, dict)
        there[each.method.lower()] = _operation(each, schemas)
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Dateline", "version": version("dateline"), "summary": f"A workspace as JSON ({SCHEMA})",
            "description": _TOLD,
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": {name: schemas[name] for name in sorted(schemas)},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }  # fmt: skip


def _operation(each: Endpoint, schemas: dict[str, Plain]) -> dict[str, Plain]:
    said: dict[str, Plain] = {
        "operationId": _name(each),
        "summary": each.summary,
        "parameters": [_parameter(one) for one in each.parameters],
        "responses": {f"{each.status}": _answer(each, schemas), "default": _refusal()},
    }
    if each.tagged and each.method == "GET":
        responses = said["responses"]
        assert isinstance(responses, dict)
        responses["304"] = {"description": "Nothing was written since the ETag that was sent."}
    if each.fields or each.takes_pages:
        said["requestBody"] = _body(each)
    return said


def _name(each: Endpoint) -> str:
    words = re.findall(r"\w+", each.path.removeprefix("/api"))
    return "_".join((each.method.lower(), *words))


def _parameter(one: Parameter) -> dict[str, Plain]:
    return {
        "name": one.name, "in": one.where, "description": one.words, "required": one.required,
        "schema": dict(one.schema),
    }  # fmt: skip


def _answer(each: Endpoint, schemas: dict[str, Plain]) -> dict[str, Plain]:
    if each.gives == "":
        return {"description": "Done."}
    if isinstance(each.gives, str):
        kind, schema = each.gives, {} if "json" in each.gives else {"type": "string", "format": "binary"}
        if each.path.startswith("/api/export"):
            kind = "*/*"
        return {"description": each.summary, "content": {kind: {"schema": dict[str, Plain](schema)}}}
    one = _known(each.gives, schemas)
    given: dict[str, Plain] = {"type": "array", "items": one} if each.many else one
    if each.of_list:
        given = _of_list(each.gives, schemas)
    return {"description": each.summary, "content": {"application/json": {"schema": given}}}


def _of_list(cls: type, schemas: dict[str, Plain]) -> dict[str, Plain]:
    """A list of a dossier under its own name, with what it is of."""
    whole = schemas[cls.__name__]
    assert isinstance(whole, dict)
    properties = whole["properties"]
    assert isinstance(properties, dict)
    paging: dict[str, Plain] = {
        "total": {"type": "integer", "minimum": 0},
        "next": {"anyOf": [{"type": "string"}, {"type": "null"}]},
    }
    return {
        "type": "object",
        "properties": {**properties, **paging},
        "required": ["schema", "scope", "total", "next"],
        "minProperties": 5,
        "maxProperties": 5,
        "additionalProperties": False,
    }


def _known(cls: type, schemas: dict[str, Plain]) -> dict[str, Plain]:
    """A reference to a record's schema, which is added with all that it holds.

    Where another record has a name already, the later one goes by its own with that of the whole before it.
    """
    definitions = json_schema(cls)["$defs"]
    assert isinstance(definitions, dict)
    plain = {name: name for name in definitions}
    taken = {name for name, said in definitions.items() if schemas.get(name, moved := _moved(said, plain)) != moved}
    names = plain | {name: f"{cls.__name__}.{name}" for name in taken}
    schemas.update({names[name]: _moved(said, names) for name, said in definitions.items()})
    return {"$ref": f"#/components/schemas/{names[cls.__name__]}"}


def _moved(said: Plain, names: Mapping[str, str]) -> Plain:
    """A schema with its references where OpenAPI has them."""
    if isinstance(said, dict):
        return {
            key: f"#/components/schemas/{names[value.removeprefix('#/$defs/')]}"
            if key == "$ref" and isinstance(value, str)
            else _moved(value, names)
            for key, value in said.items()
        }
    return [_moved(each, names) for each in said] if isinstance(said, list) else said


def _refusal() -> dict[str, Plain]:
    return {
        "description": "It went wrong.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }


def _body(each: Endpoint) -> dict[str, Plain]:
    if each.takes_pages:
        form: dict[str, Plain] = {"multipart/form-data": {"schema": _FILES}}
        rows: dict[str, Plain] = {
            kind: {"schema": {"type": "string"}} for kind in ("application/x-ndjson", "text/html", "text/plain")
        }
        return {"required": True, "content": form | rows if each.path == "/api/read" else form}
    schema = _fields(each.fields)
    kinds = ("application/json", "application/x-www-form-urlencoded")
    return {"required": True, "content": {kind: {"schema": schema} for kind in kinds}}


def _fields(fields: Sequence[Field]) -> dict[str, Plain]:
    return {
        "type": "object",
        "properties": {one.name: {"type": "string", "description": one.words} for one in fields},
        "required": [one.name for one in fields if one.required],
    }
