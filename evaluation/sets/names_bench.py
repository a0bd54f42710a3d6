"""names_bench: pairs of names, same or not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluation.context import Context
from evaluation.files import Row, rows
from evaluation.scoring.ratios import added, f1_of_counts
from evaluation.task import Figures, Line, Page, PageTask

__all__ = ["TASKS"]


def _pages(context: Context, paths: Sequence[str]) -> list[Page]:
    every = (row for path in paths for row in rows(Path(path)))
    found = context.choose(every, name=lambda row: str(row["id"]))
    return [
        Page(id=str(row["id"]), ask={key: row.get(key) for key in ("name1", "name2", "schema")}, gold=row)
        for row in found
    ]


def score(gold: Row, answer: Row) -> Row:
    """Whether the pair is one, and is said to be."""
    wanted, given = bool(gold["is_match"]), bool(answer.get("match"))
    return {"wanted": int(wanted), "given": int(given), "right": int(wanted and given), "wrong": int(wanted != given)}


def total(scores: Sequence[Row]) -> Figures:
    """F1 of the matches."""
    return {"f1": f1_of_counts(*added(scores, "right", "given", "wanted"))}


TASKS = (
    PageTask(
        name="names_bench",
        issue=5,
        folder="names_bench",
        files=("pairs*.jsonl.gz",),
        lines=(Line(metric="f1", label="pairs of names, F1", aim=".84", known="logic-v2 .782"),),
        ask=_pages,
        systems={"dateline": "names", "rapidfuzz": "rapidfuzz"},
        score=score,
        total=total,
        rank=lambda counts: -float(counts["wrong"]),
    ),
)
