"""Who copied or quoted whom: a picture of the ways that reports took, and under each origin the tree of its carriers.

Left in the picture, and at the root of a tree, stands whoever is counted; right, and at the leaves, whom readers read.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from dateline.records.dossier import Chain, Dossier, DossierArticle, Link, Origin
from dateline.records.time import Time
from dateline.rendering.dates import readable
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, element, join
from dateline.rendering.quoting import Quoting
from dateline.rendering.wording import Wording, counted
from dateline.serve.pages.addresses import entity_href

__all__ = ["origin_flow", "origin_trees"]

_WIDTH, _ROW, _TOP = 760.0, 17.0, 26.0
_BAR = 7.0
_LABEL = 26
"""Characters of a name in the picture."""
_SPEAKERS = 14
"""Speakers in the picture, those carried most; the trees have all."""
_HEADS = ("speakers", "quoted", "agencies", "outlets", "republishers")
_RANKS: Mapping[str, int] = {"speaker": 0, "agency": 2, "outlet": 3, "republisher": 4}

Node: TypeAlias = tuple[int, str]


def origin_trees(say: Wording, quoting: Quoting, *, most: int) -> Markup | None:
    """A tree for each origin, those with most articles first."""
    chains: dict[str, list[Chain]] = defaultdict(list)
    for chain in say.picture.chains:
        chains[chain.origin].append(chain)
    ranked = sorted(say.picture.origins, key=lambda origin: (-len(origin.articles), origin.name))
    rows = [_tree(origin, chains[origin.id], quoting) for origin in ranked[:most]]
    return element("ul", rows, class_="forest") if rows else None


@dataclass(slots=True)
class _Branch:
    """A hand on the way from an origin, the media through which it passed things on, and who took them from it."""

    onward: dict[tuple[str, str], _Branch] = field(default_factory=dict)
    media: dict[str, None] = field(default_factory=dict)
    entity: str | None = None
    ends: list[Chain] = field(default_factory=list)


def _tree(origin: Origin, chains: Sequence[Chain], quoting: Quoting) -> Markup:
    root = _Branch()
    for chain in chains:
        _grow(root, chain, origin=origin)
    name = shortened(origin.name, 100)
    called = element("a", name, href=entity_href(origin.entity)) if origin.entity else element("bdi", name)
    head = element(
        "p",
        element("b", called, dir="auto"),
        element("span", origin.kind, class_="kind"),
        element("span", _media(root), counted(len(origin.articles), "article"), class_="carried"),
        class_="root",
    )
    told = _leaf(root, quoting)
    return element("li", head, element("p", told, class_="behind") if told else None, _branches(root, quoting))


def _grow(root: _Branch, chain: Chain, *, origin: Origin) -> None:
    """Lay a chain along the tree, from the origin's end to the reader's."""
    at = root
    for link in reversed(chain.links):
        if link.role == "medium":
            at.media.setdefault(link.name)
            continue
        if at is root and (link.name == origin.name or (link.entity is not None and link.entity == origin.entity)):
            continue
        media = at.media if at is root and not at.onward and not at.ends else {}
        at = at.onward.setdefault((link.role, link.name), _Branch(entity=link.entity))
        at.media.update(media if link.role == "speaker" else {})
    at.ends.append(chain)


def _branches(branch: _Branch, quoting: Quoting) -> Markup | None:
    if not branch.onward:
        return None
    rows = [
        element(
            "li",
            element("bdi", shortened(name, 100)),
            element("span", role, class_="kind"),
            element("span", _media(onward), _leaf(onward, quoting), class_="carried"),
            _branches(onward, quoting),
        )
        for (role, name), onward in branch.onward.items()
    ]
    return element("ul", rows, class_="tree")


def _media(branch: _Branch) -> str | None:
    return f"on {', '.join(shortened(medium, 40) for medium in branch.media)} " if branch.media else None


def _leaf(branch: _Branch, quoting: Quoting) -> Markup | None:
    """The articles in which chains end here, by the words that show it."""
    if not branch.ends:
        return None
    shown: dict[str, Markup] = {}
    for chain in branch.ends:
        about = quoting.about(chain.id)
        for words in chain.evidence:
            article = quoting.article(words)
            if article is not None and article.id in chain.articles:
                shown.setdefault(article.id, about.link(words, _day(article)))
    return join([join(", " if n else None, link) for n, link in enumerate([*shown.values()][:6])],
                f" and {counted(len(shown) - 6, 'more')}" if len(shown) > 6 else None)  # fmt: skip


def _day(article: DossierArticle) -> str:
    """What an article is called here: the day of its publication, else its title."""
    known = article.published.value
    told = readable(Time(value=known[:10], precision="day")) if known else article.title or article.source
    return shortened(told, 60)


def origin_flow(picture: Dossier) -> Markup | None:
    """The ways of the reports as one picture; None where nothing came through anybody's hands."""
    ways = [way for chain in picture.chains if len(way := _way(chain)) > 1]
    carried: dict[Node, set[str]] = defaultdict(set)
    for chain in picture.chains:
        for node in _way(chain):
            carried[node] |= {*chain.articles}
    speakers = sorted((node for node in carried if node[0] == 0), key=lambda node: (-len(carried[node]), node[1]))
    dropped = {*speakers[_SPEAKERS:]}
    edges: Counter[tuple[Node, Node]] = Counter()
    for way in ways:
        for left, right in itertools.pairwise(way):
            if left not in dropped:
                edges[left, right] += 1
    if len(edges) < 2:
        return None
    drawn = element("div", _drawn(edges), class_="wide", tabindex="0", role="group", aria_label="Who quoted whom")
    return element("figure", drawn, element("figcaption", _flow_caption(len(dropped))), class_="flow-figure")


def _flow_caption(dropped: int) -> str:
    told = "From who says it, on the left, to whom readers read, on the right; thicker where more was carried."
    return f"{told} {counted(dropped, 'speaker')} carried less: the trees below have all." if dropped else told


def _way(chain: Chain) -> list[Node]:
    """The hands of a chain from the origin's end on; an outlet that another one quotes stands before the agencies."""
    told: list[Node] = []
    links: Sequence[Link] = [link for link in chain.links if link.role != "medium"]
    for number, link in enumerate(links):
        first = all(before.role == "republisher" for before in links[:number])
        rank = 1 if link.role == "outlet" and not first else _RANKS[link.role]
        # Who speaks for, or quotes, another of the same kind stands for both in the picture; the trees have both.
        if not told or told[-1][0] != rank:
            told.append((rank, link.name))
    return told[::-1]


def _drawn(edges: Mapping[tuple[Node, Node], int]) -> Markup:
    sizes: Counter[Node] = Counter()
    for side in (0, 1):
        summed: Counter[Node] = Counter()
        for pair, number in edges.items():
            summed[pair[side]] += number
        sizes |= summed
    ranks = sorted({rank for rank, _ in sizes})
    most = max(sum(sizes[node] for node in sizes if node[0] == rank) for rank in ranks)
    unit = min(6.0, 260.0 / most)
    # Labels stand right of their bars; the last column needs as much room as the others.
    step = (_WIDTH - 170) / max(len(ranks) - 1, 1)
    x = {rank: 4 + number * step for number, rank in enumerate(ranks)}
    y = _rows(edges, sizes, ranks=ranks, unit=unit)
    high = max(top + max(sizes[node] * unit, _ROW) for node, top in y.items()) + 6
    return element(
        "svg",
        element("title", "Who quoted or copied whom"),
        [element("text", _HEADS[rank], x=round(x[rank], 1), y=12, class_="flow-head") for rank in ranks],
        _bands(edges, x=x, y=y, unit=unit),
        [_node(node, x[node[0]], y[node], sizes[node] * unit) for node in sorted(y)],
        viewBox=f"0 0 {_WIDTH:g} {high:g}",
        role="img",
        class_="flow",
    )


def _rows(
    edges: Mapping[tuple[Node, Node], int], sizes: Mapping[Node, int], *, ranks: Sequence[int], unit: float
) -> dict[Node, float]:
    """Where each bar begins: the last column by size, each other one in the order of what it leads to."""
    placed: dict[Node, float] = {}
    for rank in reversed(ranks):
        mine = [node for node in sizes if node[0] == rank]
        pull = {node: _pull(node, edges, placed) for node in mine}
        ordered = sorted(mine, key=lambda node: (pull[node], -sizes[node], node[1]))
        top = _TOP
        for node in ordered:
            placed[node] = top
            top += max(sizes[node] * unit, _ROW) + 5
    tallest = max(_foot(placed, sizes, rank=rank, unit=unit) for rank in ranks)
    # Short columns stand in the middle of the tall ones.
    return {
        node: round(top + (tallest - _foot(placed, sizes, rank=node[0], unit=unit)) / 2, 1)
        for node, top in placed.items()
    }


def _foot(placed: Mapping[Node, float], sizes: Mapping[Node, int], *, rank: int, unit: float) -> float:
    return max(top + max(sizes[node] * unit, _ROW) for node, top in placed.items() if node[0] == rank)


def _pull(node: Node, edges: Mapping[tuple[Node, Node], int], placed: Mapping[Node, float]) -> float:
    onward = [(placed[right], number) for (left, right), number in edges.items() if left == node and right in placed]
    whole = sum(number for _, number in onward)
    return sum(top * number for top, number in onward) / whole if whole else 0.0


def _bands(
    edges: Mapping[tuple[Node, Node], int], *, x: Mapping[int, float], y: Mapping[Node, float], unit: float
) -> Iterator[Markup]:
    left_at, right_at = dict(y), dict(y)
    for (left, right), number in sorted(edges.items(), key=lambda item: (y[item[0][0]], y[item[0][1]])):
        thick = number * unit
        from_y, to_y = left_at[left] + thick / 2, right_at[right] + thick / 2
        left_at[left] += thick
        right_at[right] += thick
        start, end = x[left[0]] + _BAR, x[right[0]]
        bend = (start + end) / 2
        way = f"M{start:.1f} {from_y:.1f}C{bend:.1f} {from_y:.1f} {bend:.1f} {to_y:.1f} {end:.1f} {to_y:.1f}"
        told = f"{shortened(left[1], 60)} → {shortened(right[1], 60)}: {counted(number, 'way')}"
        yield element("path", element("title", told), d=way, stroke_width=round(max(thick, 1.0), 1), class_="band")


def _node(node: Node, x: float, y: float, thick: float) -> Markup:
    name = shortened(node[1], 80)
    label = name if len(name) <= _LABEL else f"{name[: _LABEL - 1].rstrip()}…"
    middle = y + max(thick, 3.0) / 2
    children: list[Child] = [
        element("title", name),
        element("rect", x=round(x, 1), y=round(y, 1), width=_BAR, height=round(max(thick, 3.0), 1)),
        element("text", label, x=round(x + _BAR + 5, 1), y=round(middle + 4, 1)),
    ]
    return element("g", *children, class_=f"hand hand-{_HEADS[node[0]]}")
