"""The HTML report: one strict page, harmless whatever the pages say, on which every line leads to its words."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from dateline.export.report import Limits, as_report
from dateline.records.dossier import Dossier, Scope
from dateline.records.time import Time, stated
from dateline.rendering.dates import readable
from dateline.rendering.drawing import Dot, timeline_picture
from dateline.rendering.markup import Markup, element, join, outward

from .pictures import LINKS, hostile, picture
from .test_harmless import acting

_TAGS = """html head meta title style body a div header main section article p h1 h2 h3 h4 nav ul ol li span time figure
    figcaption svg line circle text blockquote footer q cite b strong del ins dl dt dd bdi table thead tbody tr th td
    details summary mark"""
_NAMES = """lang charset http-equiv content name href class id aria-labelledby aria-label rel dir datetime scope viewbox
    role tabindex x1 x2 y1 y2 x y cx cy r text-anchor"""
_KNOWN, _ATTRIBUTES = set(_TAGS.split()), set(_NAMES.split())


def page(made: Dossier, **limits: int) -> str:
    return "".join(as_report(made, Limits(**limits)))


def parsed(text: str) -> html.HtmlElement:
    return html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))


@given(hostile(), st.sampled_from(LINKS))
@settings(max_examples=30)
def test_nothing_of_a_page_acts_in_the_report(words: str, url: str) -> None:
    text = page(picture(words, url=url))
    tree = parsed(text)
    for node in tree.iter(etree.Element):
        assert node.tag in _KNOWN, node.tag
        assert {str(name) for name in node.attrib} <= _ATTRIBUTES, node.attrib
        href = node.get("href")
        assert href is None or href.startswith("#") or href in LINKS[:2]
    assert len(tree.findall(".//style")) == 1
    assert acting(text) == []


def test_the_same_elements_stand_there_whatever_the_words() -> None:
    """Markup in page text makes no element: two pictures that differ in their words alone have the same tree."""

    def tags(words: str) -> list[str]:
        return [str(node.tag) for node in parsed(page(picture(words))).iter(etree.Element)]

    plain = tags("plain words")
    for words in ("<p>one", "</div></main>two", "</style><style>*{}", "--><b>x", "<script>1</script>", "</title>"):
        assert tags(words) == plain


@given(hostile())
@settings(max_examples=10)
def test_every_link_within_the_page_leads_somewhere_and_names_are_unique(words: str) -> None:
    tree = parsed(page(picture(words)))
    names = [str(name) for name in tree.xpath("//@id")]
    assert len(names) == len(set(names))
    inner = [str(href)[1:] for href in tree.xpath("//a/@href") if str(href).startswith("#")]
    assert inner
    assert set(inner) <= set(names)
    assert [name for name in inner if name.startswith("e-")]


def test_the_policy_allows_its_own_style_alone() -> None:
    tree = parsed(page(picture("words")))
    style = str(tree.findtext(".//style"))
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|expression|https?:", style)


def test_marks_leave_the_text_what_it_is() -> None:
    made = picture('<b>words</b> & "more"')
    (text,) = parsed(page(made)).find_class("text")
    assert text.text_content() == made.texts[0].text
    kinds = {kind for mark in text.iter("mark") for kind in mark.get("class").split()}
    assert kinds == {"m-said", "m-who", "m-event", "m-point", "m-time"}


def test_a_text_that_two_pages_share_is_shown_once() -> None:
    tree = parsed(page(picture("words")))
    assert len(tree.findall(".//details")) == 1
    assert "to the letter" in tree.find_class("page")[1].text_content()


def test_stands_are_side_by_side_with_holders_and_origins() -> None:
    (dispute,) = parsed(page(picture("words"))).xpath("//section[@aria-labelledby='disputes']/article")
    first, second = dispute.find_class("side")
    assert "held by words" in first.text_content()
    assert "1 origin: words" in first.text_content()
    assert "held by speaker unclear" in second.text_content()
    assert "origin unknown" in second.text_content()


def test_a_title_of_a_megabyte_is_cut() -> None:
    made = picture("words")
    long = replace(made.articles[0], title="<b>&" * 260_000)
    text = page(replace(made, articles=(long, *made.articles[1:])))
    assert len(text) < 60_000
    assert "&lt;b&gt;&amp;" in text


def test_a_large_picture_says_what_it_leaves_out() -> None:
    text = page(picture("words"), lines=1, points=0)
    assert "and 1 lighter line" in text
    assert "and 1 dispute" in text


def test_an_empty_picture_is_a_page() -> None:
    tree = parsed(page(Dossier(scope=Scope())))
    assert tree.findtext(".//h1") == "Everything read"
    assert not tree.findall(".//section")


def test_a_day_asked_for_stands_above_the_title() -> None:
    assert "as published by 9 March 2026" in page(picture("words"))


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here")
def test_a_browser_shows_a_hostile_report_without_a_complaint(tmp_path: Path) -> None:
    """Chromium logs what its content security policy refuses, every script's error, and every request that fails."""
    attack = "<script>document.title='x'</script><img src=https://evil.example/x onerror=alert(1)><style>*{color:red}"
    (tmp_path / "report.html").write_text(page(picture(attack)), encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
    command += ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={tmp_path / 'p'}"]
    command += ["--enable-logging=stderr", "--dump-dom", f"file://{tmp_path / 'report.html'}"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    shown = done.stdout.decode()
    assert b"CONSOLE" not in done.stderr
    assert "<script" not in shown
    assert "<img" not in shown
    assert shown.count("</style>") == 1
    assert "&lt;script&gt;document.title" in shown


def test_markup_escapes_all_but_itself() -> None:
    inner = element("b", "<i>")
    assert (
        element("p", inner, ["&", None, Markup("<br>")], class_='a"b')
        == '<p class="a&quot;b"><b>&lt;i&gt;</b>&amp;<br></p>'
    )
    assert element("a", "x", href=None, hidden=True) == "<a hidden>x</a>"
    assert join("<", None) == "&lt;"
    assert outward("javascript:alert(1)", "<x>") == "&lt;x&gt;"
    assert outward("https://news.example/?a=1&b", "x").startswith('<a href="https://news.example/?a=1&amp;b"')


@given(st.lists(st.tuples(st.dates(), st.integers(0, 50), hostile()), max_size=12))
@settings(max_examples=30)
def test_a_drawn_timeline_has_each_dot_within_its_frame(found: list[tuple[date, int, str]]) -> None:
    dots = [Dot(day=day, weight=weight, text=text) for day, weight, text in found]
    drawn = timeline_picture(dots, title="t")
    if len({dot.day for dot in dots}) < 2:
        assert drawn is None
        return
    tree = etree.fromstring(str(drawn))
    _, _, wide, tall = map(float, tree.get("viewBox", "").split())
    circles = tree.findall(".//circle")
    assert len(circles) == len(dots)
    for circle in circles:
        x, y, r = (float(circle.get(key, "nan")) for key in ("cx", "cy", "r"))
        assert x - r >= 0
        assert x + r <= wide
        assert y - r >= 0
        assert y + r <= tall
    order = sorted(range(len(dots)), key=lambda n: (dots[n].day, -dots[n].weight))
    at = [float(circle.get("cx", "nan")) for circle in circles]
    assert at == sorted(at)
    assert len(order) == len(at)


def test_dots_far_apart_leave_room_for_those_together() -> None:
    first = date(2026, 3, 3)
    days = [date(2011, 1, 1), first, first + timedelta(days=1), first + timedelta(days=2)]
    drawn = timeline_picture([Dot(day=day, weight=1, text="x") for day in days], title="t")
    at = [float(circle.get("cx", "nan")) for circle in etree.fromstring(str(drawn)).findall(".//circle")]
    assert all(later - before > 30 for before, later in itertools.pairwise(at))


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (stated("2026-03-05T09:15", zone="GMT"), "5 March 2026, 09:15 GMT"),
        (stated("2026-03-05T09:15", zone="Z"), "5 March 2026, 09:15 UTC"),
        (stated("2026-03-04TNI"), "4 March 2026, night"),
        (stated("2026-03"), "March 2026"),
        (stated("2026"), "2026"),
        (stated("2026-SU"), "summer 2026"),
        (stated("2026-W08"), "2026-W08"),
        (Time(latest="2026-03-12"), "by 12 March 2026"),
        (Time(earliest="2026-03-12"), "from 12 March 2026"),
        (Time(earliest="2026-03-01", latest="2026-03-12"), "1 March 2026 to 12 March 2026"),
        (Time(), "undated"),
        (Time(value="P10Y"), "P10Y"),
    ],
)
def test_times_are_told_in_words(time: Time, words: str) -> None:
    assert readable(time) == words
