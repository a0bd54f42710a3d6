"""Floors: what a figure once reached it keeps.  A command raises them; nothing lowers them.

A floor holds for the very files that it was measured on: it is kept under their digest, and a set that has
changed is said to be one rather than compared.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.results import size_of
from evaluation.task import Line, Result

__all__ = ["FLOORS", "Checked", "Floors", "check", "load", "raised", "write"]

FLOORS = Path(__file__).with_name("floors.json")
_SLACK = 0.0005
"""Figures are kept to three digits: a rounding is no fall."""
_SAMPLE_SLACK = 1.5
"""In pages: on a sample a page or so more or less wrong is no fall, or no change could pass."""

Floors = dict[str, dict[str, dict[str, float | str]]]
"""Size of the run -> task -> its digest and floors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a result fell below, in words, and whether its set is another than the floors were measured on."""

    below: tuple[str, ...] = ()
    changed: bool = False


def load(path: Path = FLOORS) -> Floors:
    """The floors; none where there is no file yet."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def write(floors: Floors, path: Path = FLOORS) -> None:
    """Keep the floors."""
    path.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def check(result: Result, *, lines: tuple[Line, ...], floors: Floors) -> Checked:
    """Hold our figures of a result against the floors of its size."""
    known = floors.get(size_of(result.sample), {}).get(result.task)
    if known is None:
        return Checked()
    if known.get("digest") != result.digest:
        return Checked(changed=True)
    ours = result.systems.get("dateline", {})
    slack = _SLACK if result.sample is None else _SAMPLE_SLACK / result.sample
    return Checked(below=tuple(words for line in lines if (words := _fallen(line, known, ours, slack=slack))))


def _fallen(line: Line, known: Mapping[str, float | str], ours: Mapping[str, float], *, slack: float) -> str | None:
    floor, figure = known.get(line.metric), ours.get(line.metric)
    if not isinstance(floor, float) or not line.floor:
        return None
    if figure is None:
        return f"{line.metric}: no figure, the floor is {floor:.3f}"
    fallen = figure > floor + slack if line.lower else figure < floor - slack
    return f"{line.metric}: {figure:.3f}, the floor is {floor:.3f}" if fallen else None


def raised(floors: Floors, result: Result, *, lines: tuple[Line, ...]) -> Floors:
    """The floors with this result's figures where these are better; those of a changed set begin anew."""
    size = size_of(result.sample)
    known = floors.get(size, {}).get(result.task, {})
    if known.get("digest") != result.digest:
        known = {}
    ours = result.systems.get("dateline", {})
    new: dict[str, float | str] = {"digest": result.digest}
    for line in lines:
        figure, floor = ours.get(line.metric), known.get(line.metric)
        if not line.floor or (figure is None and floor is None):
            continue
        found = [round(each, 3) for each in (figure, floor) if isinstance(each, float)]
        new[line.metric] = min(found) if line.lower else max(found)
    return {**floors, size: {**floors.get(size, {}), result.task: new}}
