"""Pages as trees, and what every page must hold."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from urllib.parse import urlsplit

from lxml import etree, html

from dateline.rendering.markup import Child, Markup, join
from dateline.serve.layout import Frame, framed

__all__ = ["faults", "page", "tree"]

_ACTING = {"style", "iframe", "object", "embed", "base", "foreignobject", "animate", "set"}
_OURS = {"script": "/static/dateline.js", "link": "/static/", "meta": ""}
"""What the frame has of these, by where it leads."""


def tree(*body: Child) -> html.HtmlElement:
    """A page's body, as a browser reads it."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    made: html.HtmlElement = html.document_fromstring(
        f"<main>{join(*body)}</main>".encode(), parser=parser, ensure_head_body=True
    )
    return made


def page(*body: Child, **frame: object) -> html.HtmlElement:
    """A whole page, in its frame."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    text = framed(Frame(title="A page", **frame), Markup(join(*body)))  # type: ignore[arg-type]
    made: html.HtmlElement = html.document_fromstring(text.encode(), parser=parser)
    return made


def faults(body: html.HtmlElement) -> list[str]:
    """What a page must not have: anything that acts, an address that may not be followed, a name that is there twice,
    a link to a place that is not there, a picture without words, a heading that skips a level, a field without a label.
    """
    found = [f"<{node.tag}>" for node in body.iter(etree.Element) if str(node.tag) in _ACTING]
    for tag, ours in _OURS.items():
        leads = [node.get("src") or node.get("href") or "" for node in body.iter(tag)]
        found += [f"<{tag}> to {lead}" for lead in leads if not lead.startswith(ours)]
        found += [f"<{tag}> in the body" for _ in body.xpath(f"//body//{tag}")]
    for node in body.iter(etree.Element):
        found += [f"{name} on <{node.tag}>" for name in node.attrib if str(name).startswith("on") or name == "style"]
    found += [f"leads to {address}" for address in _addresses(body) if not _may_be_followed(address)]
    names = [str(name) for name in body.xpath("//@id")]
    found += [f"twice: {name}" for name in sorted({name for name in names if names.count(name) > 1})]
    inner = {str(address)[1:] for address in body.xpath("//a/@href") if str(address).startswith("#")}
    found += [f"nowhere: #{name}" for name in sorted(inner - set(names))]
    found += ["picture without words" for svg in body.iter("svg") if not (svg.findtext("title") or "").strip()]
    found += _headings(body)
    labelled = {str(name) for name in body.xpath("//label/@for")}
    for field in body.xpath("//input[not(@type='hidden')]|//select|//textarea"):
        if field.get("id") not in labelled and not field.get("aria-label") and not field.xpath("ancestor::label"):
            found.append(f"no label: {field.get('name')}")
    return found


def _addresses(body: html.HtmlElement) -> Iterable[str]:
    return [str(one) for one in body.xpath("//@href|//@src|//@action|//@formaction|//@*[name()='xlink:href']")]


def _may_be_followed(address: str) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    return address.startswith(("/", "#"))


def _headings(body: html.HtmlElement) -> list[str]:
    levels = [int(str(node.tag)[1]) for node in body.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    found = [] if levels.count(1) == 1 else [f"{levels.count(1)} h1"]
    return found + [f"h{b} under h{a}" for a, b in itertools.pairwise(levels) if b > a + 1]
