"""`python -m evaluation`: run the sets, print the table, keep the floors."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import click

from evaluation import floors as floor_room
from evaluation import results as result_room
from evaluation import table as table_room
from evaluation.context import Context, Runner
from evaluation.entity_answers import judged
from evaluation.entity_answers import runner as entity_runner
from evaluation.event_answers import print_dossier
from evaluation.event_answers import runner as event_runner
from evaluation.ours import KEPT, runner
from evaluation.peers import peer
from evaluation.picture_answers import runner as picture_runner
from evaluation.registry import TASKS, named
from evaluation.task import Result, Task

__all__ = ["main"]

_ROOT = Path(__file__).parents[1]
_RESULTS = KEPT / "results.json"
_PAGE = _ROOT / "docs" / "evaluation.md"
_PEERS = _ROOT / ".venv-peers" / "bin" / "python"


@click.group()
def main() -> None:
    """Measure Dateline beside its peers on annotated news."""


@main.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True, help="The sets.")
@click.option("--only", multiple=True, metavar="NAME", help="A task, or the beginning of its name; may be repeated.")
@click.option("--sample", type=click.IntRange(min=1), help="So many pages a task, always the same ones.")
@click.option("--peers/--no-peers", default=True, help="Whether to run the peers.")
@click.option("--results", type=click.Path(path_type=Path), default=_RESULTS, help="Where results are kept.")
def run(data: Path, only: tuple[str, ...], sample: int | None, peers: bool, results: Path) -> None:
    """Run tasks, print their table, and fail where a figure is below its floor."""
    context = Context(data=data, cache=KEPT / "answers", sample=sample, find_runner=_finder(peers=peers))
    found: dict[str, Result] = {}
    for task in _named(only):
        begun = time.monotonic()
        result = task.measure(context)
        if result is None:
            click.echo(f"{task.name}: not in {data}", err=True)
            continue
        click.echo(f"{task.name}: {time.monotonic() - begun:.0f} s", err=True)
        found[task.name] = result
        result_room.keep(results, [result])
    click.echo(table_room.table(TASKS, found))
    sys.exit(_held(found))


@main.command()
@click.option("--sample", type=click.IntRange(min=1), help="The figures of samples of this size.")
@click.option("--write", is_flag=True, help="Put the table into docs/evaluation.md.")
@click.option("--results", type=click.Path(path_type=Path), default=_RESULTS, help="Where results are kept.")
def table(sample: int | None, write: bool, results: Path) -> None:
    """Print the table of the last runs."""
    figures = table_room.table(TASKS, result_room.load(results).get(result_room.size_of(sample), {}))
    if write:
        table_room.write(_PAGE, figures)
    else:
        click.echo(figures)


@main.command()
@click.option("--results", type=click.Path(path_type=Path), default=_RESULTS, help="Where results are kept.")
def raise_floors(results: Path) -> None:
    """Raise the floors to the figures of the last runs; none is lowered."""
    floors = floor_room.load()
    lines = {task.name: tuple(task.lines) for task in TASKS}
    for tasks in result_room.load(results).values():
        for name, result in tasks.items():
            if name in lines:
                floors = floor_room.raised(floors, result, lines=lines[name])
    floor_room.write(floors)


@main.command()
@click.argument("name")
@click.option("--sample", type=click.IntRange(min=1), help="Of samples of this size.")
@click.option("--results", type=click.Path(path_type=Path), default=_RESULTS, help="Where results are kept.")
def worst(name: str, sample: int | None, results: Path) -> None:
    """List the pages on which we did worst in the last run of a task."""
    for page, figure in result_room.load(results)[result_room.size_of(sample)][name].worst:
        click.echo(f"{table_room.figure(figure)}  {page}")


@main.command()
@click.argument("file", type=click.File(encoding="utf-8"))
def names(file: TextIO) -> None:
    """Match pairs of names: rows {id, name1, name2, schema} in, {id, match, score} out."""
    for line in file:
        if line.strip():
            pair = json.loads(line)
            click.echo(json.dumps({"id": pair.get("id"), **judged(pair)}))


@main.command()
@click.argument("file", type=click.File(encoding="utf-8"))
def events(file: TextIO) -> None:
    """Link given event words: pages with `given_events: [{id, start, end}]` in, their dossier out."""
    click.echo(print_dossier(file))


def _named(only: tuple[str, ...]) -> list[Task]:
    try:
        return named(only)
    except LookupError as error:
        raise click.UsageError(str(error.args[0])) from None


def _finder(*, peers: bool) -> Callable[[str], Runner | None]:
    def find(name: str) -> Runner | None:
        if name == "everything":
            return Runner(name=name, version="1", run=lambda asks: ({"body": ask["text"]} for ask in asks))
        return (
            runner(name)
            or picture_runner(name)
            or entity_runner(name)
            or event_runner(name)
            or (peer(name, python=_PEERS) if peers or name == "visible-text" else None)
        )

    return find


def _held(found: dict[str, Result]) -> int:
    floors = floor_room.load()
    status = 0
    for task in TASKS:
        if task.name not in found:
            continue
        checked = floor_room.check(found[task.name], lines=tuple(task.lines), floors=floors)
        if checked.changed:
            click.echo(f"{task.name}: these are not the files that its floors were measured on; not compared", err=True)
        for words in checked.below:
            click.echo(f"{task.name}: {words}", err=True)
            status = 1
    return status
