"""A page's own data -> fields: JSON-LD, Open Graph, meta, microdata and time, each pinned to the raw words.

A value is kept with the range in the capture text where it stands, escapes included; a value whose words
cannot be located there is not taken.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.entities import html5

from dateline.article.fields import Found
from dateline.article.markup import Markup, Tag
from dateline.records.base import record
from dateline.records.evidence import Evidence, Text

__all__ = ["Metadata", "locate", "read_metadata"]

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|NewsStory|LiveBlogPosting)$")
_PUBLISHED = (
    "article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "publish_date", "published-date", "publication_date", "dc.date", "dc.date.issued",
    "dc.date.created", "dcterms.created", "dcterms.issued", "dcterms.date", "article.published",
    "cxenseparse:recs:publishtime",
    "citation_publication_date", "originalpublicationdate", "bt:pubdate", "article_date_original", "date_published",
    "vr:published_time", "rnews:datepublished", "date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "lastmod", "last-modified")
_TITLES = ("og:title", "twitter:title", "parsely-title", "headline", "dc.title", "title")
_SITES = ("og:site_name", "application-name", "parsely-site", "dc.publisher", "publisher", "apple-mobile-web-app-title")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "dcterms.creator")
_LOCALES = ("og:locale", "content-language", "language", "dc.language")
_DEEPEST = 12
_NOT_A_NAME = re.compile(r"https?:|[@/]|^\W*$|^\d+$|^(?:admin|staff|editor|unknown|none|null|website|webmaster)$", re.I)
_ESCAPES = {
    "&": ("&amp;", "&#38;", r"\u0026"),
    "<": ("&lt;", r"\u003C", r"\u003c"),
    ">": ("&gt;", r"\u003E", r"\u003e"),
    '"': ("&quot;", "&#34;", r"\"", "&#x22;"),
    "'": ("&#39;", "&#039;", "&apos;", "&#x27;", r"\u0027"),
    "/": (r"\/",),
}


@record
class Metadata:
    """What a page's own data say, each with its evidence; several authors, the best of every other."""

    title: tuple[Found, ...] = ()
    site: Found | None = None
    authors: tuple[Found, ...] = ()
    published: Found | None = None
    modified: Found | None = None
    language: str | None = None
    canonical: Found | None = None


def read_metadata(text: Text, markup: Markup) -> Metadata:
    """Read a page's own data; JSON-LD first, then meta elements, then microdata and `time`."""
    linked = list(_linked(text, markup))
    metas = _metas(markup)
    stated = [found for key, found in linked if key == "title"] + list(_from(text, metas, _TITLES))
    published = [found for key, found in linked if key == "published"] + list(_from(text, metas, _PUBLISHED))
    modified = [found for key, found in linked if key == "modified"] + list(_from(text, metas, _MODIFIED))
    site = list(_from(text, metas, _SITES[:1])) + [found for key, found in linked if key == "site"]
    site += list(_from(text, metas, _SITES[1:]))
    authors = [found for key, found in linked if key == "author"] or list(_from(text, metas, _AUTHORS))
    return Metadata(
        title=tuple(stated),
        site=next((one for one in site if not one.value.startswith("@")), None),
        authors=tuple(one for one in authors if not _NOT_A_NAME.search(one.value)),
        published=next(iter([*published, *_marked_times(text, markup)]), None),
        modified=next(iter(modified), None),
        language=_language(metas, markup),
        canonical=_canonical(text, markup, metas),
    )


def locate(words: str, *, text: Text, start: int, end: int) -> Evidence | None:
    """Find a value's words in a stretch of the capture text, as they are or as they stand escaped."""
    said = words.strip()
    if not said:
        return None
    at = text.text.find(said, start, end)
    if at != -1:
        return text.cut(at, at + len(said))
    found = re.compile("".join(map(_escaped, said[:600]))).search(text.text, start, end)
    return text.cut(found.start(), found.end()) if found else None


def _escaped(character: str) -> str:
    if character.isspace():
        return r"(?:\s|&nbsp;|&#160;|\\n|\\t|\\u00a0|&#xa0;)"
    forms = [character, *_ESCAPES.get(character, ())]
    if ord(character) > 126:
        code = ord(character)
        in_json = json.dumps(character)[1:-1]
        forms += [f"&#{code};", f"&#x{code:x};", f"&#x{code:X};", in_json, in_json.upper().replace("U", "u")]
        forms += [f"&{name}" for name in _named_entities().get(character, ())]
    return "(?:" + "|".join(re.escape(form) for form in forms) + ")" if len(forms) > 1 else re.escape(character)


@cache
def _named_entities() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, character in html5.items():
        if len(character) == 1 and ord(character) > 126:
            found[character] = (*found.get(character, ()), name)
    return found


def _linked(text: Text, markup: Markup) -> Iterator[tuple[str, Found]]:
    """(key, value) from the article objects of the page's JSON-LD."""
    for tag in markup.tags:
        if tag.name != "script" or tag.inner is None or "ld+json" not in tag.get("type"):
            continue
        start, end = tag.inner
        for thing in _things(text.text[start:end]):
            for key, value in _said(thing):
                if (evidence := locate(value, text=text, start=start, end=end)) is not None:
                    yield key, Found(value=html.unescape(value).strip(), evidence=(evidence,))


def _things(script: str) -> Iterator[Mapping[str, object]]:
    try:
        data = json.loads(script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    waiting: list[tuple[object, int]] = [(data, 0)]
    while waiting:
        thing, depth = waiting.pop(0)
        if isinstance(thing, list):
            waiting += [(one, depth + 1) for one in thing[:50] if depth < _DEEPEST]
        elif isinstance(thing, dict):
            kinds = thing.get("@type")
            if any(_ARTICLE_TYPES.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield thing
            waiting += [
                (thing[key], depth + 1)
                for key in ("@graph", "mainEntity", "mainEntityOfPage")
                if key in thing and depth < _DEEPEST
            ]


def _said(thing: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, name in (("title", "headline"), ("published", "datePublished"), ("modified", "dateModified")):
        if isinstance(value := thing.get(name), str) and value.strip():
            yield key, value.strip()
    yield from (("site", name) for name in _names(thing.get("publisher")))
    yield from (("author", name) for name in _names(thing.get("author") or thing.get("creator")))


def _names(value: object) -> Iterator[str]:
    for one in value[:20] if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, list):
            name = next(iter(name), None)
        if isinstance(name, str) and name.strip():
            yield name.strip()


def _metas(markup: Markup) -> dict[str, list[tuple[Tag, str]]]:
    found: dict[str, list[tuple[Tag, str]]] = {}
    for tag in markup.tags:
        value = "content" if tag.name in ("meta", "span") else "datetime"
        if tag.get(value).strip():
            for name in ("property", "name", "itemprop", "http-equiv"):
                if key := tag.get(name).lower():
                    found.setdefault(key, []).append((tag, value))
    return found


def _from(text: Text, metas: Mapping[str, list[tuple[Tag, str]]], keys: tuple[str, ...]) -> Iterator[Found]:
    for key in keys:
        for tag, name in metas.get(key, ()):
            yield _attribute(text, tag, name)


def _attribute(text: Text, tag: Tag, name: str) -> Found:
    value, start, end = tag.attributes[name]
    raw = text.text[start:end]
    start += len(raw) - len(raw.lstrip())
    return Found(value=" ".join(value.split()), evidence=(text.cut(start, max(start + 1, start + len(raw.strip()))),))


def _marked_times(text: Text, markup: Markup) -> Iterator[Found]:
    for tag in markup.tags:
        if tag.name == "time" and tag.get("datetime").strip() and "pubdate" in tag.attributes:
            yield _attribute(text, tag, "datetime")


def _language(metas: Mapping[str, list[tuple[Tag, str]]], markup: Markup) -> str | None:
    root = next((tag for tag in markup.tags if tag.name == "html"), None)
    if root is not None and root.get("lang"):
        return root.get("lang")
    return next((tag.get(name) for key in _LOCALES for tag, name in metas.get(key, ())), None)


def _canonical(text: Text, markup: Markup, metas: Mapping[str, list[tuple[Tag, str]]]) -> Found | None:
    for tag in markup.tags:
        if tag.name == "link" and "canonical" in tag.get("rel").lower() and tag.get("href").strip():
            return _attribute(text, tag, "href")
    return next(_from(text, metas, ("og:url",)), None)
