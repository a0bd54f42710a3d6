"""What stands around an article: a line -> the kinds of boilerplate it is, or holds words of."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from dateline.lexicon.tables import rows

__all__ = ["Kind", "attributes", "attributions", "counts", "is_attribution", "is_whole", "teaser_prefix"]

Kind = Literal[
    "end", "comments", "aside", "tool", "promo", "legal", "caption", "colophon", "teaser", "live", "timeline", "paywall"
]  # fmt: skip
_LONGEST = 240
"""Whole-line boilerplate is short; a longer line is not even looked at."""
_SEEN = 5000
"""Characters of a line that are looked at: a whole page in one line is asked about as others are."""
_KNOWN = 16_384
"""Answers about short lines that are kept: a page's lines are asked about by several readers, one after the other."""
_NAME = r"(?P<name>(?:[A-Z0-9À-Þ][\w.&'’+-]*)(?:[ -](?:of|the|de|del|la|and|&|[A-Z0-9À-Þ][\w.&'’+-]*)){0,5})"


def is_whole(line: str, kind: Kind) -> bool:
    """Whether the whole line is boilerplate of this kind."""
    return len(line) <= 2 * _LONGEST and _is_whole(line, kind)


@lru_cache(maxsize=_KNOWN)
def _is_whole(line: str, kind: Kind) -> bool:
    folded = line.casefold().strip(" :-–—|>»•·*[]()")
    return len(folded) <= _LONGEST and bool(folded) and bool(_whole(kind).fullmatch(folded))


def counts(line: str, kind: Kind) -> int:
    """How many different words of this kind the line holds, in its first few thousand characters."""
    return _counts(line, kind) if len(line) <= 2 * _LONGEST else _long_counts(line[:_SEEN], kind)


def _count(line: str, kind: Kind) -> int:
    folded = line.casefold()
    # Most lines hold none: one pattern for all of a kind says so at once.
    return sum(1 for pattern in _parts(kind) if pattern.search(folded)) if _any(kind).search(folded) else 0


_counts = lru_cache(maxsize=_KNOWN)(_count)
_long_counts = lru_cache(maxsize=_KNOWN // 16)(_count)


def teaser_prefix(line: str) -> int:
    """How many characters at the head of a line only announce a story (``LIVE! ``)."""
    found = _whole("teaser").match(line.casefold())
    return found.end() if found else 0


def attributes(line: str) -> bool:
    """Whether a line holds the fixed words of any attribution: a quick look before the patterns are tried."""
    return _attribution_words().search(line.casefold()) is not None


@cache
def attributions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(role, pattern with a group `name`) for each way in which a page names an outlet or a republisher."""
    return tuple((role, _template(template)) for role, template in rows("attributions"))


def is_attribution(line: str) -> bool:
    """Whether a line says who published an article, or took it over."""
    line = line[:_SEEN]
    return attributes(line) and any(
        role in ("outlet", "republisher") and pattern.search(line) for role, pattern in attributions()
    )


@cache
def _attribution_words() -> re.Pattern[str]:
    fixed = {max(re.split(r"\{N\}|\.\.", template), key=len).strip().casefold() for _, template in rows("attributions")}
    return re.compile("|".join(map(re.escape, sorted(fixed))))


def _template(template: str) -> re.Pattern[str]:
    before, _, after = template.partition("{N}")
    return re.compile(_words(before) + _NAME + _words(after))


def _words(template: str) -> str:
    said = re.escape(template).replace(r"\.\.", r"[^.!?\n]{0,60}?").replace(r"\ ", r"\s+")
    edge = r"\b" if template[:1].isalpha() else ""
    return f"{edge}(?i:{said})" if said else ""


@cache
def _whole(kind: Kind) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row[1]})" for row in rows("boilerplate") if row[0] == kind))


@cache
def _any(kind: Kind) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row[1]})" for row in rows("boilerplate") if row[0] == kind))


@cache
def _parts(kind: Kind) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row[1]) for row in rows("boilerplate") if row[0] == kind)
