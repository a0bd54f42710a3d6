"""Figures of a story that are no tolls: offers, rewards, homes left, crowds.  Linked in; Changes and Disputes out.

The table ``figure_phrases`` says how texts tell them and what they do: an offer gives way to the next, a crowd is
counted in two ways. A page that says from what to what a figure was raised orders the two even where it bears no date.
What two offerers offer are two figures.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Literal, cast

from dateline.dossier.numbered import Level, Statement, at_odds, held, levels, predecessor, stand
from dateline.dossier.sentences import sentences
from dateline.dossier.sources import Sources
from dateline.lexicon.numbers import number_pattern, value_of
from dateline.lexicon.tables import rows
from dateline.records.base import record
from dateline.records.dossier import Change, Dispute, DossierMention, DossierQuantity, Holder
from dateline.records.evidence import Evidence, Text
from dateline.records.linked import Linked
from dateline.records.time import UNKNOWN

__all__ = ["Figures", "compare"]

Moves = Literal["moves", "counted", "both"]
_LAST = 2
"""Sentences after a figure in which "the number" is still that figure."""
_WHO = re.compile(r"(?:^|[;,.:]\s|\band\s)(?P<who>(?:the )?[A-Za-z][\w’'.-]*(?: [\w’'.-]+){0,3}?)\s*$")
_HAS = re.compile(
    r"\d|[a-z]+teen\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|twel|twen|thir|for|fif|hundred|thou|mil|bil)"
)


@record
class Figures:
    """What comparing the figures gave."""

    changes: tuple[Change, ...]
    disputes: tuple[Dispute, ...]


@record
class _Row:
    attribute: str
    moves: Moves
    money: bool
    pattern: re.Pattern[str]


@record
class _Figure:
    attribute: str
    moves: Moves
    unit: str
    story: str
    subject: str | None
    statement: Statement
    before: Statement | None


def compare(linked: Linked, *, sources: Sources, text: Callable[[str], str]) -> Figures:
    """Compare the figures of each story."""
    groups: dict[tuple[str, str, str], list[_Figure]] = defaultdict(list)
    for figure in _figures(linked, sources=sources, text=text):
        groups[figure.story, figure.attribute, figure.unit].append(figure)
    changes: list[Change] = []
    disputes: list[Dispute] = []
    for group in groups.values():
        for figures in _by_subject(group):
            about = next((f.subject for f in figures if f.subject), figures[0].story)
            if figures[0].moves != "counted":
                changes.extend(_changes(figures, about=about))
            if figures[0].moves != "moves":
                disputes.extend(_disputes(figures, about=about))
    return Figures(changes=tuple(changes), disputes=tuple(disputes))


def _by_subject(group: Sequence[_Figure]) -> list[list[_Figure]]:
    """The figures of each subject; what is told of nobody, or replaces a number of somebody, goes with the first."""
    known = list(dict.fromkeys(f.subject for f in group if f.subject))
    numbers = {f.statement.number for f in group}
    linked = any(f.before is not None and f.before.number in numbers for f in group)
    if len(known) < 2 or linked or group[0].moves != "moves":
        return [list(group)]
    return [[f for f in group if (f.subject or known[0]) == subject] for subject in known]


def _changes(figures: Sequence[_Figure], *, about: str) -> Iterator[Change]:
    """Each value gives way once: as a page says, else to the next that was published."""
    replaced = {(f.statement.evidence.text_id, f.before.number) for f in figures if f.before}
    told = [f.statement for f in figures if (f.statement.evidence.text_id, f.statement.number) not in replaced]
    now, gone = levels(told), set[float]()
    raised = {f.statement.number: f.before for f in figures if f.before is not None}
    for level in sorted(now, key=lambda level: (level.number not in raised, level.first.earliest or "~")):
        stated = raised.get(level.number)
        before: Level | None = None
        if stated is not None:
            before = next((other for other in now if other.number == stated.number), None)
            before = before or Level(number=stated.number, statements=(stated,))
            basis = "the page itself says that it was changed"
        else:
            standing = [other for other in now if other.number not in gone]
            undated = [o for o in standing if o.number in raised and not o.first.earliest and o is not level]
            later = level.first.earliest and any(_earlier(raised[o.number], now, level) for o in undated)
            before = undated[0] if later else predecessor(level, standing, rising=False)
            basis = "it was published later"
        if before is not None and before.number != level.number:
            gone.add(before.number)
            yield Change(
                kind="world", about=about, attribute=figures[0].attribute, basis=basis,
                before=held(before.statements, told=before.told), after=held(level.statements, told=level.told),
            )  # fmt: skip


def _earlier(stated: Statement | None, now: Sequence[Level], level: Level) -> bool:
    """Whether the value from which an undated one was raised had been published before a level."""
    first = next((o.first.earliest for o in now if stated is not None and o.number == stated.number), None)
    return first is not None and first < (level.first.earliest or "")


def _disputes(figures: Sequence[_Figure], *, about: str) -> Iterator[Dispute]:
    now = levels(f.statement for f in figures)
    for at, left in enumerate(now):
        for right in now[at + 1 :]:
            if (found := at_odds(left, right)) is not None:
                stands = tuple(stand(side, told=level.told) for side, level in zip(found, (left, right), strict=True))
                yield Dispute(kind="value", about=about, stands=stands)


def _figures(linked: Linked, *, sources: Sources, text: Callable[[str], str]) -> Iterator[_Figure]:
    quantities: dict[str, list[DossierQuantity]] = defaultdict(list)
    for quantity in linked.quantities:
        quantities[quantity.evidence.text_id].append(quantity)
    subjects: dict[str, list[DossierMention]] = defaultdict(list)
    for mention in linked.mentions:
        if mention.entity and mention.type in ("organization", "person", "group"):
            subjects[mention.evidence.text_id].append(mention)
    for text_id in dict.fromkeys(article.text_id for article in linked.articles):
        frozen = Text(id=text_id, text=text(text_id))
        last: tuple[int, _Row] | None = None
        for number, span in enumerate(sentences(frozen.text)):
            if not _HAS.search(frozen.text[slice(*span)].lower()):
                continue
            for row, hit in _hits(frozen.text, span):
                if row.attribute == "-":
                    if last is None or number - last[0] > _LAST or last[1].money:
                        continue
                    row = last[1]
                figure = _figure(row, hit, frozen, near=quantities[text_id], who=subjects[text_id], sources=sources)
                if figure is not None:
                    last = number, row
                    yield figure


def _hits(where: str, span: tuple[int, int]) -> Iterator[tuple[_Row, re.Match[str]]]:
    taken: list[tuple[int, int]] = []
    for row in _rows():
        for hit in row.pattern.finditer(where, *span):
            if not any(hit.start() < end and start < hit.end() for start, end in taken):
                taken.append(hit.span())
                yield row, hit


def _figure(
    row: _Row,
    hit: re.Match[str],
    frozen: Text,
    *,
    near: Sequence[DossierQuantity],
    who: Sequence[DossierMention],
    sources: Sources,
) -> _Figure | None:
    at = hit.span("n")
    quantity = next((q for q in near if q.evidence.start < at[1] and at[0] < q.evidence.end), None)
    unit = (quantity.unit or quantity.of or "") if quantity else ""
    value = value_of(hit["n"])
    if value is None or (row.money and not unit) or (not row.money and value < 2):
        return None
    if row.money and quantity is not None and quantity.unit is None and value < 1000:
        return None  # "offered four places": nothing that is paid
    start = max((s for s, _ in sentences(frozen.text) if s <= hit.start()), default=hit.start())
    ahead = frozen.text[start : hit.start()]
    whole = quantity is not None and quantity.value == value
    holder = _holder(frozen.cut(*at), ahead, sources)
    made = _statement(
        frozen.cut(*at), value, holder, sources, told=quantity.evidence.exact if whole and quantity else None
    )
    before = hit["before"] if "before" in row.pattern.groupindex else None
    was = value_of(before) if before else None
    return _Figure(
        attribute=row.attribute,
        moves=row.moves,
        unit=unit if row.money else "",
        story=sources.story(frozen.id),
        subject=_subject(row, who, (start, hit.start()), frozen.text) if row.money else None,
        statement=made,
        before=_statement(frozen.cut(*hit.span("before")), was, holder, sources) if was and was != value else None,
    )


def _subject(row: _Row, who: Sequence[DossierMention], ahead: tuple[int, int], where: str) -> str | None:
    """Who offers: the last named before the phrase; for whom a reward is: the first person that its sentence names."""
    if row.attribute != "reward":
        named = [m for m in who if ahead[0] <= m.evidence.start and m.evidence.end <= ahead[1]]
        return named[-1].entity if named else None
    end = next((last for first, last in sentences(where) if first <= ahead[0] < last), ahead[1])
    people = [m for m in who if m.type == "person" and ahead[0] <= m.evidence.start < end]
    return people[0].entity if people else None


def _statement(
    words: Evidence, value: float, holder: Holder, sources: Sources, *, told: str | None = None
) -> Statement:
    return Statement(
        told=" ".join((told or words.exact).split()), number=value, exact=True, lower=value, upper=value, holder=holder,
        origin=sources.origin(holder, words.text_id), evidence=words,
        published=sources.published(words.text_id) if told is not None or words.exact else UNKNOWN,
    )  # fmt: skip


def _holder(words: Evidence, ahead: str, sources: Sources) -> Holder:
    """Who gives a figure: the speaker around it, else who stands before the phrase ("Police put the number at ..")."""
    around = sources.holder(words)
    if around != sources.voice(words.text_id):
        return around
    found = _WHO.search(ahead)
    if found is None or len(ahead.split()) > 12:
        return around
    name = found["who"].strip()
    return Holder(name=name, entity=None, clear=True) if name[:1].isupper() or name.islower() else around


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(
            attribute=attribute,
            moves=cast("Moves", moves),
            money=unit == "money",
            pattern=re.compile(pattern.replace("%N", rf"[$€£]?{number_pattern()}"), re.I),
        )
        for attribute, moves, unit, pattern in rows("figure_phrases")
    )
