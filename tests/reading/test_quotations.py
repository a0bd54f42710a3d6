"""Who says what: direct, indirect, mixed, split, nested, run on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.nlp import Parse
from dateline.reading.quotations import quotations
from dateline.reading.who import Who
from dateline.records.evidence import capture_text, holds

from .saying import Said, read, said

pytestmark = pytest.mark.model


def test_a_direct_quotation_before_its_cue_leaves_the_marks_out() -> None:
    assert said("“The wall is sound,” said Anna Petrova.") == [
        Said("Anna Petrova", "said", ("The wall is sound,",), "direct")
    ]


def test_a_direct_quotation_after_its_cue() -> None:
    assert said('Anna Petrova told reporters: "The wall is sound."') == [
        Said("Anna Petrova", "told", ("The wall is sound.",), "direct")
    ]


def test_a_quotation_split_by_its_cue_is_one_with_two_spans() -> None:
    assert said("“The wall is sound,” Anna Petrova said, “and it will hold.”") == [
        Said("Anna Petrova", "said", ("The wall is sound,", "and it will hold."), "direct")
    ]


def test_a_quotation_goes_on_after_the_sentence_of_its_cue() -> None:
    found = said("“The wall is sound,” said Anna Petrova on Monday. “It will hold.”")
    assert found == [Said("Anna Petrova", "said", ("The wall is sound,", "It will hold."), "direct")]


def test_a_quotation_over_several_paragraphs_is_one() -> None:
    found = said("“The wall is sound.\n\n“It will hold,” Anna Petrova said.")
    assert found == [Said("Anna Petrova", "said", ("The wall is sound.", "It will hold,"), "direct")]


def test_an_indirect_quotation_is_the_clause_without_that() -> None:
    assert said("Anna Petrova said on Monday that the wall would hold for years.") == [
        Said("Anna Petrova", "said", ("the wall would hold for years",), "indirect")
    ]


def test_an_indirect_quotation_may_stand_before_its_cue() -> None:
    assert said("The wall would hold for years, Anna Petrova wrote.") == [
        Said("Anna Petrova", "wrote", ("The wall would hold for years",), "indirect")
    ]


def test_quoted_words_in_a_clause_make_it_mixed() -> None:
    found = said("Anna Petrova said the town would “chain the gates shut” if the diggers came.")
    assert found == [
        Said("Anna Petrova", "said", ("the town would “chain the gates shut” if the diggers came",), "mixed")
    ]


def test_a_nickname_in_quotes_is_neither_a_quotation_nor_makes_one_mixed() -> None:
    found = said('The police said Ivan Kolev, known as "the Heron", had left the town.')
    assert [one.kind for one in found] == ["indirect"]


def test_describing_and_alleging_are_two_quotations_of_one_speaker() -> None:
    found = said("Anna Petrova described Kolev as a liar, alleging that he had known of the crack.")
    assert found == [
        Said("Anna Petrova", "described", ("Kolev as a liar",), "indirect"),
        Said("Anna Petrova", "alleging", ("he had known of the crack",), "indirect"),
    ]


def test_according_to_takes_its_sentence_from_either_side() -> None:
    assert said("The wall would hold, according to Anna Petrova.")[0].content == ("The wall would hold",)
    assert said("According to Anna Petrova, the wall would hold.")[0].content == ("the wall would hold",)


def test_what_an_outlet_reports_of_another_is_nested() -> None:
    told = read("The wall passed its test in May, according to the inspectorate, Radio Rhodope reported.")
    outer, inner = sorted(told.quotations, key=lambda one: -len(one.content))
    assert (outer.cue, inner.cue) == ("reported", "according to")
    assert inner.parent == outer.id
    assert outer.parent is None


def test_a_quotation_inside_a_quotation_has_a_parent() -> None:
    told = read("“They told us, ‘Go home, the wall is sound,’ and so we went,” said Anna Petrova.")
    inner = next(one for one in told.quotations if one.content.startswith("Go home"))
    outer = next(one for one in told.quotations if one.id != inner.id)
    assert inner.parent == outer.id


def test_as_the_paper_reported_takes_what_follows() -> None:
    found = said("As the Balkan Lantern reported last week, the town has six walls.")
    assert found == [Said("the Balkan Lantern", "reported", ("the town has six walls",), "indirect")]


def test_a_colon_at_the_end_of_a_paragraph_announces_the_next() -> None:
    found = said("Then the mayor of Smolyan said:\n\n“The wall is sound.”")
    assert found == [Said("the mayor of Smolyan", "said", ("The wall is sound.",), "direct")]


def test_a_floating_quotation_has_no_clear_speaker() -> None:
    told = read("The crowd stood in the rain for an hour.\n\n“Somebody has to pay for this.”")
    assert [(one.content, one.cue, one.speaker.clear) for one in told.quotations] == [
        ("Somebody has to pay for this.", "", False)
    ]


def test_a_title_in_quotes_is_no_quotation() -> None:
    assert said("She sang “Summer Rain” at the harbour on Friday.") == []


def test_an_abbreviation_before_a_new_sentence_ends_the_first() -> None:
    found = said("Officers searched it, Anna Petrova wrote in a post on X. A court issued a warrant, she said.")
    assert [one.content for one in found] == [("Officers searched it",), ("A court issued a warrant",)]


def test_the_time_of_saying_hangs_on_the_cue_alone() -> None:
    told = read("Anna Petrova said on Tuesday that the wall burst on Monday.")
    (one,) = told.quotations
    assert one.said is not None
    assert told.times[one.said].evidence.exact.endswith("Tuesday")


def test_marks_of_any_number_are_read() -> None:
    assert said('"The wall is sound," said Anna Petrova. "It will hold.')[0].content[0] == "The wall is sound,"


MARKS = ["“", "”", '"', "'", "’", ",", ".", "—", ":", "?", "\n", "\u202e", "😀", "S."]
WORDS = ["said", "told", "that", "Anna", "according", "to", "she", "the", "post", "read", "wall", "as"]
HOSTILE = st.lists(st.sampled_from(MARKS + WORDS), max_size=25).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(HOSTILE)
def test_no_text_is_refused_and_all_evidence_holds(words: str) -> None:
    told = read(words)
    for one in told.quotations:
        assert one.content_evidence
        for part in (*one.content_evidence, *one.cue_evidence, *one.speaker_evidence):
            assert holds(part, told.text.text)
    assert len({one.id for one in told.quotations}) == len(told.quotations)
    for claim in told.claims:
        assert all(holds(part, told.text.text) for part in claim.evidence)


def test_an_empty_text_says_nothing() -> None:
    parse = Parse("", (), (), ())
    assert quotations.find(parse, capture_text(""), who=Who(parse, (), ()), times=()) == ()


def body(path: Path, first: str, after: str) -> str:
    """An article's text, cut by hand from a page."""
    page = path.read_text(encoding="utf-8")
    return page[page.index(first) : page.index(after)]


def test_the_first_seed_says_who_says_so(shared: Path) -> None:
    """Written from the seeds' README, 'Who says so', A."""
    told = read(body(shared / "seeds" / "000_c5228dfd27c67ca4.txt", "The White House has confirmed", " -- ANI"))
    posted = [one for one in told.quotations if one.kind == "direct"]
    assert [(told.named(one), one.medium and (one.medium.kind, one.medium.name)) for one in posted] == [
        ("Karoline Leavitt", ("post", "X"))
    ] * 3
    held = {one.cue.split()[-1]: one for one in told.quotations if one.kind == "indirect"}
    for cue in ("said", "described", "alleging", "noted", "stated"):
        assert told.named(held[cue]) == "Karoline Leavitt", cue
    assert told.named(held["confirmed"]) == "White House"
    (reported,) = [one for one in told.quotations if one.cue == "reported"]
    (agency,) = [one for one in told.quotations if one.parent == reported.id]
    assert told.named(reported) == "CNN"
    assert "Drug Enforcement Agency" in (told.named(agency) or "")
    assert "most powerful and ruthless criminal organisations" in agency.content


def test_the_second_seed_says_who_says_so(shared: Path) -> None:
    """Written from the seeds' README, 'Who says so', B."""
    told = read(body(shared / "seeds" / "004_7f613b99dbe152a2.txt", "As President Donald Trump", "Hence then"))

    def of(name: str) -> list[tuple[str, str, int, str | None]]:
        """What somebody says, besides what he is told to consider or plan, and a noun ("his statement that ..")."""
        return [
            (one.kind, one.cue, len(one.content_evidence), told.times[one.said].evidence.exact if one.said else None)
            for one in told.quotations
            if told.named(one) == name and one.cue not in ("statement", "considers", "plan")
        ]

    assert of("Donald Trump") == [
        ("direct", "said", 1, "Monday"),
        ("indirect", "has repeatedly suggested", 1, None),
        ("direct", "said", 2, None),
    ]
    assert of("Claudia Sheinbaum") == [
        ("direct", "said", 1, "Tuesday"),
        ("indirect", "said", 1, None),
        ("indirect", "told", 1, None),
    ]
    assert of("Michael Gannon") == [
        ("direct", "said", 1, None),
        ("indirect", "according to", 1, None),
        ("direct", "observed", 2, None),
        ("direct", "said", 2, None),
    ]
    (earlier,) = [one for one in told.quotations if one.cue == "reported"]
    assert "NBC Chicago" in earlier.speaker.text


def test_a_paragraph_behind_speech_is_read_by_itself() -> None:
    found = said(
        'Bojan Mrak was angry. "She is a fig leaf," he said. "Nothing more."\n\n'
        "Lidija Hren of the partner said her party would back the nomination."
    )
    assert [(one.speaker, one.content) for one in found][-1] == (
        "Lidija Hren",
        ("her party would back the nomination",),
    )


@pytest.mark.model
def test_it_said_is_the_body_that_acted_in_the_sentence_before() -> None:
    told = read("The Northbank Water Board published its report on Monday. It said that the dam was safe.")
    assert [(one.speaker.text, told.named(one)) for one in told.quotations] == [("It", "Northbank Water Board")]
    told = read("The Northbank Water Board sued Norfell Paper, and Norfell Paper sued back. It said the dam was safe.")
    assert not any(one.speaker.clear for one in told.quotations if one.speaker.text == "It")
