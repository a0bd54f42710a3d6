"""What the texts say of the same numbers, compared once for changes and disputes alike.  Linked in, both out."""

from __future__ import annotations

from collections.abc import Callable

from dateline.dossier import corrections, figures, tolls
from dateline.dossier.corrections import Note
from dateline.dossier.figures import Figures
from dateline.dossier.sources import Sources
from dateline.dossier.tolls import Compared
from dateline.records.base import record
from dateline.records.linked import Linked

__all__ = ["Comparisons", "compare"]


@record
class Comparisons:
    """Who says what, the notes of outlets on their own texts, and what tolls and figures came to."""

    sources: Sources
    notes: tuple[Note, ...]
    tolls: Compared
    figures: Figures


def compare(linked: Linked, *, text: Callable[[str], str]) -> Comparisons:
    """Compare all tolls and figures of the picture."""
    sources, notes = Sources(linked), corrections.notes(linked, text=text)
    return Comparisons(
        sources=sources,
        notes=notes,
        tolls=tolls.compare(linked, sources=sources, notes=notes, text=text),
        figures=figures.compare(linked, sources=sources, text=text),
    )
