"""`dateline stories`: the stories of a workspace, the one that moved last first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.options import EXIT_DONE, as_of_option, open_workspace, print_json, workspace_option

if TYPE_CHECKING:
    from rich.console import Console

    from dateline.records.story import Stories, StorySummary

__all__ = ["stories_command"]


@click.command("stories")
@workspace_option
@click.option("--limit", default=30, show_default=True, type=click.IntRange(1, 500), help="Stories to print.")
@click.option("--after", metavar="CURSOR", help="Go on behind these stories: the cursor is printed with them.")
@click.option("--on", metavar="DAY", help="Those that had begun by that day, as now known.")
@as_of_option
@click.option("--json", "as_json", is_flag=True, help="Print the stories as JSON, with how much was written each day.")
def stories_command(
    workspace: str, *, limit: int, after: str | None, on: str | None, as_of: str | None, as_json: bool
) -> int:
    """List the stories, the one that moved last first; `dateline dossier ID` tells one of them."""
    with open_workspace(workspace) as opened:
        found = opened.stories(limit=limit, after=after, on=on, as_of=as_of)
    if as_json:
        print_json(found)
    else:
        from dateline.cli.picture import console

        _show(found, console())
    return EXIT_DONE


def _show(found: Stories, out: Console) -> None:
    from rich.text import Text

    from dateline.cli.picture import fitted, row
    from dateline.rendering.harmless import printable

    with fitted(out):
        for story in found.stories:
            line = Text(printable(story.headline))
            line.append(f"  ({_extent(story)})", style="dim")
            out.print(row(story.to or "undated", line, story.id))
        if not found.stories:
            out.print(Text("no stories", style="dim"))
        if found.next is not None:
            out.print(Text(f"go on with --after {printable(found.next)!r}", style="dim"))


def _extent(story: StorySummary) -> str:
    """How many pages tell a story, and since when."""
    from dateline.rendering.wording import counted

    since = f", since {story.from_}" if story.from_ and story.from_ != story.to else ""
    return counted(story.articles, "page") + since
