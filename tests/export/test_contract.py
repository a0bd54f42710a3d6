"""JSON and JSON Lines: what was written is read back, whatever the words."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings

from dateline.export import export
from dateline.export.contract import from_lines
from dateline.records.dossier import Dossier
from dateline.records.plain import from_plain, to_plain

from .pictures import hostile, picture


def whole(form: str, words: str, **options: Any) -> str:
    """The chief file of an export of a picture."""
    return "".join(export(picture(words, **options), form)[0].pieces)


@given(hostile())
@settings(max_examples=20)
def test_json_is_the_contract(words: str) -> None:
    made = whole("json", words)
    assert json.loads(made) == to_plain(picture(words))
    assert from_plain(Dossier, json.loads(made)) == picture(words)


@given(hostile())
@settings(max_examples=20)
def test_json_lines_are_read_back_line_by_line(words: str) -> None:
    lines = whole("jsonl", words).split("\n")
    assert lines.pop() == ""
    assert all(json.loads(line).keys() == {"list", "record"} for line in lines)
    assert from_lines(lines) == picture(words)


def test_an_empty_picture_has_all_lists() -> None:
    from dateline.records.dossier import Scope

    empty = Dossier(scope=Scope())
    assert from_plain(Dossier, json.loads("".join(export(empty, "json")[0].pieces))) == empty
    assert from_lines("".join(export(empty, "jsonl")[0].pieces).splitlines()) == empty


def test_json_lines_are_made_one_by_one() -> None:
    """The first line is there before the last record is looked at."""
    pieces = export(picture("words"), "jsonl")[0].pieces
    assert json.loads(next(pieces))["list"] == "dossier"
    assert json.loads(next(pieces))["list"] == "texts"
