"""clusters_g5w1h and incidents_gva: articles of one happening joined, those of others kept apart, by B-cubed.

A sample takes whole clusters. The peer joins each article to its likest earlier one by TF-IDF, above a
likeness that was chosen on the development part of each set.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evaluation.context import Context, chosen
from evaluation.files import Row, digest, find, rows
from evaluation.scoring.clusters import b_cubed
from evaluation.task import Figures, Line, Result

__all__ = ["TASKS", "StoryTask"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTask:
    """All pages of a set are one question; `cluster` names the gold cluster of a row."""

    name: str
    issue: int
    folder: str
    files: tuple[str, ...]
    lines: tuple[Line, ...]
    cluster: Callable[[Row], str]
    settings: Row

    def measure(self, context: Context) -> Result | None:
        """Cluster the pages with every system, and score."""
        paths = find(context.data / self.folder, self.files)
        if not paths:
            return None
        every = [row for path in paths for row in rows(Path(path)) if str(row["text"]).strip()]
        names = set(chosen(sorted({self.cluster(row) for row in every}), context.sample, name=str))
        found = sorted(
            (row for row in every if self.cluster(row) in names), key=lambda row: (row["date"] or "", row["id"])
        )
        pages = [{key: row.get(key) for key in ("title", "text")} | {"date": (row["date"] or "")[:10]} for row in found]
        gold = [self.cluster(row) for row in found]
        figures: dict[str, Figures] = {}
        for system, runner in {"dateline": "stories", "TF-IDF": "tf-idf"}.items():
            answers = context.answers(runner, [{"pages": pages, **self.settings}], task=self.name)
            if answers is not None:
                precision, recall, both = b_cubed(gold, answers[0]["clusters"])
                figures[system] = {"b3_f1": both, "b3_precision": precision, "b3_recall": recall}
        return Result(task=self.name, digest=digest(paths), sample=context.sample, pages=len(pages), systems=figures)


def _lines(aim: str, known: str) -> tuple[Line, ...]:
    return (
        Line(metric="b3_f1", label="stories, B-cubed F1", aim=aim, known=known),
        Line(metric="b3_precision", label="stories, B-cubed precision", floor=False),
        Line(metric="b3_recall", label="stories, B-cubed recall", floor=False),
    )


TASKS = (
    StoryTask(
        name="clusters_g5w1h",
        issue=5,
        folder="clusters_g5w1h",
        files=("docs*.jsonl.gz",),
        lines=_lines(".95", "TF-IDF .905, MinHash .405"),
        cluster=lambda row: str(row["cluster"]),
        settings={"window_days": None, "alike": 0.2},
    ),
    StoryTask(
        name="incidents_gva",
        issue=5,
        folder="incidents_gva",
        files=("docs_*.jsonl.xz",),
        lines=_lines(".92, must be above TF-IDF", "TF-IDF .886, MinHash .742"),
        cluster=lambda row: str(row["incident"]),
        settings={"window_days": 7, "alike": 0.2},
    ),
)
