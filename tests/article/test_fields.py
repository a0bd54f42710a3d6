"""Fields as pages of many kinds print them: credits, bylines, mastheads, headlines, and what subscribers alone get."""

from __future__ import annotations

import pytest

from .pages import BODY, PARAGRAPHS, TAIL
from .reading import Read

HEADLINE = "Sea wall gives way in Wexmouth"


def plain(*, head: str = "", foot: str = "", masthead: str = "Wexmouth Gazette") -> str:
    return (
        f"{masthead}\n\n{HEADLINE}\n\n{head}\n\n12 February 2026\n\n{BODY}\n\n{foot}\n\nMore news\nChoir wins prize\n"
    )


def marked(*, foot: str = "", h1: str = HEADLINE, title: str = HEADLINE, extra: str = "") -> str:
    body = "".join(f"<p>{words}</p>" for words in (*PARAGRAPHS, *([foot] if foot else [])))
    return (
        f'<html lang="en"><head><title>{title}</title>{extra}</head><body><nav><a href="/">Home</a></nav>'
        f"<h1>{h1}</h1>{body}<footer><a href='/about'>About</a></footer></body></html>"
    )


@pytest.mark.parametrize("html", [False, True])
@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("© Agence France-Presse", "AFP"),
        ("© 2026 AFP", "AFP"),
        ("Copyright 2026 The Associated Press. All rights reserved.", "AP"),
        ("AFP", "AFP"),
        ("-- Reuters", "Reuters"),
        ("PTI | Updated: Feb 12, 2026 14:05 IST", "PTI"),
    ],
)
def test_an_agency_below_the_text_is_credit_and_no_text(line: str, agency: str, html: bool) -> None:
    read = Read(marked(foot=line) if html else plain(foot=line), html=html)
    read.check()
    assert read.body == BODY
    assert read.article.credit == (agency,)


@pytest.mark.parametrize("line", ["PTI | Updated: Feb 12, 2026 14:05 IST", "AFP", "Agence France-Presse"])
def test_an_agency_below_the_headline_is_credit(line: str) -> None:
    read = Read(plain(head=line))
    read.check()
    assert read.article.credit == ({"P": "PTI", "A": "AFP"}[line[0]],)
    assert read.body == BODY


@pytest.mark.parametrize("menu", ["News | AFP | Sport | Weather", "Reuters/Weather/Tides"])
def test_an_agency_in_a_menu_is_no_credit(menu: str) -> None:
    assert Read(plain(head=menu)).article.credit == ()


@pytest.mark.parametrize("html", [False, True])
@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Petra Lindqvist; Editing by Basil Threlkeld)",
        "Reporting by Petra Lindqvist in Wexmouth; editing by Basil Threlkeld and Odile Moor",
        "Additional reporting by Basil Threlkeld",
    ],
)
def test_who_made_a_report_is_no_text_of_it(line: str, html: bool) -> None:
    assert Read(marked(foot=line) if html else plain(foot=line), html=html).body == BODY


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Our Correspondent", "Our Correspondent"),
        ("Our Staff Reporter", "Our Staff Reporter"),
        ("By Petra Lindqvist, Industrial editor", "Petra Lindqvist"),
        ("Petra Lindqvist, Industrial editor", "Petra Lindqvist"),
        ("By Petra Lindqvist Industrial Editor", "Petra Lindqvist"),
        ("By Petra Lindqvist and Basil Threlkeld | Reuters", "Petra Lindqvist and Basil Threlkeld"),
        ("Ask our staff about tides", None),
    ],
)
def test_a_byline_is_the_name_or_what_stands_for_one(line: str, byline: str | None) -> None:
    read = Read(plain(head=line))
    read.check()
    assert read.article.byline == byline
    assert read.exact("byline") == ([byline] if byline else [])


@pytest.mark.parametrize(
    ("masthead", "foot", "outlet"),
    [
        ("THE EBBING MAIL", "", "The Ebbing Mail"),
        ("THE EBBING MAIL", "© 2026 THE EBBING MAIL", "The Ebbing Mail"),
        ("Home", "© Copyright 2026, THE EBBING MAIL", "Ebbing Mail"),
        ("Home", "© 2026 - All Rights Reserved. Ebbing Mail", "Ebbing Mail"),
        ("Ebbing Mail", "EBBING MAIL © 2026", "Ebbing Mail"),
        ("Latest Weather", "", None),
    ],
)
def test_an_outlet_is_named_in_full(masthead: str, foot: str, outlet: str | None) -> None:
    read = Read(plain(masthead=masthead, foot=foot))
    read.check()
    assert read.article.outlet == outlet


def test_an_outlet_behind_the_window_title_is_found() -> None:
    read = Read(marked(title=f"{HEADLINE} - THE EBBING MAIL"), html=True)
    read.check()
    assert (read.article.outlet, read.article.title) == ("The Ebbing Mail", HEADLINE)


def test_the_headline_comes_before_another_window_title() -> None:
    read = Read(marked(title="Wexmouth flood: what we know", h1=HEADLINE), html=True)
    assert read.article.title == HEADLINE
    stated = '<meta property="og:title" content="Wexmouth flood: what we know">'
    assert Read(marked(title="Flood", extra=stated), html=True).article.title == "Wexmouth flood: what we know"


@pytest.mark.parametrize(
    "offer",
    [
        "To continue reading this article, subscribe now.",
        "This article is for subscribers only.",
        "Already a subscriber? Log in",
        "Suscríbete para seguir leyendo.",
    ],
)
@pytest.mark.parametrize("html", [False, True])
def test_a_stub_is_said_to_be_one(offer: str, html: bool) -> None:
    page = marked().replace("".join(f"<p>{words}</p>" for words in PARAGRAPHS[1:]), f"<p>{offer}</p>")
    if not html:
        page = f"{HEADLINE}\n\n12 February 2026\n\n{PARAGRAPHS[0]}\n\n{offer}\n"
    read = Read(page, html=html)
    read.check()
    assert "paywall" in read.codes
    assert read.body == PARAGRAPHS[0]


def test_a_page_whose_data_keep_the_rest_back_is_a_stub_and_a_whole_one_is_none() -> None:
    closed = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
    assert "paywall" in Read(marked(extra=closed), html=True).codes
    assert "paywall" not in Read(marked(), html=True).codes
    long = marked(extra=closed).replace("</h1>", "</h1>" + "".join(f"<p>{n}. {PARAGRAPHS[1]}</p>" for n in range(12)))
    assert "paywall" not in Read(long, html=True).codes


@pytest.mark.parametrize("page", [TAIL.replace("\n\n", "\n"), " ".join(TAIL.split())])
def test_a_title_is_found_in_a_tail_without_blank_lines(page: str) -> None:
    read = Read(page)
    read.check()
    assert read.article.title == "Sea wall gives way and floods old grain store in Wexmouth"
    assert (read.article.outlet, read.article.republisher) == ("Wexmouth Gazette", "NewsHopper")
    assert read.body.replace("\n\n", " ") == " ".join(PARAGRAPHS)
