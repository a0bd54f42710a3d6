"""Changes: what gave way to something later, in the world or by an outlet's own hand.  Linked in, Changes out."""

from __future__ import annotations

from collections.abc import Callable

from dateline.dossier import amounts, corrections, plans, succession
from dateline.dossier.comparing import Comparisons, compare
from dateline.records.dossier import Change
from dateline.records.linked import Linked

__all__ = ["find"]


def find(linked: Linked, *, text: Callable[[str], str], compared: Comparisons | None = None) -> tuple[Change, ...]:
    """Every change: of states, then tolls, amounts and plans, then corrections; `compared` where it is known."""
    compared = compared or compare(linked, text=text)
    sources = compared.sources
    told = (
        *compared.tolls.changes,
        *amounts.find(linked, sources=sources, text=text),
    )
    known = frozenset().union(*map(_said, told))
    return (
        *succession.find(linked, sources=sources, text=text),
        *told,
        *(change for change in compared.figures.changes if not _said(change) & known),
        *plans.find(linked, sources=sources, text=text),
        *corrections.find(linked, sources=sources, notes=compared.notes),
    )


def _said(change: Change) -> frozenset[tuple[str, str, int]]:
    """What tells a change from others: its attribute, and where the later value stands."""
    return frozenset((change.attribute, words.text_id, words.start) for words in change.after.evidence)
