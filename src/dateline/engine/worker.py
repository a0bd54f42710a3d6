"""What runs in a worker process: requests in on standard input, replies out on standard output.

A worker opens each stage once and keeps it. It ends when its standard input does, that is, with the engine.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable
from typing import IO, Any

from dateline.engine.attempt import attempt
from dateline.errors import DatelineError
from dateline.records.base import record
from dateline.records.outcome import Failure, Outcome
from dateline.stage import Product, Stage

__all__ = ["Open", "Opened", "Try", "Unfit", "main"]

_GRACE_SECONDS = 5.0
"""How much later than the engine the kernel ends a worker that hangs: in case the engine is gone or busy."""


@record
class Open:
    """A request to open a stage; stages are numbered as they are opened."""

    stage: Stage[Any, Any]


@record
class Try:
    """A request to run an opened stage on one input; the reply is its Outcome."""

    stage: int
    input: object
    key: str


@record
class Opened:
    """The reply that a stage is open."""


@record
class Unfit:
    """The reply that a stage cannot be opened."""

    error: DatelineError


def main(*, seconds: float | None, memory_bytes: int | None) -> None:
    """Answer requests until there are no more."""
    if hasattr(signal, "SIGINT"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # The engine decides when a worker ends.
    _limit_memory(memory_bytes)
    requests, replies = _channels()
    works: list[Callable[[Any], Product[Any]]] = []
    while True:
        try:
            request = pickle.load(requests)
        except EOFError:
            return
        _send(_answer(request, works, seconds=seconds), replies)


def _answer(request: Open | Try, works: list[Callable[[Any], Product[Any]]], *, seconds: float | None) -> object:
    if isinstance(request, Open):
        try:
            works.append(request.stage.open())
            # A model is a great many objects that stay: the collector need not look at them after every page.
            gc.freeze()
        except DatelineError as error:
            return Unfit(error=error)
        return Opened()
    _set_alarm(None if seconds is None else seconds + _GRACE_SECONDS)
    outcome = attempt(works[request.stage], request.input, key=request.key)
    _set_alarm(None)
    return outcome


def _send(reply: object, replies: IO[bytes]) -> None:
    try:
        said = pickle.dumps(reply, protocol=pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, TypeError, AttributeError) as slip:
        assert isinstance(reply, Outcome)
        failure = Failure(code="internal_error", message=f"{type(slip).__name__}: {slip}")
        said = pickle.dumps(Outcome(input=reply.input, failure=failure), protocol=pickle.HIGHEST_PROTOCOL)
    replies.write(said)
    replies.flush()


def _channels() -> tuple[IO[bytes], IO[bytes]]:
    """Requests and replies; what a library prints goes to standard error instead."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return requests, replies


def _limit_memory(memory_bytes: int | None) -> None:
    """Let allocations beyond the budget fail, where the platform can."""
    if memory_bytes is None:
        return
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    except (ImportError, ValueError, OSError):
        return


def _set_alarm(seconds: float | None) -> None:
    # The kernel delivers it whatever C code is doing, and by default it ends the process.
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds or 0.0)
