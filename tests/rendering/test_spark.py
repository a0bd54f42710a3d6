"""The small chart: bars in proportion, a line that never falls, and words that say the same."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dateline.rendering.spark import spark

DAY = date(2026, 3, 1)
DAYS = st.dictionaries(st.integers(0, 2000).map(lambda n: DAY + timedelta(days=n)), st.integers(1, 99), min_size=1)


def numbers(drawn: str, pattern: str) -> list[float]:
    return [float(one) for one in re.findall(pattern, drawn)]


@given(DAYS)
def test_bars_stand_within_the_chart_and_keep_their_order_of_size(articles: dict[date, int]) -> None:
    drawn = spark(articles, title="A story")
    assert drawn is not None
    heights, lefts = numbers(drawn, r'<rect[^>]* height="([\d.]+)"'), numbers(drawn, r'<rect x="(-?[\d.]+)"')
    assert len(heights) <= min(len(articles), 48)
    assert max(heights) == 38.0
    assert all(0 <= left <= 240 for left in lefts)
    assert lefts == sorted(lefts)


@given(DAYS, DAYS)
def test_the_line_of_origins_only_rises(articles: dict[date, int], heard: dict[date, int]) -> None:
    drawn = spark(articles, heard=heard, title="A story")
    assert drawn is not None
    [points] = re.findall(r'points="([^"]+)"', drawn)
    heights = [float(point.split(",")[1]) for point in points.split()]
    assert heights == sorted(heights, reverse=True)
    assert heights[-1] >= 0


def test_the_words_say_what_the_chart_shows() -> None:
    drawn = spark({DAY: 2, DAY + timedelta(days=4): 5}, heard={DAY: 3}, title="A <b>story</b>")
    assert drawn is not None
    days = "7 articles from 1 March 2026 to 5 March 2026, most on 5 March 2026 (5)"
    assert f"<title>A &lt;b&gt;story&lt;/b&gt;: {days}. 3 origins heard</title>" in drawn
    one_day = spark({DAY: 1}, title="A story")
    assert one_day is not None
    assert "<title>A story: 1 article on 1 March 2026</title>" in one_day


def test_without_a_known_day_there_is_no_chart() -> None:
    assert spark({}, title="A story") is None
