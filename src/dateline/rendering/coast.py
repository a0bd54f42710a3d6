"""Coasts and land borders within a stretch of the world.  Degrees in, polygons and lines in degrees out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dateline.records.base import record

__all__ = ["Box", "Line", "borders", "land"]

_PER_DEGREE = 50.0
"""As tools/coastlines.py writes them."""

Line: TypeAlias = NDArray[np.float64]
"""Points, a row each: longitude and latitude in degrees."""


@record
class Box:
    """A stretch of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies in it."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


def land(box: Box) -> list[Line]:
    """Rings of coast, cut off at the box; to be filled by the even-odd rule, so that a lake is a hole."""
    cut = (_cut_off(line, box) for line in _near("c", box))
    return [ring for ring in cut if len(ring) > 2]


def borders(box: Box) -> list[Line]:
    """Land borders that come into the box, whole."""
    return [*_near("b", box)]


def _near(kind: str, box: Box) -> Iterator[Line]:
    lines, bounds = _all()[kind]
    west, south, east, north = bounds.T
    touching = (west <= box.east) & (east >= box.west) & (south <= box.north) & (north >= box.south)
    return (lines[int(at)] for at in np.flatnonzero(touching))


def _cut_off(ring: Line, box: Box) -> Line:
    """A ring without what lies beyond the box (Sutherland and Hodgman, 1974), an edge of the box at a time."""
    for axis, bound, side in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        if len(ring) < 3:
            break
        ring = _beyond(ring, axis=axis, bound=bound, side=side)
    return ring


def _beyond(ring: Line, *, axis: int, bound: float, side: int) -> Line:
    inside = (ring[:, axis] - bound) * side >= 0
    if inside.all():
        return ring
    before, was = np.roll(ring, 1, axis=0), np.roll(inside, 1)
    crossing = inside != was
    run = ring[:, axis] - before[:, axis]
    share = np.divide(bound - before[:, axis], run, out=np.zeros(len(ring)), where=run != 0)
    points = before + (ring - before) * share[:, None]
    # For each point of the ring: first where its edge crosses the bound, then itself if it is inside.
    both = np.stack([points, ring], axis=1).reshape(-1, 2)
    kept = np.stack([crossing, inside], axis=1).reshape(-1)
    cut: Line = both[kept]
    return cut


@cache
def _all() -> dict[str, tuple[Sequence[Line], NDArray[np.float64]]]:
    text = resources.files("dateline.rendering").joinpath("data", "coastlines.txt").read_text("utf-8")
    found: dict[str, list[Line]] = {"c": [], "b": []}
    for row in text.splitlines():
        if not row.startswith("#"):
            found[row[0]].append(_decoded(row[2:]))
    return {
        kind: (lines, np.array([[*line.min(axis=0), *line.max(axis=0)] for line in lines]))
        for kind, lines in found.items()
    }


def _decoded(told: str) -> Line:
    codes = np.frombuffer(told.encode("ascii"), dtype=np.uint8).astype(np.int64) - 63
    last = codes < 32
    number = np.concatenate([[0], np.cumsum(last)[:-1]])
    first = np.concatenate([[0], np.flatnonzero(last)[:-1] + 1])
    shift = 5 * (np.arange(len(codes)) - first[number])
    bits = np.zeros(int(last.sum()), dtype=np.int64)
    np.add.at(bits, number, (codes & 31) << shift)
    steps = np.where(bits & 1, -(bits + 1) // 2, bits // 2)
    return np.cumsum(steps.reshape(-1, 2), axis=0) / _PER_DEGREE
