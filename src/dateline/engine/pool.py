"""Worker processes that are kept from run to run, and lent to one run at a time."""

from __future__ import annotations

from typing import Any

from dateline.engine.child import Child
from dateline.errors import UsageError
from dateline.stage import Stage

__all__ = ["Pool"]


class Pool:
    """Children with the same limits; at first none."""

    def __init__(self, *, seconds: float | None, memory_bytes: int | None) -> None:
        self.seconds = seconds
        self._memory_bytes = memory_bytes
        self._idle: list[Child] = []
        self._lent: list[Child] = []
        self._closed = False

    def lend(self, stage: Stage[Any, Any]) -> Child:
        """A child that is idle, best one that has this stage open, or a new one."""
        if self._closed:
            raise UsageError("engine_closed", "this engine is closed: make another one")
        fitting = sorted(self._idle, key=lambda child: stage not in child.stages)
        for child in fitting:
            self._idle.remove(child)
            if child.alive:
                break
            child.kill()
        else:
            child = Child(seconds=self.seconds, memory_bytes=self._memory_bytes)
        self._lent.append(child)
        return child

    def take_back(self, child: Child) -> None:
        """Keep a child for the next run."""
        if child in self._lent:
            self._lent.remove(child)
            self._idle.append(child)

    def discard(self, child: Child) -> None:
        """End a child that is of no more use."""
        child.kill()
        if child in self._lent:
            self._lent.remove(child)

    def close(self) -> None:
        """End all children."""
        self._closed = True
        for child in (*self._idle, *self._lent):
            child.kill()
        self._idle.clear()
        self._lent.clear()
