"""Names compared: what may be one person's or one body's, and what may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.linking.alignment import words_of
from dateline.linking.name_scores import LIKELY, compare
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


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Ivo Kessel", "Kessel, Ivo", True),
        ("Ivo Kessel", "KESSEL Ivo Brandt", True),
        ("Dr. Ivo Kessel", "Ivo Kessel", True),
        ("IvoKessel", "Ivo Kessel", True),
        ("Bill Harrow", "William Harrow", True),
        ("Fyodor Kesselov", "Федор Кесселов", True),
        ("Ilia Brandadze", "ილია ბრანდაძე", True),
        ("Mohamed al-Tovari", "Mohammed Al Tovari", True),
        ("Ivo Brandtmann", "Ivo Brandtman", True),
        ("Ivo Kessel", "Marten Kessel", False),
        ("Ivo Kessel", "Ivo Harrowgate", False),
        ("Ivo Petrovich Kessel", "Ivo Sergeyevich Kessel", False),
        ("Ivo Kessel", "Ada Brandt", False),
    ],
)
def test_how_likely_two_names_alone_are_one_persons(left: str, right: str, same: bool) -> None:
    assert (compare(left, right, person=True).value >= LIKELY) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Fenmoor Shipping Ltd", "Fenmoor Shipping Limited", True),
        ("OOO Fenmoor", "Fenmoor LLC", True),
        ("Fen Moor Shipping", "Fenmoor Shipping", True),
        ("2nd Fenmoor Brigade", "Second Fenmoor Brigade", True),
        ("Fenmoor & Tolvik Co.", "Fenmoor and Tolvik Company", True),
        ("Fenmoor Gas Company", "Fenmoor Steel Company", False),
        ("Bank of Fenmoor (Harrow) Limited", "Bank of Fenmoor (Tolvik) Limited", False),
        ("Fenmoor AG", "Tolvik AG", False),
    ],
)
def test_how_likely_two_names_alone_are_one_bodys(left: str, right: str, same: bool) -> None:
    assert (compare(left, right, person=False).value >= LIKELY) is same


def test_a_likelihood_says_why() -> None:
    assert compare("Bill Harrow", "William Harrow", person=True).reasons == (
        "both have harrow",
        "bill is a form of william",
    )
    assert compare("Ivo Kessel", "Ivo Brandt", person=True).reasons == ("both have ivo", "brandt against kessel")
    assert compare("Harrow, Ada", "Ada Harrow", person=True).reasons == ("equal names",)
    assert compare("Ada Harrow Perl", "Ada Perl", person=True).reasons == (
        "both have ada perl",
        "one name alone has harrow",
    )


@given(st.text(max_size=40), st.text(max_size=40), st.booleans())
def test_a_likelihood_is_the_same_from_both_sides(left: str, right: str, person: bool) -> None:
    found = compare(left, right, person=person)
    assert found == compare(right, left, person=person)
    assert 0 <= found.value <= 1


@pytest.mark.parametrize(
    ("name", "person", "words", "form"),
    [
        ("Sheikh Omar al-Tovari", True, ("omar", "al", "tovari"), None),
        ("The Fenmoor Company", False, ("fenmoor",), "co"),
        ("ООО «Фенмур»", False, ("fenmur",), "llc"),
        ("Fenmoor Fund XIV L.P.", False, ("fenmoor", "fund", "14"), "lp"),
        ("Brigade Forty-Four", False, ("brigade", "44"), None),
        ("Company", False, ("company",), None),
    ],
)
def test_the_words_that_a_name_is_compared_by(
    name: str, person: bool, words: tuple[str, ...], form: str | None
) -> None:
    found = words_of(name, person=person)
    assert (found.words, found.form) == (words, form)
