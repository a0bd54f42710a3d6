"""What a look costs: the list of stories, and stories drawn from the archive, each looked at for the first time.

A workspace in, milliseconds of the processor out. What surfaces make of it comes on top.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from time import process_time

from dateline.linking.corpus import by_text
from dateline.records.ids import founded_id
from dateline.workspace import Workspace

__all__ = ["Looks", "look_costs"]

_STORIES = 40
_LISTS = 5
_LEAST = 3
"""Texts of a story that is worth a look."""


@dataclass(frozen=True)
class Looks:
    """Milliseconds of each look at a story and at the list of stories, the quickest first; `texts` counts those of the
    stories shown, the shortest first."""

    stories: tuple[float, ...]
    lists: tuple[float, ...]
    texts: tuple[int, ...]

    def story(self, share: float) -> float:
        """What this share of the looks at a story took at most."""
        return _at(self.stories, share)

    def list(self, share: float) -> float:
        """The same of looks at the list of stories."""
        return _at(self.lists, share)

    def length(self, share: float) -> float:
        """How many texts this share of the stories have at most."""
        return _at(self.texts, share)


def look_costs(path: Path, *, seed: int = 7) -> Looks:
    """Look at the list of stories a few times, and at some dozen stories once each."""
    draw, spent, sizes = Random(seed), [], []
    with Workspace(path) as workspace:
        lists = [_timed(workspace.stories) for _ in range(_LISTS)]
        told = Counter(workspace._store.stories().values())
        known = sorted(founder for founder, texts in told.items() if texts >= _LEAST)
        chosen = draw.sample(known, min(_STORIES + 1, len(known)))
        for number, founder in enumerate(chosen):
            first = by_text(workspace._store.sharing([founder]))[founder][0]
            ms = _timed(partial(workspace.dossier, founded_id("story", first.id)))
            # The first one loads the tables of words, which every process does once.
            if number or len(chosen) == 1:
                spent.append(ms)
                sizes.append(told[founder])
    return Looks(stories=tuple(sorted(spent)), lists=tuple(sorted(lists)), texts=tuple(sorted(sizes)))


def _timed(look: Callable[[], object]) -> float:
    begun = process_time()
    look()
    return (process_time() - begun) * 1e3


def _at(taken: Sequence[float], share: float) -> float:
    return taken[min(int(len(taken) * share), len(taken) - 1)] if taken else 0.0
