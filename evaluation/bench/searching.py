"""What a search costs: questions such as people ask, made from pages that are there, each asked through the workspace.

A workspace in, milliseconds out: from the words that are typed to the hits with their words in context.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from dateline.records.search import Searched
from dateline.store.searched import unpack_searched
from dateline.workspace import Workspace

__all__ = ["Asked", "Searches", "measure", "queries", "search_costs", "share"]

_LEAST_WORD = 5


@dataclass(frozen=True)
class Asked:
    """One question, how long its answer took, and took of the processor, in milliseconds, and the hits counted."""

    query: str
    ms: float
    cpu: float
    count: int


@dataclass(frozen=True)
class Searches:
    """All questions that were asked, the quickest first."""

    asked: tuple[Asked, ...]

    def at(self, share: float, *, cpu: bool = False) -> float:
        """The milliseconds that this share of the questions took at most.

        On a machine that does other things besides, those of the processor say what an idle one would take.
        """
        taken = sorted(one.cpu if cpu else one.ms for one in self.asked)
        return taken[min(int(len(taken) * share), len(taken) - 1)]


def search_costs(path: Path) -> Searches:
    """The same of a file; the first search puts its index in order, which is not counted."""
    with Workspace(path) as workspace:
        return measure(workspace)


def measure(workspace: Workspace, *, seed: int = 7, rounds: int = 40) -> Searches:
    """Ask some hundreds of questions once each, as they would come: nothing is asked twice."""
    made: list[Asked] = []
    workspace.search("nothing")  # The index is put in order, and the file opened, before anybody asks.
    for query in queries(workspace, seed=seed, rounds=rounds):
        begun, used = perf_counter(), process_time()
        results = workspace.search(query)
        ms, cpu = (perf_counter() - begun) * 1000, (process_time() - used) * 1000
        made.append(Asked(query=query, ms=ms, cpu=cpu, count=sum(count.count for count in results.counts)))
    return Searches(asked=tuple(sorted(made, key=lambda asked: asked.ms)))


def queries(workspace: Workspace, *, seed: int, rounds: int) -> Iterator[str]:
    """Questions about pages drawn from the workspace: a dozen a page, of every kind that the grammar knows."""
    draw = Random(seed)
    for page in _pages(workspace.path, draw=draw, most=rounds):
        text = workspace._store.text(page.text_id)
        words = [word.strip(".,\"'") for word in text.split()]
        content = [word for word in words if word.isalpha() and len(word) >= _LEAST_WORD] or ["reports"]
        name = draw.choice(page.names).name if page.names else "Nobody"
        place = draw.choice(page.places) if page.places else "Nowhere"
        at = draw.randrange(max(len(words) - 3, 1))
        first, second, third = (draw.choice(content) for _ in range(3))
        month = page.published.value[:7] if page.published.value else "2024-01"
        yield first
        yield f"{first} {second}"
        yield f"{first} {second} -{third}"
        yield f"{first} OR {second}"
        yield f'"{" ".join(words[at : at + 3])}"'.replace('""', '"of the"')
        yield f"{first[:_LEAST_WORD]}*"
        yield f'about:"{name}"'
        yield f'kind:quotation about:"{name}" {first}'
        yield f'speaker:"{name}"'
        yield f'kind:event place:"{place}" {first}'
        yield f'outlet:"{page.outlets[0] if page.outlets else "Post"}" {first} date:{month}'
        yield f"kind:entity {name.split()[-1]}"


def share(path: Path) -> tuple[int, int]:
    """Bytes of the index of search, and pages in it."""
    db = sqlite3.connect(path)
    (pages,) = db.execute("SELECT count(*) FROM search_page").fetchone()
    asked = "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name LIKE '%search\\_%' ESCAPE '\\'"
    (size,) = db.execute(asked).fetchone()
    db.close()
    return int(size), int(pages)


def _pages(path: Path, *, draw: Random, most: int) -> list[Searched]:
    db = sqlite3.connect(path)
    numbers = [number for (number,) in db.execute("SELECT number FROM search_page WHERE size > 1 ORDER BY number")]
    chosen = sorted(draw.sample(numbers, min(most, len(numbers))))
    asked = "SELECT packed FROM search_page WHERE number = ?"
    found = [unpack_searched(db.execute(asked, (number,)).fetchone()[0]) for number in chosen]
    db.close()
    return found
