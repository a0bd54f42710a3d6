"""A page's layout -> who wrote the article, as its byline says: "By NAME", "Por NAME", "NAME, Industrial editor".

Where a paper names no person ("By Our Correspondent") these words are its byline.
"""

from __future__ import annotations

import re

from dateline.article.datelines import dates_in
from dateline.article.fields import Found, Layout, evidence_in
from dateline.lexicon.tables import words as lexicon_words
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
_ROLE = r"(?:[Ee]ditors?|[Cc]orrespondents?|[Rr]eporters?|[Ww]riters?|[Cc]olumnist|EDITOR|CORRESPONDENT|REPORTER)"
_TITLED = re.compile(
    rf"^(?P<names>[A-ZÀ-ÞŁŚŠŽČĆĐ][\w.’'-]+(?:\s+[A-ZÀ-ÞŁŚŠŽČĆĐ][\w.’'-]+){{1,3}}),\s+(?:[\w-]+\s+){{0,4}}{_ROLE}\W*$"
)
"""A byline without "by": a name and what its bearer does."""
_NOBODY = re.compile(
    r"(?:(?:by|from)\s+)?(?P<names>(?:(?:our|a|the)\s+)?(?:[\w-]+\s+){0,3}?(?:correspondents?|reporters?|newsroom|"
    r"news desk|web desk|staff|bureau|desk))(?=\s*(?:[,|•·(–—-]|$))",
    re.I,
)
"""A byline that names nobody."""
_END_ROLE = re.compile(rf"\s+{_ROLE}$")
_LONGEST = 160


def find_byline(layout: Layout, *, title: Evidence | None) -> Found | None:
    """The byline with its evidence, or None."""
    for line in layout.before[-_REACH:]:
        if len(line.text) > _LONGEST or (title is not None and line.start < title.start):
            continue
        span = _nobody(line.text, titled=title is not None) or _names(line.text)
        if span is not None:
            start, end = span
            return Found(value=line.text[start:end], evidence=(evidence_in(layout.text, line, start, end),))
    return None


def _names(line: str) -> tuple[int, int] | None:
    """Where in a line the names of a byline stand."""
    match = _BY.match(line) or _TITLED.match(line)
    if match is None:
        return None
    names = match["names"]
    until = min((found.start for found in dates_in(names)), default=len(names))
    stop = _STOP.search(names, 1)
    until = min(until, stop.start() if stop else until)
    name = _NAME.match(names[:until].rstrip(" ,.–—-|"))
    if name is None or len(name[0]) <= 2:
        return None
    start = match.start("names")
    return start, start + len(_person(name[0]))


def _person(words: str) -> str:
    """A name without the office behind it: "Ada Moor Industrial Editor"."""
    kept = _END_ROLE.sub("", words).split(" ")
    while len(kept) > 2 and kept[-1].casefold() in lexicon_words("byline_roles"):
        kept.pop()
    return " ".join(kept)


def _nobody(line: str, *, titled: bool) -> tuple[int, int] | None:
    """Where a line says that nobody is named; without "by" it must be all of the line, below a headline."""
    match = _NOBODY.match(line)
    if match is None:
        return None
    said = match["names"].casefold().split()[:-1]
    bare = match.start("names") == 0
    if bare and not (titled and match.end() == len(line) and said[:1] in (["our"], ["staff"], ["special"])):
        return None
    known = lexicon_words("byline_roles") | {"a", "the"}
    return match.span("names") if all(word in known for word in said) else None
