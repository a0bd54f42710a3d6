"""A reading without what was rejected, and without what hangs on it.  Reading in, reading out.

A record is the one that was rejected where its words are, nearly, and where the same was read there: a state of another
value, or a quotation of another speaker, is a new reading, which nobody has rejected.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.records.evidence import Evidence
from dateline.records.judgement import Pin
from dateline.records.reading import (
    Argument,
    CoreferenceChain,
    EventMention,
    Quotation,
    Reading,
    Speaker,
)

__all__ = ["read_as_one", "without"]

_NEARLY = 0.5
"""Share of the characters of both that two spans have in common, from which they are one: readers cut differently."""


def without(reading: Reading, rejected: Sequence[tuple[Pin, Evidence]]) -> Reading:
    """The reading without the records at these pins; `rejected` gives each with where it stands now."""
    for kind in ("time", "toponym", "mention", "quotation"):
        reading = _dropped(reading, _rejected(reading, rejected, kind=kind), kind=kind)
    gone = {
        kind: _rejected(reading, rejected, kind=kind) for kind in ("claim", "event", "state", "quantity")
    }  # fmt: skip
    return replace(
        reading,
        claims=tuple(one for one in reading.claims if one.id not in gone["claim"]),
        events=tuple(one for one in reading.events if one.id not in gone["event"]),
        states=tuple(one for one in reading.states if one.id not in gone["state"]),
        quantities=tuple(one for one in reading.quantities if one.id not in gone["quantity"]),
    )


def read_as_one(reading: Reading, left: Evidence, right: Evidence) -> bool:
    """Whether a text's reading takes the mentions at these words for one: what linking never takes apart."""
    at = {one.id: one.evidence for one in reading.mentions}
    return any(
        any(_is_nearly(at[name], left) for name in chain.mentions if name in at)
        and any(_is_nearly(at[name], right) for name in chain.mentions if name in at)
        for chain in reading.coreference
        if reading.text_id == left.text_id == right.text_id
    )


def _dropped(reading: Reading, ids: set[str], *, kind: str) -> Reading:
    if not ids:
        return reading
    if kind == "time":
        return _without_times(reading, ids)
    if kind == "toponym":
        return _without_toponyms(reading, ids)
    return _without_mentions(reading, ids) if kind == "mention" else _without_quotations(reading, ids)


def _rejected(reading: Reading, rejected: Sequence[tuple[Pin, Evidence]], *, kind: str) -> set[str]:
    """The ids of the records of a kind that stand at a pin and say what it says."""
    pins = [(pin, evidence) for pin, evidence in rejected if pin.kind == kind]
    if not pins:
        return set()
    return {
        name
        for name, words, said in _records(reading, kind)
        for pin, evidence in pins
        if pin.said in (None, said) and any(_is_nearly(evidence, one) for one in words)
    }


def _records(reading: Reading, kind: str) -> Iterable[tuple[str, tuple[Evidence, ...], str | None]]:
    """The records of a kind: the id, the words that a pin may have, and what was read there."""
    if kind == "quotation":
        return [(one.id, one.content_evidence, one.speaker.text) for one in reading.quotations]
    if kind == "claim":
        return [(one.id, one.evidence, None) for one in reading.claims]
    if kind == "event":
        return [(one.id, (one.trigger,), one.type) for one in reading.events]
    if kind == "state":
        return [(one.id, (one.evidence,), one.value) for one in reading.states]
    single = {
        "mention": reading.mentions, "time": reading.times, "toponym": reading.toponyms,
        "quantity": reading.quantities,
    }[kind]  # fmt: skip
    return [(one.id, (one.evidence,), None) for one in single]  # type: ignore[attr-defined]


def _is_nearly(left: Evidence, right: Evidence) -> bool:
    shared = min(left.end, right.end) - max(left.start, right.start)
    return shared >= _NEARLY * (max(left.end, right.end) - min(left.start, right.start))


def _without_times(reading: Reading, gone: set[str]) -> Reading:
    def kept(time: str | None) -> str | None:
        return None if time in gone else time

    def told(chain: CoreferenceChain) -> CoreferenceChain:
        roles = tuple(replace(role, since=kept(role.since), until=kept(role.until)) for role in chain.roles)
        return replace(chain, roles=roles)

    return replace(
        reading,
        times=tuple(one for one in reading.times if one.id not in gone),
        coreference=tuple(told(chain) for chain in reading.coreference),
        quotations=tuple(replace(one, said=kept(one.said)) for one in reading.quotations),
        claims=tuple(replace(one, about=kept(one.about)) for one in reading.claims),
        events=tuple(replace(one, time=kept(one.time)) for one in reading.events),
        states=tuple(replace(one, since=kept(one.since), until=kept(one.until)) for one in reading.states),
    )


def _without_toponyms(reading: Reading, gone: set[str]) -> Reading:
    """A place that no other words name stays only where it encloses another."""
    toponyms = tuple(one for one in reading.toponyms if one.id not in gone)
    named = {one.place for one in toponyms}
    lost = {one.place for one in reading.toponyms} - named
    frames = {frame for place in reading.places if place.id not in lost for frame in place.within}
    return replace(
        reading,
        toponyms=toponyms,
        places=tuple(place for place in reading.places if place.id not in lost or place.id in frames),
        events=tuple(replace(one, place=None) if one.place in gone else one for one in reading.events),
    )


def _without_quotations(reading: Reading, gone: set[str]) -> Reading:
    """What was said there goes with a quotation; one that stands inside it stays."""
    parents = {one.id: one.parent for one in reading.quotations}

    def outer(name: str | None) -> str | None:
        while name in gone:
            name = parents.get(name or "")
        return name

    return replace(
        reading,
        quotations=tuple(replace(q, parent=outer(q.parent)) for q in reading.quotations if q.id not in gone),
        claims=tuple(one for one in reading.claims if one.quotation not in gone),
        events=tuple(one for one in reading.events if one.quotation not in gone),
        states=tuple(one for one in reading.states if one.quotation not in gone),
    )


def _without_mentions(reading: Reading, gone: set[str]) -> Reading:
    """A chain without any mention goes, with its states; who spoke is unclear then, and who took part unknown."""
    words = {one.evidence for one in reading.mentions if one.id in gone}
    chains = tuple(left for chain in reading.coreference if (left := _left(chain, reading, gone)) is not None)
    lost = {chain.id for chain in reading.coreference} - {chain.id for chain in chains}
    reading = _without_toponyms(reading, {one.id for one in reading.toponyms if one.mention in gone})
    return replace(
        reading,
        mentions=tuple(one for one in reading.mentions if one.id not in gone),
        coreference=chains,
        quotations=tuple(_unclear(one, lost) for one in reading.quotations),
        events=tuple(_emptied(one, lost, words) for one in reading.events),
        states=tuple(one for one in reading.states if one.chain not in lost),
    )


def _left(chain: CoreferenceChain, reading: Reading, gone: set[str]) -> CoreferenceChain | None:
    """What is left of a chain; it bears the longest name that is left where its own was rejected."""
    mentions = [one for one in reading.mentions if one.id in chain.mentions]
    left = [one for one in mentions if one.id not in gone]
    if len(left) == len(mentions):
        return chain
    if not left:
        return None
    names = [one.evidence.exact for one in left if one.form == "name"]
    words = names or [one.evidence.exact for one in left]
    taken = [one.evidence for one in mentions if one.id in gone]
    rejected = {evidence.exact for evidence in taken} - {one.evidence.exact for one in left}
    return replace(
        chain,
        name=max(words, key=len) if chain.name in rejected else chain.name,
        named=chain.named and bool(names),
        mentions=tuple(name for name in chain.mentions if name not in gone),
        aliases=tuple(alias for alias in chain.aliases if alias.text not in rejected),
        roles=tuple(role for role in chain.roles if not any(_holds(each, role.evidence) for each in taken)),
    )


def _holds(outer: Evidence, inner: Evidence) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _unclear(quotation: Quotation, lost: set[str]) -> Quotation:
    if quotation.speaker.chain not in lost:
        return quotation
    return replace(quotation, speaker=Speaker(text=quotation.speaker.text, chain=None, clear=False))


def _emptied(event: EventMention, lost: set[str], words: set[Evidence]) -> EventMention:
    """An event without the participants that were no such thing; one that is named elsewhere stays."""

    def kept(arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
        return tuple(one for one in arguments if one.chain not in lost and one.evidence not in words)

    return replace(
        event,
        actors=kept(event.actors),
        recipients=kept(event.recipients),
        instruments=kept(event.instruments),
    )
