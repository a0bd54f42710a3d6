"""Fit the tables of `dateline.reading.events.tolls` on annotated reports; say how well they do on reports left out.

    python tools/fit_tolls.py DATA [PAGES]

DATA holds incidents_gva: reports whose dead and wounded are known. Reports are split by incident into five parts; each
part is judged by tables fitted on the other four (the trees on what sightings score under weights that have not seen
their incident). The tables that are written are fitted on all parts. Needs numpy alone; keeps no words of any report.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from fit_scenes import article_texts, reports
from growing import forest, reached, written
from numpy.typing import NDArray

from dateline.nlp import model
from dateline.reading.events import tolls
from dateline.reading.events.tolls import ASPECTS, Judged, Seen

_DATA = Path(__file__).parents[1] / "src" / "dateline" / "lexicon" / "data"
_SEEN_LEAST = 12
"""A mark that fewer sightings have is left out."""
_PARTS = 5
_RIDGE = 12.0

Numbers = NDArray[np.float64]
Table = dict[int, dict[str, float]]


@dataclass(frozen=True)
class Report:
    """What one text shows of its toll, the true numbers, whether its text states them, and the incident."""

    incident: str
    seen: Seen
    killed: int
    wounded: int

    def true(self, aspect: str) -> int:
        """The number of an aspect."""
        return {"killed": self.killed, "wounded": self.wounded, "both": self.killed + self.wounded}[aspect]


def samples(rows: Sequence[Mapping[str, Any]]) -> Iterator[Report]:
    for row, text in article_texts(rows):
        facts = row["facts"]
        yield Report(row["incident"], tolls.look(model.parse(text.text)), int(facts["killed"]), int(facts["injured"]))


def parts(found: Sequence[Report]) -> NDArray[np.int64]:
    """The part of each report, the same for all of one incident."""
    incidents = sorted({one.incident for one in found})
    random.Random(1).shuffle(incidents)
    of = {incident: number % _PARTS for number, incident in enumerate(incidents)}
    return np.array([of[one.incident] for one in found])


@dataclass(frozen=True)
class Sparse:
    """Marks of sightings as rows and columns of ones, with the report of each row."""

    row: NDArray[np.int64]
    column: NDArray[np.int64]
    report: NDArray[np.int64]
    names: tuple[str, ...]

    def scores(self, weights: Numbers) -> Numbers:
        return np.bincount(self.row, weights[self.column], minlength=len(self.report)) + weights[-1]

    def gradient(self, slope: Numbers) -> Numbers:
        own = np.bincount(self.column, slope[self.row], minlength=len(self.names))
        return np.append(own, slope.sum())


def sparse(found: Sequence[Report]) -> Sparse:
    told = [(number, tolls.crossed(one)) for number, report in enumerate(found) for one in report.seen.sightings]
    often = Counter(mark for _, marks in told for mark in marks)
    names = tuple(sorted(mark for mark, n in often.items() if n >= _SEEN_LEAST))
    place = {mark: at for at, mark in enumerate(names)}
    pairs = [(row, place[mark]) for row, (_, marks) in enumerate(told) for mark in sorted(marks) if mark in place]
    both = np.array(pairs)
    return Sparse(both[:, 0], both[:, 1], np.array([number for number, _ in told]), names)


def logistic(marks: Sparse, right: Numbers, used: NDArray[np.bool_], *, steps: int = 150, rate: float = 0.1) -> Numbers:
    """Weights and, last, the bias; by Adam over the rows that are used."""
    weights = np.zeros(len(marks.names) + 1)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        slope = np.where(used, 1 / (1 + np.exp(-marks.scores(weights))) - right, 0.0)
        gradient = (marks.gradient(slope) + _RIDGE * np.append(weights[:-1], 0.0)) / used.sum()
        first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def weigh(found: Sequence[Report], part: NDArray[np.int64]) -> tuple[list[list[Judged]], list[str]]:
    """The sightings of each report under weights that have not seen its incident; and the rows of the table."""
    marks = sparse(found)
    numbers = [one.number for report in found for one in report.seen.sightings]
    odds, lines = np.zeros((len(numbers), len(ASPECTS))), []
    for at, aspect in enumerate(ASPECTS):
        true = np.array([found[report].true(aspect) for report in marks.report])
        right = (np.array(numbers) == true).astype(float)
        for number in range(_PARTS):
            held = part[marks.report] == number
            odds[held, at] = marks.scores(logistic(marks, right, ~held))[held]
        weights = logistic(marks, right, np.ones(len(numbers), dtype=bool))
        named = zip((*marks.names, "bias"), weights, strict=True)
        lines += [f"{aspect}\t{name}\t{weight:.3f}" for name, weight in named if abs(weight) >= 0.02]
    judged: list[list[Judged]] = [[] for _ in found]
    told = ((number, one) for number, report in enumerate(found) for one in report.seen.sightings)
    for (number, sighting), row in zip(told, odds, strict=True):
        judged[number].append(Judged(sighting, tuple(map(float, row))))
    return judged, lines


def grow(
    name: str, tables: Sequence[Table], found: Sequence[Report], part: NDArray[np.int64]
) -> tuple[list[dict[int, float]], list[str]]:
    """The chance of each number under trees that have not seen the incident; and the rows of the table."""
    traits = sorted(next(iter(tables[0].values())))
    keys = [(report, number) for report, table in enumerate(tables) for number in table]
    values = np.array([[tables[report][number][trait] for trait in traits] for report, number in keys])
    right = np.array([float(number == found[report].true(name)) for report, number in keys])
    of = np.array([part[report] for report, _ in keys])
    chances = np.zeros(len(keys))
    for number in range(_PARTS):
        held = of == number
        chances[held] = 1 / (1 + np.exp(-reached(forest(values[~held], right[~held]), values[held])))
    shown: list[dict[int, float]] = [{} for _ in found]
    for (report, number), chance in zip(keys, chances, strict=True):
        shown[report][number] = float(chance)
    return shown, written(name, forest(values, right), traits)


def said(name: str, chances: Sequence[Mapping[int, float]], found: Sequence[Report]) -> str:
    """How often the likeliest number is right."""

    def share(asked: Callable[[int], bool]) -> str:
        hits = [
            max(chance, key=lambda number: chance[number]) == report.true(name)
            for chance, report in zip(chances, found, strict=True)
            if asked(report.true(name))
        ]
        return f"{sum(hits) / len(hits):.3f} of {len(hits)}"

    several = share(lambda n: n > 1)
    return f"{name}: none right in {share(lambda n: n == 0)}, one in {share(lambda n: n == 1)}, several in {several}"


def main(data: Path, most: int) -> None:
    found = list(samples(reports(data)[:most]))
    write(found)


def write(found: Sequence[Report]) -> None:
    part = parts(found)
    judged, weights = weigh(found, part)
    tables = [tolls.traits(report.seen, of) for report, of in zip(found, judged, strict=True)]
    dead, killed = grow("killed", tables, found, part)
    shown = [said("killed", dead, found)]
    tables = [tolls.with_dead(table, chance) for table, chance in zip(tables, dead, strict=True)]
    hurt, wounded = grow("wounded", tables, found, part)
    shown.append(said("wounded", hurt, found))
    print("\n".join(shown))
    head = [
        "# Made by tools/fit_tolls.py from annotated reports; no words of any report.",
        "# Right on incidents left out (stated in the text or not):",
        *(f"# {line}" for line in shown),
    ]
    first = "# Weights by which a number of people is judged (reading.events.tolls). Columns: aspect, mark, weight."
    (_DATA / "toll_weights.tsv").write_text("\n".join([first, *head, *weights]) + "\n", encoding="utf-8")
    first = "# Trees by which the toll of a text is chosen (reading.events.tolls); columns as in lexicon.trees."
    (_DATA / "toll_trees.tsv").write_text("\n".join([first, *head, *killed, *wounded]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10**6)
