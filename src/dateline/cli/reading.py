"""`dateline read`: pages in, progress on the terminal, then a summary, one dossier, or one dossier a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dateline.errors import UsageError
from dateline.pipeline import PageRead
from dateline.records.base import record
from dateline.records.outcome import Failure
from dateline.records.page import Known
from dateline.records.plain import to_plain
from dateline.records.time import span_of
from dateline.rendering.harmless import json_text, printable
from dateline.workspace import Workspace

__all__ = ["Ask", "progress", "run"]


@record
class Ask:
    """What the user asked of `dateline read`."""

    paths: tuple[str, ...]
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    follow: bool = False
    retry: bool = False
    as_json: bool = False
    jsonl: bool = False

    def known(self) -> Known:
        """What the user knows of the page; raises UsageError where the date cannot be read."""
        if self.published is not None and span_of(self.published)[2] == "unknown":
            raise UsageError("bad_date", f"{self.published!r} is no ISO 8601 date: write it like 2026-02-23")
        return Known(url=self.url, outlet=self.outlet, published=self.published)


@dataclass(slots=True)
class Tally:
    """What became of the pages read so far; of the pages themselves only those that failed are held."""

    pages: int = 0
    new: int = 0
    failed: list[tuple[str, Failure]] = field(default_factory=list)

    def add(self, page: PageRead) -> None:
        """Count one more."""
        self.pages += 1
        self.new += page.new
        if page.failure:
            self.failed.append((page.source, page.failure))


def run(workspace: Workspace, ask: Ask) -> int:
    """Read, print what was asked for, and return the exit status: 1 where some pages failed."""
    known = ask.known()
    tally = Tally()
    named: list[str] = []
    for page in workspace.reading(ask.paths, known=known, follow=ask.follow, retry=ask.retry):
        tally.add(page)
        if ask.jsonl:
            click.echo(json_text(to_plain(workspace.dossier(pages=_names(page)))))
        if ask.as_json:
            named.extend(_names(page))
    if not tally.pages:
        raise UsageError(
            "nothing_to_read", "no page was found: name addresses, files, folders, globs, or - for standard input"
        )
    if ask.as_json:
        click.echo(json_text(to_plain(workspace.dossier(pages=named)), indent=2))
    _summary(tally, workspace=workspace, quiet=ask.as_json or ask.jsonl)
    return 1 if tally.failed else 0


def _names(page: PageRead) -> tuple[str, ...]:
    # The source's name would bring in what was read under it before; it is wanted where it has failed.
    return page.articles if page.articles and not page.failure else (page.source, *page.articles)


@contextmanager
def progress() -> Iterator[Callable[[str, int], None] | None]:
    """A line of progress on a terminal, nothing anywhere else; yields what the engine calls."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None)
        read = Counter[str]()

        def tick(stage: str, _done: int) -> None:
            read[stage] += 1
            counts = ", ".join(f"{stage} {read[stage]}" for stage in read)
            bar.update(task, description=counts)

        yield tick


def _summary(tally: Tally, *, workspace: Workspace, quiet: bool) -> None:
    for source, failure in tally.failed:
        click.echo(f"{printable(source)}: {printable(failure.message)} [{failure.code}]", err=True)
    known = tally.pages - tally.new
    told = f"{_count(tally.pages, 'page')}: {tally.new} new, {known} known already, {len(tally.failed)} failed"
    click.echo(f"{told} ({printable(str(workspace.path))})", err=quiet)
    if not quiet and len(tally.failed) < tally.pages:
        click.echo("Next: dateline dossier")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
