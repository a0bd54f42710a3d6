"""How well a registry's record fits an entity: what the pages tell of one, and a record, in; a likelihood out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from dateline.lexicon.nations import country_of
from dateline.lexicon.registries import states_of, words_of_topic
from dateline.lexicon.romanising import romanise
from dateline.lexicon.tables import words
from dateline.lexicon.walks import walks_of
from dateline.linking.likeness import by_names, common
from dateline.linking.name_scores import Score
from dateline.linking.names import fold, is_acronym, tokens_of, without_nickname, without_title
from dateline.linking.profiles import Profile, clash, namesakes, registered
from dateline.records.base import record
from dateline.records.dossier import DossierMention, Entity
from dateline.records.evidence import Evidence, Text
from dateline.records.linked import Linked
from dateline.records.reading import AliasBasis
from dateline.records.registry import RegistryRecord
from dateline.records.time import day_of

__all__ = ["Fit", "Known", "Pages", "fit"]

_STATED: frozenset[AliasBasis] = frozenset({"nickname", "known_as", "acronym", "spelling"})
_NICKNAMES: frozenset[AliasBasis] = frozenset({"nickname", "known_as"})
_BODIES = frozenset({"organization", "group", "facility"})
_THINGS = frozenset({"product", "facility", "other", "work"})
_AGE_AFTER = re.compile(r",? ?(?:(?:who is |aged )|(?<=, )|\()(\d{1,2})(?=[,.)]| years old)")
_AGE_BEFORE = re.compile(r"\b(\d{1,2})-year-old(?: [\w\-]+){0,4} $")
_BORN = re.compile(r"[^.\n]{0,60}?\b(?:was )?born (?:(?:on|in) )?[^.;\n]{0,40}?\b((?:18|19|20)\d\d)\b")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_AROUND = 120
_LONG_ACRONYM = 4
_MENTIONS = 100
"""Mentions beside which an age is looked for."""
_FORMS = 60
"""Names of a record that are compared."""
_ALONE = {2: 0.8, 3: 0.88}
"""What a name of so many words that nothing else supports is taken at: namesakes are rare, and there."""
_OTHERWISE = 0.2
"""Taken off where both tell what somebody does, in no common word."""
_ABROAD = 0.25
"""Taken off where the pages tell of one country and the record of others."""


@record
class Known:
    """What the pages tell of an entity: the profile of its names (None where it is only described or a bare last name),
    its mentions by name, and what else may tell it from namesakes, each with its words."""

    entity: Entity
    profile: Profile | None
    named: tuple[Evidence, ...]
    born: Callable[[], Mapping[int, Evidence]]
    countries: Mapping[str, Evidence]
    states: Mapping[str, Evidence]


@record
class Fit:
    """A record that an entity may be, how likely, why, and the words of the pages on which that rests."""

    entity: Entity
    registry: str
    record: RegistryRecord
    likelihood: float
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class Pages:
    """What all pages tell of each entity, whatever part of them is shown; `text` gives a text by its id."""

    def __init__(self, linked: Linked, *, text: Callable[[str], str]) -> None:
        self._text = text
        self._entities = {entity.id: entity for entity in linked.entities}
        days = ((article.text_id, day_of(article.published)) for article in linked.articles)
        self._years = {name: day.year for name, day in days if day is not None}
        self._mentions: dict[str, list[DossierMention]] = defaultdict(list)
        for mention in linked.mentions:
            self._mentions[mention.entity or ""].append(mention)
        self._states: dict[str, dict[str, Evidence]] = defaultdict(dict)
        for state in linked.states:
            if state.evidence:
                self._states[state.entity].setdefault(state.value, state.evidence[0])

    def known(self, entity: Entity) -> Known:
        """What is told of an entity."""
        entity = self._entities.get(entity.id, entity)
        profile = _profile(entity)
        mentions = self._mentions.get(entity.id, []) if profile else []
        named = [mention.evidence for mention in mentions if mention.form == "name"]
        return Known(
            entity=entity,
            profile=profile,
            # The fullest name first: it is what was compared.
            named=tuple(sorted(named, key=lambda words: -len(words.exact))),
            born=cache(lambda: dict(self._born(mentions))),
            countries=dict(_countries(entity, mentions)) if profile else {},
            states=self._states.get(entity.id, {}),
        )

    def _born(self, mentions: Sequence[DossierMention]) -> Iterator[tuple[int, Evidence]]:
        """Years of birth that the words beside a name give: "born in 1966", "Ivo Kessel, 46," of a page of 2012."""
        for mention in [mention for mention in mentions if mention.form == "name"][:_MENTIONS]:
            words = mention.evidence
            text = Text(id=words.text_id, text=self._text(words.text_id))
            if (found := _BORN.match(text.text, words.end)) is not None:
                yield int(found[1]), text.cut(words.start, found.end())
            told = self._years.get(text.id)
            if told is None:
                continue
            if (found := _AGE_AFTER.match(text.text, words.end)) is not None:
                yield told - int(found[1]), text.cut(words.start, found.end())
            start = max(words.start - _AROUND, 0)
            if (found := _AGE_BEFORE.search(text.text[start : words.start])) is not None:
                yield told - int(found[1]), text.cut(start + found.start(), words.end)


def _profile(entity: Entity) -> Profile | None:
    """The whole names of an entity. Nicknames and acronyms have many bearers: they count as support alone, but for the
    acronym of a body that nobody calls by another name."""
    person = entity.type == "person"
    if not person and entity.type not in _BODIES | _THINGS:
        return None
    nicknames = {fold(alias.text) for alias in entity.aliases if alias.basis in _NICKNAMES}
    names = [romanise(without_nickname(name)) for name in (entity.name, *(alias.text for alias in entity.aliases))]
    if person:
        full = {fold(without_title(name)) for name in names if len(tokens_of(without_title(name))) > 1}
    else:
        full = {fold(name) for name in names if not is_acronym(name)} or {
            fold(name) for name in names if len(name) >= _LONG_ACRONYM
        }
    full -= nicknames | {""}
    return (
        replace(registered("", type=entity.type), full=frozenset(full), roles=_roles(entity), walks=_walks(entity))
        if full
        else None
    )


def _roles(entity: Entity) -> frozenset[str]:
    return _role_words(role.text for role in entity.roles)


def _walks(entity: Entity) -> frozenset[str]:
    return walks_of(role.text for role in entity.roles) if entity.type == "person" else frozenset()


def _countries(entity: Entity, mentions: Iterable[DossierMention]) -> Iterator[tuple[str, Evidence]]:
    """Countries in what the entity is called: "the Norwegian minister"."""
    told = [role.evidence for role in entity.roles]
    for evidence in (*told, *(mention.evidence for mention in mentions if mention.form == "nominal")):
        for word in re.findall(r"\b[A-Z][\w.\-]+", evidence.exact)[:12]:
            if (code := country_of(word)) is not None:
                yield code, evidence


def fit(known: Known, entry: RegistryRecord, *, registry: str) -> Fit | None:
    """How well a record fits; None where it cannot be the entity's, or where nothing but a common name says so."""
    profile = known.profile
    if profile is None or not _of_one_kind(known.entity, entry):
        return None
    alone = _by_names(profile, entry)
    support = _supports(known, profile, entry)
    if alone is None or support is None:
        return None
    under, found = alone
    likelihood, reasons = found.value, [*found.reasons]
    if under.full.isdisjoint(registered(entry.name, type=profile.type).full):
        reasons.append("under another of the record's names")
    if support:
        likelihood = 1 - (1 - likelihood) * 0.5 ** len(support)
        reasons += [reason for reason, _ in support]
    elif profile.person and common(profile, under):
        return None
    else:
        likelihood *= _ALONE.get(min(len(name.split()) for name in profile.full), _ALONE[3]) if profile.person else 0.92
        reasons.append("by the name alone")
    if known.entity.roles and entry.positions and _in_one_role(known, profile, entry) is None:
        likelihood -= _OTHERWISE
        reasons.append("but not in one role")
    theirs = _codes(entry.countries)
    if known.countries and theirs and theirs.isdisjoint(known.countries):
        likelihood -= _ABROAD
        reasons.append("but the record tells of another country")
    return Fit(
        entity=known.entity,
        registry=registry,
        record=entry,
        likelihood=likelihood,
        reasons=tuple(reasons),
        evidence=tuple(dict.fromkeys([*known.named[:1], *(words for _, words in support if words is not None)])),
    )


def _of_one_kind(entity: Entity, entry: RegistryRecord) -> bool:
    if entry.either:
        return entity.type == "person" or entity.type in _BODIES
    if entry.type == "person":
        return entity.type == "person"
    return entity.type in (_BODIES if entry.type == "organization" else _THINGS)


def _by_names(profile: Profile, entry: RegistryRecord) -> tuple[Profile, Score] | None:
    """The likelihood by the names, and that of the record's names which fits best; None where none does."""
    best: tuple[Profile, Score] | None = None
    for name in (entry.name, *entry.aliases)[:_FORMS]:
        under = registered(name, type=profile.type)
        if under.full and not clash(profile, under):
            found = by_names(profile, under)
            if found.value > (best[1].value if best else 0.0):
                best = under, found
    return best


def _supports(known: Known, mine: Profile, entry: RegistryRecord) -> list[tuple[str, Evidence | None]] | None:
    """What else tells that the record is the entity's, with the pages' words; None where something tells that it is
    another's."""
    found: list[tuple[str, Evidence | None]] = []
    born = {int(year) for value in entry.born for year in _YEAR.findall(value)[:1]}
    told = known.born() if born and mine.person else {}
    near = [(year, words) for year, words in told.items() if any(abs(year - other) <= 1 for other in born)]
    if told and not near:
        return None
    found += [(f"born about {year}, as the record says", words) for year, words in near[:1]]
    if namesakes(mine, _profile_of(entry)):
        return None
    shared = [code for code in known.countries if code in _codes(entry.countries)]
    found += [(f"of one country ({code})", known.countries[code]) for code in shared[:1]]
    role = _in_one_role(known, mine, entry)
    found += [role] if role else []
    # Whoever is in office may be any office holder of the name, unless the offices are alike.
    apart = role is None and bool(entry.positions) and bool(known.entity.roles)
    states = [state for state in known.states if any(state in states_of(code) for code in entry.topics)]
    found += [(f"{state.replace('_', ' ')} in the pages", known.states[state]) for state in states[: 0 if apart else 1]]
    others = list(_other_names(known, entry))
    found += [(f"the record has the name {name} too", words) for name, words in others[:1]]
    return found


def _in_one_role(known: Known, mine: Profile, entry: RegistryRecord) -> tuple[str, Evidence | None] | None:
    """That both tell of one role, in common words or as one walk of life, with the pages' words."""
    profile = _profile_of(entry)
    roles = [role.evidence for role in known.entity.roles if _role_words([role.text]) & profile.roles]
    if roles:
        return "in one role", roles[0]
    walks = mine.walks & profile.walks
    if walks:
        return f"both {' '.join(sorted(walks))}", next((role.evidence for role in known.entity.roles), None)
    return None


def _other_names(known: Known, entry: RegistryRecord) -> Iterator[tuple[str, Evidence]]:
    """Nicknames and other stated names that the record has too, besides the one by which they were compared."""
    theirs = {fold(name) for name in (*entry.aliases, *entry.weak)}
    for alias in known.entity.aliases:
        if alias.basis in _STATED and fold(alias.text) in theirs and fold(alias.text) != fold(known.entity.name):
            yield alias.text, alias.evidence


def _profile_of(entry: RegistryRecord) -> Profile:
    """What the record's person does: by positions, and by topics in words."""
    told = (*entry.positions, *map(words_of_topic, entry.topics))
    return Profile(
        person=True, type="person", full=frozenset(), aliases=frozenset(), short=frozenset(), place=frozenset(),
        roles=_role_words(entry.positions), walks=walks_of(told),
    )  # fmt: skip


def _role_words(roles: Iterable[str]) -> frozenset[str]:
    """The words of roles that tell one from another; those of countries do not: they count for themselves."""
    return frozenset(
        word
        for role in roles
        for written in role.split()
        for word in tokens_of(written)
        if len(word) > 3 and word not in words("idle_role_words") and country_of(written.strip(",.;:()")) is None
    )


@lru_cache(maxsize=4096)
def _codes(countries: Sequence[str]) -> frozenset[str]:
    """ISO codes of a registry's countries, which may be codes ("no", "us-ca") or names."""
    found = set()
    for country in countries:
        code = country.partition("-")[0]
        found.add(code.upper() if len(code) == 2 else country_of(country) or country_of(country.title()) or "")
    return frozenset(found - {""})
