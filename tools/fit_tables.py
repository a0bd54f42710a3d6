"""Fit the weights that judge names in the rows of tables, on annotated news.

    python -m tools.fit_tables ../shared/data src/dateline/lexicon/data/table_weights.tsv

Cells of ner_conll2003 (development part) that are a person, an organisation or a place of the gold with exactly
their words, or none. A network of one hidden layer; it holds no words of any text. Figures by cross-validation
over texts.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from evaluation.files import Row, rows

from dateline.nlp import Parse, model
from dateline.reading.mentions import names
from dateline.reading.mentions.tables import CLASSES, TRAITS, Numbers, cells, traits
from dateline.records.evidence import article_text

_TYPES = {"PER": "person", "ORG": "organization", "LOC": "place"}
_HIDDEN, _PARTS, _STEPS = 24, 5, 400


@dataclass(slots=True)
class Sample:
    """The cells of one text: their traits and their classes."""

    traits: Numbers
    classes: np.ndarray


def sample_of(row: Row, parse: Parse) -> Sample:
    """What is to be judged in one text."""
    found = cells(parse)
    gold = {(one["start"], one["end"]): _TYPES.get(one["type"]) for one in row["entities"]}
    spans = [(parse.tokens[cell.first].start, parse.tokens[cell.last - 1].end) for cell in found]
    classes = np.array([CLASSES.index(gold.get(span)) for span in spans], dtype=int)  # type: ignore[arg-type]
    return Sample(traits(parse, found, names=names.of_model(parse)), classes)


Network = dict[str, Numbers]


def fit(samples: Sequence[Sample], *, seed: int = 1) -> Network:
    """Train the network with Adam on all cells at once, with decay and noise on the hidden layer."""
    table = np.concatenate([sample.traits for sample in samples])
    wanted = np.eye(len(CLASSES))[np.concatenate([sample.classes for sample in samples])]
    net: Network = {"mean": table.mean(axis=0), "scale": np.maximum(table.std(axis=0), 0.05)}
    table = (table - net["mean"]) / net["scale"]
    random = np.random.default_rng(seed)
    shapes = {"w1": (len(TRAITS), _HIDDEN), "b1": (_HIDDEN,), "w2": (_HIDDEN, len(CLASSES)), "b2": (len(CLASSES),)}
    for name, shape in shapes.items():
        net[name] = random.normal(0, 1 / np.sqrt(shape[0]), shape) if name[0] == "w" else np.zeros(shape)
    memory = {name: (np.zeros(shape), np.zeros(shape)) for name, shape in shapes.items()}
    for step in range(1, _STEPS + 1):
        kept = random.random((len(table), _HIDDEN)) > 0.3
        before = table @ net["w1"] + net["b1"]
        hidden = np.where(kept, np.maximum(before, 0), 0) / 0.7
        score = hidden @ net["w2"] + net["b2"]
        power = np.exp(score - score.max(axis=1, keepdims=True))
        wrong = (power / power.sum(axis=1, keepdims=True) - wanted) / len(table)
        back = np.where(kept & (before > 0), wrong @ net["w2"].T, 0) / 0.7
        slopes = {"w1": table.T @ back, "b1": back.sum(axis=0), "w2": hidden.T @ wrong, "b2": wrong.sum(axis=0)}
        for name, slope in slopes.items():
            slope = slope + 1e-4 * net[name] * (name[0] == "w")
            first, second = memory[name]
            memory[name] = first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
            net[name] = net[name] - 0.01 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return net


def judge(samples: Sequence[Sample], net: Network) -> tuple[int, int, int]:
    """Names right, given and wanted."""
    table = np.concatenate([sample.traits for sample in samples])
    wanted = np.concatenate([sample.classes for sample in samples])
    hidden = np.maximum((table - net["mean"]) / net["scale"] @ net["w1"] + net["b1"], 0)
    given = np.argmax(hidden @ net["w2"] + net["b2"], axis=1)
    return int(((given == wanted) & (given > 0)).sum()), int((given > 0).sum()), int((wanted > 0).sum())


def write(samples: Sequence[Sample], target: Path) -> None:
    """Fit on all, with the figure of texts left out in the header."""
    counts = np.zeros(3)
    for part in range(_PARTS):
        net = fit([sample for at, sample in enumerate(samples) if at % _PARTS != part])
        counts += judge(samples[part::_PARTS], net)
    figure = 2 * counts[0] / (counts[1] + counts[2])
    print("left out:", figure, counts)
    net = fit(samples)
    print("seen:", judge(samples, net))
    lines = [
        "# Weights of the network that judges names in rows of tables (reading.mentions.tables): name, numbers.",
        "# Made by tools/fit_tables.py from annotated news texts; they hold no words of any text.",
        f"# On texts left out (five parts): F1 {figure:.3f} of the names that are a run of capitals in a row.",
    ]
    for name, numbers in net.items():
        lines += ["\t".join([name, *(f"{number:.4g}" for number in row)]) for row in np.atleast_2d(numbers)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(data: Path, target: Path) -> None:
    """Read, fit, judge, write."""
    samples = []
    for path in sorted((data / "ner_conll2003").glob("docs*.jsonl.gz")):
        for row in rows(path):
            sample = sample_of(row, model.parse(article_text([row["text"]]).text))
            if len(sample.classes):
                samples.append(sample)
    write(samples, target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
