"""Roles: what a text says somebody is, and the words that say it."""

from __future__ import annotations

import pytest

from .naming_people import read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("White House Press Secretary Paula Grady said so.", "Paula Grady", ["White House Press Secretary"]),
        ("President Paula Grady said so.", "Paula Grady", ["President"]),
        ("It was denied by police spokesman Paul Grady.", "Paul Grady", ["police spokesman"]),
        (
            "So said retired Norden Coast Survey official Paul Grady.",
            "Paul Grady", ["retired Norden Coast Survey official"],
        ),
        ("Paul Grady, a retired miner, wept.", "Paul Grady", ["a retired miner"]),
        ("Paul Grady, 44, a retired miner, wept.", "Paul Grady", ["a retired miner"]),
        ("“It broke,” said Paul Grady, a spokesman for Vost Ltd.", "Paul Grady", ["a spokesman for Vost Ltd"]),
        ("The mayor of Oakmere, Rosa Penn, wept.", "Rosa Penn", ["The mayor of Oakmere"]),
        ("Its chief executive, Rosa Penn, wept.", "Rosa Penn", ["chief executive"]),
        ("The mine's manager, Rosa Penn, wept.", "Rosa Penn", ["The mine's manager"]),
        (
            "It is dull according to Grady, who was deputy inspector in charge of the Ohio lighthouses.",
            "Grady", ["deputy inspector in charge of the Ohio lighthouses"],
        ),
        ("Rosa Penn led the Harbour Cartel for years.", "Rosa Penn", ["led the Harbour Cartel"]),
        ("Former chancellor Lord Paul Grady died.", "Paul Grady", ["Former chancellor"]),
        ("Rosa Penn was not a spy chief.", "Rosa Penn", []),
        ("Rosa Penn, who wept, met Paul Grady.", "Rosa Penn", []),
        ("Mr. Paul Grady wept.", "Paul Grady", []),
        ("Rosa Penn leads the race.", "Rosa Penn", []),
        ("Vera Kolb has repeatedly accused Rosa Penn.", "Rosa Penn", []),
    ],
)  # fmt: skip
def test_roles(text: str, name: str, roles: list[str]) -> None:
    read_ = read(text)
    found = read_.named(name).roles
    assert [role.text.rstrip(".") for role in found] == roles
    assert all(role.evidence.exact in text for role in found)


def test_a_role_is_told_once() -> None:
    read_ = read("President Rosa Penn left. President Penn came back.")
    assert [role.text for role in read_.named("Rosa Penn").roles] == ["President"]
