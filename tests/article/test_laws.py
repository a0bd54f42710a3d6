"""What always holds: nothing but a Refusal is raised, blocks lead back to the capture, evidence holds."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import Refusal

from .pages import BODY, HTML, PARAGRAPHS, PLAIN, TAIL
from .reading import Read

_SLOW = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
_WORDS = st.sampled_from(
    ["the", "minister", "said", "Wexmouth", "©", "2026", "12 February 2026", "14:05 GMT", "By", "(AP)", "-- PTI", "“",
     "”", '"', "'", "e\u0301", "Ａ", "\u200b", "\u202e", "\ufffd", "🌊", "|", "( ", " )", "...", "TOP STORIES", "image",
     "\t", "\xa0", "the council of the town said that it was closed.", "available on", "NewsHopper", "&amp;", "&#x41;",
     "<", ">"]
)  # fmt: skip
_TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<h1>", "</h1>", "<br>", "<b>", "</b>", "<script>", "</script>", "<!--", "-->",
     '<time datetime="2026-02-12">', "</time>", '<meta property="og:title" content="', '">', "<a href='x", "</html>",
     "<html>", "<table><tr><td>", "</td>", "<style>", "<title>", "</title>",
     '<script type="application/ld+json">{"@type":',
     '"NewsArticle"}</script>', "<![CDATA[", "]]>", "<?php", "<ul><li>", "</ul>", "<blockquote>", "</blockquote>"]
)  # fmt: skip
_PROSE = st.sampled_from(PARAGRAPHS)


def lawful(page: str | bytes, *, html: bool = False) -> None:
    try:
        read = Read(page, html=html, several=True)
    except Refusal:
        return
    read.check()


@_SLOW
@given(st.lists(st.one_of(_WORDS, _PROSE, st.just("\n"), st.just("\n\n"), st.text(max_size=12)), max_size=40))
def test_any_plain_text_is_an_article_or_a_refusal(pieces: list[str]) -> None:
    lawful(" ".join(pieces))


@_SLOW
@given(st.lists(st.one_of(_TAGS, _WORDS, _PROSE, st.just("\n")), max_size=60))
def test_any_markup_is_an_article_or_a_refusal(pieces: list[str]) -> None:
    lawful("".join(pieces), html=True)


@_SLOW
@given(st.binary(max_size=300), st.sampled_from([PLAIN, HTML]), st.integers(0, 4000))
def test_any_bytes_in_a_page_are_read_or_refused(noise: bytes, page: str, at: int) -> None:
    payload = page.encode()
    lawful(payload[:at] + noise + payload[at:])


@pytest.mark.parametrize("page", [PLAIN, TAIL, HTML])
def test_a_page_cut_anywhere_is_read_or_refused(page: str) -> None:
    for at in random.Random(1).sample(range(len(page)), 40):
        lawful(page[:at])
        lawful(page[at:])


@pytest.mark.parametrize("page", [PLAIN, TAIL])
def test_lines_shuffled_doubled_or_run_together_are_read_or_refused(page: str) -> None:
    lines = page.split("\n")
    for seed in range(20):
        shuffled = random.Random(seed).sample(lines, len(lines))
        lawful("\n".join(shuffled))
        lawful(" ".join(shuffled))
    lawful(page * 3)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252", "shift_jis", "utf-32"])
def test_a_page_in_another_encoding_is_read(encoding: str) -> None:
    read = Read(PLAIN.replace("“", '"').encode(encoding))
    read.check()
    assert read.body == BODY


def test_broken_bytes_and_odd_quotation_marks_are_read_with_a_warning() -> None:
    odd = PLAIN.replace('again," she', "again, she").replace("school", "schoöl")
    read = Read(odd.encode().replace(b"harbour", b"harb\xffour"))
    read.check()
    assert read.codes == {"broken_encoding", "odd_quotation_marks"}
    assert "Now it will cost" in read.body


def test_a_quotation_over_several_paragraphs_is_not_odd() -> None:
    text = (
        PARAGRAPHS[2]
        .replace('"We', "“We")
        .replace('again,"', "again,”")
        .replace('"Now it will cost', "“Now it will cost")
    )
    goes_on = text.removesuffix('"') + "\n\n“And we will pay for it until the end of the century, all of us.”"
    assert "odd_quotation_marks" not in Read(f"{PARAGRAPHS[0]}\n\n{goes_on}\n\n{PARAGRAPHS[3]}").codes
    assert "odd_quotation_marks" in Read(f"{PARAGRAPHS[0]}\n\n{text.removesuffix(chr(34))}\n\n{PARAGRAPHS[3]}").codes


def test_a_text_cut_off_in_a_sentence_is_read_with_a_warning() -> None:
    cut = Read(PLAIN[: PLAIN.index("where they are expected")])
    assert cut.codes == {"cut_off"}
    assert PARAGRAPHS[1] in cut.body


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (b"<div>" * 100_000, "too_deep"),
        (b"a " * 25_000_000, "too_large"),
        (b"word " * 2_000_000, "too_long"),
        (b"<" * 1_000_000, "too_long"),
        (b'<html><body><a href="' * 50_000, "too_deep"),
        (b"<html>" + b"<!--" * 200_000, "no_article"),
        (b"<html>" + b"<script>" * 100_000, "no_article"),
        (b"Home\n" * 500, "no_article"),
        (b"", "empty"),
        (b"\x00\x01" * 500, "binary"),
    ],
)
def test_hostile_pages_cost_one_refusal(page: bytes, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        Read(page)
    assert caught.value.code == code
