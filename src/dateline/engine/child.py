"""A worker process seen from the engine: started, asked, killed.

The child is a fresh interpreter that imports `dateline.engine.worker` and nothing of the caller's: neither
its `__main__` nor its console script is run again, and a notebook or a pipe can be the caller.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from queue import SimpleQueue
from threading import Thread
from typing import Any

from dateline.stage import Stage

__all__ = ["Child", "Report"]

_START = "import sys; sys.path[:] = {path!r}; from dateline.engine.worker import main; main({limits})"
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Workers are the parallelism: threads of numeric libraries would only fight, and change rounding."""
_UNREADABLE = (
    OSError, EOFError, pickle.UnpicklingError, ValueError, TypeError, LookupError, AttributeError, ImportError,
)  # fmt: skip
"""What reading an answer may raise where there is none, or noise, or records of a class that is not here."""
_LAST_SECONDS = 2.0
"""How long a process may take to end whose answers have ended."""


class Report:
    """What a child answered to a request about `about`; `reply` is None where it ended without an answer."""

    __slots__ = ("about", "child", "reply")

    def __init__(self, child: Child, *, about: object, reply: object) -> None:
        self.child = child
        self.about = about
        self.reply = reply


class Child:
    """One worker process. A thread of ours speaks with it, so that the engine can wait for many."""

    def __init__(self, *, seconds: float | None, memory_bytes: int | None) -> None:
        code = _START.format(path=sys.path, limits=f"seconds={seconds!r}, memory_bytes={memory_bytes!r}")
        # -P: nothing is imported from the working folder that the caller would not import from there.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **_ONE_THREAD},
            start_new_session=True,  # Ctrl-C reaches the engine alone, which then ends its children.
        )
        self.stages: list[Stage[Any, Any]] = []
        self._requests: SimpleQueue[tuple[object, object, SimpleQueue[Report]] | None] = SimpleQueue()
        self._speaker = Thread(target=self._speak, daemon=True, name="dateline-worker")
        self._speaker.start()

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def ask(self, request: object, *, about: object, reports: SimpleQueue[Report]) -> None:
        """Send a request; the answer comes as a Report. Requests are answered in their order."""
        # Pickled here, so that what cannot be sent is the caller's error.
        said = pickle.dumps(request, protocol=pickle.HIGHEST_PROTOCOL)
        self._requests.put((said, about, reports))

    def kill(self) -> None:
        """End the process at once; does nothing where it has ended."""
        self._process.kill()
        self._process.wait()
        self._requests.put(None)
        self._speaker.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # What it still held cannot be written any more.

    def ending(self) -> tuple[bool, str]:
        """How the process ended: whether by its own alarm, and in words."""
        try:
            status = self._process.wait(timeout=_LAST_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return False, "gave an answer that cannot be read"
        if status >= 0:
            return False, f"ended with status {status}"
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = str(-status)
        return name == "SIGALRM", f"was ended by signal {name}"

    def _speak(self) -> None:
        while (request := self._requests.get()) is not None:
            said, about, reports = request
            reports.put(Report(self, about=about, reply=self._exchange(said)))

    def _exchange(self, said: Any) -> object:
        requests, replies = self._process.stdin, self._process.stdout
        assert requests is not None
        assert replies is not None
        try:
            requests.write(said)
            requests.flush()
            return pickle.load(replies)
        except _UNREADABLE:
            return None
