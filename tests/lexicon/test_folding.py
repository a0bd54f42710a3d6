"""Folding levels what names vary in, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lexicon.folding import fold, fold_place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("São Tomé", "sao tome"),
        ("Łódź", "Lodz"),
        ("Ærøskøbing", "aeroskobing"),
        ("Saint-Malo", "SAINT MALO"),
        ("O’Fallon", "O'Fallon"),
        ("U.S.", "US"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Tarent", "Trent"), ("Oslo", "Osло"), ("Georgia", "Georgian")])
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "folded"),
    [("St. Albans", "saint albans"), ("the Hague", "hague"), ("Ft. Worth", "fort worth"), ("The", "the"), ("St", "st")],
)
def test_place_names_are_written_out(name: str, folded: str) -> None:
    assert fold_place(name) == folded


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=20))
def test_a_folded_name_has_no_edges_or_doubled_blanks(name: str) -> None:
    folded = fold(name)
    assert folded == " ".join(folded.split())
