"""Sentences around a place in a text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.dossier.sentences import sentence, sentences


@given(st.text(alphabet='Ab. !?\n"”’)É\u2028', max_size=60))
def test_sentences_are_in_order_apart_and_hold_every_word(text: str) -> None:
    spans = sentences(text)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(char.isspace() or at in covered for at, char in enumerate(text))


def test_abbreviations_and_initials_end_no_sentence() -> None:
    text = 'Mr. J. Hale came to St. Elm. "He left." Then it rained at 5.30 p.m. on the pier'
    assert [text[start:end] for start, end in sentences(text)] == [
        "Mr. J. Hale came to St. Elm.",
        '"He left."',
        "Then it rained at 5.30 p.m. on the pier",
    ]


def test_the_sentence_of_an_offset() -> None:
    text = "One is here. Two is there."
    assert text[slice(*sentence(text, text.index("Two") + 1))] == "Two is there."
    assert sentence("", 0) == (0, 0)
