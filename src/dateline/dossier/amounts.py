"""Sums of money that stand for one subject, such as a reward, and were raised or cut.  Linked in, Changes out.

A change is told by a sentence itself ("raised from A to B"), or follows from two pages that give different
sums for the same person on different days.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from dateline.dossier.numbered import Statement, held, levels, predecessor
from dateline.dossier.sentences import sentence
from dateline.dossier.sources import Sources
from dateline.lexicon.numbers import number_pattern, value_of
from dateline.lexicon.tables import rows
from dateline.records.base import record
from dateline.records.dossier import Change, DossierMention, DossierQuantity
from dateline.records.evidence import Evidence, Text
from dateline.records.linked import Linked
from dateline.records.time import UNKNOWN

__all__ = ["find"]

_CURRENCY = re.compile(r"[A-Z]{3}")
_SOUGHT = frozenset({"at_large", "wanted", "missing"})


@record
class _Sum:
    attribute: str
    unit: str
    about: str
    statement: Statement
    raised: tuple[Evidence, float] | None


def find(linked: Linked, *, sources: Sources, text: Callable[[str], str]) -> tuple[Change, ...]:
    """The changes of each sum, in order of publication."""
    by_subject: dict[tuple[str, str, str], list[_Sum]] = defaultdict(list)
    for found in _sums(linked, sources, text):
        by_subject[found.attribute, found.unit, found.about].append(found)
    return tuple(change for sums in by_subject.values() for change in _changes(sums))


def _changes(sums: Sequence[_Sum]) -> Iterator[Change]:
    first = sums[0]
    replaced = {(one.statement.evidence.text_id, one.raised[1]) for one in sums if one.raised}
    current = [one.statement for one in sums if (one.statement.evidence.text_id, one.statement.number) not in replaced]
    now = levels(current)
    for level in now:
        before = predecessor(level, now, rising=False)
        raised = next((one for one in sums if one.raised and one.statement.number == level.number), None)
        if before is not None:
            earlier = held(before.statements, told=before.told)
            basis = "it was published later"
        elif raised is not None and raised.raised is not None:
            words, number = raised.raised
            statement = raised.statement
            told = Statement(
                told=_told(words.exact, number, raised.unit), number=number, exact=True, lower=number, upper=number,
                holder=statement.holder, origin=statement.origin, published=UNKNOWN, evidence=words,
            )  # fmt: skip
            earlier, basis = held((told,), told=told.told), "the page itself says that it was changed"
        else:
            continue
        yield Change(
            kind="world", about=first.about, attribute=first.attribute,
            before=earlier, after=held(level.statements, told=level.told), basis=basis,
        )  # fmt: skip


def _sums(linked: Linked, sources: Sources, text: Callable[[str], str]) -> Iterator[_Sum]:
    sought = {state.entity for state in linked.states if state.value in _SOUGHT}
    mentions: dict[str, list[DossierMention]] = defaultdict(list)
    for mention in linked.mentions:
        if mention.entity in sought:
            mentions[mention.evidence.text_id].append(mention)
    for quantity in linked.quantities:
        if not quantity.unit or not _CURRENCY.fullmatch(quantity.unit):
            continue
        where = text(quantity.evidence.text_id)
        start, end = sentence(where, quantity.evidence.start)
        attribute = _attribute(f"{quantity.of or ''}. {where[start:end]}")
        about = _about(mentions[quantity.evidence.text_id], sought, (start, end))
        raised = _raised(quantity, where, (start, end))
        # "raised from 100 to 250 euros" is read as one quantity with bounds: the upper one is the new sum.
        value = quantity.value if quantity.value is not None or raised is None else quantity.upper
        if attribute is not None and about is not None and value is not None:
            statement = _statement(quantity, value, sources)
            yield _Sum(attribute=attribute, unit=quantity.unit, about=about, statement=statement, raised=raised)


def _statement(quantity: DossierQuantity, value: float, sources: Sources) -> Statement:
    holder = sources.holder(quantity.evidence)
    return Statement(
        told=_told(quantity.evidence.exact if quantity.value else "", value, quantity.unit or ""),
        number=value,
        exact=True,
        lower=value,
        upper=value,
        holder=holder,
        origin=sources.origin(holder, quantity.evidence.text_id),
        published=sources.published(quantity.evidence.text_id),
        evidence=quantity.evidence,
    )


def _told(exact: str, value: float, unit: str) -> str:
    """The sum as the text writes it, where it names the currency as well."""
    words = " ".join(exact.split())
    return words if re.search(r"[^\d\s.,-]", words) and len(words) < 40 else f"{value:,.0f} {unit}"


def _attribute(words: str) -> str | None:
    return next((name for name, pattern in _subjects() if pattern.search(words)), None)


def _about(here: Sequence[DossierMention], sought: set[str], span: tuple[int, int]) -> str | None:
    """Whom a sum is for: the one sought who is named in its sentence or last before it, else the only one sought."""
    before = [mention for mention in here if mention.evidence.start < span[1]]
    if before:
        return max(before, key=lambda mention: mention.evidence.start).entity
    return next(iter(sought)) if len(sought) == 1 else None


def _raised(quantity: DossierQuantity, where: str, span: tuple[int, int]) -> tuple[Evidence, float] | None:
    """The earlier sum, where the sentence says that this one replaced it."""
    here = quantity.evidence
    for pattern in _rises():
        for found in pattern.finditer(where, *span):
            after = found.span("after") if "after" in pattern.groupindex else None
            if after is not None and not (here.start < after[1] and after[0] < here.end):
                continue
            start, end = found.span("before")
            value = value_of(found["before"])
            ranged = quantity.value is None and value == quantity.lower
            if value is None or value == quantity.value or (start < here.end and here.start < end and not ranged):
                continue
            return Text(id=here.text_id, text=where).cut(start, end), value
    return None


@cache
def _rises() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row[0].replace("%N", rf"[^\w\s]?{number_pattern()}"), re.I) for row in rows("rise_cues"))


@cache
def _subjects() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((attribute, re.compile(pattern, re.I)) for attribute, pattern in rows("amount_subjects"))
