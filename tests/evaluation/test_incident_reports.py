"""Facts of an incident from all its reports: joined by hand-worked rules."""

from __future__ import annotations

from evaluation.files import Row
from evaluation.sets.incidents_reports import joined


def _told(*answers: Row) -> Row:
    """Reports of following days, each a day later than the one before."""
    return joined(answers, [{"date": f"2031-04-0{3 + at}T00:00:00"} for at in range(len(answers))])


def test_what_most_reports_hold_stands() -> None:
    assert _told({"killed": 2}, {"killed": 3}, {"killed": 2})["killed"] == 2


def test_of_numbers_as_frequent_the_last_told_stands() -> None:
    assert _told({"killed": 2}, {"killed": 3})["killed"] == 3
    assert joined([{"killed": 2}, {"killed": 3}], [{"date": "2031-04-04"}, {"date": "2031-04-03"}])["killed"] == 2


def test_one_wounded_yields_where_as_many_count_several() -> None:
    assert _told({"injured": 1}, {"injured": 4}, {"injured": 1}, {"injured": 3})["injured"] == 3
    assert _told({"injured": 1}, {"injured": 4}, {"injured": 1})["injured"] == 1


def test_no_incident_is_of_a_day_after_its_first_report() -> None:
    late, right = {"day": "2031-04-04"}, {"day": "2031-04-02"}
    assert _told(right, late, late)["day"] == "2031-04-02"
    assert _told(late)["day"] == "2031-04-04"


def test_of_days_as_frequent_the_earlier_stands() -> None:
    assert _told({"day": "2031-04-02"}, {"day": "2031-04-01"})["day"] == "2031-04-01"


def test_the_place_that_most_hold_comes_with_all_its_names() -> None:
    given = _told({"places": ["Harrow", "Tessin County"]}, {"places": ["Vessel"]}, {"places": ["harrow", "Old Harrow"]})
    assert given["places"] == ["Harrow", "Tessin County", "harrow", "Old Harrow"]


def test_reports_that_tell_nothing_join_to_nothing() -> None:
    assert _told({"failure": "no_article"}, {}) == {"killed": None, "injured": None, "day": None, "places": []}
