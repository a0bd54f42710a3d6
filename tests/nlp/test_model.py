"""The model: a text is never altered, and marks without a blank cost it seconds."""

from __future__ import annotations

import time

import pytest

from dateline.nlp import model
from dateline.nlp.parse import Parse

pytestmark = pytest.mark.model

_SENTENCE = "The ferry left the port of Ostrel on Monday, the harbour master said."


def whole(parse: Parse, text: str) -> bool:
    """Whether the tokens stand in the text in their order, with nothing but blanks between them."""
    at = 0
    for token in parse.tokens:
        if text[at : token.start].strip() or text[token.start : token.end] != token.text:
            return False
        at = token.end
    return not text[at:].strip()


@pytest.mark.parametrize("mark", ['"', "”", "(", "“He”", "x", "’s"])
def test_a_long_run_without_a_blank_is_taken_apart_and_nothing_is_altered(mark: str) -> None:
    text = f"{_SENTENCE} {mark * 1500}\n\n{_SENTENCE}"
    parse = model.parse(text)
    assert parse.text == text
    assert whole(parse, text)
    assert model.has_long_run(text)
    said = [token.text for token in model.parse(_SENTENCE).tokens]
    assert [token.text for token in parse.tokens][: len(said)] == said


@pytest.mark.alone
def test_thousands_of_marks_without_a_blank_take_seconds() -> None:
    model.parse(_SENTENCE)
    begun = time.process_time()
    model.parse(f"{_SENTENCE} {'”' * 10_000}")
    assert time.process_time() - begun < 8, "one by one they took the tokenizer ten seconds alone"


def test_words_are_no_long_runs() -> None:
    assert not model.has_long_run(f"{_SENTENCE} https://news.example/{'a' * 300}")
