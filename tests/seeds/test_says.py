"""The seeds' README, paragraph "Who says so", point by point."""

from __future__ import annotations

import pytest

from .picture import Picture

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("speaker_words", "content"),
    [
        ("the post", "The United States provided intelligence support"),
        ("the post", "was a top target for the Mexican and United States government"),
        ("her post", "In this operation, three additional cartel members were killed"),
    ],
)
def test_24_one_post_on_x_quoted_three_times(both: Picture, speaker_words: str, content: str) -> None:
    (quotation,) = both.quotations(both.article("000"), speaker="Karoline Leavitt", content=content)
    assert quotation["kind"] == "direct"
    assert quotation["speaker"]["text"] == speaker_words
    assert "post" in quotation["medium"]
    assert quotation["medium"].endswith("X")


def test_25_two_of_them_with_the_nickname_in_quotes_inside(both: Picture) -> None:
    inside = both.quotations(both.article("000"), speaker="Karoline Leavitt", content="'El Mencho'")
    assert len([q for q in inside if q["kind"] == "direct"]) == 2


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "the United States assisted Mexican authorities"),
        ("described", "a top target"),
        ("alleging", "among the leading traffickers of fentanyl"),
        ("noted", "designated the CJNG as a Foreign Terrorist Organisation"),
        ("stated", "the US administration remains committed"),
    ],
)
def test_26_indirectly(both: Picture, cue: str, content: str) -> None:
    found = both.quotations(both.article("000"), speaker="Karoline Leavitt", cue=cue, content=content)
    assert [q["kind"] for q in found] == ["indirect"]


def test_27_the_white_house_has_confirmed(both: Picture) -> None:
    found = both.quotations(both.article("000"), speaker="White House", cue="confirmed")
    assert len(found) == 1
    assert "provided intelligence support" in found[0]["content"]


def test_28_the_dea_reported_by_cnn(both: Picture) -> None:
    a = both.article("000")
    (dea,) = [q for q in both.quotations(a) if "most powerful and ruthless criminal organisations" in q["content"]
              and "Enforcement" in q["speaker"]["text"]]  # fmt: skip
    assert dea["speaker"]["clear"]
    parent = next(q for q in both.dossier["quotations"] if q["id"] == dea["parent"])
    assert "CNN" in both.named(parent["speaker"]["entity"])
    assert parent["cue"] == "reported"


def test_29_trump_on_monday(dated: Picture) -> None:
    b = dated.article("004")
    (quotation,) = dated.quotations(b, speaker="Donald Trump", content="Would I knock out those factories?")
    assert (quotation["kind"], quotation["said"]["value"]) == ("direct", "2025-12-22")


def test_30_trump_undated_and_split_by_its_cue(both: Picture) -> None:
    (quotation,) = both.quotations(both.article("004"), speaker="Donald Trump", content="I didn’t say I’m doing it")
    assert "we’re going to save millions of lives" in quotation["content"]
    assert len(quotation["evidence"]["content"]) == 2
    assert quotation["said"]["value"] is None


def test_31_trump_has_repeatedly_suggested(both: Picture) -> None:
    (quotation,) = both.quotations(both.article("004"), speaker="Donald Trump", content="need Mexico’s blessing")
    assert quotation["kind"] == "indirect"
    assert "suggested" in quotation["cue"]


def test_32_sheinbaum_on_tuesday(dated: Picture) -> None:
    (quotation,) = dated.quotations(
        dated.article("004"), speaker="Claudia Sheinbaum", content="it’s not going to happen"
    )
    assert quotation["kind"] in ("direct", "mixed")
    assert quotation["said"]["value"] == "2025-12-23"


@pytest.mark.parametrize(
    ("cue", "content"), [("said", "isn’t going to ask for U.S. military assistance"), ("told", "wants collaboration")]
)
def test_33_sheinbaum_undated(dated: Picture, cue: str, content: str) -> None:
    (quotation,) = dated.quotations(dated.article("004"), speaker="Claudia Sheinbaum", cue=cue, content=content)
    assert (quotation["kind"], quotation["said"]["value"]) == ("indirect", None)


@pytest.mark.parametrize(
    ("cue", "content", "spans"),
    [
        ("said", "We’ve had El Mencho as a fugitive for 10 years.", 1),
        ("observed", "I think it’s complicated", 2),
        ("said", "The reality is when you have drug cartels", 2),
    ],
)
def test_34_gannon_directly(both: Picture, cue: str, content: str, spans: int) -> None:
    (quotation,) = both.quotations(both.article("004"), speaker="Michael Gannon", cue=cue, content=content)
    assert quotation["kind"] == "direct"
    assert len(quotation["evidence"]["content"]) == spans


def test_35_according_to_gannon(both: Picture) -> None:
    (quotation,) = both.quotations(both.article("004"), speaker="Michael Gannon", content="is a good idea")
    assert quotation["kind"] == "indirect"
    assert quotation["cue"].lower() == "according to"


def test_36_nbc_chicago_of_its_own_earlier_report(both: Picture) -> None:
    found = both.quotations(both.article("004"), cue="reported", content="is among six in Mexico")
    assert len(found) == 1
    assert "NBC Chicago" in found[0]["speaker"]["text"]
