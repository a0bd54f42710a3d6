"""The parts of a dossier as HTML: timeline, changes, disputes.  A reader's words in, one element a part out.

A part has no place of its own: a report puts them on one page, a server each on its own. All page text is escaped by
`element`; where evidence leads is the caller's affair (`Quoting`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dateline.records.dossier import Change, Dispute, Held, Holder, Stand, Story, TimelineLine
from dateline.records.references import change_id, dispute_id
from dateline.records.time import Time, day_of
from dateline.rendering.dates import readable
from dateline.rendering.drawing import Dot, timeline_picture
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Markup, element, join
from dateline.rendering.quoting import Quoting
from dateline.rendering.wording import Wording, counted, listed

__all__ = ["change", "dispute", "line_anchor", "timeline", "timeline_drawn", "when"]

_DISPUTES = {"value": "values that cannot all be so", "spelling": "written differently", "stand": "yes and no"}
_CHANGES = {"world": "the world changed", "correction": "corrected", "retraction": "retracted"}


def when(time: Time) -> Markup:
    """A time as an element that programs can read, where it is one day or minute."""
    machine = time.value if time.value and time.precision in ("day", "minute", "month", "year") else None
    return element("time", readable(time), datetime=machine)


def line_anchor(record_id: str) -> str:
    """The name of the place where a line stands: of a timeline, a change, a dispute, a quotation."""
    return f"line-{record_id}"


def _anchored(lines: Sequence[TimelineLine]) -> list[str | None]:
    """The anchor of each line; of several about one thing the first alone has it."""
    first = {line.event: number for number, line in reversed([*enumerate(lines)])}
    return [line_anchor(line.event) if first[line.event] == n else None for n, line in enumerate(lines)]


def timeline_drawn(say: Wording, lines: Sequence[TimelineLine]) -> Markup | None:
    """The lines whose day is known as a picture, each dot leading to its line."""
    dots = [
        Dot(day=day, weight=len(line.origins), text=line.text, href=f"#{line_anchor(line.event)}")
        for line in lines
        if (day := day_of(line.time)) is not None
    ]
    published: set[date] = {day for article in say.picture.articles if (day := day_of(article.published)) is not None}
    drawn = timeline_picture(dots, published=sorted(published), title="Timeline: what happened, and when it was told")
    if drawn is None:
        return None
    note = "A dot for each line, larger the more origins stand behind it; a tick below for each day with a page. "
    # On a phone the picture is wider than the page: it scrolls by itself, by keyboard, too.
    wide = element("div", drawn, class_="wide", tabindex="0", role="group", aria_label="Timeline as a picture")
    return element("figure", wide, element("figcaption", note, "Days without anything are shortened."))


def stories(say: Wording) -> Markup:
    """The stories, in the order of the dossier: when they were told, and in how many pages."""
    rows = [
        element(
            "li",
            element("div", _stretch(story), class_="when"),
            element(
                "div",
                element("p", shortened(story.title, 240), class_="said", dir="auto"),
                element("p", counted(len(story.articles), "article"), class_="behind"),
            ),
        )
        for story in say.picture.stories
    ]
    return element("ol", rows, class_="timeline")


def _stretch(story: Story) -> Markup | str:
    if story.from_ and story.to and story.from_[:10] != story.to[:10]:
        return join(when(Time(value=story.from_, precision="day")), " to ", when(Time(value=story.to, precision="day")))
    return when(Time(value=story.from_ or story.to, precision="day"))


def timeline(say: Wording, lines: Sequence[TimelineLine], quoting: Quoting) -> Markup:
    """The lines as a list, each with who stands behind it and where its words stand."""
    rows = [
        _line(say, line, quoting.about(line.event), name=name)
        for line, name in zip(lines, _anchored(lines), strict=True)
    ]
    return element("ol", rows, class_="timeline")


def _line(say: Wording, line: TimelineLine, quoting: Quoting, *, name: str | None) -> Markup:
    names = [shortened(say.name(origin), 80) for origin in line.origins]
    origins = f"{counted(len(names), 'origin')}: {listed(names)}" if names else "origin unknown"
    carried = f"{counted(len(line.articles), 'article')}: "
    judging = quoting.judging(line.event)
    behind = element("p", origins, Markup(" · "), carried, quoting.pages(line.evidence), judging, class_="behind")
    said = element("p", shortened(line.text, 600), class_="said", dir="auto")
    stands = say.stands(line.event)
    state = element("p", f"As it stands: {shortened(stands, 300)}", class_="behind", dir="auto") if stands else None
    return element("li", element("div", when(line.time), class_="when"), element("div", said, state, behind), id=name)


def change(say: Wording, told: Change, quoting: Quoting) -> Markup:
    """What gave way to what, by whom, and how the order is known."""
    name = change_id(told)
    quoting = quoting.about(name)
    head = element("h3", _headed(say.name(told.about)), dir="auto")
    what = element(
        "p",
        element("span", shortened(told.attribute, 80)),
        element("span", _CHANGES[told.kind], class_="kind"),
        quoting.judging(told.about),
        class_="attribute",
    )
    sides = element(
        "div",
        _held(told.before, quoting, tag="del", head="before"),
        _held(told.after, quoting, tag="ins", head="after"),
        class_="sides",
    )
    basis = element("p", shortened(told.basis, 300), class_="basis")
    return element("article", head, what, sides, basis, id=line_anchor(name), class_=f"card {told.kind}")


def _headed(name: str) -> str:
    """A name as a heading: what an event is called begins with a small letter."""
    told = shortened(name, 160)
    return told[:1].upper() + told[1:]


def _held(held: Held, quoting: Quoting, *, tag: str, head: str) -> Markup:
    time = (
        None if held.time.precision == "unknown" and not (held.time.earliest or held.time.latest) else when(held.time)
    )
    return element(
        "div",
        element("p", head, Markup(" · ") if time else None, time, class_="label"),
        element("p", element(tag, shortened(held.value, 300)), class_="value", dir="auto"),
        _by(held.holders),
        quoting.quotes(held.evidence, most=2),
        class_="side",
    )


def dispute(say: Wording, told: Dispute, quoting: Quoting) -> Markup:
    """The stands of a dispute side by side, each with who holds it and how many origins that makes."""
    name = dispute_id(told)
    quoting = quoting.about(name)
    head = element("h3", _headed(say.name(told.about)), dir="auto")
    chip = element("span", _DISPUTES[told.kind], class_="kind")
    kind = element("p", chip, quoting.judging(told.about), class_="attribute")
    stands = element("div", [_stand(say, stand, quoting) for stand in told.stands], class_="sides")
    return element("article", head, kind, stands, id=line_anchor(name), class_=f"card {told.kind}")


def _stand(say: Wording, stand: Stand, quoting: Quoting) -> Markup:
    origins = [shortened(say.name(origin), 80) for origin in stand.origins]
    counts = f"{counted(len(origins), 'origin')}: {', '.join(origins)}" if origins else "origin unknown"
    day = say.first_told(stand.evidence)
    since = join(", since ", when(Time(value=day, precision="day"))) if day else None
    return element(
        "div",
        element("p", element("strong", shortened(stand.value, 300)), class_="value", dir="auto"),
        _by(stand.holders),
        element("p", counts, since, class_="origins"),
        quoting.quotes(stand.evidence),
        class_="side",
    )


def _by(holders: Iterable[Holder]) -> Markup | None:
    told = Wording.holders(holders)
    return element("p", join("held by ", element("b", shortened(told, 300))), class_="by", dir="auto") if told else None
