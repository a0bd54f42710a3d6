"""The commands of registries: `dateline registry add`, `list` and `remove`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.options import EXIT_DONE, EXIT_SOME_FAILED, open_workspace, print_json, workspace_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dateline.records.registry import Registry

from contextlib import contextmanager

__all__ = ["registry_command"]

_json = click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")


@click.group("registry")
def registry_command() -> None:
    """Add, list and remove registries: sanctions lists, wanted lists, office holders.

    Whom the pages tell of is linked to their records, beside what the press says.
    """


@registry_command.command("add")
@click.argument("file", type=click.Path())
@workspace_option
@click.option("--name", metavar="NAME", help="What the registry is called; its file's name where none is given.")
@_json
def add_command(file: str, workspace: str, *, name: str | None, as_json: bool) -> int:
    """Take a registry in from a file, in the place of the one of its name.

    FILE is FollowTheMoney JSON lines, as OpenSanctions publishes, or CSV with the headings id, name, aliases and type;
    either may be packed with gzip.
    """
    from dateline.rendering.harmless import printable

    with open_workspace(workspace, create=True) as opened, _progress() as tick:
        added = opened.add_registry(file, name=name, progress=tick)
    if as_json:
        print_json(added)
    else:
        for trouble in added.troubles:
            told = f"{file}:{trouble.line}: {trouble.failure.message}"
            click.echo(f"{printable(told)} [{trouble.failure.code}]", err=True)
        more = added.registry.failed - len(added.troubles) if added.new else 0
        if more > 0:
            click.echo(f"and {more:,} more lines that failed", err=True)
        click.echo(_line(added.registry) + ("" if added.new else "  (here already)"))
    return EXIT_SOME_FAILED if added.new and added.registry.failed else EXIT_DONE


@registry_command.command("list")
@workspace_option
@_json
def list_command(workspace: str, *, as_json: bool) -> int:
    """List the registries of a workspace."""
    with open_workspace(workspace) as opened:
        known = opened.registries()
    if as_json:
        print_json(known)
        return EXIT_DONE
    for registry in known:
        click.echo(_line(registry))
    if not known:
        click.echo("no registry was added: dateline registry add FILE")
    return EXIT_DONE


@registry_command.command("remove")
@click.argument("name")
@workspace_option
def remove_command(name: str, workspace: str) -> int:
    """Take a registry out; what people said of its records is kept, and holds when it is added again."""
    from dateline.rendering.harmless import printable

    with open_workspace(workspace) as opened:
        opened.remove_registry(name)
    click.echo(f"removed: {printable(name)}")
    return EXIT_DONE


def _line(registry: Registry) -> str:
    from dateline.rendering.harmless import printable

    told = f"{registry.name}: records {registry.records:,}, failed {registry.failed:,}, of nobody {registry.passed:,}"
    return printable(f"{told}  ({registry.file}, {registry.added_at})")


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """A line of progress on a terminal, nothing anywhere else."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} records"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("records", total=None)
        yield lambda done: bar.update(task, completed=done)
