"""What a server costs: how soon it answers, how long each kind of page takes, and whether fifty at a time get theirs.

A workspace in, milliseconds out, by the clock, from the request to the last byte. First one person looks at pages that
nobody has looked at before; then many look at once, mostly at what is read most.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter
from urllib.parse import quote

import httpx

from dateline.workspace import Workspace
from evaluation.bench.searching import queries

__all__ = ["Served", "Took", "serve_costs"]

_PAGES = 12
"""Pages of each kind that one person looks at, each for the first time."""
_ENTITIES = 5
"""Whom all pages tell of takes the longest to work out."""
_PAGE = {"Accept": "text/html"}
_PATIENCE = 120.0


@dataclass(frozen=True)
class Took:
    """What some requests of a kind took, in milliseconds, and how many of them failed.

    `cpu` is what the server used of the processor meanwhile, with all that it does in the background.
    """

    kind: str
    ms: tuple[float, ...]
    cpu: tuple[float, ...] = ()
    failed: int = 0

    def at(self, share: float, *, cpu: bool = False) -> float:
        """The milliseconds that this share of them took at most."""
        taken = sorted(self.cpu if cpu else self.ms) or [0.0]
        return taken[min(int(len(taken) * share), len(taken) - 1)]


@dataclass(frozen=True)
class Served:
    """The figures of a server: its start, each kind of page looked at by one person, and by many at a time.

    `processor` are the seconds of the processor that the server had used when it first answered.
    """

    start_ms: float
    processor: float
    alone: tuple[Took, ...]
    together: tuple[Took, ...]
    users: int
    seconds: float

    def of(self, kind: str, *, together: bool = False) -> Took:
        """The figures of one kind."""
        return next(one for one in (self.together if together else self.alone) if one.kind == kind)

    @property
    def failed(self) -> int:
        """How many requests failed, of all."""
        return sum(one.failed for one in (*self.alone, *self.together))


def serve_costs(path: Path, *, users: int = 50, seconds: float = 60.0, seed: int = 11) -> Served:
    """Serve a workspace and look at it."""
    kinds = _kinds(path, seed=seed)
    with _server(path) as (address, start_ms, process):
        processor = _used(process)
        alone = tuple(_alone(address, kind, paths, process=process) for kind, paths in kinds.items())
        together = asyncio.run(_together(address, kinds, users=users, seconds=seconds, seed=seed))
    return Served(start_ms=start_ms, processor=processor, alone=alone, together=together, users=users, seconds=seconds)


def _kinds(path: Path, *, seed: int) -> dict[str, list[str]]:
    """The addresses of each kind, what is read most at the head."""
    with Workspace(path) as workspace:
        workspace.search("nothing")  # The index is put in order before anybody asks.
        stories = [story.id for story in workspace.stories(limit=_PAGES).stories]
        picture = workspace.dossier(stories[0])
        entities = [entity.id for entity in picture.entities][:_ENTITIES]
        articles = [article.id for article in workspace.articles(limit=_PAGES).articles]
        asked = list(islice(queries(workspace, seed=seed, rounds=8), 90))
    return {
        "front": ["/"],
        "story": [f"/story/{id}" for id in stories],
        "entity": [f"/entity/{id}" for id in entities],
        "article": [f"/article/{id}" for id in articles],
        "search": [f"/search?q={quote(query)}" for query in asked],
        "api search": [f"/api/search?q={quote(query)}" for query in asked],
        "api stories": ["/api/stories"],
    }


@contextmanager
def _server(path: Path) -> Iterator[tuple[str, float, int]]:
    """A server in a process of its own: its address, the milliseconds until it first answered, and the process."""
    begun = perf_counter()
    command = [sys.executable, "-m", "dateline", "serve", "--port", "0", "--workspace", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = re.match(r"(http://\S+)/", process.stdout.readline())
        if found is None:
            raise RuntimeError("the server did not start")
        httpx.get(f"{found[1]}/static/icon.svg", timeout=_PATIENCE)
        yield found[1], (perf_counter() - begun) * 1000, process.pid
    finally:
        process.terminate()
        process.wait()


def _used(process: int) -> float:
    """The seconds of the processor that a process and its children have used; 0 where the system does not say."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, told = stat.read_text().rpartition(")")
        except OSError:
            continue  # It has ended meanwhile.
        fields = told.split()
        if process in (int(name.partition(" ")[0]), int(fields[1])):
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _alone(address: str, kind: str, paths: Sequence[str], *, process: int) -> Took:
    """One person, one page after the other, each for the first time; of a single page again and again."""
    taken, cpu, failed = [], [], 0
    with httpx.Client(base_url=address, headers=_PAGE, timeout=_PATIENCE) as client:
        if len(paths) == 1:
            client.get(paths[0])
        for path in paths if len(paths) > 1 else list(paths) * _PAGES:
            begun, used = perf_counter(), _used(process)
            answer = client.get(path)
            taken.append((perf_counter() - begun) * 1000)
            cpu.append((_used(process) - used) * 1000)
            failed += answer.status_code != 200
    return Took(kind=kind, ms=tuple(taken), cpu=tuple(cpu), failed=failed)


async def _together(
    address: str, kinds: dict[str, list[str]], *, users: int, seconds: float, seed: int
) -> tuple[Took, ...]:
    """Many people at a time, each with a request on its way all the time."""
    until = perf_counter() + seconds
    taken: dict[str, list[float]] = {kind: [] for kind in kinds}
    failed = dict.fromkeys(kinds, 0)

    async def look(client: httpx.AsyncClient, choose: Callable[[], tuple[str, str]]) -> None:
        while perf_counter() < until:
            kind, path = choose()
            begun = perf_counter()
            try:
                answer = await client.get(path)
                failed[kind] += answer.status_code != 200
            except httpx.HTTPError:
                failed[kind] += 1
            taken[kind].append((perf_counter() - begun) * 1000)

    limits = httpx.Limits(max_connections=users, max_keepalive_connections=users)
    async with httpx.AsyncClient(base_url=address, headers=_PAGE, timeout=_PATIENCE, limits=limits) as client:
        await asyncio.gather(*(look(client, _chooser(kinds, seed=seed + number)) for number in range(users)))
    return tuple(Took(kind=kind, ms=tuple(taken[kind]), failed=failed[kind]) for kind in kinds)


def _chooser(kinds: dict[str, list[str]], *, seed: int) -> Callable[[], tuple[str, str]]:
    """Draws what somebody looks at next: of each kind the first is looked at most."""
    draw = Random(seed)

    def choose() -> tuple[str, str]:
        kind = draw.choice(list(kinds))
        paths = kinds[kind]
        return kind, paths[min(int(draw.paretovariate(0.7)) - 1, len(paths) - 1)]

    return choose
