"""Names told by what they do: who "said" something in running text has a name, though the model saw none, or its end.

Parse and the model's names in, further names out, all of people: bodies that speak are told by other words of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lexicon import gazetteer, nations, people
from dateline.lexicon.agencies import agency
from dateline.lexicon.date_words import month_number, weekday_number
from dateline.lexicon.outlets import named as outlet
from dateline.nlp import Parse, Token
from dateline.reading.mentions.found import Found

__all__ = ["find"]

_SAYING = frozenset({"said", "says", "told", "added", "recalled"})
_PLAIN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’\-](?=[^\W\d_]))+")


def find(parse: Parse, model: Sequence[Found]) -> list[Found]:
    """The people who speak and whom the model did not see, or not in full ("Annika" of "Annika Strand said")."""
    ends = {found.end: found for found in model}
    inside = {i for found in model for i in range(found.start, found.end)}
    found = []
    for token in parse.tokens:
        named = token.tag == "NNP" or (token.tag == "NN" and token.i > parse.sentence_of(token).first)
        if not (named and token.dep == "nsubj" and parse.head(token).lower in _SAYING):
            continue
        first = _first(parse, token)
        known = ends.get(token.end)
        start = parse.tokens[first].start
        if known is None and (token.start in inside or not _can_be_person(token, alone=first == token.i)):
            continue
        if known is not None and (known.start <= start or known.type == "organization" or start in inside):
            continue
        found.append(Found(start, token.end, "person"))
    return found


def _first(parse: Parse, token: Token) -> int:
    """Where the name that ends here begins: with the capitals right before it that belong to it, titles left out."""
    first = token.i
    while first > 0:
        before = parse.tokens[first - 1]
        own = before.dep == "compound" and before.head == token.i and before.pos == "PROPN"
        if not (own and _is_plain(before) and before.end + 1 == parse.tokens[first].start):
            break
        if people.is_title(before.text) or people.person_class(before.text.lower()) is not None:
            break
        first -= 1
    return first


def _is_plain(token: Token) -> bool:
    text = token.text
    return _PLAIN.fullmatch(text) is not None and text[0].isupper() and not text.isupper()


def _can_be_person(token: Token, *, alone: bool) -> bool:
    """Whether an unseen name can be somebody's: no day, place, people, press, body or title."""
    word = token.text
    if not _is_plain(token) or month_number(word) or weekday_number(word) or people.is_title(word):
        return False
    if nations.country_of(word) is not None or people.name_head(word) or people.is_organisation_noun(word):
        return False
    return not (alone and (gazetteer.lookup(word) or agency(word) is not None or outlet(word) is not None))
