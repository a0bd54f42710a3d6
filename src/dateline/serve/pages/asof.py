"""Looking back: a picture as it had been published by a day, with a slider over the days on which anything was.

The slider is a field of a form and its steps are numbers, so it works without the script, which only says the day while
the slider moves. The days beside it are links, for whoever would rather step.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from urllib.parse import urlencode

from dateline.records.base import record
from dateline.records.dossier import Dossier
from dateline.records.time import Time
from dateline.rendering.dates import readable
from dateline.rendering.markup import Child, Markup, element, join
from dateline.rendering.pieces import when

__all__ = ["Back", "clocks", "looking_back", "published_days", "stepped"]


@record
class Back:
    """Where a look stands: the days on which something was published, and the two clocks as they are set."""

    href: str
    days: tuple[str, ...]
    as_of: str | None = None
    on: str | None = None
    compared: tuple[str, str] | None = None
    """The two days that are looked at, where they are compared."""


def published_days(picture: Dossier) -> tuple[str, ...]:
    """The days by which articles of the picture had been published, each once, in order."""
    times = (article.published for article in picture.articles)
    values = (time.value or time.latest for time in times)
    return tuple(sorted({value[:10] for value in values if value and len(value) >= 10}))


def stepped(days: Sequence[str], step: int) -> str | None:
    """The day that a step of the slider means; None at its end, which is today."""
    return days[step] if 0 <= step < len(days) - 1 else None


def looking_back(back: Back) -> Markup | None:
    """The forms; None where everything was published on one day, or on none that is known."""
    if len(back.days) < 2 and back.as_of is None and back.on is None:
        return None
    return element(
        "section",
        element("h2", "As of", id="as-of"),
        _slider(back) if len(back.days) > 1 else None,
        _on(back),
        _compare(back) if len(back.days) > 1 else None,
        aria_labelledby="as-of",
        class_="back",
    )


def _slider(back: Back) -> Markup:
    days, last = back.days, len(back.days) - 1
    at = last if back.as_of is None else max(bisect_right(days, back.as_of) - 1, 0)
    ticks = [element("option", value=n, label=_short(day)) for n, day in enumerate(days)]
    slider = element(
        "input", type="range", id="step", name="step", min=0, max=last, step=1, value=at, list="published-days",
        data_days=" ".join(days),
    )  # fmt: skip
    known = readable(Time(value=back.as_of or days[-1], precision="day"))
    return element(
        "form",
        element("label", "As published by ", element("output", known, for_="step"), for_="step"),
        slider,
        element("datalist", ticks, id="published-days"),
        element("p", element("span", _short(days[0])), element("span", _short(days[-1])), class_="ends"),
        element("input", type="hidden", name="on", value=back.on) if back.on else None,
        element("p", element("button", "Look", type="submit"), _beside(back, at), class_="row"),
        action=back.href,
        method="get",
        class_="as-of",
    )


def _beside(back: Back, at: int) -> Child:
    """Links to the days before and after, and back to now."""
    links: list[Markup] = []
    if at > 0:
        links.append(_to(back, back.days[at - 1], f"‹ {_short(back.days[at - 1])}", rel="prev"))
    if back.as_of is not None and at < len(back.days) - 2:
        links.append(_to(back, back.days[at + 1], f"{_short(back.days[at + 1])} ›", rel="next"))
    if back.as_of is not None:
        links.append(_to(back, None, "today"))
    return element("span", [join(" " if n else None, link) for n, link in enumerate(links)], class_="beside")


def _to(back: Back, day: str | None, told: str, *, rel: str | None = None) -> Markup:
    query = urlencode({name: value for name, value in (("as_of", day), ("on", back.on)) if value})
    return element("a", told, href=f"{back.href}?{query}" if query else back.href, rel=rel)


def _on(back: Back) -> Markup:
    hidden = element("input", type="hidden", name="as_of", value=back.as_of) if back.as_of else None
    clear = _to(Back(href=back.href, days=back.days), back.as_of, "any day") if back.on else None
    return element(
        "form",
        element("label", "The world on", for_="on"),
        element(
            "span",
            element("input", type="date", id="on", name="on", value=back.on, required=True),
            element("button", "Look", type="submit"),
            clear,
            class_="row",
        ),
        hidden,
        action=back.href,
        method="get",
        class_="on-day",
    )


def _compare(back: Back) -> Markup:
    """Two days, and what changed between them."""
    first, last = back.compared or (back.as_of or back.days[0], back.days[-1])
    return element(
        "form",
        _day_field(back.days, name="before", label="What changed from", chosen=first),
        _day_field(back.days, name="after", label="to", chosen=last),
        element("button", "Compare", type="submit"),
        action=f"{back.href}/changes",
        method="get",
        class_="compare",
    )


def _day_field(days: Sequence[str], *, name: str, label: str, chosen: str) -> Markup:
    days = sorted({*days, chosen})
    options = [
        element("option", readable(Time(value=day, precision="day")), value=day, selected=day == chosen) for day in days
    ]
    return join(element("label", label, for_=f"day-{name}"), element("select", options, id=f"day-{name}", name=name))


def _short(day: str) -> str:
    """``5 March``."""
    return readable(Time(value=day, precision="day")).rsplit(" ", 1)[0]


def clocks(picture: Dossier) -> Markup | None:
    """What the two clocks are set to, in words."""
    scope = picture.scope
    told: list[Child] = []
    if scope.as_of:
        told.append(join("as published by ", when(Time(value=scope.as_of, precision="day"))))
    if scope.on:
        told.append(join("the world on ", when(Time(value=scope.on, precision="day"))))
    return (
        element("p", [join(", " if n else None, each) for n, each in enumerate(told)], class_="clocks")
        if told
        else None
    )
