"""A timeline as a picture: dots for what happened, ticks for what was published; SVG made here, without a script.

Days without anything are shortened, so that one line of ten years ago does not press all others together: the picture
shows order, and roughly distance. The list beside it says the same in words.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import log2

from dateline.records.base import record
from dateline.rendering.dates import MONTHS
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Markup, element

__all__ = ["Dot", "timeline_picture"]

_WIDTH, _LEFT, _RIGHT = 720.0, 14.0, 14.0
_RADIUS_LEAST, _RADIUS_MOST = 3.5, 9.0
_LABEL_WIDTH = 46.0
"""What a day's label takes, in the picture's own units."""
_STACK = 4
"""Dots above one another before they overlap."""


@record
class Dot:
    """Something on a day: its weight (how many origins stand behind it), its words, and where they are told."""

    day: date
    weight: int
    text: str
    href: str | None = None


def timeline_picture(dots: Sequence[Dot], *, published: Iterable[date] = (), title: str) -> Markup | None:
    """The picture, or None where fewer than two days have a dot."""
    days = sorted({dot.day for dot in dots} | set(published))
    if len({dot.day for dot in dots}) < 2:
        return None
    places = _places(days)
    tall = min(_STACK, max(sum(1 for each in dots if each.day == day) for day in days))
    base = 14.0 + tall * 2 * _RADIUS_MOST
    ticks = [
        element("line", x1=places[day], x2=places[day], y1=base + 2, y2=base + 8, class_="tick") for day in published
    ]
    return element(
        "svg",
        element("title", title),
        element("line", x1=0, x2=_WIDTH, y1=base, y2=base, class_="axis"),
        ticks,
        _dots(dots, places, base=base),
        _labels(days, places, y=base + 22),
        viewBox=f"0 0 {_WIDTH:g} {base + 28:g}",
        role="group",
        aria_label=title,
        class_="timeline-picture",
    )


def _places(days: Sequence[date]) -> Mapping[date, float]:
    """Where each day stands: a step for each, longer the more days lie between, but never by much."""
    steps = [0.0] + [1 + 1.2 * log2((later - day).days) for day, later in itertools.pairwise(days)]
    whole = sum(steps) or 1.0
    at, found = 0.0, {}
    for day, step in zip(days, steps, strict=True):
        at += step
        found[day] = round(_LEFT + at / whole * (_WIDTH - _LEFT - _RIGHT), 1)
    return found


def _dots(dots: Sequence[Dot], places: Mapping[date, float], *, base: float) -> list[Markup]:
    made: list[Markup] = []
    height: dict[date, int] = {}
    for dot in sorted(dots, key=lambda each: (each.day, -each.weight)):
        level = height.get(dot.day, 0)
        height[dot.day] = level + 1
        radius = min(_RADIUS_LEAST + 1.4 * max(dot.weight - 1, 0), _RADIUS_MOST)
        y = base - 2 - _RADIUS_MOST - min(level, _STACK - 1) * 2 * _RADIUS_MOST
        words = f"{dot.day.isoformat()}: {shortened(dot.text, 140)}"
        circle = element("circle", element("title", words), cx=places[dot.day], cy=y, r=round(radius, 1), class_="dot")
        # The list says the same line by line: the keyboard need not stop at every dot.
        made.append(element("a", circle, href=dot.href, tabindex="-1", aria_label=words) if dot.href else circle)
    return made


def _labels(days: Sequence[date], places: Mapping[date, float], *, y: float) -> list[Markup]:
    """As many labels as fit: the first and the last day, and between them each that has room."""
    shown: list[date] = [days[0]]
    last = days[-1]
    for day in days[1:-1]:
        room = places[day] - places[shown[-1]] >= _LABEL_WIDTH and places[last] - places[day] >= _LABEL_WIDTH
        if room:
            shown.append(day)
    shown.append(last)
    many_years = len({day.year for day in days}) > 1
    return [
        element(
            "text", _told(day, year=many_years), x=places[day], y=y, text_anchor=_anchor(day, shown), class_="label"
        )
        for day in shown
    ]


def _told(day: date, *, year: bool) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}" + (f" {day.year % 100:02}" if year else "")


def _anchor(day: date, shown: Sequence[date]) -> str:
    return "start" if day == shown[0] else "end" if day == shown[-1] else "middle"
