"""What changed in a picture between two days, as published: new, otherwise than before, and gone."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.dossier import Diff
from dateline.dossier.diff import Point
from dateline.records.dossier import Dossier
from dateline.records.time import Time
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, element, join
from dateline.rendering.pieces import when
from dateline.rendering.wording import counted
from dateline.serve.pages.addresses import Citing, article_href, story_href
from dateline.serve.pages.asof import Back, looking_back

__all__ = ["changes_page"]

_NOUNS = {
    "article": "article", "story": "story", "event": "event", "state": "state", "change": "change", "dispute": "dispute"
}  # fmt: skip
_MOST = 150
"""Points of each sort on a page."""


def changes_page(found: Diff, *, name: str, picture: Dossier, back: Back) -> list[Child]:
    """The page's body; `picture` is the later one, in which the points' words stand."""
    first, last = (when(Time(value=scope.as_of, precision="day")) for scope in (found.before, found.after))
    quoting = Citing(picture)
    parts = (
        ("new", "New", found.new, "ins"),
        ("changed", "Changed", found.changed, "span"),
        ("gone", "No longer told", found.gone, "del"),
    )
    told = [_part(anchor, title, points, quoting) for anchor, title, points, _ in parts if points]
    nothing = element("p", "Nothing that is told here differs between the two days.", class_="lede")
    head = element(
        "header",
        element("p", "What changed", class_="kicker"),
        element("h1", shortened(name, 240), dir="auto"),
        element("p", "from ", first, " to ", last, ", as published", class_="clocks"),
        class_="subject",
    )
    rail = element("aside", looking_back(back), class_="rail", aria_label="About this page")
    return [element("div", head, rail, element("div", told or nothing, class_="body"), class_="with-rail")]


def _part(anchor: str, title: str, points: Sequence[Point], quoting: Citing) -> Markup:
    rows = [_point(point, quoting) for point in points[:_MOST]]
    more = counted(len(points) - _MOST, "more") if len(points) > _MOST else None
    return element(
        "section",
        element("h2", title, " ", element("span", f"{len(points):,}", class_="count"), id=anchor),
        element("ol", rows, class_=f"timeline diff {anchor}"),
        element("p", f"and {more}: `dateline diff` prints all", class_="more") if more else None,
        aria_labelledby=anchor,
    )


def _point(point: Point, quoting: Citing) -> Markup:
    day = when(point.time) if point.time.value else None
    kind = element("span", _NOUNS[point.kind], class_="kind")
    rows = [
        element(
            "li",
            element("span", shortened(each.attribute, 60), class_="label"),
            " ",
            element("del", shortened(each.before, 200)) if each.before else None,
            Markup(" → ") if each.before and each.after else None,
            element("ins", shortened(each.after, 200)) if each.after else None,
        )
        for each in point.what
    ]
    pages = quoting.about(point.id).pages(point.evidence)
    return element(
        "li",
        element("div", day, kind, class_="when"),
        element(
            "div",
            element("p", _told(point), class_="said", dir="auto"),
            element("ul", rows, class_="differences") if rows else None,
            element("p", join("in ", pages), class_="behind") if pages and point.kind != "article" else None,
        ),
    )


def _told(point: Point) -> Child:
    words = shortened(point.text.replace(" -> ", " → ") if point.kind == "change" else point.text, 500)
    if point.kind == "article":
        return element("a", words, href=article_href(point.id))
    return element("a", words, href=story_href(point.id)) if point.kind == "story" else words
