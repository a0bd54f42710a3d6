"""Names with a nickname inside, as one name: Tomas 'El Rey' Vargas.  Parse in, `Nicknamed` out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.lexicon import people
from dateline.nlp import Parse

__all__ = ["Nicknamed", "find"]

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'\-]{0,40}\.?"
"""Bounded, like every run here: a hostile page may be one long word."""
_RUN = rf"{_CAPITAL}(?:[ \u00a0]{_CAPITAL}){{0,3}}"
_NICK = rf"(?:[Tt]he |[Ll]a |[Ee]l )?{_RUN}"
_NICKNAMED = re.compile(
    rf"(?<!\w)(?P<given>{_RUN})[ \u00a0]"
    rf"(?:[\"“”'‘’`]{{1,2}}(?P<nick>{_NICK}),?[\"“”'‘’]{{1,2}}|\((?P<bracket>{_NICK})\))"
    rf"[ \u00a0](?P<family>{_RUN})"
)
_ARTICLE_INSIDE = re.compile(rf"(?<!\w)(?P<given>{_CAPITAL}) (?P<nick>(?:El|La|Los|the) {_CAPITAL}) (?P<family>{_RUN})")
_COMPOUND_NAMES = frozenset({"din", "rahman", "rahim", "aziz", "fattah", "hassan", "cruz", "torre", "fuente", "hoz"})
"""Words that an article joins to a name for good (Nour El Din), so that the two are no nickname."""


@dataclass(frozen=True, slots=True)
class Nicknamed:
    """A full name with a nickname inside: the whole, the nickname and the name without it."""

    start: int
    end: int
    nickname: str
    nickname_start: int
    name: str


def find(parse: Parse) -> list[Nicknamed]:
    """Names with a nickname in quotes, in brackets or after an article, in text order."""
    persons = {i for name in parse.names if name.label == "PERSON" for i in range(name.first, name.last)}
    return sorted([*_quoted(parse, persons), *_with_article(parse, persons)], key=lambda found: found.start)


def _quoted(parse: Parse, persons: set[int]) -> Iterator[Nicknamed]:
    """Tomas 'El Rey' Vargas, Tomas (El Rey) Vargas; one side at least is a person to the model."""
    for match in _NICKNAMED.finditer(parse.text):
        start = _without_titles(match["given"], match.start("given"))
        sides = parse.tokens_in(start, match.end("given")) + parse.tokens_in(match.start("family"), match.end())
        if start >= match.end("given") or not any(token.i in persons for token in sides):
            continue
        if any(token.pos in ("VERB", "AUX", "ADP", "DET") for token in sides):
            continue
        group = "nick" if match["nick"] else "bracket"
        family = _without_possessive(match["family"])
        name = f"{parse.text[start : match.end('given')]} {family}"
        yield Nicknamed(start, match.start("family") + len(family), match[group], match.start(group), name)


def _with_article(parse: Parse, persons: set[int]) -> Iterator[Nicknamed]:
    """Tomas El Rey Vargas, where the model takes all of it for a person."""
    for match in _ARTICLE_INSIDE.finditer(parse.text):
        inside = parse.tokens_in(match.start(), match.end())
        if match["nick"].split()[1].lower() in _COMPOUND_NAMES or people.is_title(match["given"]):
            continue
        if all(token.i in persons for token in inside[:4]):
            family = _without_possessive(re.split("[—–]", match["family"])[0])
            end = match.start("family") + len(family)
            yield Nicknamed(match.start(), end, match["nick"], match.start("nick"), f"{match['given']} {family}")


def _without_titles(words: str, start: int) -> int:
    """Where a run of capitals begins once titles in front are passed over."""
    for word in re.finditer(r"\S+", words):
        if not people.is_title(word[0]) and people.person_class(word[0]) is None:
            return start + word.start()
    return start + len(words)


def _without_possessive(words: str) -> str:
    return re.sub(r"['’]s?$", "", words).rstrip(".,") if not re.search(r"\b\w\.$", words) else words
