"""An HTML page's visible lines and its tree -> the body's blocks, each a line of the page with its node.

trafilatura reads the tree; its answer is one trait among those by which `labelling` judges every visible line, so a
paragraph that it missed is taken for its company, and a teaser that it took is left for its own looks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from lxml.html import HtmlElement

from dateline.article.body import BodyBlock, best_run, once
from dateline.article.datelines import dates_in
from dateline.article.fields import folded
from dateline.article.labelling import bulk, chosen, judge
from dateline.article.language import function_words, language_of
from dateline.article.lines import Line, repeated
from dateline.article.shape import Shape, ends_sentence, shapes_of
from dateline.article.traits import PLAIN, traits_of
from dateline.article.tree import NodePaths, covered_lines, locate_blocks, tree_blocks
from dateline.lexicon.boilerplate import counts
from dateline.records.base import record
from dateline.records.page import BlockKind

__all__ = ["TreeBody", "html_body", "is_other"]

_KINDS: dict[str, BlockKind] = {
    "li": "list_item", "blockquote": "quote",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
}  # fmt: skip
_HEAD = 160
_BYLINE = re.compile(r"(?:[Bb]y|BY|[Pp]or|[Vv]on|[Pp]ar|[Dd]i|[Dd]oor|[Aa]v|[Aa]f)\s+[^\W\d_a-zß-öø-ÿ]")
_THIRD = 1 / 3
_SURE = 0.5
"""The likelihood from which a line that the tree reader took is the body's although the page has it several times."""
_MOST_QUOTED = 30
"""Quotations set apart that are compared with all other lines: a page has a few."""
_LEAST = 40
"""Characters that a body has at least."""


@record
class TreeBody:
    """The blocks, the node of each where it is known, where among the page's lines most of them stand, and which
    lines they are; with what `blocks_at` needs."""

    blocks: tuple[BodyBlock, ...]
    xpaths: tuple[str | None, ...]
    place: tuple[int, int]
    numbers: tuple[int, ...]
    shapes: tuple[Shape, ...]
    nodes: NodePaths

    def blocks_at(
        self, lines: Sequence[Line], numbers: Sequence[int]
    ) -> tuple[tuple[BodyBlock, ...], tuple[str | None, ...]]:
        """The lines of these numbers as blocks, with their nodes."""
        return (
            tuple(BodyBlock(kind=_kind(lines[number]), line=lines[number]) for number in numbers),
            tuple(self.nodes.path(lines[number].text) for number in numbers),
        )


def html_body(lines: Sequence[Line], tree: HtmlElement) -> TreeBody | None:
    """The body of a page's visible lines, or None where no line is likely to be of one."""
    nodes = NodePaths(tree)
    said = tree_blocks(tree.__copy__())
    covered = covered_lines(said, lines)
    language = language_of(line.text for line in lines if len(line.text) > 60)
    small = function_words(language) if language else frozenset()
    shapes = shapes_of(lines, function_words=small, times=repeated(lines))
    numbers, sure = _judged(lines, shapes, covered, native=language == "en")
    taken = [number for number, part in sorted(covered.items()) if part >= 0.5]
    if _size(lines, numbers) < _THIRD * _size(lines, taken):
        # A judgement that leaves so little of what the tree reader took is out of its depth: another kind of page.
        own = [number for number in taken if not is_other(lines[number], shapes[number], sure=sure[number])]
        numbers = _without_head(lines, own)
    blocks: Sequence[BodyBlock] = [BodyBlock(kind=_kind(lines[number]), line=lines[number]) for number in numbers]
    if _size(lines, [*numbers, *taken]) < _THIRD * sum(len(words) for _, words in said):
        # The tree reader found the text where no reader of the page sees it: in the page's data.
        blocks, numbers = locate_blocks(said, lines), []
    if sum(len(block.line.text) for block in blocks) < _LEAST:
        return None
    return TreeBody(
        blocks=tuple(blocks),
        xpaths=tuple(nodes.path(block.line.text) for block in blocks),
        place=bulk(numbers, [len(line.text) for line in lines]) if numbers else (len(lines), len(lines)),
        numbers=tuple(numbers),
        shapes=shapes,
        nodes=nodes,
    )


def _judged(
    lines: Sequence[Line], shapes: Sequence[Shape], covered: Mapping[int, float], *, native: bool
) -> tuple[list[int], list[bool]]:
    """The lines that the judgement takes for the body's, and of which lines it is sure with the tree reader.

    `native` as in `labelling.chosen`.
    """
    first, last, _ = best_run([shape.score for shape in shapes])
    traits = traits_of(lines, shapes, run=(first, last), covered=covered)
    likely = judge(traits, kind="html")
    found = _without_head(lines, chosen(likely, traits[:, PLAIN], kind="html", native=native))
    sure = [covered.get(number, 0.0) >= 0.5 and likely[number] >= _SURE for number in range(len(lines))]
    own = [number for number in found if not is_other(lines[number], shapes[number], sure=sure[number])]
    while own and lines[own[0]].tag == "h1":
        del own[0]
    return _without_pulled(lines, once(lines, shapes, own)), sure


def _size(lines: Sequence[Line], numbers: Sequence[int]) -> int:
    return sum(len(lines[number].text) for number in numbers)


def is_other(line: Line, shape: Shape, *, sure: bool = False) -> bool:
    """Whether the rules are sure that a line is none of the article's: a button, an aside, an offer.

    Where the judgement is `sure` of a line, that the page has it several times is no reason: glossaries and tables do.
    """
    offer = counts(line.text, "promo") > 1 and shape.words < 30
    junk = shape.junk and not (sure and shape.repeats)
    return (junk and shape.words < 20) or offer or counts(line.text, "colophon") >= 4


def _without_pulled(lines: Sequence[Line], numbers: Sequence[int]) -> list[int]:
    """The lines without quotations set apart that another of them holds as well."""
    quoted = [number for number in numbers if _kind(lines[number]) == "quote"][:_MOST_QUOTED]
    if not quoted:
        return list(numbers)
    words = {number: folded(lines[number].text) for number in numbers}
    # One search through all the lines: the first that holds the words and more is not a line of just these words.
    everything = "\n".join(("", *words.values(), ""))
    times = Counter(words.values())
    pulled = {number for number in quoted if everything.count(words[number]) > times[words[number]]}
    return [number for number in numbers if number not in pulled]


def _without_head(lines: Sequence[Line], numbers: Sequence[int]) -> list[int]:
    """The lines without what stands before the text: the title, the byline and the date line are fields, no body."""
    titles = {folded(line.text) for line in lines if line.tag == "h1"}
    first = next((at for at, number in enumerate(numbers) if not _is_head(lines[number].text, titles)), 0)
    return list(numbers[first:])


def _is_head(text: str, titles: Collection[str]) -> bool:
    if folded(text) in titles:
        return True
    return len(text) < _HEAD and not ends_sentence(text) and (bool(dates_in(text)) or bool(_BYLINE.match(text)))


def _kind(line: Line) -> BlockKind:
    kind = _KINDS.get(line.tag)
    if kind is not None:
        return kind
    around = line.place.around if line.place else None
    return "quote" if around is not None and around.name == "blockquote" else "paragraph"
