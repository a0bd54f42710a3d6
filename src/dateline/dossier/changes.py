"""Changes: what gave way to something later, in the world or by an outlet's own hand.  Linked in, Changes out."""

from __future__ import annotations

from collections.abc import Callable

from dateline.dossier import amounts, corrections, figures, succession, tolls
from dateline.dossier.sources import Sources
from dateline.records.dossier import Change
from dateline.records.linked import Linked

__all__ = ["find"]


def find(linked: Linked, *, text: Callable[[str], str]) -> tuple[Change, ...]:
    """Every change of the picture: states, then tolls and amounts, then corrections."""
    sources = Sources(linked)
    notes = corrections.notes(linked, text=text)
    told = (
        *tolls.compare(linked, sources=sources, notes=notes, text=text).changes,
        *amounts.find(linked, sources=sources, text=text),
    )
    known = frozenset().union(*map(_said, told))
    more = figures.compare(linked, sources=sources, text=text).changes
    return (
        *succession.find(linked, sources=sources, text=text),
        *told,
        *(change for change in more if not _said(change) & known),
        *corrections.find(linked, sources=sources, notes=notes),
    )


def _said(change: Change) -> frozenset[tuple[str, str, int]]:
    """What tells a change from others: its attribute, and where the later value stands."""
    return frozenset((change.attribute, words.text_id, words.start) for words in change.after.evidence)
