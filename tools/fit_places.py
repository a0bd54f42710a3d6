"""Fit the weights by which a place name means one place of the gazetteer, on annotated news.

    python -m tools.fit_places ../shared/data src/dateline/lexicon/data/place_weights.tsv

Texts of geo_news (development part) are read as far as their place names; a name's right candidates are those
within 161 km of the gold. The weights are those of a conditional logit: traits of candidates in, chances out.
They hold no words of any text. Figures are by cross-validation over texts, each corpus weighing the same.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from evaluation.files import Row, rows
from evaluation.scoring.spans import name_span
from evaluation.sets.geo_news import near

from dateline.nlp import Parse, model
from dateline.reading.mentions import coreference, mentions
from dateline.reading.places import geocoding, places
from dateline.reading.places.geocoding import ROUNDS, Query
from dateline.reading.places.traits import TRAITS, Asked, Numbers, traits
from dateline.reading.times import times
from dateline.reading.who import Who
from dateline.records.evidence import Text, article_text

_PARTS = 5
_FITS = 4
"""Times that the weights and the traits that hang on them are fitted in turn."""


@dataclass(slots=True)
class Sample:
    """The names of one text: their candidates, and which of them are right; weights count the gold's mentions."""

    corpus: str
    asked: list[Asked]
    demonyms: Counter[str]
    right: list[np.ndarray]
    times: list[int]


def sample_of(row: Row, parse: Parse, text: Text) -> Sample:
    """What is to be chosen in one text."""
    named = mentions.find(parse, text, times=times.find(parse, text))
    chains = coreference.resolve(parse, text, mentions=named)
    spots, queries = places.asked(parse, who=Who(parse, chains.mentions, chains.chains))
    gold = {
        name_span(row["text"], one["start"], one["end"]): (one["lat"], one["lon"])
        for one in row["toponyms"]
        if one.get("lat") is not None
    }
    points: dict[Query, Counter[tuple[float, float]]] = {}
    for spot, query in spots:
        span = name_span(row["text"], parse.tokens[spot.first].start, parse.tokens[spot.last - 1].end)
        if span in gold:
            points.setdefault(query, Counter())[gold[span]] += 1
    asked = [geocoding.asked(query) for query in queries]
    right, count = [], []
    for query, one in zip(queries, asked, strict=True):
        of_query = points.get(query, Counter())
        point = of_query.most_common(1)[0][0] if of_query else None
        count.append(sum(of_query.values()))
        right.append(
            np.array([point is not None and near(point, (o.latitude, o.longitude)) for o in one.options], dtype=bool)
        )
    return Sample(row["corpus"], asked, places.adjectives(parse), right, count)


def fit(samples: Sequence[Sample], *, start: Numbers) -> Numbers:
    """Weights that make the right candidates likeliest."""
    weights = start
    mass = Counter(sample.corpus for sample in samples for n, r in zip(sample.times, sample.right, strict=True) if n)
    for _ in range(_FITS):
        cases = []
        for sample in samples:
            likely = geocoding.chances(sample.asked, demonyms=sample.demonyms, weights=weights, rounds=ROUNDS - 1)
            found = traits(sample.asked, likely, demonyms=sample.demonyms)
            for table, right, count in zip(found, sample.right, sample.times, strict=True):
                if count and right.any() and not right.all():
                    cases.append((table, right, min(count, 5) ** 0.5 / mass[sample.corpus]))
        weights = climb(cases, weights)
    return weights


def climb(cases: Sequence[tuple[Numbers, np.ndarray, float]], weights: Numbers, *, steps: int = 400) -> Numbers:
    """Gradient ascent (Adam) on the log likelihood, with a small pull to zero."""
    total = sum(mass for _, _, mass in cases)
    table = np.concatenate([case[0] for case in cases])
    right = np.concatenate([case[1] for case in cases])
    owner = np.concatenate([np.full(len(case[0]), at) for at, case in enumerate(cases)])
    mass = np.array([case[2] for case in cases]) / total
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    starts = np.searchsorted(owner, np.arange(len(cases)))
    for step in range(1, steps + 1):
        score = table @ weights
        score -= np.maximum.reduceat(score, starts)[owner]
        power = np.exp(score)
        chance = power / np.add.reduceat(power, starts)[owner]
        of_right = np.where(right, chance, 0.0)
        share = of_right / np.maximum(np.add.reduceat(of_right, starts)[owner], 1e-12)
        slope = ((share - chance) * mass[owner]) @ table - 2e-4 * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights = weights + 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
    return weights


def judge(samples: Sequence[Sample], weights: Numbers) -> dict[str, float]:
    """The share of located mentions whose best candidate is right, by corpus, and their mean."""
    hits: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for sample in samples:
        likely = geocoding.chances(sample.asked, demonyms=sample.demonyms, weights=weights)
        for chance, right, count in zip(likely, sample.right, sample.times, strict=True):
            seen[sample.corpus] += count
            hits[sample.corpus] += count * bool(len(chance) and right[int(np.argmax(chance))])
    figures = {corpus: hits[corpus] / seen[corpus] for corpus in sorted(seen) if seen[corpus]}
    return {**figures, "mean": sum(figures.values()) / len(figures)}


def main(data: Path, target: Path) -> None:
    """Fit, judge by cross-validation, write."""
    samples = []
    for path in sorted((data / "geo_news").glob("docs*.jsonl.gz")):
        for row in rows(path):
            text = article_text([row["text"]])
            samples.append(sample_of(row, model.parse(text.text), text))
    write(samples, target)


def write(samples: Sequence[Sample], target: Path) -> None:
    """Fit on all, with the figure of texts left out in the header."""
    zero = np.zeros(len(TRAITS))
    left: list[dict[str, float]] = []
    for part in range(_PARTS):
        weights = fit([s for at, s in enumerate(samples) if at % _PARTS != part], start=zero)
        left.append(judge(samples[part::_PARTS], weights))
    mean = sum(one["mean"] for one in left) / _PARTS
    weights = fit(samples, start=zero)
    print("left out:", {key: round(sum(one.get(key, 0) for one in left) / _PARTS, 4) for key in left[0]})
    print("seen:", judge(samples, weights))
    lines = [
        "# Weights by which a place name means one place (dateline.reading.places.traits): trait, weight.",
        "# Made by tools/fit_places.py from annotated news texts; they hold no words of any text. Of texts left out",
        f"# (five parts) {mean:.3f} of the located names lie within 161 km of the gold, mean of four corpora.",
    ]
    lines += [f"{name}\t{weight:.5g}" for name, weight in zip(TRAITS, weights, strict=True)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
