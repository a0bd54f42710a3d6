"""The seeds' README, paragraph "Where it comes from"; and what always holds."""

from __future__ import annotations

import pytest

from .picture import Json, Picture, all_evidence

pytestmark = pytest.mark.model

Path = list[tuple[str, str]]


def test_52_rediff_ani_leavitt_x(both: Picture) -> None:
    wanted: Path = [("outlet", "Rediff"), ("agency", "ANI"), ("speaker", "Karoline Leavitt"), ("medium", "X")]
    assert wanted in both.chains(both.article("000"))


def test_53_rediff_ani_cnn_dea(both: Picture) -> None:
    found = [chain for chain in both.chains(both.article("000")) if ("outlet", "CNN") in chain]
    assert len(found) == 1
    chain = found[0]
    assert chain[:3] == [("outlet", "Rediff"), ("agency", "ANI"), ("outlet", "CNN")]
    role, name = chain[3]
    dea = both.entity("DEA")
    assert role == "speaker"
    assert dea is not None
    assert name in {dea["name"], *(alias["text"] for alias in dea["aliases"])}


@pytest.mark.parametrize("speaker", ["Donald Trump", "Claudia Sheinbaum", "Michael Gannon"])
def test_54_pressbee_nbc_chicago_and_its_speakers(both: Picture, speaker: str) -> None:
    wanted: Path = [("republisher", "PressBee"), ("outlet", "NBC Chicago"), ("speaker", speaker)]
    assert wanted in both.chains(both.article("004"))


def test_55_the_killing_has_one_stated_origin(both: Picture) -> None:
    a = both.article("000")
    killings: list[Json] = [
        event
        for event in both.dossier["events"]
        if event["type"] in ("assault", "death")
        and (event["modality"], event["polarity"]) == ("asserted", "positive")
        and both.takes_part(event, "recipients", "El Mencho")
    ]
    assert killings
    for killing in killings:
        assert killing["articles"] == [a["id"]]
        assert len(killing["origins"]) == 1
        assert both.origins[killing["origins"][0]]["kind"] == "speaker"


def test_56_all_evidence_is_cut_from_its_text(both: Picture) -> None:
    texts = {text["text_id"]: text["text"] for text in both.dossier["texts"]}
    pieces = list(all_evidence(both.dossier))
    assert len(pieces) > 200
    for piece in pieces:
        assert texts[piece["text_id"]][piece["start"] : piece["end"]] == piece["exact"]


def test_57_it_is_one_story(both: Picture) -> None:
    assert [len(story["articles"]) for story in both.dossier["stories"]] == [2]
