"""Fit the weights of `dateline.linking.kinship` on annotated stories, and say how well they do on stories left out.

    python tools/fit_stories.py DATA KEPT

DATA holds clusters_g5w1h and incidents_gva; what is read of them is kept in workspaces in the folder KEPT, since reading
takes half an hour. Stories are split into five parts; the pairs of each part are judged by weights fitted on the other
four, and the stories found with these judgements scored by B-cubed. The weights that are written are fitted on all parts.
They hold no words of the pages. Needs numpy alone.
"""

from __future__ import annotations

import gzip
import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

from dateline.engine import LocalEngine
from dateline.lexicon.weights import Matrices as Weights
from dateline.linking import stories
from dateline.linking.corpus import arrange
from dateline.linking.kinship import Numbers, apply, traits
from dateline.linking.shelf import MemoryShelf
from dateline.linking.sketches import keys_of, sketch
from dateline.pipeline import Plan, read
from dateline.records.linked import Page
from dateline.records.page import Known, Source
from dateline.records.sketch import Sketch
from dateline.store import open_store

SETS = {
    "clusters_g5w1h": ("docs.jsonl.gz", "cluster", 1.0),
    "incidents_gva": ("docs_dev.jsonl.xz", "incident", 3.0),
}
"""File, the field that names the story, and the weight of the set's pairs: look-alike happenings are the harder ones."""
PARTS = 5
HIDDEN = 8
DECAY = 1e-2
ROUNDS = 3000
BATCH = 512
JOINS = stories._JOINS
NETWORKS = 3
"""Networks that are fitted from different beginnings; their hidden layers stand side by side in the one that is written."""
OUT = Path(__file__).parents[1] / "src" / "dateline" / "lexicon" / "data" / "story_weights.tsv"
Row = dict[str, Any]


class Part:
    """One set: its sketches in order, the gold story of each, and the pairs that are compared, with their traits."""

    def __init__(self, name: str, data: Path, kept: Path) -> None:
        file, field, self.weight = SETS[name]
        self.sketches, self.gold = _sketches(_rows(data / name / file), field=field, path=kept / f"{name}.db")
        names = sorted(set(self.gold))
        parts = dict(zip(names, np.random.default_rng(0).integers(0, PARTS, len(names)), strict=True))
        self.part = np.array([parts[story] for story in self.gold])
        pairs = list(_pairs(self.sketches))
        self.left, self.right = (np.array(side) for side in zip(*pairs, strict=True))
        self.shown = np.array([traits(self.sketches[a], self.sketches[b]) for a, b in pairs])
        self.same = np.array([float(self.gold[a] == self.gold[b]) for a, b in pairs])
        self.likely = np.zeros(len(pairs))


def _rows(path: Path) -> list[Row]:
    opener = lzma.open if path.suffix == ".xz" else gzip.open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if row.get("split", "dev") == "dev" and str(row["text"]).strip()]


def _sketches(rows: list[Row], *, field: str, path: Path) -> tuple[list[Sketch], list[str]]:
    sources = [
        Source(
            name=f"page-{at}",
            payload=str(row["text"]).encode("utf-8", "replace"),
            media_type="text/plain; charset=utf-8",
            known=Known(title=row["title"], published=(row["date"] or "")[:10] or None),
        )
        for at, row in enumerate(sorted(rows, key=lambda row: (row["date"] or "", row["id"])))
    ]
    gold = {
        f"page-{at}": str(row[field]) for at, row in enumerate(sorted(rows, key=lambda r: (r["date"] or "", r["id"])))
    }
    with LocalEngine(workers=2) as engine, closing(open_store(path)) as store:
        for done, _ in enumerate(read(sources, store=store, engine=engine, plan=Plan())):
            print(f"\r{path.stem}: {done + 1} of {len(sources)}", end="", file=sys.stderr)
        found = list(store.articles())
        readings = {reading.text_id: reading for reading in store.readings(sorted({one.text_id for one in found}))}
        texts = arrange(
            Page(article=one, reading=readings[one.text_id], text=store.text(one.text_id))
            for one in found
            if one.text_id in readings
        )
        made = sorted(((sketch(text), gold[text.founder.source]) for text in texts), key=lambda one: one[0].order)
    return [one for one, _ in made], [story for _, story in made]


def _pairs(sketches: list[Sketch]) -> Iterator[tuple[int, int]]:
    """Each text with the earlier ones that it is compared with (as in `stories.settle`)."""
    shelf = MemoryShelf()
    number = {one.text_id: at for at, one in enumerate(sketches)}
    for at, one in enumerate(sketches):
        near = shelf.ahead(
            one.order, keys_of(one), a_key=stories._A_KEY, shared=stories._SHARED, most=stories._COMPARED
        )
        yield from ((number[other], at) for other in near)
        shelf.put(one, keys_of(one))


def _fit(shown: Numbers, same: Numbers, weight: Numbers, *, seed: int) -> Weights:
    """One network by Adam on the weighted log loss."""
    random = np.random.default_rng(seed)
    mean, scale = shown.mean(0), 1 / np.maximum(shown.std(0), 1e-6)
    inputs, chance = (shown - mean) * scale, weight / weight.sum()
    values = {
        "w1": random.normal(0, 1 / np.sqrt(inputs.shape[1]), (inputs.shape[1], HIDDEN)), "b1": np.zeros(HIDDEN),
        "w2": random.normal(0, 0.3, (HIDDEN, 1)), "b2": np.zeros(1),
    }  # fmt: skip
    first, second = ({name: np.zeros_like(value) for name, value in values.items()} for _ in range(2))
    chosen = random.choice(len(inputs), (ROUNDS, BATCH), p=chance)
    for step, rows in enumerate(chosen, start=1):
        given, wanted = inputs[rows], same[rows][:, None]
        hidden = np.maximum(0.0, given @ values["w1"] + values["b1"])
        error = (1 / (1 + np.exp(-(hidden @ values["w2"] + values["b2"]))) - wanted) / BATCH
        back = (error @ values["w2"].T) * (hidden > 0)
        slopes = {"w2": hidden.T @ error, "b2": error.sum(0), "w1": given.T @ back, "b1": back.sum(0)}
        rate = 0.01 * (1 - step / (ROUNDS + 1))
        for name, value in values.items():
            slope = slopes[name] + (DECAY * value if name.startswith("w") else 0)
            first[name] = 0.9 * first[name] + 0.1 * slope
            second[name] = 0.999 * second[name] + 0.001 * slope**2
            value -= rate * first[name] / (1 - 0.9**step) / (np.sqrt(second[name] / (1 - 0.999**step)) + 1e-8)
    return {"mean": mean, "scale": scale, **values}


def _several(shown: Numbers, same: Numbers, weight: Numbers) -> Weights:
    """Networks side by side as one: hidden layers joined, scores averaged."""
    made = [_fit(shown, same, weight, seed=seed) for seed in range(NETWORKS)]
    return {
        "mean": made[0]["mean"], "scale": made[0]["scale"],
        "w1": np.hstack([one["w1"] for one in made]), "b1": np.hstack([one["b1"] for one in made]),
        "w2": np.vstack([one["w2"] for one in made]) / NETWORKS, "b2": sum(one["b2"] for one in made) / NETWORKS,
    }  # fmt: skip


def _of(parts: list[Part], keep: list[Numbers]) -> tuple[Numbers, Numbers, Numbers]:
    """The pairs of all sets that are kept, each set with its weight, however many pairs it has."""
    weight = np.concatenate([np.full(int(k.sum()), part.weight / k.sum()) for part, k in zip(parts, keep, strict=True)])
    return (
        np.concatenate([part.shown[k] for part, k in zip(parts, keep, strict=True)]),
        np.concatenate([part.same[k] for part, k in zip(parts, keep, strict=True)]),
        weight,
    )


def _found(part: Part, joins: float) -> list[int]:
    """The stories of a set with the judgements on its pairs, as `stories.settle` finds them."""
    near: dict[int, dict[str, float]] = {}
    for left, right, value in zip(part.left, part.right, part.likely, strict=True):
        near.setdefault(int(right), {})[part.sketches[int(left)].text_id] = float(value)
    shelf = MemoryShelf()
    stories._JOINS = joins  # type: ignore[misc,unused-ignore]
    for at, one in enumerate(part.sketches):
        shelf.put(one, ())
        shelf.relate(one.text_id, {k: v for k, v in near.get(at, {}).items() if v >= stories._LEAST_KIN})
        shelf.join(one.text_id, stories._chosen(shelf, one.text_id))
    number = {one.text_id: at for at, one in enumerate(part.sketches)}
    return [number[shelf.founder(one.text_id) or ""] for one in part.sketches]


def _b_cubed(gold: list[str], found: list[int]) -> tuple[float, float, float]:
    both, ours, theirs = Counter(zip(gold, found, strict=True)), Counter(found), Counter(gold)
    precision = sum(count**2 / ours[found] for (_, found), count in both.items()) / len(gold)
    recall = sum(count**2 / theirs[gold] for (gold, _), count in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall), precision, recall


def main() -> None:
    """Fit, score on the parts left out, and write the table."""
    data, kept = Path(sys.argv[1]), Path(sys.argv[2])
    parts = [Part(name, data, kept) for name in SETS]
    for number in range(PARTS):
        keep = [(part.part[part.left] != number) & (part.part[part.right] != number) for part in parts]
        weights = _several(*_of(parts, keep))
        for part in parts:
            mine = part.part[part.right] == number
            part.likely[mine] = apply(part.shown[mine], weights)
    scores = {}
    for joins in (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
        scores[joins] = [_b_cubed(part.gold, _found(part, joins)) for part in parts]
        print(joins, [tuple(round(value, 4) for value in one) for one in scores[joins]])
    stories._JOINS = JOINS  # type: ignore[misc,unused-ignore]
    weights = _several(*_of(parts, [np.ones(len(part.left), bool) for part in parts]))
    said = ", ".join(f"{name} {scores[JOINS][at][0]:.3f}" for at, name in enumerate(SETS))
    header = (
        "# Weights of the network that judges whether two texts are of one story (dateline.linking.kinship): name, numbers.\n"
        "# Made by tools/fit_stories.py from annotated stories; they hold no words of any page.\n"
        f"# On stories left out (five parts), joined from {JOINS} on, B-cubed F1: {said}.\n"
    )
    lines = []
    for name, matrix in weights.items():
        for row in np.atleast_2d(matrix):
            lines.append("\t".join([name, *(f"{value:.4g}" for value in row)]))
    OUT.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
