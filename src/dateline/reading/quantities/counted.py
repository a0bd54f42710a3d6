"""What an amount counts: the words of the noun phrase beside it.  Parse and amount in, words out."""

from __future__ import annotations

from dateline.nlp import Parse, Token
from dateline.reading.quantities.amounts import Amount

__all__ = ["counted"]

_LONGEST = 6
_SKIPPED = frozenset({"DT", "PDT", "PRP$", "CD"})
_OBJECTS = frozenset({"attr", "pobj", "dobj"})
"""What no verb is: a word so labelled is a noun, whatever its tag ("overdose deaths")."""
_TIMES = frozenset({"year", "month", "week", "day", "night", "hour", "minute", "second", "decade"})


def counted(parse: Parse, amount: Amount) -> str | None:
    """The noun phrase that is counted: "illicit drugs" in "85% of illicit drugs", "reward" in "a $5 reward".

    None where the amount stands for itself ("27 were injured"), or is a mere length of time.
    """
    inside = parse.tokens_in(amount.start, amount.end)
    if not inside:
        return None
    after = inside[-1].i + 1
    following = parse.tokens[after] if after < len(parse.tokens) else None
    if following is None:
        return _before(parse, inside[0])
    if following.lower in ("of", "in") and (following.lower == "of" or _is_money(amount)):
        return _phrase(parse, after + 1)
    if following.text == "-" and amount.unit is None and after + 1 < len(parse.tokens):
        return parse.tokens[after + 1].lemma  # "a 400-member council" counts members
    if following.text == "-":
        after += 1
    return _phrase(parse, after, nouns_only=amount.unit in _TIMES) or _before(parse, inside[0])


def _is_money(amount: Amount) -> bool:
    return amount.unit is not None and len(amount.unit) == 3 and amount.unit.isupper()


def _phrase(parse: Parse, first: int, *, nouns_only: bool = False) -> str | None:
    """The words from a token up to the noun that they belong to; no determiner, nothing behind the noun."""
    tokens = parse.tokens
    while first < len(tokens) and (tokens[first].tag in _SKIPPED or tokens[first].lower == "more"):
        first += 1
    last, end = first, first
    while last < min(len(tokens), first + _LONGEST):
        token = tokens[last]
        if token.pos in ("NOUN", "PROPN") or (token.tag == "VBZ" and token.dep in _OBJECTS):
            end = last + 1
        elif not _may_stand_in(token, last > first):
            break
        last += 1
    if end == first or (nouns_only and tokens[first].pos != "NOUN"):
        return None
    return parse.span_text(first, end).replace("\n", " ")


def _may_stand_in(token: Token, within: bool) -> bool:
    """Whether a word can stand before the noun that is counted."""
    if token.pos == "ADJ" or token.tag in ("VBN", "VBG", "JJR"):
        return True
    return within and (token.text in ("-", "'s", "’s", "and") and token.text != "and")


def _before(parse: Parse, token: Token) -> str | None:
    """ "a reward of 100,000 euros": the noun before "of"; "fined 300 euros": none."""
    if token.i < 2 or parse.tokens[token.i - 1].lower != "of" or parse.tokens[token.i - 2].pos != "NOUN":
        return None
    first = token.i - 2
    while first and parse.tokens[first - 1].pos in ("NOUN", "ADJ", "PROPN"):
        first -= 1
    return parse.span_text(first, token.i - 1)
