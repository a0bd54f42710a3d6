"""The file of a registry -> its records, a line at a time; a bad line costs one trouble, and never the rest.

Two forms are told apart by content: FollowTheMoney as JSON lines (entities, also with sanctions nested in them), and
CSV with a heading. Either may be packed with gzip. Nothing is held but the line at hand, so a file may be of any size.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import BinaryIO

from dateline.capture.opening import open_file, refusal_of
from dateline.errors import Refusal
from dateline.lexicon.folding import fold
from dateline.lexicon.registries import Kind, kind_of, property_of, shown_first
from dateline.records.outcome import Failure
from dateline.records.registry import RegistryDetail, RegistryRecord, RegistryRow, RegistrySaid, RegistryTrouble

__all__ = ["MAX_LINE", "digest_of", "records_of", "registry_name"]

MAX_LINE = 4_000_000
"""Bytes of one line: the longest entries of public registries, with thousands of names, have some hundred thousand."""
_MAX_BYTES = 100_000_000_000
_PACKED = b"\x1f\x8b"
_UNSOUND = re.compile("[\x00\ud800-\udfff]")
_ENDING = re.compile(r"\.(?:gz|csv|jsonl?|ndjson|ftm|simple|nested)$", re.I)
_LONGEST = 80
_CHUNK = 1_048_576
_NAMES, _NAME, _VALUES, _VALUE, _ID = 400, 300, 40, 1000, 500
"""Names of a record, characters of one, values shown, characters of one, characters of an id."""
_ANY = "entity"
_WHOLE = frozenset({"notes", "description", "summary", "reason", "title"})
_DETAILS = frozenset({"sanction"})
_COUNTRIES = ("country", "countries", "nationality", "citizenship", "jurisdiction")
_HEADINGS = {
    "birth_date": "birthDate", "birthdate": "birthDate", "born": "birthDate", "type": "schema", "kind": "schema",
    "weak_aliases": "weakAlias", "weakalias": "weakAlias", "topic": "topics",
}  # fmt: skip
"""Headings of a table, folded, that stand for properties of FollowTheMoney under other names."""


def registry_name(given: str) -> str:
    """The name of a registry: as given, or that of its file without endings; raises Refusal("bad_name")."""
    name = given
    while (bare := _ENDING.sub("", name)) and bare != name:
        name = bare
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST or ":" in name or not name.isprintable():
        raise Refusal("bad_name", f"a registry cannot be called {given!r}: give it a short name without a colon")
    return name


def digest_of(path: str) -> str:
    """The SHA-256 of a file, which may be of any size; raises Refusal."""
    said = hashlib.sha256()
    try:
        with open_file(path) as opened:
            while chunk := opened.read(_CHUNK):
                said.update(chunk)
    except OSError as error:
        raise refusal_of(error) from None
    return said.hexdigest()


def records_of(path: str) -> Iterator[RegistryRow]:
    """Yield what each line of a registry's file is.

    Raises Refusal: not_found and its kin, no_registry (neither form), bad_encoding (no gzip after all), too_large.
    """
    try:
        with open_file(path) as opened:
            packed = opened.read(2) == _PACKED
            opened.seek(0)
            source = io.BufferedReader(gzip.GzipFile(fileobj=opened)) if packed else opened
            yield from _rows(source)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise Refusal("bad_encoding", "the file is not packed as gzip to its end: get it again") from None
    except OSError as error:
        raise refusal_of(error) from None


def _rows(source: BinaryIO | io.BufferedReader) -> Iterator[RegistryRow]:
    lines = ((number, line) for number, line in _lines(source) if line is None or line.strip())
    seen: list[tuple[int, bytes | None]] = []
    start = b""
    while not start:
        each = next(lines, None)
        if each is None:
            raise Refusal(
                "no_registry", "the file has no line that can be read: give JSON lines, or CSV with a heading"
            )
        seen.append(each)
        start = (each[1] or b"").removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"["):
        raise Refusal("no_registry", "the file is one JSON list: write one object a line")
    if start.startswith(b"{"):
        yield from map(_from_json, chain(seen, lines))
    else:
        yield from _from_csv(chain(seen, lines))


def _lines(source: BinaryIO | io.BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    # None stands for a line over the limit, which is passed over without being held.
    number = read = 0
    while line := source.readline(MAX_LINE + 1):
        number += 1
        whole = len(line) <= MAX_LINE
        yield number, line if whole else None
        read += len(line)
        while not whole and line and not line.endswith(b"\n"):
            line = source.readline(MAX_LINE)
            read += len(line)
        if read > _MAX_BYTES:
            raise Refusal("too_large", f"the file has more than {_MAX_BYTES:,} bytes, unpacked: cut it")


def _trouble(number: int, code: str, message: str) -> RegistryTrouble:
    return RegistryTrouble(line=number, failure=Failure(code=code, message=message))


def _from_json(numbered: tuple[int, bytes | None]) -> RegistryRow:
    number, line = numbered
    if line is None:
        return _trouble(number, "too_large", "the line is longer than a record may be: leave it out")
    try:
        row = json.loads(line.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return _trouble(number, "bad_row", "the line is no JSON: write one object a line")
    if not isinstance(row, dict) or not isinstance(row.get("properties"), dict):
        return _trouble(number, "bad_row", "the line is no FollowTheMoney entity: it has no `properties`")
    schema, properties = row.get("schema"), _values(row["properties"])
    name = _text(row.get("id"))[:_ID]
    if not name or not isinstance(schema, str):
        return _trouble(number, "bad_row", "the entity has no `id` or no `schema`")
    if schema.lower() in _DETAILS:
        of = next(iter(properties.get("entity", ())), "")
        return RegistryDetail(of=of[:_ID], said=_said(properties)) if of else None
    kind = kind_of(schema)
    if kind is None:
        return None
    caption = _text(row.get("caption"))
    nested = _nested(row["properties"])
    return _record(name, schema=schema, kind=kind, caption=caption, values=properties, nested=nested, number=number)


def _nested(properties: Mapping[str, object]) -> tuple[RegistrySaid, ...]:
    """What sanctions inside a record say."""
    inside = properties.get("sanctions")
    found = (
        [each["properties"] for each in inside if isinstance(each, dict) and isinstance(each.get("properties"), dict)]
        if isinstance(inside, list)
        else []
    )
    return tuple(said for each in found[:_VALUES] for said in _said(_values(each)))


def _values(properties: Mapping[str, object]) -> dict[str, list[str]]:
    """The values of each property that are words; what is nested is left out."""
    found: dict[str, list[str]] = {}
    for key, given in properties.items():
        several = given if isinstance(given, list) else [given]
        values = [words for each in several[:_NAMES] if (words := _text(each))]
        if values:
            found[key] = values
    return found


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(_UNSOUND.sub("\ufffd", str(value)).split())


def _record(
    name: str, *, schema: str, kind: Kind, caption: str, values: Mapping[str, Sequence[str]],
    nested: Sequence[RegistrySaid], number: int,
) -> RegistryRow:  # fmt: skip
    names = [*filter(None, [caption]), *values.get("name", ())]
    others = [
        *names,
        *values.get("alias", ()),
        *values.get("aliases", ()),
        *values.get("previousName", ()),
        *_full(values),
    ]
    # A caption is one of the names; of several the registry's own choice is shown.
    distinct = [each for each in dict.fromkeys(others) if len(each) <= _NAME and fold(each)]
    if not distinct:
        return _trouble(number, "no_name", "the record has no name to find it by")
    told = sorted((*_said(values), *nested), key=lambda said: shown_first()[said.property])
    return RegistryRecord(
        id=name,
        schema=schema,
        type=kind.type,
        either=kind.either,
        name=distinct[0],
        aliases=tuple(distinct[1:_NAMES]),
        weak=tuple(each for each in values.get("weakAlias", ()) if len(each) <= _NAME),
        topics=tuple(dict.fromkeys(each[:_ID] for each in values.get("topics", ()))),
        born=tuple(each[:_ID] for each in values.get("birthDate", ())),
        countries=tuple(dict.fromkeys(each[:_ID] for key in _COUNTRIES for each in values.get(key, ()))),
        positions=tuple(each[:_VALUE] for each in (*values.get("position", ()), *values.get("positions", ()))),
        said=tuple(dict.fromkeys(told))[:_VALUES],
    )


def _full(values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A person's name put together from its parts, where a registry gives these alone."""
    first, last = values.get("firstName", ()), values.get("lastName", ())
    if not values.get("name") and len(first) == len(last) == 1:
        yield f"{first[0]} {last[0]}"


def _said(values: Mapping[str, Sequence[str]]) -> tuple[RegistrySaid, ...]:
    return tuple(
        RegistrySaid(property=words, value=each if len(each) <= _VALUE else f"{each[: _VALUE - 2]} …")
        for key, several in values.items()
        if (words := property_of(key)) is not None
        for each in several[:_VALUES]
    )


def _from_csv(lines: Iterable[tuple[int, bytes | None]]) -> Iterator[RegistryRow]:
    """Rows under a heading: id, name, aliases, type, and whatever else FollowTheMoney has a name for; lists by ";"."""
    at = [0]
    table = csv.reader(_decoded(lines, at))
    try:
        cells = next(table, None)
    except csv.Error:
        cells = None
    heading = [_HEADINGS.get(key, key) for key in (fold(cell).replace(" ", "_") for cell in cells or ())]
    if "id" not in heading or "name" not in heading:
        raise Refusal("no_registry", "the file is neither JSON lines nor CSV with the headings `id` and `name`")
    while True:
        try:
            cells = next(table, None)
        except csv.Error:
            yield _trouble(at[0], "bad_row", "the line is no row of CSV: check its quotation marks")
            continue
        if cells is None:
            return
        yield _from_cells(dict(zip(heading, cells, strict=False)), number=at[0])


def _decoded(lines: Iterable[tuple[int, bytes | None]], at: list[int]) -> Iterator[str]:
    for number, line in lines:
        at[0] = number
        # A line that is too long is no row: its one cell says so.
        yield "" if line is None else line.decode("utf-8-sig", "replace").replace("\x00", "\ufffd")


def _from_cells(row: Mapping[str, str], *, number: int) -> RegistryRow:
    values = {
        key: [part for each in ([given] if key in _WHOLE else given.split(";")) if (part := _text(each))]
        for key, given in row.items()
        if key not in ("id", "name", "schema")
    }
    name, given = _text(row.get("id"))[:_ID], _text(row.get("name"))
    if not name:
        return _trouble(number, "bad_row", "the row has no `id`")
    schema = _text(row.get("schema")) or _ANY
    kind = kind_of(schema)
    if kind is None:
        return None
    return _record(name, schema=schema, kind=kind, caption=given, values=values, nested=(), number=number)
