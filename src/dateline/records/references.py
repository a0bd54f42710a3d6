"""Short references: from a line of a dossier to the evidence behind it, and back.

Everything that a surface prints as a line has an id. What has none in the contract (a change, a dispute)
gets one here, hashed from what it says, so that the same change has the same reference tomorrow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from dateline.errors import UsageError
from dateline.records.base import record
from dateline.records.dossier import Change, Copies, Dispute, Dossier
from dateline.records.evidence import Evidence
from dateline.records.ids import digest, record_id

__all__ = ["Reference", "References", "change_id", "copies_id", "dispute_id", "references"]

_HEX = re.compile(r"[0-9a-f]{12}")
_CORE = 12
_SHORTEST = 5


@record
class Reference:
    """A line's id and the evidence that supports it, in order; `why` says of some of it what it shows."""

    id: str
    evidence: tuple[Evidence, ...]
    why: tuple[tuple[Evidence, str], ...] = ()


def change_id(change: Change) -> str:
    """The id of a change: what it is about, and from what to what."""
    said = (change.kind, change.about, change.attribute, change.before.value, change.after.value)
    return record_id("change", "", *said)


def dispute_id(dispute: Dispute) -> str:
    """The id of a dispute: what it is about, and the values at odds."""
    return record_id("dispute", "", dispute.kind, dispute.about, *(stand.value for stand in dispute.stands))


def copies_id(copies: Copies) -> str:
    """The id of a text and its copies: of what kind they are, and which."""
    return record_id("copies", "", copies.kind, *copies.articles)


class References:
    """All references of one dossier. A short one is the beginning of the content half of an id."""

    def __init__(self, found: Iterable[Reference]) -> None:
        merged: dict[str, dict[Evidence, None]] = {}
        why: dict[str, tuple[tuple[Evidence, str], ...]] = {}
        for reference in found:
            merged.setdefault(reference.id, {}).update(dict.fromkeys(reference.evidence))
            why[reference.id] = (*why.get(reference.id, ()), *reference.why)
        self._all = {key: Reference(id=key, evidence=tuple(evidence), why=why[key]) for key, evidence in merged.items()}
        held = Counter(_core(key) for key in self._all)
        # The articles of a live page differ in their texts alone, which the first half of an id names.
        self._cores = {key: _core(key) if held[_core(key)] == 1 else digest(key.encode())[:_CORE] for key in self._all}
        self.width = _width(set(self._cores.values()))

    def short(self, record_id: str) -> str:
        """The reference to print: the same width for every line, no two alike."""
        return self._cores.get(record_id, _core(record_id))[: self.width]

    def find(self, reference: str) -> Reference:
        """What a reference means; raises UsageError where it means nothing, or several things."""
        asked = reference.strip().lower()
        exact = self._all.get(asked)
        if exact is not None:
            return exact
        fits = [found for key, found in self._all.items() if asked and self._cores[key].startswith(asked)]
        if not fits:
            raise UsageError(
                "unknown_reference", f"{reference!r} is no reference of a line: `dateline dossier` shows them"
            )
        if len(fits) > 1:
            raise UsageError("ambiguous_reference", f"{reference!r} begins {len(fits)} references: give more of it")
        return fits[0]


def references(picture: Dossier) -> References:
    """The references of a dossier."""
    return References(_all(picture))


def _core(key: str) -> str:
    # A gazetteer's id is no hash, and near neighbours begin alike; it is hashed as any other.
    return key[-_CORE:] if _HEX.fullmatch(key[-_CORE:]) else digest(key.encode())[:_CORE]


def _width(cores: set[str]) -> int:
    width = _SHORTEST
    while width < _CORE and len({core[:width] for core in cores}) < len(cores):
        width += 1
    return width


def _all(picture: Dossier) -> Iterator[Reference]:
    for quotation in picture.quotations:
        roles = quotation.evidence
        yield Reference(id=quotation.id, evidence=(*roles.speaker, *roles.cue, *roles.content))
    for event in picture.events:
        yield Reference(id=event.id, evidence=event.evidence or event.mentions)
    for several in (picture.claims, picture.states, picture.chains):
        for each in several:
            yield Reference(id=each.id, evidence=each.evidence)
    for single in (picture.mentions, picture.times, picture.toponyms, picture.quantities):
        for one in single:
            yield Reference(id=one.id, evidence=(one.evidence,))
    for article in picture.articles:
        yield Reference(id=article.id, evidence=tuple(e for field in article.evidence.values() for e in field))
    for origin in picture.origins:
        if origin.family:
            why = tuple((words, f"{one.name}: {one.reason}") for one in origin.family for words in one.evidence)
            yield Reference(id=origin.id, evidence=tuple(words for words, _ in why), why=why)
    yield from _who_and_where(picture)
    for change in picture.changes:
        yield Reference(id=change_id(change), evidence=(*change.before.evidence, *change.after.evidence))
    for dispute in picture.disputes:
        yield Reference(id=dispute_id(dispute), evidence=tuple(e for s in dispute.stands for e in s.evidence))
    for copies in picture.copies:
        yield _copies(copies)


def _copies(copies: Copies) -> Reference:
    """The sentences by which copies were found, and those that they added and dropped."""
    why = (
        *((edit.evidence, "dropped by a copy") for edit in copies.dropped),
        *((edit.evidence, "added by a copy") for edit in copies.added),
    )
    return Reference(id=copies_id(copies), evidence=(*copies.evidence, *(words for words, _ in why)), why=why)


def _who_and_where(picture: Dossier) -> Iterator[Reference]:
    named = [mention for mention in picture.mentions if mention.form == "name" and mention.entity]
    for entity in picture.entities:
        told = [alias.evidence for alias in entity.aliases] + [role.evidence for role in entity.roles]
        first = next((mention.evidence for mention in named if mention.entity == entity.id), None)
        why = tuple(
            (words, f"{' = '.join(joined.names)}: {joined.reason}")
            for joined in entity.joined
            for words in joined.evidence
        )
        shown = (*([first] if first else []), *told, *(words for words, _ in why))
        yield Reference(id=entity.id, evidence=shown, why=why)
        for link in entity.registry:
            said = f"{entity.name} = {link.name} ({link.registry} {link.record}): {'; '.join(link.reasons)}"
            yield Reference(id=link.id, evidence=link.evidence, why=tuple((words, said) for words in link.evidence[:1]))
    for place in picture.places:
        where = tuple(toponym.evidence for toponym in picture.toponyms if toponym.place == place.id)
        yield Reference(id=place.id, evidence=where)
