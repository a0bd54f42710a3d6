"""A small plan of three stages over invented pages, for a program of its own that can be killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar, TypeVar, cast

from dateline.engine import LocalEngine
from dateline.errors import Refusal
from dateline.ports import Kept, Product, Store
from dateline.records.outcome import Derivation, Outcome
from dateline.records.page import Article, Capture
from dateline.records.reading import Reading
from dateline.stage import Product as Made
from dateline.stage import Stage, derivation_key, settings_of
from dateline.store import open_store

from .pages import article_of, capture_of, page, reading_of, texts_of

__all__ = ["main", "read"]

BATCH = 5
In = TypeVar("In")
Out = TypeVar("Out")


@dataclass(frozen=True, kw_only=True)
class _Numbered:
    version: ClassVar[int] = 1

    def key(self, input: int, /) -> str:
        return f"page {input}"


@dataclass(frozen=True, kw_only=True)
class Capturing(_Numbered):
    """A page's number to its capture; every seventh page is refused."""

    name: ClassVar[str] = "capture"

    def open(self) -> Callable[[int], Made[Capture]]:
        return self._make

    def _make(self, number: int) -> Made[Capture]:
        if number % 7 == 6:
            raise Refusal("empty", f"Page {number} is empty.")
        outcome = page(number)[0].outcome
        return Made(output=capture_of(number), texts=outcome.texts, payload=outcome.payload, warnings=outcome.warnings)


@dataclass(frozen=True, kw_only=True)
class Extracting(_Numbered):
    """A page's number to its article."""

    name: ClassVar[str] = "article"

    def open(self) -> Callable[[int], Made[tuple[Article, ...]]]:
        return lambda number: Made(output=(article_of(number),), texts=texts_of(number)[1:])


@dataclass(frozen=True, kw_only=True)
class Reading_(_Numbered):
    """A page's number to its reading."""

    name: ClassVar[str] = "reading"

    def open(self) -> Callable[[int], Made[Reading]]:
        return lambda number: Made(output=reading_of(number))

    def key(self, input: int, /) -> str:
        return texts_of(input)[1].id


def read(store: Store, engine: LocalEngine, pages: Iterable[int]) -> None:
    """Run the plan over these pages, a batch at a time, leaving out what has been done."""
    rest = iter(pages)
    while batch := list(islice(rest, BATCH)):
        _step(Capturing(), batch, store=store, engine=engine)
        captured = [number for number in batch if number % 7 != 6]
        _step(Extracting(), captured, store=store, engine=engine)
        _step(Reading_(), captured, store=store, engine=engine)


def _step(stage: Stage[int, Out], batch: Sequence[int], *, store: Store, engine: LocalEngine) -> None:
    keys = {derivation_key(stage, stage.key(number)): number for number in batch}
    known = store.known(list(keys))
    fresh = [number for key, number in keys.items() if key not in known]
    done = zip(fresh, engine.run(stage, fresh), strict=True)
    store.add(_kept(stage, outcome, number) for number, outcome in done)


def _kept(stage: Stage[int, Out], outcome: Outcome[Out], number: int) -> Kept:
    derivation = Derivation(
        key=derivation_key(stage, outcome.input), stage=stage.name, version=stage.version,
        settings=settings_of(stage), input=outcome.input, status="failed" if outcome.failure else "done",
    )  # fmt: skip
    return Kept(derivation=derivation, outcome=cast("Outcome[Product]", outcome), source=f"page-{number}.txt")


def _kill_after(statements: int) -> Callable[[str], None]:
    left = statements

    def count(_: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return count


def main(file: str, *, pages: int, workers: int, statements: int | None) -> None:
    """Run the plan; kills itself with SIGKILL after so many statements in the database, if a number is given."""
    store = open_store(file)
    if statements is not None:
        store._db.set_trace_callback(_kill_after(statements))
    with LocalEngine(workers=workers, seconds=30) as engine:
        read(store, engine, range(pages))
    store.close()
