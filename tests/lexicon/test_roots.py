"""Roots and kindred words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lexicon.roots import kindred, root


@pytest.mark.parametrize(
    "words",
    [
        "arrest arrests arrested arresting",
        "kill kills killed killing killings",
        "announce announces announced announcement announcements",
        "shoot shoots shot shooting shootings",
        "die dies died dying death deaths",
        "resign resigns resigned resignation",
        "stop stops stopped stopping",
        "investigate investigated investigation investigators",
        "collide collided collision collisions",
        "arrive arrived arrival",
        "steal stole stolen theft thefts",
    ],
)
def test_the_forms_and_nouns_of_a_verb_have_one_root(words: str) -> None:
    assert len({root(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["arrest arrive", "kill skill", "shoot shout", "order murder", "win wind"])
def test_other_verbs_have_other_roots(words: str) -> None:
    left, right = words.split()
    assert root(left) != root(right)


def test_a_phrase_has_the_root_of_its_first_word() -> None:
    assert root("checked herself into") == root("check") == root("Checking's")


def test_words_that_may_tell_one_deed_are_kindred() -> None:
    assert kindred(root("apprehended")) & kindred(root("arrests"))
    assert kindred(root("acquisition")) & kindred(root("bought"))
    assert not kindred(root("arrested")) & kindred(root("acquired"))
    assert kindred(root("saxophone")) == frozenset()


@given(st.text(max_size=30))
def test_any_text_has_a_root(words: str) -> None:
    found = root(words)
    assert " " not in found
    assert found == root(words.upper()) or not words.isascii()
