"""The laws of Evidence, over hostile Unicode: the exact words stand where they are said to stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.errors import EvidenceError
from dateline.records.evidence import Evidence, Text, article_text, capture_text, cut, holds, relocate, spans
from dateline.records.ids import text_id

ODD = [
    "\r\n", "\r", "\n", "\n\r", "\x00", "\ud800", "\udfff", "\ud83d\ude00", "\U0001f600", "e\u0301", "\u00e9",
    "\u0345\u0301", "\u202e", "\u2066", "\u200f", "\u200d", "\ufeff", "\ufffd", "\u2028", "\x85", "\u1100\u1161",
    "\u212b", "\ufb01", " ", "a", "ab", "\u201c", "\u2019", "\U000e0041", "\x1f",
]  # fmt: skip
hostile = st.lists(st.sampled_from(ODD) | st.text(max_size=3), max_size=30).map("".join)
frozen = st.one_of(hostile.map(capture_text), st.lists(hostile, min_size=1, max_size=4).map(article_text))


@st.composite
def spans_of(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))


@st.composite
def cuts(draw: st.DrawFn) -> tuple[Text, int, int]:
    text = draw(frozen.filter(lambda text: text.text != ""))
    return text, *draw(spans_of(text.text))


@given(cuts())
def test_cut_gives_the_words_that_stand_there(given: tuple[Text, int, int]) -> None:
    text, start, end = given
    evidence = cut(text.text, start, end)
    assert evidence.exact == text.text[start:end]
    assert (evidence.text_id, evidence.start, evidence.end) == (text.id, start, end)
    assert evidence == text.cut(start, end)
    assert holds(evidence, text.text)


@given(frozen, st.integers(-5, 200), st.integers(-5, 200))
def test_cut_outside_the_text_or_of_nothing_is_an_error(text: Text, start: int, end: int) -> None:
    assume(not 0 <= start < end <= len(text.text))
    with pytest.raises(EvidenceError) as caught:
        text.cut(start, end)
    assert caught.value.code == "evidence_out_of_range"


@given(cuts(), frozen)
def test_evidence_holds_in_no_other_text(given: tuple[Text, int, int], other: Text) -> None:
    text, start, end = given
    assume(other.text != text.text)
    assert not holds(text.cut(start, end), other.text)


@given(cuts(), st.integers(-3, 3), st.integers(-3, 3))
def test_moved_or_reworded_evidence_does_not_hold(given: tuple[Text, int, int], left: int, right: int) -> None:
    text, start, end = given
    evidence = text.cut(start, end)
    moved = Evidence(text_id=text.id, start=start + left, end=end + right, exact=evidence.exact)
    inside = 0 <= moved.start < moved.end <= len(text.text)
    assert holds(moved, text.text) == (inside and text.text[moved.start : moved.end] == evidence.exact)
    assert not holds(Evidence(text_id=text.id, start=start, end=end, exact=evidence.exact + "x"), text.text)


@given(cuts(), frozen, frozen)
def test_relocate_finds_the_nearest_occurrence_or_none(given: tuple[Text, int, int], head: Text, tail: Text) -> None:
    text, start, end = given
    evidence = text.cut(start, end)
    newer = head.text + evidence.exact[: len(tail.text)] + tail.text + text.text[: end + 1]
    for candidate in (newer, head.text, text.text):
        found = relocate(evidence, candidate)
        width = len(evidence.exact)
        places = [at for at in range(len(candidate)) if candidate[at : at + width] == evidence.exact]
        if not places:
            assert found is None
        else:
            assert found is not None
            assert holds(found, candidate)
            assert found.exact == evidence.exact
            assert found.start == min(places, key=lambda at: (abs(at - evidence.start), at))


@given(cuts())
def test_relocate_in_the_same_text_changes_nothing(given: tuple[Text, int, int]) -> None:
    text, start, end = given
    assert relocate(text.cut(start, end), text.text) == text.cut(start, end)


@given(hostile)
def test_a_capture_text_changes_line_ends_nul_and_lone_surrogates_alone(decoded: str) -> None:
    text = capture_text(decoded)
    unified = decoded.replace("\r\n", "\n")
    assert len(text.text) == len(unified)
    for before, after in zip(unified, text.text, strict=True):
        if before == "\r":
            assert after == "\n"
        elif before == "\x00" or "\ud800" <= before <= "\udfff":
            assert after == "\ufffd"
        else:
            assert after == before
    assert capture_text(text.text) == text


@given(st.lists(hostile, min_size=1, max_size=5))
def test_an_article_text_is_its_blocks_in_nfc_and_can_always_be_written(blocks: list[str]) -> None:
    text = article_text(blocks)
    text.text.encode("utf-8")
    assert "\x00" not in text.text
    parts = [unicodedata.normalize("NFC", block) for block in blocks]
    kept = str.maketrans({"\x00": "\ufffd"} | {chr(code): "\ufffd" for code in range(0xD800, 0xE000)})
    assert text.text == "\n\n".join(part.translate(kept) for part in parts)


@given(frozen, frozen)
def test_a_text_s_name_is_of_its_content(one: Text, other: Text) -> None:
    assert one.id == text_id(one.text)
    assert (one.id == other.id) == (one.text == other.text)


@given(cuts())
def test_offsets_are_code_points(given: tuple[Text, int, int]) -> None:
    text, start, end = given
    points = text.text.encode("utf-32-le")
    assert points[4 * start : 4 * end].decode("utf-32-le") == text.cut(start, end).exact


def test_spans_are_the_bare_offsets_in_order() -> None:
    text = article_text(["One two three."])
    assert spans((text.cut(4, 7), text.cut(0, 3))) == ((4, 7), (0, 3))
    assert spans(()) == ()
