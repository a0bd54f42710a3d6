"""Event words: the verbs and nouns of a parse that tell of events.  Parse in, triggers out, in text order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.lexicon.tables import rows
from dateline.nlp import Parse, Token
from dateline.reading import clauses
from dateline.reading.events.senses import Sense, Site, fits, senses
from dateline.reading.who import Who

__all__ = ["Trigger", "carrier_of", "carriers", "find"]

_CARRIED: Final = frozenset({"dobj", "nsubjpass", "pobj", "attr", "conj"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event word in its sense; `site.carrier` is the verb that carries a noun ("carried out the raid")."""

    site: Site
    sense: Sense
    outcome: str | None

    @property
    def token(self) -> Token:
        """The word itself."""
        return self.site.token

    @property
    def verbs(self) -> tuple[Token, ...]:
        """The words whose clause it is told in, the nearest first."""
        return (self.token,) if self.site.carrier is None else (self.token, self.site.carrier)


@cache
def carriers() -> dict[str, str]:
    """The verbs that carry event nouns: "act" where their subject does what the noun tells, else "-"."""
    return {row[0]: row[1] for row in rows("carrying_verbs")}


def find(parse: Parse, who: Who) -> tuple[Trigger, ...]:
    """Find the event words."""
    return tuple(_find(parse, who))


def _find(parse: Parse, who: Who) -> Iterator[Trigger]:
    table = senses()
    for token in parse.tokens:
        pos = "v" if token.pos == "VERB" else "n" if token.pos in ("NOUN", "PROPN") else None
        if pos is None or (token.lemma.lower(), pos) not in table or _within_name(token, who):
            continue
        if pos == "v" and token.dep in ("amod", "compound"):
            continue
        if pos == "n" and token.dep in ("compound", "nmod", "npadvmod"):
            continue
        site = Site(parse, who, token, carrier_of(parse, token) if pos == "n" else None)
        for sense in table[token.lemma.lower(), pos]:
            if all(fits(site, need) for need in sense.needs):
                if sense.tells != "nothing" and not _is_particle_verb(site, sense):
                    yield Trigger(site, sense, _outcome(site, sense))
                break


def _within_name(token: Token, who: Who) -> bool:
    """A capital inside a name is part of the name: "Killing" in a title, "Strike" in a firm's name."""
    mention = who.mention(token)
    if mention is None or mention.form != "name" or not token.text[:1].isupper():
        return False
    return mention.evidence.start <= token.start and token.end <= mention.evidence.end


def carrier_of(parse: Parse, noun: Token) -> Token | None:
    """The verb that carries the noun: "carried out", "led", "was in .. training"."""
    head = parse.head(noun)
    while noun.dep == "conj" and head.pos in ("NOUN", "PROPN"):
        noun, head = head, parse.head(head)
    if noun.dep == "pobj" and head.pos == "ADP":
        if head.lower not in ("in", "out", "on", "for", "at"):
            return None
        above = parse.head(head)
        fine = above.lemma in _BEING if head.lower in ("in", "on", "at") else above.lemma in ("call", "ask", "push")
        return above if above.pos in ("VERB", "AUX") and fine else None
    if noun.dep not in _CARRIED or head.pos not in ("VERB", "AUX") or head.lemma not in carriers():
        return None
    if noun.dep == "attr" or head.lemma == "be":
        return None
    return head


_BEING: Final = frozenset({"be", "take", "engage", "participate", "go", "join"})
_PARTICLES: Final = frozenset({"up", "down", "off", "out", "over", "away"})


def _is_particle_verb(site: Site, sense: Sense) -> bool:
    """A particle makes another verb of it, unless the row asks for it: "charge up", "strike up", "killing off"."""
    named = {need.partition(":")[2] for need in sense.needs if need.startswith(("prt:", "with:"))}
    return any(
        kid.dep == "prt" and kid.lower in _PARTICLES and kid.lower not in named and sense.mode != "kill"
        for kid in site.parse.children(site.token)
    )


def _outcome(site: Site, sense: Sense) -> str | None:
    """What becomes of the recipient; "shot dead", "stabbed to death" and "fatally" kill."""
    if sense.type != "assault" and sense.outcome != "wounded":
        return sense.outcome
    kids = site.parse.children(site.token)
    if not site.verbal:
        fatal = any(kid.lower in ("fatal", "deadly") for kid in kids)
        return "dead" if fatal and sense.outcome == "wounded" else sense.outcome
    if any(kid.lower in ("dead", "fatally", "mortally") for kid in kids):
        return "dead"
    if any(name == "to" and noun.lower == "death" for name, noun in clauses.prepositions(site.parse, site.token)):
        return "dead"
    return sense.outcome
