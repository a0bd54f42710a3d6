"""Event mentions at words that are given."""

from __future__ import annotations

import pytest

from dateline.reading.stage import read
from dateline.records.evidence import article_text
from dateline.records.reading import EventMention

pytestmark = pytest.mark.model

WORDS = (
    "Ana Ruhl sold the harbour to a Brask brewery on 3 March 2026. The sale shocked nobody. "
    "Ruhl said that she had won the election with a promise to keep it."
)


def given(*words: str) -> tuple[EventMention, ...]:
    text = article_text([WORDS])
    spans = [(text.text.index(each), text.text.index(each) + len(each)) for each in words]
    return read(text, events_at=spans).events


def test_each_given_span_is_a_mention_and_nothing_else_is() -> None:
    assert [one.trigger.exact for one in given("sold", "sale", "said")] == ["sold", "sale", "said"]
    assert given() == ()


def test_a_mention_stands_at_the_head_of_its_span() -> None:
    assert [one.trigger.exact for one in given("had won the election")] == ["won"]


def test_two_spans_with_one_head_are_one_mention() -> None:
    assert [one.trigger.exact for one in given("had won", "won the election")] == ["won"]


def test_words_of_no_known_kind_have_participants_and_a_day() -> None:
    (sold,) = given("sold")
    assert sold.type == "other"
    assert [one.text for one in sold.actors] == ["Ana Ruhl"]
    assert "the harbour" in [one.text for one in sold.recipients]
    assert sold.time is not None


def test_a_verb_and_its_noun_are_two_mentions_where_both_are_given() -> None:
    assert [one.trigger.exact for one in given("won", "election")] == ["won", "election"]
