"""Numbers that were said of one thing: statements in, levels in order of time out; which gave way, which are at odds.

A level is one value with all who hold it. Two levels are at odds where two who are not one origin held them
at the same time: on the same day, or the earlier one still after the later one had been published. A level
gave way to another where it was held before and no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from math import inf

from dateline.dossier.sources import distinct
from dateline.lexicon.folding import fold
from dateline.records.base import record
from dateline.records.dossier import Held, Holder, Stand
from dateline.records.evidence import Evidence
from dateline.records.time import UNKNOWN, Time

__all__ = ["Level", "Statement", "at_odds", "held", "levels", "predecessor", "same_hand", "settled", "stand"]

_FAR = 3.0
"""Numbers further apart than by this factor count different things rather than one thing differently."""
_STEEP = 50.0
"""No toll of one happening rises by more than this factor from one count to the next."""
_SHIFT_HOURS = 4
"""Numbers published so far apart on one day are taken for an earlier and a later one."""


@record
class Statement:
    """One passage that says a number: its bounds, who says it, under which origin, and when it was published.

    `past` is a number of which the passage itself says that it was held earlier; `counted` are the words for
    what was counted, where they say more than "people"; `page` is where it stands, so that the updates of a live page
    are known for each other's.
    """

    told: str
    number: float
    exact: bool
    lower: float
    upper: float
    holder: Holder
    origin: str | None
    published: Time
    evidence: Evidence
    past: bool = False
    counted: frozenset[str] = frozenset()
    page: str = ""


@record
class Level:
    """One value and the statements that hold it, the first published first."""

    number: float
    statements: tuple[Statement, ...]

    @property
    def told(self) -> str:
        """The value as a reader sees it."""
        return self.statements[0].told

    @property
    def first(self) -> Time:
        """When it was first published; unknown where no page with it has a date."""
        return next((s.published for s in self.statements if s.published.earliest), UNKNOWN)

    @property
    def last(self) -> Time:
        """When it was last published."""
        return next((s.published for s in reversed(self.statements) if s.published.earliest), UNKNOWN)


def levels(statements: Iterable[Statement]) -> tuple[Level, ...]:
    """The values in order of their first publication, undated ones last."""
    by_number: dict[float, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_number[statement.number].append(statement)
    made = [Level(number=number, statements=tuple(sorted(group, key=_when))) for number, group in by_number.items()]
    return tuple(sorted(made, key=lambda level: (_first(level), level.number)))


def at_odds(left: Level, right: Level) -> tuple[tuple[Statement, ...], tuple[Statement, ...]] | None:
    """Those who hold two values at the same time, or None where nobody does."""
    if max(left.number, right.number) > _FAR * min(left.number, right.number):
        return None
    pairs = [
        (one, other)
        for one in left.statements
        for other in right.statements
        if not _compatible(one, other) and not same_hand(one, other) and _together(one, other, left, right)
    ]
    if not pairs:
        return None
    return distinct(one for one, _ in pairs), distinct(other for _, other in pairs)


def predecessor(level: Level, before: Sequence[Level], *, rising: bool) -> Level | None:
    """The level that gave way to this one: the latest before it, of those of one day the one of the same hand.

    Of two counts of a rising toll that come out at odds, the larger has none unless its hand alone held one before:
    that it rose so far is what is disputed.
    """
    if rising and any(_precedes(other, level) and _surpasses(other, level, before) for other in before):
        return None  # a larger number was out before: this one counts something else
    candidates = [
        other
        for other in before
        if _precedes(other, level)
        and at_odds(other, level) is None
        and (not rising or level.number / _STEEP < other.number < level.number)
        and not _apart(other, level)
    ]
    if rising and (smaller := [_opening(other) for other in before if _doubts(other, level)]):
        own = [other for other in candidates if _shares(other, _opening(level))]
        candidates = [other for other in own if not any(_shares(other, doubt) for doubt in smaller)]
    if not candidates:
        return None
    day = max((other.first.earliest or "")[:10] for other in candidates)
    latest = [other for other in candidates if (other.first.earliest or "")[:10] == day]
    return max(latest, key=lambda other: (_shares(other, level), other.first.earliest or "", other.number))


def settled(level: Level, before: Sequence[Level]) -> tuple[Level, Level] | None:
    """The smaller count with which a larger one was at odds, and the larger as it was told when the smaller was gone.

    None where the two still stand against each other, or only those who held the larger from the beginning tell it.
    """
    for other in before:
        if other.number >= level.number or at_odds(other, level) is None or _precedes(other, level):
            continue
        since = max(other.last.earliest or "", level.first.earliest or "")[:10]
        later = [one for one in level.statements if (one.published.earliest or "")[:10] > since > ""]
        first = _opening(level).statements
        if any(not same_hand(one, two) for one in later[:1] for two in first):
            return other, Level(number=level.number, statements=tuple(later))
    return None


def _opening(level: Level) -> Level:
    """A level as it was told on its first day."""
    day = (level.first.earliest or "")[:10]
    said = tuple(one for one in level.statements if (one.published.earliest or "")[:10] == day)
    return Level(number=level.number, statements=said or level.statements)


def _doubts(other: Level, level: Level) -> bool:
    """Whether a smaller count came out beside a larger one, and against it."""
    together = (other.first.earliest or "")[:10] == (level.first.earliest or "")[:10]
    return other.number < level.number and together and at_odds(_opening(other), _opening(level)) is not None


def held(statements: Sequence[Statement], *, told: str) -> Held:
    """One side of a change."""
    return Held(
        value=told,
        time=next((s.published for s in statements if s.published.earliest), UNKNOWN),
        holders=distinct(s.holder for s in statements),
        evidence=distinct(s.evidence for s in statements),
    )


def stand(statements: Sequence[Statement], *, told: str) -> Stand:
    """One side of a dispute."""
    return Stand(
        value=told,
        holders=distinct(s.holder for s in statements),
        origins=distinct(s.origin for s in statements if s.origin),
        evidence=distinct(s.evidence for s in statements),
    )


def same_hand(one: Statement, other: Statement) -> bool:
    """Whether two statements count as one voice: one origin, or one holder."""
    if fold(one.holder.name) == fold(other.holder.name):
        return True
    if one.origin is not None and one.origin == other.origin:
        return True
    return one.holder.entity is not None and one.holder.entity == other.holder.entity


def _compatible(one: Statement, other: Statement) -> bool:
    """Whether two statements may both be so: their bounds meet, or they count different people."""
    if _of_others(one, other):
        return True
    return one.lower <= other.upper and other.lower <= one.upper and not (one.exact and other.exact)


def _of_others(one: Statement, other: Statement) -> bool:
    return bool(one.counted and other.counted and not one.counted & other.counted)


def _together(one: Statement, other: Statement, left: Level, right: Level) -> bool:
    """Whether two statements stood at the same time."""
    if one.evidence.text_id == other.evidence.text_id:
        return not _shifted(one, other)
    if one.published.earliest is None or other.published.earliest is None:
        return False
    if one.published.earliest[:10] == other.published.earliest[:10]:
        return not _shifted(one, other)
    older, newer = (one, other) if _first(left) <= _first(right) else (other, one)
    # The value that came first is told again after the other was out: the two stood side by side.
    return (older.published.earliest or "")[:10] > (newer.published.earliest or "")[:10]


def _first(level: Level) -> str:
    return level.first.earliest or "~"


def _shifted(one: Statement, other: Statement) -> bool:
    """Whether two statements of one day are an earlier and a later one: hours apart, or updates of one live page."""
    if None in (one.published.earliest, other.published.earliest):
        return False
    apart = _hours(one.published, other.published)
    return apart >= _SHIFT_HOURS or (apart > 0 and one.page == other.page != "")


def _hours(one: Time, other: Time) -> float:
    if one.precision not in ("minute", "hour") or other.precision not in ("minute", "hour"):
        return 0.0
    left, right = (datetime.fromisoformat((time.earliest or "")[:16]) for time in (one, other))
    return abs((left - right).total_seconds()) / 3600


def _precedes(earlier: Level, later: Level) -> bool:
    first, then = earlier.first.earliest, later.first.earliest
    if first is None or then is None or first >= then:
        return False
    if first[:10] == then[:10]:
        return _shifted(earlier.statements[0], later.statements[0])
    return True


def _surpasses(other: Level, level: Level, before: Sequence[Level]) -> bool:
    """Whether a larger count stood before: one that nobody disputed with a smaller."""
    same = any(not _of_others(one, two) for one in other.statements for two in level.statements)
    if other.number <= level.number or not same or at_odds(other, level) is not None:
        return False
    return not any(each.number <= level.number and at_odds(each, other) is not None for each in before)


def _apart(earlier: Level, later: Level) -> bool:
    """Whether every two statements of two levels may both be so; "at least 9" that became 14 has risen."""
    return all(
        _compatible(one, other) and (_of_others(one, other) or one.upper != inf or other.number <= one.number)
        for one in earlier.statements
        for other in later.statements
    )


def _shares(left: Level, right: Level) -> bool:
    return any(same_hand(one, other) for one in left.statements for other in right.statements)


def _when(statement: Statement) -> tuple[str, str, int]:
    return statement.published.earliest or "~", statement.evidence.text_id, statement.evidence.start
