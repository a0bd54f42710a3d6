"""News agencies and outlets known by name: a name in, its usual name and what it is out."""

from __future__ import annotations

from functools import cache
from typing import Literal

from dateline.lexicon.tables import rows
from dateline.linking.names import fold
from dateline.records.base import record

__all__ = ["Hand", "hand"]


@record
class Hand:
    """An agency or outlet by its usual name."""

    name: str
    role: Literal["agency", "outlet"]


def hand(name: str) -> Hand | None:
    """The agency or outlet that bears this name, under its usual one; None where the tables know none."""
    return _table().get(fold(name))


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
