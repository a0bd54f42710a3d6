"""Page text made harmless: what each escaping keeps, and what gets through none."""

from __future__ import annotations

import csv
import html
import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.rendering.harmless import cell, clean, html_text, json_text, printable, shortened, web_link

from .pictures import HOSTILE, LINKS, hostile

ANY = st.one_of(hostile(), st.text(max_size=60))
_REORDER = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def acting(text: str) -> list[str]:
    """The characters that act on a terminal, or hide or reorder what a reader sees; line ends and tabs do not."""
    return [
        one
        for one in text
        if one not in "\n\t\r"
        and (
            unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")
            or unicodedata.bidirectional(one) in _REORDER
            or one in "\u200b\u200e\u200f\u061c\ufeff"
        )
    ]


@given(ANY)
def test_a_printed_text_is_one_line_on_which_nothing_acts(text: str) -> None:
    made = printable(text)
    assert acting(made) == []
    assert len(made.splitlines()) <= 1


@given(ANY)
def test_a_clean_text_keeps_its_lines(text: str) -> None:
    made = clean(text)
    assert acting(made) == []
    assert "\r" not in made
    assert made.count("\n") == text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


@given(ANY)
def test_json_says_the_same_and_acts_nowhere(text: str) -> None:
    made = json_text({text: [text]})
    assert json.loads(made) == {_writable(text): [_writable(text)]}
    assert acting(made) == []
    assert "<" not in made
    made.encode("utf-8")


def _writable(text: str) -> str:
    return "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in text)


@given(ANY)
def test_html_says_the_same_without_markup(text: str) -> None:
    made = html_text(text)
    assert not set("<>\"'") & set(made)
    assert html.unescape(made) == clean(text)
    assert acting(made) == []


@given(ANY)
def test_no_cell_is_a_formula(text: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerow([cell(text)])
    (row,) = list(csv.reader(io.StringIO(out.getvalue(), newline=""))) or [[""]]
    assert row[0].lstrip()[:1] not in tuple("=+-@\uff1d\uff0b\uff0d\uff20")
    assert row[0][:1] not in ("\t", "\r", "\n")
    assert acting(row[0]) == []
    assert row[0].removeprefix("'") in (clean(text), clean(text).removeprefix("'"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1"])
def test_a_formula_has_an_apostrophe_before_it(text: str) -> None:
    assert cell(text) == f"'{clean(text)}"


@pytest.mark.parametrize("text", ["", "a=b", "1-2", "mail@example", "O'Hara", "'quoted'"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


@pytest.mark.parametrize("url", LINKS)
def test_only_addresses_of_pages_are_links(url: str) -> None:
    assert web_link(url) == (url if url in LINKS[:2] else None)


@given(ANY)
def test_a_link_needs_no_escape_but_the_ampersands(url: str) -> None:
    link = web_link(f"https://news.example/{url}")
    if link is not None:
        assert html_text(link).replace("&amp;", "&") == link


@given(ANY, st.integers(1, 80))
def test_a_shortened_text_is_short(text: str, width: int) -> None:
    assert len(shortened(text, width)) <= width + 2
    assert acting(shortened(text, width)) == []


def test_a_million_characters_are_shortened_at_once() -> None:
    assert len(shortened("<b>" * 400_000, 300)) <= 302
    assert shortened("word " * 20, 300) == ("word " * 20).strip()
    assert any(len(text) > 300 for text in HOSTILE)
