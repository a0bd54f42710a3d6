"""A page's layout -> its title: the headline above the body, or what a tail or a teaser repeats of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.article.datelines import clock_in, dates_in
from dateline.article.fields import Found, Layout, content_words, evidence_in, folded, texts_of
from dateline.article.language import function_words
from dateline.article.lines import Line
from dateline.article.shape import headline_like
from dateline.lexicon.boilerplate import counts, teaser_prefix
from dateline.records.base import record

__all__ = ["find_title"]

_REACH = 40
"""Lines above the body among which a headline is looked for."""
_TAIL_REACH = 25
_ENCLOSED = re.compile(r"\(\s*([^()]{12,220}?)\s*\)|[“\"«]\s*([^“”\"«»]{12,220}?)\s*[”\"»]")
_CRUMBS = re.compile(r"\s[>»|/]\s")
_SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")
_BYLINE = re.compile(r"^(?:by|por|par|von|di|door|written by|author|photograph)\b", re.I)
_LEAST = 1.2
_UPDATE_HEAD = 3.0
"""What a line below a lone clock time loses: it heads one update of a live page, not the page."""


_MENU = 0.8


@record
class _Candidate:
    line: Line
    start: int
    end: int
    score: float


def find_title(layout: Layout) -> Found | None:
    """The title with its evidence, or None where nothing on the page can be shown to be one."""
    small = function_words(layout.language)
    body = content_words(texts_of(layout.blocks), function_words=small)
    around = [folded(line.text) for line in layout.around]
    candidates = [
        _Candidate(
            line=one.line, start=one.start, end=one.end,
            score=one.score + _weight(one.line.text[one.start : one.end], body=body, small=small, around=around),
        )
        for one in (*_above(layout), *_below(layout))
    ]  # fmt: skip
    best = max(candidates, key=lambda one: one.score, default=None)
    if best is None or best.score < _LEAST:
        return None
    words = best.line.text[best.start : best.end]
    return Found(value=words, evidence=(evidence_in(layout.text, best.line, best.start, best.end),))


def _weight(words: str, *, body: frozenset[str], small: frozenset[str], around: list[str]) -> float:
    """How much a phrase is about what the body is about, and how often the page repeats it."""
    mine = content_words([words], function_words=small)
    if not mine:
        return -2.0
    share = len(mine & body) / len(mine)
    said = folded(words)
    repeats = sum(1 for line in around if said in line) - 1
    return 3.0 * share + (0.6 if repeats > 0 else 0.0) + (0.3 if len(mine) >= 4 else 0.0)


def _above(layout: Layout) -> Iterator[_Candidate]:
    lines = layout.before[-_REACH:]
    small = function_words(layout.language)
    for index, line in enumerate(lines):
        start, end = 0, len(line.text)
        if index < 2 and len(lines) > 4 and (site := _SITE.search(line.text)):
            end = site.start()
        words = line.text[start:end]
        if not headline_like(words) or _BYLINE.match(words) or dates_in(words) or counts(words, "caption"):
            continue
        distance = len(lines) - index
        crumbs = 0.5 * len(_CRUMBS.findall(words))
        mark = 0.6 if line.tag == "h1" else 0.0
        if words.isupper() and not any(word in small for word in words.casefold().split()):
            # A menu: names in capitals, and nothing that makes a phrase of them.
            mark -= _MENU
        yield _Candidate(
            line=line, start=start, end=end, score=mark - 0.04 * distance - crumbs + _company(lines, index)
        )


def _company(lines: tuple[Line, ...], index: int) -> float:
    """A headline is followed by its date; below a lone clock time stands an update's head or a list's entry."""
    below = lines[index + 1 : index + 4]
    dated = any(dates_in(line.text) and len(line.text) < 80 for line in below)
    above = lines[index - 1].text if index else ""
    clock = clock_in(above)
    lone = clock is not None and len(above) < 24
    return (0.8 if dated else 0.0) - (_UPDATE_HEAD if lone else 0.0)


def _below(layout: Layout) -> Iterator[_Candidate]:
    # A tail repeats the title in brackets, or a teaser list has it again; less trusted than a headline above.
    seen: dict[str, int] = {}
    for line in layout.around:
        seen[folded(line.text)] = seen.get(folded(line.text), 0) + 1
    everything = " | ".join(seen)
    for line in layout.after[:_TAIL_REACH]:
        for match in _ENCLOSED.finditer(line.text):
            group = 1 if match[1] is not None else 2
            said = folded(match[group])
            if headline_like(match[group]) and len(said.split()) >= 4 and everything.count(said) > 1:
                yield _Candidate(line=line, start=match.start(group), end=match.end(group), score=-0.3)
        start = teaser_prefix(line.text)
        words = line.text[start:]
        if start and headline_like(words) and seen[folded(line.text)] > 1:
            yield _Candidate(line=line, start=start, end=len(line.text), score=-1.0)
