"""Media: where something was said.  The words of an attribution in, "a post on X" with its kind and name out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dateline.lexicon import tables
from dateline.nlp import Parse, Token
from dateline.reading.quotations.cues import Cue
from dateline.reading.who import Who
from dateline.records.evidence import Text
from dateline.records.reading import Medium

__all__ = ["find", "kind_of", "kinds", "of_phrase"]

_AT_PLACE = frozenset({"in", "at"})  # "a news conference in Oslo" says where it was held, not what it was
_TO_NAME = frozenset({"on", "with", "to", "for", "in", "at", "by", "from", "of"})
_IN = frozenset({"in", "on", "at", "during", "through", "via", "by", "over", "to"})
_WITHIN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADV", "VERB", "PRON", "PART"})
_TALK = frozenset({"tell"})


@cache
def kinds(form: str) -> dict[str, str]:
    """Words (nouns, platforms, verbs, staff) to the kind of medium that they tell."""
    return {row[0]: row[1] for row in tables.rows("media") if row[2] == form}


def kind_of(parse: Parse, head: Token) -> str | None:
    """The kind of medium that a noun names ("post", "news conference", "e-mail"), or None."""
    if head.pos not in ("NOUN", "PROPN") or head.text.isupper():
        return None
    table = kinds("noun")
    before = [t.lower for t in parse.tokens[max(head.i - 2, 0) : head.i]]
    joined = "".join([*before, head.lower]) if before[-1:] == ["-"] else " ".join([*before[-1:], head.lower])
    return table.get(joined) or table.get(head.lower) or table.get(head.lemma.lower())


def of_phrase(parse: Parse, text: Text, head: Token) -> Medium | None:
    """The medium that a noun phrase names, with the platform or outlet that follows it."""
    kind = kind_of(parse, head)
    if kind is None:
        return None
    first = last = head
    for kid in parse.children(head, "det", "amod", "compound", "nummod", "punct"):
        first = kid if kid.i < first.i and head.i - kid.i < 6 else first
    while first.i and parse.tokens[first.i - 1].end == first.start and first.i > head.i - 4:
        first = parse.tokens[first.i - 1]  # "e-mail" is three tokens
    if first.i and parse.tokens[first.i - 1].tag == "DT":
        first = parse.tokens[first.i - 1]
    name = None
    after = parse.tokens[head.i + 1 : head.i + 8]
    if len(after) > 1 and after[0].lower in _TO_NAME:
        named = _name(after[1:])
        if named and not (after[0].lower in _AT_PLACE and _is_place(parse, named[0])):
            last = named[-1]
            name = text.text[named[0].start : last.end].rstrip(".")
    end = last.end - (1 if last is not head and last.text.endswith(".") else 0)
    return Medium(kind=kind, name=name, evidence=text.cut(first.start, end))


def _is_place(parse: Parse, token: Token) -> bool:
    return any(name.first <= token.i < name.last and name.label in ("GPE", "LOC", "FAC") for name in parse.names)


def find(parse: Parse, text: Text, tokens: Sequence[Token], *, cue: Cue, who: Who) -> Medium | None:
    """The medium told by an attribution's own words: "in a post on X", "on Facebook", "told the Gazette"."""
    for token in tokens:
        if kind_of(parse, token) is not None and _stands_in(parse, token) and _belongs(parse, token, cue):
            return of_phrase(parse, text, token)
    for at, token in enumerate(tokens[:-1]):
        named = _name(tokens[at + 1 :]) if token.lower in ("on", "via", "in") else []
        words = text.text[named[0].start : named[-1].end].rstrip(".") if named else ""
        if words.lower() in kinds("platform") and _belongs(parse, token, cue):
            where = text.cut(named[0].start, named[0].start + len(words))
            return Medium(kind=kinds("platform")[words.lower()], name=words, evidence=where)
    return _interview(parse, text, cue, who=who) or _by_verb(text, cue)


def _belongs(parse: Parse, token: Token, cue: Cue) -> bool:
    """Whether a word hangs on the cue, or on nothing but it stands before it: not on what is said."""
    for above in parse.ancestors(token):
        if above.i == cue.head.i:
            return True
        if above.pos in ("VERB", "AUX") and above.dep not in ("amod", "compound"):
            return above.head == above.i and token.i < cue.head.i and not parse.child(above, "nsubj")
        if above.pos in ("NOUN", "PROPN") and above.dep in ("dobj", "nsubj") and kind_of(parse, above) is None:
            return False
    return cue.form != "verb"


def _stands_in(parse: Parse, head: Token) -> bool:
    """Whether the noun follows "in", "at", .., with only its own words between."""
    at = head.i - 1
    while at >= 0 and head.i - at < 7 and parse.tokens[at].pos in _WITHIN:
        at -= 1
    return at >= 0 and parse.tokens[at].lower in _IN


def _name(tokens: Sequence[Token]) -> list[Token]:
    run: list[Token] = []
    for token in tokens:
        if token.lower in ("the", "his", "her", "their", "its") and not run:
            continue
        if not (token.text[0].isupper() and token.pos in ("PROPN", "NOUN", "ADJ", "PUNCT", "X", "NUM", "PRON", "SYM")):
            break
        if run and token.i != run[-1].i + 1:
            break
        run.append(token)
    days = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    return [] if run and run[0].lower in days else run


def _interview(parse: Parse, text: Text, cue: Cue, *, who: Who) -> Medium | None:
    """ "told the Gazette": a hearer that is an organisation is an outlet; "told a news conference"."""
    if cue.head.lemma not in _TALK:
        return None
    hearer = parse.child(cue.head, "dobj", "dative", "iobj")
    if hearer is None:
        return None
    if kind_of(parse, hearer) is not None:
        return of_phrase(parse, text, hearer)
    mention = who.mention(hearer)
    organization = mention is not None and mention.type == "organization" and mention.form == "name"
    if organization and mention is not None:
        return Medium(kind="interview", name=mention.evidence.exact, evidence=mention.evidence)
    for name in parse.names:
        if name.first <= hearer.i < name.last and name.label == "ORG":
            named = text.cut(parse.tokens[name.first].start, parse.tokens[name.last - 1].end)
            return Medium(kind="interview", name=named.exact, evidence=named)
    return None


def _by_verb(text: Text, cue: Cue) -> Medium | None:
    kind = kinds("verb").get(cue.head.lemma.lower())
    return Medium(kind=kind, name=None, evidence=text.cut(cue.head.start, cue.head.end)) if kind else None
