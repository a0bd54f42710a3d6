"""Datelines: the place, day and agency with which agency copy opens.  A text in, where its lines' datelines stand out.

"ASHBURN, Ohio (AP) —", "Ashburn, Apr 14 (PTI)", "ASHBURN, Ohio:" are no part of the sentence that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.lexicon.agencies import agency
from dateline.lexicon.date_words import month_pattern
from dateline.records.base import record

__all__ = ["Opening", "find"]

_CAPITALS = r"[A-Z][A-Z.'’\-]{1,30}(?: [A-Z][A-Z.'’\-]{1,30}){0,3}"
_WORDS = r"[^\W\d_][\w.'’\-]{1,30}(?: [^\W\d_a-z][\w.'’\-]{0,30}){0,3}"


@record
class Opening:
    """A dateline: ``text[start:end]`` with the white space after it; `town` is the span of its first name, if any.

    `certain` says that more than capitals and a dash tell it from a heading: a region, a day or an agency.
    """

    start: int
    end: int
    town: tuple[int, int] | None
    certain: bool


def find(text: str) -> Iterator[Opening]:
    """The datelines at the beginnings of lines, in text order."""
    for match in _pattern().finditer(text):
        known = match["agency"] is not None and (match["mark"] is not None or agency(match["agency"]) is not None)
        town = match["capitals"] or match["town"]
        if match["mark"] is None and not (known and (town is None or match["day"] or match["region"])):
            continue  # without a dash only an agency's mark ends it
        if match["mark"] == ":" and (match["capitals"] is None or not (match["region"] or known)):
            continue
        if match["capitals"] is None and not (known or (town and match["day"])):
            continue
        group = "capitals" if match["capitals"] else "town"
        certain = bool(match["region"] or match["day"] or known)
        yield Opening(start=match.start(), end=match.end(), town=match.span(group) if town else None, certain=certain)


@cache
def _pattern() -> re.Pattern[str]:
    day = rf"(?P<day>,? (?i:(?:{month_pattern()})\.? \d{{1,2}}|\d{{1,2}} (?:{month_pattern()})\b\.?))?"
    return re.compile(
        rf"^(?:(?:(?P<capitals>{_CAPITALS})|(?P<town>{_WORDS}))"
        rf"(?P<region>, (?:[A-Z][\w.]{{1,20}} ?){{1,3}}?)??{day},? ?)?"
        r"(?:\((?P<agency>[A-Z][^()\n]{1,30})\) ?)?(?P<mark>—|–|--|-|:)?(?<=[\s—–\-:)])(?: +|(?<=—))(?=\S)",
        re.MULTILINE,
    )
