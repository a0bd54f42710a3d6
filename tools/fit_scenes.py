"""Fit the weights of `dateline.reading.events.scenes` on annotated reports; say how well they do on reports left out.

    python tools/fit_scenes.py DATA [PAGES]

DATA holds incidents_gva: reports whose city and day are known. Reports are split by incident into five parts; each part
is judged by weights fitted on the other four. The weights that are written are fitted on all parts. A trait is how a
place or a day stands in its text; the only words in traits are the kinds of our own table `scene_words`.
"""

from __future__ import annotations

import json
import lzma
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.article import ArticleStage, Captured
from dateline.capture import CaptureStage
from dateline.errors import DatelineError
from dateline.nlp import Parse, model
from dateline.reading.events import scenes
from dateline.reading.events.events import sight_of
from dateline.reading.mentions import coreference, mentions
from dateline.reading.places import places
from dateline.reading.quotations import quotations
from dateline.reading.times import times
from dateline.reading.who import Who
from dateline.records.evidence import Text
from dateline.records.page import Known, Source
from dateline.records.reading import Place, TimeExpression
from dateline.records.time import close

_OUT = Path(__file__).parents[1] / "src" / "dateline" / "lexicon" / "data" / "scene_weights.tsv"
_SEEN_LEAST = 8
"""A trait that fewer places or days have is left out."""
_PARTS = 5
_RIDGE = 3.0

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """One text: the traits of each place or day, which of them is right, and the incident."""

    incident: str
    traits: tuple[scenes.Traits, ...]
    right: tuple[bool, ...]


def reports(data: Path) -> list[dict[str, Any]]:
    folder = data / "incidents_gva"
    with lzma.open(folder / "incidents.jsonl.xz", "rt", encoding="utf-8") as file:
        facts = {row["incident"]: row for row in map(json.loads, file) if "killed" in row}
    found = []
    for path in sorted(folder.glob("docs_*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            found += [
                {**row, "facts": facts[row["incident"]]}
                for row in map(json.loads, file)
                if row["incident"] in facts and str(row["text"]).strip()
            ]
    random.Random(5).shuffle(found)
    return found


def article_texts(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Text]]:
    """Each report in which an article is found, with the article's text."""
    capture, article = CaptureStage().open(), ArticleStage().open()
    for row in rows:
        seen = capture(
            Source(
                name="page", payload=str(row["text"]).encode(), media_type="text/plain; charset=utf-8", known=Known()
            )
        )
        try:
            yield row, article(Captured(capture=seen.output, text=seen.texts[0])).texts[0]
        except DatelineError:
            continue


def samples(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Sample | None, Sample | None]]:
    for row, text in article_texts(rows):
        yield samples_of(model.parse(text.text), text, row)


def samples_of(parse: Parse, text: Text, row: Mapping[str, Any]) -> tuple[Sample | None, Sample | None]:
    when = times.find(parse, text)
    chains = coreference.resolve(parse, text, mentions=mentions.find(parse, text, times=when))
    who = Who(parse, chains.mentions, chains.chains)
    where = places.find(parse, text, who=who)
    said = quotations.find(parse, text, who=who, times=when)
    sight = sight_of(parse, text, who=who, times=when, toponyms=where.toponyms, quotations=said)
    known = {place.id: place for place in where.places}
    city, day = row["facts"].get("city"), datetime.strptime(row["facts"]["date"], "%B %d, %Y").date().isoformat()
    place_sample = day_sample = None
    if city and re.search(rf"\b{re.escape(city)}\b", text.text, re.I):
        told = scenes.place_traits(sight, where.toponyms, known)
        right = tuple(city.casefold() in names(place, known) for place in told)
        place_sample = Sample(row["incident"], tuple(traits for traits, _ in told.values()), right)
    days = scenes.day_traits(sight, when)
    hits = tuple(day_of(time, row.get("date")) == day for _, time in days.values())
    if any(hits) or re.search(rf"\b{date.fromisoformat(day):%b}[a-z]*\.? {date.fromisoformat(day).day}\b", text.text):
        day_sample = Sample(row["incident"], tuple(traits for traits, _ in days.values()), hits)
    return place_sample, day_sample


def names(place: str, known: Mapping[str, Place]) -> set[str]:
    around = [known[one] for one in (place, *known[place].within) if one in known]
    return {name.casefold() for one in around for name in (one.name, *one.variants)}


def day_of(time: TimeExpression, published: str | None) -> str | None:
    if time.value is not None:
        return time.value[:10]
    if time.anchor is None or not published:
        return None
    try:
        return close(time.anchor, date.fromisoformat(published[:10]))[:10]
    except (ValueError, OverflowError):
        return None


def columns(found: Sequence[Sample]) -> dict[str, int]:
    seen = Counter(trait for sample in found for traits in sample.traits for trait in traits)
    return {trait: at for at, trait in enumerate(sorted(trait for trait, n in seen.items() if n >= _SEEN_LEAST))}


def fit(found: Sequence[Sample], known: Mapping[str, int], *, steps: int = 200, rate: float = 0.08) -> Numbers:
    """Softmax over the candidates of each text and "none of them" (the last weight), by Adam over all texts at once."""
    rows, places, texts, right = [], [], [], []
    for number, sample in enumerate(found):
        for traits, hit in zip((*sample.traits, None), (*sample.right, not any(sample.right)), strict=True):
            own = [known[trait] for trait in traits if trait in known] if traits is not None else [len(known)]
            places += own
            rows += [len(texts)] * len(own)
            texts.append(number)
            right.append(float(hit))
    row, place, text, y = np.array(rows), np.array(places), np.array(texts), np.array(right)
    weights = np.zeros(len(known) + 1)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        scores = np.bincount(row, weights[place], minlength=len(y))
        slope = shares(scores, text) - shares(scores, text, only=y)
        gradient = (np.bincount(place, slope[row], minlength=len(weights)) + _RIDGE * weights) / len(found)
        first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def shares(scores: Numbers, text: NDArray[np.int64], *, only: Numbers | None = None) -> Numbers:
    """The softmax within each text; of the right ones alone where `only` tells them."""
    shown = scores if only is None else np.where(only > 0, scores, -1e9)
    top = np.full(int(text.max()) + 1, -1e9)
    np.maximum.at(top, text, shown)
    mass = np.exp(shown - top[text])
    return mass / np.bincount(text, mass)[text]


def accuracy(found: Sequence[Sample]) -> float:
    """How often the likeliest is right, on incidents left out."""
    incidents = sorted({sample.incident for sample in found})
    random.Random(1).shuffle(incidents)
    part = {incident: number % _PARTS for number, incident in enumerate(incidents)}
    known = columns(found)
    hits = 0
    for number in range(_PARTS):
        weights = fit([sample for sample in found if part[sample.incident] != number], known)
        for sample in (sample for sample in found if part[sample.incident] == number):
            scores = [sum(weights[known[t]] for t in traits if t in known) for traits in sample.traits]
            hits += bool(scores) and sample.right[int(np.argmax(scores))]
    return hits / len(found)


def main(data: Path, most: int) -> None:
    both = list(samples(reports(data)[:most]))
    write([one for one, _ in both if one], [one for _, one in both if one])


def write(places: Sequence[Sample], days: Sequence[Sample]) -> None:
    lines = [
        "# Weights by which the place and the day of a text's main happening are chosen (reading.events.scenes).",
        "# Columns: what, trait, weight; a candidate's weights are summed, and a softmax is taken over the text.",
        "# Made by tools/fit_scenes.py from how places and days stand in annotated reports; no words of any report.",
    ]
    for what, found in (("place", places), ("day", days)):
        said = f"{what}: right in {accuracy(found):.3f} of {len(found)} texts, by weights fitted on other incidents."
        print(said, flush=True)
        known = columns(found)
        weights = fit(found, known)
        lines.append(f"# {said}")
        lines += [f"{what}\t{trait}\t{weights[at]:.3f}" for trait, at in known.items() if abs(weights[at]) >= 0.005]
        lines.append(f"{what}\t{scenes.NONE}\t{weights[-1]:.3f}")
    _OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10**6)
