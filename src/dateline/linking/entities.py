"""Entities across texts: chains in, entities with names, aliases and roles out, each merge with its reason.

An entity bears the id of its founder, its first chain. What is only described ("the survivors") becomes an
entity of its own text where something hangs on it: it speaks, it acts, or something holds of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.linking.clusters import Clusters, Pair, cluster
from dateline.linking.corpus import SharedText
from dateline.linking.finding import IDENTITY, Bench, nearest
from dateline.linking.last_names import remaining
from dateline.linking.likeness import likely
from dateline.linking.names import bare, fold, tokens_of, without_nickname, without_title
from dateline.linking.places import Atlas
from dateline.linking.press import hand
from dateline.linking.profiles import ChainSeen, clash, merge, see
from dateline.linking.reasons import reasons
from dateline.linking.times import Clock
from dateline.records.base import record
from dateline.records.dossier import DossierMention, DossierRole, Entity, Joined
from dateline.records.evidence import Evidence
from dateline.records.ids import founded_id, record_id
from dateline.records.page import Article, ArticleField
from dateline.records.reading import Alias, EntityType

__all__ = ["Register", "link_entities"]

_HANDS: tuple[ArticleField, ...] = ("republisher", "outlet", "credit")


@record
class Register:
    """The entities; `of` maps chains to them, `hands` the folded names of outlets and agencies;
    `bodies` those of all that is no person; `named` are the entities known by name; `joined` says why
    chains were joined."""

    entities: tuple[Entity, ...]
    of: Mapping[str, str]
    hands: Mapping[str, str]
    bodies: Mapping[str, str]
    by_id: Mapping[str, Entity]
    named: frozenset[str]
    mentions: tuple[DossierMention, ...]
    joined: tuple[Pair, ...]

    def entity(self, chain: str | None) -> Entity | None:
        """The entity of a chain, None where it has none."""
        return self.by_id.get(self.of.get(chain, "")) if chain else None


def link_entities(texts: Sequence[SharedText], *, atlas: Atlas, clock: Clock, bench: Bench | None = None) -> Register:
    """Find which chains of the texts are one; the judgements of `bench` outrank all rules."""
    seen = see(texts, atlas)
    profiles = [one.profile for one in seen]
    pairs = likely(seen)
    rulings = bench.rulings(IDENTITY, nearest(_words(seen))) if bench else ()
    first = cluster(profiles, pairs, clash=clash, merge=merge, rulings=rulings)
    pairs += remaining(first.groups, seen)
    found = cluster(profiles, pairs, clash=clash, merge=merge, rulings=rulings)
    used = {chain for text in texts for chain in _used(text)}
    kept = [group for members in found.groups if _worth(group := [seen[i] for i in members], used)]
    bodies = _bodies(kept)
    hands, bearers = _hands(texts, bodies)
    why = _Why(seen, found, bearers)
    entities = [_entity(group, atlas=atlas, clock=clock, why=why) for group in kept]
    known = {entity.id for entity in entities}
    entities += [_hand(key, articles) for key, articles in bearers.items() if key not in known]
    of = {one.chain.id: _id(group) for group in kept for one in group}
    chain_of = {mention.id: one.chain.id for one in seen for mention in one.mentions}
    return Register(
        entities=tuple(entities),
        of=of,
        hands=hands,
        bodies=bodies,
        by_id={entity.id: entity for entity in entities},
        named=frozenset(_id(group) for group in kept if any(one.chain.named for one in group)) | frozenset(bearers),
        mentions=tuple(_mentions(texts, of=of, chain_of=chain_of)),
        joined=found.joined,
    )


def _words(seen: Sequence[ChainSeen]) -> dict[str, list[tuple[Evidence, int]]]:
    """The words of all mentions by text, each with its chain's place in the order."""
    found: dict[str, list[tuple[Evidence, int]]] = defaultdict(list)
    for number, one in enumerate(seen):
        for mention in one.mentions:
            found[mention.evidence.text_id].append((mention.evidence, number))
    return found


def _id(group: Sequence[ChainSeen]) -> str:
    return founded_id("entity", group[0].chain.id)


def _used(text: SharedText) -> Iterator[str]:
    reading = text.reading
    yield from (quotation.speaker.chain for quotation in reading.quotations if quotation.speaker.chain)
    yield from (state.chain for state in reading.states)
    for event in reading.events:
        for argument in (*event.actors, *event.recipients, *event.instruments):
            if argument.chain:
                yield argument.chain


def _worth(group: Sequence[ChainSeen], used: set[str]) -> bool:
    if any(one.chain.id in used for one in group):
        return True
    return any(one.chain.named for one in group) and not all(one.chain.type == "place" for one in group)


class _Why:
    """Why the chains of a group are one: `bearers` says on which pages an entity's name stands as outlet or credit."""

    def __init__(
        self,
        seen: Sequence[ChainSeen],
        found: Clusters,
        bearers: Mapping[str, Sequence[tuple[ArticleField, Article]]],
    ) -> None:
        self.bearers = bearers
        self._seen = seen
        self._members = {seen[group[0]].chain.id: group for group in found.groups}
        lead = {i: group[0] for group in found.groups for i in group}
        self._pairs: dict[int, list[Pair]] = defaultdict(list)
        for pair in found.joined:
            self._pairs[lead[pair.left]].append(pair)

    def of(self, group: Sequence[ChainSeen], *, name: str) -> tuple[Joined, ...]:
        members = self._members[group[0].chain.id]
        return reasons(
            members, seen=self._seen, pairs=self._pairs[members[0]], name=name, signed=self.bearers.get(_id(group), ())
        )


def _entity(group: Sequence[ChainSeen], *, atlas: Atlas, clock: Clock, why: _Why) -> Entity:
    name = _name(group, atlas)
    return Entity(
        id=_id(group),
        name=name,
        type=_type(group),
        aliases=tuple(_aliases(group, name=name, signed=why.bearers.get(_id(group), ()))),
        roles=tuple(_roles(group, clock)),
        joined=why.of(group, name=name),
    )


def _type(group: Sequence[ChainSeen]) -> EntityType:
    named = [one for one in group if one.chain.named] or list(group)
    votes = Counter[EntityType]()
    for one in named:
        votes[one.profile.type] += max(len(one.mentions), 1)
    return max(votes, key=lambda kind: votes[kind])


def _name(group: Sequence[ChainSeen], atlas: Atlas) -> str:
    """The fullest proper name, the most frequent of the fullest; a person's without the nickname inside it."""
    places = [place for one in group for place in sorted(one.profile.place)]
    if places and _type(group) == "place":
        return atlas.by_id[places[0]].name
    nicknames = {a.text for one in group for a in one.chain.aliases if a.basis in ("nickname", "known_as")}
    person = _type(group) == "person"
    counted = Counter(_legal(name, person=person, nicknames=nicknames) for one in group for name in _full_names(one))
    if not counted:
        return bare(group[0].chain.name)
    return max(counted, key=lambda name: (len(tokens_of(name)), counted[name]))


def _full_names(one: ChainSeen) -> Iterator[str]:
    if one.chain.named:
        written = [mention.evidence.exact for mention in one.names]
        full = [
            name for name in written if fold(_legal(name, person=one.profile.person, nicknames=())) in one.profile.full
        ]
        yield from full or [one.chain.name]


def _legal(name: str, *, person: bool, nicknames: Iterable[str]) -> str:
    plain = without_title(without_nickname(name)) if person else without_nickname(name)
    for nickname in sorted(nicknames):
        inner = f" {bare(nickname)} "
        if inner in plain and len(tokens_of(plain)) - len(tokens_of(nickname)) > 1:
            plain = plain.replace(inner, " ", 1)
    return plain


def _aliases(
    group: Sequence[ChainSeen], *, name: str, signed: Sequence[tuple[ArticleField, Article]]
) -> Iterator[Alias]:
    """Other names, each once: those that a text explains first, then those merely met."""
    told = {" ".join(name.split())}
    stated = [alias for one in group for alias in one.chain.aliases]
    met = [
        Alias(text=bare(mention.evidence.exact), basis="name", evidence=mention.evidence)
        for one in group
        for mention in one.names
    ]
    marks = [
        Alias(text=bare(words.exact), basis="name", evidence=words)
        for field, article in signed
        for words in article.evidence.get(field, ())
        if fold(words.exact) != fold(name) and len(tokens_of(words.exact)) <= 6
    ]
    for alias in (*stated, *met, *marks):
        text = " ".join(alias.text.split())
        if text not in told:
            told.add(text)
            yield Alias(text=text, basis=alias.basis, evidence=alias.evidence)


def _roles(group: Sequence[ChainSeen], clock: Clock) -> Iterator[DossierRole]:
    told = set()
    for one in group:
        for role in one.chain.roles:
            since, until = clock.since(role.since), clock.at(role.until)
            key = fold(role.text), since.value, until.value
            if key not in told:
                told.add(key)
                yield DossierRole(text=role.text, since=since, until=until, evidence=role.evidence)


def _bodies(groups: Sequence[Sequence[ChainSeen]]) -> dict[str, str]:
    """The entities that are no persons, by each of their folded names."""
    named: dict[str, str] = {}
    for group in groups:
        for one in group:
            if not one.profile.person and one.chain.named:
                for name in sorted(one.profile.full | one.profile.short | one.profile.aliases):
                    for key in _keys(name):
                        named.setdefault(key, _id(group))
    return named


def _hands(
    texts: Sequence[SharedText], named: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, list[tuple[ArticleField, Article]]]]:
    """Outlets and agencies by folded name, and who bears each: an entity of the texts, else one of their own."""
    hands: dict[str, str] = {}
    bearers: dict[str, list[tuple[ArticleField, Article]]] = {}
    for article in (article for text in texts for article in text.articles):
        for field in _HANDS:
            for name in names_in(article, field):
                key = fold(name)
                usual = _keys(name)[-1]
                found = (named[k] for k in (key, usual) if k in named)
                hands[key] = next(found, None) or record_id("entity", "", "hand", usual)
                bearers.setdefault(hands[key], []).append((field, article))
    return hands, bearers


def _keys(name: str) -> tuple[str, ...]:
    """A name folded, and the usual name of the agency or outlet that bears it."""
    known = hand(name)
    return (fold(name), fold(known.name)) if known else (fold(name),)


def names_in(article: Article, field: ArticleField) -> tuple[str, ...]:
    """The names that an article gives in one of the fields that say through whose hands it came."""
    if field == "credit":
        return article.credit
    value = article.outlet if field == "outlet" else article.republisher
    return (value,) if value else ()


def _hand(key: str, signed: Sequence[tuple[ArticleField, Article]]) -> Entity:
    field, article = signed[0]
    name = next(n for n in names_in(article, field) if record_id("entity", "", "hand", _keys(n)[-1]) == key)
    aliases = tuple(_aliases((), name=name, signed=signed))
    return Entity(id=key, name=name, type="organization", aliases=aliases, roles=())


def _mentions(
    texts: Sequence[SharedText], *, of: Mapping[str, str], chain_of: Mapping[str, str]
) -> Iterator[DossierMention]:
    for text in texts:
        for mention in text.reading.mentions:
            entity = of.get(chain_of.get(mention.id, ""))
            yield DossierMention(
                id=mention.id, entity=entity, type=mention.type, form=mention.form, evidence=mention.evidence
            )
