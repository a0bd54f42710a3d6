"""A page's day against its gold: right, wrong or unknown; unknown is not wrong."""

from __future__ import annotations

from evaluation.files import Row

__all__ = ["day_counts"]


def day_counts(wanted: str, given: str | None) -> Row:
    """Whether the day is right, and whether it is wrong."""
    right = (given or "")[:10] == wanted[:10]
    return {"day_right": float(right), "day_wrong": float(bool(given) and not right)}
