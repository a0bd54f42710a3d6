"""Is it reported?  A sentence as it was read, and a linked picture in; who says so and what speaks against it out.

Precision comes first: a passage supports the sentence only where it says all of it (`bearing.compare`), and nothing is
called reported while it is open whom or which day the sentence means. What is told of the like is listed apart, as
near.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from dateline.dossier import changes, disputes
from dateline.dossier.asked import AskedPoint, understand
from dateline.dossier.bearing import is_anchored
from dateline.dossier.days import changed_by, disputed_by
from dateline.dossier.days import on as on_day
from dateline.dossier.meant import Names
from dateline.dossier.select import trimmed
from dateline.dossier.sources import distinct
from dateline.dossier.tellings import Archive
from dateline.dossier.weighing import Weighing
from dateline.records.corroboration import (
    Bearing,
    Cited,
    Corroboration,
    Finding,
    Note,
    Point,
    Taken,
    Verdict,
)
from dateline.records.evidence import Text
from dateline.records.linked import Linked, Page
from dateline.records.reading import Reading
from dateline.records.time import UNKNOWN, Time

__all__ = ["corroborate"]

_WEAKEST: Sequence[Verdict] = (
    "denied", "otherwise", "unclear", "not_found", "superseded", "disputed", "reported",
)  # fmt: skip
_NEAR, _AGAINST = 5, 12
"""Passages of the like that are listed, and those that speak against a point."""


def corroborate(
    sentence: Text,
    reading: Reading,
    *,
    linked: Linked,
    pages: Sequence[Page],
    text: Callable[[str], str],
    on: str | None = None,
    as_of: str | None = None,
    left_out: int = 0,
) -> Corroboration:
    """Compare a sentence with all that these pages tell. `text` gives a frozen text by its id."""
    whole = linked
    changed = cache(lambda: changes.find(whole, text=text))
    disputed = cache(lambda: disputes.find(whole, text=text))
    if on is not None:
        linked = trimmed(on_day(whole, on, changes=changed()))
        changed = cache(lambda: changed_by(changes.find(whole, text=text), on, linked=whole))
        disputed = cache(lambda: disputed_by(disputes.find(whole, text=text), linked=whole, part=linked))
    names = Names(linked)
    asked = understand(sentence, reading, names=names)
    archive = Archive(linked, pages, names=names, text=text)
    notes = tuple(_notes(asked.points, asked.names))
    unsure = any(note.code != "unknown_name" for note in notes)
    weighing = Weighing(archive, changes=changed, disputes=disputed)
    points = tuple(_point(point, sentence, weighing=weighing, unsure=unsure) for point in asked.points)
    cited = distinct(article for each in _findings(points) for article in each.articles)
    origins = {origin for each in points for finding in each.supports for origin in finding.origins}
    origins |= {origin for each in _findings(points) for origin in each.origins}
    return Corroboration(
        sentence=sentence.text,
        on=on,
        as_of=as_of,
        verdict=min((point.verdict for point in points), key=_WEAKEST.index, default="unclear"),
        first=_latest(point.first for point in points) if all(point.supports for point in points) else UNKNOWN,
        points=points,
        names=asked.names,
        origins=tuple(origin for origin in linked.origins if origin.id in origins),
        articles=tuple(
            Cited(
                id=a.id, source=a.source, url=a.url, title=a.title, outlet=a.outlet, text_id=a.text_id,
                published=a.published,
            )
            for a in linked.articles
            if a.id in set(cited)
        ),
        notes=notes,
        left_out=left_out,
    )  # fmt: skip


def _point(point: AskedPoint, sentence: Text, *, weighing: Weighing, unsure: bool) -> Point:
    found = weighing.weigh(point)
    if unsure:
        found = [replace(one, bearing="near") if one.bearing == "supports" else one for one in found]
    supports = _of(found, "supports")
    against = _of(found, "denies", "differs", "replaces")
    if not is_anchored(point) and not supports:
        against = []
    verdict = _verdict(supports, against, unsure=unsure)
    return Point(
        text=sentence.text[slice(*point.span)],
        what=point.given,
        modality=point.modality,
        polarity=point.polarity,
        verdict=verdict,
        first=min((s.published for s in supports if s.published.earliest), key=_day, default=UNKNOWN),
        origins=distinct(origin for one in supports for origin in one.origins),
        supports=tuple(supports),
        against=tuple(against[:_AGAINST]),
        near=tuple(_of(found, "near")[:_NEAR]),
    )


def _verdict(supports: Sequence[Finding], against: Sequence[Finding], *, unsure: bool) -> Verdict:
    bearings = {one.bearing for one in against}
    if unsure:
        return "unclear"
    if supports:
        if bearings & {"denies", "differs"}:
            return "disputed"
        return "superseded" if "replaces" in bearings else "reported"
    if "denies" in bearings:
        return "denied"
    return "otherwise" if bearings else "not_found"


def _of(found: Iterable[Finding], *bearings: Bearing) -> list[Finding]:
    """The findings of some bearings, what lacks least and was published first before others, each passage once."""
    mine = [one for one in found if one.bearing in bearings]
    ordered = sorted(mine, key=lambda one: (bearings.index(one.bearing), len(one.lacks), _day(one.published), one.id))
    seen: dict[tuple[str, object], Finding] = {}
    for one in ordered:
        seen.setdefault((one.bearing, one.evidence), one)
    return list(seen.values())


def _notes(points: Sequence[AskedPoint], names: Sequence[Taken]) -> Iterator[Note]:
    """Why a sentence cannot be compared, or must be read with care."""
    if not points:
        yield Note(
            code="nothing_said", message="nothing that could be compared is said: give a full sentence, with names"
        )
    for taken in names:
        if len(taken.ids) > 1:
            those = ", ".join(f"{name} ({one})" for name, one in zip(taken.names, taken.ids, strict=True))
            yield Note(
                code="namesakes", message=f"{taken.text!r} may be several here: give the full name of one: {those}"
            )
        elif not taken.ids:
            yield Note(code="unknown_name", message=f"nobody and nothing here is called {taken.text!r}")
    if any(point.open_time for point in points):
        yield Note(code="open_time", message="a time hangs on a day that the sentence does not give: state the date")


def _findings(points: Iterable[Point]) -> Iterator[Finding]:
    for point in points:
        yield from (*point.supports, *point.against, *point.near)


def _day(time: Time) -> str:
    return time.earliest or "~"


def _latest(times: Iterable[Time]) -> Time:
    """Since when all of it is reported: the last of several first reports, unknown where one has no date."""
    known = list(times)
    return max(known, key=_day) if known and all(time.earliest for time in known) else UNKNOWN
