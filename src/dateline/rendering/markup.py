"""HTML and SVG made of elements, so that nothing unescaped can get in: text is escaped unless it is Markup already."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.rendering.harmless import html_text, web_link

__all__ = ["Child", "Markup", "dotted", "element", "join", "outward"]

_VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "wbr"})


class Markup(str):
    """Finished markup: what `element` makes, and nothing else."""

    __slots__ = ()


Child = str | None | Iterable["str | None"]
"""Text, markup or nothing, or several of them."""


def element(tag: str, *children: Child, **attributes: str | int | float | bool | None) -> Markup:
    """An element. An attribute's name has ``_`` for ``-`` and may end with one (``class_``); None and False leave it
    out.

    Tags and the names of attributes are never page text.
    """
    told = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Markup(f"<{tag}{told}>")
    return Markup(f"<{tag}{told}>{join(*children)}</{tag}>")


def join(*children: Child) -> Markup:
    """Children one after the other."""
    return Markup("".join(map(_inner, children)))


def dotted(parts: Iterable[Child]) -> Markup:
    """Parts one after the other, with a middle dot between them; what is None or empty is left out."""
    told = [made for made in map(join, parts) if made]
    return Markup(" · ".join(told))


def outward(url: str | None, *children: Child) -> Markup:
    """A link to another site where the address is one that may be followed, else the children alone."""
    address = web_link(url)
    if address is None:
        return join(*children)
    return element("a", *children, href=address, rel="noopener noreferrer nofollow external")


def _inner(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, str):
        return child if isinstance(child, Markup) else html_text(child)
    return "".join(map(_inner, child))


def _attribute(name: str, value: str | int | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    told = name.removesuffix("_").replace("_", "-")
    return f" {told}" if value is True else f' {told}="{html_text(str(value))}"'
