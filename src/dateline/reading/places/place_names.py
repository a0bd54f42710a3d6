"""Where place names stand in a text: the names that are places, those inside other names, and comma chains.

Parse and Who in, spots out. A spot keeps what its surroundings say of it: the names that enclose it ("Salem,
Oregon"), the kind of place ("the town of ..", ".. province").
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from dateline.lexicon import gazetteer, people
from dateline.lexicon.folding import fold_place
from dateline.lexicon.months import month_words, weekday_words
from dateline.lexicon.tables import rows, words
from dateline.nlp import Parse, Token
from dateline.reading.who import Who
from dateline.records.reading import Mention

__all__ = ["Spot", "find", "postal_codes"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Tokens ``first`` up to ``last`` that name a place; `chain` are the names that enclose it, the nearest first.

    `kind` is what a word beside it says, `part` tells that it stands inside a longer name of something else;
    `adjective` is the code of the country that an adjective names, `street` tells a street or a road.
    """

    first: int
    last: int
    name: str
    chain: tuple[str, ...] = ()
    kind: str | None = None
    part: bool = False
    mention: str | None = None
    adjective: str | None = None
    street: bool = False


_LARGE = 100_000
"""A city of this size is taken for the place inside another name ("Air ..") even where nothing else names it."""
_DIRECTIONS = frozenset(
    f"{side}{ending}" for side in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
    for ending in ("", "ern")
) | {"central", "upper", "lower", "greater", "far", "mainland", "downtown", "rural", "mid", "inner"}  # fmt: skip
_SIDES = frozenset(
    f"{side}{ending}" for side in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
    for ending in ("", "ern")
) | {"central", "upper", "lower"}  # fmt: skip
"""Sides that with a capital belong to the name: "South Exampleshire"."""
_LOCATIVES = frozenset(
    {
        "in",
        "at",
        "near",
        "from",
        "outside",
        "around",
        "across",
        "inside",
        "throughout",
        "of",
        "to",
        "between",
        "toward",
        "towards",
        "into",
        "through",
    }
)


def find(parse: Parse, *, who: Who) -> tuple[Spot, ...]:
    """The place names of a text, in text order; none overlap."""
    names = _names(parse, who)
    spots = {spot.first: spot for spot in _plain(parse, names)}
    for spot in [*_chained(parse, names, spots), *_located(parse, names, spots)]:
        spots.setdefault(spot.first, spot)
    for spot in _counties(parse):
        plain = spots.get(spot.first, spot)
        spots[spot.first] = replace(spot, mention=plain.mention)
    for spot in _streets(parse):
        spots[spot.first] = replace(spot, street=True)
    for spot in _adjectives(parse):
        spots.setdefault(spot.first, spot)
    known = {fold_place(spot.name) for spot in spots.values() if spot.adjective is None}
    for spot in [*_inside_names(parse, names, known), *_again(parse, names, known)]:
        spots.setdefault(spot.first, spot)
    told = [spot for spot in spots.values() if spot.name not in words("no_places")]
    ordered = [_with_stop(parse, spot) for spot in _disjoint(told)]
    return tuple(_described(parse, spot) for spot in _with_chains(parse, ordered))


def _names(parse: Parse, who: Who) -> dict[int, Mention]:
    """The name mention to which each token belongs."""
    found: dict[int, Mention] = {}
    for token in parse.tokens:
        if token.i in found or not token.text[:1].isupper():
            continue
        mention = who.mention(token)
        if mention is not None and mention.form == "name":
            for inside in parse.tokens_in(mention.evidence.start, mention.evidence.end):
                found[inside.i] = mention
    return found


def _spot(parse: Parse, first: int, last: int, mention: str | None = None, *, part: bool = False) -> Spot:
    return Spot(first, last, parse.span_text(first, last), part=part, mention=mention)


def _plain(parse: Parse, names: dict[int, Mention]) -> Iterator[Spot]:
    """The mentions that are places, and the model's places that are no mention."""
    for mention in {mention.id: mention for mention in names.values()}.values():
        if mention.type == "place":
            inside = parse.tokens_in(mention.evidence.start, mention.evidence.end)
            yield from _cut(parse, inside[0].i, inside[-1].i + 1, mention.id)
    for name in parse.names:
        if name.label in ("GPE", "LOC") and not any(i in names for i in range(name.first, name.last)):
            yield from _cut(parse, name.first, name.last, None)


def _cut(parse: Parse, first: int, last: int, mention: str | None) -> Iterator[Spot]:
    """A place name without article, possessive, direction and noun: "the northern Exampleshire region"."""
    tokens = parse.tokens
    for i in range(first + 1, last - 1):
        parted = tokens[i].lower in ("and", "or") or tokens[i].text in ("'s", "’s", ",")
        if parted and not gazetteer.lookup(parse.span_text(first, last)):  # "Indonesia's Aceh", "Salem, Oregon"
            yield from _cut(parse, first, i, mention)
            yield from _cut(parse, i + 1, last, mention)
            return
    while last - first > 1 and (tokens[last - 1].text in ("'s", "’s", "'", "’", ",") or _is_noun(tokens[last - 1])):
        last -= 1
    while last - first > 1 and (tokens[first].lower == "the" or tokens[first].text.islower()):
        first += 1
    if last - first > 1 and tokens[first].lower in _DIRECTIONS and not gazetteer.lookup(parse.span_text(first, last)):
        own = tokens[first].text[:1].isupper() and tokens[first].lower in _SIDES
        first += not own or _is_wide(parse.span_text(first + 1, last))
    if last - first > 1 and tokens[last - 1].text == "City" and not gazetteer.lookup(parse.span_text(first, last)):
        last -= 1
    name = parse.span_text(first, last)
    if last - first == 1 and not gazetteer.lookup(name) and _is_word(parse, tokens[first]):
        return
    if name in gazetteer.demonyms() or name in words("no_places"):
        return
    if name[:1].isupper() and len(name) > 1 and "\n" not in name:
        yield _spot(parse, first, last, mention)


def _is_wide(name: str) -> bool:
    """Whether a name is that of a country, a state or more: "East Texas" is a part of it and no place of its own."""
    return any(place.exact and place.kind in ("country", "subdivision", "region") for place in gazetteer.lookup(name))


def _is_word(parse: Parse, token: Token) -> bool:
    """Whether an unknown name of one word is rather a word: "the Strip", "Congressional"."""
    before = parse.tokens[token.i - 1].lower if token.i else ""
    after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    return token.pos == "ADJ" or (before == "the" and (after is None or not _is_noun(after)))


def _is_noun(token: Token) -> bool:
    return token.text.islower() and token.lower in _kinds()


@cache
def _kinds() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("place_words")}


def _run(parse: Parse, last: int) -> int:
    """Where the run of capitalised words begins that ends before token `last`; `last` where there is none."""
    first = last
    while first and last - first < 4 and _is_capital(parse.tokens[first - 1]):
        first -= 1
    return first


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "ADJ", "X") and token.text not in ("I",)


def _chained(parse: Parse, names: dict[int, Mention], spots: dict[int, Spot]) -> Iterator[Spot]:
    """ "X, Y" where Y is a country, a state or its abbreviation: X is a place too, unless it is a person's name."""
    for token in parse.tokens[1:-1]:
        if token.text != ",":
            continue
        after = token.i + 1
        container = spots[after].name if after in spots else _abbreviation(parse, after)
        if container is None or not _encloses(container):
            continue
        if after not in spots:
            yield _spot(parse, after, after + 1)
        first = _run(parse, token.i)
        mention = names.get(token.i - 1)
        if mention is not None and mention.type == "place":
            continue
        if mention is not None:
            inside = parse.tokens_in(mention.evidence.start, mention.evidence.end)
            first = inside[0].i
        if mention is not None and (mention.type == "person" and token.i - first > 1):
            continue
        if mention is not None and mention.type not in ("person", "other") and not _known(parse, first, token.i):
            continue
        if first < token.i and parse.tokens[first].text not in gazetteer.demonyms():
            yield _spot(parse, first, token.i, mention.id if mention else None)


def _abbreviation(parse: Parse, i: int) -> str | None:
    token = parse.tokens[i]
    if token.text in postal_codes() or (token.text.endswith(".") and _encloses(token.text)):
        return token.text
    return None


@cache
def postal_codes() -> dict[str, tuple[str, str]]:
    """Postal codes to (country, code); a code that two countries use is the one listed first."""
    found: dict[str, tuple[str, str]] = {}
    for country, code, postal, _ in rows("subdivision_abbreviations"):
        found.setdefault(postal, (country, code))
    return found


def _encloses(name: str) -> bool:
    """Whether a place of this name can enclose others."""
    return name in postal_codes() or any(
        place.kind in ("country", "subdivision", "county", "region") and place.exact for place in gazetteer.lookup(name)
    )


def _known(parse: Parse, first: int, last: int) -> bool:
    return bool(gazetteer.lookup(parse.span_text(first, last)))


def _located(parse: Parse, names: dict[int, Mention], spots: dict[int, Spot]) -> Iterator[Spot]:
    """Runs of capitals where a place is said: "in X", "the town of X", "Ann Example, 39, of X", "an X man"."""
    for token in parse.tokens[:-1]:
        first = token.i + 1
        if not _is_capital(parse.tokens[first]) or first in spots:
            continue
        if token.lower in _LOCATIVES:
            said = token.lower == "of" and parse.tokens[token.i - 1].lower in _kinds()
            last = _run_end(parse, first, () if said else names)
            large = token.lower == "in" and _is_large(parse, first, last)
            if last > first and (said or large or (token.lower in ("in", "near") and _is_town(parse, first, last))):
                yield from _cut(parse, first, last, None)
                continue
        mention = names.get(first)
        if mention is None and (last := _run_end(parse, first, names)) > first and _is_town(parse, first, last):
            if parse.tokens[last].text in words("after_place") and parse.tokens[last].text.islower():
                yield _spot(parse, first, last)
            continue
        if mention is not None and mention.type != "place" and mention.evidence.start == parse.tokens[first].start:
            last = parse.tokens_in(mention.evidence.start, mention.evidence.end)[-1].i + 1
            if _is_town_like(parse, token, last, mention) and _known(parse, first, last):
                yield _spot(parse, first, last, mention.id)


def _run_end(parse: Parse, first: int, taken: Container[int]) -> int:
    """Where the run of capitalised words ends that begins with token `first`, and holds none that are taken."""
    last = first
    while last < min(len(parse.tokens), first + 4) and _is_capital(parse.tokens[last]) and last not in taken:
        if parse.tokens[last].lower in weekday_words():
            break  # "in Exampleton Sunday"
        last += 1
    return last


def _is_town_like(parse: Parse, before: Token, last: int, mention: Mention) -> bool:
    """Whether a name that was taken for something else stands where a town's name would."""
    if before.lower in ("of", "from") and before.i > 1 and parse.tokens[before.i - 1].text == ",":
        return parse.tokens[before.i - 2].pos == "NUM"
    after = parse.tokens[last].text if last < len(parse.tokens) else ""
    if mention.type == "person" and (before.lower not in ("a", "an") or not after.islower()):
        return False  # "the Example family" has the name, "an Example family" lives there
    return mention.type in ("organization", "other", "group", "person") and after in words("after_place")


def _is_town(parse: Parse, first: int, last: int) -> bool:
    """Whether proper nouns are the very name of a town that the gazetteer knows."""
    inside = parse.tokens[first:last]
    named = all(token.tag in ("NNP", "NNPS") and len(token.text) > 2 for token in inside)
    if not named or last >= len(parse.tokens) or inside[0].lower in month_words():
        return False
    return any(place.exact and place.kind == "city" for place in gazetteer.lookup(parse.span_text(first, last)))


def _is_large(parse: Parse, first: int, last: int) -> bool:
    name = parse.span_text(first, last)
    return any(place.exact and (place.kind != "city" or place.population >= _LARGE) for place in gazetteer.lookup(name))


def _is_famous(name: str) -> bool:
    """Whether a name is a place wherever it stands: a country or region, a state of a federation, a large city."""
    return any(
        place.exact
        and (
            place.kind in ("country", "region")
            or (place.kind == "subdivision" and place.country in gazetteer.FEDERATIONS)
            or (place.kind == "city" and place.population >= _LARGE)
        )
        for place in gazetteer.lookup(name)
    )


def _inside_names(parse: Parse, names: dict[int, Mention], known: set[str]) -> Iterator[Spot]:
    """The place inside a longer name of something else: "Salem Police Department", "University of Oregon"."""
    for mention in {mention.id: mention for mention in names.values()}.values():
        if mention.type not in ("organization", "facility", "event", "other"):
            continue
        inside = parse.tokens_in(mention.evidence.start, mention.evidence.end)
        first, last = inside[0].i, inside[-1].i + 1
        first += inside[0].lower == "the"
        if last - first < 2:
            continue
        for start, end in _parts(parse, first, last):
            name = parse.span_text(start, end)
            if _is_famous(name) or (
                _known(parse, start, end) and (fold_place(name) in known or _is_civic(parse, first, start, end, last))
            ):
                yield _spot(parse, start, end, part=True)
                break


def _with_stop(parse: Parse, spot: Spot) -> Spot:
    """ "W.Va", "Monument Ave" with the full stop of the abbreviation that the model took for the sentence's."""
    if spot.last >= len(parse.tokens) or parse.tokens[spot.last].text != ".":
        return spot
    last = parse.tokens[spot.last - 1]
    name = f"{spot.name}."
    if f"{last.lower}." not in words("street_words") and not (len(last.text) < 7 and _abbreviated(name)):
        return spot
    return replace(spot, last=spot.last + 1, name=name)


def _abbreviated(name: str) -> bool:
    """Whether a name with its stop is an abbreviation of a state."""
    return any(name in row[3].split("|") for row in rows("subdivision_abbreviations"))


def _is_civic(parse: Parse, first: int, start: int, end: int, last: int) -> bool:
    """Whether a name begins with a town's name and goes on with a word for a town's body or house."""
    if parse.tokens[end - 1].text in ("County", "Parish", "Township"):
        return True
    if start != first or end >= last or parse.tokens[end].lower not in words("civic_words"):
        return False
    return end - start > 1 or people.given_name_gender(parse.tokens[start].text) is None


def _counties(parse: Parse) -> Iterator[Spot]:
    """ "Ash, Oak and Elm counties": each is a county."""
    for token in parse.tokens:
        if token.lower not in ("counties", "parishes", "townships"):
            continue
        last = token.i
        while (first := _run(parse, last)) < last:
            yield replace(_spot(parse, first, last), kind="county" if token.lower != "townships" else "city")
            before = first - 1
            while before > 0 and (parse.tokens[before].lower in ("and", "or", ",")):
                before -= 1
            if before == first - 1:
                break
            last = before + 1


def _adjectives(parse: Parse) -> Iterator[Spot]:
    """Adjectives of countries: "Mexican troops"; no people ("the Mexicans") and no tongue."""
    demonyms = gazetteer.demonyms()
    for token in parse.tokens:
        before_noun = token.head > token.i and token.dep in ("amod", "compound", "nmod") and token.tag in ("JJ", "NNP")
        if before_noun and token.text in demonyms and token.lower not in _TONGUES:
            yield Spot(token.i, token.i + 1, token.text, adjective=demonyms[token.text])


_TONGUES = frozenset({"english"})


def _streets(parse: Parse) -> Iterator[Spot]:
    """Streets and roads by name or number: "South Fourth Street", "Highway 114", "the A120"."""
    tokens = parse.tokens
    for token in tokens:
        numbered = token.i + 1 < len(parse.tokens) and parse.tokens[token.i + 1].text[:1].isdigit()
        if token.text in ("Highway", "Route", "Interstate", "Hwy", "Hwy.") and numbered:
            yield _spot(parse, token.i, token.i + 2)
        elif _ROAD.fullmatch(token.text) and parse.tokens[token.i - 1].lower in ("the", "on", "of", "along"):
            yield _spot(parse, token.i, token.i + 1)
        elif token.text[:1].isupper() and token.lower in words("street_words"):
            first = token.i
            while first and token.i - first < 3 and _in_street(parse.tokens[first - 1]):
                first -= 1
            last = token.i + 1
            after = tokens[last] if last < len(tokens) else None
            if after is not None and after.text[:1].isdigit() and token.text in ("Road", "Highway", "Route"):
                yield _spot(parse, first, last + 1)
            elif after is not None and after.pos in ("PROPN", "NOUN") and after.text[:1].isupper():
                continue  # "Elm Road Middle School"
            elif first < token.i and "\n" not in parse.span_text(first, last):
                yield _spot(parse, first, last)


_ROAD = re.compile(r"(?:US|I|SR|CR|M|A|B)-?\d{1,4}")


def _in_street(token: Token) -> bool:
    if re.fullmatch(r"\d+(?:st|nd|rd|th)", token.text):
        return True
    return token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "ADJ", "X")


def _parts(parse: Parse, first: int, last: int) -> Iterator[tuple[int, int]]:
    """What of a name may be a place: its longest beginning first, then what follows "of" or "in", then its end."""
    for end in range(min(last - 1, first + 3), first, -1):
        if _is_capital(parse.tokens[end - 1]):
            yield first, end
    for i in range(first + 1, last - 1):
        if parse.tokens[i].lower in ("of", "in", "at"):
            yield i + 1 + (parse.tokens[i + 1].lower == "the"), last
    yield last - 1, last


def _again(parse: Parse, names: dict[int, Mention], known: set[str]) -> Iterator[Spot]:
    """Other occurrences of the text's place names, where the model saw none."""
    by_word: dict[str, list[list[str]]] = {}
    for name in sorted(known):
        by_word.setdefault(name.split()[0], []).append(name.split())
    for token in parse.tokens:
        mention = names.get(token.i)
        if not token.text[:1].isupper() or (mention is not None and mention.type != "place"):
            continue
        for parts in sorted(by_word.get(fold_place(token.text), ()), key=len, reverse=True):
            last = token.i + len(parts)
            if last <= len(parse.tokens) and fold_place(parse.span_text(token.i, last)) == " ".join(parts):
                beside = [parse.tokens[i] for i in (token.i - 1, last) if 0 <= i < len(parse.tokens)]
                if len(parts) > 1 or not any(t.pos == "PROPN" and t.text[:1].isupper() for t in beside):
                    yield _spot(parse, token.i, last)
                break


def _disjoint(spots: Iterable[Spot]) -> list[Spot]:
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (s.first, -s.last)):
        if not kept or spot.first >= kept[-1].last:
            kept.append(spot)
    return kept


def _with_chains(parse: Parse, spots: list[Spot]) -> Iterator[Spot]:
    """Give each spot the names that follow it behind commas, or stand behind "of" or "in" with a kind of place."""
    for at, spot in enumerate(spots):
        if spot.adjective is not None or spot.street:
            yield spot
            continue
        chain: list[str] = []
        last = spot
        for other in spots[at + 1 : at + 4]:
            between = parse.text[parse.tokens[last.last - 1].end : parse.tokens[other.first].start]
            if other.adjective is not None or not _LINK.fullmatch(between) or not _encloses(other.name):
                break
            chain.append(other.name)
            last = other
        yield replace(spot, chain=tuple(chain)) if chain and not spot.part else spot


_LINK = re.compile(
    r",\s*(?:in\s+)?(?:the\s+)?|,?\s+in\s+the\s+(?:\w+\s+){0,2}(?:state|province|region|county|district)\s+of\s+"
    r"|,?\s+in\s+(?:\w+ern\s+|central\s+)?"
)
"""What stands between a place and what encloses it: "X, Y", "X in the western state of Y", "X in northern Y"."""


def _described(parse: Parse, spot: Spot) -> Spot:
    """The kind of place that the words beside a name say."""
    tokens = parse.tokens
    after = tokens[spot.last] if spot.last < len(tokens) else None
    if after is not None and after.text.islower() and (kind := _kinds().get(after.lower)) is not None:
        return replace(spot, kind=kind)
    if spot.first >= 2 and tokens[spot.first - 1].lower == "of":
        return replace(spot, kind=_kinds().get(tokens[spot.first - 2].lower))
    return spot
