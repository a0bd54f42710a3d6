"""A page's raw text -> the days that its own markup and scripts give, each with the trust that its place deserves.

What is marked as the article's publication comes first, in the order of `metadata`; then `time` elements, which
count by where they stand; then what scripts keep for themselves (an analytics call, a page's state), which counts
only where all of it agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.article.datelines import FoundDate, dates_in, iso_instant
from dateline.article.fields import Found
from dateline.article.markup import Markup, Tag
from dateline.article.metadata import Metadata, attribute
from dateline.records.base import record
from dateline.records.evidence import Text

__all__ = ["UTC", "OwnDay", "marked_days", "script_day", "time_days"]

_MICRODATA = re.compile(r"date(?:Published|Created)$")
_PUBLISHED_CLASS = re.compile(
    r"\b(?:published|entry-date|post-?date|article-?date|pub-?date|date-?published|dateline|posted-on|publish-?date)\b",
    re.I,
)
_OTHERS_CLASS = re.compile(r"\b(?:updated|modified|related|comment)", re.I)
_WITHIN = 160
"""Characters behind an element's tag in which its words stand."""
_KEYED = re.compile(
    r"""[\w-]*(?:pub(?:lish(?:ed|ing)?|lication|l)?|creat(?:ed|ion)|date_?creation)[\w.-]*?["']?\s*[:=,]\s*["']?$|\bshow_?date\(["']$""",
    re.I,
)
_DATE_START = re.compile(
    r"(?<!\d)(?:19|20)\d\d[-/\\]{0,2}[01]\d[-/\\]{0,2}[0-3]\d"
    r"(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
UTC = ("Z", "+00:00", "+0000", "GMT", "UTC")
_BEFORE = 48
_MOST = 2000


@record
class OwnDay:
    """A day from the page's own markup: its words, where they stand, and the day read from them."""

    found: Found
    at: int
    instant: FoundDate
    element: str = ""


def marked_days(text: Text, markup: Markup, metadata: Metadata) -> tuple[OwnDay, ...]:
    """The days marked as the publication's, the most trusted first."""
    days = [_own(found) for found in metadata.published]
    days += [day for tag in markup.tags if _says_microdata(tag) for day in _enclosed(text, tag)]
    days += [day for tag in markup.tags if tag.name == "time" and _is_published(tag) for day in _time(text, tag)]
    return tuple(day for day in days if day is not None)


def time_days(text: Text, markup: Markup) -> tuple[OwnDay, ...]:
    """The days of `time` elements, in the order of the page."""
    return tuple(day for tag in markup.tags if tag.name == "time" for day in _time(text, tag))


def script_day(text: Text, *, local: bool = False) -> tuple[OwnDay, ...]:
    """The days that scripts and attributes give under a name of publication, where these are one day; else none.

    `local` leaves out what is said in UTC.
    """
    found: list[OwnDay] = []
    for count, match in enumerate(_DATE_START.finditer(text.text)):
        if count >= _MOST:
            break
        if not _KEYED.search(text.text, max(0, match.start() - _BEFORE), match.start()):
            continue
        instant = iso_instant(match[0].replace("\\", ""))
        if instant is not None and not (local and instant.zone in UTC):
            words = Found(value=match[0], evidence=(text.cut(match.start(), match.end()),))
            found.append(OwnDay(found=words, at=match.start(), instant=instant))
    return tuple(found[:1]) if len({one.instant.day for one in found}) == 1 else ()


def _own(found: Found) -> OwnDay | None:
    instant = read_value(found.value)
    return None if instant is None else OwnDay(found=found, at=found.evidence[0].start, instant=instant)


def read_value(value: str) -> FoundDate | None:
    """The date of a machine-readable value; one that can be read two ways is kept so."""
    clear = iso_instant(value)
    return clear if clear is not None else next(iter(dates_in(value[:80])), None)


def _says_microdata(tag: Tag) -> bool:
    return tag.name != "meta" and any(_MICRODATA.search(tag.get(name)) for name in ("itemprop", "property"))


def _is_published(tag: Tag) -> bool:
    said = tag.get("class")
    return "pubdate" in tag.attributes or bool(_PUBLISHED_CLASS.search(said) and not _OTHERS_CLASS.search(said))


def _enclosed(text: Text, tag: Tag) -> Iterator[OwnDay]:
    """The day in an attribute of an element that is marked as a date, else in its words."""
    for name in ("content", "datetime", "title"):
        if tag.get(name).strip() and (day := _own(attribute(text, tag, name))):
            yield day
            return
    raw = text.text[tag.end : tag.end + _WITHIN]
    words = raw[: raw.find("</")] if "</" in raw else raw
    for one in dates_in(words)[:1]:
        said = Found(value=one.value, evidence=(text.cut(tag.end + one.start, tag.end + one.end),))
        yield OwnDay(found=said, at=tag.end, instant=one, element=tag.name)


def _time(text: Text, tag: Tag) -> Sequence[OwnDay]:
    if not tag.get("datetime").strip():
        return ()
    day = _own(attribute(text, tag, "datetime"))
    return () if day is None else (OwnDay(found=day.found, at=tag.start, instant=day.instant, element="time"),)
