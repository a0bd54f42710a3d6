"""Stories: every text, in the order of publication, joins the story among its predecessors that it is likest to, or
founds one.

So the stories are a function of the set of texts, whatever the order in which they arrive. Predecessors are found by
keys, the nearest few of each, so that the cost of a text does not grow with the archive; what comes late and was
published early touches only the texts behind it that are kin to it, or to what it moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from dateline.linking.kinship import likely
from dateline.linking.sketches import keys_of
from dateline.ports import Shelf
from dateline.records.sketch import Sketch

__all__ = ["settle"]

_JOINS = 0.55
"""From this likeness on a text joins a story; the best on stories left out (tools/fit_stories.py)."""
_NEAREST = 0.8
"""How much the likest text of a story weighs; the rest is the mean likeness to the story's texts. One text that is
like another cannot chain two stories."""
_MEMBERS = 10
"""Texts of a story that the mean is taken over: the likest."""
_LEAST_KIN = 0.1
_A_KEY = 24
"""Nearest texts looked at for each key."""
_COMPARED = 40
_SHARED = 2
"""Fewest keys that two texts share before they are compared."""


def settle(shelf: Shelf, fresh: Iterable[Sketch] = (), gone: Iterable[str] = ()) -> None:
    """Take texts into the shelf's stories, and others out of them (by text id)."""
    waiting = _Waiting(shelf)
    arrived = list(fresh)
    for old in (*gone, *(sketch.text_id for sketch in arrived)):
        if shelf.holds(old):
            _take_out(shelf, old, waiting)
    for sketch in arrived:
        shelf.put(sketch, keys_of(sketch))
    alone = len(arrived) == 1 and not waiting
    for sketch in arrived:
        waiting.look([sketch.text_id, *(_moved_by(shelf, sketch) if alone else _watchers(shelf, sketch))])
    while (text := waiting.pop()) is not None:
        if text in waiting.unsure:
            waiting.unsure.discard(text)
            shelf.relate(text, _kin(shelf, shelf.sketch(text)))
        story, left = _chosen(shelf, text), shelf.founder(text)
        if story != left:
            shelf.join(text, story)
            touched = {text, *_first(shelf, left), *_first(shelf, story)}
            waiting.push(shelf.followers(touched), behind=shelf.order(text))


class _Waiting:
    """Texts that may have to move, the earliest first; `unsure` are those whose kin must be found anew."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._heap: list[tuple[str, str]] = []
        self._inside: set[str] = set()
        self.unsure: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._heap)

    def push(self, texts: Iterable[str], *, behind: str = "") -> None:
        for text in texts:
            if text not in self._inside and self._shelf.holds(text):
                place = self._shelf.order(text)
                if place > behind:
                    self._inside.add(text)
                    heappush(self._heap, (place, text))

    def look(self, texts: Sequence[str]) -> None:
        self.unsure.update(texts)
        self.push(texts)

    def pop(self) -> str | None:
        while self._heap:
            _, text = heappop(self._heap)
            self._inside.discard(text)
            if self._shelf.holds(text):
                return text
        return None


def _take_out(shelf: Shelf, text: str, waiting: _Waiting) -> None:
    """Drop a text; those that looked at it, were kin to it or in its story may have to move."""
    gone, story = shelf.sketch(text), shelf.founder(text)
    members = shelf.members(story) if story else ()
    waiting.push((*members, *shelf.followers([text, *members])))
    shelf.drop(text, keys_of(gone))
    waiting.look(_watchers(shelf, gone))


def _first(shelf: Shelf, story: str | None) -> Sequence[str]:
    """The texts of a story that count: how many there are behind them changes no mean."""
    return shelf.members(story, most=_MEMBERS + 1) if story else ()


def _watchers(shelf: Shelf, sketch: Sketch) -> list[str]:
    """The later texts that look at what stands in this place."""
    return sorted(shelf.behind(sketch.order, keys_of(sketch), a_key=_A_KEY))


def _moved_by(shelf: Shelf, sketch: Sketch) -> list[str]:
    """Those later texts to which what came to stand in this place alone makes a difference.

    A text under one of their keys is not compared with them. There it may put another one out of sight; that makes no
    difference either, unless that one shares more than this key with them.
    """
    found = shelf.behind(sketch.order, keys_of(sketch), a_key=_A_KEY)
    return sorted(text for text, (keys, key) in found.items() if keys >= _SHARED or _put_out(shelf, text, key))


def _put_out(shelf: Shelf, text: str, key: int) -> bool:
    other = shelf.beyond(shelf.order(text), key, a_key=_A_KEY)
    if other is None:
        return False
    return len({*keys_of(shelf.sketch(text))} & {*keys_of(shelf.sketch(other))}) >= _SHARED


def _kin(shelf: Shelf, sketch: Sketch) -> dict[str, float]:
    """The earlier texts that it may share a story with, each with the likelihood."""
    near = shelf.ahead(sketch.order, keys_of(sketch), a_key=_A_KEY, shared=_SHARED, most=_COMPARED)
    likeness = likely(sketch, [shelf.sketch(text) for text in near])
    return {text: value for text, value in zip(near, likeness, strict=True) if value >= _LEAST_KIN}


def _chosen(shelf: Shelf, text: str) -> str:
    """The founder of the story that a text is of: itself, where no story before it is like it."""
    stories: dict[str, list[float]] = defaultdict(list)
    for other, value in shelf.kin(text).items():
        story = shelf.founder(other)
        if story is not None:
            stories[story].append(value)
    place = shelf.order(text)
    scored = [(_likeness(shelf, story, values, place=place), story) for story, values in stories.items()]
    best, story = max(scored, default=(0.0, text))
    return story if best >= _JOINS else text


def _likeness(shelf: Shelf, story: str, values: Sequence[float], *, place: str) -> float:
    """How like a text is to a story, of which it is this like to some texts and unlike the others."""
    values = sorted(values, reverse=True)[:_MEMBERS]
    size = max(len(values), min(_MEMBERS, shelf.size(story, before=place)))
    return _NEAREST * values[0] + (1 - _NEAREST) * sum(values) / size
