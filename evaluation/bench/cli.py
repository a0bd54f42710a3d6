"""`make bench`: print what linking costs in archives of several sizes, and whether it keeps to its limits."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import click

from evaluation.bench.measure import Figures, measure, verdicts
from evaluation.bench.searching import Searches, search_costs, share

__all__ = ["main"]

_SIZES = (1_000, 10_000, 100_000)
_COLUMNS = "pages", "stories", "one more", "slowest", "(wall)", "all, each", "(wall)", "KB a page", "shelf KB"


@click.command()
@click.option("--size", multiple=True, type=click.IntRange(min=20), help="Pages; may be repeated.")
@click.option("--seed", default=5, show_default=True, help="Another seed, another archive.")
@click.option("--at", type=click.Path(path_type=Path), help="Keep the archive as this file; else it is thrown away.")
@click.option("--search", "with_search", is_flag=True, help="Index the archive as well, and time searches in it.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(size: tuple[int, ...], seed: int, at: Path | None, *, with_search: bool, as_json: bool) -> None:
    """Generate an archive as records, and time how its stories are kept in order."""
    if at is not None and at.exists():
        raise click.UsageError(f"{at} is there already")
    if not as_json:
        click.echo("  ".join(f"{column:>9}" for column in _COLUMNS) + "  (ms of the processor)")
    with tempfile.TemporaryDirectory() as folder:
        path = at or Path(folder) / "bench.db"
        found = measure(path, size or _SIZES, seed=seed, told=lambda one: None if as_json else click.echo(_line(one)))
        kept = verdicts(found)
        asked = search_costs(path) if with_search else None
        searched = {} if asked is None else _searched(asked, path)
    if asked is not None:
        kept["95 of 100 searches take under 100 ms"] = asked.at(0.95, cpu=True) < 100
    if as_json:
        figures = [one.plain() for one in found]
        click.echo(json.dumps({"figures": figures, "search": searched, "limits": kept}, indent=2))
    else:
        for name, value in searched.items():
            click.echo(f"{value:>9,.1f}  {name}")
        for limit, keeps in kept.items():
            click.echo(f"{'yes' if keeps else 'NO ':3}  {limit}")
    sys.exit(0 if all(kept.values()) else 1)


def _searched(asked: Searches, path: Path) -> dict[str, float]:
    """Milliseconds of searches, and what the index takes."""
    size, pages = share(path)
    parts = {"half": 0.5, "95 of 100": 0.95, "99 of 100": 0.99}
    taken = {
        f"ms of the processor, {name} of the searches at most": asked.at(at, cpu=True) for name, at in parts.items()
    }
    return {
        "searches": len(asked.asked),
        **taken,
        "ms by the clock, 95 of 100 of the searches at most": asked.at(0.95),
        "KB of the index a page": size / 1000 / max(pages, 1),
    }


def _line(one: Figures) -> str:
    values = (
        f"{one.pages:,}", f"{one.stories:,}", f"{one.one_more.processor:.1f}", f"{one.one_more_slowest.processor:.1f}",
        f"{one.one_more.wall:.1f}", f"{one.bulk.processor:.1f}", f"{one.bulk.wall:.1f}", f"{one.kilobytes:.1f}",
        f"{one.shelf_kilobytes:.1f}",
    )  # fmt: skip
    return "  ".join(f"{value:>9}" for value in values)
