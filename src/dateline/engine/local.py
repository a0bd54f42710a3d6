"""The engine for one machine.  A stage and inputs in, outcomes out, in the order of the inputs.

With one worker a stage runs in this process, where nothing can end a call that hangs in C code; so a stage
that hands hostile input to C code asks for a process of its own (`dateline.stage.Stage`), and gets one
child, which imports what that stage needs and no more. With several workers every stage runs in children.
A child that takes too long is killed, one that takes too much memory fails to allocate, one that dies is
replaced; each costs the input that it had a Failure.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, Self, TypeVar

from dateline.engine.attempt import attempt
from dateline.engine.pool import Pool
from dateline.engine.run import Run
from dateline.errors import UsageError
from dateline.records.outcome import Outcome
from dateline.stage import Product, Stage, is_isolated

__all__ = ["LocalEngine"]

In = TypeVar("In")
Out = TypeVar("Out")

_SECONDS = 60.0
"""What one page may take in one stage: reading does some 20,000 characters a second, a long page has 50,000."""
_MEMORY_BYTES = 4 * 1024**3
"""What one worker may map: 0.5 GiB with the language model, 1.1 GiB when it reads 176,000 characters at once."""


class LocalEngine:
    """Runs stages here or in worker processes; a context manager. Satisfies `dateline.ports.Engine`.

    `seconds` and `memory_bytes` bound one input in a worker; None is no bound. `progress` is called after
    every outcome with the stage's name and how many it has had in this run.
    """

    def __init__(
        self,
        *,
        workers: int = 1,
        seconds: float | None = _SECONDS,
        memory_bytes: int | None = _MEMORY_BYTES,
        progress: Callable[[str, int], None] | None = None,
    ) -> None:
        if workers < 1:
            raise UsageError("no_workers", f"{workers} workers can do nothing: ask for 1 or more")
        if seconds is not None and not seconds > 0:
            raise UsageError("no_time", f"{seconds} seconds are no time to work in: give more than 0, or None")
        self._workers = workers
        self._progress = progress
        self._pool = Pool(seconds=seconds, memory_bytes=memory_bytes)
        self._opened: list[tuple[Stage[Any, Any], Callable[[Any], Product[Any]]]] = []
        self._end = weakref.finalize(self, self._pool.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the worker processes; also done when the engine is let go of, and at exit."""
        self._end()

    def run(self, stage: Stage[In, Out], inputs: Iterable[In]) -> Iterator[Outcome[Out]]:
        """Yield one outcome an input, in the order of the inputs.

        Raises what the stage raises on opening, and UsageError: stage_cannot_open, stage_in_main.
        """
        if self._workers == 1 and not is_isolated(stage):
            outcomes = self._inline(stage, inputs)
        else:
            outcomes = Run(stage, pool=self._pool, workers=self._workers).outcomes(inputs)
        for done, outcome in enumerate(outcomes, start=1):
            if self._progress is not None:
                self._progress(stage.name, done)
            yield outcome

    def _inline(self, stage: Stage[In, Out], inputs: Iterable[In]) -> Iterator[Outcome[Out]]:
        work: Callable[[In], Product[Out]] | None = None
        for input in inputs:
            # Opened for the first input: a run over nothing loads no model.
            work = work or self._open(stage)
            yield attempt(work, input, key=stage.key(input))

    def _open(self, stage: Stage[In, Out]) -> Callable[[In], Product[Out]]:
        for known, work in self._opened:
            if known == stage:
                return work
        work = stage.open()
        self._opened.append((stage, work))
        return work
