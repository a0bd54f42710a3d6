"""Offsets for browsers: evidence counts code points, a script counts UTF-16 units.  Converted here and nowhere else."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

__all__ = ["Offsets"]

_LAST = "\uffff"
"""The last character of which UTF-16 makes one unit; each beyond takes two."""


class Offsets:
    """The places of one text, both ways; a conversion costs a search among its characters beyond the first plane."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._wide: list[int] = []
        # Most texts have no such character, and then the two counts are one.
        if max(text, default="") > _LAST:
            self._wide = [at for at, sign in enumerate(text) if sign > _LAST]
        self._wide_units = [at + number for number, at in enumerate(self._wide)]

    def to_utf16(self, place: int) -> int:
        """Where a code point begins, in UTF-16 units; raises IndexError beyond the text."""
        if not 0 <= place <= self._length:
            raise IndexError(f"{place} is not in a text of {self._length} characters")
        return place + bisect_left(self._wide, place)

    def from_utf16(self, unit: int) -> int:
        """The code point that begins at a unit; raises IndexError beyond the text, and in the middle of a pair."""
        if not 0 <= unit <= self._length + len(self._wide):
            raise IndexError(f"{unit} is not in a text of {self._length + len(self._wide)} units")
        before = bisect_right(self._wide_units, unit - 1)
        if before and self._wide_units[before - 1] == unit - 1:
            raise IndexError(f"{unit} is in the middle of a character")
        return unit - before
