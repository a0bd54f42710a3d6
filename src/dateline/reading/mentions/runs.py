"""Names told by their last word: "National Mine Inspectorate", "Ministry of Health", "Oakmere cartel".

Parse and the model's names in, further names out. A run of capitals ends in a capitalised telling word; a
few words ("government", "police") do so in lower case after the name of a place or a people.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.lexicon import nations, people
from dateline.nlp import Parse, Token
from dateline.reading.mentions.found import Found, trim
from dateline.records.reading import EntityType

__all__ = ["find"]

_LINKS = frozenset({"&", "of", "for", "and", "the", "de", "del", "da", "do", "dos", "di", "du", "des", "la", "y", "e"})
_JOINTS = frozenset({"&", "and", "for", "of"})
_FUNCTION_POS = frozenset({"DET", "PRON", "ADP", "CCONJ", "SCONJ", "ADV", "AUX", "VERB", "INTJ", "PART"})
_MEMBERS_ONLY = frozenset({"military", "police", "army", "navy", "forces", "prison", "jail", "airport", "marines"})
"""Lower-case heads that before another noun only describe it: "Norwegian police officers", "the U.K. military base"."""


def find(parse: Parse, model: Sequence[Found]) -> list[Found]:
    """Runs of capitals that end in a telling word, and "Norwegian government", "Norway's military"."""
    places = {token.i for f in model if f.type in ("place", "group") for token in parse.tokens_in(f.start, f.end)}
    found = []
    for token in parse.tokens:
        head = people.name_head(token.text)
        if head is None:
            continue
        first = _run_start(parse, token)
        last = _run_end(parse, token) if head.of and token.text[0].isupper() else token.i
        if token.text[0].isupper() and (first < token.i or last > token.i):
            span = parse.tokens[first].start, parse.tokens[last].end
        elif head.lower and not token.text[0].isupper() and (owner := _owner(parse, token, places)) is not None:
            span = parse.tokens[owner].start, token.end
        else:
            continue
        trimmed = trim(parse.text, *span, person=False)
        described = token.dep != "compound" and token.i > 0 and parse.tokens[first - 1].lower in ("a", "an")
        if trimmed and not described and "\n" not in parse.text[slice(*trimmed)]:
            found.append(Found(*trimmed, _as_type(head.type), True))
    return found


def _as_type(word: str) -> EntityType:
    kinds: dict[str, EntityType] = {"facility": "facility", "place": "place"}
    return kinds.get(word, "organization")


def _run_start(parse: Parse, token: Token) -> int:
    """The first token of the run of capitals that ends here; "and", "of" and "for" may stand between capitals."""
    first, i = token.i, token.i - 1
    while i >= 0:
        here = parse.tokens[i]
        if _in_run(here):
            first = i
        elif here.lower not in _JOINTS or first != i + 1 or i == 0 or not _in_run(parse.tokens[i - 1]):
            break
        elif here.lower == "and" and _stands_alone(parse.tokens[i - 1].text):
            break  # "the Health Ministry and Interior Ministry" are two
        i -= 1
    while first < token.i and (people.is_title(parse.tokens[first].text) or parse.tokens[first].lower in _LINKS):
        first += 1
    return first


def _stands_alone(word: str) -> bool:
    return people.name_head(word) is not None or nations.country_of(word) is not None


def _in_run(token: Token) -> bool:
    word = token.text
    return word[:1].isupper() and token.pos not in _FUNCTION_POS and any(char.isalpha() for char in word)


def _run_end(parse: Parse, token: Token) -> int:
    """The last token of "Ministry of Health and Family": capitals after "of" or "for"."""
    last, i = token.i, token.i + 1
    if i >= len(parse.tokens) or parse.tokens[i].lower not in ("of", "for"):
        return last
    while i < len(parse.tokens):
        here = parse.tokens[i]
        if _in_run(here):
            last = i
        elif here.lower not in _LINKS or i - last > 2:
            break
        i += 1
    return last


def _owner(parse: Parse, token: Token, places: set[int]) -> int | None:
    """Where "Oakmere cartel", "Norway's military", "Bulgarian federal police" begin; None where nothing names them."""
    after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    describes = after is not None and after.pos in ("NOUN", "PROPN") and token.dep in ("compound", "amod", "nmod")
    i = token.i - 1
    if i > 0 and parse.tokens[i].pos == "ADJ" and parse.tokens[i].text.islower():
        i -= 1
    possessive = i > 0 and parse.tokens[i].text in ("'s", "’s", "'", "’")
    i -= possessive
    if i < 0 or not _in_run(parse.tokens[i]) or (possessive and i not in places):
        return None
    if describes and (token.lower in _MEMBERS_ONLY or nations.is_adjective(parse.tokens[i].text)):
        return None
    first = _run_start(parse, parse.tokens[i])
    return i if nations.is_adjective(parse.tokens[i].text) and first < i else first
