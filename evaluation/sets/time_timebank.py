"""time_timebank: TIMEX3 spans and values, as TempEval-3 scores them.

Relaxed: spans overlap; strict: they are the same; value: they overlap and the values are equal. Our anchors
are closed by the day of the text, as linking does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dateline.records.time import Anchor, close
from evaluation.context import Context
from evaluation.files import Row, rows
from evaluation.scoring.ratios import added, f1_of_counts
from evaluation.task import Figures, Line, Page, PageTask

__all__ = ["TASKS"]


def _pages(context: Context, paths: Sequence[str]) -> list[Page]:
    every = (row for path in paths for row in rows(Path(path)))
    found = context.choose(every, name=lambda row: str(row["id"]))
    return [Page(id=row["id"], ask={"text": row["text"], "dct": row["dct"]}, gold=row) for row in found]


def score(gold: Row, answer: Row) -> Row:
    """Spans that overlap, that are the same, and that carry the same value; each gold span meets one answer."""
    given = list(answer.get("times", ()))
    counts = {"given": len(given), "wanted": len(gold["times"]), "relaxed": 0, "strict": 0, "value": 0}
    for one in gold["times"]:
        meeting = [other for other in given if other["start"] < one["end"] and one["start"] < other["end"]]
        if not meeting:
            continue
        best = max(meeting, key=lambda other: min(other["end"], one["end"]) - max(other["start"], one["start"]))
        given.remove(best)
        counts["relaxed"] += 1
        counts["strict"] += (best["start"], best["end"]) == (one["start"], one["end"])
        counts["value"] += value_of(best, gold["dct"]) == one["value"]
    return counts


def value_of(time: Row, day: str) -> str | None:
    """The value of a time expression once the day of its text is known."""
    if time.get("anchor") and time.get("value") is None:
        try:
            return close(Anchor(**time["anchor"]), date.fromisoformat(day[:10]))
        except (OverflowError, ValueError):
            return None
    value = time.get("value")
    return None if value is None else str(value)


def total(scores: Sequence[Row]) -> Figures:
    """F1 of the three."""
    given, wanted = added(scores, "given", "wanted")
    names = ("relaxed", "strict", "value")
    return {name: f1_of_counts(right, given, wanted) for name, right in zip(names, added(scores, *names), strict=True)}


TASKS = (
    PageTask(
        name="time_timebank",
        issue=4,
        folder="time_timebank",
        files=("docs*.jsonl.gz",),
        lines=(
            Line(metric="relaxed", label="spans, relaxed F1", aim=".93", known="HeidelTime .921"),
            Line(metric="strict", label="spans, strict F1", aim=".84", known="HeidelTime .817"),
            Line(metric="value", label="values, F1", aim=".80", known="HeidelTime .744"),
        ),
        ask=_pages,
        systems={"dateline": "reading", "spacy-dateparser": "spacy-dateparser"},
        score=score,
        total=total,
        rank=lambda counts: f1_of_counts(counts["value"], counts["given"], counts["wanted"] or 1e-9),
    ),
)
