"""Records as tables: the columns, the rows, and what is said where there is no library or nothing to lay out."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

import dateline
from dateline.errors import UsageError
from dateline.export.frames import FrameLibrary, rows
from dateline.records.dossier import DossierMention, DossierQuotation, DossierSpeaker, Origin, QuotationEvidence
from dateline.records.evidence import cut
from dateline.records.time import UNKNOWN, stated

WORDS = cut("Sira Voll said so.", 0, 9)
QUOTATION = DossierQuotation(
    id="q1", articles=("a1", "a2"), speaker=DossierSpeaker(text="Sira Voll", entity="e1", clear=True), cue="said",
    content="so", kind="indirect", medium=None, said=stated("2026-03"), parent=None, chain=None,
    evidence=QuotationEvidence(speaker=(WORDS,), cue=(), content=()),
)  # fmt: skip
LIBRARIES: tuple[FrameLibrary, ...] = ("pandas", "polars")


def test_a_row_has_a_column_a_field_and_those_of_the_records_within() -> None:
    (row,) = rows([QUOTATION])
    assert row["speaker_text"] == "Sira Voll"
    assert (row["speaker_entity"], row["speaker_clear"]) == ("e1", True)
    assert row["articles"] == ["a1", "a2"]
    assert [row[name] for name in ("said", "said_earliest", "said_latest", "said_precision", "said_zone")] == [
        "2026-03",
        "2026-03-01",
        "2026-03-31",
        "month",
        None,
    ]
    assert row["evidence_speaker"] == [{"text_id": WORDS.text_id, "start": 0, "end": 9, "exact": "Sira Voll"}]
    assert "speaker" not in row


def test_evidence_is_its_words_and_where_they_stand() -> None:
    mention = DossierMention(id="m", entity=None, type="person", form="name", evidence=WORDS)
    (row,) = rows([mention])
    assert [row[f"evidence{part}"] for part in ("", "_text_id", "_start", "_end")] == [
        "Sira Voll",
        WORDS.text_id,
        0,
        9,
    ]


def test_what_is_not_known_is_none_under_the_same_columns() -> None:
    from dataclasses import replace

    known, unknown = rows([QUOTATION, replace(QUOTATION, said=UNKNOWN, chain=None)])
    assert list(known) == list(unknown)
    assert unknown["said"] is None


@pytest.mark.parametrize("library", LIBRARIES)
def test_each_library_is_given_the_rows(library: FrameLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Any] = []

    def laid_out(made: Any, **_: Any) -> str:
        given.append(made)
        return "a frame"

    monkeypatch.setitem(sys.modules, library, SimpleNamespace(DataFrame=laid_out))
    assert dateline.frame([QUOTATION], library=library) == "a frame"
    assert given == [list(rows([QUOTATION]))]


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_frame_has_the_rows(library: FrameLibrary) -> None:
    pytest.importorskip(library)
    made = dateline.frame([QUOTATION, QUOTATION], library=library)
    assert made.shape == (2, len(next(rows([QUOTATION]))))
    assert list(made["speaker_text"]) == ["Sira Voll", "Sira Voll"]
    assert dateline.frame([], library=library).shape == (0, 0)


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_that_is_not_there_is_named(library: FrameLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=rf"pip install dateline\[{library}\].*missing_library"):
        dateline.frame([QUOTATION], library=library)


def test_what_is_no_list_of_one_kind_of_records_is_refused() -> None:
    origin = Origin(id="o", name="O", kind="outlet", entity=None, articles=())
    for records in ([QUOTATION, origin], ["words"], [Origin]):
        with pytest.raises(UsageError, match="not_records"):
            dateline.frame(records)
    with pytest.raises(UsageError, match="unknown_library"):
        dateline.frame([], library="numpy")  # type: ignore[arg-type]
