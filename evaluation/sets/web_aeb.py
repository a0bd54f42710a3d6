"""web_aeb: bodies of 2019 news pages, scored by the benchmark's own method; in HTML, and as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.context import Context
from evaluation.files import Row
from evaluation.scoring.ratios import added, share
from evaluation.scoring.shingles import body_counts, body_figures, page_f1
from evaluation.sets.web import HTML, PLAIN, as_text, html_pages
from evaluation.task import Figures, Line, Page, PageTask

__all__ = ["TASKS"]

_FOLDER = "web_aeb"
_FILES = ("gold*.jsonl.gz", "pages_*.tar.xz")


def _pages(context: Context, paths: Sequence[str]) -> list[Page]:
    return html_pages(context, paths)


def _texts(context: Context, paths: Sequence[str]) -> list[Page]:
    return as_text(context, html_pages(context, paths), task=f"{_FOLDER} text")


def score(gold: Row, answer: Row) -> Row:
    """The page's shingles, and its blocks with those that map to their nodes."""
    blocks, mapped = answer.get("blocks") or (0, 0)
    failed = "failure" in answer
    return {"failed": failed, **body_counts(gold["text"], answer.get("body") or ""), "blocks": blocks, "mapped": mapped}


def total(scores: Sequence[Row]) -> Figures:
    """The benchmark's figures, and the share of blocks that map to their nodes."""
    blocks, mapped = added(scores, "blocks", "mapped")
    return {**body_figures(scores), **({"mapped": share(mapped, blocks)} if blocks else {})}


TASKS = (
    PageTask(
        name="web_aeb",
        issue=3,
        folder=_FOLDER,
        files=_FILES,
        lines=(
            Line(
                metric="body_f1",
                label="body, F1 of 4-word shingles",
                aim=".970, not below trafilatura",
                known="rs_trafilatura .970 (whole set)",
            ),
            Line(metric="body_precision", label="body, precision", floor=False),
            Line(metric="body_recall", label="body, recall", floor=False),
            Line(metric="mapped", label="blocks mapped to their nodes", aim=".95"),
        ),
        ask=_pages,
        systems=HTML,
        score=score,
        total=total,
        rank=page_f1,
    ),
    PageTask(
        name="web_aeb_text",
        issue=3,
        folder=_FOLDER,
        files=_FILES,
        lines=(
            Line(metric="body_f1", label="page as plain text: body F1", aim=".93, must .85"),
            Line(metric="body_precision", label="page as plain text: precision", floor=False),
            Line(metric="body_recall", label="page as plain text: recall", floor=False),
        ),
        ask=_texts,
        systems=PLAIN,
        score=score,
        total=body_figures,
        rank=page_f1,
    ),
)
