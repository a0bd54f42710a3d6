"""A capture -> its page laid out around a body, and the fields found in it: one way for plain text, one for HTML."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.article import tree_body
from dateline.article.body import Body, BodyBlock, blocks_of, find_body, is_other
from dateline.article.byline import find_byline
from dateline.article.credit import Credit, find_credit
from dateline.article.fields import Layout, texts_of
from dateline.article.house import with_house
from dateline.article.language import language_of
from dateline.article.lines import Line, lines_of, unwrapped
from dateline.article.markup import Markup, scan
from dateline.article.metadata import read_metadata
from dateline.article.own_data import with_metadata
from dateline.article.page import Page, Part
from dateline.article.publication import find_published
from dateline.article.publisher import find_publisher
from dateline.article.several import Blocks, parts_of
from dateline.article.stub import without_offer
from dateline.article.title import find_title
from dateline.article.tree import parse
from dateline.errors import Refusal
from dateline.lexicon.agencies import agency
from dateline.records.evidence import Evidence, Text
from dateline.records.outcome import Warning
from dateline.records.time import UNKNOWN

__all__ = ["read_html", "read_text"]

_HEAD = 14
"""Lines above the text among which its credit may stand, below the title."""

_MOST_SIGNS = 22_000
"""Tags up to which a page's tree is read, in a second or less: of 541 pages measured the richest has 19,437, and
trafilatura needs over four seconds for some broken ones of 25,000."""


def read_text(text: Text, *, max_characters: int, bare: bool = False) -> Page | None:
    """Read a page that is plain text."""
    lines = lines_of(text.text, max_characters=max_characters)
    if bare:
        return read_bare(text, lines=lines)
    page = read_plain(text, lines=lines)
    return with_house(page, layout=page.layout) if page is not None else None


def read_plain(text: Text, *, lines: Sequence[Line], markup: Markup | None = None) -> Page | None:
    """Read a page's visible lines, which may be those of `markup`; None where they hold no body."""
    body = find_body(lines)
    if body is None:
        return None
    layout = Layout(text=text, before=body.before, blocks=body.blocks, after=body.after, language=body.language)
    title = find_title(layout)
    where = title.evidence[0] if title else None
    byline = find_byline(layout, title=where)
    credit = find_credit(
        text, body.blocks, after=body.after, bylines=[byline] if byline else [], head=_head(body.before, where)
    )
    page = Page(
        blocks=credit.blocks,
        credit=credit.agencies,
        title=title,
        publisher=find_publisher(layout),
        byline=None if byline is None or agency(byline.value) else byline,
        published=find_published(layout, title=where),
        language=body.language,
        layout=layout,
        parts=_plain_parts(text, body, markup=markup),
        warnings=(*_scant(body), *_cut_off(credit, body.after)),
    )
    return without_offer(page, text=text, after=body.after)


def _plain_parts(text: Text, body: Body, *, markup: Markup | None) -> tuple[Part, ...]:
    def blocks(numbers: Sequence[int]) -> Blocks:
        return blocks_of(body.units, body.shapes, numbers), ()

    return parts_of(
        text,
        body.units,
        body.shapes,
        chosen=body.numbers,
        is_other=lambda at: is_other(body.units[at], body.shapes[at]),
        blocks=blocks,
        markup=markup,
    )


def read_bare(text: Text, *, lines: Sequence[Line]) -> Page | None:
    """Read a text that is the article already: every paragraph is a block, nothing is left out."""
    units = unwrapped(lines)
    blocks = tuple(BodyBlock(kind="paragraph", line=line) for line in units)
    if not blocks:
        return None
    credit = find_credit(text, blocks, after=(), bylines=[])
    return Page(
        blocks=blocks,
        credit=credit.agencies,
        published=UNKNOWN,
        language=language_of(texts_of(blocks)),
    )


def read_html(
    text: Text, *, max_depth: int, max_characters: int, url: str | None = None, bare: bool = False
) -> Page | None:
    """Read an HTML page, seen at `url`; one nested deeper than `max_depth` is read from its visible words alone."""
    markup = scan(text.text, max_characters=max_characters)
    warnings = [Warning(code="cut_off", message="the page ends in the middle")] if markup.cut_off else []
    metadata = read_metadata(text, markup)
    signs = text.text.count("<")
    if bare:
        page = read_bare(text, lines=markup.lines)
    elif markup.depth > max_depth or signs > _MOST_SIGNS:
        warnings.append(_no_tree(markup, max_depth=max_depth, signs=signs))
        page = read_plain(text, lines=markup.lines, markup=markup)
        if page is None and markup.depth > max_depth:
            raise Refusal("too_deep", f"elements nest {markup.depth} deep and hold no text: this is no news page")
    else:
        page = _read_tree(text, markup) or read_plain(text, lines=markup.lines, markup=markup)
    if page is None:
        return None
    whole = with_metadata(page, metadata, text=text, markup=markup, url=url, warnings=warnings)
    return with_house(whole, layout=page.layout, stated=metadata.houses)


def _no_tree(markup: Markup, *, max_depth: int, signs: int) -> Warning:
    if markup.depth > max_depth:
        return Warning(code="too_deep", message=f"elements nest {markup.depth} deep: read as plain text")
    return Warning(code="too_many_tags", message=f"the page has some {signs:,} tags: read as plain text")


def _read_tree(text: Text, markup: Markup) -> Page | None:
    tree = parse(text.text)
    body = tree_body.html_body(markup.lines, tree) if tree is not None else None
    if body is None:
        return None
    blocks = body.blocks
    before, after = markup.lines[: body.place[0]], markup.lines[body.place[1] :]
    language = language_of(texts_of(blocks))
    layout = Layout(text=text, before=before, blocks=blocks, after=after, language=language)
    title = find_title(layout)
    where = title.evidence[0] if title else None
    byline = find_byline(layout, title=where)
    credit = find_credit(text, blocks, after=after, bylines=[byline] if byline else [], head=_head(before, where))
    page = Page(
        blocks=credit.blocks,
        credit=credit.agencies,
        title=title,
        publisher=find_publisher(layout),
        byline=None if byline is None or agency(byline.value) else byline,
        published=UNKNOWN,
        language=language,
        layout=layout,
        # What credit takes off stands at the end: the blocks that are left have their numbers.
        xpaths=body.xpaths[: len(credit.blocks)],
        parts=parts_of(
            text,
            markup.lines,
            body.shapes,
            chosen=body.numbers,
            is_other=lambda at: tree_body.is_other(markup.lines[at], body.shapes[at]),
            blocks=lambda numbers: body.blocks_at(markup.lines, numbers),
            markup=markup,
        ),
    )
    return without_offer(page, text=text, after=after)


def _head(before: Sequence[Line], title: Evidence | None) -> Sequence[Line]:
    """The lines between the title and the text."""
    return [line for line in before[-_HEAD:] if title is not None and line.start >= title.end]


def _scant(body: Body) -> tuple[Warning, ...]:
    """A page that holds hardly a sentence: it may be the wrong page, or the shell of one."""
    return (Warning(code="scant", message="the page holds hardly any text: all of it is read"),) if body.scant else ()


def _cut_off(credit: Credit, after: Sequence[Line]) -> tuple[Warning, ...]:
    """A plain text whose last words are the body's and end no sentence."""
    last = credit.blocks[-1].line if credit.blocks else None
    if last is None or after or credit.agencies or _ends(last.text):
        return ()
    return (Warning(code="cut_off", message="the text ends in the middle of a sentence"),)


def _ends(words: str) -> bool:
    return words.rstrip("\"'”’»)]").endswith((".", "!", "?", "…", ":", "。"))
