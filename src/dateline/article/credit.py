"""A body -> the agencies that it names as its origin, and the body without the marks that stand behind it.

Known forms: "-- PTI", "(AP)", "Reuters" behind the last sentence or on a line of its own, "CITY (AP) —" and
"Reuters - " before the first, "with inputs from PTI", a byline or an author that is an agency. Marks behind
the text are cut off the body; a dateline before it is the agency's own first words, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.article.body import BodyBlock
from dateline.article.datelines import dates_in
from dateline.article.fields import Found, evidence_in
from dateline.article.lines import Line, part
from dateline.article.shape import ends_sentence
from dateline.lexicon.agencies import agency, names_pattern
from dateline.lexicon.tables import words
from dateline.records.base import record
from dateline.records.evidence import Text

__all__ = ["Credit", "find_credit"]

_REACH = 3
"""Lines below the body in which a credit may stand."""
_UNKNOWN = r"[A-Z]{2,6}"
_JOIN = r"\s*(?:/|,|;|&|\band\b|\bund\b|\by\b|\bet\b)\s*"
_PREFIX = (
    r"(?P<prefix>(?i:with\s+(?:\w+\s+){0,2}inputs?\s+from|inputs?\s+from|source:?|fuente:?|quelle:?|via|by|per|"
    r"with\s+reporting\s+(?:by|from)|con\s+información\s+de|material\s+from)\s+)?"
)
_TAIL = r"\s+(?i:inputs|news agency|agency|staff|contributed to this (?:report|story|article)|contributed reporting)"
_LONGEST_MARK = 160
_LONGEST_RIGHTS = 300
_STAFF = re.compile(
    r"[(\[]?(?i:(?:(?:additional |further )?(?:reporting|writing)|compiled|edited|editing|written|translated) "
    r"(?:and (?:editing|writing) )?by)\s[^\W\d_a-zß-öø-ÿ][^.!?\"“”]*[.)\]]*$"
)
"""A line of those who made the report, behind it."""
_PART = re.compile(r"[^|•·,/–—]+")

_LEAD = 4
"""Blocks among which a dateline may stand: headline, standfirst and byline come before it in bare texts."""


@record
class Credit:
    """The agencies with their evidence, and the blocks without marks behind the text."""

    agencies: tuple[Found, ...]
    blocks: tuple[BodyBlock, ...]


def find_credit(
    text: Text,
    blocks: Sequence[BodyBlock],
    *,
    after: Sequence[Line],
    bylines: Sequence[Found],
    head: Sequence[Line] = (),
) -> Credit:
    """Find the credit of a body; `bylines` are authors as the page names them, `head` the lines below the title."""
    found: list[Found] = []
    kept = list(blocks)
    while kept:
        if len(kept) > 1 and _STAFF.match(kept[-1].line.text) and len(kept[-1].line.text) <= _LONGEST_RIGHTS:
            kept.pop()
            continue
        cut = _behind(text, kept[-1].line)
        if cut is None:
            break
        found.extend(cut[1])
        kept.pop()
        if cut[0] is not None:
            kept.append(BodyBlock(kind=blocks[len(kept)].kind, line=cut[0]))
            break
    found.extend(_ahead(text, kept))
    for line in after[:_REACH]:
        found.extend(
            _alone_on(text, line) or _rights(text, line) or (_in_head(text, line) if dates_in(line.text) else [])
        )
    for line in head:
        found.extend(_in_head(text, line))
    found.extend(
        Found(value=known.name, evidence=byline.evidence) for byline in bylines if (known := agency(byline.value))
    )
    return Credit(agencies=tuple(_distinct(found)), blocks=tuple(kept))


def _behind(text: Text, line: Line) -> tuple[Line | None, list[Found]] | None:
    """(the line without its mark, the agencies), or None where no mark stands at its end."""
    if not line.pieces:
        return None
    if found := _alone_on(text, line) or _rights(text, line) or _in_head(text, line):
        return None, found
    for pattern in _trailing():
        match = pattern.search(line.text, max(0, len(line.text) - _LONGEST_MARK))
        if match is not None and ends_sentence(line.text[: match.start()].rstrip()):
            found = _named(text, line, match)
            return (part(line, 0, match.start()), found) if found else None
    return None


def _alone_on(text: Text, line: Line) -> list[Found]:
    """The agencies of a line that holds nothing else; an unmarked word must be a known agency's full name."""
    match = _alone().fullmatch(line.text) if len(line.text) <= _LONGEST_MARK else None
    if match is None:
        return []
    return _named(text, line, match, known_only=True)


def _rights(text: Text, line: Line) -> list[Found]:
    """The agency that a line below the text gives as holding its rights: "© AFP", "Copyright The Associated Press"."""
    match = _owned().match(line.text) if len(line.text) <= _LONGEST_RIGHTS else None
    return _named(text, line, match, known_only=True)


def _in_head(text: Text, line: Line) -> list[Found]:
    """The agencies of a line between title and text: alone, or beside a byline or the date ("PTI | Updated: ..")."""
    if len(line.text) > _LONGEST_MARK:
        return []
    found: list[Found] = []
    parts = list(_PART.finditer(line.text))
    for part_found in parts:
        words = part_found[0].strip()
        known = agency(re.sub(r"^(?:by|via|source:?)\s+", "", words, flags=re.I))
        if known is not None and (len(parts) == 1 or _is_field(line.text)):
            start = part_found.start() + part_found[0].index(words)
            mark = evidence_in(text, line, start, start + len(words))
            found.append(Found(value=known.name, evidence=(mark,)))
    return found


def _is_field(line: str) -> bool:
    """Whether a line holds a date or a byline, and is no menu."""
    return bool(dates_in(line)) or bool(
        re.match(r"(?:by|por|von|par|di)\s|.*\b(?:updated|published|posted)\b", line, re.I)
    )


def _ahead(text: Text, blocks: Sequence[BodyBlock]) -> list[Found]:
    """The agencies of a dateline; a headline and a byline may stand among the blocks before it."""
    bracketed, dashed = _leading()
    for line in [block.line for block in blocks[:_LEAD] if block.line.pieces]:
        match = bracketed.match(line.text)
        found = _named(
            text, line, match or dashed.match(line.text), known_only=match is None or line is not blocks[0].line
        )
        if found:
            return found
    return []


def _named(text: Text, line: Line, match: re.Match[str] | None, *, known_only: bool = False) -> list[Found]:
    """The agencies in a match's group `names`; a mark in no table counts only in capitals."""
    if match is None:
        return []
    found = []
    for one in re.finditer(rf"(?<!\w)(?:{names_pattern()}|{_UNKNOWN})(?!\w)", match["names"]):
        known = agency(one[0])
        if known is None and (known_only or one[0] in words("capitals_not_agencies")):
            continue
        start = match.start("names") + one.start()
        mark = evidence_in(text, line, start, start + len(one[0]))
        found.append(Found(value=known.name if known else one[0], evidence=(mark,)))
    return found


@cache
def _owned() -> re.Pattern[str]:
    one = rf"(?:[Tt]he\s+)?(?:{names_pattern()})(?!\w)"
    return re.compile(
        rf"\W{{0,3}}(?:©|\([Cc]\)|(?i:copyright))\s*(?:©|\([Cc]\))?\s*(?:\d{{4}}[\s,]*)?(?P<names>{one}(?:{_JOIN}{one})*)"
        r"\W*(?:\d{4}\W*)?(?:(?i:all rights reserved)\b.*)?$"
    )


@cache
def _names() -> str:
    one = rf"(?:[Tt]he\s+)?(?:{names_pattern()}|{_UNKNOWN})(?!\w)"
    return rf"(?P<names>{one}(?:{_JOIN}{one}){{0,4}})(?P<tail>{_TAIL})?"


@cache
def _trailing() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"\s*[-–—]{{1,3}}\s*{_PREFIX}{_names()}\s*\.?\s*$"),
        re.compile(rf"\s*[(\[]\s*{_PREFIX}{_names()}\s*[)\]]\s*\.?\s*$"),
        re.compile(rf"\s+{_PREFIX.removesuffix('?')}{_names()}\s*\.?\s*$"),
    )


@cache
def _leading() -> tuple[re.Pattern[str], re.Pattern[str]]:
    place = r"(?:[A-ZÀ-Þ][^()!?;\"“”]{0,70}?[\s,.:]\s*)?"
    return (
        re.compile(rf"{place}\(\s*{_names()}\s*\)\s*[-–—:]"),
        re.compile(rf"{place}{_names()}\s+[-–—]{{1,2}}\s"),
    )


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"\s*(?P<mark>[-–—(\[]{{1,3}})?\s*{_PREFIX}{_names()}\s*[)\]]?\s*\.?\s*")


def _distinct(found: Sequence[Found]) -> Iterator[Found]:
    seen = set()
    for one in found:
        if one.value not in seen:
            seen.add(one.value)
            yield one
