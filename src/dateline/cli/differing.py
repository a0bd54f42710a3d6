"""A diff of two pictures set for a terminal: what is new, what changed, what is gone, each with its reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dateline.dossier import Diff, Point
from dateline.records.time import UNKNOWN
from dateline.rendering.harmless import printable
from dateline.rendering.wording import Wording, counted

__all__ = ["show_diff"]

_LINES = 40
"""Points of one heading on a terminal; the JSON has them all."""
_KINDS = ("change", "dispute", "state", "event", "story", "article")
"""What comes first under each heading: what an analyst asks after."""
_SIGNS = {"new": ("+", "green"), "changed": ("~", "yellow"), "gone": ("-", "red")}


def show_diff(found: Diff, out: Console) -> None:
    """Print what differs; one line says so where nothing does."""
    days = f"{found.before.as_of} → {found.after.as_of}"
    world = f", of the world on {found.after.on}" if found.after.on else ""
    out.print(Text(f"From what was published by {days}{world}", style="bold"))
    headings: Sequence[tuple[str, Sequence[Point]]] = (
        ("new", found.new), ("changed", found.changed), ("gone", found.gone),
    )  # fmt: skip
    if not any(points for _, points in headings):
        out.print(Text("nothing differs", style="dim"))
    for heading, points in headings:
        if points:
            out.print()
            out.print(Text(heading.capitalize(), style="bold"))
            for line in _lines(heading, points):
                out.print(Padding(line, (0, 0, 0, 2)))


def _lines(heading: str, points: Iterable[Point]) -> Iterator[Text]:
    ordered = sorted(points, key=lambda point: _KINDS.index(point.kind))
    sign, style = _SIGNS[heading]
    for point in ordered[:_LINES]:
        line = Text(f"{sign} ", style=style)
        line.append(f"{point.kind}  ", style="dim")
        line.append("" if point.time == UNKNOWN else f"{Wording.time(point.time)}  ", style="cyan")
        line.append(printable(point.text), style="default")
        for each in point.what:
            told = printable(f"{each.attribute}: {each.before or '-'} → {each.after or '-'}")
            line.append(f"\n    {told}", style="dim")
        yield line
    if len(ordered) > _LINES:
        yield Text(f"and {counted(len(ordered) - _LINES, 'more point')}, which --json has", style="dim")
