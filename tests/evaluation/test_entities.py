"""Pairs of names as they are asked and answered, and how entities across texts are scored: invented names and gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from evaluation.cli import main
from evaluation.entity_answers import numbered
from evaluation.sets.el_news import alone, asked, broken

from dateline.records.dossier import DossierToponym
from dateline.records.evidence import Text
from dateline.records.ids import text_id
from dateline.records.linked import Linked

PAIRS = [
    ("Ada Perl", "ada perl", "Person", True),
    ("Ada M. Perl", "Ada Perl", "Person", True),
    ("Ada Perl", "Thomas Perl", "Person", False),
    ("Harrow Dam Company", "Harrow Dam Co.", "Company", True),
    ("Harrow Dam Trust", "Tovey Dam Trust", "Company", False),
    ("", "Ada Perl", None, False),
]


def test_the_command_answers_every_row_in_order(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    rows = [{"id": at, "name1": a, "name2": b, "schema": schema} for at, (a, b, schema, _) in enumerate(PAIRS)]
    file.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["names", str(file)])
    answers = [json.loads(line) for line in result.output.splitlines()]
    assert [one["id"] for one in answers] == list(range(len(PAIRS)))
    assert [one["match"] for one in answers] == [match for *_, match in PAIRS]
    assert all(one["match"] is (one["score"] >= 0.5) for one in answers)


def test_only_names_with_an_id_are_asked() -> None:
    def label(text: str, qid: str, **more: object) -> dict[str, object]:
        return {"text": text, "qid": qid, "start": 0, "end": len(text), "coref": None, "optional": None, **more}

    labels = [
        label("Harrow", "Q1"),
        label("the dam", "Q2"),
        label("She", "Q3", coref=True),
        label("Tovey", "<NIL>"),
        label("Perl", "Q4", optional=True),
    ]
    assert [one["text"] for one in asked({"labels": labels})] == ["Harrow"]


def test_a_span_means_what_overlaps_it_most_and_what_was_not_found_stands_alone() -> None:
    words = "Harrow and North Harrow"
    text = Text(id=text_id(words), text=words)
    picture = Linked(
        toponyms=(
            DossierToponym(id="t1", place="harrow", evidence=text.cut(0, 6)),
            DossierToponym(id="t2", place="north", evidence=text.cut(11, 23)),
        ),
        entity_of={},
        place_of={},
        chains_of={},
    )
    spans = [[[0, 6], [17, 23], [11, 23], [7, 10]]]
    assert numbered(picture, texts=[text.id], spans=spans) == [[0, 1, 1, None]]
    assert alone([0, None, 0, None]) == [0, -2, 0, -4]


def test_the_worst_are_those_that_fell_apart_or_were_joined_with_others() -> None:
    found = broken(["Q1", "Q1", "Q1", "Q2"], [0, 0, 1, 1], words=["Ada", "Ada", "Perl", "Vey"])
    assert dict(found) == pytest.approx({"Q1 Perl": -1.0, "Q2 Vey": -1.0})
