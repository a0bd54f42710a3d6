"""Disputes: what is held at the same time and cannot all be so, or is written differently.  Linked in, Disputes out."""

from __future__ import annotations

from collections.abc import Callable

from dateline.dossier import corrections, figures, spellings, stances, tolls
from dateline.dossier.sources import Sources
from dateline.records.dossier import Dispute
from dateline.records.linked import Linked

__all__ = ["find"]


def find(linked: Linked, *, text: Callable[[str], str]) -> tuple[Dispute, ...]:
    """Every dispute of the picture: values, then stands, then spellings."""
    sources = Sources(linked)
    notes = corrections.notes(linked, text=text)
    return (
        *tolls.compare(linked, sources=sources, notes=notes, text=text).disputes,
        *figures.compare(linked, sources=sources, text=text).disputes,
        *stances.find(linked, sources=sources, text=text),
        *spellings.find(linked, sources=sources),
    )
