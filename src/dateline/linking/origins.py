"""Origins: whom a path is counted under.  links in, one Origin out; docs/origins.md states the rule and its errors.

The origin is the deepest hand of the path that answers for what it passed on: the speaker, else the agency,
else the outlet; never the medium, and never who merely republished. An institution and the person who speaks
for it or heads it, as the person's role says, are one origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from dateline.lexicon.tables import rows, words
from dateline.linking.entities import Register
from dateline.linking.names import fold
from dateline.records.base import record
from dateline.records.dossier import Entity, Link, OriginKind
from dateline.records.ids import record_id

__all__ = ["UNKNOWN_ORIGIN", "Answerable", "origin_of", "spoken_for"]

_KINDS = frozenset(get_args(OriginKind)) - {"unknown"}


_GRAMMAR = frozenset({"of", "the", "for", "and", "s"})
_Field = tuple[str, frozenset[str]]


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
    """Who counts for whom: a body under the one person who speaks for it, several of them under the body."""
    bodies: dict[str, str] = {}
    for entity in register.entities:
        if entity.type in ("organization", "group", "facility", "place"):
            for name in (entity.name, *(alias.text for alias in entity.aliases)):
                bodies.setdefault(fold(name), entity.id)
    ministries = _ministries(bodies)
    speakers: dict[str, list[str]] = {}
    for person in register.entities:
        if person.type == "person":
            for body in _bodies_of(person, bodies=bodies, ministries=ministries):
                speakers.setdefault(body, []).append(person.id)
    alone = {body: people[0] for body, people in speakers.items() if len(people) == 1}
    crowd = {person: body for body, people in speakers.items() if len(people) > 1 for person in people}
    return {**{body: person for body, person in alone.items() if person not in crowd}, **crowd}


def _bodies_of(person: Entity, *, bodies: Mapping[str, str], ministries: Mapping[_Field, str]) -> list[str]:
    """The bodies for which the roles of a person speak: named in a spokesperson's, or headed by a minister."""
    found = []
    for role in person.roles:
        folded = f" {fold(role.text)} "
        if any(f" {fold(word)} " in folded for word in words("spokespeople")):
            named = [name for name in bodies if f" {name} " in folded and len(name) > 1]
            found.extend([bodies[max(named, key=len)]] if named else [])
        said = frozenset(folded.split()) - _GRAMMAR
        for office, body in rows("office_bodies"):
            if office in said and (at := ministries.get((body, said - {office}))) is not None:
                found.append(at)
    return sorted(set(found))


def _ministries(bodies: Mapping[str, str]) -> dict[_Field, str]:
    """Bodies headed by an office, by their noun and the words for their field."""
    nouns = {body for _, body in rows("office_bodies")}
    found: dict[_Field, str] = {}
    for name, entity in bodies.items():
        said = frozenset(name.split()) - _GRAMMAR
        for noun in sorted(said & nouns):
            if said - {noun}:
                found.setdefault((noun, said - {noun}), entity)
    return found
