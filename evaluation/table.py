"""Results -> the table, as the terminal and docs/evaluation.md show it: ours beside the peers' from one run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from evaluation.task import Line, Result, Task

__all__ = ["BEGIN", "END", "figure", "rows_of", "table", "written"]

BEGIN = "<!-- figures: written by `python -m evaluation table --write`, not by hand -->"
END = "<!-- end of figures -->"
TITLES = {3: "Articles", 4: "Reading", 5: "Linking"}
_HEAD = ("set", "measure", "Dateline", "peers, same run", "published elsewhere", "aim")


def figure(value: float | None) -> str:
    """A figure as the table has it: .960, 1.000, 17.5, or a dash for none."""
    if value is None:
        return "–"
    return f"{value:.1f}" if value >= 10 else f"{value:.3f}".removeprefix("0")


def rows_of(task: Task, result: Result) -> list[tuple[str, ...]]:
    """The lines of one task."""
    rows: list[tuple[str, ...]] = []
    for at, line in enumerate(task.lines):
        ours = result.systems.get("dateline", {}).get(line.metric)
        rows.append(
            (
                f"{task.name} ({result.pages})" if at == 0 else "",
                line.label,
                figure(ours),
                _peers(line, result),
                line.known,
                line.aim,
            )
        )
    return rows


def _peers(line: Line, result: Result) -> str:
    found = [(name, figures[line.metric]) for name, figures in result.systems.items()
             if name != "dateline" and line.metric in figures]  # fmt: skip
    best = sorted(found, key=lambda pair: pair[1], reverse=not line.lower)
    return ", ".join(f"{name} {figure(value)}" for name, value in best)


def table(tasks: Sequence[Task], results: Mapping[str, Result]) -> str:
    """The table in Markdown, a part an issue."""
    parts = []
    for issue, group in groupby((task for task in tasks if task.name in results), key=lambda task: task.issue):
        lines = [row for task in group for row in rows_of(task, results[task.name])]
        parts.append(f"### {TITLES[issue]}\n\n{_laid_out(lines)}")
    return "\n\n".join(parts)


def _laid_out(lines: Sequence[Sequence[str]]) -> str:
    every = [_HEAD, *lines]
    widths = [max(len(row[at]) for row in every) for at in range(len(_HEAD))]
    printed = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in every
    ]
    return "\n".join((printed[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *printed[1:]))


def written(page: str, figures: str) -> str:
    """A page with the figures between its two marks replaced; raises ValueError where they are missing."""
    before, mark, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"the page has no place for figures: put {BEGIN!r} and {END!r} into it")
    return f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}"


def write(path: Path, figures: str) -> None:
    """Put the figures into a page."""
    path.write_text(written(path.read_text(encoding="utf-8"), figures), encoding="utf-8")
