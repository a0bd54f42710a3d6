"""Who did it, to whom, with what.  An event word in, its participants out, each with its own words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dateline.lexicon import people
from dateline.lexicon.tables import words
from dateline.nlp import Parse, Token
from dateline.reading import clauses
from dateline.reading.events.senses import Site, fill, is_force, is_living, is_organisation
from dateline.reading.events.triggers import Trigger, carriers
from dateline.reading.who import Who
from dateline.records.evidence import Text
from dateline.records.reading import Argument, CoreferenceChain, EntityType

__all__ = ["Participants", "chain_of", "find", "phrase"]

_HUMAN_EVENTS: Final = frozenset({"assault", "coerce", "court", "crime", "death"})
_BETWEEN: Final = frozenset({"aid", "consult", "cooperate", "agree"})
_SIDES: Final = frozenset({"front", "back", "rear", "side", "vicinity", "middle", "corner", "entrance", "outskirts"})
_NO_NAMES: Final = frozenset({"DATE", "TIME", "PERCENT", "MONEY"})
_PEOPLE: Final = frozenset({"they", "them", "we", "us", "themselves", "others", "who", "whom"})
_PERSON: Final = frozenset({"he", "him", "she", "her", "his", "i", "me", "himself", "herself", "you", "my", "your"})


@dataclass(frozen=True, slots=True)
class Participants:
    """The head words of an event's participants, by role; `causes` are event words where an actor would stand."""

    actors: tuple[Token, ...] = ()
    recipients: tuple[Token, ...] = ()
    instruments: tuple[Token, ...] = ()
    causes: tuple[Token, ...] = ()


def find(trigger: Trigger, *, event_words: frozenset[int]) -> Participants:
    """Fill the frame of a trigger; `event_words` are the indices of all tokens that are triggers themselves."""
    actors, causes, weapons = [], [], []
    for token in _filled(trigger, "A"):
        if token.i in event_words:
            causes.append(token)
        elif _is_weapon(token) and trigger.sense.type in ("assault", "death"):
            weapons.append(token)
        elif _may_act(trigger, token):
            actors.append(token)
    recipients = [
        t for t in _filled(trigger, "R") if t.i not in event_words and t not in actors and _may_receive(trigger, t)
    ]
    weapons += [t for t in _filled(trigger, "I") if trigger.sense.type != "assault" or _is_weapon(t)]
    if not trigger.site.verbal:
        weapons += [t for t in trigger.site.parse.children(trigger.token, "compound", "nmod") if _is_weapon(t)]
    return Participants(tuple(actors), tuple(recipients), tuple(weapons), tuple(causes))


def _filled(trigger: Trigger, role: str) -> list[Token]:
    """The tokens in a role's slots, each once, in text order."""
    parse = trigger.site.parse
    found = {
        token.i: token
        for slot in trigger.sense.slots(role)
        for one in _slot(trigger, slot)
        for token in _meant(trigger.site, one)
    }
    return [
        token
        for i, token in sorted(found.items())
        if i != trigger.token.i and parse.tokens[i].pos not in ("PUNCT", "SPACE")
    ]


def _meant(site: Site, token: Token) -> list[Token]:
    """What stands behind a word for a side: "the ministry" of "in front of the ministry"."""
    if token.lower not in _SIDES:
        return [token]
    return [noun for name, noun in clauses.prepositions(site.parse, token) if name == "of"] or [token]


def _slot(trigger: Trigger, slot: str) -> list[Token]:
    if slot == "subj" and trigger.site.carrier is not None and not _carrier_acts(trigger.site.carrier):
        return []
    return fill(trigger.site, slot)


def _carrier_acts(carrier: Token) -> bool:
    return carriers().get(carrier.lemma.lower(), "act") == "act"


def _is_weapon(token: Token) -> bool:
    return token.lemma.lower() in words("weapon_nouns")


def _may_act(trigger: Trigger, token: Token) -> bool:
    if token.pos in ("VERB", "AUX", "DET", "ADV") or token.tag in ("WDT", "WP", "EX"):
        return False
    if token.lower in ("it", "this", "that", "which", "there", "what"):
        return False
    if trigger.sense.type not in _HUMAN_EVENTS:
        return True
    return _is_somebody(trigger.site, token)


def _is_somebody(site: Site, token: Token) -> bool:
    mention = site.who.mention(token)
    named = mention is not None and mention.type in ("person", "group", "organization", "place")
    return named or is_living(site, token) or is_organisation(site, token) or is_force(site, token)


def _may_receive(trigger: Trigger, token: Token) -> bool:
    if trigger.sense.type in _BETWEEN and not _is_somebody(trigger.site, token):
        return False
    if _is_when(trigger.site.parse, token) or (trigger.sense.mode == "explosives" and _is_town(trigger.site, token)):
        return False
    return token.pos not in ("VERB", "AUX", "ADV") and token.tag not in ("WDT", "WP", "EX") and token.lower != "it"


def _is_when(parse: Parse, token: Token) -> bool:
    """Whether the word belongs to a day or an amount: "an attack on 11 November"."""
    at = bisect_right(parse.names, token.i, key=lambda name: name.first) - 1
    inside = at >= 0 and token.i < parse.names[at].last and parse.names[at].label in _NO_NAMES
    return inside and not clauses.is_person_noun(token)


def _is_town(site: Site, token: Token) -> bool:
    """Whether the word names a place: what explodes there is not aimed at it."""
    mention = site.who.mention(token)
    return mention is not None and mention.form == "name" and mention.type == "place"


def phrase(text: Text, site: Site, token: Token) -> Argument:
    """The record of one participant."""
    parse, who = site.parse, site.who
    chain = who.chain(token)
    start, end = clauses.noun_phrase(parse, token)
    number = token.pos == "NUM" or token.lower == "one"
    named = _apposed_name(parse, who, token) if chain is None or not chain.named or number else None
    if named is not None:
        chain = who.chain(named) or chain
        if number:
            start, end = clauses.noun_phrase(parse, named)
    evidence = text.cut(start, _without_possessive(parse, start, end))
    return Argument(
        text=evidence.exact, type=_type(site, token, chain), chain=chain.id if chain else None, evidence=evidence
    )


def chain_of(parse: Parse, who: Who, token: Token) -> CoreferenceChain | None:
    """The chain of a participant: its own, or that of the name set beside it ("one of its leaders, NAME, ..")."""
    chain = who.chain(token)
    if chain is None or not chain.named:
        named = _apposed_name(parse, who, token)
        return (who.chain(named) if named is not None else None) or chain
    return chain


def _apposed_name(parse: Parse, who: Who, token: Token) -> Token | None:
    """A person's name in apposition to the noun, or to the nouns under it."""
    for one in _apposed(parse, token):
        mention = who.mention(one)
        if mention is not None and mention.form == "name" and mention.type == "person":
            return one
    return None


def _apposed(parse: Parse, token: Token) -> Iterable[Token]:
    todo = [token]
    while todo:
        one = todo.pop(0)
        yield from parse.children(one, "appos")
        if one is token and token.lower != "one" and token.pos != "NUM":
            return
        todo.extend(kid for kid in parse.children(one, "prep", "pobj") if kid.i > token.i)


def _without_possessive(parse: Parse, start: int, end: int) -> int:
    words_ = parse.text[start:end]
    for mark in ("'s", "’s", "s'", "s’"):
        if words_.endswith(mark) and len(words_) > len(mark):
            return end - (2 if mark.endswith("s") else 1)
    return end


def _type(site: Site, token: Token, chain: CoreferenceChain | None) -> EntityType:
    if chain is not None and chain.type != "other":
        return chain.type
    mention = site.who.mention(token)
    if mention is not None and mention.type != "other":
        return mention.type
    if token.lower in _PERSON:
        return "person"
    if token.lower in _PEOPLE:
        return "group"
    if is_living(site, token):
        return "group" if token.tag in ("NNS", "NNPS") or token.pos == "NUM" else "person"
    return "organization" if people.is_organisation_noun(token.lemma) or is_force(site, token) else "other"
