"""Cues: the words by which a text attributes.  Parse + unit in, cues out.

A verb is a cue where its sense can be one of saying or holding; the senses that are not ("claimed the
title", "a noted author", "did not say") are kept out here, and content and speaker are looked for elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from dateline.lexicon import tables
from dateline.nlp import Parse, Token
from dateline.reading.quotations.units import Unit
from dateline.records.reading import Modality, Polarity

__all__ = ["Cue", "find", "phrases", "verbs"]

Form = Literal["verb", "source", "held", "noun"]
_OF = frozenset({"for", "of", "against", "on"})
_MODALS = frozenset({"would", "could", "should", "might", "may", "can", "must", "'d", "’d"})
_WITHHOLD = frozenset({"decline", "refuse", "fail", "neglect", "forbear", "hesitate"})
_AROUND = frozenset({"aux", "auxpass", "neg", "advmod"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Characters ``start`` to ``end``, the governing token, and what the lexicon knows of it."""

    start: int
    end: int
    head: Token
    form: Form
    takes: str
    modality: Modality = "asserted"
    polarity: Polarity = "positive"
    phrase: bool = False
    """Whether it is a phrase of the lexicon, all of whose words belong to it ("let it be known")."""


@cache
def verbs() -> dict[str, tuple[str, str, str]]:
    """The verbs of the lexicon: lemma to (takes, modality, polarity)."""
    return {row[0]: (row[1], row[2], row[3]) for row in tables.rows("cue_verbs")}


@cache
def phrases(form: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of one form, the longest first, each as its words."""
    found = [tuple(row[0].split()) for row in tables.rows("cue_phrases") if row[1] == form]
    return tuple(sorted(found, key=len, reverse=True))


def find(parse: Parse, unit: Unit) -> list[Cue]:
    """The cues among a unit's own words, in text order."""
    found: list[Cue] = []
    taken = -1
    for at, token in enumerate(unit.tokens):
        if token.i <= taken:
            continue
        cue = _phrase(unit, at) or _verb(parse, unit, token) or _noun(parse, token)
        if cue is not None:
            found.append(cue)
            taken = max(t.i for t in unit.tokens if t.start < cue.end) if cue.form != "noun" else token.i
    return found


@cache
def _openings() -> frozenset[str]:
    """The words and lemmas with which a phrase begins: of hundreds of words few do."""
    return frozenset(words[0] for form in ("source", "held", "verb") for words in phrases(form))


def _phrase(unit: Unit, at: int) -> Cue | None:
    first = unit.tokens[at]
    if first.lower not in _openings() and first.lemma.lower() not in _openings():
        return None
    for form in ("source", "held"):
        for words in phrases(form):
            matched = _match(unit.tokens[at : at + len(words) + 4], words)
            if matched:
                tokens = unit.tokens[at : at + matched]
                return Cue(tokens[0].start, tokens[-1].end, tokens[0], "source" if form == "source" else "held", "")
    for words in phrases("verb"):
        if unit.tokens[at].lemma.lower() == words[0] and unit.tokens[at].pos == "VERB":
            matched = _match(unit.tokens[at + 1 : at + len(words) + 4], words[1:])
            if matched:
                last = unit.tokens[at + matched]
                if unit.tokens[at + matched + 1 :][:1] and unit.tokens[at + matched + 1].lower == "to":
                    return None
                head = unit.tokens[at]
                return Cue(_verb_start(unit, head), last.end, head, "verb", _phrase_takes(words), phrase=True)
    return None


@cache
def _phrase_takes(words: tuple[str, ...]) -> str:
    return next(row[2] for row in tables.rows("cue_phrases") if row[0] == " ".join(words))


def _match(tokens: tuple[Token, ...], words: tuple[str, ...]) -> int:
    """How many tokens the words cover from the first on, 0 for none; * is one to three words."""
    at = 0
    for number, word in enumerate(words):
        if word == "*":
            following = words[number + 1]
            gap = next((k for k in range(1, 4) if at + k < len(tokens) and tokens[at + k].lower == following), 0)
            if not gap:
                return 0
            at += gap
        elif at < len(tokens) and tokens[at].lower == word:
            at += 1
        else:
            return 0
    return at


def _verb(parse: Parse, unit: Unit, token: Token) -> Cue | None:
    entry = verbs().get(_lemma(token))
    if entry is None or not _is_verb(unit, token):
        return None
    takes, modality, polarity = entry
    if unit.inside is not None and _of_oneself(parse, token):
        return None
    if "h" in takes and token.tag == "VB" and any(kid.lower == "to" for kid in parse.children(token, "aux")):
        return None  # "has until Thursday to decide"
    if unit.inside is not None and "h" in takes:
        return None
    kids = parse.children(token)
    if any(kid.dep == "neg" for kid in kids):
        if "h" not in takes:
            return None
        polarity = "negative" if polarity == "positive" else "positive"
    if token.tag == "VBN" and not any(kid.dep in ("aux", "auxpass", "agent") for kid in kids) and token.dep == "advcl":
        return None  # "Asked about it, .."
    if any(kid.dep == "aux" and kid.lower in _MODALS for kid in kids):
        return None
    if _withheld(parse, token):
        return None
    last = next((k for k in kids if k.i == token.i + 1 and _completes(k, takes)), token)
    return Cue(
        _verb_start(unit, token), last.end, token, "verb", takes, modality, polarity  # type: ignore[arg-type]
    )  # fmt: skip


def _is_verb(unit: Unit, token: Token) -> bool:
    """Whether the token works as a verb here; taggers call '"..," observed Smith' many things."""
    if token.pos in ("VERB", "AUX"):
        return not (token.dep in ("amod", "compound") or (token.dep == "acl" and token.tag == "VBN"))
    beside_quote = any(q.end <= token.start and token.start - q.end < 40 for q in unit.quotes)
    return beside_quote and (token.lower.endswith("ed") or token.lower in _forms()) and token.text[0].islower()


def _of_oneself(parse: Parse, token: Token) -> bool:
    """Whether a speaker tells of his own saying: "I said", "you told us"; nothing new is attributed."""
    subject = parse.child(token, "nsubj")
    return subject is not None and subject.lower in ("i", "we", "you")


def _completes(after: Token, takes: str) -> bool:
    """Whether a word directly after the verb belongs to the cue: "pointed out", "called for"."""
    return after.dep == "prt" or ("f" in takes and after.dep == "prep" and after.lower in _OF)


@cache
def _forms() -> dict[str, str]:
    return dict(row[:2] for row in tables.rows("cue_forms"))  # type: ignore[misc]


def _lemma(token: Token) -> str:
    """The verb's lemma, also where the tagger saw no verb."""
    if token.pos in ("VERB", "AUX"):
        return token.lemma.lower()
    return _lemma_by_form(token.lower, token.lemma.lower())


@lru_cache(maxsize=50_000)
def _lemma_by_form(lower: str, lemma: str) -> str:
    stems = (lower[:-1], lower[:-2], lower[:-3] + "y")
    return _forms().get(lower) or next((stem for stem in stems if stem in verbs()), lemma)


def _withheld(parse: Parse, token: Token) -> bool:
    """Whether the verb hangs on one that takes it back: "declined to say", "without saying"."""
    head = parse.head(token)
    if head.i == token.i:
        return False
    if token.dep in ("xcomp", "ccomp") and (head.lemma in _WITHHOLD or parse.child(head, "neg")):
        return True
    return token.dep == "pcomp" and head.lower == "without"


def _verb_start(unit: Unit, token: Token) -> int:
    """Where the verb's own auxiliaries and adverbs begin, as far as they stand directly before it."""
    own = {t.i: t for t in unit.tokens}
    first = token
    while (before := own.get(first.i - 1)) is not None and before.head == token.i and before.dep in _AROUND:
        if before.dep == "advmod" and not (before.tag == "RB" and before.lower not in ("so", "when", "how", "why")):
            break
        first = before
    return first.start


def _noun(parse: Parse, token: Token) -> Cue | None:
    if token.pos != "NOUN" or (token.lemma.lower(),) not in phrases("noun"):
        return None
    if parse.child(token, "acl", "ccomp") is None:
        return None
    return Cue(token.start, token.end, token, "noun", "c")
