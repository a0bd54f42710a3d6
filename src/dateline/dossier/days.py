"""The picture on a day, and as of a day.  Linked and a day in, what holds or had been published by then out.

As of a day only those pages count that had appeared by then for certain: by their day, else by the latest day that
bounds it; a page that nothing bounds counts in no such picture. On a day is the world that day, as all pages tell it:
what had happened by then, and the states that held. What is known to the month may have happened when the month has
begun; a state without a known beginning holds until it ends, unless it is the end of another one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from dateline.dossier import succession
from dateline.dossier.sources import Sources
from dateline.errors import UsageError
from dateline.records.dossier import (
    Change,
    Dispute,
    DossierArticle,
    DossierRole,
    DossierState,
)
from dateline.records.evidence import Evidence
from dateline.records.linked import Linked
from dateline.records.time import Time

__all__ = ["changed_by", "day", "disputed_by", "on", "published_by"]


def day(said: str) -> str:
    """A day as asked for, ``2026-02-21``; raises UsageError("bad_day") where it is none."""
    try:
        return date.fromisoformat(said.strip()).isoformat()
    except ValueError:
        raise UsageError("bad_day", f"{said!r} is no day: give it as 2026-02-21") from None


def published_by(articles: Iterable[DossierArticle], as_of: str) -> frozenset[str]:
    """The ids of the articles that had appeared by a day for certain."""
    return frozenset(a.id for a in articles if a.published.latest is not None and a.published.latest[:10] <= as_of)


def on(linked: Linked, asked: str, *, changes: Collection[Change]) -> Linked:
    """What is so on a day: its states, its roles, and all that had happened or been said by then."""
    sources = Sources(linked)
    events = tuple(e for e in linked.events if _begun(e.time, e.evidence, asked, sources))
    quotations = tuple(q for q in linked.quotations if _begun(q.said, q.evidence.content, asked, sources))
    said = {quotation.id for quotation in quotations}
    unsaid = {quotation.id for quotation in linked.quotations} - said
    kept = {event.id for event in events}
    return replace(
        linked,
        articles=tuple(replace(a, about=tuple(e for e in a.about if e in kept)) for a in linked.articles),
        entities=tuple(
            replace(e, roles=tuple(role for role in e.roles if _borne(role, asked))) for e in linked.entities
        ),
        quotations=tuple(replace(q, parent=None) if q.parent in unsaid else q for q in quotations),
        claims=tuple(
            c for c in linked.claims if c.quotation not in unsaid and not (c.about.earliest or "")[:10] > asked
        ),
        events=events,
        states=_states(linked, asked, changes=changes, sources=sources),
        stories=tuple(replace(s, about=tuple(e for e in s.about if e in kept)) for s in linked.stories),
    )


def changed_by(changes: Iterable[Change], asked: str, *, linked: Linked) -> tuple[Change, ...]:
    """The changes of the world that had come about by a day, and what outlets had taken back by then."""
    sources = Sources(linked)
    return tuple(c for c in changes if _begun(c.after.time, c.after.evidence, asked, sources))


def disputed_by(disputes: Iterable[Dispute], *, linked: Linked, part: Linked) -> tuple[Dispute, ...]:
    """The disputes about what had happened by the day of `part`, or about what bears no day."""
    later = {event.id for event in linked.events} - {event.id for event in part.events}
    return tuple(dispute for dispute in disputes if dispute.about not in later)


def _begun(time: Time, evidence: Iterable[Evidence], asked: str, sources: Sources) -> bool:
    """Whether something had begun by a day, as far as that is known; of no known time, whether it was told by then."""
    if time.earliest is not None:
        return time.earliest[:10] <= asked
    if time.latest is not None and time.latest[:10] <= asked:
        return True
    told = [sources.published(words.text_id) for words in evidence]
    days = [when.earliest[:10] for when in told if when.earliest]
    return any(one <= asked for one in days) or (not days and time.latest is None)


def _borne(role: DossierRole, asked: str) -> bool:
    return (role.since.earliest or "")[:10] <= asked and (role.until.latest or "~")[:10] >= asked


def _states(linked: Linked, asked: str, *, changes: Collection[Change], sources: Sources) -> tuple[DossierState, ...]:
    """The states that hold on a day: begun, not over, and not given way to another by a change."""
    moved = [change for change in changes if change.kind == "world" and change.attribute == "status"]
    over = {
        (change.about, words)
        for change in moved
        if change.after.time.latest is not None and change.after.time.latest[:10] <= asked
        for words in change.before.evidence
    }
    return tuple(
        state
        for state in linked.states
        if _holds(state, asked, sources)
        and not (state.evidence and all((state.entity, words) in over for words in state.evidence))
    )


def _holds(state: DossierState, asked: str, sources: Sources) -> bool:
    if state.until.latest is not None and state.until.latest[:10] < asked:
        return False
    if state.since.earliest is not None:
        return state.since.earliest[:10] <= asked
    # A state that ends another one did not hold before it began, though nobody says when that was.
    return not succession.ends_others(state.value) or _begun(state.since, state.evidence, asked, sources)
