"""Names in a text: what the model found, mended by the text's own evidence.  Parse in, spans with types out.

The model misses names in quotes, cuts nicknames out of names, leaves possessives in and gives one name
several types. So: its spans are trimmed; names with a nickname inside are put together; runs of capitals
that end in a telling word ("Cartel", "Ministry") are added; names seen once are found again; and all
mentions of one name vote on its type, together with the words around them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.lexicon import nations, people
from dateline.lexicon.folding import fold
from dateline.nlp import Name, Parse, Token
from dateline.reading import name_types
from dateline.records.reading import EntityType

__all__ = ["Found", "Nicknamed", "find", "key", "nicknamed"]

_TYPES: dict[str, EntityType] = {
    "PERSON": "person", "ORG": "organization", "NORP": "group", "GPE": "place", "LOC": "place", "FAC": "facility",
    "WORK_OF_ART": "work", "LAW": "work", "EVENT": "event", "PRODUCT": "product",
}  # fmt: skip
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'\-]*\.?"
_RUN = rf"{_CAPITAL}(?:[ \u00a0]{_CAPITAL}){{0,3}}"
_NICK = rf"(?:[Tt]he |[Ll]a |[Ee]l )?{_RUN}"
_NICKNAMED = re.compile(
    rf"(?P<given>{_RUN})[ \u00a0](?:[\"“”'‘’`]{{1,2}}(?P<nick>{_NICK}),?[\"“”'‘’]{{1,2}}|\((?P<bracket>{_NICK})\))"
    rf"[ \u00a0](?P<family>{_RUN})"
)
_ARTICLE_INSIDE = re.compile(rf"(?P<given>{_CAPITAL}) (?P<nick>(?:El|La|Los|the) {_CAPITAL}) (?P<family>{_RUN})")
_COMPOUND_NAMES = frozenset({"din", "rahman", "rahim", "aziz", "fattah", "hassan", "cruz", "torre", "fuente", "hoz"})
"""Words that an article joins to a name for good (Nour El Din), so that the two are no nickname."""
_LEADING = frozenset({"the", "a", "an", "this", "that", "these", "those", "our", "their", "his", "her", "its", "my"})
_EDGE = " \t\n\r\u00a0\"“”'‘’`«»,;:.!?()[]{}<>-–—…*|/\\+&•"
_LINKS = frozenset({"&", "of", "for", "and", "the", "de", "del", "da", "do", "dos", "di", "du", "des", "la", "y", "e"})
_JOINTS = frozenset({"&", "and", "for", "of"})
_FUNCTION_POS = frozenset({"DET", "PRON", "ADP", "CCONJ", "SCONJ", "ADV", "AUX", "VERB", "INTJ", "PART"})
_MEMBERS_ONLY = frozenset({"military", "police", "army", "navy", "forces", "prison", "jail", "airport", "marines"})
"""Lower-case heads that before another noun only describe it: "Mexican police officers", "the U.S. military base"."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name: ``text[start:end]``, the type so far; `sure` where the words alone settle the type."""

    start: int
    end: int
    type: EntityType
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Nicknamed:
    """A full name with a nickname inside: the whole, the nickname and the name without it."""

    start: int
    end: int
    nickname: str
    nickname_start: int
    name: str


def key(name: str) -> str:
    """What makes two spellings one name: case, accents and punctuation aside, no determiner."""
    return fold(name).removeprefix("the ")


def find(parse: Parse) -> tuple[Found, ...]:
    """All names of the text, in order, none overlapping, each with the type that the whole text supports."""
    full = [Found(n.start, n.end, "person", True) for n in nicknamed(parse)]
    model = [found for name in parse.names if name.label in _TYPES for found in _trimmed(parse, name)]
    spans = _disjoint([*full, *_headed(parse, model), *model, *_bracketed(parse)])
    spans = _disjoint([*spans, *_again(parse, spans)])
    spans = _without_headline_words(parse, spans)
    return name_types.settle(parse, spans)


def nicknamed(parse: Parse) -> list[Nicknamed]:
    """Names with a nickname in quotes, in brackets or after an article: Tomas 'El Rey' Vargas."""
    persons = _person_tokens(parse)
    found = []
    for match in _NICKNAMED.finditer(parse.text):
        start = _without_titles(match["given"], match.start("given"))
        sides = parse.tokens_in(start, match.end("given")) + parse.tokens_in(match.start("family"), match.end())
        if start >= match.end("given") or not any(token.i in persons for token in sides):
            continue
        if any(token.pos in ("VERB", "AUX", "ADP", "DET") for token in sides):
            continue
        end = match.end() - (len(match["family"]) - len(_without_possessive(match["family"])))
        group = "nick" if match["nick"] else "bracket"
        name = f"{parse.text[start : match.end('given')]} {parse.text[match.start('family') : end]}"
        found.append(Nicknamed(start, end, match[group], match.start(group), name))
    for match in _ARTICLE_INSIDE.finditer(parse.text):
        inside = parse.tokens_in(match.start(), match.end())
        if match["nick"].split()[1].lower() in _COMPOUND_NAMES or people.is_title(match["given"]):
            continue
        if all(token.i in persons for token in inside[:4]) and "\n" not in match[0]:
            family = _without_possessive(re.split("[—–]", match["family"])[0])
            end = match.start("family") + len(family)
            found.append(
                Nicknamed(match.start(), end, match["nick"], match.start("nick"), f"{match['given']} {family}")
            )
    return found


def _person_tokens(parse: Parse) -> set[int]:
    return {i for name in parse.names if name.label == "PERSON" for i in range(name.first, name.last)}


def _without_titles(words: str, start: int) -> int:
    """Where a run of capitals begins once titles in front are passed over."""
    for word in re.finditer(r"\S+", words):
        if not people.is_title(word[0]) and people.person_class(word[0]) is None:
            return start + word.start()
    return start + len(words)


def _without_possessive(words: str) -> str:
    return re.sub(r"['’]s?$", "", words).rstrip(".,") if not re.search(r"\b\w\.$", words) else words


def _trimmed(parse: Parse, name: Name) -> list[Found]:
    """A name of the model cut to what is a name in it: no determiner, title, possessive, line end or dash tail."""
    start, end = parse.tokens[name.first].start, parse.tokens[name.last - 1].end
    found = []
    for piece in re.finditer(r"[^\n|©•]+", parse.text[start:end]):
        inner = _trim(parse.text, start + piece.start(), start + piece.end(), person=name.label == "PERSON")
        if inner and _is_name(parse, *inner, name.label):
            found.append(Found(*inner, _TYPES[name.label]))
    return found


def _trim(text: str, start: int, end: int, *, person: bool) -> tuple[int, int] | None:
    dash = re.search(r"\s[-–—]+\s|[—–](?=[a-z])|(?<=\w)-(?=now\b|which\b|who\b)", text[start:end])
    if dash:
        end = start + dash.start()
    while True:
        before = start, end
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE and not _is_abbreviation(text, start, end):
            end -= 1
        if text[start:end].endswith(("'s", "’s")):
            end -= 2
        first = re.match(r"\S+\s+", text[start:end])
        if first and (first[0].strip().lower() in _LEADING or (person and people.is_title(first[0].strip()))):
            start += first.end()
        if (start, end) == before:
            return (start, end) if start < end else None


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    return text[end - 1] == "." and bool(re.search(r"(?:\b\w\.\w\.|\b(?:Jr|Sr|Inc|Ltd|Co|Corp)\.)$", text[start:end]))


def _is_name(parse: Parse, start: int, end: int, label: str) -> bool:
    """Whether a trimmed span can be a name: it has a capital, is not one letter, no portfolio, no "a .." """
    words = parse.text[start:end]
    if not any(char.isupper() for char in words) or len(words) < 2 or people.is_title(words) or words == "X":
        return False
    if people.name_head(words) is not None or people.is_organisation_noun(words):
        return False  # "Cartel" at the head of a sentence
    inside = parse.tokens_in(start, end)
    after = parse.tokens[inside[-1].i + 1] if inside[-1].i + 1 < len(parse.tokens) else None
    if label in ("ORG", "GPE", "LOC") and after and people.is_title(after.text) and after.text[0].isupper():
        return nations.country_of(words) is not None or len(inside) > 1  # "Interior" of "Interior Minister"
    articles = [parse.tokens[inside[0].i - 1]] if inside[0].i else []
    if label in ("ORG", "LAW", "WORK_OF_ART") and any(a.lower in ("a", "an") for a in (*articles, inside[0])):
        return not all(_is_common(token) for token in inside[-1:])
    return True


def _is_common(token: Token) -> bool:
    head = people.name_head(token.text)
    return head is not None or people.is_organisation_noun(token.lower)


def _headed(parse: Parse, model: Sequence[Found]) -> list[Found]:
    """Runs of capitals that end in a telling word, and "Mexican government", "Mexico's military"."""
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
        trimmed = _trim(parse.text, *span, person=False)
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
    """Where "Sinaloa cartel", "Mexico's military", "Bulgarian federal police" begin; None where nothing names them."""
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


def _bracketed(parse: Parse) -> list[Found]:
    """Acronyms in brackets, and after ", or": the words before tell later what they stand for."""
    pattern = re.compile(r"(?:\((?P<in>[A-Z][A-Za-z]*[A-Z][A-Za-z]*)\)|, or (?P<or>[A-Z]{2,8}\b),)")
    spans = [match.span("in" if match["in"] else "or") for match in pattern.finditer(parse.text)]
    return [Found(start, end, "organization") for start, end in spans]


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


def _again(parse: Parse, spans: Sequence[Found]) -> list[Found]:
    """Places where a name known from elsewhere in the text stands, and the model saw none."""
    types: dict[str, list[Found]] = defaultdict(list)
    for found in spans:
        words = parse.text[found.start : found.end]
        if words.split()[-1][0].isupper() and (len(words) >= 3 or words.isupper()):
            types[words].append(found)
    if not types:
        return []
    names = sorted(types, key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<![\w])(?:" + "|".join(re.escape(name) for name in names) + r")(?!\w|['’]\w{2})")
    return [replace(types[match[0]][0], start=match.start(), end=match.end()) for match in pattern.finditer(parse.text)]


def _disjoint(spans: Iterable[Found]) -> list[Found]:
    """The longest of spans that overlap, in text order; of equals the first given."""
    kept: list[Found] = []
    taken: set[int] = set()
    for found in sorted(spans, key=lambda f: (f.start - f.end, not f.sure)):
        places = range(found.start, found.end)
        if taken.isdisjoint(places):
            kept.append(found)
            taken.update(places)
    return sorted(kept, key=lambda f: f.start)
