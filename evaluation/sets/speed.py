"""Speed, on one core and in one run: pages against trafilatura with metadata, texts against the bare model.

Both sides read the same page one right after the other and are charged with processor time, so that what
else the machine does falls on both. The bare model is its package as it ships, loaded apart, so that neither side
warms the other's tables. Figures are ratios, and depend on the machine: they have no floors.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.article import ArticleStage, Captured
from dateline.capture import CaptureStage
from dateline.errors import Refusal
from dateline.nlp import model
from dateline.reading.stage import ReadingStage
from dateline.records.evidence import article_text
from dateline.records.page import Source
from evaluation.context import Context, chosen
from evaluation.files import digest, find, rows
from evaluation.scoring.ratios import share
from evaluation.sets.web import html_pages
from evaluation.task import Line, Result

__all__ = ["TASKS", "SpeedTask", "seconds_of_two"]

_TEXTS = 150
_WARM = 3
"""Pages read before the clock runs: tables and models load at first use."""

Work = Callable[[Any], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedTask:
    """Two ways to do the same work, timed side by side; `load` gives the inputs and both ways."""

    name: str
    issue: int
    folder: str
    files: tuple[str, ...]
    lines: tuple[Line, ...]
    peer: str
    load: Callable[[Context, Sequence[str]], tuple[Sequence[object], Work, Work]]

    def measure(self, context: Context) -> Result | None:
        """Time both and give their ratio."""
        paths = find(context.data / self.folder, self.files)
        if not paths:
            return None
        inputs, ours, theirs = self.load(context, [str(path) for path in paths])
        our_seconds, their_seconds = seconds_of_two(inputs, ours, theirs)
        figures = {"ratio": share(our_seconds, their_seconds), "a_second": share(len(inputs), our_seconds)}
        return Result(
            task=self.name,
            digest=digest(paths),
            sample=context.sample,
            pages=len(inputs),
            systems={"dateline": figures, self.peer: {"a_second": share(len(inputs), their_seconds)}},
        )


def seconds_of_two(inputs: Sequence[object], ours: Work, theirs: Work) -> tuple[float, float]:
    """Processor seconds of both over all inputs, in turns."""
    for one in inputs[:_WARM]:
        ours(one), theirs(one)
    spent = [0.0, 0.0]
    for one in inputs:
        for at, work in enumerate((ours, theirs)):
            begun = time.process_time()
            work(one)
            spent[at] += time.process_time() - begun
    return spent[0], spent[1]


def _html(context: Context, paths: Sequence[str]) -> tuple[Sequence[object], Work, Work]:
    from trafilatura import bare_extraction

    inputs = [base64.b64decode(page.ask["html"]) for page in html_pages(context, paths)]
    capture, article = CaptureStage().open(), ArticleStage().open()

    def ours(payload: bytes) -> object:
        seen = capture(Source(name="page", payload=payload))
        try:
            return article(Captured(capture=seen.output, text=seen.texts[0]))
        except Refusal as refusal:
            return refusal

    return inputs, ours, lambda payload: bare_extraction(payload, with_metadata=True)


def _texts(context: Context, paths: Sequence[str]) -> tuple[Sequence[object], Work, Work]:
    every = [row for path in paths for row in rows(Path(path))]
    inputs = [row["text"] for row in chosen(every, context.sample or _TEXTS, name=lambda row: str(row["id"]))]
    read = ReadingStage().open()
    return inputs, lambda text: read(article_text([text])), model.shipped()


TASKS = (
    SpeedTask(
        name="speed_html",
        issue=3,
        folder="web_aeb",
        files=("gold*.jsonl.gz", "pages_*.tar.xz"),
        lines=(
            Line(metric="ratio", label="time, trafilatura with metadata = 1", aim="1.5", lower=True, floor=False),
            Line(metric="a_second", label="pages a second, one core", floor=False),
        ),
        peer="trafilatura",
        load=_html,
    ),
    SpeedTask(
        name="speed_reading",
        issue=4,
        folder="bulk_bbc",
        files=("docs*.jsonl.gz",),
        lines=(
            Line(metric="ratio", label="time, the bare model's pass = 1", aim="1.4", lower=True, floor=False),
            Line(metric="a_second", label="articles a second, one core", floor=False),
        ),
        peer="the bare model",
        load=_texts,
    ),
)  # fmt: skip
