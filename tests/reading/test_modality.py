"""What is done, and what is only planned, considered, ordered, possible, hypothetical, threatened or denied."""

from __future__ import annotations

import pytest

from .happening import read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "trigger", "modality"),
    [
        ("The army attacked the port.", "attacked", "asserted"),
        ("The army has attacked the port.", "attacked", "asserted"),
        ("The guards managed to arrest Anna Petrova.", "arrest", "asserted"),
        ("Nineteen people are known to have died.", "died", "asserted"),
        ("The minister said the army attacked the port.", "attacked", "asserted"),
        ("The president considers military action against the port.", "action", "considered"),
        ("The president is considering attacking the port.", "attacking", "considered"),
        ("A plan to attack the port seems to be changing.", "attack", "considered"),
        ("Military intervention against the port is a good idea.", "intervention", "considered"),
        ("The army plans to attack the port.", "attack", "planned"),
        ("The army will attack the port on Friday.", "attack", "planned"),
        ("The army is going to attack the port.", "attack", "planned"),
        ("The minister said the army would attack the port.", "attack", "planned"),
        ("The army threatened to attack the port.", "attack", "threatened"),
        ("The general ordered the army to attack the port.", "attack", "ordered"),
        ("The army could attack the port.", "attack", "possible"),
        ("Anna Petrova is accused of killing two sailors.", "killing", "possible"),
        ("Would you attack the port?", "attack", "hypothetical"),
        ("If the army attacks the port, prices rise.", "attacks", "hypothetical"),
        ("The army did not attack the port.", "attack", "denied"),
        ("The army will not attack the port.", "attack", "denied"),
        ("The army does not plan to attack the port.", "attack", "denied"),
        ("The minister denied that the army attacked the port.", "attacked", "denied"),
        ("The army refused to attack the port.", "attack", "denied"),
        ("The army left without attacking the port.", "attacking", "denied"),
        ("The minister did not rule out attacking the port.", "attacking", "possible"),
        ("An earlier version of this article said that the army attacked the port.", "attacked", "denied"),
    ],
)
def test_the_word_that_decides(sentence: str, trigger: str, modality: str) -> None:
    event = read(sentence).event(trigger)
    assert event.modality == modality
    assert event.polarity == ("negative" if modality == "denied" else "positive")


def test_what_is_not_needed_is_not_denied() -> None:
    assert read("The army needs no blessing to attack the port.").event("attack").modality == "possible"


def test_a_negated_neighbour_denies_nothing() -> None:
    found = read("Police arrested Anna Petrova on Monday, but the minister was not told.")
    assert found.event("arrested").modality == "asserted"


def test_an_attack_that_could_hurt_has_still_happened() -> None:
    found = read("The attack on the port could hurt the talks.")
    assert found.event("attack").modality == "asserted"
