"""Dates in lines: what is written, and never more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.datelines import clock_in, dates_in


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("Mon, 23 February 2026", ["2026-02-23"]),
        ("25.03.2026 • 08:05", ["2026-03-25T08:05"]),
        ("March 5, 2026 | 8:20 p.m. | updated March 5, 2026 | 9:05 p.m.", ["2026-03-05T20:20", "2026-03-05T21:05"]),
        ("17:41, 5 Mar 2026", ["2026-03-05T17:41"]),
        ("10:40 IST, Feb. 23rd, 2026", ["2026-02-23T10:40"]),
        ("2026-04-17T09:30:00+03:00", ["2026-04-17T09:30"]),
        ("23 de febrero de 2026", ["2026-02-23"]),
        ("le 3 août 2026", ["2026-08-03"]),
        ("Dienstag, 3. März 2026, 12:30 Uhr", ["2026-03-03T12:30"]),
        ("12:05 a.m., 1 Jan 2026", ["2026-01-01T00:05"]),
        ("2026/3/5", ["2026-03-05"]),
        ("Tue, 23 February 2026", []),
        ("31 February 2026", []),
        ("85% of 2026", []),
        ("version 10.40 of May", []),
        ("Copyright 2025", []),
        ("room 1234-2026-02-3", []),
    ],
)
def test_dates_are_read_as_written(line: str, values: list[str]) -> None:
    assert [found.value for found in dates_in(line)] == values


def test_a_date_with_two_readings_keeps_both() -> None:
    (found,) = dates_in("03/04/2026")
    assert (found.day.isoformat(), found.ambiguous and found.ambiguous.isoformat()) == ("2026-03-04", "2026-04-03")
    (clear,) = dates_in("23/02/2026")
    assert clear.ambiguous is None


@pytest.mark.parametrize(
    ("line", "clock", "zone"),
    [("09:15 GMT", "09:15", "GMT"), ("8.20pm", "20:20", None), ("12:00 am", "00:00", None), ("14h05", "14:05", None)],
)
def test_clock_times_are_read(line: str, clock: str, zone: str | None) -> None:
    found = clock_in(line)
    assert found is not None
    assert found[:2] == (clock, zone)


@given(st.text(max_size=80))
def test_any_line_may_be_asked(line: str) -> None:
    for found in dates_in(line):
        assert 0 <= found.start < found.end <= len(line)


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%a, %d %b %Y"]),
)
def test_a_written_day_is_that_day(day: date, form: str) -> None:
    written = f"{day:{form}}"
    assert [found.day for found in dates_in(f"Published {written}")] == [day]
