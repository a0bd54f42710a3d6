"""Which words tell of events, and which only look so."""

from __future__ import annotations

from typing import get_args

import pytest

from dateline.lexicon.tables import rows
from dateline.reading.events.senses import senses
from dateline.records.reading import EventType, StateValue

from .happening import triggers_of


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Gunmen killed two farmers near the river.", [("killed", "assault")]),
        ("The old harbour master died on Friday.", [("died", "death")]),
        ("Officers arrested three dockers on Monday.", [("arrested", "coerce")]),
        ("Anna Petrova was indicted on Monday.", [("indicted", "court")]),
        ("The judge sentenced Anna Petrova to six years.", [("sentenced", "court")]),
        ("Parliament blacklisted the shipping firm.", [("blacklisted", "sanction")]),
        ("The treasury designated the Red Lantern group as a terrorist organisation.", [("designated", "sanction")]),
        ("Anna Petrova resigned on Monday.", [("resigned", "appointment")]),
        ("Thousands protested against the tax on Sunday.", [("protested", "protest")]),
        ("Harbour Freight acquired Northwind Shipping last year.", [("acquired", "company")]),
        ("The jetty gave way under the crowd on Saturday.", [("gave", "disaster")]),
        ("The Santa Clara capsized within minutes.", [("capsized", "accident")]),
        ("The Santa Clara overturned shortly after dawn.", [("overturned", "accident")]),
        ("Dockers stopped work at midnight.", [("stopped", "protest")]),
        ("The strike began at midnight.", [("strike", "protest")]),
        ("Northwind Shipping was declared bankrupt on Monday.", [("declared", "company")]),
        ("Twelve bodies were recovered from the harbour.", [("recovered", "death")]),
        (
            "A man wanted in a killing in the town of Marlow Falls was arrested without a struggle on Sunday.",
            [("killing", "assault"), ("arrested", "coerce")],
        ),
        ("The hunter was hit in the thigh.", [("hit", "assault")]),
        ("An earthquake struck northern Chile on Monday.", [("earthquake", "disaster")]),
        ("The bridge collapsed on Monday.", [("collapsed", "disaster")]),
        ("Two trains collided near Porto on Monday.", [("collided", "accident")]),
        ("Robbers stole 20 paintings from the museum.", [("stole", "crime")]),
        ("The ministry sent military aid to Moldova.", [("aid", "aid")]),
        ("Rioters set fire to three buses.", [("set", "assault")]),
        ("A bomb destroyed the office.", [("destroyed", "assault")]),
        ("The army launched an attack on the port.", [("attack", "assault")]),
        ("The two ports struck a deal over the price.", [("deal", "agree")]),
        ("The minister visited Oslo on Friday.", [("visited", "consult")]),
    ],
)
def test_event_words_are_found_in_their_sense(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert triggers_of(sentence) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "They marched on in the dead of winter, until the death of winter.",
        "The shop charged a fee of ten euros.",
        "He shot a film about the harbour.",
        "The committee killed the bill.",
        "She was killing time in the lobby.",
        "The striker attacked the problem with patience.",
        "He suffered a heart attack at breakfast.",
        "The market crash of last year worried the bank.",
        "The restaurant business operation grew.",
        "He fired the kiln at noon.",
        "The team was eliminated from the cup.",
        "The phone was charged overnight.",
    ],
)
def test_other_senses_of_the_same_words_are_no_events(sentence: str) -> None:
    assert triggers_of(sentence) == []


@pytest.mark.model
def test_an_event_word_in_a_name_is_part_of_the_name() -> None:
    assert triggers_of("The band Massacre Sunday and the Strike Media group played in Lisbon.") == []


@pytest.mark.model
def test_training_with_live_fire_is_training_and_no_shooting() -> None:
    assert triggers_of("Norwegian soldiers were in live fire training last summer.") == [("training", "mobilize")]


def test_every_row_of_the_table_can_be_read() -> None:
    """Types, roles and outcomes are of their closed sets; a row that no code knows would fail only in the field."""
    types = {*get_args(EventType), "-", "frame"}
    outcomes = {*get_args(StateValue), "displaced"}
    for lemma, pos, kind, _, frame, _, outcome in rows("event_triggers"):
        assert pos in ("v", "n"), lemma
        assert kind in types, lemma
        assert all(part.partition("=")[0] in ("A", "R", "I") for part in frame.split() if part != "-"), lemma
        assert outcome == "-" or outcome.removeprefix("A:") in outcomes, lemma
    assert all(senses().values())
