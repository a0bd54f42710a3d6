"""What kind of thing each name names: all its mentions vote, and the words around them.  Spans in, spans typed out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dateline.lexicon import gazetteer, nations, people
from dateline.lexicon.agencies import agency
from dateline.lexicon.folding import fold
from dateline.lexicon.outlets import named as outlet
from dateline.lexicon.tables import words as table
from dateline.nlp import Parse
from dateline.reading.mentions.found import Found
from dateline.records.reading import EntityType

__all__ = ["settle"]

_MODEL_VOTE = 20
"""Shared among the types that the model gave one name, however often: its errors repeat."""
_TITLE_VOTE = 30
_ROLE_VOTE = 25
_GIVEN_VOTE = 12
_PLACE_NOUN_VOTE = 40
_IN_VOTE = 22
_WHO_VOTE = 20
_PART_VOTE = 25
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_TABLE_VOTE = 80
_GAZETTEER_VOTE: dict[str, int] = {"organization": 12, "person": 6, "group": 12}
_SAYING_VOTE = 12
_COMMON_FIRST = frozenset({"new", "the", "saint", "st", "el", "la"})
_SAYS = re.compile(r",? (?:said|says|reported|announced|confirmed|told|wrote|added|tweeted|posted)\b")
_SAYS_ALONE = re.compile(r",? (?:said|says|told|added|recalled|had told|has said)\b")
_SAID_BEFORE = re.compile(r"[\"”'’,] (?:said|says|added|recalled) $")
_SPEAKING_VOTE = 34
_AGED = re.compile(r", (?:1[5-9]|[2-9]\d),")
_AGE_VOTE = 30
_TOLD = re.compile(r"\b(?:told|according to|reported by) (?:the )?$")
_OF_PLACE = re.compile(
    r"\b(?:(?:town|city|village|state|province|region|district|island|port|capital|county|suburb|municipality)(?: of)?"
    r"|(?:mayor|people|residents|governor|streets|outskirts|inhabitants) of) (?:the )?$",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|near|outside|across|throughout|inside|around) (?:the )?$", re.IGNORECASE)
_APPOSED = re.compile(r"\b(?P<word>[a-z]+), $")
_FIRM_BEFORE = re.compile(
    r"\b(?:workers?|employees|staff|jobs|shares?|shareholders|stakes?|executives|bid|takeover|acquisition|merger"
    r"|subsidiary|factory|factories|customers) (?:at|in|of|from|for|with) $",
    re.IGNORECASE,
)
"""What only a firm has: "workers at", "shares in", "a bid for"."""
_FIRM_END = re.compile(
    r" (?:Inc|Ltd|PLC|plc|Corp|AG|SE|GmbH|LLC|LLP|NV|N\.V|SA|S\.A|SpA|S\.p\.A|AB|ASA|Oyj|Pvt|Pte|Bhd|KK|KG)\.?$"
)
_VESSEL = r"\b(?:MV|M/V|MT|SS|RMS|FV|HMS|USS|USNS|INS|HMAS|HMCS|BRP) "
_VESSEL_BEFORE, _VESSEL_NAME = re.compile(_VESSEL + "$"), re.compile(_VESSEL + "[A-Z]")
_ONE_OF = re.compile(r"\bone of (?:them|those \w+), $")
_THING_CALLED = re.compile(r"\b(?:it|which|that) (?:is|was) (?:called|named|dubbed|nicknamed) [\"“'‘]?$", re.IGNORECASE)
_FIRM_VOTE = 35
_VESSEL_VOTE = 70
_HEADS = re.compile(r"\b(?P<word>[a-z]+) (?:of|for) (?:the )?[A-Z][^,.;\n]{1,38}, $")
_INTRODUCED = re.compile(
    r", (?:a|an|the|his|her|its|their) (?:[\w'’-]+ ){0,2}?(?P<word>[a-z]+)"
    r"(?: (?:of|for|at|in|with|from|who) (?:(?!\b(?:said|says|told|added)\b)[^,.;\n]){1,70})?(?=[,.;])"
)
"""How a name goes on where the text says who bears it: ", a spokesman for ..", ", the auditor, ..".."""
_LIVED = re.compile(
    r" (?:(?:has|had) )?(?:resigned (?:as|from|on|after)|stepped down|pleaded|denied any)\b"
    r"| (?:was|is|has been) (?:arrested|caught|sentenced|jailed|born|remanded|wanted (?:for|over|by))\b"
)
_SOUGHT = re.compile(
    r"\b(?:arrest|warrant|resignation|conviction|trial|extradition|funeral|wife|husband) (?:of|for|against) $"
)
"""What is done by people and to people alone."""
_LIVED_VOTE = 22
_MR = re.compile(r"(?P<word>[\w.\-]+) [\"“'‘]?$")


def settle(parse: Parse, spans: Sequence[Found]) -> tuple[Found, ...]:
    """Give every mention of one name one type: the one that most of the text speaks for."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    model: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for found in spans:
        key = _key(parse, found)
        votes[key].update(_evidence(parse, found))
        model[key][_model_type(parse.text[found.start : found.end], found.type)] += 1
    for key, count in model.items():
        votes[key].update({kind: _MODEL_VOTE * number // count.total() for kind, number in count.items()})
    _let_full_names_vote(parse, spans, votes)
    best = {name: max(sorted(count), key=lambda kind: count[kind]) for name, count in votes.items()}
    return tuple(replace(found, type=best[_key(parse, found)]) for found in spans)


def _key(parse: Parse, found: Found) -> str:
    return fold(parse.text[found.start : found.end])


def _evidence(parse: Parse, found: Found) -> Counter[EntityType]:
    """What one mention says for each type: the name's own words, those around it."""
    words = parse.text[found.start : found.end]
    before, after = parse.text[max(0, found.start - 40) : found.start], parse.text[found.end : found.end + 40]
    votes: Counter[EntityType] = Counter()
    if found.sure:
        votes[found.type] += _TABLE_VOTE
    if nations.is_adjective(words):
        votes["group"] += _TABLE_VOTE
    elif nations.country_of(words) is not None and words[0].isupper():
        votes["organization" if nations.is_seat(words) else "place"] += _TABLE_VOTE
    if (word := _MR.search(before)) is not None:
        if people.is_title(word["word"]) and word["word"][0].isupper():
            votes["person"] += _TITLE_VOTE
        elif people.person_class(word["word"]) is not None and word["word"].islower():
            votes["person"] += _ROLE_VOTE if word["word"] not in table("firm_nouns") else 0
    elif (word := _APPOSED.search(before)) is not None and people.person_class(word["word"]) is not None:
        votes["person"] += _ROLE_VOTE if word["word"] not in table("firm_nouns") else 0
    elif (word := _HEADS.search(before)) is not None and _is_role(word["word"]):
        votes["person"] += _ROLE_VOTE
    said = _INTRODUCED.match(parse.text, found.end)
    if said is not None and _is_role(said["word"]) and not before.lower().endswith("the "):
        votes["person"] += _ROLE_VOTE
    if (_LIVED.match(after) or _SOUGHT.search(before)) and not _is_known_place(words):
        votes["person"] += _LIVED_VOTE
    if _FIRM_BEFORE.search(before) or _FIRM_END.search(words):
        votes["organization"] += _FIRM_VOTE
    if _VESSEL_BEFORE.search(before) or _VESSEL_NAME.match(words):
        votes["product"] += _VESSEL_VOTE
    if " " in words and not found.sure and people.given_name_gender(words.split()[0]) is not None:
        votes["person"] += _GIVEN_VOTE
    if " " in words and people.family_name_gender(words.split()[-1]) is not None:
        votes["person"] += _GIVEN_VOTE
    if _ONE_OF.search(before):
        votes["person"] += _ROLE_VOTE
    if _THING_CALLED.search(before):
        votes["other"] += _PLACE_NOUN_VOTE
    if _OF_PLACE.search(before):
        votes["place"] += _PLACE_NOUN_VOTE
    elif found.type in ("organization", "person", "group") and _is_known_place(words):
        votes["place"] += _GAZETTEER_VOTE[found.type]
    if (
        _IN.search(before)
        and (" " not in words or found.type == "person")
        and not words.isupper()
        and not after.startswith(("'s", "’s"))
    ):
        votes["place"] += _IN_VOTE
    if found.type == "place" and (_SAYS.match(after) or _TOLD.search(before)) and not gazetteer.lookup(words):
        votes["organization"] += _SAYING_VOTE
    if _speaks(words, before, after) and found.type in ("place", "product", "work", "event", "facility", "other"):
        votes["person"] += _SPEAKING_VOTE
    if _AGED.match(after):
        votes["person"] += _AGE_VOTE
    if re.match(r",? who\b", after):
        votes["person"] += _WHO_VOTE
    return votes


def _is_role(word: str) -> bool:
    """Whether a noun says what somebody does or is, and what no firm is."""
    known = people.person_class(word) is not None or word in table("occupation_nouns") or word in table("office_nouns")
    return known and word not in table("firm_nouns")


def _speaks(words: str, before: str, after: str) -> bool:
    """Whether a single word, no place of some size and no outlet, says something: it is somebody's last name."""
    plain = " " not in words and words[1:].islower() and len(words) > 2
    said = _SAYS_ALONE.match(after) or _SAID_BEFORE.search(before)
    return bool(plain and said) and not (
        _is_known_place(words) or agency(words) is not None or outlet(words) is not None
    )


def _is_known_place(words: str) -> bool:
    """Whether the gazetteer has a place of exactly this name, and of some size: villages share names with people."""
    return not words.isupper() and any(
        place.exact and (place.kind != "city" or place.population >= 50_000) for place in gazetteer.lookup(words)
    )


def _model_type(words: str, kind: EntityType) -> EntityType:
    """The model calls provinces groups: a group that is no people by its ending is a place."""
    is_place = bool(gazetteer.lookup(words)) or not re.search(r"(?:s|ese|ish|ist|[eai]an|can|ic|i)$", words)
    return "place" if kind == "group" and " " not in words and is_place else kind


def _let_full_names_vote(parse: Parse, spans: Sequence[Found], votes: dict[str, Counter[EntityType]]) -> None:
    """ "Velkova" is a person where "Irina Velkova" is one; "Oakmere" a firm where "Oakmere Glass AG" is one."""
    parts: set[str] = set()
    firms: set[str] = set()
    for name, count in votes.items():
        words = [word for word in name.split() if word not in _SUFFIXES]
        if len(words) > 1 and max(sorted(count), key=lambda kind: count[kind]) == "person":
            parts.update(part for part in (words[0], words[-1]) if part not in _COMMON_FIRST)
        first = words[0] if words else ""
        plain = first not in _COMMON_FIRST and not gazetteer.lookup(first) and nations.country_of(first) is None
        if len(words) > 1 and plain and max(sorted(count), key=lambda kind: count[kind]) == "organization":
            firms.add(first)
    for name in {_key(parse, found) for found in spans} & (parts | firms):
        if name in parts:
            votes[name]["person"] += _PART_VOTE
        if name in firms - parts:
            votes[name]["organization"] += _PART_VOTE
