"""One run of the evaluation: where the sets lie, how many pages to take, and the answers of systems, kept."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from evaluation.files import Row

__all__ = ["Context", "Runner", "chosen"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """A system: asks in, answers out in their order. `version` changes whenever an answer might."""

    name: str
    version: str
    run: Callable[[Sequence[Row]], Iterable[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`find_runner` gives a runner by name, None for a peer where the peers' environment is not there."""

    data: Path
    cache: Path
    find_runner: Callable[[str], Runner | None]
    sample: int | None = None
    quiet: bool = False
    loaded: dict[Path, dict[str, Row]] = field(default_factory=dict)

    def choose(self, rows: Iterable[T], *, name: Callable[[T], str]) -> list[T]:
        """All rows, or the sample of them: the same ones whatever else the set holds."""
        return chosen(rows, self.sample, name=name)

    def answers(self, runner: str, asks: Sequence[Row], *, task: str) -> list[Row] | None:
        """A system's answers, those on record and the rest now; None where there is no such system here."""
        found = self.find_runner(runner)
        if found is None:
            return None
        path = self.cache / found.name / f"{found.version}.jsonl"
        known = self._load(path)
        keys = [_key(ask) for ask in asks]
        waiting = {key: ask for key, ask in zip(keys, asks, strict=True) if key not in known}
        if waiting:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                answers = zip(waiting, found.run(list(waiting.values())), strict=True)
                for key, answer in self._shown(answers, len(waiting), said=f"{task}: {found.name}"):
                    known[key] = answer
                    file.write(json.dumps([key, answer], ensure_ascii=True) + "\n")
                    file.flush()
        return [known[key] for key in keys]

    def _load(self, path: Path) -> dict[str, Row]:
        if path not in self.loaded:
            self.loaded[path] = dict(_records(path)) if path.exists() else {}
        return self.loaded[path]

    def _shown(self, items: Iterable[T], total: int, *, said: str) -> Iterator[T]:
        terminal = sys.stderr.isatty()
        for done, item in enumerate(items, start=1):
            yield item
            if not self.quiet and (done == total or (terminal and done % 5 == 0) or done % 250 == 0):
                print(f"{said}: {done} of {total}", end="\r" if terminal and done < total else "\n", file=sys.stderr)


def chosen(rows: Iterable[T], sample: int | None, *, name: Callable[[T], str]) -> list[T]:
    """Those `sample` rows whose names' digests come first, in the rows' order; all where sample is None."""
    every = list(rows)
    if sample is None or sample >= len(every):
        return every
    order = sorted(range(len(every)), key=lambda at: hashlib.sha256(name(every[at]).encode()).hexdigest())
    return [every[at] for at in sorted(order[:sample])]


def _records(path: Path) -> Iterator[tuple[str, Row]]:
    # The last line may have been cut by a kill: what cannot be read is asked again.
    for line in path.read_text(encoding="utf-8").split("\n"):
        try:
            key, answer = json.loads(line)
        except ValueError:
            continue
        yield key, answer


def _key(ask: Row) -> str:
    return hashlib.sha256(json.dumps(ask, sort_keys=True).encode()).hexdigest()[:24]
