"""What is packed comes out as it was, and never larger than the budget."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.capture.inflating import inflated
from dateline.errors import Refusal

PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda body: gzip.compress(body),
    "x-gzip": lambda body: gzip.compress(body),
    "GZIP": lambda body: gzip.compress(body[:5]) + gzip.compress(body[5:]),
    "deflate": lambda body: zlib.compress(body),
    "Deflate": lambda body: zlib.compress(body, wbits=-15),
    "identity": bytes,
}


def refusal(chunks: list[bytes] | Iterator[bytes], *, encoding: str, max_bytes: int = 1000) -> str:
    with pytest.raises(Refusal) as caught:
        inflated(chunks, encoding=encoding, max_bytes=max_bytes)
    return caught.value.code


@given(st.binary(max_size=300), st.sampled_from(sorted(PACKINGS)), st.integers(2, 40))
def test_what_was_packed_comes_back(body: bytes, encoding: str, size: int) -> None:
    packed = PACKINGS[encoding](body)
    chunks = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert inflated(chunks, encoding=encoding, max_bytes=300) == body


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "identity"])
def test_a_body_of_just_the_budget_is_read_and_one_more_byte_is_not(encoding: str) -> None:
    pack = PACKINGS[encoding]
    assert len(inflated([pack(b"x" * 1000)], encoding=encoding, max_bytes=1000)) == 1000
    assert refusal([pack(b"x" * 1001)], encoding=encoding) == "too_large"


def test_a_bomb_is_never_unpacked() -> None:
    bomb = gzip.compress(bytes(200_000_000), compresslevel=9)
    tracemalloc.start()
    assert refusal([bomb], encoding="gzip", max_bytes=1_000_000) == "too_large"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_an_endless_body_is_left() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 100

    assert refusal(endless(), encoding="identity") == "too_large"


def test_what_is_not_packed_as_it_says_is_refused() -> None:
    assert refusal([b"<html>no"], encoding="gzip") == "bad_encoding"
    assert refusal([b"\x0b\x02\x80words\x03"], encoding="br") == "content_encoding"
    assert refusal([gzip.compress(b"x")], encoding="gzip, gzip") == "content_encoding"
    assert refusal([gzip.compress(b"word " * 99)[:-9]], encoding="gzip") == "incomplete"
