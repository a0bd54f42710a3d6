"""Places where pages keep their day when nothing says it outright: below the text, in the title, in another script."""

from __future__ import annotations

import pytest

from .pages import PARAGRAPHS
from .reading import Read

_BODY = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)


def page(
    *, head: str = "", above: str = "", below: str = "", title: str = "Sea wall gives way", body: str = _BODY
) -> str:
    return (
        f'<html lang="en"><head><title>{title}</title>{head}</head><body><nav><a href="/">Home</a></nav>'
        f"<h1>Sea wall gives way in Wexmouth</h1>{above}{body}{below}<footer>Contact</footer></body></html>"
    )


def day(source: str) -> str | None:
    read = Read(source, html=True)
    read.check()
    return read.article.published.value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (page(below="<p>Petra<br>12 February 2026</p>"), "2026-02-12"),
        (page(title="Sea wall gives way | Gazette | 12.02.2026"), "2026-02-12"),
        (page(above="<p>12/02/2026 - 14:05 - Text: Gazette - Photo: Basil Threlkeld</p>", head="<!-- 2026 -->"), None),
        (page(above="<p>22/02/2026 - 14:05 - Text: Gazette - Photo: Basil Threlkeld</p>"), "2026-02-22T14:05"),
        (page(body=_BODY.replace("<p>About 40", "<p>12.2.2026 - About 40")), "2026-02-12"),
        (page(above="<ul><li><strong>Date</strong> 12.02.2026</li></ul>"), "2026-02-12"),
        (
            page(head='<meta property="article:published_time" content="الخميس، 12 فبراير 2026 - 14:05">'),
            "2026-02-12T14:05",
        ),
        (page(head='<meta property="article:published_time" content="12 בפברואר 2026">'), "2026-02-12"),
    ],
)
def test_a_day_is_found_where_the_page_keeps_it(source: str, value: str | None) -> None:
    assert day(source) == value


def test_a_list_of_days_is_no_date_of_the_page() -> None:
    listed = "".join(f"<p>{at}.2.2026 - {words}</p>" for at, words in enumerate(PARAGRAPHS, 13))
    assert day(page(body=listed)) is None


def test_a_day_in_a_title_that_is_part_of_its_words_is_not_taken() -> None:
    assert day(page(title="What was said on 12 February 2026 in Wexmouth")) is None


def test_an_instant_in_utc_is_read_on_the_clock_of_the_pages_other_times() -> None:
    stated = '<meta property="article:published_time" content="2026-02-13T02:54:00Z">'
    other = '<script>var show = {"starts": "2026-02-12T23:00:00-05:00"};</script>'
    assert day(page(head=stated)) == "2026-02-13T02:54"
    read = Read(page(head=stated + other), html=True)
    assert (read.article.published.value, read.article.published.zone) == ("2026-02-12T21:54", "-0500")
    third = '<script>var next = {"starts": "2026-02-12T23:00:00+01:00"};</script>'
    assert day(page(head=stated + other + third)) == "2026-02-13T02:54"


@pytest.mark.parametrize("clock", ["20:15", "22:30", "9:05 p.m.", "21.05", "00:10"])
def test_a_clock_late_in_the_evening_is_read(clock: str) -> None:
    found = day(page(above=f"<p>12 February 2026, {clock}</p>"))
    assert found is not None
    assert found.startswith("2026-02-12T")
