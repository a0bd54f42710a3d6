"""Makes rendering/data/coastlines.txt: the world's coasts and land borders, from Natural Earth.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz && python tools/coastlines.py package/countries-50m.json

Natural Earth (naturalearthdata.com) is in the public domain; world-atlas (Mike Bostock, ISC) gives its countries at
1:50,000,000 as TopoJSON. Arcs that one country alone has are coast and are joined to rings; those of two are borders.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "src/dateline/rendering/data/coastlines.txt"
PER_DEGREE = 50
"""Steps of the grid that points are put on: two kilometres."""
HEADER = """\
# Coasts and land borders of the world: Natural Earth 1:50,000,000 (public domain, naturalearthdata.com), as given by
# world-atlas 2.0.2 (ISC). Made by tools/coastlines.py. A line each: c (a closed coast) or b (a border), a blank, then
# longitudes and latitudes in turn, in fiftieths of a degree: the first point, then steps from point to point. A number
# n stands as 2n (or -2n-1 where it is negative) in groups of five bits, the lowest first; a group is the character
# of its bits plus 63, plus 32 where another one follows.
"""

Point = tuple[int, int]


def main(source: str) -> None:
    """Read the TopoJSON, write the table."""
    topology = json.loads(Path(source).read_text("utf-8"))
    arcs = [list(_points(arc, topology["transform"])) for arc in topology["arcs"]]
    uses: Counter[int] = Counter()
    for geometry in topology["objects"]["countries"]["geometries"]:
        uses.update(_flat(geometry.get("arcs", [])))
    coasts = _rings([arc for number, arc in enumerate(arcs) if uses[number] == 1])
    borders = [arc for number, arc in enumerate(arcs) if uses[number] > 1]
    lines = [("c", ring) for ring in coasts] + [("b", arc) for arc in borders]
    told = "".join(f"{kind} {_encoded(points)}\n" for kind, points in lines if len(points) > 1)
    TARGET.write_text(HEADER + told, "utf-8")


def _points(arc: list[list[int]], transform: dict[str, Any]) -> Iterator[Point]:
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    last = None
    for dx, dy in arc:
        x, y = x + dx, y + dy
        point = round((x * wide + left) * PER_DEGREE), round((y * high + low) * PER_DEGREE)
        if point != last:
            yield point
        last = point


def _flat(arcs: Any) -> Iterator[int]:
    for arc in arcs:
        if isinstance(arc, list):
            yield from _flat(arc)
        else:
            yield arc if arc >= 0 else ~arc


def _rings(arcs: list[list[Point]]) -> list[list[Point]]:
    """Arcs joined end to end until each is closed, or nothing goes on from its end."""
    waiting = defaultdict(list)
    for arc in arcs:
        waiting[arc[0]].append(arc)
        waiting[arc[-1]].append(arc)
    done: set[int] = set()
    rings = []
    for arc in arcs:
        if id(arc) in done:
            continue
        done.add(id(arc))
        ring = list(arc)
        while ring[0] != ring[-1]:
            following = next((one for one in waiting[ring[-1]] if id(one) not in done), None)
            if following is None:
                break
            done.add(id(following))
            ring += (following if following[0] == ring[-1] else following[::-1])[1:]
        rings.append(ring)
    return rings


def _encoded(points: list[Point]) -> str:
    numbers, (x, y) = [], (0, 0)
    for east, north in points:
        numbers += [east - x, north - y]
        x, y = east, north
    return "".join(map(_number, numbers))


def _number(number: int) -> str:
    bits = 2 * number if number >= 0 else -2 * number - 1
    groups = []
    while bits >= 32:
        groups.append(chr((bits & 31) + 32 + 63))
        bits >>= 5
    return "".join([*groups, chr(bits + 63)])


if __name__ == "__main__":
    main(*sys.argv[1:])
