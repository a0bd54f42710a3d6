"""Origins: whom a path is counted under.  links in, one Origin out; docs/origins.md states the rule and its errors.

The origin is the deepest hand of the path that answers for what it passed on: the speaker, else the agency,
else the outlet; never the medium, and never who merely republished. An institution and the person who speaks
for it, as the person's role says, are one origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from dateline.lexicon.tables import words
from dateline.linking.entities import Register
from dateline.linking.names import fold
from dateline.records.base import record
from dateline.records.dossier import Entity, Link, OriginKind
from dateline.records.ids import record_id

__all__ = ["UNKNOWN_ORIGIN", "Answerable", "origin_of", "spoken_for"]

_KINDS = frozenset(get_args(OriginKind)) - {"unknown"}


@record
class Answerable:
    """Who answers for a report: an Origin without its articles."""

    id: str
    name: str
    kind: OriginKind
    entity: str | None


UNKNOWN_ORIGIN = Answerable(id=record_id("origin", "", "unknown"), name="unknown", kind="unknown", entity=None)


def origin_of(links: Sequence[Link], *, register: Register, voices: Mapping[str, str]) -> Answerable:
    """Who is counted for a path; `voices` maps an institution to who speaks for it (both entity ids)."""
    for link in reversed(links):
        if link.role in _KINDS:
            kind: OriginKind = "speaker" if link.role == "speaker" else "agency" if link.role == "agency" else "outlet"
            entity = register.by_id.get(voices.get(link.entity or "", link.entity or ""))
            name = entity.name if entity is not None and entity.id != link.entity else link.name
            key = entity.id if entity is not None else fold(link.name)
            return Answerable(
                id=record_id("origin", "", key), name=name, kind=kind, entity=entity.id if entity else None
            )
    return UNKNOWN_ORIGIN


def spoken_for(register: Register) -> dict[str, str]:
    """Who counts for whom: an institution under its one spokesperson, or several of them under the institution."""
    spokes = [entity for entity in register.entities if entity.type == "person" and _speaks(entity)]
    bodies: dict[str, str] = {}
    for entity in register.entities:
        if entity.type in ("organization", "group", "facility", "place"):
            for name in (entity.name, *(alias.text for alias in entity.aliases)):
                bodies.setdefault(fold(name), entity.id)
    speakers: dict[str, list[str]] = {}
    for person in spokes:
        for body in _bodies_of(person, bodies):
            speakers.setdefault(body, []).append(person.id)
    alone = {body: people[0] for body, people in speakers.items() if len(people) == 1}
    crowd = {person: body for body, people in speakers.items() if len(people) > 1 for person in people}
    return {**{body: person for body, person in alone.items() if person not in crowd}, **crowd}


def _speaks(person: Entity) -> bool:
    return any(_office(role.text) for role in person.roles)


def _office(role: str) -> str | None:
    folded = f" {fold(role)} "
    return next((word for word in sorted(words("spokespeople")) if f" {fold(word)} " in folded), None)


def _bodies_of(person: Entity, bodies: Mapping[str, str]) -> list[str]:
    """The institutions that the roles of a spokesperson name, by the longest name that fits."""
    found = []
    for role in person.roles:
        if _office(role.text) is None:
            continue
        folded = f" {fold(role.text)} "
        named = [name for name in bodies if f" {name} " in folded and len(name) > 1]
        if named:
            found.append(bodies[max(named, key=len)])
    return sorted(set(found))
