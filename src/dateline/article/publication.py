"""A page's layout -> when it was published, with the basis; unknown stays unknown.

A date counts where it stands as a page's own date does: in a short line between title and body, or with a
label. A date in a copyright line, a teaser, a caption or the text is never taken. The day that stands in a
page's masthead is when the page was seen: it bounds the publication and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.article.datelines import FoundDate, clock_in, dates_in, iso_instant
from dateline.article.fields import Layout, evidence_in
from dateline.article.lines import Line
from dateline.lexicon.boilerplate import counts, is_whole
from dateline.records.base import record
from dateline.records.evidence import Evidence
from dateline.records.time import UNKNOWN, Basis, BasisKind, Time, span_of

__all__ = [
    "DateLine",
    "bounded",
    "clock_beside",
    "date_lines",
    "either",
    "find_published",
    "known_time",
    "labelled_days",
    "time_of",
]

_REACH = 14
_FOOT = 3
_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|publish date|date published|issued|released|publicado|publicada|publié|"
    r"veröffentlicht|pubblicato|uploaded|filed|created|erstellt|geschrieben|eingestellt|veröffentlichung|erschienen|"
    r"publikationsdatum|fecha de publicación|"
    r"date de publication|data di pubblicazione|gepubliceerd|geplaatst|publicerad|"
    r"publisert|udgivet|opublikowano|dodano|опубликовано|опубліковано|yayınlanma|written)\b[^\d]{0,40}$|"
    r"\b(?:date|datum|data|fecha)\s?:[^\w]{0,10}$",
    re.I,
)
_BARE_LABEL = re.compile(r"^\W*(?:date|datum|data|fecha)\W{1,10}$", re.I)
_UPDATED = re.compile(
    r"\b(?:updated|last updated|modified|corrected|amended|actualizado|mis à jour|aktualisiert|aggiornato|atualizado|"
    r"revised|edited)\b[^\d]{0,40}$",
    re.I,
)
_OTHER_LABEL = re.compile(r"(?:^|[|•·]\s*)(?!(?:stand|last|am|on)\b)[^\W\d_]{3,}(?: [^\W\d_]+)?:\s*$", re.I)
"""A label that names another day: of an event, of a recording."""
_WORDS_BESIDE = 10
_MASTHEAD = 8
_PROSE = 250
"""Characters from which a line is text and no date line."""

_LONGEST = 1000
"""Characters of a line from which it is no date line, whatever stands beside the date."""


@record
class _Candidate:
    line: Line
    found: FoundDate
    score: float
    masthead: bool = False
    updated: bool = False


def find_published(layout: Layout, *, title: Evidence | None) -> Time:
    """The publication time that the page states in words, or what bounds it, or UNKNOWN."""
    candidates = list(_candidates(layout, title=title))
    stated = [one for one in candidates if not one.masthead]
    if not stated:
        return _seen_on(layout, candidates)
    best = max(stated, key=lambda one: (one.score, -one.line.start))
    words: tuple[Evidence, ...] = (evidence_in(layout.text, best.line, best.found.start, best.found.end),)
    found = _settled(best.found, candidates)
    if found.ambiguous is not None:
        return either(found, words)
    reason = "the page says when it was updated" if best.updated else "the page's date line"
    if clock_in(best.line.text) is None and (beside := clock_beside(layout, best.line)):
        line, clock, zone, start, end = beside
        found = FoundDate(day=found.day, start=found.start, end=found.end, clock=clock, zone=zone)
        words += (evidence_in(layout.text, line, start, end),)
    return time_of(found, kind="stated", reason=reason, evidence=words)


def time_of(found: FoundDate, *, kind: BasisKind, reason: str, evidence: tuple[Evidence, ...]) -> Time:
    """The Time of one date that is settled."""
    earliest, latest, precision = span_of(found.value)
    basis = Basis(bound="value", kind=kind, reason=reason, evidence=evidence)
    return Time(
        value=found.value, earliest=earliest, latest=latest, precision=precision, zone=found.zone, basis=(basis,)
    )


def known_time(value: str) -> Time | None:
    """The Time of a value that the caller gave (ISO 8601 of any precision, or a written date), or None."""
    said = value.strip()
    if (found := iso_instant(said)) is not None:
        return time_of(found, kind="caller", reason="given by the caller", evidence=())
    earliest, latest, precision = span_of(said)
    if precision == "unknown":
        return None
    basis = Basis(bound="value", kind="caller", reason="given by the caller")
    return Time(value=said, earliest=earliest, latest=latest, precision=precision, basis=(basis,))


def bounded(time: Time, captured: str | None) -> Time:
    """A time without a value, bounded by when the page was captured."""
    seen = known_time(captured) if captured else None
    if seen is None or seen.latest is None or time.value is not None:
        return time
    if time.latest is not None and time.latest <= seen.latest:
        return time
    basis = Basis(bound="latest", kind="caller", reason="the page was captured then")
    kept = tuple(one for one in time.basis if one.bound != "latest")
    return Time(earliest=time.earliest, latest=seen.latest, zone=time.zone, basis=(*kept, basis))


@record
class DateLine:
    """A date in a line that stands as a page's own date does: how far from the title, and how it is labelled."""

    line: Line
    found: FoundDate
    distance: int
    label: str


def date_lines(lines: Sequence[Line], *, at: int, above: int, below: int) -> Iterator[DateLine]:
    """The date lines around the place `at` of a page's title: so many above it, so many below but not behind prose."""
    first = next((index for index, line in enumerate(lines) if line.end > at), len(lines))
    for index in range(max(0, first - above), min(len(lines), first + below + 1)):
        line = lines[index]
        if index > first and len(line.text) > _PROSE:
            return
        for found in dates_in(line.text):
            label = _label(line, found, lines[index - 1] if index else None)
            if _is_date_line(line, found, label):
                distance = index - first if index >= first else 2 * (first - index)
                yield DateLine(line=line, found=found, distance=distance, label=label)


def labelled_days(lines: Sequence[Line]) -> tuple[DateLine, ...]:
    """The date lines anywhere that say of themselves that they are the publication's, where these are one day."""
    found = [
        DateLine(line=line, found=one, distance=0, label="published")
        for index, line in enumerate(lines)
        for one in dates_in(line.text)
        if len(line.text) <= _PROSE and _label(line, one, lines[index - 1] if index else None) == "published"
        and _is_date_line(line, one, "published")
    ]  # fmt: skip
    return tuple(found[:1]) if len({one.found.day for one in found}) == 1 else ()


def _candidates(layout: Layout, *, title: Evidence | None) -> Iterator[_Candidate]:
    lines = layout.before
    for index, line in enumerate(lines):
        below_title = title is not None and line.start >= title.end
        distance = len(lines) - index
        for found in dates_in(line.text):
            label = _label(line, found, lines[index - 1] if index else None)
            if not _is_date_line(line, found, label):
                continue
            near_title = title is not None and 0 < title.start - line.end < 60 and index > 1
            own = (
                label == "published"
                or below_title
                or near_title
                or (title is None and distance <= _REACH and index > 2)
            )
            score = {"published": 4.0, "updated": -2.0, "": 0.0}[label] + (2.0 if below_title else 0.0)
            score += (1.0 if found.clock else 0.0) - 0.05 * distance
            yield _Candidate(line=line, found=found, score=score, masthead=not own, updated=label == "updated")
    for index, line in enumerate(_foot(layout)):
        for found in dates_in(line.text):
            label = _label(line, found, layout.after[index - 1] if index else None)
            if label and _is_date_line(line, found, label):
                yield _Candidate(
                    line=line, found=found, score=1.0 if label == "published" else -3.0, updated=label == "updated"
                )


def _foot(layout: Layout) -> tuple[Line, ...]:
    """The lines right below the body: buttons and dates, up to the first that is neither."""
    lines = layout.after[:_FOOT]
    own = [bool(dates_in(line.text)) or is_whole(line.text, "tool") for line in lines]
    return lines[: own.index(False) if False in own else _FOOT]


def _is_date_line(line: Line, found: FoundDate, label: str) -> bool:
    if len(line.text) > _LONGEST:
        return False
    beside = line.text[: found.start] + " " + line.text[found.end :]
    opens = found.clock is not None and not re.search(r"\w", line.text[: found.start])
    if counts(line.text, "legal") or (counts(line.text, "caption") and not opens):
        return False
    if not label and _OTHER_LABEL.search(line.text[: found.start]):
        return False
    words = len(re.findall(r"[^\W\d_]{2,}", beside))
    return words <= (_WORDS_BESIDE * 2 if label else _WORDS_BESIDE) and not re.search(r"[a-z]{2}\.\s*$", beside)


def _label(line: Line, found: FoundDate, above: Line | None) -> str:
    before = line.text[: found.start]
    if not re.search(r"\w", before) and above is not None and len(above.text) < 40:
        before = f"{above.text} "
    if _UPDATED.search(before):
        return "updated"
    # A bare label counts where the line holds nothing but the date: "Date 12.02.2026" is none in front of a menu.
    alone = not re.search(r"\w", line.text[found.end :]) and bool(_BARE_LABEL.match(before))
    return "published" if alone or _PUBLISHED.search(before) else ""


def clock_beside(layout: Layout, line: Line) -> tuple[Line, str, str | None, int, int] | None:
    """A clock time that stands alone on a line between the date's line and the body."""
    for other in layout.before:
        found = clock_in(other.text)
        if found is None or not 0 < other.start - line.start < 200:
            continue
        clock, zone, start, end = found
        if not re.sub(r"\W|\b(?:at|um|hrs|uhr|local time)\b", "", other.text[:start] + other.text[end:], flags=re.I):
            return other, clock, zone, start, end
    return None


def _settled(found: FoundDate, candidates: list[_Candidate]) -> FoundDate:
    """An ambiguous date read as another date of the page reads it."""
    others = {one.found.day for one in candidates if one.found.ambiguous is None}
    if found.ambiguous is None or found.day in others:
        return FoundDate(day=found.day, start=found.start, end=found.end, clock=found.clock, zone=found.zone)
    if found.ambiguous in others:
        return FoundDate(day=found.ambiguous, start=found.start, end=found.end, clock=found.clock, zone=found.zone)
    return found


def either(found: FoundDate, evidence: tuple[Evidence, ...]) -> Time:
    """The Time of a date that can be read two ways: bounds, and no value."""
    reason = "the date can be read two ways"
    return Time(
        earliest=found.day.isoformat(),
        latest=found.ambiguous.isoformat() if found.ambiguous else None,
        basis=(
            Basis(bound="earliest", kind="stated", reason=reason, evidence=evidence),
            Basis(bound="latest", kind="stated", reason=reason, evidence=evidence),
        ),
    )


def _seen_on(layout: Layout, candidates: list[_Candidate]) -> Time:
    seen = [one for one in candidates if one.masthead and one.found.ambiguous is None][:_MASTHEAD]
    if not seen:
        return UNKNOWN
    last = max(seen, key=lambda one: one.found.day)
    words = (evidence_in(layout.text, last.line, last.found.start, last.found.end),)
    basis = Basis(bound="latest", kind="stated", reason="the day in the page's masthead", evidence=words)
    return Time(latest=last.found.day.isoformat(), basis=(basis,))
