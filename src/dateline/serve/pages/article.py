"""One article: what it is and where it has it from, its text with all evidence marked, what was left out around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from dateline.records.evidence import Evidence
from dateline.records.page import Block
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, dotted, element, join
from dateline.rendering.pieces import when
from dateline.rendering.wording import Wording, counted
from dateline.serve.pages.addresses import article_href
from dateline.serve.pages.article_side import ArticleView, beside, named
from dateline.serve.pages.chain import chain_picture
from dateline.serve.pages.left_out import around
from dateline.serve.pages.marks import KINDS, Mark, MarkKind, mark_id, marked, note_id
from dateline.serve.pages.notes import Note, Notes, line_told, notes_of
from dateline.serve.pages.ways import capture_href, whole_href

__all__ = ["ArticleView", "article_page"]


def article_page(view: ArticleView) -> Markup:
    """The page, from its headline on."""
    say = Wording(view.picture)
    notes = notes_of(view.picture, view.article, say)
    return join(
        _head(view, say),
        _asked(view, say),
        element(
            "div",
            element("div", _legend(notes), *beside(view, notes), class_="beside"),
            element("section", *_text(view, notes), class_="reading", aria_labelledby="text-head"),
            class_="article-page",
        ),
    )


def _head(view: ArticleView, say: Wording) -> Markup:
    article = view.article
    facts: list[Child] = [
        element("bdi", shortened(say.provenance(article), 200)),
        element("span", "by ", element("bdi", shortened(article.byline, 120))) if article.byline else None,
        when(article.published),
    ]
    bases = tuple(dict.fromkeys(basis.reason for basis in article.published.basis))
    basis = f"the date is from {'; '.join(bases)}" if bases else "nothing says when it was published"
    return element(
        "header",
        element("p", "Article", class_="kicker"),
        element("h1", shortened(article.title or article.source, 300), dir="auto"),
        element(
            "p",
            dotted(f for f in facts if f),
            class_="facts",
        ),
        element("p", shortened(basis, 300), class_="note", dir="auto"),
        chain_picture(chain for chain in view.picture.chains if article.id in chain.articles),
        class_="article-head",
    )


def _asked(view: ArticleView, say: Wording) -> Markup | None:
    """What the reader came for: that its words are marked, or on which pages they stand."""
    if view.asked is None:
        return None
    here = {view.article.text_id, view.article.capture_text_id}
    texts = dict.fromkeys(words.text_id for words in view.asked.evidence)
    elsewhere = [
        element(
            "li",
            element("a", shortened(named(other), 80), href=article_href(other.id, view.reference), dir="auto"),
        )
        for other in view.picture.articles
        if other.id != view.article.id
        and {other.text_id, other.capture_text_id} & set(texts)
        and other.text_id != view.article.text_id
    ]
    found = bool(here & set(texts))
    told = (
        "The words behind this line are framed in the text" if found else "The words behind this line stand elsewhere"
    )
    head = join(told, ": ", element("bdi", shortened(line_told(view.picture, say, view.asked.id), 200)))
    to_place = element("a", "To its place", href=f"#ref-{quote(view.reference or '')}")
    return element(
        "div",
        element("p", head, Markup(" "), to_place if found else None),
        element("p", "It stands on these pages too:" if found else "It stands on these pages:") if elsewhere else None,
        element("ul", elsewhere[:30]) if elsewhere else None,
        class_="asked-for", role="status",
    )  # fmt: skip


def _legend(notes: Notes) -> Markup:
    """The kinds with how many marks each has, to be turned on and off; without a script too."""
    counts = Counter(mark.kind for mark in (*notes.marks, *notes.of_page))
    rows = [
        element(
            "li",
            element("input", type="checkbox", id=f"show-{kind}", checked=kind_.shown),
            element("label", element("mark", kind_.many, class_=f"m-{kind}"), f" {counts[kind]}", for_=f"show-{kind}"),
        )
        for kind, kind_ in KINDS.items()
        if counts[kind] and kind != "page"
    ]  # fmt: skip
    hint = "Each mark leads to the line that rests on it. The notes beside a paragraph say what its marks mean."
    return element(
        "details",
        element("summary", "Marks in the text"),
        element("ul", rows),
        element("p", hint, class_="note"),
        open=True,
        class_="mark-legend",
    )


def _text(view: ArticleView, notes: Notes) -> Iterator[Child]:
    text = next((one.text for one in view.picture.texts if one.text_id == view.article.text_id), "")
    asked = [*_asked_marks(view)]
    marks = [*notes.marks, *(mark for text_id, mark in asked if text_id == view.article.text_id)]
    of_page = [*notes.of_page, *(mark for text_id, mark in asked if text_id != view.article.text_id)]
    blocks = view.article.blocks or (Block(kind="paragraph", start=0, end=len(text)),)
    shown = view.page_text is not None
    hide = "Show the article alone" if shown else "Show what was left out of the page"
    there = article_href(view.article.id) if shown else whole_href(view.article.id, place="text-head")
    own = element("a", "The page’s own bytes", href=capture_href(view.capture or ""), class_="button", download=True)
    yield element(
        "div",
        element("h2", "The page as it came" if shown else "The text", id="text-head"),
        element("a", hide, href=there, class_="button"),
        own if view.capture else None,
        class_="row text-row",
    )  # fmt: skip

    def show(block: Block) -> Markup:
        return _block(text, block, marks, notes)

    if view.page_text is None:
        yield from map(show, blocks)
        return
    if any(block.xpath for block in blocks):
        box = element("input", type="checkbox", id="show-markup")
        yield element("p", box, element("label", " with its markup", for_="show-markup"), class_="note")
    yield from around(view.page_text, blocks, marks=of_page, show=show)
    yield _notes_list("The page of itself", [(mark, notes.notes[mark.name]) for mark in notes.of_page])


def _asked_marks(view: ArticleView) -> Iterator[tuple[str, Mark]]:
    """The words that the reader came for, as marks: the first of them is where the address leads."""
    if view.asked is None or view.reference is None:
        return
    first = True
    for text_id in (view.article.text_id, view.article.capture_text_id):
        words = [one for one in view.asked.evidence if one.text_id == text_id]
        # Parts that lie one within another would be framed twice.
        spans = tuple(_joined(words))
        if spans and (text_id == view.article.text_id or view.page_text is not None):
            anchor = f"ref-{view.reference}" if first else None
            yield text_id, Mark(kind="asked", name=f"asked-{text_id[:6]}", spans=spans, anchor=anchor)
            first = False


def _joined(words: Sequence[Evidence]) -> Iterator[tuple[int, int]]:
    spans = sorted({(one.start, one.end) for one in words})
    while spans:
        start, end = spans.pop(0)
        while spans and spans[0][0] < end:
            end = max(end, spans.pop(0)[1])
        yield start, end


def _block(text: str, block: Block, marks: Sequence[Mark], notes: Notes) -> Markup:
    """A block and, beside it, the notes of the marks that begin in it."""
    here = [mark for mark in marks if any(start < block.end and end > block.start for start, end in mark.spans)]
    begun = [mark for mark in here if mark.name in notes.notes and block.start <= mark.spans[0][0] < block.end]
    return element(
        "div",
        marked(text, block, here),
        _notes_list(counted(len(begun), "note"), [(mark, notes.notes[mark.name]) for mark in begun]),
        class_="block",
    )


def _notes_list(head: str, told: Sequence[tuple[Mark, Sequence[Note]]]) -> Markup | None:
    if not told:
        return None
    rows = [_note(mark, notes) for mark, notes in told]
    return element("details", element("summary", head), element("ol", rows), class_="notes")


def _note(mark: Mark, notes: Sequence[Note]) -> Markup:
    """What a mark supports, with a way to its words and one to each line."""
    words = notes[0].words
    exact = " … ".join(shortened(one.exact, 90) for one in words if (one.start, one.end) in mark.spans)
    parts = [_supports(note) for note in notes]
    back = element("a", f"“{exact}”" if exact else "these words", href=f"#{mark_id(mark.name)}", class_="back")
    kind: MarkKind = mark.kind
    return element("li", element("span", KINDS[kind].one, class_=f"kind k-{kind}"), back, parts, id=note_id(mark.name))


def _supports(note: Note) -> Markup:
    told = [element("span", one, dir="auto") for one in note.told if one]
    links = [element("a", said, href=to) for said, to in note.links]
    return element(
        "div",
        element("strong", shortened(note.head, 240), dir="auto"),
        element("p", dotted(told)) if told else None,
        element("p", dotted(links)) if links else None,
        class_="supports",
    )
