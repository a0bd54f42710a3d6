"""coref_ecbplus: event words of many texts, joined where they tell of one happening, by CoNLL F1.

Asked are the event mentions of the validated sentences of the validation topics, given as the annotators marked them.
All texts are linked at once, without a word on which topic each is of; then those of each topic alone. The peers join
equal lemmas within each gold topic, and within each gold subtopic (one seminal event): what they are told we are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.context import Context, chosen
from evaluation.files import Row, digest, find, rows
from evaluation.scoring.coreference import conll
from evaluation.task import Figures, Line, Result

__all__ = ["TASKS", "CoreferenceTask", "asked"]

_HELD = ("valid", "test")


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreferenceTask:
    """All texts are one question; a sample takes whole subtopics."""

    name: str
    issue: int
    folder: str
    files: tuple[str, ...]
    lines: tuple[Line, ...]

    def measure(self, context: Context) -> Result | None:
        """Have every system group the mentions, and score."""
        paths = find(context.data / self.folder, self.files)
        if not paths:
            return None
        every = [row for path in paths for row in rows(Path(path)) if row["std_split"] in _HELD]
        kept = set(chosen(sorted({row["subtopic"] for row in every}), context.sample, name=str))
        found = [row for row in every if row["subtopic"] in kept]
        gold = {one["id"]: one["chain"] or one["id"] for row in found for one in asked(row)}
        figures: dict[str, Figures] = {}
        ours = context.answers("events", [{"pages": _pages(found, "topic")}], task=self.name)
        if ours is not None:
            alone = _figures(gold, ours[0]["alone"])
            figures["dateline"] = _figures(gold, ours[0]["events"]) | {"conll_by_topic": alone["conll"]}
        for system, group in (("same lemma in the subtopic", "subtopic"), ("same lemma in the topic", "topic")):
            answers = context.answers("same-lemma", [{"pages": _pages(found, group)}], task=self.name)
            if answers is not None:
                figures[system] = _figures(gold, answers[0]["events"])
        worst = _broken(found, gold, ours[0]["events"]) if ours is not None else []
        return Result(
            task=self.name,
            digest=digest(paths),
            sample=context.sample,
            pages=len(found),
            systems=figures,
            worst=worst,
        )


def asked(row: Row) -> list[Row]:
    """The event mentions of a text that are asked about, with ids that no other text has."""
    return [
        {**one, "id": f"{row['id']}/{one['id']}"}
        for one in row["mentions"]
        if one["validated"] and one["type"].removeprefix("NEG_").startswith("ACTION")
    ]


def _pages(found: Iterable[Row], group: str) -> list[Row]:
    return [
        {
            "text": row["text"],
            "source": row["id"],
            "group": str(row[group]),
            "given_events": [{key: one[key] for key in ("id", "start", "end")} for one in asked(row)],
        }
        for row in found
    ]


def _figures(gold: Mapping[str, str], given: Mapping[str, object]) -> Figures:
    """The scores; a mention that a system lost stands alone."""
    return conll(list(gold.values()), [given.get(one, one) for one in gold])


def _broken(found: Sequence[Row], gold: Mapping[str, str], given: Mapping[str, int]) -> list[tuple[str, float]]:
    """The subtopics on which we do worst."""
    scored = []
    for subtopic in sorted({row["subtopic"] for row in found}):
        ids = [one["id"] for row in found if row["subtopic"] == subtopic for one in asked(row)]
        scored.append((subtopic, _figures({one: gold[one] for one in ids}, given)["conll"]))
    return sorted(scored, key=lambda pair: (pair[1], pair[0]))[:10]


TASKS = (
    CoreferenceTask(
        name="coref_ecbplus",
        issue=5,
        folder="coref_ecbplus",
        files=("docs*.jsonl.gz",),
        lines=(
            Line(
                metric="conll",
                label="happenings across texts, CoNLL F1",
                aim=".78",
                known="same lemma .712 in the topic, .759 in the subtopic",
            ),
            Line(metric="conll_by_topic", label="the same, the texts of each topic alone"),
            Line(metric="muc", label="happenings, MUC F1", floor=False),
            Line(metric="b3", label="happenings, B-cubed F1", floor=False),
            Line(metric="ceaf_e", label="happenings, CEAFe F1", floor=False),
        ),
    ),
)
