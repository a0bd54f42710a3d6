"""Is it reported?  What was found on a sentence: a verdict, who says so since when, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.records.base import record
from dateline.records.corroboration import Bearing, Cited, Corroboration, Finding, Point, Verdict
from dateline.records.time import Time
from dateline.rendering import pieces
from dateline.rendering.harmless import clean, shortened
from dateline.rendering.markup import Child, Markup, element, join
from dateline.rendering.wording import Wording, counted, listed
from dateline.serve.pages.addresses import article_href

__all__ = ["Checking", "reported_page"]

_VERDICTS: Mapping[Verdict, str] = {
    "reported": "It is reported", "disputed": "It is reported, and disputed",
    "superseded": "It was reported, and is told otherwise since", "denied": "It is not reported, and is denied",
    "otherwise": "It is not reported so, but otherwise", "not_found": "Nothing here says so",
    "unclear": "It cannot be compared",
}  # fmt: skip
_BEARINGS: Mapping[Bearing, str] = {
    "supports": "says so", "denies": "denies it", "differs": "says otherwise", "replaces": "says otherwise since",
    "near": "tells of the like",
}  # fmt: skip
_SHADES: Mapping[Verdict, str] = {
    "reported": "done", "disputed": "note", "superseded": "note", "denied": "trouble", "otherwise": "trouble",
    "not_found": "note", "unclear": "note",
}  # fmt: skip
_LACKS = {"words": "not all of the words", "modality": "not as something that happened", "speaker": "another speaker"}
"""What a passage leaves open of the sentence, where "no .." does not say it."""
_MOST = 12
"""Passages of one bearing that are shown."""


@record
class Checking:
    """What was asked, and what came of it; neither where nothing was asked yet."""

    sentence: str = ""
    as_of: str | None = None
    found: Corroboration | None = None
    trouble: tuple[str, str] | None = None
    """A code and a message."""


def reported_page(told: Checking) -> list[Child]:
    """The page's body."""
    body: list[Child] = [element("h1", "Is it reported?"), _form(told)]
    if told.trouble is not None:
        code, message = told.trouble
        words = (shortened(message, 400), element("code", code, class_="code"))
        body.append(element("p", *words, role="alert", id="sentence-trouble", class_="message trouble"))
    if told.found is not None:
        body += _answer(told.found)
    else:
        body.append(_hints())
    return body


def _form(told: Checking) -> Markup:
    sentence = element(
        "textarea", clean(told.sentence), id="sentence", name="sentence", rows=2, required=True, maxlength=1000,
        aria_describedby="sentence-trouble" if told.trouble else None,
    )  # fmt: skip
    return element(
        "form",
        element("div", element("label", "One sentence that says something", for_="sentence"), sentence, class_="field"),
        element(
            "div",
            element("label", "Published by", for_="checked-as-of"),
            element("input", type="date", id="checked-as-of", name="as_of", value=told.as_of),
            class_="field",
        ),
        element("button", "Check", type="submit", class_="chief"),
        action="/reported",
        method="get",
        class_="checking",
    )


def _hints() -> Markup:
    told = (
        "A sentence is compared with everything read: “A Name was arrested in Ostrel on 3 March 2026.” A page counts "
        "only where it says all of it; copies, rewrites and outlets that quote one speaker count as one origin."
    )
    return element("p", told, class_="note")


def _answer(found: Corroboration) -> Iterator[Child]:
    origins = {origin.id: origin.name for origin in found.origins}
    pages = {page.id: page for page in found.articles}
    since = join(", since ", pieces.when(found.first)) if _known(found.first) else None
    yield element("p", element("b", _VERDICTS[found.verdict]), since if found.verdict != "not_found" else None,
                  role="status", class_=f"message verdict {_SHADES[found.verdict]}")  # fmt: skip
    yield element("ul", [
        element("li", shortened(note.message, 300), element("code", note.code, class_="code")) for note in found.notes
    ], class_="troubles") if found.notes else None  # fmt: skip
    if found.left_out:
        yield element("p", f"{found.left_out:,} more texts of this archive were not compared.", class_="note")
    for point in found.points:
        yield _point(point, origins, pages, alone=len(found.points) == 1)


def _point(point: Point, origins: Mapping[str, str], pages: Mapping[str, Cited], *, alone: bool) -> Markup:
    names = [shortened(origins.get(origin, origin), 80) for origin in point.origins]
    who = f"{counted(len(names), 'independent origin')}: {listed(names)}" if names else "origin unknown"
    head = "What was found" if alone else f"{point.what}: {_VERDICTS[point.verdict].lower()}"
    return element(
        "section",
        element("h2", shortened(head, 160)),
        element("p", who, class_="facts") if point.supports else None,
        [_findings(some, pages) for some in (point.supports, point.against, point.near)],
        class_="point",
    )


def _findings(found: tuple[Finding, ...], pages: Mapping[str, Cited]) -> Markup | None:
    if not found:
        return None
    rows = [_finding(one, pages) for one in found[:_MOST]]
    more = f"and {len(found) - _MOST} more" if len(found) > _MOST else None
    return element("div", element("ol", rows, class_="findings"), element("p", more, class_="more") if more else None)


def _finding(one: Finding, pages: Mapping[str, Cited]) -> Markup:
    told = (
        f"instead: {shortened(one.value, 120)}"
        if one.value
        else ", ".join(_LACKS.get(each, f"no {each}") for each in one.lacks)
    )
    words = element("p", element("a", shortened(one.text, 400), href=_href(one)), class_="said", dir="auto")
    page = pages.get(one.articles[0]) if one.articles else None
    holder = shortened(Wording.holders([one.holder]), 80)
    facts: tuple[Child, ...] = (
        element("bdi", holder),
        pieces.when(one.published) if _known(one.published) else None,
        element("bdi", shortened(page.title or page.source, 100)) if page else None,
        counted(len(one.articles), "article") if len(one.articles) > 1 else None,
        told or None,
    )
    return element(
        "li",
        element("p", element("span", _BEARINGS[one.bearing], class_="kind"), class_="bearing"),
        element("div", words, element("p", [element("span", f, class_="fact") for f in facts if f], class_="behind")),
        class_=f"finding so-{one.bearing}",
    )


def _href(one: Finding) -> str | None:
    return article_href(one.articles[0], one.id) if one.articles else None


def _known(time: Time) -> bool:
    return bool(time.value or time.earliest or time.latest)
