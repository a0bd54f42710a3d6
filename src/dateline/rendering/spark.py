"""How much was written on which day, and by when how many origins had been heard: a chart the size of a line.

Bars are articles, a day or several of them each; the line is the number of independent origins heard until then. Where
bars are many and the line stays flat, one origin was copied. The words beside it say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from dateline.records.time import Time
from dateline.rendering.dates import readable
from dateline.rendering.markup import Markup, element
from dateline.rendering.wording import counted

__all__ = ["spark"]

_WIDTH, _HEIGHT, _FOOT = 240.0, 46.0, 1.0
_MOST = 48
"""Bars; of a longer stretch of time each bar is several days."""
_WIDEST = 14.0
"""Of a bar: a story of one day is no block."""


def spark(articles: Mapping[date, int], *, heard: Mapping[date, int] | None = None, title: str) -> Markup | None:
    """The chart: articles by day, and (where they are known) origins by the day on which each was heard first."""
    if not articles:
        return None
    first, last = min(articles), max(articles)
    days = (last - first).days + 1
    per_bar = -(-days // _MOST)
    count = -(-days // per_bar)
    bars = Counter[int]()
    for day, number in articles.items():
        bars[(day - first).days // per_bar] += number
    step = _WIDTH / count
    drawn = [_bar(at, number / max(bars.values()), step) for at, number in sorted(bars.items())]
    line = _line(heard, first=first, per_bar=per_bar, count=count) if heard else None
    told = ". ".join((_told(articles), *([f"{counted(sum(heard.values()), 'origin')} heard"] if heard else [])))
    return element(
        "svg",
        element("title", f"{title}: {told}"),
        element("line", x1=0, x2=_WIDTH, y1=_HEIGHT - _FOOT, y2=_HEIGHT - _FOOT, class_="spark-axis"),
        drawn,
        line,
        viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}",
        role="img",
        class_="spark",
    )


def _bar(at: int, share: float, step: float) -> Markup:
    wide = min(max(step - 1.2, 1.2), _WIDEST)
    high = max(share * (_HEIGHT - 8), 2.0)
    return element(
        "rect", x=round((at + 0.5) * step - wide / 2, 1), y=round(_HEIGHT - _FOOT - high, 1), width=round(wide, 1),
        height=round(high, 1), class_="spark-bar",
    )  # fmt: skip


def _line(heard: Mapping[date, int], *, first: date, per_bar: int, count: int) -> Markup:
    """Steps: how many had been heard by each bar."""
    new = Counter[int]()
    for day, number in heard.items():
        new[min(max((day - first).days // per_bar, 0), count - 1)] += number
    whole, so_far, step = sum(new.values()), 0, _WIDTH / count
    points: list[str] = []
    for at in range(count):
        so_far += new[at]
        y = _HEIGHT - _FOOT - so_far / whole * (_HEIGHT - 8) * 0.94
        points += [f"{at * step:.1f},{y:.1f}", f"{(at + 1) * step:.1f},{y:.1f}"]
    return element("polyline", points=" ".join(points), class_="spark-line")


def _told(articles: Mapping[date, int]) -> str:
    days: Sequence[date] = sorted(articles)
    whole = counted(sum(articles.values()), "article")
    if len(days) == 1:
        return f"{whole} on {_day(days[0])}"
    busiest = max(days, key=lambda day: (articles[day], -day.toordinal()))
    return f"{whole} from {_day(days[0])} to {_day(days[-1])}, most on {_day(busiest)} ({articles[busiest]})"


def _day(day: date) -> str:
    return readable(Time(value=day.isoformat()))
