"""A page's lines -> the dated updates or stories that it holds, where it holds several: a live page, or a digest.

An ordinary article has many times about it too: its own date line, a list of past days, comments, teasers. So a page is
taken apart only where most of its text stands under stamps, no stamp has nearly all of it, and it looks like one page
of many: newest first, a headline for each, words such as "live" above.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.article.lines import Line
from dateline.article.shape import Shape, ends_sentence, headline_like
from dateline.article.stamps import Stamp
from dateline.lexicon.boilerplate import counts, is_whole
from dateline.records.base import record

__all__ = ["Update", "find_updates", "nights"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BYLINE = re.compile(r"^(?:by|por|par|von|di|door|av|af|posted by|published by)\s", re.I)
_NEAR = 3
"""Lines from a stamp among which its headline stands."""
_ABOVE = 15
"""Lines above the first stamp in which a page says that it is live."""
_LEAD = 1 / 3
_LEAD_MARKED = 0.6
_MOST = 0.7
_LONG = 200
"""Characters of an update that is more than an entry of a list."""
_SOME = 40
_ENTRY = 140
"""Characters that updates have in the mean where no reader of one article has taken them: teasers have fewer."""
_NIGHT = 6 * 60
"""Minutes by which a time jumps back where a day ends between two updates."""
_ENOUGH = 3
_SPAN = 31
"""Days within which the updates of a page are made: the dates of stories that it points to reach back years."""


@record
class Update:
    """An update: its stamp (None for what stands above the first), its headline as (line, start), its lines."""

    stamp: Stamp | None
    head: tuple[int, int] | None
    numbers: tuple[int, ...]


@record
class _Section:
    stamp: Stamp
    head: tuple[int, int] | None
    first: int
    last: int
    size: int = 0


def find_updates(
    lines: Sequence[Line],
    shapes: Sequence[Shape],
    *,
    chosen: Collection[int],
    stamps: Sequence[Stamp],
    live: bool,
    is_other: Callable[[int], bool],
) -> tuple[Update, ...]:
    """The updates in the order of the page, or none where it is one article.

    `chosen` are the lines that are taken for the body's; `live` says that the page's own data call it a live page.
    """
    if len(stamps) < 2:
        return ()
    own = frozenset(chosen)
    marked = live or _says_live(lines, shapes, before=stamps[0].number)
    prose = own | {at for at, shape in enumerate(shapes) if _is_prose(shape) and not is_other(at)}
    sections = _chosen(lines, shapes, stamps, taken=prose if marked else own, marked=marked)
    if not sections and not marked:
        sections = _alike(lines, shapes, stamps, taken=prose)
    if not sections:
        return ()
    return tuple(_updates(sections, lines, shapes, own=own, is_other=is_other))


def _chosen(
    lines: Sequence[Line], shapes: Sequence[Shape], stamps: Sequence[Stamp], *, taken: Collection[int], marked: bool
) -> list[_Section]:
    """The sections with text, where they are the updates of one page; else none."""
    if len(stamps) < 2:
        return []
    sections = _with_prose(_sections(lines, shapes, stamps), lines, shapes, taken=taken)
    if not marked:
        sections = _before_others(sections, shapes)
    return sections if _is_several(sections, lines, shapes, taken=taken, marked=marked) else []


def _alike(
    lines: Sequence[Line], shapes: Sequence[Shape], stamps: Sequence[Stamp], *, taken: Collection[int]
) -> list[_Section]:
    """The same, over all prose: a reader that looks for one article takes the first of many that look alike.

    Each must have its `time` element and its heading, and none most of the text.
    """
    sections = _chosen(lines, shapes, [stamp for stamp in stamps if stamp.marked], taken=taken, marked=False)
    total = sum(section.size for section in sections)
    alike = all(
        section.head is not None and lines[section.head[0]].tag in _HEADINGS and section.size >= _SOME
        for section in sections
    )
    even = max((section.size for section in sections), default=0) <= total / 2
    return sections if alike and even and total >= _ENTRY * len(sections) else []


def _is_prose(shape: Shape) -> bool:
    return shape.sentence and shape.words >= 4 and not shape.junk


def _says_live(lines: Sequence[Line], shapes: Sequence[Shape], *, before: int) -> bool:
    near = range(max(0, before - _ABOVE), min(len(lines), before + 1))
    return any(
        counts(lines[at].text, "live") and not (shapes[at].sentence and shapes[at].words > 25)
        for at in near
        if len(lines[at].text) < 200 and not is_whole(lines[at].text, "tool")
    )


def _sections(lines: Sequence[Line], shapes: Sequence[Shape], stamps: Sequence[Stamp]) -> list[_Section]:
    """The stretches that the stamps begin, each with its headline: above all stamps, or below them."""
    bounds = [-1, *(stamp.number for stamp in stamps), len(lines)]
    above = [_above(lines, shapes, stamp.number, limit=bounds[at]) for at, stamp in enumerate(stamps)]
    below = [_below(lines, shapes, stamp, limit=bounds[at + 2]) for at, stamp in enumerate(stamps)]
    heads = above if _known(above[1:]) > _known(below[1:]) else below
    starts = [
        min(stamp.number, head[0]) if head is not None else stamp.number
        for stamp, head in zip(stamps, heads, strict=True)
    ]
    return [
        _Section(stamp=stamp, head=head, first=first, last=last)
        for stamp, head, (first, last) in zip(stamps, heads, pairwise([*starts, len(lines)]), strict=True)
    ]


def _known(heads: Sequence[tuple[int, int] | None]) -> int:
    return sum(head is not None for head in heads)


def _above(lines: Sequence[Line], shapes: Sequence[Shape], number: int, *, limit: int) -> tuple[int, int] | None:
    for at in range(number - 1, max(limit, number - 1 - _NEAR), -1):
        if _is_head(lines[at], shapes[at]):
            return at, 0
        if not _is_between(shapes[at]):
            return None
    return None


def _below(lines: Sequence[Line], shapes: Sequence[Shape], stamp: Stamp, *, limit: int) -> tuple[int, int] | None:
    if stamp.head is not None:
        line = lines[stamp.number]
        titled = line.tag in _HEADINGS or not shapes[stamp.number].sentence
        return (stamp.number, stamp.head) if titled else None
    for at in range(stamp.number + 1, min(limit, stamp.number + 1 + _NEAR)):
        if _is_head(lines[at], shapes[at]):
            return at, 0
        if not _is_between(shapes[at]):
            return None
    return None


def _is_head(line: Line, shape: Shape) -> bool:
    if line.tag in _HEADINGS and shape.words >= 2:
        return True
    # A headline may end in a quotation mark, which makes a sentence of it elsewhere.
    if ends_sentence(line.text) or shape.junk or _BYLINE.match(line.text) or shape.words > 25:
        return False
    return headline_like(line.text) and not counts(line.text, "caption")


def _is_between(shape: Shape) -> bool:
    """Whether a line may stand between a stamp and its headline: a name, a button, a label."""
    return not shape.sentence and shape.words <= 6


def _with_prose(
    sections: Sequence[_Section], lines: Sequence[Line], shapes: Sequence[Shape], *, taken: Collection[int]
) -> list[_Section]:
    """The sections that hold text, each with its size; a day that stands alone is that of the stamps below it."""
    found: list[_Section] = []
    day: Stamp | None = None
    for section in sections:
        stamp = section.stamp
        size = sum(
            len(lines[at].text)
            for at in range(section.first, section.last)
            if at in taken and not _is_furniture(section, at) and (shapes[at].sentence or shapes[at].words >= 12)
        )
        if stamp.day is not None:
            day = stamp if stamp.clock is None and not size else None
        elif day is not None:
            stamp = replace(stamp, day=day.day, words=day.words + stamp.words)
        if size:
            found.append(replace(section, stamp=stamp, size=size))
    return found


def _before_others(sections: Sequence[_Section], shapes: Sequence[Shape]) -> list[_Section]:
    """The sections before a line that opens other stories; a live page has such lines among its updates."""
    if not sections:
        return []
    limit = next((at for at in range(sections[0].first, len(shapes)) if shapes[at].opens_other), len(shapes))
    return [section for section in sections if section.first < limit]


def _is_furniture(section: _Section, at: int) -> bool:
    """Whether a line is the section's stamp or headline, and no text of it."""
    inline = section.stamp.head is not None and section.head is None
    return (at == section.stamp.number and not inline) or (section.head is not None and at == section.head[0])


def _is_several(
    sections: Sequence[_Section],
    lines: Sequence[Line],
    shapes: Sequence[Shape],
    *,
    taken: Collection[int],
    marked: bool,
) -> bool:
    """Whether these are the updates of one page, or the times about an ordinary article."""
    least = 2 if marked else 3
    if len(sections) < least:
        return False
    total = sum(section.size for section in sections)
    lead = sum(len(lines[at].text) for at in taken if at < sections[0].first)
    if lead > (_LEAD_MARKED if marked else _LEAD) * (lead + total):
        return False
    days = [section.stamp.day for section in sections if section.stamp.day]
    if days and (max(days) - min(days)).days > _SPAN:
        return False
    if max(section.size for section in sections) > _MOST * total and len(sections) > 2:
        return False
    return _score(sections, lines, shapes, marked=marked) >= _ENOUGH


def _score(sections: Sequence[_Section], lines: Sequence[Line], shapes: Sequence[Shape], *, marked: bool) -> int:
    rising, falling = _steps([section.stamp for section in sections])
    heads = sum(section.head is not None for section in sections)
    mean = sum(section.size for section in sections) / len(sections)
    dated_only = all(section.stamp.clock is None for section in sections)
    timeline = any(counts(lines[at].text, "timeline") for at in range(sections[0].first + 1) if not shapes[at].sentence)
    return (
        2 * marked
        + (marked and all(section.stamp.clock is not None for section in sections))
        + (2 if falling > rising or not rising else 0)
        + (heads >= 0.6 * len(sections))
        + (mean >= _LONG)
        + (len(sections) >= 5)
        + all(section.stamp.marked for section in sections[1:])
        - (dated_only and rising > 0)
        - (len({(section.stamp.day, section.stamp.clock) for section in sections}) == 1)
        - 2 * timeline
    )


def _steps(stamps: Sequence[Stamp]) -> tuple[int, int]:
    """How often the next stamp is later, and how often it is earlier; a night between two counts for neither."""
    rising = falling = 0
    for before, after in pairwise(stamps):
        if before.day and after.day and before.day != after.day:
            step = (after.day - before.day).days
        elif before.minutes is not None and after.minutes is not None and bool(before.day) == bool(after.day):
            # A full time and a bare clock may be in two zones: the page's data and its text.
            step = after.minutes - before.minutes
        else:
            continue
        rising += step > 0
        falling += step < 0
    return rising, falling


def nights(stamps: Sequence[Stamp]) -> int:
    """How often the clock runs over midnight between stamps that give no day."""
    bare = [stamp.minutes for stamp in stamps if stamp.day is None and stamp.minutes is not None]
    steps = [after - before for before, after in pairwise(bare)]
    falls = sum(step < 0 for step in steps) >= sum(step > 0 for step in steps)
    return sum(step > _NIGHT if falls else step < -_NIGHT for step in steps)


def _updates(
    sections: Sequence[_Section],
    lines: Sequence[Line],
    shapes: Sequence[Shape],
    *,
    own: frozenset[int],
    is_other: Callable[[int], bool],
) -> Iterator[Update]:
    lead = tuple(sorted(at for at in own if at < sections[0].first))
    if sum(len(lines[at].text) for at in lead if shapes[at].sentence) >= _SOME:
        yield Update(stamp=None, head=None, numbers=lead)
    for index, section in enumerate(sections):
        last = sections[index + 1].first if index + 1 < len(sections) else _end(section, shapes, own=own)
        numbers = tuple(
            at
            for at in range(section.first, last)
            if (at in own or (_is_prose(shapes[at]) and not is_other(at))) and not _is_furniture(section, at)
        )
        if numbers:
            yield Update(stamp=section.stamp, head=section.head, numbers=numbers)


def _end(section: _Section, shapes: Sequence[Shape], *, own: frozenset[int]) -> int:
    """Where the last update ends: with the body, or where its sentences do."""
    end = max((at + 1 for at in own if section.first <= at < section.last), default=section.first)
    at = max(end, section.stamp.number + 1, *([section.head[0] + 1] if section.head else []))
    while at < section.last and _is_prose(shapes[at]) and shapes[at].score > 0:
        at += 1
    return max(end, at)
