"""The laws of the calendar: what a value spans, and how an open time is closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records.time import Anchor, Direction, TimeUnit, close, day_of, span_of, stated

DAYS = st.dates(date(1200, 1, 1), date(8800, 12, 31))
WHICH = st.one_of(
    st.tuples(st.just("weekday"), st.sampled_from("1234567")),
    st.tuples(st.just("month"), st.sampled_from([f"{month:02}" for month in range(1, 13)])),
    st.tuples(st.just("season"), st.sampled_from(["SP", "SU", "FA", "WI"])),
    st.tuples(st.just("quarter"), st.sampled_from("1234")),
    st.tuples(st.just("day"), st.sampled_from(["01-01", "02-28", "02-29", "07-14", "12-31"])),
)
UNITS = st.sampled_from([unit for unit in get_args(TimeUnit) if unit != "weekday"])


def days(value: str) -> tuple[date, date]:
    """The first and last day of a value."""
    first, last, _ = span_of(value)
    assert first is not None
    assert last is not None
    return date.fromisoformat(first[:10]), date.fromisoformat(last[:10])


def named(unit: str, which: str, *, direction: Direction = "past", shift: int = 0) -> Anchor:
    """An anchor of one named weekday, month, .."""
    return Anchor(unit=unit, which=which, direction=direction, shift=shift)  # type: ignore[arg-type]


@given(WHICH, DAYS)
def test_past_has_begun_by_the_day(which: tuple[str, str], day: date) -> None:
    assert days(close(named(*which), day))[0] <= day


@given(WHICH, DAYS)
def test_the_last_one_was_over_before_the_day(which: tuple[str, str], day: date) -> None:
    assert days(close(named(*which, shift=-1), day))[1] < day


@given(WHICH, DAYS)
def test_future_is_not_over_on_the_day(which: tuple[str, str], day: date) -> None:
    assert days(close(named(*which, direction="future"), day))[1] >= day


@given(WHICH, DAYS)
def test_the_next_one_has_not_begun_on_the_day(which: tuple[str, str], day: date) -> None:
    assert days(close(named(*which, direction="future", shift=1), day))[0] > day


@given(WHICH, DAYS)
def test_nearest_is_nearer_than_either_side(which: tuple[str, str], day: date) -> None:
    def away(direction: Direction) -> int:
        return abs((days(close(named(*which, direction=direction), day))[0] - day).days)

    assert away("nearest") <= min(away("past"), away("future"))


@given(WHICH, DAYS)
def test_nothing_of_the_name_lies_between_the_last_and_the_next(which: tuple[str, str], day: date) -> None:
    before = days(close(named(*which, shift=-1), day))[1]
    after = days(close(named(*which, direction="future", shift=1), day))[0]
    # At most one lies between, the one that holds the day: so the two are at most two periods apart.
    period = 7 if which[0] == "weekday" else 366
    assert (after - before).days <= 2 * period


@given(UNITS, DAYS)
def test_this_unit_holds_the_day(unit: TimeUnit, day: date) -> None:
    first, last = days(close(Anchor(unit=unit), day))
    assert first <= day <= last or (unit == "weekend" and timedelta(0) < first - day < timedelta(7))


@given(UNITS, DAYS, st.integers(1, 40))
def test_shifts_are_ordered(unit: TimeUnit, day: date, shift: int) -> None:
    earlier, here, later = (days(close(Anchor(unit=unit, shift=s), day)) for s in (-shift, 0, shift))
    assert earlier[1] < here[0]
    assert here[1] < later[0]


@given(UNITS, DAYS)
def test_units_follow_each_other_without_a_gap(unit: TimeUnit, day: date) -> None:
    here, after = (days(close(Anchor(unit=unit, shift=shift), day)) for shift in (0, 1))
    gap = 6 if unit == "weekend" else 1
    assert after[0] - here[1] == timedelta(gap)


@pytest.mark.parametrize(
    ("anchor", "day", "value"),
    [
        (named("weekday", "2"), "2026-02-24", "2026-02-24"),  # "Tuesday", said on a Tuesday
        (named("weekday", "2"), "2026-02-23", "2026-02-17"),
        (named("weekday", "2", shift=-1), "2026-02-24", "2026-02-17"),  # "last Tuesday", said on a Tuesday
        (named("weekday", "2", shift=-1), "2026-02-26", "2026-02-24"),
        (named("weekday", "5", direction="future"), "2026-02-24", "2026-02-27"),
        (named("weekday", "5", direction="future"), "2026-02-27", "2026-02-27"),
        (named("weekday", "5", direction="future", shift=1), "2026-02-27", "2026-03-06"),
        (named("weekday", "7", direction="nearest"), "2026-02-27", "2026-03-01"),
        (named("season", "SU", shift=-1), "2025-12-23", "2025-SU"),  # "last summer"
        (named("season", "SU", shift=-1), "2026-02-23", "2025-SU"),
        (named("season", "SU", shift=-1), "2026-07-01", "2025-SU"),
        (named("season", "SU", shift=-1), "2026-09-01", "2026-SU"),
        (named("season", "WI", shift=-1), "2026-02-10", "2024-WI"),
        (named("season", "WI"), "2026-02-10", "2025-WI"),
        (named("season", "SU", direction="future", shift=1), "2026-02-23", "2026-SU"),
        (named("month", "12"), "2026-01-05", "2025-12"),
        (named("month", "03"), "2026-03-15", "2026-03"),
        (named("month", "03", shift=-1), "2026-03-15", "2025-03"),
        (named("month", "01", direction="future"), "2025-12-30", "2026-01"),
        (named("day", "12-31"), "2026-01-01", "2025-12-31"),
        (named("day", "01-02", direction="nearest"), "2025-12-30", "2026-01-02"),
        (named("day", "02-29"), "2025-12-30", "2025-02-28"),
        (named("day", "02-29"), "2000-12-30", "2000-02-29"),
        (named("day", "02-29"), "1900-12-30", "1900-02-28"),
        (named("quarter", "4"), "2026-02-01", "2025-Q4"),
        (Anchor(unit="day", shift=-1), "2026-01-01", "2025-12-31"),
        (Anchor(unit="week", shift=-2), "2026-01-07", "2025-W52"),
        (Anchor(unit="weekend"), "2026-02-23", "2026-W09-WE"),
        (Anchor(unit="month", shift=1), "2025-12-31", "2026-01"),
        (Anchor(unit="quarter", shift=-1), "2026-02-01", "2025-Q4"),
        (Anchor(unit="season"), "2026-02-10", "2025-WI"),
        (Anchor(unit="season", shift=1), "2025-12-10", "2026-SP"),
        (Anchor(unit="decade", shift=-1), "2026-02-10", "201"),
        (Anchor(unit="weekday", which="7", part="NI"), "2026-02-23", "2026-02-22TNI"),
        (Anchor(unit="day", part="10:40"), "2026-02-23", "2026-02-23T10:40"),
    ],
)
def test_known_days(anchor: Anchor, day: str, value: str) -> None:
    assert close(anchor, date.fromisoformat(day)) == value


@pytest.mark.parametrize("anchor", [Anchor(unit="year", shift=9000), named("month", "03", shift=9000)])
def test_beyond_the_calendar_is_an_overflow(anchor: Anchor) -> None:
    with pytest.raises(OverflowError):
        close(anchor, date(2026, 2, 23))


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2026", "2026-01-01", "2026-12-31", "year"),
        ("199", "1990-01-01", "1999-12-31", "decade"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2025-WI", "2025-12-01", "2026-02-28", "season"),
        ("2026-Q1", "2026-01-01", "2026-03-31", "quarter"),
        ("2026-W09", "2026-02-23", "2026-03-01", "week"),
        ("2026-W09-WE", "2026-02-28", "2026-03-01", "week"),
        ("2026-02-22", "2026-02-22", "2026-02-22", "day"),
        ("2026-02-22TEV", "2026-02-22", "2026-02-22", "part_of_day"),
        ("2026-02-22T10", "2026-02-22T10:00", "2026-02-22T10:59", "hour"),
        ("2026-02-22T10:40", "2026-02-22T10:40", "2026-02-22T10:40", "minute"),
        ("9999-12", "9999-12-01", "9999-12-31", "month"),
    ],
)
def test_what_a_value_spans(value: str, first: str, last: str, precision: str) -> None:
    assert span_of(value) == (first, last, precision)


@pytest.mark.parametrize("value", ["", "PRESENT_REF", "P10Y", "2026-02-30", "2026-02-22T25:00", "0000", "20XX", "-"])
def test_what_is_no_date_spans_nothing(value: str) -> None:
    assert span_of(value) == (None, None, "unknown")


@given(st.text(max_size=12))
def test_any_text_may_be_asked_for_its_span(value: str) -> None:
    first, last, precision = span_of(value)
    assert (first is None) == (last is None) == (precision == "unknown")
    if first is not None and last is not None:
        assert first <= last


@given(DAYS)
def test_a_stated_day_is_that_day(day: date) -> None:
    assert day_of(stated(day.isoformat())) == day
    assert day_of(stated(f"{day.year:04}")) is None
