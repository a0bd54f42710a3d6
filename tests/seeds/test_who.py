"""The seeds' README, paragraph "Who", point by point."""

from __future__ import annotations

import pytest

from .picture import Picture, names

pytestmark = pytest.mark.model


def test_15_one_man_under_two_names_in_both_pages(both: Picture) -> None:
    for page in ("000", "004"):
        meant = [both.means(both.article(page), name) for name in ("El Mencho", "Nemesio Oseguera Cervantes")]
        assert meant[0] == meant[1]
        assert len(meant[0]) == 1
    assert both.means(both.article("000"), "El Mencho") == both.means(both.article("004"), "El Mencho")


def test_16_mencho_too(both: Picture) -> None:
    b = both.article("004")
    assert both.means(b, "Mencho") == both.means(b, "El Mencho")


def test_17_el_chapo_is_another_and_locked_up(both: Picture) -> None:
    b = both.article("004")
    (chapo,) = both.means(b, "Joaquin El Chapo Guzman")
    assert chapo is not None
    assert {chapo} != both.means(b, "El Mencho")
    assert both.states("Joaquin El Chapo Guzman", "imprisoned")


def test_18_one_cartel_under_two_names(both: Picture) -> None:
    assert both.entity("CJNG") == both.entity("Jalisco New Generation Cartel") != None  # noqa: E711


def test_19_his_new_generation_cartel_means_it(both: Picture) -> None:
    (meant,) = both.means(both.article("004"), "his new generation cartel")
    assert "CJNG" in both.named(meant)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Karoline Leavitt", "person"),
        ("Donald Trump", "person"),
        ("Claudia Sheinbaum", "person"),
        ("Michael Gannon", "person"),
        ("White House", "organization"),
        ("Mexican government", "organization"),
        ("Mexico's military", "organization"),
        ("U.S. Marines", "organization"),
        ("Sinaloa cartel", "organization"),
        ("CNN", "organization"),
        ("ANI", "organization"),
    ],
)
def test_20_everybody_is_there(both: Picture, name: str, kind: str) -> None:
    entity = both.entity(name)
    assert entity is not None, sorted(n for e in both.entities.values() for n in names(e))
    assert entity["type"] == kind


@pytest.mark.parametrize("words", ["the country’s president", "the Mexican leader"])
def test_21_the_president_by_description(both: Picture, words: str) -> None:
    (meant,) = both.means(both.article("004"), words)
    assert "Claudia Sheinbaum" in both.named(meant)


def test_22_gannon_is_retired_from_the_dea(both: Picture) -> None:
    gannon = both.entity("Michael Gannon")
    assert gannon is not None
    assert any("retired" in role["text"] for role in gannon["roles"])


def test_23_the_dea_under_its_names(both: Picture) -> None:
    a, b = both.article("000"), both.article("004")
    meant = both.means(b, "DEA")
    assert len(meant) == 1
    assert meant == both.means(b, "Drug Enforcement Administration")
    assert meant == both.means(a, "US Drug Enforcement Agency") | both.means(a, "Drug Enforcement Agency")
