"""What an archive costs as it grows: generated pages and sizes in, figures out.

Only linking is timed, not the making of the pages nor their keeping. Processor time is what linking needs, wall time
what somebody waits for it, with the disk and whatever else runs on the machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from dateline.linking.archive import catch_up
from dateline.store import open_store
from evaluation.bench.archive import Reported, generate, outcomes

__all__ = ["Figures", "Limit", "Timed", "measure", "verdicts"]

_PROBES = 40
_KEPT_AT_ONCE = 200
_GROWTH, _ONE_MORE_MS, _BULK_MS = 1.5, 50.0, 5.0


@dataclass(frozen=True)
class Timed:
    """Milliseconds: of the processor, and on the clock."""

    processor: float
    wall: float


@dataclass(frozen=True, kw_only=True)
class Limit:
    """Something measured, and the most that it may be."""

    name: str
    measured: float
    most: float

    @property
    def kept(self) -> bool:
        """Whether it keeps to its limit."""
        return self.measured <= self.most

    def plain(self) -> dict[str, object]:
        """The limit as JSON says it."""
        return {**asdict(self), "kept": self.kept}


@dataclass(frozen=True)
class Figures:
    """An archive of so many pages: what one more costs (median and the slowest in twenty), all of it, and its room."""

    pages: int
    texts: int
    stories: int
    one_more: Timed
    one_more_slowest: Timed
    bulk: Timed
    kilobytes: float
    shelf_kilobytes: float

    def plain(self) -> dict[str, object]:
        """The figures as JSON says them."""
        return asdict(self)


def measure(path: Path, sizes: Sequence[int], *, seed: int, told: Callable[[Figures], None]) -> list[Figures]:
    """Grow one archive through these sizes; `told` hears the figures of each as they are there."""
    pages, kept, spent, found = generate(seed=seed), 0, Timed(0, 0), []
    bare = 0
    for size in sorted(sizes):
        with closing(open_store(path)) as store:
            before = _bytes(path)
            for some in _some(pages, size - kept):
                store.add(outcome for page in some for outcome in outcomes(page))
            bare += _bytes(path) - before
            took = _timed(lambda store=store: catch_up(store))  # type: ignore[misc]
            spent, kept = Timed(spent.processor + took.processor, spent.wall + took.wall), size
        # Opened anew: what a process pays that reads one page.
        with closing(open_store(path)) as store:
            probes = []
            for page in islice(pages, _PROBES):
                store.add(outcomes(page))
                probes.append(_timed(lambda: catch_up(store)))
            kept += len(probes)
            stories = store.stories()
        found.append(
            Figures(
                pages=size,
                texts=len(stories),
                stories=len(set(stories.values())),
                one_more=Timed(median(p.processor for p in probes), median(p.wall for p in probes)),
                one_more_slowest=Timed(_late(p.processor for p in probes), _late(p.wall for p in probes)),
                bulk=Timed(spent.processor / size, spent.wall / size),
                kilobytes=_bytes(path) / size / 1000,
                shelf_kilobytes=(_bytes(path) - bare) / size / 1000,
            )
        )
        told(found[-1])
    return found


def verdicts(found: Sequence[Figures]) -> list[Limit]:
    """What the largest archive measured, beside what it must keep to, by processor time."""
    least, most = found[0], found[-1]
    grown = most.one_more.processor / max(least.one_more.processor, 1e-6)
    named = f"one more page at {most.pages:,}"
    return [
        Limit(name=f"{named}: times what it costs at {least.pages:,}", measured=grown, most=_GROWTH),
        Limit(name=f"{named}: ms", measured=most.one_more.processor, most=_ONE_MORE_MS),
        Limit(name=f"all {most.pages:,} pages anew: ms a page", measured=most.bulk.processor, most=_BULK_MS),
    ]


def _some(pages: Iterator[Reported], most: int) -> Iterator[list[Reported]]:
    while most > 0 and (some := list(islice(pages, min(most, _KEPT_AT_ONCE)))):
        most -= len(some)
        yield some


def _timed(work: Callable[[], None]) -> Timed:
    processor, wall = time.process_time(), time.perf_counter()
    work()
    return Timed((time.process_time() - processor) * 1e3, (time.perf_counter() - wall) * 1e3)


def _late(values: Iterator[float]) -> float:
    ordered = sorted(values)
    return ordered[int(len(ordered) * 0.95)]


def _bytes(path: Path) -> int:
    return sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))
