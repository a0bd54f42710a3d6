"""Stories: every text, in the order of publication, joins the story among its predecessors that it is likest to, or
founds one.

So the stories are a function of the set of texts, whatever the order in which they arrive. Predecessors are found by
keys, the nearest few of each, so that the cost of a text does not grow with the archive; what comes late and was
published early touches only the texts behind it that are kin to it, or to what it moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
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
    waiting, settled = _Waiting(shelf), shelf.last()
    arrived = [sketch for sketch in fresh if not _named_anew(shelf, sketch)]
    leaving = [text for text in dict.fromkeys((*gone, *(one.text_id for one in arrived))) if shelf.holds(text)]
    change = _change_one if max(len(arrived), len(leaving)) <= 1 else _change_many
    change(shelf, arrived, leaving, waiting)
    while (text := waiting.pop()) is not None:
        if text in waiting.unsure:
            waiting.unsure.discard(text)
            shelf.relate(text, _kin(shelf, shelf.sketch(text)))
        story, place = _chosen(shelf, text), shelf.order(text)
        if story != shelf.founder(text):
            # What stands behind all that is settled has no kin yet, and is looked at when its turn comes.
            if place < settled:
                waiting.push(shelf.followers(_move(shelf, text, story)), behind=place)
            else:
                shelf.join(text, story)
        settled = max(settled, place)


def _move(shelf: Shelf, text: str, story: str) -> Iterable[str]:
    """Put a text into another story; returns the texts to whose followers that may make a difference."""
    left = shelf.founder(text)
    touched = {text, *_first(shelf, left), *_first(shelf, story)}
    if left == text:
        # What it founded goes with it; who knows texts of both stories sees one story now.
        fewer = min([shelf.members(left), shelf.members(story)], key=len)
        touched.update(fewer)
        shelf.merge(left, story)
    shelf.join(text, story)
    return {*touched, *_first(shelf, story)}


def _named_anew(shelf: Shelf, sketch: Sketch) -> bool:
    """Whether a text is on the shelf but for its names, which are set: no story hangs on them."""
    if not shelf.holds(sketch.text_id) or replace(shelf.sketch(sketch.text_id), names=sketch.names) != sketch:
        return False
    shelf.name(sketch, keys_of(sketch))
    return True


class _Waiting:
    """Texts that may have to move, the earliest first; `unsure` are those whose kin must be found anew."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._heap: list[tuple[str, str]] = []
        self._places: dict[str, str] = {}
        self.unsure: set[str] = set()

    def push(self, texts: Iterable[str], *, behind: str = "") -> None:
        for text in texts:
            if self._shelf.holds(text):
                place = self._shelf.order(text)
                if place > behind and self._places.get(text) != place:
                    self._places[text] = place
                    heappush(self._heap, (place, text))

    def look(self, texts: Sequence[str]) -> None:
        self.unsure.update(texts)
        self.push(texts)

    def pop(self) -> str | None:
        while self._heap:
            place, text = heappop(self._heap)
            # A text that was taken out, or moved, waits here no more.
            if self._places.get(text) == place:
                del self._places[text]
                if self._shelf.holds(text) and self._shelf.order(text) == place:
                    return text
        return None


def _change_many(shelf: Shelf, arrived: Sequence[Sketch], leaving: Sequence[str], waiting: _Waiting) -> None:
    """Take texts out and in; those that look at their places are looked at anew."""
    for text in leaving:
        watchers = _watchers(shelf, shelf.sketch(text))
        _take_out(shelf, text, waiting)
        waiting.look(watchers)
    for sketch in arrived:
        shelf.put(sketch, keys_of(sketch))
    for sketch in arrived:
        waiting.look([sketch.text_id, *_watchers(shelf, sketch)])


def _change_one(shelf: Shelf, arrived: Sequence[Sketch], leaving: Sequence[str], waiting: _Waiting) -> None:
    """The same of one text out, and one in: of those that look at its place, all is known but what it changes."""
    for text in leaving:
        moved = _moved_by(shelf, shelf.sketch(text))
        for other in moved:
            shelf.relate(other, _kin_without(shelf, other, gone=text))
        waiting.push(moved)
        _take_out(shelf, text, waiting)
    for sketch in arrived:
        shelf.put(sketch, keys_of(sketch))
        moved = _moved_by(shelf, sketch)
        likelihood = likely(sketch, [shelf.sketch(other) for other in moved])
        for other, value in zip(moved, likelihood, strict=True):
            shelf.relate(other, _kin_with(shelf, other, came=sketch, likelihood=value))
        waiting.look([sketch.text_id])
        waiting.push(moved)


def _take_out(shelf: Shelf, text: str, waiting: _Waiting) -> None:
    """Drop a text; those that were kin to it, or to the first of its story, may have to move."""
    story = shelf.founder(text)
    heir = next((other for other in shelf.members(text, most=2) if other != text), None) if story == text else None
    waiting.push(shelf.followers([text, *_first(shelf, story)]))
    if heir is not None:
        shelf.merge(text, heir)
        waiting.push([heir])
    shelf.drop(text, keys_of(shelf.sketch(text)))


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
    near = _near(shelf, sketch)
    likeness = likely(sketch, [shelf.sketch(text) for text in near])
    return {text: value for text, value in zip(near, likeness, strict=True) if value >= _LEAST_KIN}


def _near(shelf: Shelf, sketch: Sketch, *, without: str | None = None) -> Sequence[str]:
    """The earlier texts that it is compared with; as if one of them were not here."""
    return shelf.ahead(sketch.order, keys_of(sketch), a_key=_A_KEY, shared=_SHARED, most=_COMPARED, without=without)


def _kin_with(shelf: Shelf, text: str, *, came: Sketch, likelihood: float) -> dict[str, float]:
    """The kin of a text when one more has come, to which it is this like."""
    sketch = shelf.sketch(text)
    near = before = _near(shelf, sketch)
    # Where it puts nobody out of sight, the others stand as they stood, and all of them were looked at before.
    if any(_put_out(shelf, text, key) for key in {*keys_of(came)} & {*keys_of(sketch)}):
        before = _near(shelf, sketch, without=came.text_id)
    return _kin_again(shelf, sketch, near, before=[*before, came.text_id], known={came.text_id: likelihood})


def _kin_without(shelf: Shelf, text: str, *, gone: str) -> dict[str, float]:
    """The kin of a text when one is about to go."""
    sketch = shelf.sketch(text)
    return _kin_again(shelf, sketch, _near(shelf, sketch, without=gone), before=_near(shelf, sketch))


def _kin_again(
    shelf: Shelf,
    sketch: Sketch,
    near: Sequence[str],
    *,
    before: Sequence[str],
    known: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """The kin of a text among those it looks at now; those that it looked at before are known."""
    new = sorted({*near} - {*before})
    values = dict(zip(new, likely(sketch, [shelf.sketch(other) for other in new]), strict=True))
    values |= {**shelf.kin(sketch.text_id), **(known or {})}
    return {other: value for other in near if (value := values.get(other, 0.0)) >= _LEAST_KIN}


def _chosen(shelf: Shelf, text: str) -> str:
    """The founder of the story that a text is of: itself, where no story before it is like it."""
    stories: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for other, value in shelf.kin(text).items():
        story = shelf.founder(other)
        if story is not None:
            stories[story].append((value, other))
    place = shelf.order(text)
    # Of two stories that it is equally like the one with the likest text; nothing hangs on how a story is called.
    scored = [
        (_likeness(shelf, story, [value for value, _ in found], place=place), max(found), story)
        for story, found in stories.items()
    ]
    best, _, story = max(scored, default=(0.0, (0.0, ""), text))
    return story if best >= _JOINS else text


def _likeness(shelf: Shelf, story: str, values: Sequence[float], *, place: str) -> float:
    """How like a text is to a story, of which it is this like to some texts and unlike the others."""
    values = sorted(values, reverse=True)[:_MEMBERS]
    size = max(len(values), shelf.size(story, before=place, most=_MEMBERS))
    return _NEAREST * values[0] + (1 - _NEAREST) * sum(values) / size
