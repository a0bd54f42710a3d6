"""Registers of people and bodies (sanctions lists, wanted lists, office holders) and what links an entity to one.

A record of a registry is another kind of evidence than words of a page: it stands under the registry's name and the
record's own id, and what it says is given in its own words.
"""

from __future__ import annotations

from dateline.records.base import record
from dateline.records.evidence import Evidence
from dateline.records.outcome import Failure
from dateline.records.reading import EntityType

__all__ = [
    "Registry", "RegistryAdded", "RegistryDetail", "RegistryLink", "RegistryPin", "RegistryRecord", "RegistryRow",
    "RegistrySaid", "RegistryTopic", "RegistryTrouble", "split_reference",
]  # fmt: skip


@record
class RegistrySaid:
    """What a record says in its own words: a property of it ("position", "sanction program") and a value."""

    property: str
    value: str


@record
class RegistryRecord:
    """One entry as its file gives it. `weak` are aliases that the registry itself calls weak.

    `topics` are its codes; `born` are dates as given ("1966", "1966-07-17"); `countries` are codes or names; `either`
    says that the entry may be a person or a body.
    """

    id: str
    schema: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    born: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    said: tuple[RegistrySaid, ...] = ()
    either: bool = False


@record
class RegistryDetail:
    """What a row of its own (a sanction) says of the record whose id is `of`."""

    of: str
    said: tuple[RegistrySaid, ...]


@record
class RegistryTrouble:
    """A line (counted from 1) that could not be read, and why."""

    line: int
    failure: Failure


RegistryRow = RegistryRecord | RegistryDetail | RegistryTrouble | None
"""What one line of a file is; None for one that tells of nobody (an address, an ownership)."""


@record
class Registry:
    """A registry in the workspace: `records` that can be found, lines passed over because they tell of nobody, and
    lines that failed. `file` is the name of its file, `digest` the SHA-256 of that."""

    name: str
    file: str
    digest: str
    added_at: str
    records: int
    passed: int
    failed: int


@record
class RegistryAdded:
    """What became of adding a registry: whether it was `new` (or here already), and the first lines that failed."""

    registry: Registry
    new: bool
    troubles: tuple[RegistryTrouble, ...] = ()


@record
class RegistryPin:
    """The record that a judgement is about."""

    registry: str
    record: str
    name: str


@record
class RegistryTopic:
    """A topic of a record: the registry's code, and what it means in words (the code itself where no table knows)."""

    code: str
    words: str


@record
class RegistryLink:
    """A record of a registry that an entity is taken for.

    `likelihood` says how sure that is, from 0 to 1 (1: a person judged so), `reasons` why in words, and `evidence` are
    the words of the pages on which it rests. `said` is what the record says; `id` is the link's reference.
    """

    id: str
    registry: str
    record: str
    schema: str
    name: str
    aliases: tuple[str, ...]
    topics: tuple[RegistryTopic, ...]
    said: tuple[RegistrySaid, ...]
    likelihood: float
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def split_reference(reference: str) -> tuple[str | None, str]:
    """``REGISTRY:ID`` in its parts; a bare id is one of any registry."""
    registry, colon, record_id = reference.partition(":")
    return (registry, record_id) if colon and record_id else (None, reference)
