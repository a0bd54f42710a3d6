"""Who did it to whom with what: actives, passives, nouns, relative clauses, infinitives, coordinations."""

from __future__ import annotations

import pytest

from .happening import read

pytestmark = pytest.mark.model


def people(sentence: str, trigger: str) -> tuple[list[str], list[str], list[str]]:
    """Actors, recipients and instruments of an event, in their words."""
    event = read(sentence).event(trigger)
    return (
        [one.text for one in event.actors],
        [one.text for one in event.recipients],
        [one.text for one in event.instruments],
    )


@pytest.mark.parametrize(
    ("sentence", "trigger", "actors", "recipients"),
    [
        ("Gunmen killed two farmers.", "killed", ["Gunmen"], ["two farmers"]),
        ("Two farmers were killed by gunmen.", "killed", ["gunmen"], ["two farmers"]),
        ("The killing of Anna Petrova by gunmen shocked Lisbon.", "killing", ["gunmen"], ["Anna Petrova"]),
        ("Anna Petrova's killing shocked Lisbon.", "killing", [], ["Anna Petrova"]),
        ("Police were called to the house in which Anna Petrova was murdered.", "murdered", [], ["Anna Petrova"]),
        ("Soldiers helped the guards to arrest Anna Petrova.", "arrest", ["the guards"], ["Anna Petrova"]),
        ("Police arrested Anna Petrova and Boris Lund.", "arrested", ["Police"], ["Anna Petrova", "Boris Lund"]),
        ("Police, who arrested Anna Petrova, said nothing.", "arrested", ["Police"], ["Anna Petrova"]),
        ("Norway gave humanitarian aid to Moldova.", "aid", ["Norway"], ["Moldova"]),
        ("Israeli strikes on the port continued.", "strikes", ["Israeli"], ["the port"]),
        ("Rebels carried out an attack on 11 November.", "attack", ["Rebels"], []),
        ("Two men threw a grenade at the embassy.", "threw", ["Two men"], ["the embassy"]),
        ("A bomb exploded in front of the bank.", "exploded", [], ["the bank"]),
        ("A bomb exploded in Lisbon.", "exploded", [], []),
        ("A 14-year-old was fatally shot on Monday.", "shot", [], ["A 14-year-old"]),
    ],
)
def test_participants_stand_where_the_frame_says(
    sentence: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    found = people(sentence, trigger)
    assert [word.lower() for word in found[0]] == [word.lower() for word in actors]
    assert [word.lower() for word in found[1]] == [word.lower() for word in recipients]


def test_the_words_of_a_participant_end_before_its_relative_clause() -> None:
    assert people("Police arrested a sailor who had lived in Lisbon for years.", "arrested")[1] == ["a sailor"]


def test_a_weapon_is_an_instrument_and_no_actor() -> None:
    actors, _, instruments = people("Gunmen killed two farmers with a knife.", "killed")
    assert (actors, instruments) == (["Gunmen"], ["a knife"])


def test_a_participant_is_joined_to_its_chain() -> None:
    found = read("Anna Petrova left Lisbon in May. Police arrested Petrova on Monday.")
    (recipient,) = found.event("arrested").recipients
    assert recipient.chain is not None
    assert found.who.chains[recipient.chain].name == "Anna Petrova"
    assert recipient.type == "person"


def test_the_name_set_beside_a_number_is_who_is_meant() -> None:
    found = read("One of the most feared bosses of the port, Boris Lund, was killed on Sunday.")
    (recipient,) = found.event("killed").recipients
    assert recipient.text == "Boris Lund"


def test_the_one_who_leads_the_operation_acts_in_what_it_led_to() -> None:
    found = read("Boris Lund was killed on Sunday following an operation led by Norway's military.")
    assert [event.trigger.exact for event in found.events] == ["killed"]
    assert [one.text for one in found.event("killed").actors] == ["Norway's military"]
