"""The JSON Schema (draft 2020-12) of a wire record, made from its types and docstrings.

Every record is an object under its own name in ``$defs``, described by its docstring, with all of its
keys required and no others allowed: the same strictness as `dateline.records.plain`.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any, Literal, get_args, get_origin

from dateline.records.dossier import SCHEMA, Dossier
from dateline.records.evidence import Evidence
from dateline.records.plain import Plain, hints_of, optional

__all__ = ["json_schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LEAVES: dict[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}
_NARROWER: dict[tuple[type, str], dict[str, Plain]] = {
    (Dossier, "schema"): {"const": SCHEMA},
    (Evidence, "start"): {"minimum": 0},
    (Evidence, "end"): {"minimum": 1},
    (Evidence, "exact"): {"minLength": 1},
}
"""What the contract promises beyond the types."""


def json_schema(cls: type) -> dict[str, Plain]:
    """The schema of one record and of all that it holds."""
    known: dict[str, Plain] = {}
    _record(cls, known)
    definitions = {name: known[name] for name in sorted(known)}
    return {"$schema": _DIALECT, "title": cls.__name__, "$ref": f"#/$defs/{cls.__name__}", "$defs": definitions}


def _record(cls: type, known: dict[str, Plain]) -> dict[str, Plain]:
    """A reference to the definition of `cls`, which is added to `known`, with its parts, the first time."""
    if cls.__name__ not in known:
        properties: dict[str, Plain] = {}
        known[cls.__name__] = {
            "type": "object",
            "description": inspect.getdoc(cls) or "",
            "properties": properties,
            "required": list(hints_of(cls)),
            "additionalProperties": False,
        }
        for key, (name, hint) in hints_of(cls).items():
            properties[key] = _value(hint, known) | _NARROWER.get((cls, name), {})
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _value(hint: Any, known: dict[str, Plain]) -> dict[str, Plain]:
    inner, or_none = optional(hint)
    said = _one(inner, known)
    return {"anyOf": [said, {"type": "null"}]} if or_none else said


def _one(hint: Any, known: dict[str, Plain]) -> dict[str, Plain]:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"type": "string", "enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _value(args[0], known)}
    if origin is Mapping:
        names, values = _one(args[0], known), _value(args[1], known)
        return {"type": "object", "propertyNames": names, "additionalProperties": values}
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint, known)
    return {"type": _LEAVES[hint]}
