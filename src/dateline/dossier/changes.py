"""Changes: what gave way to something later, in the world or by an outlet's own hand.  Linked in, Changes out."""

from __future__ import annotations

from collections.abc import Callable

from dateline.dossier import amounts, corrections, succession, tolls
from dateline.dossier.sources import Sources
from dateline.records.dossier import Change
from dateline.records.linked import Linked

__all__ = ["find"]


def find(linked: Linked, *, text: Callable[[str], str]) -> tuple[Change, ...]:
    """Every change of the picture: states, then tolls and amounts, then corrections."""
    sources = Sources(linked)
    notes = corrections.notes(linked, text=text)
    return (
        *succession.find(linked, sources=sources),
        *tolls.compare(linked, sources=sources, notes=notes, text=text).changes,
        *amounts.find(linked, sources=sources, text=text),
        *corrections.find(linked, sources=sources, notes=notes),
    )
