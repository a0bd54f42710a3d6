"""Fit the weights of `dateline.article.labelling` on annotated pages, and say how well they do on sites left out.

    python tools/fit_lines.py DATA VISIBLE [html|plain]

DATA holds web_aeb and web_newspaper4k; VISIBLE is a .jsonl file of the same pages' visible text ({"id", "text"}), made
by a converter that is not ours. Pages are split by site into five parts; each part is judged by weights fitted on the
other four, and scored as the article extraction benchmark scores bodies. The weights that are written are fitted on all
parts. They hold no words of the pages. Needs numpy alone.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tarfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from dateline.article.body import best_run, held, split_sentences
from dateline.article.labelling import Weights, apply, chosen, window
from dateline.article.language import function_words, language_of
from dateline.article.lines import Line, lines_of, repeated, unwrapped
from dateline.article.markup import scan
from dateline.article.shape import shapes_of
from dateline.article.traits import PLAIN, traits_of
from dateline.article.tree import covered_lines, parse, tree_blocks
from dateline.capture import CaptureStage
from dateline.records.page import Source

Sample = dict[str, Any]
HIDDEN = (24, 16)
RUN = PLAIN - 8
"""The column that says whether a line is in the rules' own body."""
_WORD = re.compile(r"\w+")
_OUT = Path(__file__).parents[1] / "src" / "dateline" / "lexicon" / "data"


def sample_of(
    lines: tuple[Line, ...], gold: str, *, site: str, covered: dict[int, float] | None, copies: int
) -> Sample:
    language = language_of(line.text for line in lines if len(line.text) > 60)
    small = function_words(language) if language else frozenset()
    shapes = shapes_of(lines, function_words=small, times=repeated(lines))
    first, last, _ = best_run([shape.score for shape in shapes])
    traits = traits_of(lines, shapes, run=(first, last), covered=covered)
    words = [_WORD.findall(line.text) for line in lines]
    taken = traits[:, PLAIN] if covered is not None else held(lines, shapes, run=(first, last))
    return {
        "x": traits,
        "y": labels(words, _WORD.findall(gold)),
        "words": words,
        "gold": gold,
        "site": site,
        "copies": copies,
        "taken": taken,
    }


def labels(lines: list[list[str]], gold: list[str]) -> np.ndarray:
    """Which lines are the gold's: the heaviest chain of lines that stand in it in their order."""
    where: dict[tuple[str, ...], list[int]] = {}
    for size in (1, 2, 3, 4):
        for at in range(len(gold) - size + 1):
            where.setdefault(tuple(gold[at : at + size]), []).append(at)
    options: list[tuple[int, int, int, float]] = []
    for index, words in enumerate(lines):
        if not words:
            continue
        size = min(4, len(words))
        shingles = [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]
        share = sum(one in where for one in shingles) / len(shingles)
        if share < 0.5:
            continue
        start = next(at for at, one in enumerate(shingles) if one in where)
        for at in where[shingles[start]][:12]:
            options.append((index, at - start, at - start + len(words), share * len(words)))
    best: list[tuple[float, int]] = []
    for number, (index, start, _, gain) in enumerate(options):
        ahead = [
            (best[o][0], o)
            for o in range(max(0, number - 400), number)
            if options[o][0] < index and options[o][2] <= start + 2
        ]
        total, previous = max(ahead, default=(0.0, -1))
        best.append((total + gain, previous))
    found = np.zeros(len(lines))
    at = max(range(len(best)), key=lambda o: best[o][0], default=-1)
    while at != -1:
        found[options[at][0]] = 1.0
        at = best[at][1]
    return found


def html_samples(data: Path) -> list[Sample]:
    capture = CaptureStage().open()
    found = []
    for gold, html in pages(data):
        text = capture(Source(name="page", payload=html)).texts[0].text
        lines = scan(text).lines
        tree = parse(text)
        covered = {} if tree is None else covered_lines(tree_blocks(tree), lines)
        found.append(sample_of(lines, gold["text"], site=site_of(gold), covered=covered, copies=1))
    return found


def plain_samples(data: Path, visible: Path) -> list[Sample]:
    texts = {row["id"]: row["text"] for row in map(json.loads, visible.open(encoding="utf-8"))}
    found = []
    for gold, _ in pages(data):
        text = texts.get(gold["id"], "")
        for form in (text, " ".join(text.split())):
            lines = split_sentences(unwrapped(lines_of(form)))
            if lines:
                found.append(sample_of(lines, gold["text"], site=site_of(gold), covered=None, copies=2))
    return found


def pages(data: Path) -> list[tuple[dict[str, Any], bytes]]:
    found = []
    for name in ("web_aeb", "web_newspaper4k"):
        html = {}
        for path in sorted((data / name).glob("pages_dev.tar.xz")):
            with tarfile.open(path) as archive:
                for member in archive:
                    if member.isfile():
                        html[Path(member.name).stem] = archive.extractfile(member).read()  # type: ignore[union-attr]
        with gzip.open(data / name / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
            found += [(row, html[row["id"]]) for row in map(json.loads, file) if row["id"] in html]
    return found


def site_of(gold: dict[str, Any]) -> str:
    return ".".join(re.sub(r"^https?://", "", gold["url"]).split("/")[0].split(".")[-2:])


def sound(samples: list[Sample], *, kind: str) -> list[Sample]:
    """The pages whose gold is not at odds with the rules' body: gold that breaks off would teach to break off."""
    column, least = (PLAIN, 0.6) if kind == "html" else (RUN, 0.5)
    return [one for one in samples if figures([one], [np.round(one["x"][:, column])])[2] >= least]


def fit(samples: list[Sample], *, seed: int = 0, epochs: int = 24) -> Weights:
    """Adam over pages; a line weighs as its words do, a page as the root of its lines."""
    make = np.random.default_rng(seed)
    every = np.vstack([sample["x"] for sample in samples])
    scale = 1.0 / np.maximum(every.std(axis=0), 0.05)
    scale[every.std(axis=0) == 0] = 0.0
    width = every.shape[1]
    size = len(window(np.zeros((1, 1)))[0])
    w: Weights = {
        "w1": make.normal(0, (2 / (size * width)) ** 0.5, (size * width, HIDDEN[0])), "b1": np.zeros(HIDDEN[0]),
        "w2": make.normal(0, (2 / (size * HIDDEN[0])) ** 0.5, (size * HIDDEN[0], HIDDEN[1])), "b2": np.zeros(HIDDEN[1]),
        "w3": make.normal(0, 0.2, (HIDDEN[1], 1)), "b3": np.zeros(1),
    }  # fmt: skip
    mean = every.mean(axis=0)
    fixed = [((s["x"] - mean) * scale, s["y"], weights_of(s)) for s in samples]
    moments = {name: (np.zeros_like(value), np.zeros_like(value)) for name, value in w.items()}
    step = 0
    for epoch in range(epochs):
        rate = 0.003 * (1 - epoch / epochs) + 0.0002
        for at in make.permutation(len(fixed)):
            step += 1
            x, y, mass = fixed[at]
            x = x * (make.random(x.shape[1]) > 0.1)
            for name, gradient in gradients(x, y, mass, w, make).items():
                first, second = moments[name]
                gradient = gradient + (2e-4 * w[name] if name.startswith("w") else 0.0)
                first += 0.1 * (gradient - first)
                second += 0.001 * (gradient**2 - second)
                w[name] -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {"mean": mean, "scale": scale, **w}


def weights_of(sample: Sample) -> np.ndarray:
    mass = np.array([len(words) for words in sample["words"]], dtype=float) ** 0.8 + 0.3
    return mass / mass.sum() / sample["copies"]


def gradients(x: np.ndarray, y: np.ndarray, mass: np.ndarray, w: Weights, make: np.random.Generator) -> Weights:
    a = window(x)
    h1 = np.maximum(0.0, a @ w["w1"] + w["b1"])
    keep = (make.random(h1.shape[1]) > 0.15) / 0.85
    h1 = h1 * keep
    b = window(h1)
    h2 = np.maximum(0.0, b @ w["w2"] + w["b2"])
    score = (h2 @ w["w3"] + w["b3"])[:, 0]
    d = (1 / (1 + np.exp(-np.clip(score, -30, 30))) - y) * mass
    found = {"w3": h2.T @ d[:, None], "b3": np.array([d.sum()])}
    d2 = (d[:, None] @ w["w3"].T) * (h2 > 0)
    found |= {"w2": b.T @ d2, "b2": d2.sum(axis=0)}
    d1 = unwindow(d2 @ w["w2"].T, h1.shape[1]) * (h1 > 0) * keep
    return found | {"w1": a.T @ d1, "b1": d1.sum(axis=0)}


def unwindow(values: np.ndarray, width: int) -> np.ndarray:
    size = values.shape[1] // width
    reach = size // 2
    found = np.zeros((len(values) + 2 * reach, width))
    for shift in range(size):
        found[shift : shift + len(values)] += values[:, shift * width : (shift + 1) * width]
    return found[reach : reach + len(values)]


def figures(samples: list[Sample], judged: list[np.ndarray]) -> tuple[float, float, float]:
    precision, recall = [], []
    for sample, likely in zip(samples, judged, strict=True):
        given = [word for words, one in zip(sample["words"], likely, strict=True) if one >= 0.5 for word in words]
        left, right = shingles(_WORD.findall(sample["gold"])), shingles(given)
        hit = sum((left & right).values())
        precision += [hit / sum(right.values())] if right else []
        recall += [hit / sum(left.values())] if left else []
    p, r = float(np.mean(precision)), float(np.mean(recall))
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def shingles(words: list[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


def left_out(samples: list[Sample], *, kind: str, parts: int = 5) -> list[np.ndarray]:
    sites = sorted({sample["site"] for sample in samples})
    part = {site: number % parts for number, site in enumerate(np.random.default_rng(7).permutation(sites))}
    judged: list[np.ndarray] = [np.zeros(0)] * len(samples)
    for number in range(parts):
        weights = fit(sound([sample for sample in samples if part[sample["site"]] != number], kind=kind))
        for at, sample in enumerate(samples):
            if part[sample["site"]] == number:
                judged[at] = apply(sample["x"], weights)
    return judged


def chosen_of(sample: Sample, likely: np.ndarray, *, kind: str) -> np.ndarray:
    """What the product takes: ones and zeros."""
    found = np.zeros(len(likely))
    found[chosen(likely, sample["taken"], kind=kind)] = 1.0
    return found


def write(kind: str, weights: Weights, *, said: str) -> None:
    lines = [
        f"# Weights of the network that judges the lines of {kind} pages (dateline.article.labelling): name, numbers.",
        "# Made by tools/fit_lines.py from the shapes of lines of annotated pages; they hold no words of any page.",
        f"# {said}",
    ]
    for name, matrix in weights.items():
        lines += ["\t".join([name, *(f"{value:.5g}" for value in row)]) for row in np.atleast_2d(matrix)]
    (_OUT / f"line_weights_{kind}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(data: Path, visible: Path, kinds: list[str]) -> None:
    for kind in kinds:
        samples = html_samples(data) if kind == "html" else plain_samples(data, visible)
        ideal = figures(samples, [sample["y"] for sample in samples])
        print(kind, len(samples), "with the labels themselves: P %.4f R %.4f F1 %.4f" % ideal, flush=True)
        reached = figures(
            samples,
            [
                chosen_of(one, likely, kind=kind)
                for one, likely in zip(samples, left_out(samples, kind=kind), strict=True)
            ],
        )
        print(kind, "on sites left out: P %.4f R %.4f F1 %.4f" % reached, flush=True)
        said = (
            "On sites left out (five parts by site): precision %.3f, recall %.3f, F1 %.3f of 4-word shingles." % reached
        )
        write(kind, fit(sound(samples, kind=kind)), said=said)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] or ["html", "plain"])
