"""What is new, changed and gone between two pictures.  Two dossiers in, a Diff out.

Things are the same where their ids are, or where they rest on the same words: an event keeps its words when another
page joins it. Every point carries its evidence, from the later picture where it stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from dateline.dossier.sources import distinct
from dateline.dossier.succession import in_words
from dateline.records.base import record
from dateline.records.dossier import Dossier, Scope, TimelineLine
from dateline.records.evidence import Evidence
from dateline.records.references import change_id, dispute_id
from dateline.records.time import Time

__all__ = ["Diff", "Point", "diff"]

PointKind = Literal["article", "story", "event", "state", "change", "dispute"]
SCHEMA = "dateline-diff/1"
_STORY = "story"


@record
class Difference:
    """One attribute of a thing in both pictures."""

    attribute: str
    before: str
    after: str


@record
class Point:
    """One thing that a picture tells. `what` is how it differs from the earlier picture."""

    kind: PointKind
    id: str
    text: str
    time: Time
    articles: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    what: tuple[Difference, ...] = ()


@record
class Diff:
    """What changed from one picture to another; the scopes say which, the points lie in the order of the pictures."""

    schema: str = SCHEMA
    before: Scope
    after: Scope
    new: tuple[Point, ...]
    changed: tuple[Point, ...]
    gone: tuple[Point, ...]


@record
class _Told:
    """A point with what tells it from others (`marks`: an id, words, values) and what may differ in it."""

    point: Point
    marks: frozenset[object]
    facts: tuple[tuple[str, str], ...]


def diff(before: Dossier, after: Dossier) -> Diff:
    """Compare two pictures, the earlier one first."""
    old, new = [*_points(before)], [*_points(after)]
    pairs = _paired(old, new)
    taken = {id(one) for one in pairs.values()}
    return Diff(
        before=before.scope,
        after=after.scope,
        new=tuple(replace(one.point, what=_parted(one.point, before)) for at, one in enumerate(new) if at not in pairs),
        changed=tuple(
            replace(new[at].point, what=found)
            for at, one in sorted(pairs.items())
            if (found := _differences(one, new[at]))
        ),
        gone=tuple(replace(one.point, what=_joined(one.point, after)) for one in old if id(one) not in taken),
    )


def _parted(point: Point, before: Dossier) -> tuple[Difference, ...]:
    """From which story a new one was parted, and how many pages came along."""
    return tuple(
        Difference(attribute=_STORY, before=f"{story.id} {story.title}", after=f"{point.id} {point.text}")
        for story in before.stories
        if point.kind == "story" and {*story.articles} & {*point.articles}
    )


def _joined(point: Point, after: Dossier) -> tuple[Difference, ...]:
    """Into which stories one that is gone went: its id leads to the first of them."""
    return tuple(
        Difference(attribute=_STORY, before=f"{point.id} {point.text}", after=f"{story.id} {story.title}")
        for story in after.stories
        if point.kind == "story" and {*story.articles} & {*point.articles}
    )


def _paired(old: Sequence[_Told], new: Sequence[_Told]) -> dict[int, _Told]:
    """For each later point (by its place) the earlier one that it was: by most shared marks, each once."""
    by_mark: dict[tuple[str, object], list[int]] = {}
    for at, one in enumerate(new):
        for mark in one.marks:
            by_mark.setdefault((one.point.kind, mark), []).append(at)
    pairs: dict[int, _Told] = {}
    for one in old:
        near = [at for mark in one.marks for at in by_mark.get((one.point.kind, mark), ()) if at not in pairs]
        if near:
            same_id = [at for at in near if new[at].point.id == one.point.id]
            pairs[max(same_id or near, key=lambda at: (near.count(at), -at))] = one
    return pairs


def _differences(old: _Told, new: _Told) -> tuple[Difference, ...]:
    was = dict(old.facts)
    return tuple(
        Difference(attribute=name, before=was.get(name, ""), after=value)
        for name, value in new.facts
        if was.get(name, "") != value
    )


def _points(picture: Dossier) -> Iterator[_Told]:
    yield from _articles(picture)
    yield from _happenings(picture)
    yield from _states(picture)
    yield from _changes(picture)
    yield from _disputes(picture)


def _articles(picture: Dossier) -> Iterator[_Told]:
    for article in picture.articles:
        told = tuple(words for field in article.evidence.values() for words in field)
        point = Point(
            kind="article", id=article.id, text=article.title or article.source, time=article.published,
            articles=(article.id,), evidence=told,
        )  # fmt: skip
        yield _Told(point=point, marks=frozenset({article.id}), facts=(("published", _when(article.published)),))
    for story in picture.stories:
        point = Point(kind="story", id=story.id, text=story.title, time=Time(), articles=story.articles, evidence=())
        facts = (("title", story.title), ("pages", str(len(story.articles))))
        yield _Told(point=point, marks=frozenset({story.id, *story.articles}), facts=facts)


def _happenings(picture: Dossier) -> Iterator[_Told]:
    names = {origin.id: origin.name for origin in picture.origins}
    events = {event.id: event for event in picture.events}
    for line in picture.timeline:
        event = events.get(line.event)
        if event is None:
            continue
        tolls = sorted({(c.kind, str(c.number)) for c in event.casualties if c.number is not None and not c.besides})
        facts = (
            ("time", _when(line.time)),
            *((kind, _listed(n for k, n in tolls if k == kind)) for kind in distinct(kind for kind, _ in tolls)),
            ("origins", _listed(sorted(names.get(origin, origin) for origin in line.origins))),
        )
        yield _Told(point=_line(line), marks=frozenset({event.id, *event.mentions}), facts=facts)


def _line(line: TimelineLine) -> Point:
    return Point(
        kind="event", id=line.event, text=line.text, time=line.time, articles=line.articles, evidence=line.evidence
    )


def _states(picture: Dossier) -> Iterator[_Told]:
    """One point for each state of each entity, whoever says so."""
    names = {entity.id: entity.name for entity in picture.entities}
    groups: dict[tuple[str, str], list[int]] = {}
    for at, state in enumerate(picture.states):
        groups.setdefault((state.entity, state.value), []).append(at)
    for (entity, _), group in groups.items():
        states = [picture.states[at] for at in group]
        evidence = distinct(words for state in states for words in state.evidence)
        point = Point(
            kind="state", id=states[0].id, text=f"{names.get(entity, entity)}: {in_words(states[0].value)}",
            time=next((s.since for s in states if s.since.earliest), Time()), articles=(), evidence=evidence,
        )  # fmt: skip
        facts = (
            ("since", _when(point.time)),
            ("until", _when(next((s.until for s in states if s.until.latest), Time()))),
        )
        yield _Told(point=point, marks=frozenset({(entity, states[0].value), *evidence}), facts=facts)


def _changes(picture: Dossier) -> Iterator[_Told]:
    names = {entity.id: f"{entity.name}, " for entity in picture.entities}
    for change in picture.changes:
        evidence = distinct((*change.before.evidence, *change.after.evidence))
        point = Point(
            kind="change", id=change_id(change), time=change.after.time, articles=(), evidence=evidence,
            text=f"{names.get(change.about, '')}{change.attribute}: {change.before.value} -> {change.after.value}",
        )  # fmt: skip
        facts = (("before", change.before.value), ("after", change.after.value), ("kind", change.kind))
        told = ((words, change.after.value) for words in change.after.evidence)
        yield _Told(point=point, marks=frozenset({point.id, *told}), facts=facts)


def _disputes(picture: Dossier) -> Iterator[_Told]:
    for dispute in picture.disputes:
        evidence = distinct(words for stand in dispute.stands for words in stand.evidence)
        point = Point(
            kind="dispute", id=dispute_id(dispute), time=Time(), articles=(), evidence=evidence,
            text=" | ".join(stand.value for stand in dispute.stands),
        )  # fmt: skip
        facts = tuple(
            (f"{dispute.kind} {at}", f"{stand.value} ({_listed(holder.name for holder in stand.holders)})")
            for at, stand in enumerate(dispute.stands, start=1)
        )
        marks = frozenset({point.id, *((dispute.kind, words) for words in evidence)})
        yield _Told(point=point, marks=marks, facts=facts)


def _when(time: Time) -> str:
    """What is known of a time, without the bounds that other pages set: these move as pages come."""
    return time.value or ""


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
