"""`dateline corroborate`: whether a sentence is reported, by whom, since when, and what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.options import EXIT_DONE, open_workspace, print_json, workspace_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.text import Text

    from dateline.records.corroboration import Corroboration, Finding, Point

__all__ = ["corroborate_command"]

_VERDICTS = {
    "reported": "reported", "disputed": "reported, and disputed",
    "superseded": "was reported, and is told otherwise since",
    "denied": "not reported, and denied", "otherwise": "not reported so, but otherwise",
    "not_found": "not found", "unclear": "cannot be compared",
}  # fmt: skip
_BEARINGS = {"denies": "denied", "differs": "otherwise", "replaces": "since then"}


@click.command("corroborate")
@click.argument("sentence", nargs=-1, required=True)
@workspace_option
@click.option("--on", metavar="DAY", help="What had happened by that day, as now known (2026-02-21).")
@click.option("--as-of", metavar="DAY", help="Only what had been published by that day.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON, with all evidence.")
def corroborate_command(
    sentence: tuple[str, ...], workspace: str, *, on: str | None, as_of: str | None, as_json: bool
) -> int:
    """Say whether a sentence is reported: dateline corroborate "A Name was arrested in Ostrel."

    By which independent origins, since when, and what speaks against it; a page counts only where it says all of it.
    """
    with open_workspace(workspace) as opened:
        found = opened.corroborate(" ".join(sentence), on=on, as_of=as_of)
    if as_json:
        print_json(found)
    else:
        from dateline.cli.picture import console

        show_corroboration(found, console())
    return EXIT_DONE


def show_corroboration(found: Corroboration, out: Console) -> None:
    """Print an answer, point by point."""
    from rich.padding import Padding
    from rich.text import Text

    from dateline.rendering.harmless import printable

    out.print(Text(printable(found.sentence), style="bold"))
    out.print(Text(_VERDICTS[found.verdict], style="bold"))
    for note in found.notes:
        out.print(Text(printable(f"{note.message} [{note.code}]"), style="yellow"))
    if found.left_out:
        out.print(Text(f"{found.left_out:,} more texts were not compared", style="dim"))
    for point in found.points:
        if len(found.points) > 1:
            out.print()
            out.print(Text(f"{point.what}: {_VERDICTS[point.verdict]}", style="bold"))
        for line in (_head(point, found), *_findings(point)):
            if line is not None:
                out.print(Padding(line, (0, 0, 0, 2), expand=False))


def _head(point: Point, found: Corroboration) -> Text | None:
    """How many stand behind a point, who, and since when."""
    from rich.text import Text

    from dateline.rendering.harmless import printable
    from dateline.rendering.wording import Wording, counted, listed

    if not point.supports:
        return None
    names = {origin.id: origin.name for origin in found.origins}
    who = listed([names[origin] for origin in point.origins]) if point.origins else ""
    origins = f"{counted(len(point.origins), 'origin')}: {who}" if who else "origin unknown"
    since = f", since {Wording.time(point.first)}" if point.first.earliest else ""
    return Text(printable(f"{origins}{since}"))


def _findings(point: Point) -> Sequence[Text]:
    groups = ((point.supports, "says so"), (point.against, None), (point.near, "near"))
    return [_line(one, word or _BEARINGS[one.bearing]) for group, word in groups for one in group]


def _line(one: Finding, word: str) -> Text:
    """A passage: how it bears, who holds it, its words, and the reference that shows them in their place."""
    from rich.text import Text

    from dateline.rendering.harmless import printable, shortened
    from dateline.rendering.wording import Wording

    style = {"says so": "green", "near": "dim"}.get(word, "red")
    text = Text(f"{word:<10} ", style=style)
    if one.published.earliest:
        text.append(f"{Wording.time(one.published)}  ", style="cyan")
    text.append(f"{printable(one.holder.name)}: ", style="default")
    text.append(shortened(one.text, 240), style="default")
    told = f"instead: {one.value}" if one.value else ", ".join(f"no {each}" for each in one.lacks)
    text.append(f"  ({printable(told)})" if told else "", style="dim")
    text.append(f"  {one.id}", style="dim")
    return text
