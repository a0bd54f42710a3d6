"""Tolls compared: how many were killed, wounded, missing, .. in one happening.  Linked in; Changes, Disputes out.

What the texts tell of one happening in several events (the burst, the deaths, the count of the day) is first
brought together: events of one story whose days and places fit. Counts besides named people, and the smaller
counts of a page beside its own total, are no tolls and stay out; so does what a note of correction takes back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from dateline.dossier.corrections import Note
from dateline.dossier.counts import Toll, tolls
from dateline.dossier.numbered import Level, Statement, at_odds, held, levels, predecessor, same_hand, settled, stand
from dateline.dossier.sentences import sentence
from dateline.dossier.sources import Sources, inside
from dateline.lexicon.numbers import number_pattern, value_of
from dateline.lexicon.tables import rows
from dateline.records.base import record
from dateline.records.dossier import Change, Dispute, DossierEvent
from dateline.records.evidence import Evidence, Text
from dateline.records.linked import Linked
from dateline.records.reading import CasualtyKind
from dateline.records.time import UNKNOWN

__all__ = ["Compared", "compare", "happenings", "totals"]

_NEAR = 3.0
"""An event without day and place belongs to the one toll of its story where the numbers lie within this factor."""
_RECALLED = timedelta(days=90)
"""So long after it happened a page remembers a happening, and no longer counts it."""


@record
class Compared:
    """What comparing the tolls gave; `counts` are the tolls of each happening, one kind at a time."""

    changes: tuple[Change, ...]
    disputes: tuple[Dispute, ...]
    counts: tuple[tuple[Toll, ...], ...] = ()


def compare(linked: Linked, *, sources: Sources, notes: Sequence[Note], text: Callable[[str], str]) -> Compared:
    """Compare the tolls of each happening."""
    changes: list[Change] = []
    disputes: list[Dispute] = []
    seen: set[tuple[str, ...]] = set()
    counts = happenings(linked, sources=sources, notes=notes, text=text)
    for group in counts:
        statements = totals([toll.statement for toll in group])
        about, kind = _about(group, linked).id, group[0].kind
        now = levels(statement for statement in statements if not statement.past)
        past = levels(statement for statement in statements if statement.past)
        story = sources.story(group[0].statement.evidence.text_id)
        disputes.extend(one for one in _disputes(now, about=about) if _is_new(seen, (story, kind, *_told(one))))
        risen = _changes(now, past, about=about, kind=kind, text=text)
        changes.extend(one for one in risen if _is_new(seen, (story, kind, one.before.value, "to", one.after.value)))
    return Compared(changes=tuple(changes), disputes=tuple(disputes), counts=tuple(map(tuple, counts)))


def _told(dispute: Dispute) -> list[str]:
    return sorted(stand.value for stand in dispute.stands)


def _is_new(seen: set[tuple[str, ...]], key: tuple[str, ...]) -> bool:
    """Whether the values of a story are told for the first time: two tellings of one happening may not have met."""
    known = key in seen
    seen.add(key)
    return not known


def happenings(
    linked: Linked, *, sources: Sources, notes: Sequence[Note], text: Callable[[str], str]
) -> list[list[Toll]]:
    """The tolls of each happening, one kind at a time, without those that an outlet took back."""
    taken_back = [words for note in notes for words in note.before_evidence]
    found = [
        toll
        for toll in tolls(linked, sources=sources, text=text)
        if not inside(toll.statement.evidence, taken_back) and not _replaced(toll, notes, sources)
    ]
    return _groups(linked, found, sources)


def _groups(linked: Linked, tolls: Sequence[Toll], sources: Sources) -> list[list[Toll]]:
    """Tolls of one kind and one happening, the fullest known event first."""
    within = {place.id: {place.id, *place.within} for place in linked.places}
    groups: list[list[Toll]] = []
    for toll in sorted(tolls, key=lambda toll: _vagueness(toll.event)):
        home = next((group for group in groups if _belongs(toll, group, within=within, sources=sources)), None)
        if home is None:
            groups.append([toll])
        else:
            home.append(toll)
    return groups


def _vagueness(event: DossierEvent) -> tuple[bool, bool, str]:
    return event.time.earliest is None, event.place is None, event.time.earliest or ""


def _belongs(toll: Toll, group: Sequence[Toll], *, within: dict[str, set[str]], sources: Sources) -> bool:
    if toll.kind != group[0].kind:
        return False
    if any(toll.event.id == other.event.id for other in group):
        return True
    if _recalled(toll) != _recalled(group[0]):
        return False  # "four years ago 31 people died": no toll of the day, though the day's event may bear no date
    if toll.kind == "arrested":
        return False  # people are arrested again and again in one story
    stories = sources.stories(toll.event.articles)
    if not any(stories & sources.stories(other.event.articles) for other in group):
        return False
    numbers = [other.statement.number for other in group]
    near = min(numbers) / _NEAR <= toll.statement.number <= max(numbers) * _NEAR
    if _is_count(toll.event) and near and _counts_on(toll, group):
        return True
    if not all(_fits(toll.event, other.event, within) for other in group):
        return False
    vague = toll.event.time.earliest is None and toll.event.place is None
    return not vague or near


def _is_count(event: DossierEvent) -> bool:
    """Whether it is told who came to harm, and not by what: such words bear the day and the town of the count."""
    return event.type == "death" or (event.type == "accident" and event.mode is None)


def _counts_on(toll: Toll, group: Sequence[Toll]) -> bool:
    """Whether a count may go on with the toll of a group: nobody in it died after that day, and the page tells no
    other number of it."""
    begun = min((other.event.time.earliest for other in group if other.event.time.earliest), default="")
    last = toll.event.time.latest or "~"
    here = [o.statement.number for o in group if o.statement.evidence.text_id == toll.statement.evidence.text_id]
    return begun[:10] <= last[:10] and (not here or toll.statement.number in here)


def _recalled(toll: Toll) -> bool:
    """Whether the page tells the event as one of long before."""
    then, now = toll.event.time.latest, toll.statement.published.earliest
    if then is None or now is None or not then[:10] < now[:10]:
        return False
    return date.fromisoformat(now[:10]) - date.fromisoformat(then[:10]) > _RECALLED


def _fits(left: DossierEvent, right: DossierEvent, within: dict[str, set[str]]) -> bool:
    if left.place and right.place:
        around = within.get(left.place, {left.place}), within.get(right.place, {right.place})
        if left.place not in around[1] and right.place not in around[0]:
            return False
    one, other = left.time, right.time
    apart = one.earliest and other.latest and one.earliest[:10] > other.latest[:10]
    return not apart and not (other.earliest and one.latest and other.earliest[:10] > one.latest[:10])


def totals(statements: Sequence[Statement]) -> list[Statement]:
    """Each page's totals: of what one voice says on a page the largest number, and no small part of another's."""
    by_text: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_text[statement.evidence.text_id].append(statement)
    kept = []
    for group in by_text.values():
        present = [statement for statement in group if not statement.past]
        for one in group:
            larger = [other for other in present if other.number > one.number and other is not one]
            partial = any(same_hand(one, other) or other.number > 2 * one.number for other in larger)
            if one.past or not partial:
                kept.append(one)
    return kept


def _about(group: Sequence[Toll], linked: Linked) -> DossierEvent:
    """The event that the toll is of: the one that its story is most about, else one with a day and a place."""
    rank = {event: number for story in linked.stories for number, event in enumerate(story.about)}
    events = (toll.event for toll in group)
    return min(events, key=lambda event: (rank.get(event.id, len(rank)), *_vagueness(event)[:2], event.id))


def _disputes(now: Sequence[Level], *, about: str) -> Iterator[Dispute]:
    for i, left in enumerate(now):
        for right in now[i + 1 :]:
            if at_odds(left, right) is not None:
                stands = tuple(stand(level.statements, told=level.told) for level in (left, right))
                yield Dispute(kind="value", about=about, stands=stands)


def _changes(
    now: Sequence[Level], past: Sequence[Level], *, about: str, kind: CasualtyKind, text: Callable[[str], str]
) -> Iterator[Change]:
    """What each level replaced: as its own sentence says, else by the days of publication, else as its page recalls."""
    rising = _kinds()[kind][0] == "rises"
    for level in now:
        before, basis = _stated(level, text), "the page itself says that the number has changed"
        if before is not None:
            # Who held it first is known where an earlier page has the same number.
            before = next((other for other in now if other.number == before.number), before)
        elif (before := predecessor(level, now, rising=rising)) is not None:
            first, then = (each.first.earliest or "" for each in (before, level))
            basis = f"{before.told} was published by {first[:10]}, {level.told} on {then[:10]}"
        else:
            texts = {statement.evidence.text_id for statement in level.statements}
            told = [p for p in past if any(s.evidence.text_id in texts for s in p.statements)]
            before = next((p for p in told if p.number < level.number or not rising), None)
            basis = "the page itself tells the earlier number as one held before"
        if before is not None and before.number != level.number:
            yield _change((before, level), about=about, kind=kind, basis=basis)
        if rising and (gone := settled(level, now)) is not None and (before is None or before.number != gone[0].number):
            smaller, basis = gone[0].told, "the two counts were at odds, and later nobody held the smaller: {} gave way"
            yield _change(gone, about=about, kind=kind, basis=basis.format(smaller))


def _change(found: tuple[Level, Level], *, about: str, kind: CasualtyKind, basis: str) -> Change:
    before, after = found
    return Change(
        kind="world",
        about=about,
        attribute=kind,
        before=held(before.statements, told=before.told),
        after=held(after.statements, told=after.told),
        basis=basis,
    )


def _stated(level: Level, text: Callable[[str], str]) -> Level | None:
    """The earlier number where a sentence of a level gives it ("19, up from 17")."""
    for statement in level.statements:
        words = _risen_from(statement.evidence, text(statement.evidence.text_id))
        number = value_of(words.exact) if words is not None else None
        if words is not None and number is not None and number != level.number:
            earlier = Statement(
                told=f"{number:.0f}",
                number=number,
                exact=True,
                lower=number,
                upper=number,
                holder=statement.holder,
                origin=statement.origin,
                published=UNKNOWN,
                evidence=words,
            )
            return Level(number=number, statements=(earlier,))
    return None


def _risen_from(evidence: Evidence, where: str) -> Evidence | None:
    start, end = sentence(where, evidence.start)
    for pattern in _rises():
        found = pattern.search(where, start, end)
        if found is not None and (found.start("before") >= evidence.end or found.end("before") <= evidence.start):
            return Text(id=evidence.text_id, text=where).cut(*found.span("before"))
    return None


def _replaced(toll: Toll, notes: Sequence[Note], sources: Sources) -> bool:
    """Whether an outlet's note takes this number of its own back, in an older version of the page too."""
    outlets = {article.outlet for article in sources.articles(toll.statement.evidence.text_id)}
    return any(
        note.attribute == toll.kind and note.before == toll.statement.told and note.outlet in outlets - {None}
        for note in notes
    )


@cache
def _rises() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row[0].replace("%N", number_pattern()), re.I) for row in rows("rise_cues"))


@cache
def _kinds() -> dict[str, tuple[str, re.Pattern[str]]]:
    return {kind: (move, re.compile(pattern, re.I)) for kind, move, pattern in rows("toll_kinds")}
