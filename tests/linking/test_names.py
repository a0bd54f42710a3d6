"""Names compared: what may be one person's or one body's, and what may not."""

from __future__ import annotations

import pytest

from dateline.linking.names import agree, bare, fold, initials, is_acronym, same_body, without_nickname


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("ivo brandt kessel", "ivo kessel", True),
        ("ivo brandt kessel", "ivo brandt", True),
        ("ivo brandt kessel", "brandt kessel", True),
        ("i kessel", "ivo kessel", True),
        ("joao da silva", "joao silva", True),
        ("ivo kessel", "jan kessel", False),
        ("ivo kessel", "ivo brandt", False),
        ("mario lund", "maria lund", False),
        ("ivo lindqvist", "ivo lindquist", True),
        ("ivo", "", False),
    ],
)
def test_two_full_names_of_one_person(left: str, right: str, same: bool) -> None:
    assert agree(left, right) is same
    assert agree(right, left) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("us customs crime agency", "customs crime administration", True),
        ("customs crime agency", "customs crime administration", True),
        ("customs crime agency", "customs coast agency", False),
        ("harbour police", "harbour patrol", False),
        ("national bank of tolvik", "national bank of terre", False),
    ],
)
def test_two_wordings_of_one_body(left: str, right: str, same: bool) -> None:
    assert same_body(left, right) is same


def test_folding_levels_what_spelling_varies_in() -> None:
    assert fold("the U.S. Coast Guard’s") == "us coast guard"
    assert fold("Łódź") == fold("Lodz")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Ivo 'the Osprey' Kessel", "Ivo Kessel"),
        ("Ivo “the Osprey” Brandt Kessel", "Ivo Brandt Kessel"),
        ("Conan O'Hare d'Arc", "Conan O'Hare d'Arc"),
        ("Ivo Kessel’s", "Ivo Kessel"),
    ],
)
def test_a_nickname_in_marks_is_no_part_of_the_name(name: str, plain: str) -> None:
    assert without_nickname(name) == plain


def test_a_bare_name_keeps_its_case() -> None:
    assert bare(" “Ivo\n Kessel’s ") == "Ivo Kessel"


@pytest.mark.parametrize(
    ("name", "yes"), [("CCA", True), ("C.C.A.", True), ("Cca", False), ("A", False), ("RDVs", True)]
)
def test_acronyms(name: str, yes: bool) -> None:
    assert is_acronym(name) is yes


def test_initials_leave_small_words_out() -> None:
    assert initials("Ministry of the Interior") == "mi"
