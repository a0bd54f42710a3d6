"""What the story of a text is decided by: its words, names, places and day, each weighted, and nothing else of it."""

from __future__ import annotations

from dateline.records.base import record
from dateline.records.reading import EntityType

__all__ = ["NamedPlace", "NamedThing", "Namings", "Sketch"]


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


@record
class NamedThing:
    """Somebody or something that a text names: its fullest name and aliases, how many mentions it has, and the words
    of those by name."""

    type: EntityType
    name: str
    aliases: tuple[str, ...]
    mentions: int
    written: tuple[str, ...]


@record
class NamedPlace:
    """A place that a text names so many times."""

    name: str
    gazetteer_id: str | None
    times: int


@record
class Namings:
    """Whom and what a text names: as much of its reading as its sketch is made of."""

    text_id: str
    things: tuple[NamedThing, ...] = ()
    places: tuple[NamedPlace, ...] = ()
