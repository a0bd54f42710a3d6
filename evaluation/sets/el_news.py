"""el_news: the names of many texts, joined where they mean one thing, by B-cubed against Wikidata's ids.

All texts are linked at once. Asked are the names (a capital letter or figure in them, no pronoun) to which the
annotators gave an id; a name that was not found stands alone. Of RSS-500 and the like, which mark a few names
of each sentence, only the marked ones are asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.context import Context
from evaluation.files import Row, digest, find, rows
from evaluation.scoring.clusters import b_cubed
from evaluation.task import Figures, Line, Result

__all__ = ["TASKS", "EntityTask"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityTask:
    """All texts are one question; each asks for the entities of its annotated names."""

    name: str
    issue: int
    folder: str
    files: tuple[str, ...]
    lines: tuple[Line, ...]

    def measure(self, context: Context) -> Result | None:
        """Link the texts with every system, and score."""
        paths = find(context.data / self.folder, self.files)
        if not paths:
            return None
        every = [row for path in paths for row in rows(Path(path))]
        found = context.choose([row for row in every if asked(row)], name=lambda row: str(row["id"]))
        gold = [label["qid"] for row in found for label in asked(row)]
        words = [label["text"] for row in found for label in asked(row)]
        pages = [
            {"text": row["text"], "spans": [[label["start"], label["end"]] for label in asked(row)]} for row in found
        ]
        figures: dict[str, Figures] = {"equal names": _figures(gold, [word.lower() for word in words])}
        worst: list[tuple[str, float]] = []
        for system, runner in {"dateline": "entities"}.items():
            answers = context.answers(runner, [{"pages": pages}], task=self.name)
            if answers is not None:
                given = [one for page in answers[0]["entities"] for one in page]
                figures[system] = _figures(gold, alone(given)) | _of_found(gold, given)
                worst = broken(gold, alone(given), words=words)
        return Result(
            task=self.name,
            digest=digest(paths),
            sample=context.sample,
            pages=len(pages),
            systems=figures,
            worst=worst,
        )


def asked(row: Row) -> list[Row]:
    """The annotations of a text that are names with an id."""
    return [
        label
        for label in row["labels"]
        if label["qid"][:1] == "Q"
        and label["qid"][1:].isdigit()
        and not label["coref"]
        and not label["optional"]
        and any(letter.isupper() or letter.isdigit() for letter in label["text"])
    ]


def alone(given: Sequence[int | None]) -> list[int]:
    """The answers, each name that was not found in a cluster of its own."""
    return [one if one is not None else -at - 1 for at, one in enumerate(given)]


def broken(gold: Sequence[str], given: Sequence[int], *, words: Sequence[str]) -> list[tuple[str, float]]:
    """The ids whose names fell apart or were joined with others' the most, with how many of them did."""
    answers = [str(one) for one in given]
    lost: Counter[str] = Counter()
    for keys, clusters in ((gold, answers), (answers, gold)):
        held: dict[str, Counter[str]] = {}
        for key, one in zip(keys, clusters, strict=True):
            held.setdefault(key, Counter())[one] += 1
        for at, key in enumerate(keys):
            if clusters[at] != held[key].most_common(1)[0][0]:
                lost[f"{gold[at]} {words[at]}"] += 1
    return [(name, -float(count)) for name, count in lost.most_common(10)]


def _figures(gold: Sequence[str], given: Sequence[int] | Sequence[str]) -> Figures:
    precision, recall, both = b_cubed(gold, given)
    return {"b3_f1": both, "b3_precision": precision, "b3_recall": recall}


def _of_found(gold: Sequence[str], given: Sequence[int | None]) -> Figures:
    found = [(key, one) for key, one in zip(gold, given, strict=True) if one is not None]
    if not found:
        return {"found": 0.0}
    both = b_cubed([key for key, _ in found], [one for _, one in found])[2]
    return {"found": len(found) / len(given), "b3_f1_of_found": both}


TASKS = (
    EntityTask(
        name="el_news",
        issue=5,
        folder="el_news",
        files=("docs*.jsonl.gz",),
        lines=(
            Line(metric="b3_f1", label="entities across texts, B-cubed F1", aim=".90"),
            Line(metric="b3_precision", label="entities, B-cubed precision", floor=False),
            Line(metric="b3_recall", label="entities, B-cubed recall", floor=False),
            Line(metric="found", label="names found at all", floor=False),
            Line(metric="b3_f1_of_found", label="entities, B-cubed F1 of the names found", floor=False),
        ),
    ),
)
