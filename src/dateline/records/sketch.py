"""What the story of a text is decided by: its words, names, places and day, each weighted, and nothing else of it."""

from __future__ import annotations

from dateline.records.base import record

__all__ = ["Sketch"]


@record
class Sketch:
    """A text in short. `order` is the earliest day on which its first article may have been published (``~`` where
    nothing bounds it), then that article's id; `day` its known publication day as a proleptic Gregorian ordinal;
    `length` counts its words.

    `vectors` are its words and names, weighted (`dateline.linking.vectors`); `names` stand for what it names, each
    name a whole number.
    """

    text_id: str
    order: str
    day: int | None
    length: int
    vectors: bytes
    names: tuple[int, ...] = ()
