"""Places on a map that needs no other host: coasts, borders, a net of degrees, a scale, and the places by name.

The map shows where most of what is named lies; what lies far beyond is told in words below it, as all is in the table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import cos, floor, log2, log10, radians

from dateline.records.base import record
from dateline.records.dossier import Dossier
from dateline.rendering.coast import Box, Line, borders, land
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, element
from dateline.rendering.wording import counted, listed

__all__ = ["Pin", "pins", "place_map"]

_WIDTH, _HEIGHT = 720.0, 440.0
_LEAST_DEGREES = 1.2
"""Of latitude on the map: nearer than this the coasts are too rough."""
_MOST_LATITUDE = 84.0
_KEPT = 0.85
"""The share of what is named that the map is laid around; the rest shows where it happens to lie within."""
_NAMED = 24
"""Labels on the map, those named most."""
_LETTER = 6.3
"""The width of a letter of a label."""
_KM_PER_DEGREE = 111.32


@record
class Pin:
    """A located place: how often it is named, and whether it is a whole country rather than a point in one."""

    name: str
    latitude: float
    longitude: float
    named: int
    country: bool = False


@record
class _Frame:
    """Which part of the world is shown, and how large."""

    box: Box
    scale_x: float
    scale_y: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point lies in the picture."""
        return (longitude - self.box.west) * self.scale_x, (self.box.north - latitude) * self.scale_y


def pins(picture: Dossier) -> list[Pin]:
    """The located places of a dossier, those named most first; of one name and country the one named most."""
    named = Counter(toponym.place for toponym in picture.toponyms)
    found: dict[tuple[str, str | None], Pin] = {}
    for place in sorted(picture.places, key=lambda place: (-named[place.id], place.name)):
        if place.latitude is None or place.longitude is None or not named[place.id]:
            continue
        found.setdefault(
            (place.name, place.country),
            Pin(
                name=place.name, latitude=place.latitude, longitude=place.longitude, named=named[place.id],
                country=place.country is not None and not place.within,
            ),
        )  # fmt: skip
    return [*found.values()]


def place_map(picture: Dossier) -> Markup | None:
    """The map, or None where no place is located."""
    found = pins(picture)
    if not found:
        return None
    frame = _frame(_chief(found))
    shown = [pin for pin in found if frame.box.holds(pin.longitude, pin.latitude)]
    beyond = [pin for pin in found if pin not in shown]
    drawn = element(
        "svg",
        element("title", f"Map: {listed([shortened(pin.name, 40) for pin in shown[:8]])}"),
        element("rect", x=0, y=0, width=_WIDTH, height=_HEIGHT, class_="sea"),
        element("path", d=_path(land(_wider(frame.box)), frame, closed=True), class_="land"),
        element("path", d=_path(borders(frame.box), frame, closed=False), class_="border"),
        _net(frame),
        _places(shown, frame),
        _scale(frame),
        viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}",
        role="img",
        class_="map",
    )
    # On a phone the map is wider than the page, so that its names can be read.
    wide = element("div", drawn, class_="wide", tabindex="0", role="group", aria_label="Map")
    return element("figure", wide, element("figcaption", *_caption(beyond)), class_="map-figure")


def _caption(beyond: Sequence[Pin]) -> Iterator[Child]:
    yield "Larger dots are named more often. "
    if beyond:
        names = [shortened(pin.name, 40) for pin in beyond[:12]]
        more = [counted(len(beyond) - 12, "place")] if len(beyond) > 12 else []
        yield f"Beyond this map: {listed(names + more)}. "
    yield "Coasts and borders: Natural Earth; borders are as it draws them."


def _chief(found: Sequence[Pin]) -> list[Pin]:
    """Those around which the map is laid: the nearest to the middle of all, until they make most of what is named."""
    points = [pin for pin in found if not pin.country] or [*found]
    middle_x, middle_y = (_median(points, axis) for axis in ("longitude", "latitude"))
    near = sorted(points, key=lambda pin: (pin.longitude - middle_x) ** 2 + (pin.latitude - middle_y) ** 2)
    whole, so_far = sum(pin.named for pin in points), 0
    kept: list[Pin] = []
    for pin in near:
        if kept and so_far >= _KEPT * whole:
            break
        kept.append(pin)
        so_far += pin.named
    return kept


def _median(found: Sequence[Pin], axis: str) -> float:
    """Of as many as are named."""
    values: list[float] = sorted(float(getattr(pin, axis)) for pin in found for _ in range(min(pin.named, 50)))
    return values[len(values) // 2]


def _frame(found: Sequence[Pin]) -> _Frame:
    west, east = min(pin.longitude for pin in found), max(pin.longitude for pin in found)
    south, north = min(pin.latitude for pin in found), max(pin.latitude for pin in found)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    narrow = max(cos(radians(min(abs(middle_y), 75.0))), 0.2)
    # Room on all sides, for names; as much of the world as the picture's shape asks for.
    high = max((north - south) * 1.5, _LEAST_DEGREES, (east - west) * 1.5 * narrow * _HEIGHT / _WIDTH)
    high = min(high, 2 * _MOST_LATITUDE)
    wide = high / narrow * _WIDTH / _HEIGHT
    if wide > 360:
        wide, narrow = 360.0, high * _WIDTH / _HEIGHT / 360.0
    middle_y = min(max(middle_y, -_MOST_LATITUDE + high / 2), _MOST_LATITUDE - high / 2)
    middle_x = min(max(middle_x, -180 + wide / 2), 180 - wide / 2)
    box = Box(west=middle_x - wide / 2, east=middle_x + wide / 2, south=middle_y - high / 2, north=middle_y + high / 2)
    return _Frame(box=box, scale_x=_WIDTH / wide, scale_y=_HEIGHT / high)


def _wider(box: Box) -> Box:
    """A little more than is shown, so that where land is cut off its edge is not seen."""
    x, y = (box.east - box.west) * 0.03, (box.north - box.south) * 0.03
    return Box(west=box.west - x, east=box.east + x, south=box.south - y, north=box.north + y)


def _path(lines: Sequence[Line], frame: _Frame, *, closed: bool) -> str:
    """Lines as a path in tenths; points that fall together are one."""
    told: list[str] = []
    for line in lines:
        xs = ((line[:, 0] - frame.box.west) * frame.scale_x).round(1)
        ys = ((frame.box.north - line[:, 1]) * frame.scale_y).round(1)
        points: list[str] = []
        last = (-1e9, -1e9)
        for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
            if abs(x - last[0]) + abs(y - last[1]) >= 0.8:
                points.append(f"{x:g} {y:g}")
                last = (x, y)
        if len(points) > 1:
            told.append(f"M{'L'.join(points)}{'Z' if closed else ''}")
    return "".join(told)


def _net(frame: _Frame) -> Iterator[Markup]:
    """Lines of degrees, with their figures at the edge."""
    step = _step((frame.box.north - frame.box.south) / 4)
    for kind, first, last in (("n", frame.box.south, frame.box.north), ("e", frame.box.west, frame.box.east)):
        at = (floor(first / step) + 1) * step
        while at < last:
            yield _degree(kind, at, frame, digits=0 if step >= 1 else 1)
            at += step


def _degree(kind: str, at: float, frame: _Frame, *, digits: int) -> Markup:
    if kind == "n":
        y = round(frame.at(0, at)[1], 1)
        told = f"{abs(at):.{digits}f}°{'N' if at >= 0 else 'S'}"
        line = element("line", x1=0, x2=_WIDTH, y1=y, y2=y)
        return element("g", line, element("text", told, x=6, y=y - 4), class_="net")
    x = round(frame.at(at, 0)[0], 1)
    told = f"{abs(at):.{digits}f}°{'E' if at >= 0 else 'W'}"
    line = element("line", x1=x, x2=x, y1=0, y2=_HEIGHT)
    return element("g", line, element("text", told, x=x + 4, y=14), class_="net")


def _step(rough: float) -> float:
    """A round number of degrees near to this."""
    return min((0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0), key=lambda step: abs(log10(step / max(rough, 1e-6))))


def _places(shown: Sequence[Pin], frame: _Frame) -> Iterator[Markup]:
    """Dots with names, the most named last, on top; a name that has no room is left to the dot's own title."""
    at = {id(pin): frame.at(pin.longitude, pin.latitude) for pin in shown}
    taken = [(x - 5, y - 5, x + 5, y + 5) for pin in shown if not pin.country for x, y in (at[id(pin)],)]
    labels = {id(pin): _label(pin, at[id(pin)], taken) for pin in shown[:_NAMED]}
    for pin in reversed(shown):
        x, y = at[id(pin)]
        title = element("title", f"{shortened(pin.name, 60)}: named {counted(pin.named, 'time')}")
        dot = None if pin.country else element("circle", title, cx=round(x, 1), cy=round(y, 1), r=_radius(pin))
        yield element("g", dot, labels.get(id(pin)), class_="pin country" if pin.country else "pin")


def _radius(pin: Pin) -> float:
    return round(min(3.0 + 1.1 * log2(pin.named), 9.0), 1)


def _label(pin: Pin, at: tuple[float, float], taken: list[tuple[float, float, float, float]]) -> Markup | None:
    """The name beside its dot, on the first side that has room: right, left, above, below."""
    name = shortened(pin.name, 28)
    wide, (x, y), off = len(name) * _LETTER * (1.15 if pin.country else 1), at, _radius(pin) + 4
    sides = [
        (x + off, y + 4, "start"), (x - off, y + 4, "end"), (x, y - off - 1, "middle"), (x, y + off + 10, "middle")
    ]  # fmt: skip
    if pin.country:
        sides = [(x, y + 4, "middle"), (x, y + 18, "middle"), (x, y - 12, "middle")]
    for left, base, anchor in sides:
        start = left - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        box = (start - 2, base - 11, start + wide + 2, base + 4)
        if box[0] < 2 or box[2] > _WIDTH - 2 or box[1] < 2 or box[3] > _HEIGHT - 2 or _overlaps(box, taken):
            continue
        taken.append(box)
        return element("text", name, x=round(left, 1), y=round(base, 1), text_anchor=anchor)
    return None


def _overlaps(box: tuple[float, float, float, float], taken: Sequence[tuple[float, float, float, float]]) -> bool:
    own = (box[0], box[1], box[2], box[3])
    return any(own[0] < o[2] and own[2] > o[0] and own[1] < o[3] and own[3] > o[1] for o in taken)


def _scale(frame: _Frame) -> Markup:
    """How far it is: a bar of a round number of kilometres, as long as it is in the middle of the map."""
    middle = (frame.box.north + frame.box.south) / 2
    per_km = frame.scale_x / (_KM_PER_DEGREE * max(cos(radians(middle)), 0.1))
    round_numbers: Mapping[float, None] = dict.fromkeys(one * 10.0**power for power in range(4) for one in (1, 2, 5))
    km = min(round_numbers, key=lambda number: abs(number * per_km - 110))
    wide, x, y = round(km * per_km, 1), 14, _HEIGHT - 14
    bar = element("path", d=f"M{x} {y - 5}V{y}H{x + wide:g}V{y - 5}")
    return element("g", bar, element("text", f"{km:,.0f} km", x=x + 4, y=y - 6), class_="scale")
