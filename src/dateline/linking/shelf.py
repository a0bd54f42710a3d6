"""A shelf in memory: sketches by their keys, in the order of publication, and the stories found among them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.records.sketch import Sketch

__all__ = ["MemoryShelf"]

Place = tuple[str, str]


class MemoryShelf:
    """A Shelf (`dateline.ports`) for the pages of one look."""

    def __init__(self) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._found: dict[int, list[Place]] = defaultdict(list)
        self._kin: dict[str, Mapping[str, float]] = {}
        self._followers: dict[str, set[str]] = defaultdict(set)
        self._founder: dict[str, str] = {}
        self._members: dict[str, list[Place]] = defaultdict(list)

    def put(self, sketch: Sketch, keys: Sequence[int]) -> None:
        """Take a sketch in under its keys."""
        self._sketches[sketch.text_id] = sketch
        for key in keys:
            insort(self._found[key], (sketch.order, sketch.text_id))

    def name(self, sketch: Sketch, keys: Sequence[int]) -> None:  # noqa: ARG002
        """Set the names of a text; nothing is found here by them."""
        self._sketches[sketch.text_id] = sketch

    def drop(self, text: str, keys: Sequence[int]) -> None:
        """Forget a text, and that others are kin to it."""
        place = (self.order(text), text)
        self.relate(text, {})
        for follower in self._followers.pop(text, set()):
            self._kin[follower] = {other: value for other, value in self._kin[follower].items() if other != text}
        if (story := self._founder.pop(text, None)) is not None:
            self._members[story].remove(place)
        for key in keys:
            self._found[key].remove(place)
        del self._sketches[text]

    def holds(self, text: str) -> bool:
        """Whether the text is here."""
        return text in self._sketches

    def sketch(self, text: str) -> Sketch:
        """The sketch of a text."""
        return self._sketches[text]

    def order(self, text: str) -> str:
        """Where a text stands."""
        return self._sketches[text].order

    def ahead(
        self, order: str, keys: Sequence[int], *, a_key: int, shared: int, most: int, without: str | None = None
    ) -> list[str]:
        """The texts before this place that share keys with it, those that share most of them first."""
        found: Counter[Place] = Counter()
        for key in keys:
            places = self._found[key]
            at = bisect_left(places, (order, ""))
            nearest = [place for place in places[max(at - a_key - 1, 0) : at] if place[1] != without]
            found.update(nearest[-a_key:])
        near = sorted(((count, place) for place, count in found.items() if count >= shared), reverse=True)
        return [text for _, (_, text) in near[:most]]

    def behind(self, order: str, keys: Sequence[int], *, a_key: int) -> dict[str, tuple[int, int]]:
        """Of each key the nearest texts behind this place: under how many of the keys each is, and one of these."""
        found: dict[str, tuple[int, int]] = {}
        for key in keys:
            places = self._found[key]
            at = bisect_left(places, (f"{order} ", ""))
            for _, text in places[at : at + a_key]:
                found[text] = found.get(text, (0, key))[0] + 1, key
        return found

    def beyond(self, order: str, key: int, *, a_key: int) -> str | None:
        """The text before this place that is the next under a key when the nearest are left out."""
        places = self._found[key]
        at = bisect_left(places, (order, "")) - a_key - 1
        return places[at][1] if at >= 0 else None

    def relate(self, text: str, kin: Mapping[str, float]) -> None:
        """Set the earlier texts that a text is kin to."""
        for other in self._kin.get(text, {}):
            self._followers[other].discard(text)
        self._kin[text] = dict(kin)
        for other in kin:
            self._followers[other].add(text)

    def kin(self, text: str) -> Mapping[str, float]:
        """The earlier texts that a text is kin to."""
        return self._kin.get(text, {})

    def followers(self, texts: Iterable[str]) -> list[str]:
        """The texts that are kin to one of these, and later."""
        return sorted({follower for text in texts for follower in self._followers.get(text, ())})

    def join(self, text: str, founder: str) -> None:
        """Put a text into the story of a founder."""
        place = (self.order(text), text)
        if (before := self._founder.get(text)) is not None:
            self._members[before].remove(place)
        self._founder[text] = founder
        insort(self._members[founder], place)

    def merge(self, founder: str, into: str) -> None:
        """Put all texts of one story into that of another founder."""
        for text in self.members(founder):
            self.join(text, into)

    def founder(self, text: str) -> str | None:
        """The founder of the story that a text is in."""
        return self._founder.get(text)

    def members(self, founder: str, *, most: int | None = None) -> list[str]:
        """The texts of a story, in order; the first of them where `most` is given."""
        return [text for _, text in self._members.get(founder, [])[:most]]

    def size(self, founder: str, *, before: str, most: int) -> int:
        """How many texts of a story stand before a place; counted up to `most`."""
        return min(most, bisect_left(self._members.get(founder, []), (before, "")))

    def last(self) -> str:
        """The last place that is taken; before all others where none is."""
        return max((sketch.order for sketch in self._sketches.values()), default="")
