"""The front page: stories as they moved last, what moved since a day, and how pages are read where there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from dateline.records.base import record
from dateline.records.story import Stories, StorySummary
from dateline.records.time import Time
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, element, join
from dateline.rendering.pieces import when
from dateline.rendering.spark import spark
from dateline.rendering.wording import counted
from dateline.serve.pages.addresses import story_href
from dateline.serve.pages.facts import StoryFacts, days_of

__all__ = ["Front", "front"]


@record
class Front:
    """What the front page tells. `facts` has those stories whose origins are counted already; `since` is a day, from
    which on is told what moved; `after` the cursor that this page of the list began at."""

    stories: Stories
    facts: Mapping[str, StoryFacts | None]
    since: str | None = None
    after: str | None = None
    writable: bool = False


def front(told: Front) -> list[Child]:
    """The page's body."""
    if not told.stories.stories and told.after is None:
        return [_empty(told)]
    counting = any(story.id not in told.facts for story in told.stories.stories)
    return [
        element("h1", "What moved last", class_="front-title"),
        _since_form(told),
        element(
            "ol",
            [_row(story, told) for story in told.stories.stories],
            class_="front-list",
            data_counting="yes" if counting else None,
        ),
        _counting() if counting else None,
        _key(),
        _paging(told),
    ]


def _counting() -> Markup:
    told = "Outlets and origins of some stories are still being counted; they come into the list by themselves."
    return element("p", told, class_="note", data_counting_note=True)


def _row(story: StorySummary, told: Front) -> Markup:
    facts = told.facts.get(story.id)
    new = _new(story, told.since)
    title = element("a", shortened(story.headline, 200) or "Untitled", href=story_href(story.id))
    days = days_of(story)
    heard = facts.heard if facts else None
    chart = None if len(days) < 2 else spark(days, heard=heard, title=shortened(story.headline, 80))
    return element(
        "li",
        element(
            "div",
            element("h2", title, dir="auto"),
            element("p", join(_parts(story, facts)), class_="facts"),
            _moved(story, new, told.since) if new else None,
            class_="front-words",
        ),
        element("div", chart, class_="front-chart") if chart else None,
        class_="new" if new else None,
    )


def _parts(story: StorySummary, facts: StoryFacts | None) -> list[Markup]:
    told: list[Child] = [_span(story), counted(story.articles, "article")]
    if facts is not None:
        told += [counted(facts.outlets, "outlet"), counted(facts.origins, "origin")]
    return [element("span", part, class_="fact") for part in told]


def _span(story: StorySummary) -> Markup:
    if not story.from_:
        return element("span", "undated")
    first, last = (when(Time(value=each, precision="day")) for each in (story.from_, story.to or story.from_))
    return first if story.from_ == story.to else join(first, " – ", last)


def _new(story: StorySummary, since: str | None) -> int:
    """Articles published on the day or after it."""
    return sum(day.articles for day in story.days if since and day.day and day.day >= since)


def _moved(story: StorySummary, new: int, since: str | None) -> Markup:
    if story.from_ and since and story.from_ >= since:
        return element("p", element("b", "New story"), class_="moved")
    told = f"{counted(new, 'new article')} since "
    href = f"{story_href(story.id)}/changes?{urlencode({'before': since or ''})}"
    return element("p", told, when(Time(value=since, precision="day")), ": ", element("a", "what changed", href=href),
                   class_="moved")  # fmt: skip


def _since_form(told: Front) -> Markup:
    """A day to look back to. The script fills in the day of the last visit, which it keeps in the browser."""
    moved = sum(1 for story in told.stories.stories if _new(story, told.since))
    said: Child = None
    if told.since:
        clear = element("a", "Show all alike", href="/")
        day = when(Time(value=told.since, precision="day"))
        told_of = "1 story" if moved == 1 else f"{moved} stories"
        said = element("p", f"{told_of} on this page moved since ", day, ". ", clear, class_="note", role="status")
    form = element(
        "form",
        element("label", "Mark what moved since", for_="since"),
        element("input", type="date", id="since", name="since", value=told.since, required=True),
        element("button", "Mark", type="submit"),
        element("a", "since my last visit", href="/", hidden=True, data_last_visit=True),
        action="/",
        method="get",
        class_="since",
    )
    return element("div", form, said, class_="since-box")


def _key() -> Markup:
    return element(
        "p",
        element("span", class_="key-bar"),
        "articles by day",
        element("span", class_="key-line"),
        "independent origins heard by then. Many bars under a flat line: one origin, often copied.",
        class_="note key",
    )


def _paging(told: Front) -> Markup | None:
    keep = {"since": told.since} if told.since else {}
    links: list[Markup] = []
    if told.after is not None:
        links.append(element("a", "First page", href=f"/?{urlencode(keep)}" if keep else "/"))
    if told.stories.next is not None:
        more = urlencode(keep | {"after": told.stories.next})
        links.append(element("a", "Earlier stories", href=f"/?{more}", rel="next", class_="button"))
    return element("nav", links, aria_label="More stories", class_="paging") if links else None


def _empty(told: Front) -> Markup:
    """How pages are read, where there are none."""
    commands: Sequence[tuple[str, str]] = (
        ("Files and folders, HTML or plain text", "dateline read pages/ more/*.html"),
        ("A page at its address", "dateline read https://…"),
        ("A feed, and the pages its entries lead to", "dateline read --follow feed.xml"),
        ("Web archives, and lines of JSON", "dateline read crawl.warc.gz pages.jsonl"),
    )
    rows = [
        element("div", element("dt", words), element("dd", element("code", command))) for words, command in commands
    ]
    add = element("p", element("a", "Add pages here", href="/add", class_="button chief")) if told.writable else None
    return element(
        "div",
        element("h1", "Nothing has been read yet"),
        element(
            "p",
            "Dateline reads news pages and says who, what, when and where, who says so, how it reached them, what "
            "changed and what is disputed; every line leads to the exact words behind it.",
            class_="lede",
        ),
        add,
        element("h2", "From the command line"),
        element("dl", rows, class_="commands"),
        element("p", "What is read into this workspace shows here at once: reload the page.", class_="note"),
        class_="empty",
    )
