"""How well the words of a description fit a chain: roles and countries for persons, names for bodies.

Description and cluster in, a score out; 0 does not fit, and what contradicts never fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from dateline.lexicon import people
from dateline.lexicon.folding import fold
from dateline.nlp import Token
from dateline.reading.mentions.naming import Cluster
from dateline.reading.mentions.persons import Portrait, countries_in
from dateline.records.reading import EntityType, Mention

__all__ = ["Described", "acronyms", "can_be_company", "may_come_first", "read", "score"]

_NO_CONTENT = frozenset({
    "the", "this", "that", "his", "her", "its", "their", "a", "an", "of", "in", "for", "and", "s", "former", "ex",
    "late", "retired", "then", "new", "old", "current", "veteran", "chief", "powerful", "top", "senior", "same",
    "prime",
})  # fmt: skip
_GENERIC = frozenset({"company", "firm", "maker", "business"})
_BODIES = frozenset({"group", "organisation", "organization"})
_OWNERS = frozenset({"country", "nation"})
_PUBLIC = frozenset({
    "government", "ministry", "police", "army", "military", "parliament", "court", "administration", "council",
    "authorities", "forces", "navy", "senate", "congress", "house", "union", "university", "school", "college",
    "newspaper", "paper", "station", "militia", "party", "cartel", "gang", "league", "federation", "charity",
    "movement", "watchdog", "regulator", "tribunal", "inspectorate", "club", "team", "coalition", "commission",
    "committee", "department", "society", "foundation", "institute", "syndicate",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Described:
    """The noun of a description, its gender, its other words that tell something, the countries it points to."""

    noun: str
    type: EntityType
    gender: people.Gender | None
    words: frozenset[str]
    countries: frozenset[str]
    generic: bool
    body: bool = False

    @property
    def qualified(self) -> bool:
        """Whether it says more than its noun: such a phrase takes up nobody named in its own sentence."""
        return bool(self.words or self.countries)


def acronyms(clusters: Sequence[Cluster]) -> dict[str, set[str]]:
    """Other names of a body that are one word, and all the words of its names: "nfa" is "norden", "fisheries", .. ."""
    found: dict[str, set[str]] = {}
    for one in clusters:
        if one.type == "organization" and one.aliases:
            texts = [fold(text) for text in (one.name, *one.aliases)]
            found.update(
                (text, {word for other in texts for word in other.split()}) for text in texts if " " not in text
            )
    return found


def read(
    mention: Mention, head: Token, *, written_out: Mapping[str, Set[str]], seen_places: Sequence[str]
) -> Described:
    """Take a description apart. "The country's" is the country named last; acronyms count as their words."""
    text = mention.evidence.exact
    words = set(fold(text.replace("'s", "").replace("’s", "")).split()) - _NO_CONTENT - {head.lower}
    countries = countries_in(text)
    if words & _OWNERS:
        named = [codes for place in seen_places if (codes := countries_in(place))]
        countries |= named[0] if named else set()
    words -= {word for part in text.split() if countries_in(part.strip("'’s")) for word in fold(part).split()}
    words -= _OWNERS
    return Described(
        noun=head.lower,
        type=mention.type,
        gender=people.person_noun_gender(head.lower),
        words=frozenset({full for word in words for full in written_out.get(word, ())} | words) - _NO_CONTENT,
        countries=frozenset(countries),
        generic=head.lower in _GENERIC and not words,
        body=head.lower in _BODIES and not words,
    )


def score(described: Described, one: Cluster, portrait: Portrait) -> float:
    """How well the description fits the cluster."""
    if described.type == "person":
        return _score_person(described, portrait)
    return _score_body(described, one, portrait)


def _score_person(described: Described, portrait: Portrait) -> float:
    if described.gender and portrait.gender and described.gender != portrait.gender:
        return 0.0
    if described.countries and portrait.countries and not described.countries & portrait.countries:
        return 0.0
    theirs = {word for word in portrait.words if people.title_in_full(word) not in portrait.nouns} - _NO_CONTENT
    shared = described.words & theirs
    if described.words and theirs and not shared:
        return 0.0
    if described.noun in portrait.nouns:
        fit = 3.0
    elif _alike(described.noun, portrait):
        fit = 2.0
    else:
        return 0.0
    if described.words and not shared:
        fit -= 1.0
    return fit + min(len(shared), 2) + len(described.countries & portrait.countries)


def _alike(noun: str, portrait: Portrait) -> bool:
    """Whether a noun speaks of a role by a wider word: "leader" of a president."""
    return noun == "leader" and any(people.person_class(other) == "leader" for other in portrait.nouns)


def _score_body(described: Described, one: Cluster, portrait: Portrait) -> float:
    names = portrait.name_words | portrait.nouns
    if described.noun not in names:
        return 0.0
    if described.countries and not described.countries & countries_in(one.name):
        return 0.0
    return 0.0 if described.words - names else 3.0 + len(described.words)


def may_come_first(described: Described, fit: float) -> bool:
    """Whether a description may stand before the first name of whom it means: it must tell the role, and of what."""
    if described.type != "person":
        return False
    return fit >= (2.0 if described.countries else 4.0)


def can_be_company(one: Cluster, portrait: Portrait) -> bool:
    """Whether an organisation can be meant by "the company": no ministry, police or newspaper, by name or as called."""
    return one.type == "organization" and not (set(fold(one.name).split()) | portrait.nouns) & _PUBLIC
