"""Events as a whole: place, time, quotation and evidence; what is one event; nothing that cannot be shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.nlp import Parse
from dateline.reading.events import events
from dateline.reading.who import Who
from dateline.records.evidence import article_text, holds

from .happening import read

pytestmark = pytest.mark.model


def test_place_and_time_are_those_of_the_clause() -> None:
    found = read("Police arrested Anna Petrova in Lisbon on Sunday.")
    event = found.event("arrested")
    assert (found.place(event), found.time(event.time)) == ("Lisbon", "Sunday")


def test_the_day_on_which_it_was_said_is_not_the_day_of_the_event() -> None:
    found = read("Police said on Tuesday that gunmen had killed two farmers.")
    assert found.event("killed").time is None


def test_the_day_of_another_clause_is_not_the_day_of_the_event() -> None:
    found = read("Boris Lund was extradited on Thursday, nine days after he was arrested in Lisbon.")
    assert found.time(found.event("extradited").time) == "Thursday"
    assert found.time(found.event("arrested").time) != "Thursday"


def test_the_place_of_the_frame_is_the_place_of_the_event() -> None:
    found = read("The army carried out a raid in Lisbon, in which Boris Lund was killed.")
    assert found.place(found.event("killed")) == "Lisbon"


def test_the_quotation_is_the_one_that_holds_the_trigger() -> None:
    found = read("“The army attacked the port,” said Anna Petrova. Gunmen killed two farmers.")
    (quotation,) = found.quotations
    assert found.event("attacked").quotation == quotation.id
    assert found.event("killed").quotation is None


def test_evidence_is_one_sentence_on_one_line() -> None:
    found = read("The sea was calm", "Gunmen killed two farmers. The sea was calm.")
    assert found.event("killed").evidence.exact == "Gunmen killed two farmers."


def test_shot_and_killed_is_one_event() -> None:
    found = read("Gunmen shot and killed two farmers.")
    assert [event.trigger.exact for event in found.events] == ["killed"]
    assert [(c.kind, c.number) for c in found.events[0].casualties] == [("killed", 2)]


def test_deaths_without_an_attacker_are_no_attack() -> None:
    assert read("Two people were killed on Monday.").event("killed").type == "death"
    assert read("Gunmen killed two people on Monday.").event("killed").type == "assault"


def test_a_habit_and_a_bare_mention_are_no_events() -> None:
    assert read("People kill people. The attack was bad.").events == ()


def test_ids_tell_events_apart() -> None:
    found = read("Gunmen killed two farmers. Gunmen killed two farmers.")
    assert len({event.id for event in found.events}) == len(found.events) == 2


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "killed", "two", "was", "“", "”", "'", "police", "arrested", "in", "Lisbon", ",", ".", "at", "least",
                "—", "\n", "who", "dead", "the", "raid", "of", "and", "not", "if", "?", "death", "Anna", "’s", "12",
                "wanted", "large", "President", "\u200b", "100,000,000,000,000,000",
            ]
        ),
        max_size=24,
    )
)  # fmt: skip
def test_any_heap_of_words_is_read_and_every_word_shown_stands_in_the_text(heap: list[str]) -> None:
    found = read(" ".join(["x", *heap]))
    shown = [
        piece
        for event in found.events
        for piece in (
            event.trigger,
            event.evidence,
            *(one.evidence for one in (*event.actors, *event.recipients, *event.instruments)),
            *(one.evidence for one in event.casualties),
        )
    ]
    shown += [state.evidence for state in found.states]
    assert all(holds(piece, found.text.text) for piece in shown)
    assert all(event.evidence.start <= event.trigger.start < event.evidence.end for event in found.events)


def test_a_text_without_words_has_no_events() -> None:
    text = article_text(["…"])
    empty = Parse("", (), (), ())
    assert events.find(empty, text, who=Who(empty, (), ()), times=(), toponyms=(), quotations=()) == ()


def test_the_seed_tells_of_the_raid_and_of_those_besides(shared: Path) -> None:
    found = read(*_body(shared, "000_c5228dfd27c67ca4.txt", first="The White House has", last=" -- ANI"))
    killed = [
        event for event in found.events if event.type == "assault" and event.recipients and event.time is not None
    ]
    assert {found.time(event.time) for event in killed} == {"Sunday"}
    assert True in ["military" in actor.text for event in killed for actor in event.actors]
    counts = {(c.kind, c.number, c.besides) for event in found.events for c in event.casualties}
    assert counts == {("killed", 3, True), ("wounded", 3, False), ("arrested", 2, False)}
    assert {event.type for event in found.events} >= {"aid", "sanction"}


def test_the_other_seed_has_no_strike_that_was_done(shared: Path) -> None:
    found = read(*_body(shared, "004_7f613b99dbe152a2.txt", first="As President", last="Hence then"))
    assert [
        event.trigger.exact for event in found.events if event.type == "assault" and event.modality == "asserted"
    ] == []
    training = found.event("training")
    assert (training.type, found.time(training.time)) == ("mobilize", "last summer")


def _body(shared: Path, name: str, *, first: str, last: str) -> list[str]:
    text = (shared / "seeds" / name).read_text(encoding="utf-8")
    return [line.strip() for line in text[text.index(first) : text.index(last)].split("\n") if line.strip()]


def test_what_a_clause_says_of_a_house_is_not_part_of_the_arrest() -> None:
    found = read("A resident of the house where two boys were injured was arrested on Monday.")
    assert [one.kind for one in found.event("arrested").casualties] in ([], ["arrested"])
    assert [(one.kind, one.number) for one in found.event("injured").casualties] == [("wounded", 2)]


def test_the_day_on_which_a_toll_rose_is_not_that_of_the_sinking() -> None:
    found = read("The death toll in the sinking of a ferry off Basilan rose to 33 on Tuesday.")
    assert [event.time for event in found.events if event.trigger.exact == "sinking"] == [None]


def test_who_is_dead_is_dead_whatever_may_have_happened() -> None:
    found = read("A 34-year-old woman is dead after what may have been an accidental shooting.")
    assert [(one.modality, [c.kind for c in one.casualties]) for one in found.events if one.casualties] == [
        ("asserted", ["killed"])
    ]


def test_one_who_was_taken_to_a_hospital_and_died_has_died() -> None:
    found = read("The child was taken to a hospital and later died.")
    assert [one.text for one in found.event("died").recipients] == ["The child"]
