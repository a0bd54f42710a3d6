"""An HTML page -> who wrote the article: its own data, else what its markup marks as an author, else its byline.

Data that name the outlet or a desk for want of a person ("The Daily Quill", "staff") are the last resort: what the
page marks (`rel=author`, microdata, classes) or prints near the title is more exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.article.fields import Found, folded
from dateline.article.markup import Markup, Tag, scan
from dateline.article.metadata import Metadata
from dateline.lexicon.agencies import agency
from dateline.lexicon.boilerplate import is_whole
from dateline.lexicon.outlets import named
from dateline.records.evidence import Evidence, Text

__all__ = ["find_authors"]

_MARKED_CLASS = re.compile(r"(?:^|[\s_-])(?:author|byline)s?(?:$|[\s_-]|name|link)", re.I)
_NOT_NAMES = re.compile(
    r"(?:bio|image|img|photo|avatar|social|about|date|time|desc|follow|role|title|job|email|twitter|box|icon)", re.I
)
_BEFORE, _BEHIND = 3000, 15000
"""Characters of markup before and behind the title in which an element with an author's class is the article's."""
_WITHIN = 600
_MOST = 12
_BY = re.compile(
    r"^(?:(?:written|reported|words|story|posted|edited|reviewed)\s+by|by|por|par|von|di|door|av|af|text|author)\b\s*:?\s*",
    re.I,
)
_CUT = re.compile(
    r"\s*(?:[|•·/(\[]|\s[–—-]\s|"
    r"\b(?:updated|published|posted|follow|email|contributor|view all|more by)\b|@|https?:|\d).*$",
    re.I | re.S,
)
_JOINED = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\by\b|\bet\b)\s*")
_PERSON = re.compile(r"[^\W\d_][\w.’'-]*(?:\s+[\w.’'-]+){0,4}")
_DESK = re.compile(
    r"\b(?:staff|editors?|editorial|desk|team|newsroom|redacción|redazione|redaktion|rédaction|admin|sponsored|reporter|"
    r"contributor|correspondent|author|news|magazine|online|digital|press|wire)\b",
    re.I,
)


def find_authors(
    text: Text, markup: Markup, metadata: Metadata, *, title: Evidence | None, printed: Found | None, outlet: str | None
) -> Found | None:
    """The authors as one value with their evidence, or None; agencies are credit, and no authors."""
    stated = _people(metadata.authors)
    exact = [one for one in stated if not _is_desk(one.value, metadata, outlet)]
    if exact:
        return _together(exact)
    marked = [one for one in _people(_marked(text, markup, title)) if not _is_desk(one.value, metadata, outlet)]
    if marked:
        return _together(marked)
    return printed or (_together(stated) if stated else None)


def _people(found: Sequence[Found] | Iterator[Found]) -> list[Found]:
    kept: dict[str, Found] = {}
    for one in found:
        name = re.sub(r"^[\s,;]+|[\s,;|]+$", "", _BY.sub("", one.value))
        name = name.split(" | ")[0].strip()
        if name and agency(name) is None:
            kept.setdefault(folded(name), Found(value=name, evidence=one.evidence))
    # "Ada Moor Wexmouth Gazette" beside "Ada Moor" is her name with her outlet's.
    return [
        one for name, one in kept.items() if not any(other != name and f" {other} " in f" {name} " for other in kept)
    ]


def _is_desk(name: str, metadata: Metadata, outlet: str | None) -> bool:
    """Whether a name is the outlet's own or a desk's."""
    said = folded(name)
    sites = [folded(words) for words in (metadata.site.value if metadata.site else "", outlet or "") if words]
    return bool(_DESK.search(name)) or named(name) is not None or any(said in (site, f"the {site}") for site in sites)


def _together(found: Sequence[Found]) -> Found:
    return Found(
        value=", ".join(one.value for one in found), evidence=tuple(words for one in found for words in one.evidence)
    )


def _marked(text: Text, markup: Markup, title: Evidence | None) -> Iterator[Found]:
    """The names in elements that are marked as an author's: links first, then microdata, then classes."""
    near = [tag for tag in markup.tags if title is None or -_BEFORE <= tag.start - title.start <= _BEHIND]
    for fits in (_is_link, _is_microdata, _is_classed):
        found = [name for tag in [tag for tag in near if fits(tag)][:_MOST] for name in _names(text, tag)]
        if found:
            yield from found[:6]
            return


def _is_link(tag: Tag) -> bool:
    return tag.name == "a" and "author" in tag.get("rel").lower().split()


def _is_microdata(tag: Tag) -> bool:
    return tag.get("itemprop").lower() in ("author", "creator") and tag.name not in ("meta", "link")


def _is_classed(tag: Tag) -> bool:
    said = tag.get("class")
    return (
        bool(_MARKED_CLASS.search(said)) and not _NOT_NAMES.search(said) and tag.name not in ("body", "html", "article")
    )


def _names(text: Text, tag: Tag) -> Iterator[Found]:
    raw = text.text[tag.end : tag.end + _WITHIN]
    close = raw.find(f"</{tag.name}")
    for line in scan(raw[: close if close != -1 else _WITHIN]).lines[:3]:
        by = _BY.match(line.text)
        start = by.end() if by else 0
        words = _CUT.sub("", line.text[start:])
        if not words.strip() or len(words) > 120:
            continue
        at = start
        for part in _JOINED.split(words):
            at = line.text.find(part, at)
            if part and _is_name(part):
                first, last = line.span(at, at + len(part))
                yield Found(value=part, evidence=(text.cut(tag.end + first, tag.end + last),))
            at += len(part)
        if by or words.strip():
            return


def _is_name(words: str) -> bool:
    fits = _PERSON.fullmatch(words) and words[0].isupper() and 3 < len(words) <= 45
    return bool(fits) and not is_whole(words, "tool") and not is_whole(words, "end") and " by " not in words.lower()
