"""Time expressions: what is one, what it says, and on which side of the day it lies."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lexicon.numbers import value_of
from dateline.nlp import model
from dateline.reading.times import times
from dateline.reading.times.rules import scan
from dateline.records.evidence import Text, article_text
from dateline.records.holidays import easter, holiday_day
from dateline.records.reading import TimeExpression
from dateline.records.time import Anchor, close

PUBLISHED = date(2026, 3, 5)
"""A Thursday."""


def read(*paragraphs: str) -> tuple[TimeExpression, ...]:
    """The time expressions of some paragraphs."""
    text = article_text(paragraphs)
    return times.find(model.parse(text.text), text)


def closed(time: TimeExpression) -> str | None:
    """The value, with the anchor closed on the day of publication."""
    return close(time.anchor, PUBLISHED) if time.anchor else time.value


def said(*paragraphs: str) -> list[tuple[str, str, str | None]]:
    """Words, type and value of all time expressions."""
    return [(time.evidence.exact, time.type, closed(time)) for time in read(*paragraphs)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "words", "type_", "value"),
    [
        ("The bridge was opened on February 22, 2026.", "February 22, 2026", "DATE", "2026-02-22"),
        ("The bridge was opened on 22 Feb 2026.", "22 Feb 2026", "DATE", "2026-02-22"),
        ("The record is dated 2026-02-22.", "2026-02-22", "DATE", "2026-02-22"),
        ("The mill has been shut since 2019.", "2019", "DATE", "2019"),
        ("The mill was built in the 1990s.", "the 1990s", "DATE", "199"),
        ("The mill was built in the 19th century.", "the 19th century", "DATE", "18"),
        ("It was sold on Christmas Day 2025.", "Christmas Day 2025", "DATE", "2025-12-25"),
        ("It was last inspected in November 2024.", "November 2024", "DATE", "2024-11"),
        ("Profits fell in the third quarter of 2025.", "the third quarter of 2025", "DATE", "2025-Q3"),
        ("Profits fell in the fourth quarter.", "the fourth quarter", "DATE", "2025-Q4"),
        ("Profits will fall in the first quarter of next year.", "the first quarter of next year", "DATE", "2027-Q1"),
        ("Sales rose in this year's second quarter.", "this year's second quarter", "DATE", "2026-Q2"),
        ("The mine will open in April next year.", "April next year", "DATE", "2027-04"),
        ("The mine was shut in April last year.", "April last year", "DATE", "2025-04"),
        ("It was sold in March nineteen ninety-seven.", "March nineteen ninety-seven", "DATE", "1997-03"),
        ("It was sold in twenty twenty-four.", "twenty twenty-four", "DATE", "2024"),
        ("It must be sold by the end of the year.", "the year", "DATE", "2026"),
        ("It was dug for two and a half years.", "two and a half years", "DURATION", "P2Y6M"),
        ("She won in the post-1959 vote.", "1959", "DATE", "1959"),
        ("They met on Thanksgiving Day.", "Thanksgiving Day", "DATE", "2025-11-27"),
        ("It sank at 10:35 a.m. (0735 GMT) Tuesday.", "10:35 a.m. (0735 GMT) Tuesday", "TIME", "2026-03-03T10:35"),
        ("They had left by the early summer.", "the early summer", "DATE", "2025-SU"),
        ("The minister resigned on Tuesday.", "Tuesday", "DATE", "2026-03-03"),
        ("The minister resigned on Thursday.", "Thursday", "DATE", "2026-03-05"),
        ("The minister resigned last Thursday.", "last Thursday", "DATE", "2026-02-26"),
        ("The minister will resign on Friday.", "Friday", "DATE", "2026-03-06"),
        ("The minister is expected to resign on Friday.", "Friday", "DATE", "2026-03-06"),
        ("She crossed the lake last summer.", "last summer", "DATE", "2025-SU"),
        ("She crossed the lake last year.", "Last year", "DATE", "2025"),
        ("She crossed the lake two weeks ago.", "two weeks ago", "DATE", "2026-W08"),
        ("She crossed the lake a couple of nights ago.", "a couple of nights ago", "DATE", "2026-03-03"),
        ("She crossed the lake yesterday.", "yesterday", "DATE", "2026-03-04"),
        ("She will cross the lake next month.", "next month", "DATE", "2026-04"),
        ("She crossed the lake in January.", "January", "DATE", "2026-01"),
        ("She crossed the lake in October.", "October", "DATE", "2025-10"),
        ("She will cross the lake in October.", "October", "DATE", "2026-10"),
        ("She crossed the lake this week.", "this week", "DATE", "2026-W10"),
        ("Police searched the house on Sunday night.", "Sunday night", "TIME", "2026-03-01TNI"),
        ("Police searched the house at 10:40 a.m. on Monday.", "10:40 a.m. on Monday", "TIME", "2026-03-02T10:40"),
        ("Police searched the house at noon on 2 March 2026.", "noon on 2 March 2026", "TIME", "2026-03-02T12:00"),
        ("The wall burst at dawn on Tuesday.", "dawn on Tuesday", "TIME", "2026-03-03TMO"),
        ("He has been a fugitive for 10 years.", "10 years", "DURATION", "P10Y"),
        ("Thousands have died over the past decades.", "the past decades", "DURATION", "PXDE"),
        ("They talked for half an hour.", "half an hour", "DURATION", "PT30M"),
        ("A two-week trip was cut short.", "two-week", "DURATION", "P2W"),
        ("The ferry runs every day.", "every day", "SET", "P1D"),
        ("The board meets annually.", "annually", "SET", "P1Y"),
        ("The market is held every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
        ("The harbour is now closed.", "now", "DATE", "PRESENT_REF"),
        ("They will meet in the week of March 16.", "the week of March 16", "DATE", "2026-W12"),
        ("They met in the week of March 6, 2023.", "the week of March 6, 2023", "DATE", "2023-W10"),
        ("The town was quiet during Easter week.", "Easter week", "DATE", "2025-W16"),
        ("The mill was sold the day before last Tuesday.", "the day before last Tuesday", "DATE", "2026-03-02"),
        ("The mill was sold the day after Sunday.", "the day after Sunday", "DATE", "2026-03-02"),
        ("The council on Jan. 6 ordered the mill shut.", "Jan. 6", "DATE", "2026-01-06"),
        ("The council agreed Tuesday to shut the mill.", "Tuesday", "DATE", "2026-03-03"),
        ("The council decided to shut the mill in May.", "May", "DATE", "2026-05"),
        ("The bank extended the loan through April.", "April", "DATE", "2026-04"),
        ("The island will one day be a park.", "one day", "DATE", "FUTURE_REF"),
        ("The island was a park for one day.", "one day", "DURATION", "P1D"),
        ("Taxes will fall in future years.", "future years", "DATE", "FUTURE_REF"),
        ("The recent sale of the mill was a surprise.", "recent", "DATE", "PAST_REF"),
        ("By mid-afternoon the ferry had left.", "mid-afternoon", "TIME", "2026-03-05TAF"),
        ("She was silent for one minute.", "one minute", "DURATION", "PT1M"),
        ("Sales for the year-earlier nine months fell.", "the year-earlier nine months", "DURATION", "P9M"),
    ],
)
def test_what_a_time_says(sentence: str, words: str, type_: str, value: str) -> None:
    ((found, found_type, found_value),) = said(sentence)
    assert found.lower() == words.lower()
    assert (found_type, found_value) == (type_, value)


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor may march to the square.",
        "Theresa May waved a second flag.",
        "The shop is open 24/7 and the home side won 3:2.",
        "The boat cost $2026 and the car 2,026 euros.",
        "Call 555-2026 for details.",
        "He was soon released.",
        "The chip reads 15 million words per second.",
        'He spoke on the programme "60 Minutes" with her.',
        "They left in the early hours.",
        "The driver is 42 years old, his son a 10-year-old boy.",
        "He read it in The Sunday Times.",
        "About 2100 houses were flooded.",
        "It happened on 31 Feb at no place.",
    ],
)
def test_what_looks_like_a_time_and_is_none(sentence: str) -> None:
    assert said(sentence) == []


@pytest.mark.model
def test_the_next_day_counts_from_the_day_named_before() -> None:
    assert [value for _, _, value in said("The dam burst on 22 February 2026. The next day the school was shut.")] == [
        "2026-02-22",
        "2026-02-23",
    ]
    assert [value for _, _, value in said("The dam burst on Monday. The next day the school was shut.")] == [
        "2026-03-02",
        "2026-03-03",
    ]


@pytest.mark.model
def test_a_time_does_not_run_on_into_the_next_paragraph() -> None:
    assert [words for words, _, _ in said("The council met on Monday", "20 May is a holiday.")] == ["Monday", "20 May"]


@pytest.mark.model
def test_what_hangs_on_the_day_of_publication_has_an_open_anchor_and_no_value() -> None:
    open_, fixed = read("He came on Tuesday and left on 3 March 2026.")
    assert open_.value is None
    assert open_.anchor is not None
    assert (fixed.value, fixed.anchor) == ("2026-03-03", None)


@pytest.mark.model
def test_about_is_approximate() -> None:
    (about,) = read("It lasted nearly two months.")
    (exact,) = read("It lasted two months.")
    assert (about.value, about.approximate) == ("P2M", True)
    assert (exact.value, exact.approximate) == ("P2M", False)


@given(st.text(alphabet=st.sampled_from("0123456789 -:.,'/\nMondayJr'stquweek"), max_size=80))
def test_no_text_is_too_odd_for_the_rules(text: str) -> None:
    found = scan(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty-five", 25), ("a hundred", None), ("three hundred and twelve", 312), ("2.5 million", 2_500_000),
        ("12,000", 12_000), ("two dozen", 24), ("one thousand two hundred", 1200), ("2 1/2", 2.5), ("plenty", None),
        ("two hundred thousand", 200_000),
    ],
)  # fmt: skip
def test_number_words(words: str, value: float | None) -> None:
    assert value_of(words) == value


def test_easter_and_moving_holidays() -> None:
    assert [easter(year).isoformat() for year in (1961, 2024, 2038)] == ["1961-04-02", "2024-03-31", "2038-04-25"]
    assert holiday_day("11/4/4", 2025) == date(2025, 11, 27)
    assert holiday_day("05/1/-1", 2026) == date(2026, 5, 25)
    assert holiday_day("E-2", 2026) == date(2026, 4, 3)


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    day = easter(year)
    assert day.isoweekday() == 7
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@pytest.mark.model
def test_evidence_is_cut_from_the_text() -> None:
    text = Text(id="0" * 64, text="“It ended on Monday”—she said…  on 2 March\u00a02026 .")
    for time in times.find(model.parse(text.text), text):
        assert text.text[time.evidence.start : time.evidence.end] == time.evidence.exact


def test_the_day_after_the_storm_is_not_counted_from_the_page() -> None:
    told = said("On 3 March the storm came.", "They were held the day after the storm and freed on Monday.")
    assert [words for words, _, _ in told] == ["3 March", "Monday"]


def test_the_quarter_and_a_year_earlier_take_up_the_quarter_named() -> None:
    told = said(
        "Oakmere Glass earned $9 million in the fourth quarter, up from $7 million a year earlier.",
        "Sales for the quarter rose to $80 million from $60 million in the year-ago period.",
    )
    assert [value for _, _, value in told] == ["2025-Q4", "2024-Q4", "2025-Q4", "2024-Q4"]


def test_the_second_of_two_days_has_the_month_of_the_first() -> None:
    found = [(words, value) for words, _, value in said("The games were held on April 24 and 25 in the capital.")]
    assert found == [("April 24", "2026-04-24"), ("25", "2026-04-25")]
    assert [words for words, _, _ in said("On May 4 and 12 people fell ill.")] == ["May 4"]


@pytest.mark.model
def test_the_period_of_a_year_is_the_quarter_of_which_the_report_tells_an_amount() -> None:
    first = "The mill earned $3 million in the third quarter of 2025. After a flat second quarter, it grew."
    found = said(first, "In the 2024 period, it lost $1 million; costs rose from the year-earlier quarter.")
    assert [value for words, _, value in found if "period" in words or "earlier" in words] == ["2024-Q3", "2024-Q3"]
    assert said("The 2024 period was dull.") == [("The 2024 period", "DATE", "2024")]


@pytest.mark.model
def test_a_quarter_that_lies_ahead_is_not_what_results_are_compared_with() -> None:
    ahead = "Orders will fall through the third quarter of 2026."
    words = [closed(time) for time in read(ahead, "In the year-ago period the mill earned $2 million.")]
    assert words == ["2026-Q3", "2024-Q4"]


@pytest.mark.model
def test_a_year_earlier_is_a_year_where_no_quarter_was_named() -> None:
    told = said("Oakmere Glass earned $9 million in 2024, up from $7 million a year earlier.")
    assert [value for _, _, value in told] == ["2024", "2023"]


def test_a_year_that_ended_on_a_day_is_a_length() -> None:
    told = said("Revenue for the year ended March 31 fell.")
    assert told == [("the year", "DURATION", "P1Y"), ("March 31", "DATE", "2025-03-31")]


def test_an_anchor_within_its_year() -> None:
    april = Anchor(unit="month", which="04", shift=1, direction="within")
    assert close(april, date(2026, 12, 31)) == "2027-04"
    monday = Anchor(unit="weekday", which="1", direction="within")
    assert close(monday, date(2026, 3, 1)) == "2026-02-23"


def test_the_past_century_is_not_the_past() -> None:
    assert "the past" not in [words for words, _, _ in said("It changed much over the past century.")]
