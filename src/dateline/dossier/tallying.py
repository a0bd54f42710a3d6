"""A number of people in a sentence, held against the tolls of what it may be of.  A point in, Findings out.

Of one happening the same number supports the point. Another speaks against it: as a dispute where both were held at the
same time, as what replaced it where it came later; what was held before and no more is near.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.dossier import corrections
from dateline.dossier.asked import AskedPoint
from dateline.dossier.bearing import compare, is_anchored, puts
from dateline.dossier.counts import Toll
from dateline.dossier.numbered import Level, Statement, at_odds, levels
from dateline.dossier.sources import distinct
from dateline.dossier.tellings import Archive, Telling
from dateline.dossier.tolls import happenings, totals
from dateline.records.corroboration import Bearing, Finding
from dateline.records.dossier import Change
from dateline.records.reading import Casualty
from dateline.records.references import change_id
from dateline.records.time import UNKNOWN

__all__ = ["tallied"]

_MANY = 3
"""Happenings with other numbers that may be meant: of more, it is open which one the sentence is of."""


def tallied(point: AskedPoint, archive: Archive, *, changes: Sequence[Change]) -> Iterator[Finding]:
    """What is told of how many."""
    if point.casualty is None or puts(point.modality, point.polarity) != "done":
        return
    notes = corrections.notes(archive.linked, text=archive.text)
    groups = happenings(archive.linked, sources=archive.sources, notes=notes, text=archive.text)
    mine = [(group, fitting) for group in groups if (fitting := _fitting(point, group, archive))]
    said = [each for each in mine if any(_is_so(point.casualty, toll.statement) for toll in each[1])]
    for group, fitting in said or (mine if len(mine) <= _MANY and is_anchored(point) else ()):
        yield from _of_group(point, group, fitting, archive=archive)
    yield from _taken_back(point, archive, changes)


def _fitting(point: AskedPoint, group: Sequence[Toll], archive: Archive) -> list[Toll]:
    """The tolls of a happening whose texts tell all that the sentence says, but for the number."""
    if point.casualty is None or group[0].kind != point.casualty.kind:
        return []
    if point.type != "death" and not _counts_that(point, group):
        return []
    found = []
    for toll in group:
        telling = _telling(toll, archive)
        if telling is None:
            continue
        more = (archive.sentence(toll.statement.evidence),)
        if compare(point, telling, archive, counted=True, more=more).whole:
            found.append(toll)
    return found


def _counts_that(point: AskedPoint, group: Sequence[Toll]) -> bool:
    """Whether one of a happening's events is of the kind that the sentence tells of: a burst, an arrest."""
    return any(toll.event.type == point.type and toll.event.mode in (point.mode, None) for toll in group)


def _telling(toll: Toll, archive: Archive) -> Telling | None:
    text_id = toll.statement.evidence.text_id
    return next((t for t in archive.tellings(toll.event) if t.text_id == text_id), None)


def _of_group(
    point: AskedPoint, group: Sequence[Toll], fitting: Sequence[Toll], *, archive: Archive
) -> Iterator[Finding]:
    casualty = point.casualty
    assert casualty is not None
    so = [toll for toll in fitting if _is_so(casualty, toll.statement) and not toll.statement.past]
    for toll in so:
        yield _finding("supports", toll, archive, point=point)
    said = [toll.statement for toll in so]
    kept = totals([toll.statement for toll in group])
    current = levels(statement for statement in kept if not statement.past)
    for toll in group:
        statement = toll.statement
        if toll in so or not any(statement is each for each in kept) or not _is_other(casualty, statement):
            continue
        yield _finding(_against(statement, said, current), toll, archive, point=point)


def _against(other: Statement, so: Sequence[Statement], current: Sequence[Level]) -> Bearing:
    """How another number bears on those who say the number asked for: held before, at the same time, or after.

    A page without a day is neither before nor after: it speaks against nothing that somebody says.
    """
    if other.past:
        return "near"
    if not so:
        return "differs"
    mine = [level for level in current if any(each in level.statements for each in so)]
    theirs = [level for level in current if other in level.statements]
    for one in mine:
        for level in theirs:
            sides = at_odds(one, level)
            if sides is not None and other in sides[1]:
                return "differs"
    last = max((s.published.earliest or "" for s in so), default="")
    return "replaces" if last and last < (other.published.earliest or "") else "near"


def _is_so(asked: Casualty, told: Statement) -> bool:
    low, high = _bounds(asked)
    if low == high:
        return told.exact and told.number == low
    return low <= told.lower and told.upper <= high


def _is_other(asked: Casualty, told: Statement) -> bool:
    low, high = _bounds(asked)
    return told.upper < low or told.lower > high


def _bounds(asked: Casualty) -> tuple[float, float]:
    """The first and last number that a sentence allows."""
    if asked.number is not None and asked.lower is None and asked.upper is None:
        return float(asked.number), float(asked.number)
    return float(asked.lower or 0), float(asked.upper if asked.upper is not None else "inf")


def _finding(bearing: Bearing, toll: Toll, archive: Archive, *, point: AskedPoint) -> Finding:
    statement = toll.statement
    lacks = ("number",) if bearing in ("differs", "near", "replaces") else ()
    if point.speaker is not None and statement.holder.entity != point.speaker:
        bearing, lacks = "near", (*lacks, "speaker")
    return Finding(
        bearing=bearing,
        kind="event",
        id=toll.event.id,
        text=" ".join(archive.sentence(statement.evidence).exact.split()),
        value=statement.told if lacks else None,
        lacks=lacks,
        holder=statement.holder,
        # Of a text that states its sources its own voice is none: linking has left it out of the event's.
        origins=tuple(o for o in (statement.origin,) if o is not None and o in (toll.event.origins or (o,))),
        time=toll.event.time,
        published=statement.published,
        articles=distinct(a.id for a in archive.sources.articles(statement.evidence.text_id)),
        evidence=(archive.sentence(statement.evidence), statement.evidence),
    )


def _taken_back(point: AskedPoint, archive: Archive, changes: Sequence[Change]) -> Iterator[Finding]:
    """Notes in which an outlet takes the number asked for back, where its page names what the sentence names."""
    casualty = point.casualty
    for change in changes:
        if casualty is None or change.kind == "world" or change.attribute != casualty.kind:
            continue
        if change.before.value != str(casualty.number) or not change.after.evidence:
            continue
        texts = distinct(words.text_id for words in (*change.before.evidence, *change.after.evidence))
        there = frozenset().union(*(archive.places_of(text) for text in texts))
        if not all(any(archive.inside(place, wanted) for place in there) for wanted in point.places):
            continue
        sentences = distinct(archive.sentence(words) for words in change.before.evidence)
        yield Finding(
            bearing="denies",
            kind="claim",
            id=change_id(change),
            text=" … ".join(" ".join(each.exact.split()) for each in sentences),
            value=change.after.value,
            holder=change.after.holders[0],
            origins=archive.sources.origins((change.after.holders[0], text) for text in texts),
            published=next((archive.sources.published(text) for text in texts), UNKNOWN),
            articles=distinct(a.id for text in texts for a in archive.sources.articles(text)),
            evidence=sentences,
        )
