"""ner_conll2003: names of persons, organisations and places in Reuters news of 1996, same spans and types.

Spans are the same but for a leading article and a possessive ending.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluation.context import Context
from evaluation.files import Row, rows
from evaluation.scoring.ratios import added, f1_of_counts
from evaluation.scoring.spans import name_span
from evaluation.task import Figures, Line, Page, PageTask

__all__ = ["TASKS"]

_TYPES = {
    "person": "PER", "organization": "ORG", "place": "LOC", "facility": "LOC",
    "PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC",
}  # fmt: skip
_ASKED = frozenset({"PER", "ORG", "LOC"})


def _pages(context: Context, paths: Sequence[str]) -> list[Page]:
    every = (row for path in paths for row in rows(Path(path)))
    found = context.choose(every, name=lambda row: str(row["id"]))
    return [Page(id=row["id"], ask={"text": row["text"]}, gold=row) for row in found]


def score(gold: Row, answer: Row) -> Row:
    """Names with the gold's span and type."""
    text = gold["text"]
    wanted = {
        (*name_span(text, one["start"], one["end"]), one["type"]) for one in gold["entities"] if one["type"] in _ASKED
    }
    given = {
        (*name_span(text, start, end), _TYPES[kind]) for start, end, kind in answer.get("names", ()) if kind in _TYPES
    }
    return {"wanted": len(wanted), "given": len(given), "right": len(wanted & given)}


def total(scores: Sequence[Row]) -> Figures:
    """F1 over all names."""
    return {"f1": f1_of_counts(*added(scores, "right", "given", "wanted"))}


TASKS = (
    PageTask(
        name="ner_conll2003",
        issue=4,
        folder="ner_conll2003",
        files=("docs*.jsonl.gz",),
        lines=(Line(metric="f1", label="names (person, organisation, place), F1", aim=".75"),),
        ask=_pages,
        systems={"dateline": "reading", "spaCy": "spacy"},
        score=score,
        total=total,
        rank=lambda counts: f1_of_counts(counts["right"], counts["given"], counts["wanted"] or 1e-9),
    ),
)
