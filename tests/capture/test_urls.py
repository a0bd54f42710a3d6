"""Addresses in one form; what cannot or should not be asked is refused; times that compare as strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.capture import find
from dateline.capture.urls import follow, instant, is_url, normal, without_credentials
from dateline.errors import Refusal


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://News.Example", "http://news.example/"),
        ("https://news.example:443/a#part", "https://news.example/a"),
        ("https://news.example:8443/a?b=c d", "https://news.example:8443/a?b=c%20d"),
        ("https://news.example/ñ/%20x", "https://news.example/%C3%B1/%20x"),
        ("https://Bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[2606:4700::1111]/x", "http://[2606:4700::1111]/x"),
    ],
)
def test_one_form(url: str, expected: str) -> None:
    assert normal(url) == expected == normal(normal(url))


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://news.example/", "unsupported_scheme"),
        ("file:///etc/passwd", "unsupported_scheme"),
        ("https://me:secret@news.example/", "credentials_in_url"),
        ("https://news.example@127.0.0.1/", "credentials_in_url"),
        ("https:///path", "bad_url"),
        ("https://news.example\\@127.0.0.1/", "credentials_in_url"),
        ("https://news.example\\.evil.example/", "bad_url"),
        ("https://news example/", "bad_url"),
        ("https://news.example:99999/", "bad_url"),
        ("https://news.example:0/", "bad_url"),
        ("https://[::1/", "bad_url"),
        ("https://news.example/" + "a" * 9000, "bad_url"),
    ],
)
def test_what_cannot_be_asked_is_refused(url: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        normal(url)
    assert caught.value.code == code


@given(st.text(max_size=60))
def test_any_word_is_an_address_or_a_refusal(word: str) -> None:
    for url in (word, f"https://{word}", f"https://news.example/{word}"):
        try:
            assert normal(normal(url)) == normal(url)
        except Refusal:
            continue


def test_a_redirect_may_be_relative() -> None:
    assert follow("https://news.example/a/b?c", "../d#e") == "https://news.example/d"
    assert follow("https://news.example/a", "//other.example/x") == "https://other.example/x"


def test_a_password_is_neither_printed_nor_kept() -> None:
    (source,) = find(["https://me:secret@news.example/a@b"])
    assert (source.name, source.url) == ("https://news.example/a@b", None)
    assert source.refused is not None
    assert source.refused.code == "credentials_in_url"
    assert without_credentials("https://news.example/?to=me@x") == "https://news.example/?to=me@x"


def test_addresses_and_paths_are_told_apart() -> None:
    assert [is_url(word) for word in ("https://a.example", "HTTP://a", "ftp://x", "a/b.html", "C:\\x", "http:x")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-05T10:40:00Z", "2026-03-05T10:40:00.000Z"),
        ("2026-03-05T10:40:00.123456+05:30", "2026-03-05T05:10:00.123Z"),
        ("2026-03-05", "2026-03-05T00:00:00.000Z"),
        ("2026-03-05T10:40", "2026-03-05T10:40:00.000Z"),
        ("2026-03", None),
        ("0001-01-01T00:00:00+05:00", None),
        ("last week", None),
        ("", None),
        (None, None),
    ],
)
def test_instants(value: str | None, expected: str | None) -> None:
    assert instant(value) == expected
