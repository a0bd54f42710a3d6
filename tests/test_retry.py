"""What failed for want of time is tried again where that is asked for, and only then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from dateline.engine import LocalEngine
from dateline.pipeline import PageRead, Plan, read
from dateline.records.outcome import Failure, Outcome
from dateline.records.page import Source
from dateline.stage import Stage
from dateline.store import open_store

In = TypeVar("In")
Out = TypeVar("Out")
_PAGE = b"The ferry left the port of Ostrel on Monday with two people on board, the harbour master said."


class Slow:
    """An engine that has no time for articles, for so long as it is told."""

    def __init__(self, engine: LocalEngine) -> None:
        self.engine = engine
        self.late = True
        self.asked: list[str] = []

    def run(self, stage: Stage[In, Out], inputs: Iterable[In]) -> Iterator[Outcome[Out]]:
        for one in inputs:
            self.asked.append(stage.name)
            if stage.name == "article" and self.late:
                yield Outcome(input=stage.key(one), failure=Failure(code="timeout", message="It took too long."))
            elif stage.name == "article":
                yield Outcome(input=stage.key(one), failure=Failure(code="no_article", message="It holds none."))
            else:
                yield from self.engine.run(stage, [one])


def test_a_page_that_took_too_long_is_tried_again_where_asked(tmp_path: Path) -> None:
    store = open_store(tmp_path / "w.db")
    with LocalEngine() as engine:
        slow = Slow(engine)

        def again(*, retry: bool) -> PageRead:
            slow.asked.clear()
            source = Source(name="page", payload=_PAGE)
            (page,) = read([source], store=store, engine=slow, plan=Plan(retry=retry))
            return page

        first = again(retry=False)
        assert first.failure is not None
        assert first.failure.code == "timeout"
        again(retry=False)
        assert "article" not in slow.asked
        still = again(retry=True)
        assert "article" in slow.asked
        assert (still.new, still.failure and still.failure.code) == (False, "timeout")
    store.close()
