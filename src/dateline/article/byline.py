"""A page's layout -> who wrote the article, as its byline says: "By NAME", "Por NAME", "Written by NAME"."""

from __future__ import annotations

import re

from dateline.article.datelines import dates_in
from dateline.article.fields import Found, Layout, evidence_in
from dateline.records.evidence import Evidence

__all__ = ["find_byline"]

_REACH = 14
_BY = re.compile(
    r"^(?:[-–—•|]\s*)?(?:(?:written|reported|words|report|story|edited|posted|published|reporting)\s+by:?|by:?|por:?|par|von|"
    r"di|door|af|text:?|author:?|autor:?)\s+(?P<names>\S.*)$",
    re.I,
)
_STOP = re.compile(
    r"\s*(?:[|•·/()\[\]:]|\s[–—-]\s|,\s|\b(?:in|at|for|from|updated|published|posted|on|last|email|follow|staff writer|"
    r"correspondent|senior|chief|reporter)\b(?!\s+[a-z]\b)|https?:|@|\d)",
    re.I,
)
_NAME = re.compile(
    r"[A-ZÀ-ÞŁŚŠŽČĆĐ“'‘][\w.’'-]*(?:\s+(?:(?:de|del|da|di|van|von|der|den|la|le|el|bin|al|and|y|und|et|of|the|&)\s+)*[A-ZÀ-ÞŁŚŠŽČĆĐ][\w.’'-]*){0,9}"
)
_LONGEST = 160


def find_byline(layout: Layout, *, title: Evidence | None) -> Found | None:
    """The byline with its evidence, or None."""
    for line in layout.before[-_REACH:]:
        if title is not None and line.start < title.start:
            continue
        match = _BY.match(line.text) if len(line.text) <= _LONGEST else None
        if match is None:
            continue
        names = match["names"]
        until = min((found.start for found in dates_in(names)), default=len(names))
        stop = _STOP.search(names, 1)
        until = min(until, stop.start() if stop else until)
        name = _NAME.match(names[:until].rstrip(" ,.–—-|"))
        if name is not None and len(name[0]) > 2:
            start = match.start("names")
            return Found(value=name[0], evidence=(evidence_in(layout.text, line, start, start + len(name[0])),))
    return None
