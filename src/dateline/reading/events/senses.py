"""The senses of event words: rows of the trigger table, and whether what stands around a word fits one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast

from dateline.lexicon import nations, people
from dateline.lexicon.tables import rows, words
from dateline.nlp import Parse, Token
from dateline.reading import clauses
from dateline.reading.who import Who
from dateline.records.reading import EventType

__all__ = ["Sense", "Site", "is_force", "is_living", "senses"]

_PRONOUNS: Final = frozenset({
    "he", "him", "she", "her", "they", "them", "we", "us", "i", "me", "you", "who", "whom", "himself", "herself",
    "themselves", "everyone", "someone", "anyone", "nobody", "everybody", "somebody", "one", "others",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sense:
    """One row of the table: what an event word means where `needs` hold, and where its participants stand.

    It tells an event, only the frame of another one ("incident"), or nothing (another sense of the word: `type`
    is idle then).
    """

    type: EventType
    tells: Literal["event", "frame", "nothing"]
    mode: str | None
    frame: tuple[tuple[str, tuple[str, ...]], ...]
    needs: tuple[str, ...]
    outcome: str | None

    def slots(self, role: str) -> tuple[str, ...]:
        """The slots of one role."""
        return next((slots for name, slots in self.frame if name == role), ())


@dataclass(frozen=True, slots=True)
class Site:
    """An event word where it stands, with the verb that carries it, if one does."""

    parse: Parse
    who: Who
    token: Token
    carrier: Token | None

    @property
    def verbal(self) -> bool:
        """Whether the word is a verb."""
        return self.token.pos in ("VERB", "AUX")


@cache
def senses() -> dict[tuple[str, str], tuple[Sense, ...]]:
    """The table by lemma and part of speech (v, n), in its own order."""
    table: dict[tuple[str, str], list[Sense]] = defaultdict(list)
    for lemma, pos, kind, mode, frame, needs, outcome in rows("event_triggers"):
        roles = tuple(
            (role, tuple(slots.split(",")))
            for role, _, slots in (part.partition("=") for part in frame.split() if "=" in part)
        )
        table[lemma, pos].append(
            Sense(
                type=cast(EventType, kind) if kind not in ("-", "frame") else "assault",
                tells="nothing" if kind == "-" else "frame" if kind == "frame" else "event",
                mode=None if mode == "-" else mode,
                frame=roles,
                needs=() if needs == "-" else tuple(needs.split()),
                outcome=None if outcome == "-" else outcome,
            )
        )
    return {key: tuple(found) for key, found in table.items()}


def is_living(site: Site, token: Token) -> bool:
    """Whether the noun is somebody: a person, a people, a number of them."""
    lower = token.lower
    if token.pos == "PRON":
        return lower in _PRONOUNS
    mention = site.who.mention(token)
    if (mention is not None and mention.type in ("person", "group")) or clauses.is_person_noun(token):
        return True
    known = words("living_nouns")
    if token.lemma.lower() in known or lower.rstrip("s") in known or people.person_class(token.lemma) is not None:
        return True
    if token.pos == "NUM":
        of = [noun for name, noun in clauses.prepositions(site.parse, token) if name == "of"]
        return all(is_living(site, noun) for noun in of)
    if mention is not None and mention.form == "name":
        return mention.type == "organization"
    return token.lemma.endswith(("man", "men", "woman", "women"))


def is_force(site: Site, token: Token) -> bool:
    """Whether the noun is an armed body, by its head or a word before it."""
    near = [token, *site.parse.children(token, "compound", "amod", "nmod")]
    forces = words("force_nouns")
    return any(form in forces for one in near for form in (one.lemma.lower(), one.lower, one.lower.rstrip("s")))


def is_organisation(site: Site, token: Token) -> bool:
    """Whether the noun is a company or another body."""
    mention = site.who.mention(token)
    if mention is not None and mention.type == "organization":
        return True
    return people.is_organisation_noun(token.lemma)


_KINDS: Final[dict[str, Callable[[Site, Token], bool]]] = {
    "living": is_living, "force": is_force, "organisation": is_organisation,
}  # fmt: skip


def fits(site: Site, need: str) -> bool:
    """Whether one condition of the table holds."""
    if need.startswith("-"):
        return not fits(site, need[1:])
    if "~" in need:
        slot, _, kind = need.partition("~")
        return any(_KINDS[kind](site, token) for token in fill(site, slot))
    slot, colon, listed = need.partition(":")
    wanted = frozenset(listed.split("|"))
    if colon:
        return bool(_lemmas(site, slot) & wanted)
    return _PLAIN[slot](site)


def fill(site: Site, slot: str) -> list[Token]:
    """The tokens in one slot of an event word's frame."""
    if site.verbal:
        return _verb_slot(site, slot)
    return _noun_slot(site, slot)


def _verb_slot(site: Site, slot: str) -> list[Token]:
    parse, verb = site.parse, site.token
    if slot == "subj":
        return clauses.agents(parse, verb)
    if slot == "obj":
        return clauses.objects(parse, verb)
    return [noun for name, noun in clauses.prepositions(parse, verb) if name == slot]


def _noun_slot(site: Site, slot: str) -> list[Token]:
    parse, noun = site.parse, site.token
    if slot == "poss":
        return parse.children(noun, "poss")
    if slot == "mod":
        return [kid for kid in parse.children(noun, "compound", "amod", "nmod") if _names_actor(site, kid)]
    if slot == "led":
        led = [kid for kid in parse.children(noun, "acl") if kid.tag == "VBN"]
        return [agent for verb in led for agent in clauses.agents(parse, verb)]
    if slot == "struck":
        verb = parse.head(noun)
        return clauses.objects(parse, verb) if noun.dep == "nsubj" and verb.pos == "VERB" else []
    if slot in ("subj", "obj"):
        if site.carrier is None:
            return []
        return clauses.agents(parse, site.carrier) if slot == "subj" else clauses.objects(parse, site.carrier)
    if slot == "dative":
        if site.carrier is None:
            return []
        bare = [kid for kid in parse.children(site.carrier, "dative") if kid.pos not in ("ADP",)]
        return [*bare, *(n for kid in parse.children(site.carrier, "dative") for n in parse.children(kid, "pobj"))]
    own = [token for name, token in clauses.prepositions(parse, noun) if name == slot]
    if slot == "by":
        own += [
            agent for verb in parse.children(noun, "acl") if verb.tag == "VBN" for agent in clauses.agents(parse, verb)
        ]
    if not own and site.carrier is not None and slot not in ("of", "in", "with", "by"):
        own = [token for name, token in clauses.prepositions(parse, site.carrier) if name == slot]
    return own


def _names_actor(site: Site, kid: Token) -> bool:
    """A country or a body before the noun: "Israeli strikes", "U.S. action"; not "cartel killings"."""
    if nations.is_adjective(kid.text):
        return True
    mention = site.who.mention(kid)
    return mention is not None and mention.form == "name" and mention.type in ("group", "organization", "place")


def _lemmas(site: Site, slot: str) -> frozenset[str]:
    parse, token = site.parse, site.token
    if slot in ("obj", "subj"):
        return _head_lemmas(parse, fill(site, slot))
    if slot == "mod":
        kids = parse.children(token, "compound", "amod", "nmod", "nummod", "poss")
        deep = [one for kid in kids for one in (kid, *parse.children(kid, "compound", "conj", "amod", "nmod", "punct"))]
        glued = [parse.tokens[i] for i in range(max(token.i - 3, 0), token.i) if parse.tokens[i].head == token.i]
        return frozenset(w for one in (*deep, *glued) for w in (one.lemma.lower(), one.lower))
    if slot == "prt":
        return frozenset(kid.lower for kid in parse.children(token, "prt", "advmod", "prep") if kid.i > token.i)
    if slot == "prep":
        kids = parse.children(token, "prep", "dative", "agent")
        return frozenset(kid.lower for kid in kids)
    if slot == "comp":
        kids = parse.children(token, "acomp", "oprd", "xcomp", "ccomp", "advcl", "amod", "advmod", "attr")
        sure = [kid for kid in kids if not any(one.lower in ("not", "or") for one in clauses.whole(parse, kid))]
        return frozenset(kid.lemma.lower() for kid in sure)
    if slot == "carry":
        head = parse.head(token)
        return frozenset({head.lemma.lower()}) if head.pos == "VERB" else frozenset()
    if slot == "with":
        return frozenset(w for one in clauses.below(parse, token) for w in (one.lemma.lower(), one.lower))
    if slot in ("in", "under"):
        head = parse.head(token)
        if token.dep != "pobj":
            return frozenset()
        return frozenset({head.lower} if slot == "in" else {parse.head(head).lemma.lower()})
    # Any other slot is a preposition, and the words are those below it: as:terrorist.
    under = [noun for name, noun in clauses.prepositions(parse, token) if name == slot]
    return frozenset(one.lemma.lower() for noun in under for one in clauses.below(parse, noun))


def _head_lemmas(parse: Parse, tokens: list[Token]) -> frozenset[str]:
    """The lemmas of heads; of "a number of X" and "a pair of X" those of X as well."""
    found = set()
    for token in tokens:
        found |= {token.lemma.lower(), token.lower}
        if token.pos == "NUM" or token.lemma in ("number", "pair", "group", "dozen", "series", "part", "piece", "wave"):
            found |= {noun.lemma.lower() for name, noun in clauses.prepositions(parse, token) if name == "of"}
    return frozenset(found)


def _has_object(site: Site) -> bool:
    return bool(clauses.objects(site.parse, site.token))


def _has_argument(site: Site) -> bool:
    return site.carrier is not None or _has_setting(site) or _occurs(site)


def _occurs(site: Site) -> bool:
    """ "The shooting happened ..", "a fatal shooting", "the shooting that .."."""
    head = site.parse.head(site.token)
    if site.token.dep in ("nsubj", "nsubjpass") and head.lemma in _OCCUR:
        return True
    return any(kid.lower in _HARD or kid.dep == "relcl" for kid in site.parse.children(site.token, "amod", "relcl"))


_OCCUR: Final = frozenset({"happen", "occur", "take", "unfold", "erupt", "begin", "start", "report"})
_HARD: Final = frozenset({"fatal", "deadly", "double", "triple", "quadruple", "accidental"})


def _has_setting(site: Site) -> bool:
    deps = site.parse.children(site.token, "prep", "poss", "npadvmod", "nmod", "acl")
    if any(kid.dep == "poss" or kid.lower in _SETTING for kid in deps):
        return True
    return any(kid.tag == "VBN" for kid in deps if kid.dep == "acl") or bool(_noun_slot(site, "mod"))


_SETTING: Final = frozenset({"of", "by", "on", "against", "in", "at", "near", "between", "with", "to", "outside"})


def _has_force(site: Site) -> bool:
    slots = ("by", "led", "subj", "poss", "mod")
    return any(is_force(site, token) for slot in slots for token in fill(site, slot))


def _names_office(site: Site) -> bool:
    kids = site.parse.children(site.token, "oprd", "attr", "dobj", "xcomp")
    under = [noun for name, noun in clauses.prepositions(site.parse, site.token) if name == "as"]
    return any(people.is_title(kid.text) or people.person_class(kid.lemma) in _OFFICES for kid in (*kids, *under))


_OFFICES: Final = frozenset({"leader", "minister", "local", "chief", "parliament"})

_PLAIN: Final[dict[str, Callable[[Site], bool]]] = {
    "obj": _has_object,
    "passive": lambda site: clauses.is_passive(site.parse, site.token),
    "clause": lambda site: site.parse.child(site.token, "ccomp") is not None,
    "xcomp": lambda site: site.parse.child(site.token, "xcomp") is not None,
    "sup": lambda site: site.carrier is not None,
    "arg": _has_argument,
    "force": _has_force,
    "office": _names_office,
}
