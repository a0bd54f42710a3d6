"""Names of other scripts in Latin letters: near enough to compare."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lexicon.romanising import romanise


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Щука Ёжик", "Shchuka Ezhik"),
        ("Άννα", "Anna"),
        ("თამარი", "tamari"),
        ("Անի", "Ani"),
        ("كريم", "krim"),
        ("דוד", "dvd"),
        ("राम", "raama"),
        ("가나", "gana"),
        ("カナ", "kana"),
        ("Ada Perl-Øst 3", "Ada Perl-Øst 3"),
        ("山", "山"),
    ],
)
def test_letters_of_other_scripts(name: str, latin: str) -> None:
    assert romanise(name) == latin


@given(st.text(max_size=60))
def test_latin_text_is_left_alone_and_none_is_lost_to_an_error(text: str) -> None:
    latin = romanise(text)
    assert latin == text or any(ord(letter) >= 0x370 for letter in text)
