"""What registries call things: kinds of records, topics and properties as their files give them in, plain words out."""

from __future__ import annotations

from functools import cache
from typing import cast

from dateline.lexicon.folding import fold
from dateline.lexicon.tables import rows
from dateline.records.base import record
from dateline.records.reading import EntityType

__all__ = ["Kind", "kind_of", "property_of", "shown_first", "states_of", "words_of_topic"]


@record
class Kind:
    """What a kind of record is to Dateline; `either` where it may be a person or a body."""

    type: EntityType
    either: bool


def kind_of(name: str) -> Kind | None:
    """The kind of record of this name; None for one that tells of nobody, and for one that is not known."""
    return _kinds().get(fold(name))


def words_of_topic(code: str) -> str:
    """What a topic means in words; a code that is not known stays as it is, also where only its beginning is known."""
    found = _topics().get(code.lower())
    return found[0] if found else code


def states_of(code: str) -> frozenset[str]:
    """The states of an entity in the pages that go with a topic of its record."""
    found = _topics().get(code.lower())
    return found[1] if found else frozenset()


def property_of(name: str) -> str | None:
    """What a property is called when it is shown; None for one that is not shown."""
    return _properties().get(fold(name).replace(" ", ""))


@cache
def shown_first() -> dict[str, int]:
    """The order in which properties are shown, by what they are called."""
    return {words: at for at, words in enumerate(dict.fromkeys(_properties().values()))}


@cache
def _kinds() -> dict[str, Kind]:
    return {
        row[0]: Kind(type=cast("EntityType", row[1]), either=row[2:] == ("either",)) for row in rows("registry_schemas")
    }


@cache
def _topics() -> dict[str, tuple[str, frozenset[str]]]:
    return {code: (words, frozenset(" ".join(states).split())) for code, words, *states in rows("registry_topics")}


@cache
def _properties() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("registry_properties")}
