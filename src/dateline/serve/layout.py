"""The frame of every page: head, masthead with navigation and search, the way back, messages, the page itself, footer.

A page is made of elements, so page text is escaped by construction. Its one style sheet and its one script come from
this server; nothing on it asks another host, and everything on it works without the script.
"""

from __future__ import annotations

from typing import Literal

from dateline.records.base import record
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, element, join
from dateline.serve.assets import asset

__all__ = ["Crumb", "Frame", "Message", "NAVIGATION", "Place", "framed", "search_box"]


@record
class Place:
    """An entry of the navigation; `writes` where it is of use only in a workspace that may be written."""

    href: str
    text: str
    writes: bool = False


NAVIGATION = (
    Place(href="/", text="Stories"),
    Place(href="/search", text="Search"),
    Place(href="/reported", text="Reported?"),
    Place(href="/judging", text="Judging"),
    Place(href="/add", text="Add", writes=True),
    Place(href="/failures", text="Failures"),
)


@record
class Crumb:
    """A page above this one; the page itself is told by the frame's title."""

    text: str
    href: str


@record
class Message:
    """What came of something that was asked for, told above the page. `code` is a failure's."""

    text: str
    kind: Literal["note", "done", "trouble"] = "note"
    code: str | None = None


@record
class Frame:
    """What a page's frame tells. `here` is the address of its entry in the navigation, `query` what stands in the
    search box, `workspace` the name of the file looked at."""

    title: str
    here: str = ""
    crumbs: tuple[Crumb, ...] = ()
    messages: tuple[Message, ...] = ()
    query: str = ""
    workspace: str = ""
    writable: bool = False
    closed: bool = False
    """Whether whoever asks may see no more than this page: then there is no navigation."""


def framed(frame: Frame, *body: Child) -> str:
    """A whole page. `body` begins with its h1."""
    title = shortened(frame.title, 120)
    page = element(
        "html",
        _head(title),
        element(
            "body",
            element("a", "To the content", href="#content", class_="skip"),
            _masthead(frame),
            element("div", _crumbs(frame), _messages(frame), class_="wrap above"),
            element("main", *body, id="content", tabindex="-1", class_="wrap"),
            _footer(frame),
        ),
        lang="en",
    )
    return f"<!DOCTYPE html>\n{page}\n"


def _head(title: str) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="same-origin"),
        element("meta", name="robots", content="noindex"),
        element("title", title if title == "Dateline" else f"{title} – Dateline"),
        element("link", rel="icon", href=asset("icon.svg").href, type="image/svg+xml"),
        element("link", rel="stylesheet", href=asset("dateline.css").href),
        element("script", src=asset("dateline.js").href, defer=True),
    )


def _masthead(frame: Frame) -> Markup:
    entries = [
        element(
            "li",
            element("a", place.text, href=place.href, aria_current="page" if place.href == frame.here else None),
        )
        for place in NAVIGATION
        if frame.writable or not place.writes
    ]
    return element(
        "header",
        element(
            "div",
            element("a", "Dateline", href="/", class_="wordmark"),
            None if frame.closed else element("nav", element("ul", entries), aria_label="Main"),
            # The search page has a larger box of its own.
            None if frame.closed or frame.here == "/search" else search_box(frame.query),
            class_="wrap",
        ),
        class_="masthead",
    )


def search_box(query: str) -> Markup:
    """The search of every page."""
    field = element(
        "input", type="search", name="q", id="masthead-search", value=query, autocomplete="off", spellcheck="false",
        placeholder="Search words, speaker:, place: …",
    )  # fmt: skip
    return element(
        "form",
        element("label", "Search everything read", for_="masthead-search", class_="unseen"),
        field,
        element("button", "Search", type="submit"),
        action="/search",
        method="get",
        role="search",
        class_="find",
    )


def _crumbs(frame: Frame) -> Markup | None:
    if not frame.crumbs:
        return None
    above = [element("li", element("a", shortened(crumb.text, 60), href=crumb.href)) for crumb in frame.crumbs]
    here = element("li", element("span", shortened(frame.title, 60), aria_current="page", dir="auto"))
    return element("nav", element("ol", above, here), aria_label="Where you are", class_="crumbs")


def _messages(frame: Frame) -> Markup | None:
    """What came of it; read out at once where it is trouble."""
    return join(
        element(
            "p",
            shortened(message.text, 600),
            element("code", message.code) if message.code else None,
            role="alert" if message.kind == "trouble" else "status",
            class_=f"message {message.kind}",
        )
        for message in frame.messages
    )


def _footer(frame: Frame) -> Markup:
    told = (
        "A machine read these pages. Every quoted word is cut from its page; where it is not sure who speaks it says "
        "“speaker unclear”. Check what matters at its source."
    )
    links = [
        element("li", element("bdi", shortened(frame.workspace, 60))) if frame.workspace else None,
        None if frame.closed else element("li", element("a", "All articles", href="/articles")),
        None if frame.closed else element("li", element("a", "HTTP API", href="/openapi.json")),
        element("li", "Places: GeoNames (geonames.org), CC BY 4.0"),
    ]
    return element("footer", element("div", element("p", told), element("ul", links), class_="wrap"), class_="foot")
