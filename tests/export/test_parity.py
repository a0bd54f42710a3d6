"""Parity: ids and evidence are in every export what they are in the contract."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import given, settings

from dateline.export import FORMATS, export
from dateline.export.spans import spans
from dateline.records.dossier import Dossier
from dateline.records.plain import to_plain
from dateline.rendering.harmless import cell

from .pictures import hostile, picture

csv.field_size_limit(sys.maxsize)
Place = tuple[str, int, int, str]


def in_contract(plain: Any) -> Iterator[Place]:
    """All evidence in plain JSON, found by its four keys."""
    if isinstance(plain, dict):
        if plain.keys() == {"text_id", "start", "end", "exact"}:
            yield plain["text_id"], plain["start"], plain["end"], plain["exact"]
        else:
            for value in plain.values():
                yield from in_contract(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from in_contract(value)


def chief(made: Dossier, form: str) -> Any:
    return json.loads("".join(export(made, form)[0].pieces))


@given(hostile())
@settings(max_examples=20)
def test_spans_are_all_the_evidence_of_the_contract(words: str) -> None:
    made = picture(words)
    found = [(s.evidence.text_id, s.evidence.start, s.evidence.end, s.evidence.exact) for s in spans(made)]
    assert sorted(found) == sorted(in_contract(to_plain(made)))


@given(hostile())
@settings(max_examples=20)
def test_a_pointer_leads_to_its_evidence(words: str) -> None:
    made = picture(words)
    plain: Any = to_plain(made)
    by_id = {one["id"]: one for one in [*plain["quotations"], *plain["events"]]}
    told = [span for span in spans(made) if span.id in by_id and span.kind in ("quotation", "event")]
    assert told
    for span in told:
        at = by_id[span.id]
        for step in span.pointer.split("/")[1:]:
            at = at[int(step)] if isinstance(at, list) else at[step]
        assert at == to_plain(span.evidence)


@given(hostile())
@settings(max_examples=20)
def test_annotations_have_each_span_and_its_words(words: str) -> None:
    made = picture(words)
    found = []
    for one in chief(made, "annotation")["first"]["items"]:
        position, quote = one["target"]["selector"]
        name = one["target"]["source"].removeprefix("urn:dateline:text:")
        found.append((name, position["start"], position["end"], quote["exact"]))
        text = next(text.text for text in made.texts if text.text_id == name)
        assert f"{quote['prefix']}{quote['exact']}{quote['suffix']}" in text
    assert sorted(found) == sorted(in_contract(to_plain(made)))


@given(hostile())
@settings(max_examples=20)
def test_the_table_of_evidence_has_each_span(words: str) -> None:
    made = picture(words)
    part = next(part for part in export(made, "csv") if part.name == "evidence")
    _, *rows = csv.reader(io.StringIO("".join(part.pieces), newline=""))
    found = [(row[4], int(row[5]), int(row[6]), row[7]) for row in rows]
    wanted = [(name, start, end, cell(exact)) for name, start, end, exact in in_contract(to_plain(made))]
    assert sorted(found) == sorted(wanted)


@given(hostile())
@settings(max_examples=20)
def test_what_other_formats_quote_is_evidence_of_the_contract(words: str) -> None:
    made = picture(words)
    known = set(in_contract(to_plain(made)))
    graph = chief(made, "jsonld")["@graph"]
    told = [one for node in graph for one in node.get("dl:evidence", [])]
    quoted = [(one["dl:text"]["@id"][18:], one["dl:start"], one["dl:end"], one["dl:exact"]) for one in told]
    entities = chief(made, "prov")["entity"].values()
    quoted += [(e["dl:text"], e["dl:start"], e["dl:end"], e["prov:value"]) for e in entities if "dl:start" in e]
    for one in chief(made, "stix")["objects"]:
        for reference in one.get("external_references", [])[1:]:
            at = re.fullmatch(r"urn:dateline:text:(\w+)#char=(\d+),(\d+)", reference["external_id"])
            assert at is not None
            quoted.append((at[1], int(at[2]), int(at[3]), reference["description"]))
    assert quoted
    assert set(quoted) <= known


def test_ids_are_those_of_the_contract() -> None:
    made = picture("words")
    graph = {node["@id"] for node in chief(made, "jsonld")["@graph"]}
    for kind, several in (("article", made.articles), ("quotation", made.quotations), ("claim", made.claims)):
        assert {f"urn:dateline:{kind}:{one.id}" for one in several} <= graph
    rows = [json.loads(line) for line in "".join(export(made, "ftm")[0].pieces).splitlines()]
    names = {row["id"] for row in rows}
    assert {*("a1", "a2", "e1", "e2", "m1", "m2", "q1", "q2", "v1", "st1", "geonames-1", "p2")} <= names
    chains = {entity.get("dl:chain") for entity in chief(made, "prov")["entity"].values()}
    assert chains == {"h1", None}


def test_equal_pictures_give_equal_bytes() -> None:
    for form in FORMATS:
        once, again = (["".join(part.pieces) for part in export(picture("words"), form)] for _ in range(2))
        assert once == again, form


def test_a_title_of_a_megabyte_is_written_in_every_format() -> None:
    """It is whole, or cut to what the format takes; beside it all is what it was."""
    made = picture("words")
    first = replace(made.articles[0], title="<b>" * 350_000)
    made = replace(made, articles=(first, *made.articles[1:]))
    for form in FORMATS:
        text = "".join(piece for part in export(made, form) for piece in part.pieces)
        assert text.count("<b>" * 10) == 0 or form == "csv", form
        assert len(text) < 5_000_000, form
