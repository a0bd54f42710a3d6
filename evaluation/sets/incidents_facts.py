"""incidents_gva, one report at a time: killed, injured, day and city, each asked only where its own text states it.

A number of two or more is stated where the text has it, in digits or as a word; one, where the text speaks of
death or injury at all; none is never asked. A day is stated where the text has it by month and day, or by
its weekday or a word such as "yesterday" in a report of the six days from it; a city, where the text has
its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from evaluation.context import Context
from evaluation.files import Row, rows
from evaluation.scoring.ratios import means
from evaluation.task import Figures, Line, Page, PageTask

__all__ = ["TASKS", "asked", "states_day", "states_number"]

_WORDS = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen").split()  # noqa: SIM905
_HARM = {
    "killed": re.compile(r"\b(?:kill|dead\b|death|die[sd]?\b|dying|fatal|murder|homicide|slain)", re.I),
    "injured": re.compile(r"\b(?:injur|wound|hurt\b|hospital|in critical|in stable|non-life)", re.I),
}
_RELATIVE = {0: r"today|this morning|this afternoon|tonight|this evening", 1: r"yesterday|last night|overnight"}


def _pages(context: Context, paths: Sequence[str]) -> list[Page]:
    facts = {
        row["incident"]: row for path in paths if "incidents." in path for row in rows(Path(path)) if "killed" in row
    }
    every = [
        row
        for path in paths
        if "docs_" in path
        for row in rows(Path(path))
        if row["incident"] in facts and str(row["text"]).strip()
    ]
    found = context.choose(every, name=lambda row: str(row["id"]))
    return [
        Page(id=row["id"], ask={"text": row["text"], "published": row["date"]}, gold=asked(row, facts[row["incident"]]))
        for row in found
    ]


def asked(row: Row, facts: Row) -> Row:
    """The facts that the report's own text states."""
    text = str(row["text"])
    gold: Row = {}
    for name in ("killed", "injured"):
        if states_number(text, int(facts[name]), name=name):
            gold[name] = int(facts[name])
    day = datetime.strptime(facts["date"], "%B %d, %Y").date()
    if states_day(text, day, published=row.get("date")):
        gold["day"] = day.isoformat()
    if facts.get("city") and re.search(rf"\b{re.escape(facts['city'])}\b", text, re.I):
        gold["city"] = facts["city"]
    return gold


def states_number(text: str, number: int, *, name: str) -> bool:
    """Whether a text states how many were killed or injured."""
    if number < 1 or not _HARM[name].search(text):
        return False
    word = _WORDS[number] if number < len(_WORDS) else str(number)
    return number == 1 or bool(re.search(rf"\b(?:{number}|{word})\b", text, re.I))


def states_day(text: str, day: date, *, published: str | None) -> bool:
    """Whether a text says on which day it was."""
    if re.search(rf"\b{day:%b}[a-z]*\.? {day.day}\b|\b0?{day.month}/0?{day.day}\b", text, re.I):
        return True
    age = (date.fromisoformat(published[:10]) - day).days if published else -1
    words = [f"{day:%A}"] + ([_RELATIVE[age]] if age in _RELATIVE else [])
    return 0 <= age <= 6 and bool(re.search(rf"\b(?:{'|'.join(words)})\b", text, re.I))


def score(gold: Row, answer: Row) -> Row:
    """Which of the facts asked are right."""
    found: Row = {"failed": "failure" in answer}
    for name in ("killed", "injured"):
        if name in gold:
            right = float(answer.get(name) == gold[name])
            found[name] = right
            if gold[name] >= 2:
                found[f"{name}_many"] = right
    if "day" in gold:
        found["day"] = float(answer.get("day") == gold["day"])
    if "city" in gold:
        found["city"] = float(gold["city"].casefold() in {str(name).casefold() for name in answer.get("places", ())})
    return found


def total(scores: Sequence[Row]) -> Figures:
    """The share that is right of each fact."""
    return means(scores, "killed", "injured", "killed_many", "injured_many", "day", "city")


def _rank(counts: Row) -> float:
    asked = [float(counts[name]) for name in ("killed", "injured", "day", "city") if name in counts]
    return sum(asked) / len(asked) if asked else 1.0


TASKS = (
    PageTask(
        name="incidents_facts",
        issue=4,
        folder="incidents_gva",
        files=("incidents.jsonl.xz", "docs_*.jsonl.xz"),
        lines=(
            Line(metric="killed", label="one report: killed", aim=".90", known="patterns .85"),
            Line(metric="injured", label="one report: injured", aim=".85", known="patterns .77"),
            Line(metric="day", label="one report: day", aim=".88", known="patterns .78"),
            Line(metric="city", label="one report: city", aim=".85", known="patterns .47"),
            Line(
                metric="killed_many",
                label="one report: killed, two or more",
                aim=".75",
                known="patterns .57",
                floor=False,
            ),
            Line(
                metric="injured_many",
                label="one report: injured, two or more",
                aim=".78",
                known="patterns .65",
                floor=False,
            ),
        ),
        ask=_pages,
        systems={"dateline": "facts", "patterns": "patterns"},
        score=score,
        total=total,
        rank=_rank,
    ),
)
