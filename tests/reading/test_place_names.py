"""Where towns are named: before those who live there, behind "in", before a day; and what is no town."""

from __future__ import annotations

import pytest

from .happening import read

pytestmark = pytest.mark.model


def named(sentence: str) -> list[str]:
    """The words of the toponyms of a text."""
    return [one.evidence.exact for one in read(sentence).toponyms]


@pytest.mark.parametrize(
    ("sentence", "town"),
    [
        ("A Lewisburg family is grieving after a boy was shot on Monday.", "Lewisburg"),
        ("A gunman opened fire inside a Lewisburg barbershop on Monday.", "Lewisburg"),
        ("Two people were killed at a house party in Oak Hills Sunday.", "Oak Hills"),
        ("She was found in Oakdale, 40 miles south of the border.", "Oakdale"),
    ],
)
def test_a_town_is_found_where_towns_are_named(sentence: str, town: str) -> None:
    assert town in named(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Metro police said on Monday that they had found the car.",
        "Police were called on Monday. Officers found the car.",
        "The Lewis family mourns in May.",
    ],
)
def test_bodies_families_and_months_are_no_towns(sentence: str) -> None:
    assert named(sentence) == []
