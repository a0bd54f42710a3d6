"""The log of judgements: what of what, by whom, when; each that stands with the form that takes it back."""

from __future__ import annotations

from urllib.parse import quote

from dateline.records.base import record
from dateline.records.judgement import Judgement, Pin, standing
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, element, join
from dateline.rendering.wording import counted
from dateline.serve.pages.forms import Writing, form, how_to_write

__all__ = ["JUDGE", "JUDGING", "Log", "judging_page", "row"]

JUDGE, JUDGING = "/judge", "/judging"


@record
class Log:
    """The log of judgements, the oldest first; `done` is the one that was written just now."""

    log: tuple[Judgement, ...]
    writing: Writing | None = None
    done: str | None = None


def judging_page(told: Log) -> Markup:
    """The log, the newest first, each with its undoing."""
    held = {one.id for one in standing(told.log)}
    rows = [
        row(
            one,
            writing=told.writing if one.id in held else None,
            undone=one.kind != "undo" and one.id not in held,
            done=told.done,
        )
        for one in reversed(told.log)
    ]
    lead = (
        "What people said of what was read. It outranks all rules and survives new readings; nothing is deleted, "
        "and whatever stands can be taken back."
    )
    none = "Nobody has judged anything yet. Every story, person and article has a link that leads to judging it."
    return join(
        element("h1", "Judging"),
        element("p", lead, class_="facts"),
        None if told.writing else how_to_write("judge or to take something back"),
        element("ol", rows, class_="log") if rows else element("p", none, class_="note"),
    )


def row(one: Judgement, *, writing: Writing | None, undone: bool = False, done: str | None = None) -> Markup:
    """A judgement: what of what, by whom, when."""
    about = one.about if one.kind in ("same", "different") else one.about[:1]
    parts: list[Child] = [_pin(pin) for pin in about]
    if one.record is not None:
        parts.append(element("bdi", f"{one.record.name} (record {one.record.registry}:{one.record.record})"))
    more = len(one.about) - len(about)
    fields = ", ".join(f"{each.field}: {each.value or 'none'}" for each in one.corrections)
    undo = None
    if writing is not None and one.kind != "undo":
        name = f"undo-{one.id}"
        hidden = [("verdict", "undo"), ("judgement", one.id), ("author", writing.author)]
        undo = form(
            writing,
            element("button", "Take back", type="submit"),
            action=JUDGE,
            name=name,
            hidden=hidden,
            class_="inline",
        )
    at = element("time", one.at[:16].replace("T", " "), datetime=one.at)
    joiner = {"same": " is ", "different": " is not "}.get(one.kind, ", ")
    return element(
        "li",
        element("p", element("span", _VERDICTS[one.kind], class_="kind"), Markup(" "),
                [join(joiner if n else None, part) for n, part in enumerate(parts)],
                f", and {counted(more, 'more place')}" if more else None,
                element("span", f" → {fields}", dir="auto") if fields else None),
        element("p", element("bdi", shortened(one.author, 80)), ", ", at, " UTC ", element("code", one.id[:8]),
                " taken back" if undone else None, class_="facts"),
        undo,
        id=f"j-{one.id}",
        class_=" ".join(filter(None, ("undone" if undone else "", "done" if one.id == done else ""))) or None,
    )  # fmt: skip


_VERDICTS = {
    "same": "same",
    "different": "different",
    "correct": "corrected",
    "reject": "read wrongly",
    "undo": "taken back",
}


def _pin(pin: Pin) -> Markup:
    href = f"/article/{quote(pin.source, safe='')}"
    told = element("b", element("bdi", shortened(pin.name, 120)))
    where = element("a", shortened(pin.source, 60), href=href, dir="auto")
    return join(told, " (", pin.kind, ", ", where, ")")
