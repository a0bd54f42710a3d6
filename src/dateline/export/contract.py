"""The contract itself: a dossier as one JSON object, or as JSON Lines.

Both say what `--json` says, and are read back by `from_plain`. Each line of JSON Lines is ``{"list", "record"}``: the
name of the dossier's list, and one record of it; the first holds the schema and the scope.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.export.streams import Streamed, lines, object_of
from dateline.records.dossier import Dossier
from dateline.records.plain import Plain, from_plain, hints_of, to_plain

__all__ = ["as_json", "as_lines", "from_lines"]


def as_json(picture: Dossier) -> Iterator[str]:
    """One JSON object, as `--json` prints it, one record a line."""
    members: dict[str, Plain | Iterable[Plain] | Streamed] = {}
    for key, (name, _) in hints_of(Dossier).items():
        value = getattr(picture, name)
        if isinstance(value, str):
            members[key] = value
        else:
            members[key] = map(to_plain, value) if isinstance(value, tuple) else to_plain(value)
    return object_of(members)


def as_lines(picture: Dossier) -> Iterator[str]:
    """JSON Lines: schema and scope, then one record a line."""
    return lines(_rows(picture))


def from_lines(rows: Iterable[str]) -> Dossier:
    """The dossier that was written as JSON Lines; raises UsageError as `from_plain` does."""
    plain: dict[str, Any] = {key: [] for key in hints_of(Dossier)}
    for row in rows:
        said = json.loads(row)
        if said["list"] == "dossier":
            plain |= said["record"]
        else:
            plain[said["list"]].append(said["record"])
    return from_plain(Dossier, plain)


def _rows(picture: Dossier) -> Iterator[Plain]:
    yield {"list": "dossier", "record": {"schema": picture.schema, "scope": to_plain(picture.scope)}}
    for key, (name, _) in hints_of(Dossier).items():
        value = getattr(picture, name)
        if isinstance(value, tuple):
            for each in value:
                yield {"list": key, "record": to_plain(each)}
