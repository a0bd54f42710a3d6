"""The seeds' README, paragraphs "What happened", "What changed", "What is disputed", point by point."""

from __future__ import annotations

import pytest

from .picture import Json, Picture

pytestmark = pytest.mark.model


@pytest.fixture
def killing(both: Picture) -> Json:
    found = [
        event
        for event in both.events("was killed on Sunday", modality="asserted", polarity="positive")
        if event["type"] in ("assault", "death") and both.takes_part(event, "recipients", "El Mencho")
    ]
    assert len(found) == 1
    return found[0]


def test_37_the_killing_on_sunday_22_february(killing: Json) -> None:
    assert killing["time"]["value"] == "2026-02-22"


def test_38_in_tapalpa_jalisco(both: Picture, killing: Json) -> None:
    place = both.places[killing["place"]]
    assert place["name"] == "Tapalpa"
    assert any("Jalisco" in both.places[outer]["name"] for outer in place["within"])


def test_39_by_mexicos_military(both: Picture, killing: Json) -> None:
    assert both.takes_part(killing, "actors", "Mexico's military")


def test_40_three_others_killed_which_is_no_total(both: Picture) -> None:
    assert {(c["number"], c["besides"]) for c in both.casualties("killed")} == {(3, True)}


@pytest.mark.parametrize(("kind", "number"), [("wounded", 3), ("arrested", 2)])
def test_41_wounded_and_arrested(both: Picture, kind: str, number: int) -> None:
    assert {c["number"] for c in both.casualties(kind)} == {number}


def test_42_us_intelligence_support(both: Picture) -> None:
    found = [
        event
        for event in both.events("intelligence support", modality="asserted")
        if event["type"] in ("aid", "cooperate", "support")
        and any(both.takes_part(event, "actors", name) for name in ("United States", "the United States"))
    ]
    assert found


def test_43_designated_by_trump_in_2025(both: Picture) -> None:
    found = [
        event
        for event in both.events("designated", modality="asserted")
        if event["time"]["value"] == "2025"
        and both.takes_part(event, "actors", "Donald Trump")
        and both.takes_part(event, "recipients", "CJNG")
    ]
    assert found
    assert both.states("CJNG", "designated")


def test_44_strikes_are_considered_not_done(both: Picture) -> None:
    b = both.article("004")
    strikes = [e for e in both.dossier["events"] if b["id"] in e["articles"] and e["type"] == "assault"]
    considered = [e for e in strikes if e["modality"] in ("considered", "planned", "possible", "hypothetical")]
    assert any("considers military action" in x["exact"] for e in considered for x in e["evidence"])
    done = [e for e in strikes if e["modality"] == "asserted" and e["polarity"] == "positive"]
    assert [e for e in done if both.takes_part(e, "actors", "Donald Trump")] == []


def test_45_marines_trained_last_summer(both: Picture, dated: Picture) -> None:
    (training,) = dated.events("live fire training", modality="asserted")
    assert training["time"]["value"] == "2025-SU"
    assert dated.takes_part(training, "actors", "U.S. Marines")
    assert list(both.events("live fire training", modality="asserted"))


def test_46_a_fugitive_for_ten_years(both: Picture) -> None:
    at_large = both.states("El Mencho", "at_large", "wanted")
    assert any("fugitive for 10 years" in e["exact"] for s in at_large for e in s["evidence"])


def test_47_under_indictment_in_chicago(both: Picture) -> None:
    assert both.states("El Mencho", "indicted")


def test_48_a_15_million_dollar_reward(both: Picture) -> None:
    reward = [q for q in both.dossier["quantities"] if q["value"] == 15_000_000]
    assert [(q["unit"], "reward" in q["of"]) for q in reward] == [("USD", True)]


def test_49_at_large_then_killed(both: Picture) -> None:
    mencho = both.entity("El Mencho")
    assert mencho is not None
    (change,) = [c for c in both.dossier["changes"] if c["about"] == mencho["id"] and c["attribute"] == "status"
                 and c["after"]["value"] in ("dead", "killed")]  # fmt: skip
    assert change["kind"] == "world"
    assert any(word in change["before"]["value"] for word in ("at large", "wanted"))
    a, b = both.article("000"), both.article("004")
    assert {e["text_id"] for e in change["after"]["evidence"]} == {a["text_id"]}
    assert b["text_id"] in {e["text_id"] for e in change["before"]["evidence"]}
    assert change["after"]["time"]["value"] == "2026-02-22"


def test_50_the_town_in_two_spellings(both: Picture) -> None:
    (dispute,) = [d for d in both.dossier["disputes"] if d["kind"] == "spelling"]
    assert {stand["value"] for stand in dispute["stands"]} == {"Talpalpa", "Tapalpa"}
    assert len([p for p in both.places.values() if {p["name"], *p["variants"]} & {"Talpalpa", "Tapalpa"}]) == 1
    post = next(stand for stand in dispute["stands"] if stand["value"] == "Talpalpa")
    assert any("Karoline Leavitt" in {h["name"]} | both.named(h["entity"]) for h in post["holders"])


def test_51_whether_us_forces_may_act(both: Picture) -> None:
    stands = [d["stands"] for d in both.dossier["disputes"] if d["kind"] == "stand"]
    assert len(stands) == 1
    sides = [set().union(*(both.named(h["entity"]) for h in stand["holders"])) for stand in stands[0]]
    assert len(sides) == 2
    (against,) = [side for side in sides if "Claudia Sheinbaum" in side]
    (pro,) = [side for side in sides if "Donald Trump" in side]
    assert "Michael Gannon" in pro
    assert against.isdisjoint({"Donald Trump", "Michael Gannon"})
