"""What the story of a text is decided by: its words, names, places and day, each weighted, and nothing else of it."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.records.base import record

__all__ = ["Sketch", "Weighted"]

Weighted = Mapping[str, float]
"""Folded words or names with weights whose squares sum to one, or none at all."""


@record
class Sketch:
    """A text in short. `order` is the earliest day on which its first article may have been published (``~`` where
    nothing bounds it), then that article's id; `day` its known publication day as a proleptic Gregorian ordinal.

    `words` are the rarest and most frequent of the text, `pairs` words of content that stand side by side, `lead` and
    `opening` the words of the title with the first hundred and the first forty; `length` counts all words. `people` are
    full names, `surnames` the last words of people's names, `places` gazetteer ids, else names.
    """

    text_id: str
    article: str
    order: str
    day: int | None
    length: int
    title: Weighted
    opening: Weighted
    lead: Weighted
    words: Weighted
    pairs: Weighted
    numbers: Weighted
    people: Weighted
    surnames: Weighted
    bodies: Weighted
    places: Weighted
