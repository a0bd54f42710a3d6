"""News agencies, outlets and other bodies known by name: a name in, its usual name and what it is out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from dateline.lexicon.tables import rows
from dateline.linking.names import fold
from dateline.records.base import record

__all__ = ["Hand", "KnownBody", "hand", "known_as", "known_body"]


@record
class Hand:
    """An agency or outlet by its usual name."""

    name: str
    role: Literal["agency", "outlet"]


@record
class KnownBody:
    """A body of general knowledge by its usual name."""

    name: str


def hand(name: str) -> Hand | None:
    """The agency or outlet that bears this name, under its usual one; None where the tables know none."""
    return _table().get(fold(name))


def known_body(name: str) -> KnownBody | None:
    """The well-known body that bears this name; None where the table knows none."""
    return _bodies().get(fold(name))


def known_as(names: Iterable[str]) -> frozenset[str]:
    """The usual names of the agencies, outlets and well-known bodies that bear these names."""
    return frozenset(known.name for name in names if (known := hand(name) or known_body(name)))


@cache
def _bodies() -> dict[str, KnownBody]:
    known: dict[str, KnownBody] = {}
    for usual, others in rows("known_bodies"):
        for name in (usual, *others.split("|")):
            known.setdefault(fold(name), KnownBody(name=usual))
    return known


@cache
def _table() -> dict[str, Hand]:
    known: dict[str, Hand] = {}
    for usual, mark, others, *_ in rows("agencies"):
        for name in (usual, mark, *others.split("|")):
            known.setdefault(fold(name), Hand(name=usual, role="agency"))
    for usual, others, *_ in rows("outlets"):
        for name in (usual, *others.split("|")):
            known.setdefault(fold(name), Hand(name=usual, role="outlet"))
    known.pop("", None)
    return known
