"""Names in a text: what the model found, mended by the text's own evidence.  Parse in, spans with types out.

The model misses names in quotes, cuts nicknames out of names, leaves possessives in and gives one name
several types. So: its spans are trimmed; names with a nickname inside are put together; runs of capitals
that end in a telling word ("Cartel", "Ministry") are added; names seen once are found again; and all
mentions of one name vote on its type, together with the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.lexicon import gazetteer, nations, openings, people
from dateline.lexicon.date_words import month_number, weekday_number
from dateline.lexicon.folding import fold
from dateline.nlp import Name, Parse, Token
from dateline.reading.mentions import aliases, headings, nicknames, runs, sayers, tables, types
from dateline.reading.mentions.found import Found, disjoint, trim
from dateline.records.reading import EntityType

__all__ = ["find", "key", "of_model"]

_TYPES: dict[str, EntityType] = {
    "PERSON": "person", "ORG": "organization", "NORP": "group", "GPE": "place", "LOC": "place", "FAC": "facility",
    "WORK_OF_ART": "work", "LAW": "work", "EVENT": "event", "PRODUCT": "product",
}  # fmt: skip
_ACRONYM = re.compile(r"(?:\((?P<inside>[A-Z][A-Za-z]{0,8}[A-Z][A-Za-z]{0,3})\)|, or (?P<other>[A-Z]{2,8}\b),)")
_FUNCTION = frozenset({"DET", "PRON", "ADP", "CCONJ", "SCONJ", "ADV", "AUX", "INTJ", "PART"})
_FIRST_WORD = re.compile(r"\w+|[^\w\s]+")
_GOES_ON = re.compile(r"\w|['’]\w{2}")


def key(name: str) -> str:
    """What makes two spellings one name: case, accents and punctuation aside, no determiner."""
    return fold(name).removeprefix("the ")


def find(parse: Parse) -> tuple[Found, ...]:
    """All names of the text, in order, none overlapping, each with the type that the whole text supports."""
    spans, judged = tables.mended(parse, of_model(parse))
    spans = [found for found in disjoint([*judged, *spans, *_again(parse, spans)]) if found not in judged]
    spans = _without_headline_words(parse, spans)
    settled = [_without_title(parse, found) for found in types.settle(parse, spans)]
    return tuple(sorted([*judged, *settled], key=lambda found: found.start))


def of_model(parse: Parse) -> list[Found]:
    """The names of the model and of patterns, none overlapping, before they are looked for again and typed."""
    full = [Found(n.start, n.end, "person", True) for n in nicknames.find(parse)]
    model = [found for name in parse.names if name.label in _TYPES for found in _trimmed(parse, name)]
    towns = [
        Found(*opening.town, "place", True)
        for opening in openings.find(parse.text)
        if opening.town and (opening.certain or gazetteer.lookup(parse.text[slice(*opening.town)].title()))
    ]
    towns += headings.datelines(parse.text)
    spans = disjoint([
        *full, *towns, *runs.find(parse, model), *sayers.find(parse, model), *model, *_bracketed(parse),
    ])  # fmt: skip
    spans = [part for found in spans for part in _parted(parse, found)]
    return disjoint(headings.seen_elsewhere(parse.text, spans))


def _other_names(parse: Parse) -> Iterator[tuple[str, Found]]:
    """Nicknames and other names that the text states: where they stand again, they are names."""
    stated = [(n.nickname, n.nickname_start) for n in nicknames.find(parse)]
    stated += [(parse.text[c.start : c.end], c.start) for c in aliases.called(parse.text)]
    for words, start in stated:
        if len(words) > 2:
            yield words, Found(start, start + len(words), "person")
            if words.startswith("the "):
                yield f"T{words[1:]}", Found(start, start + len(words), "person")


def _without_title(parse: Parse, found: Found) -> Found:
    """ "Queen Ann" cut to "Ann", where the model took the title for a part of something else."""
    if found.type != "person":
        return found
    span = trim(parse.text, found.start, found.end, person=True) or (found.start, found.end)
    return replace(found, start=span[0], end=span[1])


def _trimmed(parse: Parse, name: Name) -> list[Found]:
    """A name of the model cut to what is a name in it: no determiner, title, possessive, line end or dash tail."""
    start, end = parse.tokens[name.first].start, parse.tokens[name.last - 1].end
    found = []
    for piece in re.finditer(r"[^\n|©•]+", parse.text[start:end]):
        inner = trim(parse.text, start + piece.start(), start + piece.end(), person=name.label == "PERSON")
        inner = _whole(parse, *inner) if inner and name.label in ("PERSON", "ORG") else inner
        if inner and _is_name(parse, *inner, name.label):
            found.append(Found(*inner, _TYPES[name.label]))
    return found


def _parted(parse: Parse, found: Found) -> list[Found]:
    """ "Ann Example of Example Foods Ltd" is two names, where a body or a place was taken for all of it."""
    left, _, right = parse.text[found.start : found.end].partition(" of ")
    words = left.split()
    if found.type not in ("organization", "place", "facility") or not right or not 2 <= len(words) <= 3:
        return [found]
    if not all(word[:1].isupper() for word in words) or people.is_organisation_noun(words[-1]):
        return [found]
    before = parse.text[max(0, found.start - 30) : found.start]
    titled = before.split()[-1] if before.endswith(" ") and before.split() else ""
    if people.given_name_gender(words[0]) is None and not (titled[:1].isupper() and people.is_title(titled)):
        return [found]
    return [
        Found(found.start, found.start + len(left), "person"),
        replace(found, start=found.end - len(right)),
    ]


def _whole(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """A name of which the model left off the last word: in running text a capital right behind a name belongs to it."""
    inside = parse.tokens_in(start, end)
    if inside[-1].end != end or inside[-1].i + 1 >= len(parse.tokens):
        return start, end
    after = parse.tokens[inside[-1].i + 1]
    if inside[-1].dep != "compound" or inside[-1].head != after.i or after.pos != "PROPN":
        return start, end
    own = all(not name.first <= after.i < name.last for name in parse.names)
    plain = re.fullmatch(r"[^\W\d_][^\W\d_'’\-]{2,}", after.text) is not None and not after.text.isupper()
    if not (own and plain and after.text[0].isupper() and after.start == end + 1 and inside[-1].text[0].isupper()):
        return start, end
    if people.is_title(after.text) or nations.country_of(after.text) is not None or after.pos in _FUNCTION:
        return start, end
    if month_number(after.text) or weekday_number(after.text) or not _runs(parse, after):
        return start, end
    return start, after.end


def _runs(parse: Parse, token: Token) -> bool:
    """Whether a word stands in running text, and not in a headline where verbs have capitals."""
    sentence = parse.sentence_of(token)
    return any(t.pos in ("VERB", "AUX") and t.text.islower() for t in parse.tokens[sentence.first : sentence.last])


def _is_name(parse: Parse, start: int, end: int, label: str) -> bool:
    """Whether a trimmed span can be a name: it has a capital, is not one letter, no portfolio, no "a .." """
    words = parse.text[start:end]
    if not any(char.isupper() for char in words) or len(words) < 2 or people.is_title(words) or words == "X":
        return False
    if people.name_head(words) is not None or people.is_organisation_noun(words):
        return False  # "Cartel" at the head of a sentence
    inside = parse.tokens_in(start, end)
    if len(inside) == 1 and inside[0].i == parse.sentence_of(inside[0]).first and _are_people(words):
        return False  # "Gunmen" at the head of a sentence
    after = parse.tokens[inside[-1].i + 1] if inside[-1].i + 1 < len(parse.tokens) else None
    if label in ("ORG", "GPE", "LOC") and after and people.is_title(after.text) and after.text[0].isupper():
        return nations.country_of(words) is not None or len(inside) > 1  # "Interior" of "Interior Minister"
    articles = [parse.tokens[inside[0].i - 1]] if inside[0].i else []
    if label in ("ORG", "LAW", "WORK_OF_ART") and any(a.lower in ("a", "an") for a in (*articles, inside[0])):
        return not all(_is_common(token) for token in inside[-1:])
    return True


def _are_people(word: str) -> bool:
    """Whether a word is a plural noun for persons."""
    lower = word.lower()
    one = lower.removesuffix("men") + "man" if lower.endswith("men") else lower.removesuffix("s")
    return one != lower and people.person_class(one) is not None


def _is_common(token: Token) -> bool:
    head = people.name_head(token.text)
    return head is not None or people.is_organisation_noun(token.lower)


def _bracketed(parse: Parse) -> list[Found]:
    """Acronyms in brackets and after ", or", and the words before them whose initials they are."""
    found = []
    for match in _ACRONYM.finditer(parse.text):
        group = str(match.lastgroup)
        found.append(Found(*match.span(group), "organization"))
        before = re.findall(r"\S+", parse.text[max(0, match.start() - 120) : match.start()].rpartition("\n")[2])
        for size in range(2, min(len(before), 2 * len(match[group])) + 1):
            words = " ".join(before[-size:])
            if before[-size][0].isupper() and aliases.is_acronym_of(match[group], words):
                start = parse.text.rfind(words, 0, match.start())
                found += [Found(start, start + len(words), "organization", True)] if start >= 0 else []
                break
    return found


def _without_headline_words(parse: Parse, spans: Sequence[Found]) -> list[Found]:
    """ "Ann Example Plane Crash" cut to "Ann Example", where that is a name too and the rest are common words."""
    persons = {parse.text[f.start : f.end] for f in spans if f.type == "person"}
    common = {token.text for token in parse.tokens if token.text.islower()}
    mended = []
    for found in spans:
        words = parse.text[found.start : found.end].split(" ")
        for size in range(2, len(words)):
            name = " ".join(words[:size])
            if found.type == "person" and name in persons and common.issuperset(map(str.lower, words[size:])):
                found = replace(found, end=found.start + len(name))
                break
        mended.append(found)
    return mended


def _again(parse: Parse, spans: Sequence[Found]) -> Iterator[Found]:
    """Places where a name known from elsewhere in the text stands, and the model saw none."""
    known: dict[str, dict[str, Found]] = {}
    for found in spans:
        words = parse.text[found.start : found.end]
        if words.split()[-1][0].isupper() and (len(words) >= 3 or words.isupper()):
            first = _FIRST_WORD.match(words)
            known.setdefault(first[0] if first else words, {}).setdefault(words, found)
    for words, found in _other_names(parse):
        known.setdefault(words.split()[0], {}).setdefault(words, found)
    for word in _FIRST_WORD.finditer(parse.text):
        for name in sorted(known.get(word[0], ()), key=lambda n: (-len(n), n)):
            end = word.start() + len(name)
            if parse.text.startswith(name, word.start()) and not _GOES_ON.match(parse.text, end):
                yield replace(known[word[0]][name], start=word.start(), end=end)
                break
