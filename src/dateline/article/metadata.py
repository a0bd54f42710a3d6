"""A page's own data -> fields: linked data, Open Graph, meta, microdata and time, each pinned to the raw words.

A value is kept with the range in the capture text where it stands, escapes included; a value whose words
cannot be located there is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dateline.article.fields import Found
from dateline.article.linked_data import linked
from dateline.article.markup import Markup, Tag
from dateline.records.base import record
from dateline.records.evidence import Text

__all__ = ["attribute", "Metadata", "read_metadata"]

_PUBLISHED = (
    "article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "publish_date", "published-date", "publication_date", "dc.date", "dc.date.issued",
    "dc.date.created", "dcterms.created", "dcterms.issued", "dcterms.date", "article.published",
    "cxenseparse:recs:publishtime",
    "citation_publication_date", "originalpublicationdate", "bt:pubdate", "article_date_original", "date_published",
    "vr:published_time", "rnews:datepublished", "date",
)  # fmt: skip
_OTHER_DAY = re.compile(r"publi(?:sh|cation).*(?:date|time)$|^(?:schema:)?date(?:published|created)$")
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "lastmod", "last-modified")
_TITLES = ("og:title", "twitter:title", "parsely-title", "headline", "dc.title", "title")
_SITES = ("og:site_name", "application-name", "parsely-site", "dc.publisher", "publisher", "apple-mobile-web-app-title")
_HOUSES = ("dc.publisher", "dcterms.publisher", "publisher", "dc.rightsholder", "dcterms.rightsholder")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "dcterms.creator")
_OTHER_AUTHOR = re.compile(r"(?:^|[.:_-])authors?(?:[_-]?names?)?$")
_WRITTEN = re.compile(r"written by|author|autor|verfasst|geschrieben|escrito|écrit", re.I)
_LOCALES = ("og:locale", "content-language", "language", "dc.language")
_NOT_A_NAME = re.compile(r"https?:|[@/]|^\W*$|^\d+$|^(?:admin|staff|editor|unknown|none|null|website|webmaster)$", re.I)


@record
class Metadata:
    """What a page's own data say, each with its evidence; several titles, authors and days, the
    best of every other; the most trusted first. `houses` may name the publishing house behind the site."""

    title: tuple[Found, ...] = ()
    site: Found | None = None
    authors: tuple[Found, ...] = ()
    published: tuple[Found, ...] = ()
    modified: Found | None = None
    language: str | None = None
    canonical: Found | None = None
    houses: tuple[Found, ...] = ()


def read_metadata(text: Text, markup: Markup) -> Metadata:
    """Read a page's own data; JSON-LD first, then meta elements, then microdata and `time`."""
    said = list(linked(text, markup))
    metas = _metas(markup)
    stated = [found for key, found in said if key == "title"] + list(_from(text, metas, _TITLES))
    published = [found for key, found in said if key == "published"] + list(_from(text, metas, _PUBLISHED))
    published += [found for key in metas if _OTHER_DAY.search(key) for found in _from(text, metas, (key,))]
    published += [found for key, found in said if key == "page_published"]
    modified = [found for key, found in said if key in ("modified", "page_modified")]
    modified += list(_from(text, metas, _MODIFIED))
    site = list(_from(text, metas, _SITES[:1])) + [found for key, found in said if key == "site"]
    site += list(_from(text, metas, _SITES[1:]))
    authors = [found for key, found in said if key == "author"] or list(_authors(text, metas))
    houses = [found for key, found in said if key == "house"]
    houses += [found for key, found in said if key == "site"] + list(_from(text, metas, _HOUSES))
    return Metadata(
        title=tuple(stated),
        site=next((one for one in site if not one.value.startswith("@")), None),
        authors=tuple(one for one in authors if not _NOT_A_NAME.search(one.value)),
        published=tuple(published),
        modified=next(iter(modified), None),
        language=_language(metas, markup),
        canonical=_canonical(text, markup, metas),
        houses=tuple(houses),
    )


def _authors(text: Text, metas: Mapping[str, list[tuple[Tag, str]]]) -> Iterator[Found]:
    """The authors of the first kind of meta element that names any."""
    keys = [*_AUTHORS, *(key for key in metas if _OTHER_AUTHOR.search(key))]
    labels = {number: metas.get(f"twitter:label{number}", ()) for number in "1234"}
    keys += [
        f"twitter:data{number}"
        for number, tags in labels.items()
        if any(_WRITTEN.search(tag.get(value)) for tag, value in tags)
    ]
    for key in keys:
        found = [one for one in _from(text, metas, (key,)) if not _NOT_A_NAME.search(one.value)]
        if found:
            yield from found
            return


def _metas(markup: Markup) -> dict[str, list[tuple[Tag, str]]]:
    found: dict[str, list[tuple[Tag, str]]] = {}
    for tag in markup.tags:
        value = next((name for name in ("content", "datetime") if tag.get(name).strip()), "")
        if value:
            for name in ("property", "name", "itemprop", "http-equiv"):
                if key := tag.get(name).lower():
                    found.setdefault(key, []).append((tag, value))
    return found


def _from(text: Text, metas: Mapping[str, list[tuple[Tag, str]]], keys: tuple[str, ...]) -> Iterator[Found]:
    for key in keys:
        for tag, name in metas.get(key, ()):
            yield attribute(text, tag, name)


def attribute(text: Text, tag: Tag, name: str) -> Found:
    """An attribute's value with its words in the page."""
    value, start, end = tag.attributes[name]
    raw = text.text[start:end]
    start += len(raw) - len(raw.lstrip())
    return Found(value=" ".join(value.split()), evidence=(text.cut(start, max(start + 1, start + len(raw.strip()))),))


def _language(metas: Mapping[str, list[tuple[Tag, str]]], markup: Markup) -> str | None:
    root = next((tag for tag in markup.tags if tag.name == "html"), None)
    if root is not None and root.get("lang"):
        return root.get("lang")
    return next((tag.get(name) for key in _LOCALES for tag, name in metas.get(key, ())), None)


def _canonical(text: Text, markup: Markup, metas: Mapping[str, list[tuple[Tag, str]]]) -> Found | None:
    for tag in markup.tags:
        if tag.name == "link" and "canonical" in tag.get("rel").lower() and tag.get("href").strip():
            return attribute(text, tag, "href")
    return next(_from(text, metas, ("og:url",)), None)
