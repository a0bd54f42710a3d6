"""Which quarter a report of results means by "the quarter" and "a year earlier".  Times as found in, mended ones out.

Such a report speaks of one stretch, and of the same stretch of the year before; only the first is named. Where
no quarter was named, "the quarter" is the one before that of the publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.reading.times.readers import Found
from dateline.records.time import Anchor

__all__ = ["settle"]

_AMOUNT = re.compile(r"[$%£€]|\b(?:million|billion|crore|cents|percent|per cent)\b")
_REACH = 130
"""Characters before "a year earlier" in which the amount must stand that is compared."""
_STOPS = (". ", "\n")
_LAST_QUARTER = Anchor(unit="quarter", shift=-1)
_QUARTER = re.compile(r"\d{4}-Q[1-4]")


def settle(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Give every "the quarter", "the year-ago period" and "a year earlier" the quarter that is meant."""
    focus: Found | None = None
    for each in found:
        if each.kind == "period":
            yield _like(each, focus) if focus else replace(each, anchor=_LAST_QUARTER)
        elif each.kind == "period of a year":
            yield replace(each, value=f"{each.value}{_which(focus)}", kind="")
        elif each.kind == "compared":
            yield _year_back(_like(each, focus or replace(each, anchor=_LAST_QUARTER, value=None)))
        elif each.kind == "year back":
            about = focus is not None and _AMOUNT.search(text, max(0, each.start - _REACH), each.start)
            yield _year_back(_like(each, focus)) if focus is not None and about else each
        else:
            yield each
            if _is_quarter(each) and each.kind not in ("quarter back", "quarter ahead"):
                focus = each if focus is None or _told(text, each) else focus
            elif each.kind in ("months", "year") or (each.anchor is not None and each.anchor.unit == "year"):
                focus = None  # "for the nine months", "in 2024": the comparison is with those


def _told(text: str, found: Found) -> bool:
    """Whether the sentence of a quarter tells an amount: "after a flat second quarter" only looks back."""
    start = max(text.rfind(stop, 0, found.start) for stop in _STOPS)
    end = min((at for stop in _STOPS if (at := text.find(stop, found.end)) >= 0), default=len(text))
    return _AMOUNT.search(text, max(start, 0), end) is not None


def _is_quarter(found: Found) -> bool:
    if found.anchor is not None:
        return found.anchor.unit == "quarter"
    return found.value is not None and _QUARTER.fullmatch(found.value) is not None


def _which(focus: Found | None) -> str:
    """Which quarter of its year the report speaks of, as a value says it; nothing where it names none."""
    if focus is None:
        return ""
    if focus.anchor is not None:
        return f"-Q{focus.anchor.which}" if focus.anchor.which else ""
    return (focus.value or "")[4:]


def _like(found: Found, focus: Found) -> Found:
    return replace(found, value=focus.value, anchor=focus.anchor, back=None, aimed=False, kind="")


def _year_back(found: Found) -> Found:
    """The same quarter a year before."""
    if found.anchor is not None:
        # The past counts back from what was over: "nearest" counts from the quarter itself.
        direction = found.anchor.direction if found.anchor.which is None else "nearest"
        shift = found.anchor.shift - (1 if found.anchor.which else 4)
        return replace(found, anchor=replace(found.anchor, shift=shift, direction=direction))
    assert found.value is not None
    return replace(found, value=f"{int(found.value[:4]) - 1:04}{found.value[4:]}")
