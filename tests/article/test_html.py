"""HTML becomes an article: body by trafilatura, fields from the page's own data, all led back to the raw page."""

from __future__ import annotations

import pytest

from dateline.errors import Refusal

from .pages import BODY, HTML, PARAGRAPHS
from .reading import Read


def test_a_page_is_read() -> None:
    read = Read(HTML)
    read.check()
    article = read.article
    assert read.body == BODY
    assert article.title == "Sea wall gives way & floods grain store"
    assert (article.outlet, article.byline) == ("Wexmouth Gazette", "Petra Lindqvist-Moor")
    assert (article.published.value, article.published.zone) == ("2026-02-12T14:05", "+00:00")
    assert article.published.basis[0].kind == "metadata"
    assert read.codes == set()


def test_evidence_is_cut_as_the_page_escapes_it() -> None:
    read = Read(HTML)
    assert read.exact("title") == ["Sea wall gives way &amp; floods grain store"]
    assert read.exact("published") == ["2026-02-12T14:05:00+00:00"]


def test_blocks_lead_back_to_their_nodes_and_characters() -> None:
    read = Read(HTML)
    assert [block.xpath for block in read.article.blocks] == [f"/html/body/article/p[{n}]" for n in range(1, 5)]
    first = read.article.blocks[0]
    assert read.capture_text[first.capture_start : first.capture_end].startswith("Firefighters in the <em>")


@pytest.mark.parametrize(
    ("head", "value", "zone"),
    [
        ('<meta property="article:published_time" content="2026-03-05T10:02:00Z">', "2026-03-05T10:02", "Z"),
        ('<meta name="dc.date" content="2026-03-05">', "2026-03-05", None),
        ('<link rel="canonical" href="https://x.example/2026/03/05/flood">', "2026-03-05", None),
        ("<!-- copyright 2026 -->", None, None),
    ],
)
def test_the_day_comes_from_the_pages_own_data(head: str, value: str | None, zone: str | None) -> None:
    paragraphs = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    read = Read(
        f"<html><head>{head}</head><body><article><h1>Sea wall gives way</h1>{paragraphs}</article></body></html>"
    )
    read.check()
    assert (read.article.published.value, read.article.published.zone) == (value, zone)


def test_a_festival_year_and_a_copyright_year_are_no_dates() -> None:
    page = HTML.replace('"datePublished": "2026-02-12T14:05:00+00:00", ', "").replace(
        "<h2>Most read</h2>", "<h2>Festival 2026</h2><p>Published 1 January 2026</p><p>Copyright 2025</p>"
    )
    assert Read(page).article.published.value is None


def test_a_visible_date_line_is_used_where_there_are_no_data() -> None:
    page = HTML.replace('"datePublished": "2026-02-12T14:05:00+00:00", ', "").replace(
        "</h1>", '</h1><p class="d">Published 12 February 2026, 14:05</p>'
    )
    read = Read(page)
    assert read.article.published.value == "2026-02-12T14:05"
    assert read.exact("published") == ["12 February 2026, 14:05"]


def test_asides_offers_and_pulled_quotes_are_left_out() -> None:
    page = HTML.replace(
        "</p>\n<p>The wall",
        "</p><p>Advertisement</p><div><p>Subscribe to our newsletter, every weekday in your inbox.</p></div>"
        "<blockquote>“Now it will cost three times as much.”</blockquote>\n<p>The wall",
    )
    page = page.replace('"Now it will cost three times as much."', "“Now it will cost three times as much.”")
    assert Read(page).body == BODY.replace(
        '"Now it will cost three times as much."', "“Now it will cost three times as much.”"
    )


def test_a_canonical_address_on_another_known_site_names_the_outlet() -> None:
    page = HTML.replace("<head>", '<head><link rel="canonical" href="https://www.theguardian.com/x/2026/feb/12/wall">')
    page = page.replace('content="Wexmouth Gazette"', 'content="Yahoo News"')
    article = Read(page).article
    assert (article.outlet, article.republisher) == ("The Guardian", "Yahoo News")


def test_an_agency_as_author_is_credit_and_no_byline() -> None:
    article = Read(HTML.replace("Petra Lindqvist-Moor", "Associated Press")).article
    assert (article.credit, article.byline) == (("AP",), None)


def test_a_page_cut_off_is_read_with_a_warning() -> None:
    cut = Read(HTML[: HTML.index("where they are expected")])
    cut.check()
    assert "cut_off" in cut.codes
    assert PARAGRAPHS[1] in cut.body


def test_a_page_too_deep_for_a_parser_is_read_from_its_words() -> None:
    deep = HTML.replace("<article>", "<div>" * 5000 + "<article>").replace("</article>", "</article>" + "</div>" * 5000)
    read = Read(deep)
    read.check()
    assert "too_deep" in read.codes
    assert PARAGRAPHS[1] in read.body
    assert read.article.title == "Sea wall gives way & floods grain store"


def test_a_bomb_of_tags_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        Read("<div>" * 100_000)
    assert caught.value.code == "too_deep"


def test_words_split_by_tags_and_entities_are_found() -> None:
    page = HTML.replace("Wexmouth were still", "Wex<b>mou</b>th&nbsp;were&#32;still").replace(
        "old grain", "o&#x6c;d grain"
    )
    read = Read(page)
    read.check()
    assert all(block.capture_start is not None for block in read.article.blocks)
    assert read.body.startswith("Firefighters in the harbour town of Wexmouth were still")
