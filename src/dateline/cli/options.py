"""What all commands share: their options, how they open a workspace, how they print JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.workspace import Workspace

__all__ = [
    "EXIT_DONE",
    "EXIT_SOME_FAILED",
    "EXIT_USAGE",
    "as_of_option",
    "author_of",
    "json_option",
    "on_option",
    "open_workspace",
    "print_json",
    "workspace_option",
]

EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE = 0, 1, 2

workspace_option = click.option(
    "--workspace",
    "-w",
    default="dateline.db",
    envvar="DATELINE_WORKSPACE",
    show_default=True,
    metavar="FILE",
    help="The workspace file.",
)
on_option = click.option("--on", metavar="DAY", help="The world on that day, as now known (2026-02-21).")
as_of_option = click.option("--as-of", metavar="DAY", help="Only what had been published by that day.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print the JSON contract (see `dateline schema`).")


def open_workspace(
    path: str, *, workers: int = 1, create: bool = False, progress: Callable[[str, int], None] | None = None
) -> Workspace:
    """Open a workspace; only with `create` a new one is begun where there is none."""
    from pathlib import Path

    from dateline.errors import UsageError
    from dateline.workspace import Workspace

    if not create and not Path(path).exists():
        raise UsageError("no_workspace", f"there is no workspace {path}: `dateline read PATH...` makes one")
    return Workspace(path, workers=workers, progress=progress)


def print_json(value: object) -> None:
    """Print a record, or a list of them; nothing that a page says acts on the terminal."""
    from dateline.records.plain import to_plain
    from dateline.rendering.harmless import json_text

    plain = [to_plain(each) for each in value] if isinstance(value, (list, tuple)) else to_plain(value)
    click.echo(json_text(plain, indent=2))


def author_of(author: str | None) -> str:
    """Who says so: as given, else the account's name."""
    if author and author.strip():
        return author.strip()
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # An account without a name, as containers have.
        from dateline.errors import UsageError

        raise UsageError("no_author", "this account has no name: say who you are with --author NAME") from None
