"""web_dates: the day of publication, and segments that the body should and should not hold.

A segment is found when it stands in the body but for white space.
"""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.context import Context
from evaluation.files import Row
from evaluation.scoring.days import day_counts
from evaluation.scoring.ratios import added, answers, f1, means, share
from evaluation.sets.web import HTML, html_pages
from evaluation.task import Figures, Line, Page, PageTask

__all__ = ["TASKS"]

_FOLDER = "web_dates"
_FILES = ("gold*.jsonl.gz", "pages_*.tar.xz")
_SYSTEMS = {**HTML, "htmldate": "htmldate"}


def _pages(context: Context, paths: Sequence[str]) -> list[Page]:
    return html_pages(context, paths, keep=_packed)


def _pages_with_url(context: Context, paths: Sequence[str]) -> list[Page]:
    return html_pages(context, paths, keep=_packed, url=True)


def _packed(row: Row) -> bool:
    return bool(row.get("date"))


def score(gold: Row, answer: Row) -> Row:
    """The day, and which segments the body holds."""
    found: Row = {"failed": "failure" in answer}
    if answers(answer, "day"):
        found.update(day_counts(gold["date"], answer.get("day")))
    if answers(answer, "body"):
        body = _closed(answer.get("body") or "")
        wanted, unwanted = (
            [_closed(one) in body for one in gold.get(key) or ()] for key in ("seg_with", "seg_without")
        )
        found.update(kept=sum(wanted), lost=len(wanted) - sum(wanted), dirt=sum(unwanted))
    return found


def _closed(text: str) -> str:
    return " ".join(text.split())


def total(scores: Sequence[Row]) -> Figures:
    """Days, and precision, recall and F1 of segments."""
    kept, lost, dirt = added(scores, "kept", "lost", "dirt")
    found: Figures = means(scores, "day_right", "day_wrong")
    if kept + lost:
        precision, recall = share(kept, kept + dirt), share(kept, kept + lost)
        found.update(segment_f1=f1(precision, recall), segment_precision=precision, segment_recall=recall)
    return found


def _rank(counts: Row) -> float:
    return float(counts["day_right"]) - float(counts["day_wrong"])


TASKS = (
    PageTask(
        name="web_dates",
        issue=3,
        folder=_FOLDER,
        files=_FILES,
        lines=(
            Line(metric="day_right", label="day right, the page alone", aim=".93"),
            Line(metric="day_wrong", label="day wrong, the page alone", aim="must be under .05", lower=True),
            Line(metric="segment_f1", label="segments, F1", known="trafilatura .924 (its whole set)"),
        ),
        ask=_pages,
        systems=_SYSTEMS,
        score=score,
        total=total,
        rank=_rank,
    ),
    PageTask(
        name="web_dates_url",
        issue=3,
        folder=_FOLDER,
        files=_FILES,
        lines=(
            Line(metric="day_right", label="day right, the page with its address", aim=".93"),
            Line(metric="day_wrong", label="day wrong, the page with its address", aim="must be under .05", lower=True),
        ),
        ask=_pages_with_url,
        systems={"dateline": "article", "htmldate": "htmldate"},
        score=score,
        total=total,
        rank=_rank,
    ),
)
