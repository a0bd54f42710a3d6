"""When a page says it was published; a teaser's, a copyright's or an event's date is never taken."""

from __future__ import annotations

import pytest

from dateline.records.time import Time

from .pages import BODY
from .reading import Read

TITLE = "Sea wall gives way and floods old grain store"


def published(between: str = "", *, above: str = "Menu\nNews\n\n", below: str = "") -> Time:
    read = Read(f"{above}{TITLE}\n\n{between}\n\n{BODY}\n\n{below}\n")
    read.check()
    return read.article.published


@pytest.mark.parametrize(
    ("between", "value"),
    [
        ("12 February 2026", "2026-02-12"),
        ("Published: 12 February 2026\nUpdated: 13 February 2026", "2026-02-12"),
        ("Updated 13 February 2026\nFirst published 12 February 2026", "2026-02-12"),
        ("Published on\n12 February 2026", "2026-02-12"),
        ("Last updated 13 February 2026, 08:00", "2026-02-13T08:00"),
        ("12/02/2026\nThursday 12 February 2026", "2026-02-12"),
    ],
)
def test_the_date_line_is_taken(between: str, value: str) -> None:
    assert published(between).value == value


@pytest.mark.parametrize(
    "below",
    [
        "© 2026 Wexmouth Gazette",
        "TOP STORIES\n\nFestival opens\n\nPublished 1 January 2026",
        "Ferry fares to rise by a tenth in April\n12 February 2026",
        "Photograph: Ada Moor, 12 February 2026",
    ],
)
def test_a_date_below_the_body_is_another_things(below: str) -> None:
    assert published(below=below).value is None


def test_a_labelled_date_right_below_the_body_is_the_articles() -> None:
    assert published(below="First published: 12 February 2026").value == "2026-02-12"


def test_the_day_in_a_masthead_bounds_and_no_more() -> None:
    time = published(above="Wexmouth Gazette\nThursday 12 February 2026\nNews\nSport\nTides\nLetters\n\n")
    assert (time.value, time.earliest, time.latest) == (None, None, "2026-02-12")
    assert [(basis.bound, basis.evidence[0].exact) for basis in time.basis] == [("latest", "Thursday 12 February 2026")]


def test_a_date_with_two_readings_gives_bounds() -> None:
    time = published("02/03/2026")
    assert (time.value, time.earliest, time.latest) == (None, "2026-02-03", "2026-03-02")
    assert {basis.bound for basis in time.basis} == {"earliest", "latest"}


def test_a_date_in_the_text_is_an_events() -> None:
    text = BODY.replace("on Thursday, a day", "on 12 February 2026, a day")
    assert Read(f"{TITLE}\n\n{text}\n").article.published.value is None
