"""A verb is a cue in the senses of saying, and in no other."""

from __future__ import annotations

import pytest

from dateline.lexicon import tables
from dateline.nlp import model
from dateline.reading import quoted
from dateline.reading.quotations import cues, units

TAKES = set("sctoarfqhd")


def words_of(text: str) -> list[str]:
    parse = model.parse(text)
    return [text[cue.start : cue.end] for unit in units.cut(parse, quoted.find(text)) for cue in cues.find(parse, unit)]


def test_the_table_of_verbs_is_whole() -> None:
    rows = tables.rows("cue_verbs")
    assert len({row[0] for row in rows}) == len(rows)
    assert all(len(row) == 4 and set(row[1]) <= TAKES for row in rows)


def test_the_table_of_phrases_is_whole() -> None:
    for row in tables.rows("cue_phrases"):
        assert row[1] in {"source", "held", "verb", "noun"}
        assert (len(row) == 3) == (row[1] == "verb")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The ministry has repeatedly suggested that it was late.", "has repeatedly suggested"),
        ("She also noted that the gate was open.", "also noted"),
        ("According to the mayor, the gate was open.", "According to"),
        ("He pointed out that the gate was open.", "pointed out"),
        ("In her view the gate was open.", "In her view"),
        ("The lawyer let it be known that he was ill.", "let it be known"),
    ],
)
def test_a_cue_is_the_verb_with_its_own_company(text: str, cue: str) -> None:
    assert words_of(text) == [cue]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Velkova did not say whether the gate was open.",
        "The company declined to say how many had left.",
        "She would not confirm that the gate was open.",
        "The noted author walked home.",
        "He left without saying that he was ill.",
    ],
)
def test_what_is_not_said_has_no_cue(text: str) -> None:
    assert words_of(text) == []
