"""Where the words of a judgement stand in the texts of now.  Pins in, evidence out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from dateline.lexicon.folding import fold
from dateline.linking.clusters import Ruling
from dateline.linking.corpus import SharedText
from dateline.records.evidence import Evidence
from dateline.records.judgement import Judgement, Pin, PinKind, place_again, standing, told_by

__all__ = ["IDENTITY", "Bench", "nearest", "overlap"]

NumberAt = Callable[[Evidence], int | None]
"""The number of the thing that stands at some words of a text; None where there is none."""

IDENTITY: frozenset[PinKind] = frozenset({"entity", "mention", "place", "toponym"})
"""Pins that say who or what somebody or something is."""


class Bench:
    """The standing judgements on what is the same and what is not, and where their words stand."""

    def __init__(self, texts: Sequence[SharedText], judgements: Iterable[Judgement]) -> None:
        # The newest first: of two that contradict each other, the later word holds.
        self._pairs = [one for one in reversed(standing(judgements)) if one.kind in ("same", "different")]
        self._texts = {text.text_id: text for text in texts} if self._pairs else {}
        self._pages: dict[str, list[SharedText]] = defaultdict(list)
        for text in self._texts.values():
            for article in text.articles:
                self._pages[article.url or article.source].append(text)

    def rulings(self, kinds: frozenset[PinKind], number_at: NumberAt) -> list[Ruling]:
        """Which things are one and which are not, the newest word first; `number_at` says what stands where."""

        def number_of(pin: Pin) -> int | None:
            evidence = self._evidence(pin)
            return None if evidence is None else number_at(evidence)

        return self._rulings(kinds, number_of)

    def rulings_by_name(self, kinds: frozenset[PinKind], numbers: Mapping[str, int]) -> list[Ruling]:
        """The same, of things that are told by their names alone; `numbers` has these by folded name."""
        return self._rulings(kinds, lambda pin: numbers.get(fold(pin.name)))

    def _rulings(self, kinds: frozenset[PinKind], number_of: Callable[[Pin], int | None]) -> list[Ruling]:
        rulings = []
        for judgement in self._pairs:
            if not all(pin.kind in kinds for pin in judgement.about):
                continue
            sides = [number_of(pin) for pin in judgement.about]
            if len(sides) == 2 and sides[0] is not None and sides[1] is not None:
                left, right = sorted((sides[0], sides[1]))
                reason = f"judged {'the same' if judgement.kind == 'same' else 'different'} {told_by(judgement)}"
                rulings.append(Ruling(left=left, right=right, same=judgement.kind == "same", reason=reason))
        return rulings

    def _evidence(self, pin: Pin) -> Evidence | None:
        if pin.evidence.text_id in self._texts:
            return pin.evidence
        again = (place_again(pin, text.text) for text in self._pages.get(pin.url or pin.source, ()))
        return next((evidence for evidence in again if evidence is not None), None)


def nearest(found: Mapping[str, Sequence[tuple[Evidence, int]]]) -> NumberAt:
    """Asks which thing stands at some words: the one whose own fit best; `found` has these by text id."""

    def number_at(evidence: Evidence) -> int | None:
        near = [(overlap(words, evidence), -number) for words, number in found.get(evidence.text_id, ())]
        share, number = max(near, default=(0.0, 0))
        return -number if share > 0 else None

    return number_at


def overlap(left: Evidence, right: Evidence) -> float:
    """The share of two spans that is common to both: 1 for one and the same, 0 for spans apart."""
    shared = min(left.end, right.end) - max(left.start, right.start)
    return max(shared, 0) / (max(left.end, right.end) - min(left.start, right.start))
