"""timelines_t17: the articles of a topic in, its timeline out, against the timelines of journalists.

As the literature has it (Ghalandari and Ifrim, ACL 2020): of what a system gives the days within the gold timeline's
first and last day count, as many of them as the gold has, those that the system holds for the most important, each
with as many sentences as a gold day has on average. Precisions and recalls are averaged over the timelines, F1 is of
these means.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evaluation.context import Context, chosen
from evaluation.files import Row, digest, find, rows
from evaluation.scoring.ratios import f1, mean
from evaluation.scoring.timelines import Timeline, aligned, days
from evaluation.task import Figures, Line, Result
from evaluation.timeline_answers import runner

__all__ = ["TASKS", "TimelineTask", "gold_of", "limited", "untokenised"]

_PAGES = 120
"""Articles of each set that are read, always the same ones: reading all 2,453, many of them long, takes an hour."""

_BRACKETS = (("-LRB-", "("), ("-RRB-", ")"), ("-LSB-", "["), ("-RSB-", "]"), ("-LCB-", "{"), ("-RCB-", "}"))
_JOINED = (
    (re.compile(r"``\s?"), "“"),
    (re.compile(r"\s?''"), "”"),
    (re.compile(r"(?<!\w)`\s"), "‘"),
    (re.compile(r"\s(?=[,.;:!?%)\]}])"), ""),
    (re.compile(r"(?<=[(\[{$£€])\s"), ""),
    (re.compile(r"\s(?='(?:s|re|ve|ll|d|m)\b|n't\b|'\s)", re.IGNORECASE), ""),
    (re.compile(r"[ \t]+"), " "),
)
"""Marks as the Penn Treebank sets them, and how newspapers do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineTask:
    """All articles of a set are one question; a set may have several gold timelines."""

    name: str
    issue: int
    folder: str
    files: tuple[str, ...]
    lines: tuple[Line, ...]

    def measure(self, context: Context) -> Result | None:
        """Ask every system for the timeline of each set, and score it against each of the set's gold timelines."""
        paths = find(context.data / self.folder, self.files)
        if not paths:
            return None
        sets = _sets(paths, context.sample or _PAGES)
        golds = [row for path in paths if "timelines" in path.name for row in rows(Path(path)) if row["set"] in sets]
        asks = {name: {"pages": pages} for name, pages in sets.items()}
        finding = replace(context, find_runner=lambda name: runner(name) or context.find_runner(name))
        figures: dict[str, Figures] = {}
        worst: list[tuple[str, float]] = []
        for system, name in {"dateline": "timelines", "publication counts": "publication-counts"}.items():
            answers = finding.answers(name, list(asks.values()), task=self.name)
            if answers is None:
                continue
            given = {one: answer["lines"] for one, answer in zip(asks, answers, strict=True)}
            scores = [score(gold_of(row["timeline"]), given[row["set"]]) for row in golds]
            figures[system] = total(scores)
            if system == "dateline":
                ranked = [(row["id"], one["days"][2]) for row, one in zip(golds, scores, strict=True)]
                worst = sorted(ranked, key=lambda pair: (pair[1], pair[0]))[:10]
        read = sum(map(len, sets.values()))
        return Result(
            task=self.name, digest=digest(paths), sample=context.sample, pages=read, systems=figures, worst=worst
        )


def _sets(paths: Sequence[Path], most: int) -> dict[str, list[Row]]:
    """The articles of each set, at most so many, as they would be found."""
    by_set: dict[str, list[Row]] = defaultdict(list)
    for path in paths:
        if "articles" in path.name:
            for row in rows(path):
                if not row.get("dup_of") and str(row["text"]).strip():
                    by_set[row["set"]].append(row)
    return {
        name: [
            {"id": row["id"], "text": untokenised(row["text"]), "published": row["date"], "outlet": row["source"]}
            for row in chosen(every, most, name=lambda row: str(row["id"]))
        ]
        for name, every in sorted(by_set.items())
    }


def untokenised(text: str) -> str:
    """Text that was cut into words for a parser, as it stood in the paper; one sentence a line stays so."""
    for mark, plain in _BRACKETS:
        text = text.replace(mark, plain)
    lines = text.split("\n")
    for pattern, plain in _JOINED:
        lines = [pattern.sub(plain, line) for line in lines]
    return "\n".join(line.strip() for line in lines if line.strip())


def gold_of(entries: Sequence[Sequence[object]]) -> dict[str, list[str]]:
    """Sentences by day; a day that the timeline has twice is one."""
    gold: dict[str, list[str]] = defaultdict(list)
    for day, sentences in entries:
        assert isinstance(sentences, list)
        gold[str(day)[:10]].extend(untokenised(str(one)) for one in sentences)
    return dict(gold)


def limited(lines: Sequence[Row], gold: Timeline) -> dict[str, list[str]]:
    """What of a system's lines is compared: the heaviest days and lines within the gold's first and last day."""
    first, last = min(gold), max(gold)
    most = max(round(sum(map(len, gold.values())) / len(gold)), 1)
    found: dict[str, list[str]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (-line["weight"], line["day"], line["text"])):
        if first <= line["day"] <= last and (line["day"] in found or len(found) < len(gold)):
            found[line["day"]].append(line["text"])
    return {day: sentences[:most] for day, sentences in found.items()}


def score(gold: Timeline, lines: Sequence[Row]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of the days, and of the words with days aligned."""
    given = limited(lines, gold)
    return {"days": days(gold, given), "words": aligned(gold, given)}


def total(scores: Sequence[Mapping[str, tuple[float, float, float]]]) -> Figures:
    """F1 of the mean precision and the mean recall, of days and of words."""
    figures = {}
    for key, name in (("days", "date_f1"), ("words", "ar1_f")):
        precision, recall = (mean(one[key][at] for one in scores) for at in (0, 1))
        figures[name] = f1(precision, recall)
    return figures


TASKS = (
    TimelineTask(
        name="timelines_t17",
        issue=5,
        folder="timelines_t17",
        files=("articles_*.jsonl.xz", "timelines.jsonl.gz"),
        lines=(
            Line(
                metric="date_f1", label="days of a timeline, F1", aim=".54",
                known="publication counts .468; DATEWISE .544 (all 19)",
            ),
            Line(
                metric="ar1_f", label="words, days aligned: AR1-F", aim=".10",
                known="publication counts .076; DATEWISE .120 (all 19)",
            ),
        ),
    ),
)  # fmt: skip
