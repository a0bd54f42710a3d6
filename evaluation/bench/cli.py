"""`make bench`: print what linking costs in archives of several sizes, and whether it keeps to its limits."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from evaluation.bench.looking import Looks, look_costs
from evaluation.bench.measure import Figures, Limit, measure, verdicts
from evaluation.bench.searching import Searches, search_costs, share
from evaluation.bench.serving import Served, serve_costs

__all__ = ["main"]

_SIZES = (1_000, 10_000, 100_000)
_LOOK_MS = 200.0
_COLUMNS = "pages", "stories", "one more", "slowest", "(wall)", "all, each", "(wall)", "KB a page", "shelf KB"


@click.command()
@click.option("--size", multiple=True, type=click.IntRange(min=20), help="Pages; may be repeated.")
@click.option("--seed", default=5, show_default=True, help="Another seed, another archive.")
@click.option("--at", type=click.Path(path_type=Path), help="Keep the archive as this file; else it is thrown away.")
@click.option("--search", "with_search", is_flag=True, help="Index the archive as well, and time searches in it.")
@click.option("--serve", "with_server", is_flag=True, help="Serve the archive as well, to one and to fifty at a time.")
@click.option("--seconds", default=60.0, show_default=True, help="How long the fifty look.")
@click.option("--of", type=click.Path(exists=True, path_type=Path), help="Measure in this archive; none is generated.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(
    size: tuple[int, ...],
    seed: int,
    at: Path | None,
    *,
    with_search: bool,
    with_server: bool,
    seconds: float,
    of: Path | None,
    as_json: bool,
) -> None:
    """Generate an archive as records, and time how its stories are kept in order, and looks at them."""
    if at is not None and at.exists():
        raise click.UsageError(f"{at} is there already: --of measures in it")
    if not as_json and of is None:
        click.echo("  ".join(f"{column:>9}" for column in _COLUMNS) + "  (ms of the processor)")
    with tempfile.TemporaryDirectory() as folder:
        path = of or at or Path(folder) / "bench.db"
        found = [] if of else measure(path, size or _SIZES, seed=seed, told=_silent if as_json else _print)
        limits = verdicts(found) if found else []
        looks = look_costs(path)
        asked = search_costs(path) if with_search else None
        searched = {} if asked is None else _searched(asked, path)
        served = serve_costs(path, seconds=seconds) if with_server else None
    limits += _look_limits(looks)
    if asked is not None:
        limits.append(Limit(name="a search, 95 of 100: ms", measured=asked.at(0.95, cpu=True), most=100))
    if served is not None:
        limits += _promises(served)
    costs = {} if served is None else _costs(served)
    if as_json:
        said = {"figures": [one.plain() for one in found], "looks": asdict(looks), "search": searched, "served": costs}
        click.echo(json.dumps({**said, "limits": [limit.plain() for limit in limits]}, indent=2))
    else:
        for name, value in (_looked(looks) | searched | costs).items():
            click.echo(f"{value:>9,.1f}  {name}")
        click.echo(f"{'measured':>9}  {'must':>9}")
        for limit in limits:
            click.echo(f"{limit.measured:>9,.1f}  {limit.most:>9,.1f}  {'yes' if limit.kept else 'NO '}  {limit.name}")
    sys.exit(0 if all(limit.kept for limit in limits) else 1)


def _print(one: Figures) -> None:
    click.echo(_line(one))


def _silent(_: Figures) -> None:
    pass


def _costs(served: Served) -> dict[str, float]:
    """Milliseconds from a request to its last byte, by the clock, and what the server used of the processor for it."""
    told = {"ms until a server answers": served.start_ms, "s of the processor until then": served.processor}
    many = f"{served.users} users at once"
    for one, among in [(one, "one user") for one in served.alone] + [(one, many) for one in served.together]:
        told[f"ms, half, {one.kind}, {among} ({len(one.ms)} requests, {one.failed} failed)"] = one.at(0.5)
        told[f"ms, 95 of 100, {one.kind}, {among}"] = one.at(0.95)
        if one.cpu:
            told[f"ms of the processor, 95 of 100, {one.kind}, {among}"] = one.at(0.95, cpu=True)
    requests = sum(len(one.ms) for one in served.together)
    return told | {f"requests a second, {many}": requests / served.seconds, "requests failed": served.failed}


def _promises(served: Served) -> list[Limit]:
    told = [("the front page", "front", 200), ("a story page", "story", 200), ("a search over HTTP", "api search", 100)]
    many = f"{served.users} users at once for {served.seconds:.0f} s"
    return [
        Limit(name="a server answers: s of the processor", measured=served.processor, most=2),
        *(
            Limit(name=f"{name}, 95 of 100: ms", measured=served.of(kind).at(0.95, cpu=True), most=most)
            for name, kind, most in told
        ),
        Limit(name=f"{many}: errors", measured=served.failed, most=0),
    ]


def _look_limits(looks: Looks) -> list[Limit]:
    return [
        Limit(name="a story, seen for the first time, half of them: ms", measured=looks.story(0.5), most=_LOOK_MS),
        Limit(name="the list of stories, the slowest look: ms", measured=looks.list(1), most=_LOOK_MS),
    ]


def _looked(looks: Looks) -> dict[str, float]:
    """What stories cost that are longer than most, and how long they are."""
    return {
        "ms of the processor, 9 of 10 of the looks at a story at most": looks.story(0.9),
        "ms of the processor, the slowest look at a story": looks.story(1),
        "texts of the stories looked at, half of them at most": looks.length(0.5),
        "texts of the longest": looks.length(1),
    }


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
