"""geo_news: toponyms and where they are, in four corpora; figures are means of the four.

Toponyms are the places that the gold locates, and in the corpora that mark nothing else also those that it
does not; spans are the same but for a leading article and a possessive ending. Of those found and located in
the gold, within 161 km.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from evaluation.context import Context
from evaluation.files import Row, rows
from evaluation.scoring.ratios import added, f1_of_counts, mean, share
from evaluation.scoring.spans import name_span
from evaluation.task import Figures, Line, Page, PageTask

__all__ = ["TASKS"]

_NEAR_KM = 161.0


def _pages(context: Context, paths: Sequence[str]) -> list[Page]:
    every = (row for path in paths for row in rows(Path(path)))
    found = context.choose(every, name=lambda row: str(row["id"]))
    return [Page(id=row["id"], ask={"text": row["text"]}, gold=row) for row in found]


def score(gold: Row, answer: Row) -> Row:
    """Toponyms found, and those found that lie near."""
    text = gold["text"]
    wanted = {
        name_span(text, one["start"], one["end"]): one
        for one in gold["toponyms"]
        if one.get("lat") is not None or not one.get("type")
    }
    given = {name_span(text, one["start"], one["end"]): one for one in answer.get("toponyms", ())}
    both = [(wanted[span], given[span]) for span in wanted.keys() & given.keys()]
    placed = [(one, other) for one, other in both if one.get("lat") is not None]
    return {
        "corpus": gold["corpus"],
        "given": len(given),
        "wanted": len(wanted),
        "found": len(both),
        "placed": len(placed),
        "near": sum(near((one["lat"], one["lon"]), other.get("at")) for one, other in placed),
    }


def near(left: tuple[float, float], right: Sequence[float | None] | None) -> bool:
    """Whether two points lie within 161 km; what has no place is not near."""
    if right is None or right[0] is None or right[1] is None:
        return False
    return distance_km(left, (right[0], right[1])) <= _NEAR_KM


def distance_km(left: tuple[float, float], right: tuple[float, float]) -> float:
    """The great-circle distance of two points in degrees."""
    north, east, other_north, other_east = map(radians, (*left, *right))
    chord = sin((other_north - north) / 2) ** 2 + cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(chord)))


def total(scores: Sequence[Row]) -> Figures:
    """Means over the corpora that are there, and each corpus's own figures."""
    found: Figures = {}
    by_corpus: dict[str, list[Row]] = {}
    for score in sorted(scores, key=lambda score: str(score["corpus"])):
        by_corpus.setdefault(score["corpus"], []).append(score)
    for name, group in by_corpus.items():
        right, given, wanted, placed, close = added(group, "found", "given", "wanted", "placed", "near")
        found[f"f1 {name}"], found[f"near {name}"] = f1_of_counts(right, given, wanted), share(close, placed)
    for key in ("f1", "near"):
        found[key] = mean(found[f"{key} {name}"] for name in by_corpus)
    return found


TASKS = (
    PageTask(
        name="geo_news",
        issue=4,
        folder="geo_news",
        files=("docs*.jsonl.gz",),
        lines=(
            Line(metric="f1", label="toponyms, F1, mean of four corpora", aim=".85"),
            Line(metric="near", label="within 161 km, of those found", aim=".85"),
        ),
        ask=_pages,
        systems={"dateline": "reading", "spaCy, largest namesake": "spacy"},
        score=score,
        total=total,
        rank=lambda counts: f1_of_counts(counts["found"], counts["given"], counts["wanted"] or 1e-9),
    ),
)
