"""What kind of thing each name names: all its mentions vote, and the words around them.  Spans in, spans typed out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.lexicon import gazetteer, nations, people
from dateline.lexicon.folding import fold
from dateline.nlp import Parse
from dateline.records.reading import EntityType

if TYPE_CHECKING:
    from dateline.reading.names import Found

__all__ = ["settle"]

_MODEL_VOTE = 10
_TITLE_VOTE = 30
_PLACE_NOUN_VOTE = 40
_IN_VOTE = 12
_WHO_VOTE = 20
_PART_VOTE = 20
_TABLE_VOTE = 80
_OF_PLACE = re.compile(
    r"\b(?:town|city|village|state|province|region|district|island|port|capital|county|suburb|municipality"
    r"|mayor|people|residents|governor|streets|outskirts|inhabitants)(?: of)? (?:the )?$",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|near|outside|across|throughout|inside|around) (?:the )?$", re.IGNORECASE)
_MR = re.compile(r"(?P<word>[\w.\-]+) [\"“'‘]?$")


def settle(parse: Parse, spans: Sequence[Found]) -> tuple[Found, ...]:
    """Give every mention of one name one type: the one that most of the text speaks for."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for found in spans:
        votes[_key(parse, found)].update(_evidence(parse, found))
    _let_full_names_vote(parse, spans, votes)
    best = {name: max(sorted(count), key=lambda kind: count[kind]) for name, count in votes.items()}
    return tuple(replace(found, type=best[_key(parse, found)]) for found in spans)


def _key(parse: Parse, found: Found) -> str:
    return fold(parse.text[found.start : found.end])


def _evidence(parse: Parse, found: Found) -> Counter[EntityType]:
    """What one mention says for each type: the model's word, the name's own words, those around it."""
    words = parse.text[found.start : found.end]
    before, after = parse.text[max(0, found.start - 40) : found.start], parse.text[found.end : found.end + 40]
    votes: Counter[EntityType] = Counter()
    if found.sure:
        votes[found.type] += _TABLE_VOTE
    if nations.is_adjective(words):
        votes["group"] += _TABLE_VOTE
    elif nations.country_of(words) is not None and words[0].isupper():
        votes["organization" if nations.is_seat(words) else "place"] += _TABLE_VOTE
    votes[_model_type(words, found.type)] += _MODEL_VOTE
    if (word := _MR.search(before)) is not None:
        if people.is_title(word["word"]) and word["word"][0].isupper():
            votes["person"] += _TITLE_VOTE
        elif people.person_class(word["word"]) is not None and word["word"].islower():
            votes["person"] += _TITLE_VOTE // 2
    if _OF_PLACE.search(before):
        votes["place"] += _PLACE_NOUN_VOTE
    elif _IN.search(before) and " " not in words and not words.isupper():
        votes["place"] += _IN_VOTE
    if re.match(r",? who\b", after):
        votes["person"] += _WHO_VOTE
    return votes


def _model_type(words: str, kind: EntityType) -> EntityType:
    """The model calls provinces groups: a group that is no people by its ending is a place."""
    is_place = bool(gazetteer.lookup(words)) or not re.search(r"(?:s|ese|ish|ist|[eai]an|can|ic|i)$", words)
    return "place" if kind == "group" and " " not in words and is_place else kind


def _let_full_names_vote(parse: Parse, spans: Sequence[Found], votes: dict[str, Counter[EntityType]]) -> None:
    """ "Velkova" is a person where "Irina Velkova" is one."""
    parts = {
        part
        for name, count in votes.items()
        if " " in name and max(sorted(count), key=lambda kind: count[kind]) == "person"
        for part in (name.split()[0], name.split()[-1])
    }
    for name in {_key(parse, found) for found in spans} & parts:
        votes[name]["person"] += _PART_VOTE
