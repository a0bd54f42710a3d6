"""Walks of life: roles in words in, the classes of what somebody does out, and whether two are one person's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dateline.lexicon.people import person_class
from dateline.lexicon.tables import rows

__all__ = ["apart", "walks_of"]

_WORD = re.compile(r"[A-Za-z]+(?:-[a-z]+)*")
_PAST = frozenset({"former", "ex", "retired", "late", "onetime", "one-time", "then", "erstwhile"})


def walks_of(roles: Iterable[str]) -> frozenset[str]:
    """The classes of the nouns for persons in these roles; what somebody was and is no more tells none."""
    found: set[str] = set()
    for role in roles:
        words = _WORD.findall(role.lower())
        if _PAST.isdisjoint(words) and not role.lower().startswith("ex-"):
            found.update(kind for word in words if (kind := person_class(word)) is not None)
    return frozenset(found)


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    pairs = {(left, right) for left, others in rows("walks_apart") for right in others.split()}
    return frozenset(pairs | {(right, left) for left, right in pairs})


def apart(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two sets of classes share none, and hold two that one person seldom follows at one time."""
    return left.isdisjoint(right) and any((a, b) in _pairs() for a in left for b in right)
