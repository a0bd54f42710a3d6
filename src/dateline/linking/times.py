"""Times closed: open expressions and the publication day in, Times out.

A text's day is the earliest known publication day of its articles. Without one an open time stays unknown;
where the article's publication is bounded, what lay before it is bounded too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Literal

from dateline.linking.corpus import SharedText
from dateline.records.dossier import DossierTime
from dateline.records.evidence import Evidence
from dateline.records.reading import TimeExpression
from dateline.records.time import UNKNOWN, Basis, Time, close, day_of, span_of, stated

__all__ = ["Clock", "close_times", "ends_before", "narrower", "overlap"]

_VAGUE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})  # TIMEX3's values for "now", "recently", "soon"
_TODAY = re.compile(r"\b(today|this|tonight)\b", re.IGNORECASE)
_EVENING = 17  # the hour from which "tonight" can be this one
_OWN_VOICE = "own voice"
_BOUNDS: tuple[Literal["earliest", "latest"], ...] = ("earliest", "latest")
_DURATION = re.compile(r"P(\d+)([YMWD])")
_RECALLED = timedelta(days=90)
"""A text that tells of one happening seldom tells of it first after a quarter of a year."""
_NEWS = timedelta(days=2)
"""What an article opens with and does not date was done on its day or the two before."""
_DAYS = {"Y": 365.2425, "M": 30.436875, "W": 7.0, "D": 1.0}


class Clock:
    """What the time expressions of all texts mean, by id."""

    def __init__(self, times: Iterable[DossierTime], published: Mapping[str, Time]) -> None:
        self.times = tuple(times)
        self._by_id = {time.id: time for time in self.times}
        self._published = published

    def at(self, time_id: str | None) -> Time:
        """The Time of an expression, unknown for none."""
        found = self._by_id.get(time_id) if time_id else None
        return found.time if found else UNKNOWN

    def told_by(self, text_id: str) -> Time:
        """When something done was done at latest: it is told in a text that was out by then."""
        latest = self._published.get(text_id, UNKNOWN).latest
        if latest is None:
            return UNKNOWN
        reason = f"told in an article that was published by {latest[:10]}"
        return Time(latest=latest[:10], basis=(Basis(bound="latest", kind="inferred", reason=reason),))

    def just_before(self, text_id: str) -> Time:
        """The days on which that was done with which a text opens, where it does not say when."""
        day = day_of(self._published.get(text_id, UNKNOWN))
        if day is None:
            return UNKNOWN
        reason = f"the news of an article that was published on {day.isoformat()}"
        basis = tuple(Basis(bound=bound, kind="inferred", reason=reason) for bound in _BOUNDS)
        return Time(earliest=(day - _NEWS).isoformat(), latest=day.isoformat(), basis=basis)

    def is_ahead(self, time: Time, text_id: str) -> bool:
        """Whether a time begins after a text was out: what it dates was not done yet."""
        latest = self._published.get(text_id, UNKNOWN).latest
        return bool(latest and time.earliest and time.earliest[:10] > latest[:10])

    def is_recalled(self, time: Time, text_id: str) -> bool:
        """Whether a time ended months before a text was out: what it dates is no news there, but remembered."""
        earliest = self._published.get(text_id, UNKNOWN).earliest
        if earliest is None or time.latest is None:
            return False
        try:
            return date.fromisoformat(earliest[:10]) - date.fromisoformat(time.latest[:10]) > _RECALLED
        except ValueError:
            return False

    def since(self, time_id: str | None) -> Time:
        """When a state began: of a duration, so long before its text was published."""
        found = self._by_id.get(time_id) if time_id else None
        if found is None or found.type != "DURATION" or found.value is None:
            return found.time if found else UNKNOWN
        return _before(self._published.get(found.evidence.text_id, UNKNOWN), found.value, found.evidence)


def close_times(texts: Iterable[SharedText], published: Mapping[str, Time]) -> Clock:
    """Close every time expression. `published` gives each text's publication, or its bounds, by text id."""
    times = [time for text in texts for time in _of_text(text, published.get(text.text_id, UNKNOWN))]
    return Clock(times, published)


def _of_text(text: SharedText, published: Time) -> Iterator[DossierTime]:
    expressions = {expression.id: expression for expression in text.reading.times}
    speech = [
        (words.start, words.end, expressions.get(quotation.said or ""))
        for quotation in text.reading.quotations
        if quotation.kind == "direct"
        for words in quotation.content_evidence
    ]
    for expression in text.reading.times:
        at = expression.evidence
        said = next((said for start, end, said in speech if start <= at.start and at.end <= end), _OWN_VOICE)
        yield DossierTime(
            id=expression.id,
            type=expression.type,
            value=expression.value,
            time=_closed(expression, published) if said == _OWN_VOICE else _spoken(expression, said, published),
            evidence=at,
        )


def _spoken(expression: TimeExpression, said: TimeExpression | str | None, published: Time) -> Time:
    """In direct speech a day is counted from the day of speech: "tonight" may be days before publication."""
    if expression.anchor is None or expression.anchor.unit != "day" or expression.anchor.which is not None:
        return _closed(expression, published)
    spoken = _closed(said, published) if isinstance(said, TimeExpression) else UNKNOWN
    if day_of(spoken):
        return _closed(expression, spoken)
    return _evening_before(expression, published) or _bounded(expression, published)


def _evening_before(expression: TimeExpression, published: Time) -> Time | None:
    """ "tonight", said in an article of nine in the morning, is the evening before."""
    day, anchor = day_of(published), expression.anchor
    clock = (published.value or "")[11:13]
    if day is None or anchor is None or anchor.shift or anchor.part not in ("EV", "NI") or not clock.isdigit():
        return None
    if int(clock) >= _EVENING:
        return None
    value = f"{(day - timedelta(days=1)).isoformat()}T{anchor.part}"
    earliest, latest, precision = span_of(value)
    reason = f"“{expression.evidence.exact}” was said before the publication, {published.value}"
    basis = Basis(bound="value", kind="inferred", reason=reason, evidence=(expression.evidence,))
    return Time(value=value, earliest=earliest, latest=latest, precision=precision, basis=(basis,))


def _closed(expression: TimeExpression, published: Time) -> Time:
    if expression.type in ("DURATION", "SET"):
        return UNKNOWN
    if expression.value in _VAGUE:
        return _vague(expression, published)
    if expression.value is not None:
        return stated(expression.value, expression.evidence)
    if expression.anchor is None:
        return UNKNOWN
    day = day_of(published)
    if day is None or _bare_clock(expression):
        return _bounded(expression, published)
    try:
        value = close(expression.anchor, day)
    except (OverflowError, ValueError):
        return UNKNOWN
    reason = f"“{expression.evidence.exact}” counted from {day.isoformat()}"
    earliest, latest, precision = span_of(value)
    basis = Basis(bound="value", kind="relative", reason=reason, evidence=(expression.evidence,))
    return Time(value=value, earliest=earliest, latest=latest, precision=precision, basis=(basis,))


def _bare_clock(expression: TimeExpression) -> bool:
    """ "shortly after 6 a.m.": an hour of a day that the words do not name, seldom that of publication."""
    anchor = expression.anchor
    if anchor is None or not anchor.part or not anchor.part[:1].isdigit() or anchor.which is not None:
        return False
    if (anchor.unit, anchor.shift) != ("day", 0):
        return False
    return _TODAY.search(expression.evidence.exact) is None


def _vague(expression: TimeExpression, published: Time) -> Time:
    """ "now", "recently", "soon": no value, but bounds where the publication has some."""
    ahead = expression.value == "FUTURE_REF"
    bound = published.earliest if ahead else published.latest
    if bound is None:
        return UNKNOWN
    side: Literal["earliest", "latest"] = "earliest" if ahead else "latest"
    reason = f"“{expression.evidence.exact}” as seen from the publication"
    basis = Basis(bound=side, kind="relative", reason=reason, evidence=(expression.evidence,))
    day = bound[:10]
    return Time(earliest=day, basis=(basis,)) if ahead else Time(latest=day, basis=(basis,))


def _bounded(expression: TimeExpression, published: Time) -> Time:
    anchor = expression.anchor
    if anchor is None or published.latest is None or anchor.direction != "past" or anchor.shift > 0:
        return UNKNOWN
    reason = f"“{expression.evidence.exact}” lies before the publication, which was at latest on {published.latest}"
    basis = Basis(bound="latest", kind="inferred", reason=reason, evidence=(expression.evidence,))
    return Time(latest=published.latest[:10], basis=(basis,))


def _before(published: Time, duration: str, evidence: Evidence) -> Time:
    found = _DURATION.fullmatch(duration)
    if found is None or (published.latest is None and published.earliest is None):
        return UNKNOWN
    count, unit = int(found[1]), found[2]
    day = day_of(published)
    if day is None:
        latest = _back(published.latest, count, unit)
        reason = f"“{evidence.exact}” before the publication, which was at latest on {published.latest}"
        basis = Basis(bound="latest", kind="inferred", reason=reason, evidence=(evidence,))
        return UNKNOWN if latest is None else Time(latest=latest.isoformat(), basis=(basis,))
    begun = _back(day.isoformat(), count, unit)
    if begun is None:
        return UNKNOWN
    value = {"Y": f"{begun.year:04}", "M": begun.isoformat()[:7]}.get(unit, begun.isoformat())
    earliest, last, precision = span_of(value)
    basis = Basis(bound="value", kind="relative", reason=f"“{evidence.exact}” before {day}", evidence=(evidence,))
    return Time(value=value, earliest=earliest, latest=last, precision=precision, basis=(basis,))


def _back(day: str | None, count: int, unit: str) -> date | None:
    if day is None:
        return None
    try:
        start = date.fromisoformat(day[:10])
        if unit == "Y":
            return start.replace(year=start.year - count, day=min(start.day, 28 if start.month == 2 else 31))
        return start - timedelta(days=round(count * _DAYS[unit]))
    except (ValueError, OverflowError):
        return None


def overlap(left: Time, right: Time) -> bool:
    """Whether two times can be the same; what is unknown can be any."""
    return not ends_before(left, right) and not ends_before(right, left)


def ends_before(left: Time, right: Time) -> bool:
    """Whether one time is over, by days, before the other begins."""
    return left.latest is not None and right.earliest is not None and left.latest[:10] < right.earliest[:10]


def narrower(times: Iterable[Time]) -> Time:
    """The most precise of some times that agree; the first among equals, unknown for none."""
    return min(times, key=_width, default=UNKNOWN)


def _width(time: Time) -> tuple[int, float]:
    if time.value is None or time.earliest is None or time.latest is None:
        return (1 if time.earliest or time.latest else 2), 0.0
    first, last = date.fromisoformat(time.earliest[:10]), date.fromisoformat(time.latest[:10])
    minute = time.precision in ("minute", "hour")
    return 0, (last - first).days + (0.0 if minute else 0.3 if time.precision == "part_of_day" else 0.5)
