"""What was worked out, remembered: the least lately used goes first when it takes too much room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

__all__ = ["Memory"]

T = TypeVar("T")


class Memory:
    """Values by key, bounded by their bytes; what several threads ask for at a time is made by one of them."""

    def __init__(self, *, most_bytes: int) -> None:
        self._most = most_bytes
        self._held: OrderedDict[object, tuple[Any, int]] = OrderedDict()
        self._coming: dict[object, Future[Any]] = {}
        self._bytes = 0
        self._of = ""
        self._lock = Lock()

    def get(self, key: object, make: Callable[[], T], *, size: Callable[[T], int], of: str = "") -> T:
        """The value under a key, made where there is none; what `make` raises is raised to all who wait for it.

        Values are of one moment: as soon as one `of` another is asked for, all are forgotten.
        """
        with self._lock:
            if of != self._of:
                self._of, self._bytes = of, 0
                self._held.clear()
            known = (of, key)
            if known in self._held:
                self._held.move_to_end(known)
                value: T = self._held[known][0]
                return value
            coming = self._coming.get(known)
            mine: Future[T] | None = None
            if coming is None:
                mine = self._coming[known] = Future()
        if mine is None:
            assert coming is not None
            waited: T = coming.result()
            return waited
        return self._make(known, make, size=size, coming=mine)

    def _make(
        self, key: tuple[str, object], make: Callable[[], T], *, size: Callable[[T], int], coming: Future[T]
    ) -> T:
        try:
            value = make()
        except BaseException as error:
            with self._lock:
                del self._coming[key]
            coming.set_exception(error)
            raise
        with self._lock:
            del self._coming[key]
            if key[0] == self._of:
                self._keep(key, value, size(value))
        coming.set_result(value)
        return value

    def _keep(self, key: object, value: object, size: int) -> None:
        if size > self._most:
            return
        self._held[key] = (value, size)
        self._bytes += size
        while self._bytes > self._most:
            _, (_, gone) = self._held.popitem(last=False)
            self._bytes -= gone
