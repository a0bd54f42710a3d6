"""The seeds' README, paragraph "Articles", point by point."""

from __future__ import annotations

import pytest

from .picture import Picture

pytestmark = pytest.mark.model


def test_01_a_title(both: Picture) -> None:
    assert both.article("000")["title"] == "US provided intel to ops that killed Mexican drug lord"


def test_02_a_outlet(both: Picture) -> None:
    assert both.article("000")["outlet"] == "Rediff"


def test_03_a_credit(both: Picture) -> None:
    assert both.article("000")["credit"] == ["ANI"]


def test_04_a_published_monday_10_40_zone_not_stated(both: Picture) -> None:
    published = both.article("000")["published"]
    assert (published["value"], published["zone"]) == ("2026-02-23T10:40", None)
    assert published["precision"] == "minute"


def test_05_a_body_from_first_to_last_sentence(both: Picture) -> None:
    body = both.body(both.article("000"))
    assert body.startswith("The White House has confirmed")
    assert body.endswith("the western state of Jalisco.")


@pytest.mark.parametrize(
    "stranger", ["Mukul Roy", "Ajit Pawar", "TOP STORIES", "LIVE", "Follow Rediff", "Share:", "image", "CBI probe", "©"]
)
def test_06_a_nothing_of_the_page_around_it(both: Picture, stranger: str) -> None:
    assert stranger not in both.body(both.article("000"))
    assert both.entity(stranger) is None


def test_07_b_title_from_the_tail(both: Picture) -> None:
    wanted = "How U.S. military action against Mexican cartel labs could impact Chicago"
    assert both.article("004")["title"] == wanted


def test_08_b_outlet(both: Picture) -> None:
    assert both.article("004")["outlet"] == "NBC Chicago"


def test_09_b_republisher(both: Picture) -> None:
    assert both.article("004")["republisher"] == "PressBee"


def test_10_b_body_without_the_tail(both: Picture) -> None:
    body = both.body(both.article("004"))
    assert body.startswith("As President Donald Trump considers")
    assert body.endswith("to go after them and their leaders.")


def test_11_b_published_today_holds_no_date(undated: Picture) -> None:
    published = undated.article("004")["published"]
    assert (published["value"], published["earliest"], published["latest"]) == (None, None, None)


def test_12_b_wrong_label_is_nowhere(both: Picture) -> None:
    assert not any("Middle East" in str(value) for key, value in both.article("004").items() if key != "evidence")
    assert all("Middle East" not in place["name"] for place in both.places.values())


def test_13_b_given_a_day_its_days_resolve(dated: Picture) -> None:
    values = {t["evidence"]["exact"]: t["time"]["value"] for t in dated.dossier["times"]}
    assert (values["Tuesday"], values["Monday"]) == ("2025-12-23", "2025-12-22")
    two_weeks = next(t["time"] for t in dated.dossier["times"] if "two weeks ago" in t["evidence"]["exact"])
    assert two_weeks["earliest"] <= "2025-12-09" <= two_weeks["latest"]


def test_14_b_latest_bound_through_a(both: Picture) -> None:
    published = both.article("004")["published"]
    assert (published["value"], published["latest"]) == (None, "2026-02-22")
    assert [basis["kind"] for basis in published["basis"] if basis["bound"] == "latest"] == ["inferred"]
