"""Marks in a text: whatever nests or crosses, the text stays what it is and each mark stands at its words."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from dateline.records.page import Block
from dateline.rendering.harmless import clean
from dateline.serve.pages.marks import KINDS, Mark, mark_id, marked

# Letters of one and of two UTF-16 units, marks that combine, right-to-left words, markup, line ends, what hides words.
_ALPHABET = "ab <>&\"'\n\t\ré\u0301\u05d0\u0631\u0639🧨𝒜\u202e\u200b\x07\U000e0041"
_TEXT = st.text(alphabet=st.one_of(st.sampled_from(_ALPHABET), st.characters()), min_size=1, max_size=40)


@st.composite
def _texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(_TEXT)
    span = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda one: one[0] < one[1])
    kinds, hrefs = st.sampled_from([*KINDS]), st.sampled_from([None, "/entity/1", "#note-x"])
    spans = draw(st.lists(st.tuples(kinds, st.lists(span, min_size=1, max_size=3, unique=True), hrefs), max_size=8))
    return text, [
        Mark(kind=kind, name=f"{n}", spans=tuple(sorted(places)), href=href)
        for n, (kind, places, href) in enumerate(spans)
    ]


def _tree(text: str, marks: list[Mark]) -> html.HtmlElement:
    made = marked(text, Block(kind="paragraph", start=0, end=len(text)), marks)
    return html.fragment_fromstring(made, parser=html.HTMLParser(encoding="utf-8"))


def _shown(text: str) -> str:
    return "".join(clean(one) for one in text)


@given(_texts())
@example(("abcdef", [Mark(kind="said", name="0", spans=((0, 4),)), Mark(kind="name", name="1", spans=((2, 6),))]))
def test_the_marked_text_is_the_text(made: tuple[str, list[Mark]]) -> None:
    text, marks = made
    assert _tree(text, marks).text_content() == _shown(text)


@given(_texts())
def test_each_mark_stands_at_its_words_and_no_others(made: tuple[str, list[Mark]]) -> None:
    text, marks = made
    found: dict[str, list[int]] = defaultdict(list)
    at = 0

    def walk(node: html.HtmlElement, over: tuple[str, ...]) -> None:
        nonlocal at
        over = (*over, node.get("data-note")) if node.tag == "mark" else over
        at = count(node.text, over)
        for child in node:
            walk(child, over)
            at = count(child.tail, over)

    def count(words: str | None, over: tuple[str, ...]) -> int:
        for name in set(over):
            found[name].extend(range(at, at + len(words or "")))
        return at + len(words or "")

    walk(_tree(text, marks), ())
    told = {mark.name: sorted({n for start, end in mark.spans for n in range(start, end)}) for mark in marks}
    assert {name: sorted(set(places)) for name, places in found.items()} == told


@given(_texts())
def test_no_link_stands_in_another_and_every_mark_has_one_place(made: tuple[str, list[Mark]]) -> None:
    text, marks = made
    tree = _tree(text, marks)
    assert not tree.xpath("//a//a")
    assert sorted(tree.xpath("//mark/@id")) == sorted(mark_id(mark.name) for mark in marks)
    leads = {mark.name: mark.href for mark in marks if mark.href is not None}
    for link in tree.iter("a"):
        around = [str(mark.get("data-note")) for mark in link.iterancestors("mark")]
        assert link.get("href") == next(leads[name] for name in around if name in leads)
    assert len(tree.xpath("//a[not(@tabindex)]")) <= len(leads)


def test_a_mark_that_crosses_another_is_parted_where_that_ends() -> None:
    marks = [Mark(kind="said", name="0", spans=((0, 4),)), Mark(kind="name", name="1", spans=((2, 6),))]
    made = marked("abcdef", Block(kind="paragraph", start=0, end=6), marks)
    assert made == (
        '<p dir="auto" class="t-paragraph"><mark id="m-0" class="m-said" data-note="0">ab'
        '<mark id="m-1" class="m-name" data-note="1">cd</mark></mark><mark class="m-name" data-note="1">ef</mark></p>'
    )


def test_the_words_of_a_mark_lead_where_it_leads_and_those_of_an_inner_one_elsewhere() -> None:
    marks = [
        Mark(kind="said", name="0", spans=((0, 6),), href="/story/s#line-1"),
        Mark(kind="name", name="1", spans=((2, 4),), href="/entity/e"),
    ]
    tree = _tree("abcdef", marks)
    assert [(a.text, a.get("href"), a.get("tabindex")) for a in tree.iter("a")] == [
        ("ab", "/story/s#line-1", None), ("cd", "/entity/e", None), ("ef", "/story/s#line-1", "-1"),
    ]  # fmt: skip


def test_a_mark_that_goes_on_from_the_block_before_is_marked_in_this_one_too() -> None:
    mark = Mark(kind="said", name="0", spans=((1, 8),))
    blocks = [Block(kind="paragraph", start=0, end=3), Block(kind="quote", start=5, end=10)]
    first, second = (marked("abc\n\ndefgh", block, [mark]) for block in blocks)
    assert 'id="m-0"' in first
    assert "bc</mark>" in first
    assert (
        second == '<blockquote dir="auto" class="t-quote"><mark class="m-said" data-note="0">def</mark>gh</blockquote>'
    )


def test_two_hundred_marks_within_each_other_are_nested() -> None:
    text = "a" * 20_000
    marks = [Mark(kind="name", name=f"{n}", spans=((n, len(text) - n),)) for n in range(200)]
    made = marked(text, Block(kind="paragraph", start=0, end=len(text)), marks)
    assert made.count("<mark") == 200
