"""Drafts: attributions beyond verbs of saying, and where the words of each role begin and end."""

from __future__ import annotations

import pytest

from .saying import Said, read, said

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The mayor accused Kolev of hiding the crack.", "The mayor", "Kolev of hiding the crack"),
        ("The union opposes the plan to reopen the mine.", "The union", "the plan to reopen the mine"),
        ("Anna Petrova is confident that the wall will hold.", "Anna Petrova", "the wall will hold"),
        ("The ministry is expected to name a new director.", "", "The ministry"),
    ],
)
def test_attitudes_and_expectations_are_attributed(text: str, speaker: str, content: str) -> None:
    (one,) = said(text)
    assert one.speaker == speaker
    assert one.content[0].startswith(content)


@pytest.mark.parametrize(
    "text",
    [
        "The river rose by a metre on Monday.",
        "The bus leaves the square at eight and stops at the mine.",
        "She sang “Summer Rain” at the harbour on Friday.",
        "Tags: Bulgaria Mining Manhunts",
    ],
)
def test_what_attributes_nothing(text: str) -> None:
    assert said(text) == []


def test_the_phrase_of_a_speaker_goes_on_where_the_words_end() -> None:
    (one,) = read("“We go,” said former mayor Anna Petrova, a retired miner.").quotations
    assert one.speaker.text == one.speaker_evidence[0].exact == "Anna Petrova"
    assert [words.exact for words in one.speaker_phrase] == ["former mayor Anna Petrova, a retired miner"]


def test_content_before_its_cue_ends_there_for_good() -> None:
    found = said("Not one patient had been sent back, she said; nine were taken to Plovdiv.")
    assert found == [Said("she", "said", ("Not one patient had been sent back",), "indirect")]


def test_what_stands_in_a_quotation_is_found_where_marks_tell_it() -> None:
    told = read("“They told us, ‘Go home, the wall is sound,’ and so we went,” said Anna Petrova.")
    assert [one.cue for one in told.quotations if one.parent] == ["told"]


def test_what_is_told_of_anothers_telling_stands_inside() -> None:
    told = read("Radio Rhodope reported that the inspectorate had warned that the wall would burst.")
    outer, inner = told.quotations
    assert (outer.speaker.text, inner.speaker.text, inner.content) == (
        "Radio Rhodope",
        "the inspectorate",
        "the wall would burst",
    )
    assert inner.parent == outer.id


def test_a_denial_of_one_word_is_one_and_its_claim_is_negative() -> None:
    told = read("The Rhodope Lantern accused Kolev of hiding the crack; Kolev denied it.")
    assert [(one.speaker.text, one.cue, one.content) for one in told.quotations] == [
        ("The Rhodope Lantern", "accused", "Kolev of hiding the crack"),
        ("Kolev", "denied", "it"),
    ]
    assert [(one.modality, one.polarity) for one in told.claims] == [("asserted", "positive"), ("denied", "negative")]


def test_a_state_is_denied() -> None:
    told = read("The firm denied that it was insolvent.")
    assert [(one.text, one.modality, one.polarity) for one in told.claims] == [
        ("it was insolvent", "denied", "negative")
    ]


def test_two_words_without_a_telling_verb_are_speech_but_nobodys() -> None:
    told = read("Asked who had cut the cable, Kolev had an answer. “Not us.”")
    assert [(one.content, one.speaker.clear) for one in told.quotations if one.kind == "direct"] == [("Not us.", False)]


def test_a_post_told_of_in_the_sentence_before_is_where_it_was_said() -> None:
    told = read("In a post on X on Tuesday, Anna Petrova thanked the divers. The post said the wall had held.")
    last = told.quotations[-1]
    assert (last.content, told.named(last), last.medium and last.medium.name) == (
        "the wall had held",
        "Anna Petrova",
        "X",
    )


def test_whom_somebody_thanks_is_no_claim() -> None:
    assert read("Anna Petrova thanked the divers.").claims == ()


def test_speech_goes_on_with_whoever_spoke_and_not_with_the_last_cue() -> None:
    found = said("“We go,” Anna Petrova said, suggesting a walk to the dam. “We go at once.”")
    assert found[0] == Said("Anna Petrova", "said", ("We go,", "We go at once."), "direct")
