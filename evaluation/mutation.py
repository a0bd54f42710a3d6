"""Pages -> broken pages: cut, doubled, wrongly encoded, nested, laden with scripts.  The same for the same seed.

What an aggregator, a crawler or somebody of bad will makes of a page; each page suffers one to three of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

__all__ = ["MOST_BYTES", "broken_pages"]

MOST_BYTES = 20_000_000
"""What a page may have at most, by default (`dateline.capture.opening.MAX_BYTES`): broken pages are cut there."""
_STRETCH = 20_000
_LONG_STRETCH = 2_000_000
_CODECS = ("utf-16", "utf-32", "utf-7", "cp1252", "cp1251", "shift_jis", "euc_kr", "gb18030", "cp037")
_OPENED = (b"<div>", b"<span>", b"<b>", b"<table><tr><td>", b"<ul><li>", b"<a href=x>", b"<p>", b"<font>", b"<svg><g>",
           b"<blockquote>", b"<form>", b"<x-y>", b"[", b"(", b"\xe2\x80\x9c")  # fmt: skip
_PIECES = (
    b"<div>", b"</div>", b"</p>", b"<p>", b"<!--", b"-->", b"<script>", b"</script>", b"<style>", b"<title>",
    b"<br>", b'"', b"'", b'<a href="', b"<", b">", b"&", b"&#x0;", b"&#xD800;", b"&amp;amp;", b"\xff\xfe", b"\x00",
    b"\x1b$B", b"\\", b"<![CDATA[", b"]]>", b"<?xml encoding='utf-16'?>", b"<table><tr><td>", b"<svg>", b"<math>",
    b"<textarea>", b"<plaintext>", b"<base href=x>", b"<noscript>", b"<frameset>", b"</html>", b"</body>", b"\n",
    b" ", b"\t", b"\r", b"\x0c", b"\xc2\xa0", b"\xe2\x80\x8b", b"\xe2\x80\xae", b"\xcc\x81", b"\xf0\x9f\x98\x80",
    b"{", b"[", b'{"@type":"NewsArticle","datePublished":"', b'<script type="application/ld+json">{"@graph":[',
    b"\\u0022", b"\\ud800", b"2026-02-30", b"3 May 2026 ", b"10:40 ", b"By ", b"By Ada Moor, ", b"(AP) ", b" -- ",
    b"...", b". ", b"? ", b"said", b"A. B. C. ", b"Share this ", b"<li><a href=x>More</a>",
    b'<meta property="article:published_time" content="2026-02-23">', b'<time datetime="2026-02-23">',
    b"<h1>Storm</h1>", b"<p>The storm reached the town of Exmoor on Monday, the mayor said.</p>",
    b"The storm reached the town on Monday, the mayor said. ",
)  # fmt: skip
_REPLACED = (
    (b"</", b""), (b'"', b" "), (b">", b"<"), (b"<p", b"<br"), (b"\n", b" "), (b" ", b"\n"), (b" ", b"\xc2\xa0"),
    (b"<", b"&lt;"), (b". ", b"."), (b"e", b"\xc3\xa9"), (b"\xe2\x80", b"\x80"), (b"<div", b"<p"), (b" ", b""),
)  # fmt: skip

Breaking = Callable[[bytes, Random, Sequence[bytes]], bytes]


def broken_pages(pages: Sequence[bytes], *, count: int, seed: int, first: int = 0) -> Iterator[bytes]:
    """Yield broken pages made of these, from number `first` to `count`, the same for the same pages and seed."""
    for number in range(first, count):
        # A generator of its own for each page: one alone can be made again, whatever stands before it.
        yield broken_page(pages, random=Random(f"{seed}/{number}"))


def broken_page(pages: Sequence[bytes], *, random: Random) -> bytes:
    """One broken page."""
    page = random.choice(pages)
    for _ in range(random.randint(1, 3)):
        page = random.choice(_BREAKINGS)(page, random, pages)[:MOST_BYTES]
    return page


def _stretch(page: bytes, random: Random) -> tuple[int, int]:
    """Where a piece of the page begins and ends: mostly some lines, at times most of it."""
    start = random.randrange(len(page) + 1)
    return start, min(len(page), start + random.randrange(1, random.choice((200, _STRETCH, _STRETCH, _LONG_STRETCH))))


def _cut_end(page: bytes, random: Random, _pages: Sequence[bytes]) -> bytes:
    return page[: random.randrange(len(page) + 1)]


def _cut_beginning(page: bytes, random: Random, _pages: Sequence[bytes]) -> bytes:
    return page[random.randrange(len(page) + 1) :]


def _cut_out(page: bytes, random: Random, _pages: Sequence[bytes]) -> bytes:
    start, end = _stretch(page, random)
    return page[:start] + page[end:]


def _double(page: bytes, random: Random, _pages: Sequence[bytes]) -> bytes:
    start, end = _stretch(page, random)
    return page[:end] + page[start:end] * random.choice((1, 1, 3, 10, 100)) + page[end:]


def _strew(page: bytes, random: Random, _pages: Sequence[bytes]) -> bytes:
    at = random.randrange(len(page) + 1)
    return page[:at] + random.choice(_PIECES) * random.choice((1, 10, 1000, 20_000, 200_000)) + page[at:]


def _flip(page: bytes, random: Random, _pages: Sequence[bytes]) -> bytes:
    flipped = bytearray(page or b"x")
    for _ in range(random.randrange(1, 300)):
        flipped[random.randrange(len(flipped))] = random.randrange(256)
    return bytes(flipped)


def _recode(page: bytes, random: Random, _pages: Sequence[bytes]) -> bytes:
    return page.decode("utf-8", "replace").encode(random.choice(_CODECS), "replace")


def _misread(page: bytes, random: Random, _pages: Sequence[bytes]) -> bytes:
    """UTF-8 taken for an older encoding, and written as UTF-8 again."""
    return page.decode(random.choice(("cp1252", "latin-1", "koi8_r")), "replace").encode("utf-8")


def _nest(page: bytes, random: Random, _pages: Sequence[bytes]) -> bytes:
    start, end = _stretch(page, random)
    return (
        page[:start] + random.choice(_OPENED) * random.choice((150, 300, 3000, 100_000)) + page[start:end] + page[end:]
    )


def _script(page: bytes, random: Random, _pages: Sequence[bytes]) -> bytes:
    start, end = _stretch(page, random)
    kind = random.choice((b"<script>", b'<script type="application/ld+json">', b"<style>", b"<noscript>", b"<!--"))
    laden = kind + page[start:end] + random.choice((b"</script>", b"</style>", b"-->", b""))
    return page[:start] + laden * random.choice((1, 1, 10, 200)) + page[end:]


def _shuffle(page: bytes, random: Random, _pages: Sequence[bytes]) -> bytes:
    mark = random.choice((b">", b"<", b"\n", b" "))
    parts = page.split(mark)
    random.shuffle(parts)
    return mark.join(parts)


def _replace(page: bytes, random: Random, _pages: Sequence[bytes]) -> bytes:
    return page.replace(*random.choice(_REPLACED))


def _append(page: bytes, random: Random, pages: Sequence[bytes]) -> bytes:
    return page + random.choice(pages)


_BREAKINGS: tuple[Breaking, ...] = (
    _cut_end, _cut_beginning, _cut_out, _double, _strew, _flip, _recode, _misread, _nest, _script, _shuffle,
    _replace, _append,
)  # fmt: skip
