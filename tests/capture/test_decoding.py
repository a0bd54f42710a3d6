"""Bytes become text by what they are; HTML is told by its content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.capture.decoding import decode, is_html, refuse_binary
from dateline.errors import Refusal

SPANISH = "El presidente señaló que la reunión con la compañía española será mañana por la tarde, según informó. " * 3
RUSSIAN = "Президент заявил, что переговоры с компанией пройдут завтра вечером в столице. " * 3


@pytest.mark.parametrize(
    ("payload", "charset"),
    [
        ("Grüße".encode(), "utf-8"),
        ("\ufeffGrüße".encode(), "utf-8"),
        ("Grüße".encode("utf-16"), "utf-16"),
        ("Grüße".encode("utf-32"), "utf-32"),
        ("Grüße, und noch mehr davon".encode("utf-16-le"), "utf-16-le"),
        ("Grüße, und noch mehr davon".encode("utf-16-be"), "utf-16-be"),
        ('<meta charset="iso-8859-1">Grüße'.encode("latin-1"), "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">Привет'.encode("cp1251"), "cp1251"),
        ('<meta charset="iso-8859-1">Grüße “so”'.encode(), "utf-8"),
    ],
)
def test_the_encoding_is_found(payload: bytes, charset: str) -> None:
    decoded = decode(payload)
    assert decoded.charset == charset
    assert not decoded.broken
    assert "Grüße" in decoded.text or "Привет" in decoded.text
    assert not decoded.text.startswith("\ufeff")


@pytest.mark.parametrize(("text", "encoding"), [(SPANISH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r")])
def test_an_encoding_that_nobody_states_is_guessed_and_said_to_be(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.guessed


def test_what_the_sender_says_outranks_what_the_page_says() -> None:
    payload = '<meta charset="utf-8">Grüße'.encode("cp1252")
    assert decode(payload, media_type="text/html; charset=windows-1252").text.endswith("Grüße")


def test_broken_utf8_is_read_with_replacement_characters() -> None:
    decoded = decode("Grüße “so”".encode() + b"\xff" + b" and more")
    assert (decoded.charset, decoded.broken, decoded.text) == ("utf-8", True, "Grüße “so”\ufffd and more")


def test_a_page_cut_inside_a_character_is_still_utf8() -> None:
    decoded = decode("plain text, then é".encode()[:-1])
    assert (decoded.charset, decoded.broken) == ("utf-8", True)


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"%PDF-1.7 text text", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"PK\x03\x04 and so on", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00" * 5000, "binary"),
    ],
)
def test_what_is_no_text_is_refused(payload: bytes, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        refuse_binary(payload)
    assert caught.value.code == code


def test_a_stray_nul_does_not_make_a_text_binary() -> None:
    refuse_binary(b"A line of text with \x00 in it, and more text after it, as some scrapers leave it.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><title>x</title>", True),
        ("\n <!-- note --> <html><body>x", True),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', True),
        ("end of one</p><p>a piece</p><div>cut out of a page</div>", True),
        ("He wrote <b> in his answer, and a <p> as well; nothing else was marked in all the long text. " * 3, False),
        ("Just words.", False),
        ("2 < 3 and 5 > 4", False),
    ],
)
def test_html_is_told_by_its_content(text: str, expected: bool) -> None:
    assert is_html(text) is expected


@given(st.binary(max_size=400))
def test_any_bytes_decode(payload: bytes) -> None:
    decode(payload).text.encode("utf-8", "surrogatepass")
