"""Processes that work out what takes long, so that whoever asks for something quick meanwhile does not wait for them.

Linking keeps a processor busy for seconds, and threads of one Python share one. A process that takes too long is ended.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import BoundedSemaphore, Event, Lock, Timer
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from dateline.errors import StoreError
from dateline.serve.maker import Asked, Made
from dateline.workspace import Workspace

__all__ = ["Makers"]

P = ParamSpec("P")
T = TypeVar("T")

_START = "import sys; sys.path[:] = {path!r}; from dateline.serve.maker import main; main({workspace!r})"
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Processes are the parallelism: threads of numeric libraries would only fight."""


class Makers:
    """At most so many processes, started as they are needed and kept; `seconds` bound what one may take."""

    def __init__(self, path: Path, *, most: int, seconds: float) -> None:
        self._path, self._seconds = path, seconds
        self._places = BoundedSemaphore(most)
        self._lock = Lock()
        self._idle: list[_Maker] = []
        self._busy: list[_Maker] = []
        self._ended = False

    def ask(
        self, mark: str, verb: Callable[Concatenate[Workspace, P], T], *arguments: P.args, **options: P.kwargs
    ) -> T:
        """What a verb of the workspace gives, as it is under a mark.

        Raises as it does, and StoreError: too_slow, broken_off, ending.
        """
        with self._places:
            maker = self._lend()
            try:
                asked = Asked(mark=mark, verb=verb.__name__, arguments=arguments, options=dict(options))
                made = maker.ask(asked, seconds=self._seconds)
            except BaseException:
                maker.end()
                with self._lock:
                    self._busy.remove(maker)
                    if self._ended:
                        raise _ending() from None
                raise
            self._take_back(maker)
        if made.error is not None:
            raise made.error
        return cast(T, made.value)

    def close(self) -> None:
        """End all of them."""
        with self._lock:
            self._ended = True
            for maker in self._idle:
                maker.end()
            self._idle.clear()
            for maker in self._busy:
                maker.kill()  # Whoever waits for it lets go of it.

    def _take_back(self, maker: _Maker) -> None:
        with self._lock:
            self._busy.remove(maker)
            if not self._ended:
                self._idle.append(maker)
                return
        maker.end()

    def _lend(self) -> _Maker:
        with self._lock:
            if self._ended:
                raise _ending()
            maker = self._idle.pop() if self._idle else _Maker(self._path)
            self._busy.append(maker)
            return maker


def _ending() -> StoreError:
    return StoreError("ending", "the server ends: ask the next one")


class _Maker:
    """One process."""

    def __init__(self, path: Path) -> None:
        code = _START.format(path=sys.path, workspace=str(path))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **_ONE_THREAD},
            start_new_session=True,  # Ctrl-C reaches the server alone, which then ends these.
        )

    def ask(self, asked: Asked, *, seconds: float) -> Made:
        """Send a request and wait for the reply."""
        requests, replies = self._process.stdin, self._process.stdout
        assert requests is not None
        assert replies is not None
        overdue = Event()

        def too_late() -> None:
            overdue.set()
            self.kill()

        late = Timer(seconds, too_late)
        late.daemon = True
        late.start()
        try:
            pickle.dump(asked, requests, protocol=pickle.HIGHEST_PROTOCOL)
            requests.flush()
            made: Any = pickle.load(replies)
        except (OSError, EOFError, pickle.UnpicklingError):
            if overdue.is_set():
                told = f"this took more than {seconds:.0f} seconds: ask for less, or for one story"
                raise StoreError("too_slow", told) from None
            raise StoreError("broken_off", "the server failed at this: its log says where") from None
        finally:
            late.cancel()
        assert isinstance(made, Made)
        return made

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def end(self) -> None:
        """End it, and let go of its pipes."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # What it still held cannot be written any more.
