"""One run of a stage over inputs in worker processes.  Inputs in, outcomes out, in their order.

At most a few inputs a worker are in flight, so a run streams. A worker that hangs or dies is replaced, and
costs the input that it had a Failure.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from dateline.engine.child import Child, Report
from dateline.engine.pool import Pool
from dateline.engine.worker import Open, Opened, Try, Unfit
from dateline.errors import UsageError
from dateline.records.outcome import Failure, Outcome
from dateline.stage import Stage

__all__ = ["Run"]

In = TypeVar("In")
Out = TypeVar("Out")

_IN_FLIGHT = 4
"""Inputs a worker that may be waiting for their turn to come out: one slow page holds up no more."""
_OPEN_SECONDS = 300.0
"""How long a stage may take to open: a model from a cold disk takes some ten seconds."""


class _Slot(Generic[Out]):
    """The place of one input in the order of the outcomes."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.outcome: Outcome[Out] | None = None
        self.opened = False
        self.deadline: float | None = None


class Run(Generic[In, Out]):
    """One run: iterate `outcomes` to its end, or close it."""

    def __init__(self, stage: Stage[In, Out], *, pool: Pool, workers: int) -> None:
        if type(stage).__module__ == "__main__":
            raise UsageError(
                "stage_in_main",
                f"{type(stage).__name__} is defined in the program's main file, which workers do not run: "
                "put it into a module of its own",
            )
        self._stage = stage
        self._pool = pool
        self._workers = workers
        self._slots: deque[_Slot[Out]] = deque()
        self._free: list[Child] = []
        self._busy: dict[Child, _Slot[Out]] = {}
        self._reports: SimpleQueue[Report] = SimpleQueue()

    def outcomes(self, inputs: Iterable[In]) -> Iterator[Outcome[Out]]:
        """One outcome an input, in order."""
        rest = iter(inputs)
        more = True
        try:
            while more or self._slots:
                while more and self._has_room():
                    more = self._begin_next(rest)
                if self._slots and self._slots[0].outcome is None:
                    self._wait()
                while self._slots and (outcome := self._slots[0].outcome) is not None:
                    self._slots.popleft()
                    yield outcome
        finally:
            self._end()

    def _has_room(self) -> bool:
        return len(self._slots) < _IN_FLIGHT * self._workers and len(self._busy) < self._workers

    def _begin_next(self, rest: Iterator[In]) -> bool:
        """Send the next input to a worker; False where there is none."""
        for input in rest:
            slot: _Slot[Out] = _Slot(self._stage.key(input))
            child = self._worker()
            self._busy[child] = slot
            self._slots.append(slot)
            if self._stage not in child.stages:
                child.stages.append(self._stage)
                slot.deadline = time.monotonic() + _OPEN_SECONDS
                child.ask(Open(stage=self._stage), about=slot, reports=self._reports)
            else:
                self._started(slot)
            request = Try(stage=child.stages.index(self._stage), input=input, key=slot.key)
            child.ask(request, about=slot, reports=self._reports)
            return True
        return False

    def _worker(self) -> Child:
        while self._free:
            child = self._free.pop()
            if child.alive:
                return child
            self._pool.discard(child)
        return self._pool.lend(self._stage)

    def _started(self, slot: _Slot[Out]) -> None:
        slot.opened = True
        slot.deadline = None if self._pool.seconds is None else time.monotonic() + self._pool.seconds

    def _wait(self) -> None:
        """Wait for a report, or for the first deadline; what has been reported in time is never late."""
        deadlines = [slot.deadline for slot in self._busy.values() if slot.deadline is not None]
        left = max(min(deadlines) - time.monotonic(), 0.0) if deadlines else None
        try:
            self._hear(self._reports.get(timeout=left))
        except Empty:
            self._end_late_ones()

    def _hear(self, report: Report) -> None:
        slot = self._busy.get(report.child)
        if slot is None or slot is not report.about:
            return  # The last words of a worker that was ended for being late.
        reply = report.reply
        if isinstance(reply, Opened):
            self._started(slot)
        elif isinstance(reply, Unfit):
            raise reply.error
        elif isinstance(reply, Outcome):
            slot.outcome = reply
            self._dismiss(report.child)
        else:
            self._mourn(report.child, slot)

    def _dismiss(self, child: Child) -> None:
        """Take a worker off its input; one that has met the end of its memory may be in any state."""
        outcome = self._busy.pop(child).outcome
        if outcome is not None and outcome.failure is not None and outcome.failure.code == "out_of_memory":
            self._pool.discard(child)
        else:
            self._free.append(child)

    def _mourn(self, child: Child, slot: _Slot[Out]) -> None:
        """A worker has ended by itself: its input has failed."""
        del self._busy[child]
        by_alarm, ending = child.ending()
        self._pool.discard(child)
        if not slot.opened:
            raise self._cannot_open(f"its process {ending}")
        if by_alarm:
            slot.outcome = self._late(slot)
            return
        message = f"the process that ran the stage {self._stage.name} {ending}: leave the page out, and report it"
        slot.outcome = Outcome(input=slot.key, failure=Failure(code="worker_died", message=message))

    def _end_late_ones(self) -> None:
        now = time.monotonic()
        for child, slot in list(self._busy.items()):
            if slot.deadline is not None and slot.deadline <= now:
                del self._busy[child]
                self._pool.discard(child)
                if not slot.opened:
                    raise self._cannot_open(f"it took more than {_OPEN_SECONDS:g} seconds")
                slot.outcome = self._late(slot)

    def _late(self, slot: _Slot[Out]) -> Outcome[Out]:
        message = (
            f"the stage {self._stage.name} took more than {self._pool.seconds:g} seconds for this page: "
            "leave it out, or allow more"
        )
        return Outcome(input=slot.key, failure=Failure(code="timeout", message=message))

    def _cannot_open(self, reason: str) -> UsageError:
        return UsageError(
            "stage_cannot_open",
            f"the stage {self._stage.name} cannot be opened in a process of its own, {reason}: "
            "see what it wrote to standard error",
        )

    def _end(self) -> None:
        """Give workers back; those in the middle of something are ended."""
        for child in self._busy:
            self._pool.discard(child)
        for child in self._free:
            self._pool.take_back(child)
        self._busy.clear()
        self._free.clear()
