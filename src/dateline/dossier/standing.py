"""What stands of a disaster, an attack, an accident: how many, when and where.  Linked in, values with holders out.

Pages report a happening one by one, each with its own toll, day and place, and some of them wrongly. Reports of one
story are of one happening if they count the same people, and unless both their places and their days are others. What a
report counts is the toll of its scene, else the total that it gives. A number stands no more that gave way to another:
by a change that was found, or as it was not told again once a larger one was out, or, if disputed, any other, unless
twice as many give it. Of those left that value stands which most reports give, a text and its copies counted once; of
as many numbers the one of more texts, or told last, of days and places the first. No happening is of a day after its
first report, and one dead or wounded, who may be one of many, yields to numbers of several. Where no report counts,
nothing is counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, get_args

from dateline.dossier.counts import Toll
from dateline.dossier.numbered import Statement
from dateline.dossier.sources import Sources, distinct
from dateline.dossier.tolls import totals
from dateline.records.base import record
from dateline.records.dossier import Change, Dispute, DossierArticle, DossierEvent, Standing
from dateline.records.evidence import Evidence
from dateline.records.linked import Linked
from dateline.records.time import Time, day_of

__all__ = ["Moved", "find", "with_standing"]

_HARMFUL = ("death", "assault", "accident", "crime", "disaster")
_APART = 2
"""Days that are two happenings' where their places are others, too: a report may be a day off."""
_CLEARLY = 2
"""A number that so many times as many texts give does not give way to what is told later, which may be misread. Of 200
incidents with several reports this leaves .857 of the dead right, 3 leaves .842."""
_STEEP = 5
"""A larger number so many times over is another count, or misread."""

Attribute = Literal["killed", "wounded", "day", "place"]
_WHERE: tuple[Attribute, ...] = ("day", "place")
_ATTRIBUTES: tuple[Attribute, ...] = get_args(Attribute)
_Count = Literal["killed", "wounded"]
_COUNTED = get_args(_Count)


Counts = Iterable[Sequence[Toll]]
_Totals = Mapping[tuple[str, str], tuple[Statement, int]]


@record
class Moved:
    """What comparing gave: which values gave way to others, and which are disputed."""

    changes: tuple[Change, ...] = ()
    disputes: tuple[Dispute, ...] = ()


@record
class _Moved:
    """The same of one story: kinds and values that gave way, and values that are disputed."""

    gone: frozenset[tuple[str, str]]
    disputed: frozenset[str]


@record
class _Said:
    """What one report gives for an attribute."""

    value: str
    evidence: tuple[Evidence, ...]


@record
class _Report:
    """A text that tells of harm: its main event, when it came out, what it gives, and which tolls are among that."""

    text_id: str
    event: str | None
    published: Time
    group: str
    said: Mapping[Attribute, _Said]
    counts: frozenset[int]


def with_standing(linked: Linked, *, counts: Counts, moved: Moved, sources: Sources) -> Linked:
    """The picture with the values that stand on the events that they are of; `counts` are the tolls by happening."""
    found = find(linked, counts=counts, moved=moved, sources=sources)
    events = (replace(event, standing=found[event.id]) if event.id in found else event for event in linked.events)
    return replace(linked, events=tuple(events)) if found else linked


def find(linked: Linked, *, counts: Counts, moved: Moved, sources: Sources) -> dict[str, tuple[Standing, ...]]:
    """What stands of each happening that pages report, by the event that its story is most about."""
    within = {place.id: {place.id, *place.within} for place in linked.places}
    order = {event: at for story in linked.stories for at, event in enumerate(story.about)}
    stories = {event.id: sources.stories(event.articles) for event in linked.events}
    gone = {
        (story, one.attribute, one.before.value)
        for one in moved.changes
        if one.kind == "world"
        for story in stories.get(one.about, ())
    }
    disputed = {
        (story, stand.value)
        for one in moved.disputes
        if one.kind == "value"
        for stand in one.stands
        for story in stories.get(one.about, ())
    }
    found: dict[str, tuple[Standing, ...]] = {}
    for story, reports in _by_story(linked, _totals(counts), sources).items():
        mine = _Moved(
            gone=frozenset((attribute, value) for of, attribute, value in gone if of == story),
            disputed=frozenset(value for of, value in disputed if of == story),
        )
        groups = _happenings(reports, within)
        for group in groups:
            events = [report.event for report in group if report.event is not None]
            # One text that is apart from all others of its story was more likely misread than alone to know.
            if events and (len(group) > 1 or len(groups) == 1):
                about = min(set(events), key=lambda event: (-events.count(event), order.get(event, len(order)), event))
                found[about] = tuple(_standing(group, moved=mine, sources=sources))
    return {event: standing for event, standing in found.items() if standing}


def _totals(counts: Counts) -> _Totals:
    """What each text (by its id) counts of each kind: its total of the happening that most texts count, and which."""
    found: dict[tuple[str, str], tuple[Statement, int]] = {}
    ranked = sorted(counts, key=lambda group: -len({toll.statement.evidence.text_id for toll in group}))
    for number, group in enumerate(ranked):
        told: dict[str, Statement] = {}
        for one in totals([toll.statement for toll in group]):
            if not one.past and (before := told.get(one.evidence.text_id, one)).number <= one.number:
                told[one.evidence.text_id] = one if before.number < one.number else before
        for text, one in told.items():
            found.setdefault((text, group[0].kind), (one, number))
    return found


def _by_story(linked: Linked, counted: _Totals, sources: Sources) -> dict[str, list[_Report]]:
    """The reports of each story in the order of their publication."""
    events: dict[str, list[DossierEvent]] = defaultdict(list)
    for event in linked.events:
        if event.polarity == "positive" and event.modality == "asserted":
            for text in dict.fromkeys(words.text_id for words in (*event.mentions, *event.evidence)):
                events[text].append(event)
    copied = {article: f"copies {at}" for at, copies in enumerate(linked.copies) for article in copies.articles}
    stories: dict[str, list[_Report]] = defaultdict(list)
    for article in {article.text_id: article for article in reversed(linked.articles)}.values():
        report = _report(
            article, events[article.text_id], published=sources.published(article.text_id), counted=counted,
            group=copied.get(article.id, article.text_id),
        )  # fmt: skip
        if report is not None:
            stories[sources.story(article.text_id)].append(report)
    for reports in stories.values():
        reports.sort(key=lambda report: (report.published.earliest or "~", report.text_id))
    return stories


def _report(
    article: DossierArticle,
    events: Sequence[DossierEvent],
    *,
    published: Time,
    counted: _Totals,
    group: str,
) -> _Report | None:
    """What a text says of its main happening; None of one that tells of no harm."""
    order = {event: at for at, event in enumerate(article.about)}
    ranked = sorted(events, key=lambda event: order.get(event.id, len(order)))
    harmful = [event for event in ranked if event.casualties or event.type in _HARMFUL]
    scene = article.scene
    if scene is None and not harmful:
        return None
    text, said = article.text_id, dict[Attribute, _Said]()
    tolls = {toll.kind: toll for toll in scene.tolls} if scene is not None else {}
    for kind in _COUNTED:
        if (toll := tolls.get(kind)) is not None:
            said[kind] = _Said(value=str(toll.number), evidence=(toll.evidence,))
        elif (total := counted.get((text, kind))) is not None:
            said[kind] = _Said(value=f"{total[0].number:.0f}", evidence=(total[0].evidence,))
    times = [*([(scene.time, scene.evidence)] if scene else []), *((e.time, _in(e.evidence, text)) for e in harmful)]
    for time, words in times:
        if "day" not in said and (day := day_of(time)) is not None and words:
            said["day"] = _Said(value=day.isoformat(), evidence=tuple(words))
    places = [*([(scene.place, scene.evidence)] if scene else []), *((e.place, _in(e.evidence, text)) for e in harmful)]
    for place, words in places:
        if "place" not in said and place is not None and words:
            said["place"] = _Said(value=place, evidence=tuple(words))
    event = next((event.id for event in harmful or ranked), None)
    counts = frozenset(counted[text, kind][1] for kind in _COUNTED if (text, kind) in counted)
    return _Report(text_id=text, event=event, published=published, group=group, said=said, counts=counts)


def _in(evidence: Iterable[Evidence], text: str) -> tuple[Evidence, ...]:
    return tuple(words for words in evidence if words.text_id == text)


def _happenings(reports: Sequence[_Report], within: Mapping[str, set[str]]) -> list[list[_Report]]:
    """The reports of each happening of a story: of one are those that count the same, or are not of other places and
    other days than most."""
    groups: list[list[_Report]] = []
    for report in reports:
        counting = (group for group in groups if any(report.counts & other.counts for other in group))
        near = (group for group in groups if not _apart(report, group, within))
        home = next(counting, None) or next(near, None)
        if home is None:
            groups.append([report])
        else:
            home.append(report)
    return groups


def _apart(report: _Report, group: Sequence[_Report], within: Mapping[str, set[str]]) -> bool:
    others = [_most(told, name) for name in _WHERE if (told := [one for one in group if name in one.said])]
    own = [report.said[name].value for name in _WHERE if name in report.said]
    if len(own) < 2 or len(others) < 2:
        return False
    (day, place), (other_day, other_place) = own, others
    if abs((date.fromisoformat(day) - date.fromisoformat(other_day)).days) < _APART:
        return False
    return place not in within.get(other_place, {other_place}) and other_place not in within.get(place, {place})


def _standing(group: Sequence[_Report], *, moved: _Moved, sources: Sources) -> list[Standing]:
    first = next((report.published.earliest for report in group if report.published.earliest), None)
    found = []
    for attribute in _ATTRIBUTES:
        told = [report for report in group if attribute in report.said]
        told = [report for report in told if (attribute, report.said[attribute].value) not in moved.gone] or told
        if attribute in _COUNTED:
            told = _latest(_several(told, attribute), attribute, disputed=moved.disputed)
        if attribute == "day" and first is not None:
            told = [report for report in told if report.said["day"].value <= first[:10]] or told
        among = len({report.group for report in told})
        if told:
            value = _most(told, attribute)
            holding = [report for report in told if report.said[attribute].value == value]
            found.append(_stands(attribute, value, holding, among=among, sources=sources))
    return found


def _several(told: Sequence[_Report], attribute: Attribute) -> list[_Report]:
    """Without the reports of one where any counts several: one of them may be told of alone."""
    return [report for report in told if report.said[attribute].value != "1"] or [*told]


def _latest(told: Sequence[_Report], attribute: Attribute, *, disputed: frozenset[str]) -> list[_Report]:
    """Without the numbers that were not told again once a larger one was out (tolls rise, and readers err), or, of
    those that were disputed, any other."""
    days: dict[int, list[str]] = defaultdict(list)
    for report in told:
        if report.published.earliest is not None:
            days[int(report.said[attribute].value)].append(report.published.earliest[:10])

    def gave_way(number: int, other: int) -> bool:
        if max(days[number]) >= min(days[other]) or len(days[number]) >= _CLEARLY * len(days[other]):
            return False
        return number < other <= _STEEP * number or (str(number) in disputed and number <= _STEEP * other)

    gone = {str(number) for number in days if any(gave_way(number, other) for other in days)}
    return [report for report in told if report.said[attribute].value not in gone]


def _most(told: Sequence[_Report], attribute: Attribute) -> str:
    """The value that most reports give; of as many numbers the one told last, of days and places the first."""
    votes: dict[str, set[str]] = defaultdict(set)
    for report in told:
        votes[report.said[attribute].value].add(report.group)
    if attribute == "day":
        return min(votes, key=lambda value: (-len(votes[value]), value))
    if attribute == "place":
        return max(votes, key=lambda value: len(votes[value]))
    texts = Counter(report.said[attribute].value for report in told)
    last = {report.said[attribute].value: at for at, report in enumerate(told)}
    return max(votes, key=lambda value: (len(votes[value]), texts[value], last[value]))


def _stands(attribute: Attribute, value: str, holding: Sequence[_Report], *, among: int, sources: Sources) -> Standing:
    evidence = distinct(words for report in holding for words in report.said[attribute].evidence)
    holders = {words: sources.holder(words) for words in evidence}
    return Standing(
        attribute=attribute,
        value=value,
        since=next((report.published for report in holding if report.published.earliest), holding[0].published),
        reports=len({report.group for report in holding}),
        among=among,
        holders=distinct(holders.values()),
        origins=sources.origins((holder, words.text_id) for words, holder in holders.items()),
        evidence=evidence,
    )
