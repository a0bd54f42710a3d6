"""Other names that a text states: nickname in quotes, "known as", acronym in brackets.  Names in, links out.

A link joins a name to other words for the same thing, with its reason and the words that give it. Short
forms that the text does not state ("Example" after "Ann Example") are the business of `naming`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.lexicon import nations
from dateline.nlp import Parse
from dateline.reading.mentions import nicknames
from dateline.records.reading import AliasBasis, Mention

__all__ = ["Called", "Link", "called", "acronyms_of", "initials", "is_acronym_of", "stated"]

_CUE = re.compile(
    r"\b(?:(?:(?:also|better|widely|commonly|popularly|otherwise|formerly|previously|simply|locally)[ \u00a0]+)?"
    r"known(?: \w+)? (?:only |simply |merely )?(?:as|by the (?:nickname|alias|name)(?: of)?)"
    r"|a\.?k\.?a\.?|alias(?:es)?|nicknamed|dubbed|(?:goes|went|going) by(?: the (?:name|nickname|alias|title)(?: of)?)?"
    r"|whose (?:nickname|alias|real name|nom de guerre|stage name)(?: is| was)?|real name:?"
    r"|(?<=, )called(?=[ \u00a0]+[\"“‘'«])"
    r"|under the (?:alias|pseudonym|nom de guerre|stage name)(?: of)?|whom? [^.,;\n\"“]{0,60}?"
    r"\b(?:calls?|called|dubbed|knows? as|knew as)"
    r"|(?:the|his|her) nickname (?:means|is|was|being),?)[ \u00a0,:]+",
    re.IGNORECASE,
)
_OPEN, _CLOSE = "\"“‘'«", "\"”’'»"
_QUOTED = re.compile(rf"[{_OPEN}]{{1,2}}([^\n{_OPEN}{_CLOSE}]{{2,40}}?)[,.]?[{_CLOSE}]{{1,2}}")
_BARE = re.compile(r"(?:[Tt]he )?[^\W\d_a-zß-öø-ÿ][\w\-]*(?: (?:the )?[^\W\d_a-zß-öø-ÿ][\w\-]*){0,3}")
_ACRONYM_AFTER = re.compile(
    r"[\"”’'»]?(?: ?\((?:also |or |the |known as |hereafter )?[\"“‘']?(?P<in>[A-Z][A-Za-z.&\-]{0,12}[A-Z.])[\"”’']?\)"
    r"|, or (?:the )?(?P<or>[A-Z]{2,8})\b|, (?P<short>[A-Z]{2,8}) for short)"
)
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "del", "y", "et", "des", "du", "da", "do"})
_REACH = 90
"""How far, in characters, the name may stand before its cue: "X, the mine boss known as .." """


@dataclass(frozen=True, slots=True)
class Link:
    """Mention number `name` is also called `text` (characters ``start`` to ``end``); ``[first:last]`` says so."""

    name: int
    text: str
    start: int
    end: int
    basis: AliasBasis
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Called:
    """Where a cue such as "known as" begins, the name that follows it, and where that ends with its mark."""

    cue: int
    start: int
    end: int
    last: int


def stated(parse: Parse, mentions: Sequence[Mention]) -> list[Link]:
    """All links that the text states, in text order; `mentions` are names in text order."""
    return sorted(
        [*_nicknames(parse, mentions), *_known_as(parse, mentions), *_acronyms(parse, mentions)],
        key=lambda link: (link.first, link.start),
    )


def _nicknames(parse: Parse, mentions: Sequence[Mention]) -> list[Link]:
    at = {mention.evidence.start: i for i, mention in enumerate(mentions)}
    found = []
    for full in nicknames.find(parse):
        i = at.get(full.start)
        if i is not None:
            end = full.nickname_start + len(full.nickname)
            found.append(Link(i, full.nickname, full.nickname_start, end, "nickname", full.start, full.end))
            found.append(Link(i, full.name, full.start, full.end, "name", full.start, full.end))
    return found


def called(text: str) -> Iterator[Called]:
    """Every "known as" and its kin with the words that follow, whomever they speak of."""
    for cue in _CUE.finditer(text):
        quoted = _QUOTED.match(text, cue.end())
        bare = None if quoted else _BARE.match(text, cue.end())
        if quoted:
            found = Called(cue.start(), quoted.start(1), quoted.end(1), quoted.end())
        elif bare and not cue[0].lower().startswith(("who", "the", "his", "her")):
            found = Called(cue.start(), bare.start(), bare.end(), bare.end())
        else:
            continue
        words = text[found.start : found.end]
        if any(char.isupper() for char in words) and len(words.split()) <= 5:
            yield found


def _known_as(parse: Parse, mentions: Sequence[Mention]) -> Iterator[Link]:
    for found in called(parse.text):
        words = parse.text[found.start : found.end]
        i = _named_before(parse, mentions, found.cue, words)
        if i is not None:
            yield Link(i, words, found.start, found.end, "known_as", mentions[i].evidence.start, found.last)


def _named_before(parse: Parse, mentions: Sequence[Mention], at: int, text: str) -> int | None:
    """Whom a cue speaks of: the nearest person of its sentence, for an acronym or where none is the nearest name."""
    around = parse.tokens_in(at, at + 2)
    if not around:
        return None
    sentence = parse.sentence_span(parse.sentence_of(around[-1]))
    first = bisect_left(mentions, max(sentence[0], at - _REACH), key=lambda mention: mention.evidence.start)
    last = bisect_left(mentions, at, key=lambda mention: mention.evidence.start)
    near = [
        i
        for i in range(first, last)
        if mentions[i].evidence.end <= at
        and mentions[i].type not in ("group", "other")
        and "\n" not in parse.text[mentions[i].evidence.end : at]
    ]
    persons = [] if text.isupper() else [i for i in near if mentions[i].type == "person"]
    others = [i for i in near if mentions[i].type in ("organization", "person") or at - mentions[i].evidence.end < 4]
    return persons[-1] if persons else others[-1] if others else None


def _acronyms(parse: Parse, mentions: Sequence[Mention]) -> list[Link]:
    found = []
    for i, mention in enumerate(mentions):
        match = _ACRONYM_AFTER.match(parse.text, mention.evidence.end)
        if match is None or mention.type == "person":
            continue
        group = str(match.lastgroup)
        text, (start, end) = match[group], match.span(group)
        if _fits_beside(text, mention.evidence.exact):
            found.append(Link(i, text, start, end, "acronym", mention.evidence.start, match.end()))
    return found


def _fits_beside(acronym: str, name: str) -> bool:
    """Whether letters right beside a name stand for it: one is an initial (the name may be a translation)."""
    if nations.country_of(acronym) is not None or len(name.split()) < 2:
        return False
    letters = Counter(re.sub(r"[^A-Z]", "", acronym))
    shared = letters & Counter(initials(name, small=True))
    return bool(shared) and sum(letters.values()) >= 2


def initials(name: str, *, small: bool = False) -> str:
    """The first letters of a name's words in capitals, those of "of" and "the" too where `small`."""
    words = re.findall(r"[^\W_]+", name)
    return "".join(word[0].upper() for word in words if small or word.lower() not in _SMALL)


def acronyms_of(name: str) -> set[str]:
    """The acronyms that a name may have elsewhere in the text: its initials in order, a country in front aside."""
    words = name.split()
    found = {initials(name), initials(name, small=True)}
    if words and nations.country_of(words[0]) is not None:
        found.add(initials(" ".join(words[1:])))
    return {letters for letters in found if 2 <= len(letters) <= 8} if len(words) > 1 else set()


def is_acronym_of(acronym: str, name: str) -> bool:
    """Whether an acronym met anywhere in the text stands for the name."""
    return acronym.replace(".", "") in acronyms_of(name)
