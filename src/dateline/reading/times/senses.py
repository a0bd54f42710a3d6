"""Whether words that look like a time are meant as one: "May" and "may", "2026" and "$2026", "10 years old".

A proposal of the rules and its surroundings in, yes or no out. The model's own labels count where they
agree with a rule; a name of another kind that holds the words and more ("Sunday Times") speaks against.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.nlp import Name, Parse, Token
from dateline.reading.times.rules import Found
from dateline.reading.times.tense import aim

__all__ = ["Surroundings", "is_meant"]


def _set(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


_BEFORE_MONTH = frozenset(
    [
        "in",
        "last",
        "next",
        "this",
        "since",
        "until",
        "till",
        "by",
        "of",
        "from",
        "to",
        "through",
        "before",
        "after",
        "during",
        "early",
        "late",
        "mid",
        "and",
        "between",
        "for",
        "around",
        "about",
        "on",
        "every",
        "each",
    ]
)
_BEFORE_WORD_MONTH = _set("in last next this since until till early late mid during")
_BEFORE_YEAR = _set("in since during until till early late mid fiscal circa year")
_BEFORE_CLOCK = _set("at by from until till since before after around about to and")
_BEFORE_BARE = _set("for in within over after takes took take many")
_A_DAY = re.compile(r"(?i)\s(?:a|per|each|every)\s(?:day|week|month|year)\b")
_COUNTED = _set("times once twice hours minutes days % percent people per")
_AFTER_BARE = _set("of after before later earlier")
_SMALL = _set("early small wee late")
"""Before "hours": the small hours are a part of the night, and no length."""
_OPEN = frozenset("\"“‘'`")
_CLOSED = re.compile(r"[.,]?[\"”’']")
_TIME_LABELS = frozenset({"DATE", "TIME"})
_AMOUNT_LABELS = frozenset({"MONEY", "PERCENT", "QUANTITY"})
_OTHER_NAMES = frozenset({"ORG", "PERSON", "WORK_OF_ART", "EVENT", "PRODUCT", "FAC", "GPE", "LOC", "LAW"})
_TITLES = frozenset({"WORK_OF_ART", "ORG", "PRODUCT", "FAC"})
_WORD_MONTHS = frozenset({"may", "march", "april", "june", "august"})
"""Months that are words or given names too."""
_AGE = re.compile(r"(?i)[-\s](?:old|olds)\b|\s+of\s+age\b")


class Surroundings:
    """What stands beside a token, and the names that the model found over it."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self._names: dict[int, Name] = {i: name for name in parse.names for i in range(name.first, name.last)}

    def before(self, token: Token) -> Token | None:
        """The token before."""
        return self.parse.tokens[token.i - 1] if token.i else None

    def after(self, token: Token) -> Token | None:
        """The token behind."""
        return self.parse.tokens[token.i + 1] if token.i + 1 < len(self.parse.tokens) else None

    def labels(self, inside: tuple[Token, ...]) -> dict[str, int]:
        """The labels of the names over these tokens, and how many other tokens each name has."""
        found: dict[str, int] = {}
        own = range(inside[0].i, inside[-1].i + 1)
        for token in inside:
            name = self._names.get(token.i)
            if name is not None:
                found[name.label] = sum(i not in own for i in range(name.first, name.last))
        return found

    def in_longer_name(self, inside: tuple[Token, ...]) -> bool:
        """Whether these words are part of a name of something else ("Black Friday", "Sunday Times")."""
        return any(label in _OTHER_NAMES and more for label, more in self.labels(inside).items())


def is_meant(around: Surroundings, found: Found) -> bool:
    """Whether the words are used in the sense in which the rule took them."""
    inside = around.parse.tokens_in(found.start, found.end)
    if not inside:
        return False
    if found.kind == "duration" and _is_title(around.parse.text, found):
        return False
    check = _CHECKS.get(found.kind)
    return check is None or check(around, inside)


def _is_title(text: str, found: Found) -> bool:
    """Whether a length with a capital is all that stands between marks: the name of a programme."""
    last_word = text[found.start : found.end].split()[-1]
    return (
        last_word[0].isupper()
        and text[found.start - 1 : found.start] in _OPEN
        and _CLOSED.match(text, found.end) is not None
    )


def _is_month(around: Surroundings, inside: tuple[Token, ...]) -> bool:
    if len(inside) > 1:
        return True
    (month,) = inside
    is_word = month.lower in _WORD_MONTHS
    if (is_word and month.tag == "MD") or around.in_longer_name(inside):
        return False
    before, after = around.before(month), around.after(month)
    if is_word and after is not None and after.pos == "PROPN" and after.dep != "appos":
        return False
    if is_word and before is not None and before.tag == "NNP":
        return False
    if around.labels(inside).keys() & _TIME_LABELS:
        return True
    return before is not None and before.lower in (_BEFORE_WORD_MONTH if is_word else _BEFORE_MONTH)


def _is_no_name(around: Surroundings, inside: tuple[Token, ...]) -> bool:
    return not around.in_longer_name(inside)


def _is_year(around: Surroundings, inside: tuple[Token, ...]) -> bool:
    if len(inside) > 1:
        return True
    before, after, labels = around.before(inside[0]), around.after(inside[0]), around.labels(inside)
    said = before is not None and before.lower in _BEFORE_YEAR
    if before is not None and (before.text in ("$", "£", "€", "#", ":", ".") or before.tag == "$"):
        return False
    if inside[0].lower.startswith(("post-", "pre-")):
        return True
    if before is not None and before.text in ("-", "–", "/"):  # "2019-2021", but no telephone number
        return before.i > 0 and re.fullmatch(r"(?:1[5-9]|20)\d\d", around.parse.tokens[before.i - 1].text) is not None
    if labels.keys() & _AMOUNT_LABELS or (after is not None and after.text in ("%", "percent", "per")):
        return False
    counts = after is not None and after.tag == "NNS"
    if labels.keys() & _TIME_LABELS:
        return said or not counts
    if before is not None and before.text == "(" and after is not None and after.text in (")", "-", "–", ","):
        return True
    return said and not counts and (after is None or after.tag != "CD")


def _is_clock(around: Surroundings, inside: tuple[Token, ...]) -> bool:
    before, after = around.before(inside[0]), around.after(inside[-1])
    if before is None or before.text.isspace() or before.lower in _BEFORE_CLOCK:
        return True
    return after is not None and re.fullmatch(r"[A-Z]{1,3}T", after.text) is not None  # GMT, IST, CET


def _is_duration(around: Surroundings, inside: tuple[Token, ...]) -> bool:
    before = around.before(inside[0])
    if any(label in _TITLES for label in around.labels(inside)):
        return False
    if _AGE.match(around.parse.text, inside[-1].end) or _A_DAY.match(around.parse.text, inside[-1].end):
        return False
    if before is None:
        return True
    if inside[0].lower in ("a", "an") and (before.tag == "CD" or before.lower in _COUNTED):
        return False  # "$5 million a year", "24 hours a day"
    return before.lower not in ("age", "aged", "ages") and before.tag != "$" and before.text not in ("$", "£", "€")


def _is_bare(around: Surroundings, inside: tuple[Token, ...]) -> bool:
    """Plural units without a number: "for years", "years of war", not "the years"."""
    before, after = around.before(inside[0]), around.after(inside[-1])
    if before is not None and (before.text == "-" or before.tag == "CD" or before.lower in _SMALL):
        return False
    return (before is not None and before.lower in _BEFORE_BARE) or (after is not None and after.lower in _AFTER_BARE)


def _is_reference(around: Surroundings, inside: tuple[Token, ...]) -> bool:
    before, after = around.before(inside[0]), around.after(inside[-1])
    if inside[0].lower == "recent" and (len(inside) > 1 or not _qualifies(around.parse, inside[0])):
        return False
    if inside[0].lower == "soon" and aim(around.parse, inside[0]) == "past":
        return False  # "was soon released"
    if inside[0].lower == "the" and after is not None and after.pos in ("NOUN", "ADJ", "NUM", "PROPN"):
        return False  # "the past century", "the future king"
    return inside[0].lower != "soon" or before is None or before.lower not in ("as", "so", "too", "how")


def _qualifies(parse: Parse, token: Token) -> bool:
    """Whether an adjective says when its noun was: "the recent sale", not "the most recent one"."""
    return token.dep == "amod" and parse.head(token).pos == "NOUN" and not parse.children(token)


def _is_set(around: Surroundings, inside: tuple[Token, ...]) -> bool:
    if any(label in _OTHER_NAMES for label in around.labels(inside)):
        return False
    after = around.after(inside[-1])
    if inside[0].lower == "daily" and after is not None and after.pos == "PROPN":
        return False  # "the party daily X": a paper
    return inside[0].tag == "RB" or inside[0].lower in ("daily", "nightly", "hourly")


_CHECKS: dict[str, Callable[[Surroundings, tuple[Token, ...]], bool]] = {
    "month": _is_month, "name": _is_no_name, "year": _is_year, "clock": _is_clock, "duration": _is_duration,
    "bare": _is_bare, "set": _is_set, "reference": _is_reference,
}  # fmt: skip
