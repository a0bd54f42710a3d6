"""Broken pages end in an article or a coded refusal, in time.  `tools/mutate_pages.py` does it with thousands."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from evaluation.mutation import broken_page, broken_pages

from dateline.article import ArticleStage, Captured
from dateline.article.linked_data import linked
from dateline.article.markup import scan
from dateline.capture import CaptureStage
from dateline.errors import Refusal
from dateline.records.evidence import capture_text, holds
from dateline.records.page import Source

SECONDS = 3.0
"""Processor time, on a machine that does `pace`'s work in `_USUAL`; the slowest take 1.2 to 2."""
_USUAL = 0.045
_EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "pages").iterdir())


@pytest.fixture(scope="module")
def examples() -> Sequence[bytes]:
    return [path.read_bytes() for path in _EXAMPLES]


def read(page: bytes) -> str:
    """How a page ends: "article", or the code of its refusal; what it holds is checked."""
    try:
        seen = CaptureStage().open()(Source(name="page", payload=page))
        found = ArticleStage().open()(Captured(capture=seen.output, text=seen.texts[0]))
    except Refusal as refusal:
        return refusal.code
    texts = {text.id: text.text for text in found.texts}
    for article in found.output:
        body = texts[article.text_id]
        assert "\n\n".join(body[block.start : block.end] for block in article.blocks) == body
        assert all(holds(words, seen.texts[0].text) for field in article.evidence.values() for words in field)
    return "article"


def took(page: bytes) -> tuple[str, float]:
    begun = time.process_time()
    return read(page), time.process_time() - begun


@pytest.fixture(scope="module")
def most() -> float:
    """The seconds that a page may take here: more where this machine is slow or busy, never less."""
    return SECONDS * max(1.0, max(pace() for _ in range(3)) / _USUAL)


def pace() -> float:
    """The seconds that some fixed work takes, of the kind that reading does: searching and making many short texts."""
    begun = time.process_time()
    words = [f"the storm number {at} reached the town".split() for at in range(20_000)]
    assert sum("town" in " ".join(reversed(each)).casefold() for each in words) == 20_000
    return time.process_time() - begun


@pytest.mark.alone
@pytest.mark.parametrize("seed", range(3))
def test_broken_pages_end_in_an_article_or_a_refusal_in_time(examples: Sequence[bytes], seed: int, most: float) -> None:
    read(examples[0])
    ends = [took(page) for page in broken_pages(examples, count=50, seed=seed)]
    assert {end for end, _ in ends} <= {"article", "no_article", "empty", "binary", "too_long", "too_deep", "too_large"}
    assert max(seconds for _, seconds in ends) < most
    assert sum(end == "article" for end, _ in ends) > 30


def test_the_same_seed_breaks_pages_the_same_way(examples: Sequence[bytes]) -> None:
    first = list(broken_pages(examples, count=5, seed=7))
    assert first == list(broken_pages(examples, count=5, seed=7))
    assert first != list(broken_pages(examples, count=5, seed=8))
    assert first[4] == broken_page(examples, random=Random("7/4"))


_PROSE = b"<p>The storm reached the town of Exmoor on Monday morning, the mayor of the town said on the radio.</p>"


@pytest.mark.alone
@pytest.mark.parametrize(
    ("page", "end"),
    [
        (b"<html><body>" + _PROSE + b"<br><b></b>" * 400_000, "too_long"),
        (b"<html><body>" + b"<h1>Storm</h1>" * 200_000, "too_long"),
        (b"a\n" * 5_000_000, "too_long"),
        (b"The storm reached the town. " * 500_000, "too_long"),
        (b"<html><body>" + _PROSE * 5 + b"<b></b>" * 15_100, "article"),
        (b"<html><body><p>" + b"3 May 2026 10:40 " * 20_000 + b"</p>" + _PROSE * 5, "article"),
        (b"<html><body>" + _PROSE * 5 + b"Copyright by Privacy Terms " * 30_000, "article"),
        (b"<html><body>" + b'<a href="x' * 2000 + b"<p " * 300_000 + _PROSE * 5, "article"),
        (
            b"<html><body>"
            + b"".join(b"<blockquote>The storm number %d reached the town.</blockquote>" % at for at in range(5000))
            + _PROSE * 5,
            "article",
        ),
    ],
    ids=["tags", "headings", "lines", "long", "tree", "dates", "names", "unclosed", "quotes"],
)
def test_what_was_slow_is_read_or_refused_in_time(page: bytes, end: str, most: float) -> None:
    read(_PROSE)
    ended, seconds = took(page)
    assert ended == end
    assert seconds < most


@pytest.mark.alone
def test_a_forest_of_linked_data_is_not_walked_to_its_end(most: float) -> None:
    tree = "1"
    for _ in range(4):
        tree = "[" + ",".join([tree] * 30) + "]"
    text = capture_text(f'<script type="application/ld+json">{tree}</script>')
    begun = time.process_time()
    assert list(linked(text, scan(text.text))) == []
    assert time.process_time() - begun < most
