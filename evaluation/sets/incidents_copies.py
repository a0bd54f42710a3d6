"""incidents_gva: pages that look alike, and whether they are copies of one report or only the same outlet's forms.

Asked are the pairs of pages that share runs of words (near_dup_pairs); the greater part are of two incidents and share
what surrounds the text. Two of one incident should be joined, two of different ones never. All pages that a pair
names are linked at once; peers see all pages of the set, for what is common in it is what they leave out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.context import Context
from evaluation.files import Row, digest, find, rows
from evaluation.scoring.ratios import mean
from evaluation.task import Figures, Line, Result

__all__ = ["TASKS", "CopiesTask", "figures"]

_SYSTEMS = {"dateline": "copies", "MinHash": "minhash", "MinHash of rare runs": "minhash-rare"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesTask:
    """All pairs are one question."""

    name: str
    issue: int
    folder: str
    files: tuple[str, ...]
    lines: tuple[Line, ...]

    def measure(self, context: Context) -> Result | None:
        """Ask every system which pairs are copies, and score."""
        paths = find(context.data / self.folder, self.files)
        pages = {row["id"]: row for path in paths if "docs_" in path.name for row in rows(Path(path))}
        every = [row for path in paths if "docs_" not in path.name for row in rows(Path(path))]
        pairs = context.choose(
            [row for row in every if row["a"] in pages and row["b"] in pages], name=lambda row: row["a"] + row["b"]
        )
        if not pairs:
            return None
        named = {page for row in pairs for page in (row["a"], row["b"])}
        asked = [[row["a"], row["b"]] for row in pairs]
        gold = [bool(row["same_incident"]) for row in pairs]
        found: dict[str, Figures] = {}
        worst: list[tuple[str, float]] = []
        for system, runner in _SYSTEMS.items():
            shown = [_page(row) for row in pages.values() if row["id"] in named or system != "dateline"]
            answers = context.answers(runner, [{"pages": shown, "pairs": asked}], task=self.name)
            if answers is None:
                continue
            found[system] = figures(gold, answers[0]["copies"])
            if system == "dateline":
                worst = [
                    (f"{'missed' if wanted else 'joined'} {left} {right}", 0.0)
                    for (left, right), wanted, given in zip(asked, gold, answers[0]["copies"], strict=True)
                    if wanted != given
                ]
        return Result(
            task=self.name,
            digest=digest(paths),
            sample=context.sample,
            pages=len(named),
            systems=found,
            worst=worst,
        )


def _page(row: Row) -> Row:
    return {"id": row["id"], "text": row["text"], "title": row["title"], "date": (row["date"] or "")[:10] or None}


def figures(gold: Sequence[bool], given: Sequence[bool]) -> Figures:
    """The share of the pairs of one incident that are called copies, and of the others."""
    return {
        name: mean(float(one) for wanted, one in zip(gold, given, strict=True) if wanted == kind)
        for name, kind in (("found", True), ("joined", False))
    }


TASKS = (
    CopiesTask(
        name="incidents_copies",
        issue=5,
        folder="incidents_gva",
        files=("docs_*.jsonl.xz", "near_dup_pairs*.jsonl.gz"),
        lines=(
            Line(metric="found", label="copies: pairs of one incident found", aim=".95", known="MinHash .66, .97"),
            Line(
                metric="joined",
                label="copies: look-alike pairs joined",
                aim="under .02",
                known="MinHash .15, .03",
                lower=True,
            ),
        ),
    ),
)
