"""The page of an article: its text with marks and notes that lead both ways, and the page as it came around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from dateline.records.dossier import Dossier, DossierText
from dateline.records.evidence import Evidence, capture_text
from dateline.records.page import Block
from dateline.records.references import change_id, dispute_id, references
from dateline.records.versions import Edit, Version
from dateline.rendering.harmless import clean
from dateline.serve.pages.article import article_page
from dateline.serve.pages.article_side import ArticleView
from dateline.serve.pages.left_out import MOST, around
from export.pictures import HOSTILE, LINKS, hostile, picture

_KINDS = ("said", "who", "cue", "event", "state", "name", "place", "time", "quantity", "point", "claim")


def view(made: Dossier, **more: object) -> ArticleView:
    return replace(ArticleView(picture=made, article=made.articles[0]), **more)  # type: ignore[arg-type]


def asking(made: Dossier, reference: str, **more: object) -> ArticleView:
    return view(made, reference=reference, asked=references(made).find(reference), **more)


def tree(shown: ArticleView) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    made: html.HtmlElement = html.document_fromstring(f"<main>{article_page(shown)}</main>".encode(), parser=parser)
    return made


def blocks(page: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for block in page.find_class("block"):
        yield block[0]


@given(hostile())
@settings(max_examples=25)
def test_the_text_of_the_page_is_the_text_of_the_article(words: str) -> None:
    made = picture(words)
    assert "".join(block.text_content() for block in blocks(tree(view(made)))) == "".join(
        map(clean, made.texts[0].text)
    )


@given(hostile(), st.sampled_from(LINKS))
@settings(max_examples=25)
def test_nothing_of_a_page_acts(words: str, url: str) -> None:
    made = picture(words, url=url)
    around_it = next(text.text for text in made.texts if text.kind == "capture")
    for shown in (view(made), asking(made, "q1"), view(made, page_text=around_it)):
        for node in tree(shown).iter(etree.Element):
            assert node.tag not in ("script", "style", "iframe", "object", "img", "base", "form", "link", "meta")
            assert not [name for name in node.attrib if str(name).startswith("on") or name in ("style", "srcdoc")]
            href = node.get("href")
            assert (
                href is None
                or re.match(r"#|/article/|/story/|/entity/|/search\?|/api/capture/", href)
                or href in LINKS[:2]
            )


def test_the_same_elements_stand_there_whatever_the_words() -> None:
    def tags(words: str) -> list[str]:
        return [str(node.tag) for node in tree(view(picture(words))).iter(etree.Element)]

    plain = tags("plain words")
    for words in ("<p>one", "</div></main>two", "</mark></a></p>", "--><b>x", "<script>1</script>", "</title>"):
        assert tags(words) == plain


@pytest.mark.parametrize("words", ["words", *HOSTILE[:4]])
def test_every_link_within_the_page_leads_somewhere_and_names_are_unique(words: str) -> None:
    made = picture(words)
    for shown in (view(made), asking(made, "q1"), view(made, page_text="before it all after")):
        page = tree(shown)
        names = [str(name) for name in page.xpath("//@id")]
        assert len(names) == len(set(names))
        inner = {str(href)[1:] for href in page.xpath("//@href") if str(href).startswith("#")}
        assert inner
        assert inner <= set(names)
        assert {str(name) for name in page.xpath("//@for")} <= set(names)


def test_every_kind_of_evidence_is_marked_and_told_apart() -> None:
    made = picture("words")
    page = tree(view(made))
    kinds = {mark.get("class") for mark in page.find_class("reading")[0].iter("mark")}
    assert kinds == {f"m-{kind}" for kind in _KINDS}
    legend = page.find_class("mark-legend")[0]
    assert [box.get("id") for box in legend.iter("input")] == [f"show-{kind}" for kind in _KINDS]


def test_each_mark_leads_to_the_line_that_rests_on_it() -> None:
    made = picture("words")
    hrefs = {str(href) for href in tree(view(made)).xpath("//ol/li//a/@href")}
    lines = ("q1", "q2", "v1", "st1", change_id(made.changes[0]), dispute_id(made.disputes[0]))
    # The second quotation says the same words by another speaker, so it is a line of its own.
    assert {f"/story/s1#line-{line}" for line in lines} <= hrefs
    assert "/entity/e1" in hrefs


def test_the_words_behind_a_line_are_framed_and_the_address_leads_to_them() -> None:
    made = picture("words")
    page = tree(asking(made, "q1"))
    (first,) = page.xpath("//*[@id='ref-q1']")
    assert first.get("class") == "m-asked"
    framed = "".join(mark.text_content() for mark in page.find_class("m-asked"))
    # The speaker's words are the first part of the content too, and framed once.
    assert framed == "".join(words.exact for words in made.quotations[0].evidence.content)
    assert "words: “words”" in page.find_class("asked-for")[0].text_content()


def test_words_that_stand_on_the_page_around_are_framed_there() -> None:
    made = picture("words")
    source = next(text for text in made.texts if text.kind == "capture")
    page = tree(asking(made, "a1", page_text=source.text))
    (first,) = page.xpath("//*[@id='ref-a1']")
    assert first.text_content() == source.text
    assert first.iterancestors("div").__next__().get("class") == "left-out"


def test_a_line_of_other_pages_leads_to_them() -> None:
    made = picture("words")
    other = replace(made.articles[1], text_id="f" * 64, capture_text_id="e" * 64)
    made = replace(made, articles=(made.articles[0], other))
    page = tree(replace(asking(made, "q1"), article=other))
    told = page.find_class("asked-for")[0]
    assert "stand elsewhere" in told.text_content()
    assert told.xpath(".//a/@href") == ["/article/a1?ref=q1#ref-q1"]


def test_versions_tell_what_was_edited() -> None:
    made = picture("words")
    before, after = made.texts[0].text[:5], made.texts[0].text[6:11]
    edit = Edit(what="block", kind="changed", before=_cut(made.texts[0], before), after=_cut(made.texts[0], after))
    first = Version(capture="c0", source="x", observed_at="2026-03-05T10:40:00.000Z", title="One", articles=("a0",))
    second = replace(first, capture="c1", observed_at=None, title=None, articles=("a1",), edits=(edit,))
    page = tree(view(made, versions=(first, second)))
    assert [node.text for node in page.iter("del", "ins")] == [before, after]
    assert "/article/a0" in page.xpath("//@href")


def _cut(text: DossierText, words: str) -> Evidence:
    found = capture_text(text.text)
    start = found.text.index(words)
    return found.cut(start, start + len(words))


_PAGE = """<html><head><title>Dam &amp; town</title>
<script>if (a<b) { x("</p>") }</script><style>p > a {}</style></head>
<body><!-- <p>no --><ul><li>Home</li><li>Sport</li></ul>
<p>First block.</p><aside>An advert</aside><p>Second <b>bl</b>ock.</p><footer>All rights</footer><script>"""


def _blocks() -> list[Block]:
    first, second = _PAGE.index("First"), _PAGE.index("Second")
    return [
        Block(kind="paragraph", start=0, end=12, capture_start=first, capture_end=first + 12, xpath="/p[1]"),
        Block(kind="paragraph", start=14, end=27, capture_start=second, capture_end=second + 20, xpath="/p[2]"),
    ]


def _around(text: str, found: list[Block]) -> html.HtmlElement:
    from dateline.rendering.markup import element

    parts = around(text, found, marks=(), show=lambda block: element("p", f"[{block.start}]"))
    made: html.HtmlElement = html.fragment_fromstring("".join(parts), create_parent="main")
    return made


def test_what_was_left_out_stands_around_the_blocks_without_its_markup() -> None:
    page = _around(_PAGE, _blocks())
    for node in page.xpath("//span[@class='markup']"):
        node.drop_tree()
    assert " ".join(page.text_content().split()) == "Dam &amp; town Home Sport [0]An advert[14]All rights"


@given(st.text(alphabet="<>!-/ab scriptyle\n&\"'=", max_size=80))
def test_all_of_a_broken_page_is_shown_once(text: str) -> None:
    page = _around(text, [Block(kind="paragraph", start=0, end=1, xpath="/p")])
    shown = "".join(part.text_content() for part in page.find_class("left-out"))
    assert sorted(shown.replace("\n", "").replace(" ", "")) == sorted(text.replace("\n", "").replace(" ", "")) or (
        not text.strip()
    )


def test_a_large_page_is_cut_and_says_so() -> None:
    text = "word " * MOST
    page = _around(text, [])
    assert len(page.text_content()) < MOST + 200
    assert f"{len(text) - MOST:,} more characters" in page.text_content()


def test_a_title_of_a_megabyte_is_cut() -> None:
    made = picture("words")
    long = replace(made.articles[0], title="<b>&" * 260_000)
    made = replace(made, articles=(long, *made.articles[1:]))
    assert len(article_page(view(made))) < 80_000
