"""Disputes: what is held at the same time and cannot all be so, or is written differently.  Linked in, Disputes out."""

from __future__ import annotations

from collections.abc import Callable

from dateline.dossier import spellings, stances
from dateline.dossier.comparing import Comparisons, compare
from dateline.records.dossier import Dispute
from dateline.records.linked import Linked

__all__ = ["find"]


def find(linked: Linked, *, text: Callable[[str], str], compared: Comparisons | None = None) -> tuple[Dispute, ...]:
    """Every dispute of the picture: values, then stands, then spellings; `compared` where it is known."""
    compared = compared or compare(linked, text=text)
    return (
        *compared.tolls.disputes,
        *compared.figures.disputes,
        *stances.find(linked, sources=compared.sources, text=text),
        *spellings.find(linked, sources=compared.sources),
    )
