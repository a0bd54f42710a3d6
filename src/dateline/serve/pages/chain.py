"""How a page came by what it tells, as a small picture: the chains of one article as a tree, the reader at its left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dateline.records.dossier import Chain, LinkRole
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Markup, element

__all__ = ["chain_picture"]

_COLUMN, _ROW, _BOX = 158.0, 40.0, 30.0
_GAP = 26.0
_LETTERS = 19
"""Letters that a box holds."""
_LEAVES = 9
"""Ends of chains that are drawn."""


@dataclass(slots=True)
class _Node:
    role: LinkRole
    name: str
    behind: dict[tuple[str, str], _Node] = field(default_factory=dict)
    row: float = 0.0


def chain_picture(chains: Iterable[Chain]) -> Markup | None:
    """The picture, or None where there is nothing behind the page's own outlet."""
    roots: dict[tuple[str, str], _Node] = {}
    left_out = 0
    for chain in chains:
        if _leaves(roots.values()) >= _LEAVES and not _known(roots, chain):
            left_out += 1
            continue
        _grow(roots, chain)
    if not any(node.behind for node in roots.values()):
        return None
    rows = _place(list(roots.values()))
    deep = _depth(roots.values())
    width, height = deep * _COLUMN - _GAP, rows * _ROW
    drawn = [part for node in roots.values() for part in _draw(node, 0)]
    label = "Where this page has it from: " + "; ".join(_told(node) for node in roots.values())
    picture = element(
        "svg", element("title", shortened(label, 400)), drawn, viewBox=f"-1 -1 {width + 2:g} {height + 2:g}",
        width=f"{width + 2:g}", role="img", class_="chain-picture",
    )  # fmt: skip
    more = f" {left_out} more {'ends' if left_out > 1 else 'end'} the same way." if left_out else ""
    caption = element("figcaption", f"The reader's page at the left, those who are quoted at the right.{more}")
    return element(
        "figure", element("div", picture, class_="wide", tabindex="0", role="group", aria_label="Picture"), caption
    )


def _known(roots: dict[tuple[str, str], _Node], chain: Chain) -> bool:
    at = roots
    for link in chain.links:
        node = at.get((link.role, link.name))
        if node is None:
            return False
        at = node.behind
    return True


def _grow(roots: dict[tuple[str, str], _Node], chain: Chain) -> None:
    at = roots
    for link in chain.links:
        at = at.setdefault((link.role, link.name), _Node(role=link.role, name=link.name)).behind


def _leaves(nodes: Iterable[_Node]) -> int:
    return sum(_leaves(node.behind.values()) if node.behind else 1 for node in nodes)


def _depth(nodes: Iterable[_Node]) -> int:
    return max((1 + _depth(node.behind.values()) for node in nodes), default=0)


def _place(nodes: Sequence[_Node], first: int = 0) -> int:
    """Give every node its row, a leaf each its own; returns the row after the last."""
    for node in nodes:
        if node.behind:
            after = _place([*node.behind.values()], first)
            kin = [*node.behind.values()]
            node.row = (kin[0].row + kin[-1].row) / 2
            first = after
        else:
            node.row = first
            first += 1
    return first


def _draw(node: _Node, column: int) -> Iterator[Markup]:
    x, y = column * _COLUMN, node.row * _ROW
    for other in node.behind.values():
        x1, y1, x2, y2 = x + _COLUMN - _GAP, y + _BOX / 2, x + _COLUMN, other.row * _ROW + _BOX / 2
        middle = (x1 + x2) / 2
        yield element("path", d=f"M{x1:g} {y1:g}C{middle:g} {y1:g} {middle:g} {y2:g} {x2:g} {y2:g}", class_="way")
        yield from _draw(other, column + 1)
    yield element(
        "g",
        element("title", f"{node.role}: {shortened(node.name, 200)}"),
        element("rect", x=f"{x:g}", y=f"{y:g}", width=f"{_COLUMN - _GAP:g}", height=f"{_BOX:g}", rx="5"),
        element("text", _short(node.name), x=f"{x + 8:g}", y=f"{y + 12.5:g}", class_="name"),
        element("text", node.role, x=f"{x + 8:g}", y=f"{y + 24.5:g}", class_="role"),
        class_=f"hand {node.role}",
    )


def _told(node: _Node) -> str:
    behind = "; ".join(_told(other) for other in node.behind.values())
    return f"{node.name} ({node.role})" + (f" from {behind}" if behind else "")


def _short(name: str) -> str:
    told = shortened(name, 80)
    return told if len(told) <= _LETTERS else f"{told[: _LETTERS - 1].rstrip()}…"
