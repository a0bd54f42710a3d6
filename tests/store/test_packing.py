"""Outputs are packed small, come back equal, and show any byte that has changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import EvidenceError, StoreError
from dateline.linking.naming import namings_of
from dateline.records.evidence import Evidence, Text, article_text
from dateline.records.page import Article
from dateline.records.reading import Alias, CoreferenceChain, Mention, MentionForm, Place, Reading, Toponym
from dateline.store.names import from_name, from_words, to_name, to_words
from dateline.store.packing import pack, pieces_of, unpack, unpack_namings

from .pages import article_of, capture_of, reading_of, texts_of

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@st.composite
def readings(draw: st.DrawFn) -> tuple[Text, Reading]:
    text = article_text(draw(st.lists(words, min_size=1, max_size=3)))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text.text) - 1), st.integers(1, 30)), max_size=12))
    cuts = [text.cut(start, min(start + length, len(text.text))) for start, length in spans]
    mentions = tuple(Mention(id=str(at), type="other", form="name", evidence=cut) for at, cut in enumerate(cuts))
    return text, Reading(text_id=text.id, mentions=mentions)


@given(readings())
def test_a_reading_comes_back_equal(given: tuple[Text, Reading]) -> None:
    text, reading = given
    packed = pack(reading, text={text.id: text.text}.__getitem__)
    assert unpack(packed, text={text.id: text.text}.__getitem__) == reading
    pieces = [(piece.text_id, piece.start, piece.end) for piece in pieces_of(packed)]
    assert pieces == [(e.text_id, e.start, e.end) for e in (mention.evidence for mention in reading.mentions)]


@pytest.mark.parametrize("output", [capture_of(1), (article_of(1), article_of(2)), (), reading_of(3)])
def test_every_kind_comes_back_equal(output: object) -> None:
    texts = {text.id: text.text for number in range(4) for text in texts_of(number)}
    packed = pack(output, text=texts.__getitem__)  # type: ignore[arg-type]
    assert unpack(packed, text=texts.__getitem__) == output


def test_an_output_without_texts_asks_for_none() -> None:
    def none(name: str) -> str:
        raise AssertionError(name)

    assert unpack(pack(capture_of(1), text=none), text=none) == capture_of(1)


def test_a_long_text_with_far_offsets() -> None:
    text = article_text(["word " * 300_000])
    reading = Reading(
        text_id=text.id,
        mentions=tuple(
            Mention(id="m", type="other", form="name", evidence=text.cut(start, end))
            for start, end in ((0, len(text.text)), (1_400_000, 1_400_004), (70_000, 140_000))
        ),
    )
    assert unpack(pack(reading, text=lambda _: text.text), text=lambda _: text.text) == reading


def test_packed_evidence_is_small() -> None:
    """A reading of some 330 pieces, as a page of 500 words gives: some 2 KB of pins, and little besides."""
    _, body = texts_of(1)
    text = article_text([body.text] * 18)
    spans = [(at * 6, at * 6 + 3 + at % 17) for at in range(330)]
    mentions = tuple(
        Mention(id=f"{at:020x}", type="person", form="name", evidence=text.cut(*span)) for at, span in enumerate(spans)
    )
    packed = pack(Reading(text_id=text.id, mentions=mentions), text=lambda _: text.text)
    assert packed.pins is not None
    assert len(packed.pins) < 8 * len(spans)
    assert len(packed.pins) + len(packed.packed) + len(packed.texts) < 16 * len(spans)


@pytest.mark.parametrize(("start", "end"), [(-3, 3), (0, 0), (3, 0), (0, 10_000)])
def test_forged_evidence_is_refused_even_where_slicing_would_agree(start: int, end: int) -> None:
    text = article_text(["abc abc"])
    forged = Evidence(text_id=text.id, start=start, end=end, exact=text.text[start:end])
    reading = Reading(text_id=text.id, mentions=(Mention(id="m", type="other", form="name", evidence=forged),))
    with pytest.raises(EvidenceError):
        pack(reading, text=lambda _: text.text)


def test_words_that_have_changed_are_not_given_out() -> None:
    _, body = texts_of(1)
    packed = pack(reading_of(1), text=lambda _: body.text)
    with pytest.raises(StoreError) as caught:
        unpack(packed, text=lambda _: body.text.replace("ferry", "barge"))
    assert caught.value.code in ("broken_evidence", "damaged_workspace")


@given(st.data())
def test_any_flipped_bit_is_found(data: st.DataObject) -> None:
    _, body = texts_of(1)
    packed = pack(reading_of(1), text=lambda _: body.text)
    assert packed.pins is not None
    field = data.draw(st.sampled_from(["pins", "packed"]))
    damaged = bytearray(packed.pins if field == "pins" else packed.packed)
    at = data.draw(st.integers(0, 8 * len(damaged) - 1))
    damaged[at // 8] ^= 1 << at % 8
    changed = packed._replace(pins=bytes(damaged)) if field == "pins" else packed._replace(packed=bytes(damaged))
    try:
        again = unpack(changed, text=lambda _: body.text)
    except StoreError:
        return
    assert again == reading_of(1), "a bit that zstd does not use"


def test_records_of_another_shape_are_said_to_be_outdated() -> None:
    packed = pack(reading_of(1), text=lambda _: texts_of(1)[1].text)
    with pytest.raises(StoreError) as caught:
        unpack(packed._replace(kind="capture"), text=lambda _: texts_of(1)[1].text)
    assert caught.value.code == "outdated_outcome"


def test_the_article_s_two_texts_are_told_apart() -> None:
    texts = {text.id: text.text for text in texts_of(1)}
    article: Article = article_of(1)
    packed = pack((article,), text=texts.__getitem__)
    assert {piece.text_id for piece in pieces_of(packed)} == set(texts)
    assert unpack(packed, text=texts.__getitem__) == (article,)
    assert unpack(packed, text=texts.__getitem__) != (replace(article, title=None),)


@given(st.text(st.characters()) | st.text(st.characters(categories=["Cs"])) | st.binary().map(bytes.hex))
def test_names_and_words_come_back_as_they_were(name: str) -> None:
    kept = to_name(name)
    assert from_name(kept) == name
    if isinstance(kept, str):
        kept.encode("utf-8")
    assert from_words(to_words(name)) == name


def test_hex_is_kept_in_half_the_room() -> None:
    assert to_name("00ff") == b"\x00\xff"
    assert to_name("00FF") == "00FF"
    assert to_name("00f") == "00f"
    assert to_name("00 ff") == "00 ff"
    assert to_name("") == ""


@st.composite
def named_readings(draw: st.DrawFn) -> tuple[Text, Reading]:
    """Readings whose mentions form chains, some named, with aliases and places."""
    text, reading = draw(readings())
    cuts = [mention.evidence for mention in reading.mentions]
    forms: st.SearchStrategy[MentionForm] = st.sampled_from(["name", "nominal", "pronoun"])
    mentions = tuple(replace(mention, form=draw(forms)) for mention in reading.mentions)
    chains = tuple(
        CoreferenceChain(
            id=f"c{at}", type=draw(st.sampled_from(["person", "organization", "place"])), name=cut.exact,
            named=draw(st.booleans()), mentions=tuple(str(one) for one in range(at, len(cuts), 3)),
            aliases=(Alias(text=cut.exact[::-1], basis="nickname", evidence=cut),) if at else (),
        )
        for at, cut in enumerate(cuts[:3])
    )  # fmt: skip
    places = tuple(Place(id=f"p{at}", name=f"Place {at}", gazetteer_id=draw(st.none() | words)) for at in range(3))
    toponyms = tuple(
        Toponym(id=f"t{at}", place=f"p{draw(st.integers(0, 3))}", mention=None, evidence=cut)
        for at, cut in enumerate(cuts)
    )
    return text, replace(reading, mentions=mentions, coreference=chains, places=places, toponyms=toponyms)


@given(named_readings())
def test_what_a_text_names_is_what_its_reading_names(given: tuple[Text, Reading]) -> None:
    text, reading = given
    texts = {text.id: text.text}.__getitem__
    assert unpack_namings(pack(reading, text=texts), text=texts) == namings_of(reading)


def test_what_a_text_names_is_refused_where_the_reading_has_another_shape() -> None:
    packed = pack(capture_of(1), text=lambda _: "")
    with pytest.raises(StoreError) as caught:
        unpack_namings(packed, text=lambda _: "")
    assert caught.value.code == "outdated_outcome"
