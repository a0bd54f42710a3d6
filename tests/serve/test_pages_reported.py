"""The page of a sentence: its verdict in words, what was found with a way to the words, and what is wrong with it."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dateline.records.corroboration import Bearing, Cited, Corroboration, Finding, Note, Point, Verdict
from dateline.records.dossier import Holder, Origin
from dateline.records.time import UNKNOWN, stated
from dateline.serve.pages.reported import Checking, reported_page
from export.pictures import hostile, picture

from .trees import faults, tree

DAY = stated("2026-03-05")


def finding(words: str, bearing: Bearing) -> Finding:
    return Finding(
        bearing=bearing, kind="event", id="f1", text=words, value=words if bearing == "differs" else None,
        lacks=("number",) if bearing == "near" else (), holder=Holder(name=words, entity=None), origins=("o1",),
        published=DAY, articles=("a1", "a2"), evidence=(picture("x").timeline[0].evidence[0],),
    )  # fmt: skip


def answer(words: str, verdict: Verdict = "disputed", *, points: int = 1) -> Corroboration:
    point = Point(
        text=words, what="death", modality="asserted", polarity="positive", verdict=verdict, first=DAY, origins=("o1",),
        supports=(finding(words, "supports"),), against=(finding(words, "denies"), finding(words, "differs")),
        near=(finding(words, "near"),),
    )  # fmt: skip
    return Corroboration(
        sentence=words, on=None, as_of=None, verdict=verdict, first=DAY, points=(point,) * points, names=(),
        origins=(Origin(id="o1", name=words, kind="speaker", entity=None, articles=("a1",)),),
        articles=(Cited(id="a1", source=words, url=words, title=words, outlet=words, text_id="t", published=UNKNOWN),),
        notes=(Note(code="unknown_name", message=words),), left_out=3,
    )  # fmt: skip


@given(hostile(), st.sampled_from(get_args(Verdict)))
@settings(max_examples=25)
def test_nothing_of_a_page_or_a_sentence_acts(words: str, verdict: Verdict) -> None:
    assert faults(tree(*reported_page(Checking(sentence=words, found=answer(words, verdict, points=2))))) == []
    assert faults(tree(*reported_page(Checking(sentence=words, trouble=("bad", words))))) == []


def test_every_verdict_has_words_of_its_own_and_each_passage_its_bearing() -> None:
    said = set()
    for verdict in get_args(Verdict):
        body = tree(*reported_page(Checking(sentence="s", found=answer("words", verdict))))
        said.add(body.xpath("string(//p[@role='status']/b)"))
        bearings = [row.text_content() for row in body.xpath("//p[@class='bearing']")]
        assert bearings == ["says so", "denies it", "says otherwise", "tells of the like"]
        assert {*body.xpath("//ol[@class='findings']//p[@class='said']/a/@href")} == {"/article/a1?ref=f1#ref-f1"}
    assert len(said) == len(get_args(Verdict))


def test_what_is_missing_or_otherwise_is_said_and_who_stands_behind_it() -> None:
    body = tree(*reported_page(Checking(sentence="s", found=answer("words"))))
    assert "1 independent origin: words" in body.text_content()
    assert "instead: words" in body.text_content()
    assert "no number" in body.text_content()
    assert "3 more texts of this archive were not compared" in body.text_content()


def test_an_empty_page_says_how_to_ask(reader: TestClient) -> None:
    answered = reader.get("/reported")
    assert answered.status_code == 200
    assert "A Name was arrested" in answered.text


@pytest.mark.model
def test_a_sentence_is_answered_and_one_that_cannot_be_is_told_beside_it(reader: TestClient) -> None:
    answered = reader.get("/reported", params={"sentence": "Nobody Atall was killed in Nowhere."})
    assert answered.status_code == 200
    assert 'role="status"' in answered.text
    too_long = reader.get("/reported", params={"sentence": "word " * 400})
    assert too_long.status_code == 200
    assert "sentence_too_long" in too_long.text
