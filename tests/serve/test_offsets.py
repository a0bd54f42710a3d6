"""Offsets in code points and in UTF-16 units: each leads to the other and back, and to the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records.evidence import article_text
from dateline.serve.offsets import Offsets

TEXTS = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("a𝒜🙂é\u0301\uffff\U0010ffff")))


@given(TEXTS)
def test_each_place_leads_to_its_unit_and_back(text: str) -> None:
    offsets = Offsets(text)
    for place in range(len(text) + 1):
        units = len(text[:place].encode("utf-16-le")) // 2
        assert offsets.to_utf16(place) == units
        assert offsets.from_utf16(units) == place


@given(TEXTS)
def test_the_middle_of_a_character_is_no_place(text: str) -> None:
    offsets = Offsets(text)
    begins = {offsets.to_utf16(place) for place in range(len(text) + 1)}
    for unit in range(len(text.encode("utf-16-le")) // 2):
        if unit not in begins:
            with pytest.raises(IndexError):
                offsets.from_utf16(unit)


@given(TEXTS, st.data())
def test_the_words_of_evidence_are_the_same_in_a_browser(said: str, data: st.DataObject) -> None:
    text = article_text([f"a{said}z"])
    start = data.draw(st.integers(0, len(text.text) - 1))
    end = data.draw(st.integers(start + 1, len(text.text)))
    evidence = text.cut(start, end)
    offsets, units = Offsets(text.text), text.text.encode("utf-16-le")
    cut = units[2 * offsets.to_utf16(evidence.start) : 2 * offsets.to_utf16(evidence.end)]
    assert cut.decode("utf-16-le") == evidence.exact


@pytest.mark.parametrize("place", [-1, 3])
def test_beyond_the_text_is_nothing(place: int) -> None:
    with pytest.raises(IndexError):
        Offsets("ab").to_utf16(place)
    with pytest.raises(IndexError):
        Offsets("ab").from_utf16(place)
