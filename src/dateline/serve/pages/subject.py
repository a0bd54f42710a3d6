"""The page of a story, and that of somebody or something: what is sure first, then the sections of the dossier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.records.dossier import Change, Dossier, DossierState, Entity, Story, TimelineLine
from dateline.records.registry import RegistryLink
from dateline.records.time import Time, day_of
from dateline.rendering import people, pieces
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, element, join, outward
from dateline.rendering.spark import spark
from dateline.rendering.wording import Wording, counted
from dateline.serve.pages.addresses import article_href, story_href
from dateline.serve.pages.asof import Back, clocks, looking_back
from dateline.serve.pages.facts import StoryFacts, facts_of
from dateline.serve.pages.sections import Section, Shown, contents, laid_out, sections

__all__ = ["entity_page", "story_page"]

_SURE = 5
"""Lines that a page opens with."""


def story_page(
    picture: Dossier, story: Story, *, back: Back, whole: str | None = None, judged: bool = False
) -> list[Child]:
    """The page of a story."""
    shown = Shown(picture, href=_href(back), whole=whole, judged=judged)
    facts = facts_of(picture, story.articles)
    head = [
        element("p", "Story", shown.quoting.judging(story.id), class_="kicker"),
        element("h1", shortened(story.title, 240) or "Untitled", dir="auto"),
        clocks(picture),
        _latest(picture, story),
        _numbers(shown, facts),
        _chart(picture, facts),
        _in_short(shown),
    ]
    return _page(shown, head, back=back)


def entity_page(
    picture: Dossier, entity: Entity, *, back: Back, whole: str | None = None, judged: bool = False
) -> list[Child]:
    """The page of somebody or something."""
    shown = Shown(picture, href=_href(back), whole=whole, judged=judged)
    facts = facts_of(picture, [article.id for article in picture.articles])
    head = [
        element("p", entity.type, shown.quoting.judging(entity.id), class_="kicker"),
        element("h1", shortened(entity.name, 240), dir="auto"),
        clocks(picture),
        element("div", people.portrait(entity, shown.say), people.joined(entity, shown.quoting), class_="portrait"),
        _numbers(shown, facts),
        _stories(picture),
        _states(shown, entity),
        _registry(shown, entity),
    ]
    return _page(shown, head, back=back)


def _page(shown: Shown, head: Sequence[Child], *, back: Back) -> list[Child]:
    found: list[Section] = sections(shown)
    rail = element("aside", contents(found), looking_back(back), class_="rail", aria_label="About this page")
    top = element("header", *head, class_="subject")
    return [element("div", top, rail, element("div", laid_out(found), class_="body"), class_="with-rail")]


def _href(back: Back) -> str:
    query = "&".join(f"{name}={value}" for name, value in (("as_of", back.as_of), ("on", back.on)) if value)
    return f"{back.href}?{query}" if query else back.href


def _numbers(shown: Shown, facts: StoryFacts) -> Markup:
    picture = shown.picture
    told = (
        (len(picture.articles), "article", "articles", "articles"),
        (facts.outlets, "outlet", "outlets", None),
        (facts.origins, "origin", "origins", "origins"),
        (len(picture.quotations), "quotation", "quotations", "quotations"),
        (len(picture.changes), "change", "changes", "changes"),
        (len(picture.disputes), "dispute", "disputes", "disputes"),
    )
    rows = [
        element("li", _number(number, one if number == 1 else many, anchor if number else None))
        for number, one, many, anchor in told
    ]
    return element("ul", rows, class_="numbers")


def _number(number: int, noun: str, anchor: str | None) -> Markup:
    told = join(element("b", f"{number:,}"), " ", noun)
    return element("a", told, href=f"#{anchor}") if anchor else told


def _chart(picture: Dossier, facts: StoryFacts) -> Markup | None:
    days = [day for article in picture.articles if (day := day_of(article.published)) is not None]
    drawn = spark({day: days.count(day) for day in days}, heard=facts.heard, title="Articles and origins by day")
    if drawn is None or len(set(days)) < 2:
        return None
    first, last = (pieces.when(Time(value=day.isoformat(), precision="day")) for day in (min(days), max(days)))
    ends = element("figcaption", first, element("span", _caption(), class_="key"), last)
    return element("figure", drawn, ends, class_="days")


def _caption() -> Markup:
    return join(element("span", class_="key-bar"), "articles", element("span", class_="key-line"), "origins heard")


def _latest(picture: Dossier, story: Story) -> Markup | None:
    """The headline that came last: a story is called after its first article."""
    dated = [article for article in picture.articles if article.published.value and article.title]
    last = max(dated, key=lambda article: (article.published.value or "", article.id), default=None)
    if last is None or last.title == story.title:
        return None
    day = pieces.when(Time(value=(last.published.value or "")[:10], precision="day"))
    link = element("a", shortened(last.title or "", 200), href=article_href(last.id), dir="auto")
    return element("p", "Last: ", link, ", ", day, class_="latest")


def _in_short(shown: Shown) -> Markup | None:
    """What two origins tell that do not hang on each other, and what things have come to."""
    lines = sorted((line for line in shown.picture.timeline if len(line.origins) > 1), key=lambda line: -line.weight)
    disputed = {dispute.about for dispute in shown.picture.disputes}
    told = [_sure(line, disputed=line.event in disputed) for line in lines[:_SURE]]
    came_to = [*_came_to(shown)]
    if not told and not came_to:
        return None
    return element(
        "section",
        element("h2", "In short", id="in-short"),
        element("p", "Told by two independent origins or more.", class_="note") if told else None,
        element("ul", told, class_="sure") if told else None,
        element("ul", came_to, class_="came-to") if came_to else None,
        aria_labelledby="in-short",
        class_="in-short",
    )


def _sure(line: TimelineLine, *, disputed: bool) -> Markup:
    chip = element("a", "disputed", href="#disputes", class_="kind") if disputed else None
    behind = f"{counted(len(line.origins), 'origin')}, {counted(len(line.articles), 'article')}"
    link = element("a", behind, href=f"#{pieces.line_anchor(line.event)}")
    day = join(pieces.when(line.time), ". ") if line.time.value else None
    return element("li", day, element("span", shortened(line.text, 320), dir="auto"), " ",
                   element("span", link, chip, class_="behind"))  # fmt: skip


def _came_to(shown: Shown) -> Iterator[Markup]:
    """The last value of each thing that changed."""
    last: dict[tuple[str, str], Change] = {
        (change.about, change.attribute): change for change in shown.picture.changes if change.kind == "world"
    }
    for change in [*last.values()][:8]:
        day = (change.after.time.value or "")[:10]
        when = pieces.when(Time(value=day, precision="day")) if day else None
        name = shortened(shown.say.name(change.about), 70)
        attribute = shortened(change.attribute, 60)
        yield element(
            "li",
            element("span", f"{name[:1].upper()}{name[1:]}, {attribute}", class_="label", dir="auto"),
            element("b", shortened(change.after.value, 60)),
            element("span", "was ", shortened(change.before.value, 40), join(" until ", when) if when else None,
                    class_="was"),
        )  # fmt: skip


def _stories(picture: Dossier) -> Markup | None:
    rows = [
        element("li", element("a", shortened(story.title, 160), href=story_href(story.id)), dir="auto")
        for story in picture.stories[:12]
    ]
    if not rows:
        return None
    return element("section", element("h2", "In the stories", id="stories"), element("ul", rows, class_="in-stories"),
                   aria_labelledby="stories", class_="in-short")  # fmt: skip


def _states(shown: Shown, entity: Entity) -> Markup | None:
    """What is said to hold of it, a row for all who say the same of the same time."""
    alike: dict[tuple[str, Time, Time], list[DossierState]] = {}
    for state in shown.picture.states:
        if state.entity == entity.id:
            since, until = (Time(value=each.value, latest=each.latest) for each in (state.since, state.until))
            alike.setdefault((state.value, since, until), []).append(state)
    rows = [_state(shown, states) for states in [*alike.values()][:40]]
    if not rows:
        return None
    heads = [element("th", told, scope="col") for told in ("State", "Since", "Until", "Says", "In")]
    table = element("table", element("thead", element("tr", heads)), element("tbody", rows))
    wide = element("div", table, class_="wide", tabindex="0", role="region", aria_label="States in a table")
    return element("section", element("h2", "States", id="states"), wide, aria_labelledby="states", class_="in-short")


def _state(shown: Shown, states: Sequence[DossierState]) -> Markup:
    first = states[0]
    # Where the timeline has a line of the state, the name is that line's.
    told = any(line.event == first.id for line in shown.picture.timeline)
    words = [each for state in states for each in state.evidence]
    return element(
        "tr",
        element("th", first.value.replace("_", " "), scope="row"),
        element("td", _known(first.since)),
        element("td", _known(first.until)),
        element("td", shortened(Wording.holders([state.holder for state in states]), 200), dir="auto"),
        element("td", shown.quoting.about(first.id).pages(words)),
        id=None if told else pieces.line_anchor(first.id),
    )


def _known(time: Time) -> Child:
    return pieces.when(time) if time.value or time.earliest or time.latest else None


def _registry(shown: Shown, entity: Entity) -> Markup | None:
    """The records of registries that it is taken for, how surely, and why."""
    if not entity.registry:
        return None
    cards = [_record(shown, link) for link in entity.registry]
    return element("section", element("h2", "In registries", id="registries"), cards, aria_labelledby="registries",
                   class_="in-short")  # fmt: skip


def _record(shown: Shown, link: RegistryLink) -> Markup:
    sure = element("span", f"{link.likelihood:.0%} sure", class_="kind")
    topics = ", ".join(topic.words for topic in link.topics)
    said = [
        element(
            "div",
            element("dt", shortened(each.property, 60)),
            element("dd", outward(each.value, shortened(each.value, 200))),
        )
        for each in link.said[:12]
    ]
    return element(
        "article",
        element("h3", shortened(link.name, 120), sure, dir="auto"),
        element("p", f"{link.registry} {link.record}" + (f" · {topics}" if topics else ""), class_="facts"),
        element("p", "; ".join(shortened(reason, 160) for reason in link.reasons), class_="basis"),
        element("dl", said, class_="said-of") if said else None,
        shown.quoting.about(link.id).quotes(link.evidence, most=2),
        id=pieces.line_anchor(link.id),
        class_="card",
    )
