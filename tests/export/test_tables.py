"""CSV: every list a table, read back by the csv reader; nothing in it is a formula."""

from __future__ import annotations

import csv
import io
import sys

import pytest
from hypothesis import given, settings

from dateline.export.spans import KINDS, id_of, records_of
from dateline.export.tables import tables
from dateline.records.dossier import Dossier, Scope
from dateline.records.plain import hints_of
from dateline.rendering.harmless import cell

from .pictures import hostile, picture

csv.field_size_limit(sys.maxsize)
Rows = list[dict[str, str]]


def read(made: Dossier) -> dict[str, Rows]:
    """All tables as rows by column; every row has every column."""
    found = {}
    for name, pieces in tables(made).items():
        head, *rows = csv.reader(io.StringIO("".join(pieces), newline=""), strict=True)
        assert all(len(row) == len(head) for row in rows), name
        assert len(set(head)) == len(head), name
        found[name] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


def test_every_list_of_the_contract_is_a_table() -> None:
    found = read(picture("words"))
    lists = set(hints_of(Dossier)) - {"schema", "scope"}
    assert lists < found.keys()
    for name in lists:
        assert len(found[name]) == len(getattr(picture("words"), name)) > 0, name


def test_an_empty_picture_has_the_same_tables_and_columns() -> None:
    def heads(made: Dossier) -> dict[str, str]:
        return {name: next(pieces) for name, pieces in tables(made).items()}

    assert heads(Dossier(scope=Scope())) == heads(picture("words"))


@given(hostile())
@settings(max_examples=20)
def test_no_cell_of_any_table_is_a_formula(words: str) -> None:
    for rows in read(picture(words)).values():
        for row in rows:
            for column, value in row.items():
                if column not in ("latitude", "longitude", "value", "lower", "upper", "weight"):
                    assert value.lstrip()[:1] not in tuple("=+-@"), (column, value[:20])
                    assert value[:1] not in ("\t", "\r", "\n")


def test_numbers_stay_numbers() -> None:
    found = read(picture("-1"))
    assert found["places"][0]["latitude"] == "-33.5"
    assert found["quantities"][0]["value"] == "-2.5"
    assert found["quantities"][0]["of"] == "'-1"


def test_rows_of_a_nested_table_belong_to_records_of_its_list() -> None:
    found = read(picture("words"))
    assert found["disputes_stands"]
    assert {row["of"] for row in found["disputes_stands"]} <= {row["id"] for row in found["disputes"]}
    assert {row["of"] for row in found["chains_links"]} == {"h1"}
    assert [row["role"] for row in found["chains_links"]] == ["outlet", "agency", "speaker", "medium"]
    assert found["disputes_stands"][1]["holders"] == "speaker unclear"


@pytest.mark.parametrize("words", ["words", "=SUM(A1)"])
def test_words_stand_in_the_columns_of_their_fields(words: str) -> None:
    found = read(picture(words))
    quotation = found["quotations"][0]
    assert quotation["speaker_text"] == quotation["content"] == cell(words)
    assert (quotation["speaker_clear"], quotation["said"], quotation["articles"]) == ("true", "2026-03-01", "a1|a2")
    assert found["entities_aliases"][0]["basis"] == "nickname"
    assert found["changes"][0]["basis"] == cell(words)
    assert int(found["texts"][0]["characters"]) == len(picture(words).texts[0].text)


def test_every_record_has_one_id_in_tables_and_spans() -> None:
    made = picture("words")
    found = read(made)
    for name in KINDS:
        if name != "timeline":
            assert [row["id"] for row in found[name]] == [id_of(one) for of, one in records_of(made) if of == name]
