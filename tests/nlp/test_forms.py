"""Forms: what the rules of a pipeline say of tokens is the same, asked once or asked anew."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dateline.nlp import model
from dateline.nlp.forms import RULES, Form, Forms

pytestmark = pytest.mark.model

_SENTENCES = (
    "There's a ferry in the harbour, and there are no better boats.",
    "I ain't gonna go, but let's see what y'all gotta say.",
    "C'mon, he'd have seen nothin' of it, and she's been leaving.",
    "That is what the mayors of Ostrel denied, although they were asked twice.",
    "The dams burst\n\nafter 40 mm of rain had fallen on Aug. 3; don't cross them.",
    "Whether it is so, or isn't, nobody could've told the leading geese's keepers.",
)


@cache
def by_components() -> Language:
    return model.shipped()


@cache
def kept() -> Forms:
    return Forms(model.load())


def told(doc: Doc) -> list[Form]:
    return [Form(token.text, token.lemma_, token.pos_, token.tag_, token.dep_) for token in doc]


def both(text: str) -> tuple[Sequence[Form], list[Form]]:
    """The kept forms of a text, and those that the package's own components give to the same tags and labels."""
    doc = model.load()(text)
    words, heads = [token.text for token in doc], [token.head.i for token in doc]
    tags, deps = [token.tag_ for token in doc], [token.dep_ for token in doc]
    theirs = Doc(by_components().vocab, words=words, tags=tags, heads=heads, deps=deps)
    for name in RULES:
        theirs = by_components().get_pipe(name)(theirs)
    return kept().of(doc), told(theirs)


@pytest.mark.parametrize("text", _SENTENCES)
def test_kept_forms_are_those_of_the_components(text: str) -> None:
    for _ in range(2):
        ours, theirs = both(text)
        assert list(ours) == theirs


@given(st.lists(st.sampled_from(" ".join(_SENTENCES).split()), max_size=25).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_words_in_any_order_have_the_forms_of_the_components(text: str) -> None:
    ours, theirs = both(text)
    assert list(ours) == theirs


def test_a_pipeline_whose_patterns_read_more_than_word_tag_and_label_is_asked_anew() -> None:
    shipped = model.shipped()
    shipped.get_pipe("attribute_ruler").add([[{"SHAPE": "Xxxx"}, {"LOWER": "says"}]], {"LEMMA": "TELLER"})
    with shipped.select_pipes(disable=[*RULES, "ner"]):
        first, second = shipped("Orla says so."), shipped("The harbour says so.")
    forms = Forms(shipped)
    assert forms.of(first)[0].lemma == "TELLER"
    assert forms.of(second)[1].lemma == "harbour"
