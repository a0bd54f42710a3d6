"""Quotation marks are read in every style, and never refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading import quoted


def inner(text: str) -> list[str]:
    return [text[one.first : one.last] for one in quoted.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        'He said, "we go," and went.',
        "He said, “we go,” and went.",
        "He said, ''we go,'' and went.",
        "He said, ``we go,'' and went.",
        "He said, „we go,“ and went.",
        "He said, «we go,» and went.",
        "He said, 'we go,' and went.",
        "He said, ‘we go,’ and went.",
    ],
)
def test_every_style_of_marks_is_read(text: str) -> None:
    assert inner(text) == ["we go,"]


def test_an_apostrophe_a_foot_and_an_inch_are_no_marks() -> None:
    assert inner("It's the dogs' bone; he's 6'2\" tall, and it was the '80s, and rock 'n' roll.") == []


def test_a_possessive_inside_single_marks_does_not_close_them() -> None:
    assert inner("‘Ask the drivers’ union,’ he said.") == ["Ask the drivers’ union,"]


def test_a_stretch_inside_another_knows_it() -> None:
    found = quoted.find("“They told us, ‘Go home,’ and we went,” she said.")
    assert [one.within for one in found] == [None, 0]


def test_single_marks_directly_inside_double_ones_are_told_apart() -> None:
    assert inner("\"'The Heron' was here,\" the post read.") == ["'The Heron' was here,", "The Heron"]


def test_a_quotation_over_several_paragraphs_repeats_its_open_mark() -> None:
    found = quoted.find("“One.\n\n“Two.\n\n“Three,” she said.")
    assert [(one.closed, one.resumes) for one in found] == [(False, False), (False, True), (True, True)]


def test_a_mark_without_a_partner_is_left_out() -> None:
    assert inner("Nobody “has one here.") == []
    assert inner('She said "yes" and then "no.') == ["yes"]


def test_an_odd_number_of_double_marks_is_noticed() -> None:
    assert quoted.unpaired('He said "yes and went.')
    assert not quoted.unpaired('He said "yes" and went.')


@given(st.text(alphabet=st.sampled_from("ab .,\n\"“”'‘’«»„`s5-é\u200b😀"), max_size=80))
def test_stretches_nest_and_lie_inside_the_text(text: str) -> None:
    found = quoted.find(text)
    for one in found:
        assert 0 <= one.start < one.first + 1 <= one.last <= one.end <= len(text)
        if one.within is not None:
            around = found[one.within]
            assert around.start <= one.start
            assert one.end <= around.end
    assert list(found) == sorted(found, key=lambda one: (one.start, -one.end))
