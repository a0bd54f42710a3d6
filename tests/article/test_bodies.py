"""What is body and what is not: short pages, glossaries, readings over characters, texts in data alone, doubles."""

from __future__ import annotations

import json

import pytest

from dateline.errors import Refusal

from .pages import BODY, PARAGRAPHS, PLAIN
from .reading import Read


def page(body: str, *, head: str = "", language: str = "en") -> str:
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">{head}</head><body>'
        f'<nav><a href="/">Home</a></nav>{body}<footer>&copy; 2026 Wexmouth Gazette</footer></body></html>'
    )


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("A dam burst near Wexmouth on Friday.", False),
        ("Home\nNews\n\nA dam burst near Wexmouth on Friday.\n\n(c) 2026 Wexmouth Gazette", False),
        ("<p>A dam burst near Wexmouth on Friday.</p>", True),
        (page("<h1>Dam bursts</h1><p>A dam burst near Wexmouth on Friday.</p>"), True),
    ],
)
def test_a_page_of_one_sentence_is_read_with_a_warning(source: str, html: bool) -> None:
    read = Read(source, html=html)
    read.check()
    assert read.body == "A dam burst near Wexmouth on Friday."
    assert read.codes == {"scant"}


@pytest.mark.parametrize(
    "source",
    [page("<p>We use cookies.</p>"), page("<h1>Dam bursts near Wexmouth on Friday.</h1>"), page("<p>Sport</p>")],
)
def test_a_page_without_a_sentence_of_its_own_is_refused(source: str) -> None:
    with pytest.raises(Refusal) as caught:
        Read(source, html=True)
    assert caught.value.code == "no_article"


def test_readings_over_characters_are_no_text() -> None:
    sentences = (
        "<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の<ruby>町<rt>まち</rt></ruby>では木曜日も、"
        "消防士たちが古い倉庫から水をくみ出していました。",
        "<ruby>壁<rt>かべ</rt></ruby>は2019年の冬から二度も直されていて、長くもつとは誰も思っていなかったと、技師は話しています。",
        "四十の家族が学校に移され、月の終わりまでそこで過ごすことになりそうです。",
    )
    body = "".join(f"<p>{words}</p>" for words in sentences)
    read = Read(page(f"<h1>海の壁が崩れる</h1>{body}", language="ja"), html=True)
    read.check()
    assert read.body.split("\n\n")[0] == "港の町では木曜日も、消防士たちが古い倉庫から水をくみ出していました。"
    assert len(read.article.blocks) == 3
    assert all(block.xpath for block in read.article.blocks)


def test_a_text_that_only_the_pages_data_hold_is_read_without_places() -> None:
    article = {"@type": "NewsArticle", "headline": "Sea wall gives way", "articleBody": " ".join(PARAGRAPHS)}
    head = f'<script type="application/ld+json">{json.dumps(article)}</script>'
    read = Read(page("<div>Loading</div>", head=head), html=True)
    read.check()
    assert "pumping water out of the old grain store" in read.body
    assert {block.capture_start for block in read.article.blocks} == {None}
    assert read.article.title == "Sea wall gives way"


def test_lines_that_a_glossary_repeats_are_kept() -> None:
    entries = "".join(
        f"<h2>{name}</h2><ul><li>Open the gate and let the water in</li><li>{step}</li></ul>"
        for name, step in (
            ("Spring tide", "Close it again at the third mark, and wait for the bell."),
            ("Neap tide", "Leave it as it is until the next morning, and write the height into the book."),
            ("Storm", "Close it at once, and call the harbour master and the fire service."),
        )
    )
    read = Read(
        page(f"<main><h1>How the gate is worked</h1><p>{PARAGRAPHS[1]}</p>{entries}<p>{PARAGRAPHS[3]}</p></main>"),
        html=True,
    )
    assert read.body.count("Open the gate and let the water in") == 3


@pytest.mark.parametrize("html", [False, True])
def test_a_paragraph_that_the_page_has_twice_is_read_once(html: bool) -> None:
    source = page("".join(f"<p>{words}</p>" for words in (*PARAGRAPHS, PARAGRAPHS[1]))) if html else PLAIN
    if not html:
        source = source.replace(PARAGRAPHS[2], f"{PARAGRAPHS[2]}\n\n{PARAGRAPHS[1]}")
    assert source.count("nobody expected it to hold") == 2
    assert Read(source, html=html).body == BODY
