"""Disputes of verdict: what one condemns and another defends."""

from __future__ import annotations

import pytest

from dateline.dossier import disputes

from .build import Newsroom


def at_odds(words: str, *people: str) -> list[dict[str, list[str]]]:
    """The stands of the disputes of one page on which these people are named."""
    room = Newsroom()
    room.page("p", words, published="2026-05-01", outlet="Harrow Post")
    for name in people:
        room.mention("p", name, room.entity(name))
    found = disputes.find(room.linked, text=room.text)
    return [{s.value.split(":")[0]: [h.name for h in s.holders] for s in dispute.stands} for dispute in found]


@pytest.mark.parametrize(
    "words",
    [
        "Mayor Ravn condemned the raid. General Holm defended it.",
        "Ravn called for an early election on Monday. Holm has ruled out an early election.",
        "Ravn, the governor of the bank, rejected the merger. Holm strongly welcomed the merger as a rescue.",
    ],
)
def test_who_condemns_what_another_defends_is_at_odds_with_him(words: str) -> None:
    (dispute,) = at_odds(words, "Ravn", "Holm")
    assert sorted(name for holders in dispute.values() for name in holders) == ["Holm", "Ravn"]
    assert set(dispute) == {"for", "against"}


@pytest.mark.parametrize(
    "words",
    [
        "Ravn condemned the raid. Holm defended the budget.",
        "Ravn condemned the raid. Holm condemned it.",
        "Ravn condemned the raid. Holm has not defended it.",
        "Ravn condemned the raid. Later Ravn defended the raid. Holm was silent.",
        "Ravn condemned the raid. It rained. The river rose. The bridge fell. Holm defended it.",
    ],
)
def test_two_things_one_side_or_a_not_make_no_dispute(words: str) -> None:
    assert at_odds(words, "Ravn", "Holm") == []
