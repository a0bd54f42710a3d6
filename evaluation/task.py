"""What one measured thing is: pages with gold, the systems that answer, a score a page, the figures of all.

A task is one line of work of one set (the body of its pages, their days, ..). Systems answer pages one at a
time, so answers can be kept and a run that was cut short goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from evaluation.context import Context
from evaluation.files import Row, digest, find

__all__ = ["Figures", "Line", "Page", "PageTask", "Result", "Task"]

Figures = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the table: a figure of the task, what is known and what is aimed at.

    `known` are figures published elsewhere, printed as such; `lower` says that less is better; `floor` is
    False for what depends on the machine, and for the parts of a figure that has one.
    """

    metric: str
    label: str
    aim: str = ""
    known: str = ""
    lower: bool = False
    floor: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the systems are asked about one page, and the gold, which they do not see."""

    id: str
    ask: Row
    gold: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a run found for a task: figures by system (ours is "dateline"), and our pages by score, worst first."""

    task: str
    digest: str
    sample: int | None
    pages: int
    systems: dict[str, Figures]
    worst: list[tuple[str, float]] = field(default_factory=list)


class Task(Protocol):
    """What the registry holds."""

    @property
    def name(self) -> str:
        """The task's name: the set's, with what is measured where a set has several."""
        ...

    @property
    def issue(self) -> int:
        """The issue whose table it belongs to."""
        ...

    @property
    def lines(self) -> Sequence[Line]:
        """The lines that it prints."""
        ...

    def measure(self, context: Context) -> Result | None:
        """Run it; None where the set is not in the folder."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTask:
    """A task that is answered and scored page by page.

    `systems` are the runners by the name that the table prints; `score` makes a page's counts from gold and
    answer; `total` the figures from all pages' counts; `rank` a page's own figure, to list the worst.
    """

    name: str
    issue: int
    folder: str
    files: tuple[str, ...]
    lines: tuple[Line, ...]
    ask: Callable[[Context, Sequence[str]], list[Page]]
    systems: Mapping[str, str]
    score: Callable[[Row, Row], Row]
    total: Callable[[Sequence[Row]], Figures]
    rank: Callable[[Row], float]

    def measure(self, context: Context) -> Result | None:
        """Ask every system about every page and score the answers."""
        paths = find(context.data / self.folder, self.files)
        if not paths:
            return None
        pages = self.ask(context, [str(path) for path in paths])
        figures: dict[str, Figures] = {}
        worst: list[tuple[str, float]] = []
        for system, runner in self.systems.items():
            answers = context.answers(runner, [page.ask for page in pages], task=self.name)
            if answers is None:
                continue
            scores = [self.score(page.gold, answer) for page, answer in zip(pages, answers, strict=True)]
            figures[system] = self.total(scores)
            if system == "dateline":
                ranked = [(page.id, self.rank(score)) for page, score in zip(pages, scores, strict=True)]
                worst = sorted(ranked, key=lambda pair: (pair[1], pair[0]))[:10]
        return Result(
            task=self.name,
            digest=digest(paths),
            sample=context.sample,
            pages=len(pages),
            systems=figures,
            worst=worst,
        )
