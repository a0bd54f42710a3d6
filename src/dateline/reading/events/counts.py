"""How many people a noun phrase speaks of: number words, digits, bounds, others besides.  Noun in, count out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.lexicon.tables import rows
from dateline.nlp import Parse, Token
from dateline.reading import clauses

__all__ = ["Count", "count", "has_number", "number_at"]

_OTHERS: Final = frozenset({"other", "others", "additional", "more", "further", "another", "else"})
_VAGUE: Final[dict[str, int]] = {"several": 3, "couple": 2}
_LONGEST: Final = 4


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people with its bounds; characters ``start`` to ``end`` say it."""

    number: int | None
    lower: int | None
    upper: int | None
    besides: bool
    start: int
    end: int


@cache
def _values() -> dict[str, tuple[int, str]]:
    return {word: (int(value), kind) for word, value, kind in rows("number_words")}


@cache
def _bounds() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("number_bounds")}


def count(parse: Parse, head: Token) -> Count | None:
    """How many people a noun phrase speaks of; None where it gives no number, or speaks of one by name."""
    numeral = _numeral(parse, head)
    if any(kid.lower == "no" and kid.i + 1 == head.i for kid in parse.children(head, "det", "neg")):
        return None
    start, end = clauses.noun_phrase(parse, head)
    if numeral is None:
        if head.tag in ("NN", "JJ") and clauses.is_person_noun(head) and _indefinite(parse, head):
            return Count(1, None, None, _is_besides(parse, head, head), start, end)
        return None
    first, last = _run(parse, numeral)
    value = _value([token.lower for token in parse.tokens[first : last + 1] if token.pos != "PUNCT"])
    besides = _is_besides(parse, head, numeral)
    start, end = min(start, parse.tokens[first].start), max(end, parse.tokens[last].end)
    if value is None:
        floor = _VAGUE.get(numeral.lower) or _values().get(numeral.lower, (0, ""))[0]
        return Count(None, floor, None, besides, start, end) if floor else None
    effect, at = _bound(parse, first)
    start = min(start, parse.tokens[at].start)
    lower = value + (effect == "above") if effect in ("least", "above") else None
    upper = value - (effect == "below") if effect in ("most", "below") else None
    return Count(value, lower, upper, besides, start, end)


def _numeral(parse: Parse, head: Token) -> Token | None:
    if head.pos == "NUM" or head.lower in _values():
        if head.dep in ("appos", "npadvmod"):
            return None  # "a man, 18, .." is so old
        return head if not (head.lower == "one" and _of_names(parse, head)) else None
    for kid in parse.children(head, "nummod", "amod", "det", "compound", "nmod"):
        if kid.dep == "nummod" or kid.lower in _VAGUE or (kid.lower in _values() and kid.lower != "one"):
            return kid if _measures(parse, kid) is None else None
    if head.lemma in _VAGUE or head.lemma == "dozen":
        return head
    before = parse.tokens[head.i - 1] if head.i and head.tag == "NNS" else head
    loose = before.pos == "NUM" and before.head == before.i  # "Two women were hurt": the parser leaves the number apart
    return before if loose and "\n" not in before.text else None


def _of_names(parse: Parse, head: Token) -> bool:
    """ "one of the leaders" is somebody, and no count."""
    return any(kid.lower == "of" for kid in parse.children(head, "prep"))


def _measures(parse: Parse, numeral: Token) -> Token | None:
    """A number of years, dollars or per cent before a noun counts no people: "a 25-year-old man"."""
    after = parse.tokens[numeral.i + 1] if numeral.i + 1 < len(parse.tokens) else None
    hyphen = after is not None and after.text == "-" and after.start == numeral.end
    return (
        after
        if hyphen and after is not None and parse.tokens[min(after.i + 1, len(parse.tokens) - 1)].pos != "NUM"
        else None
    )


def _indefinite(parse: Parse, head: Token) -> bool:
    return any(kid.lower in ("a", "an", "another") for kid in parse.children(head, "det"))


def _run(parse: Parse, numeral: Token) -> tuple[int, int]:
    """The run of number words around a numeral: "two hundred and five", "twenty-one", "1.5 million", "a dozen"."""
    tokens = parse.tokens
    first = last = numeral.i
    while (step := _joined(tokens, first, back=True)) is not None:
        first = step
    while (step := _joined(tokens, last, back=False)) is not None:
        last = step
    if first and tokens[first - 1].lower == "a" and _kind(tokens[first]) == "scale":
        first -= 1
    return first, last


def _joined(tokens: Sequence[Token], at: int, *, back: bool) -> int | None:
    """The next number word before or after one that makes one number with it."""
    for length in (1, 2):
        other = at - length if back else at + length
        if not 0 <= other < len(tokens):
            return None
        left, right = (other, at) if back else (at, other)
        between = tokens[left + 1 : right]
        if any(one.lower not in ("-", "and") for one in between):
            return None
        if _composes(_kind(tokens[left]), _kind(tokens[right]), joined=bool(between)):
            return other
    return None


def _composes(left: str | None, right: str | None, *, joined: bool) -> bool:
    """Whether two number words make one number: "two hundred", "hundred and five", "twenty-one"; not "two 17"."""
    if left is None or right is None or "vague" in (left, right):
        return False
    if right == "scale":
        return not joined
    return (left == "ten" and right == "unit") or (left == "scale" and right in ("unit", "ten"))


def _kind(token: Token) -> str | None:
    if token.lower in _values():
        return _values()[token.lower][1]
    return "digits" if _digits(token.lower) is not None else None


def _digits(word: str) -> float | None:
    plain = word.replace(",", "")
    try:
        return float(plain) if plain[:1].isdigit() and len(plain) < 13 else None
    except ValueError:
        return None


def _value(run: list[str]) -> int | None:
    """The value of number words; None where they are vague ("dozens")."""
    total = current = 0.0
    for word in run:
        digits = _digits(word)
        value, kind = _values().get(word, (0, "")) if digits is None else (0, "digits")
        if kind == "vague":
            return None
        if kind == "scale":
            current = max(current, 1) * value
            if value >= 1000:
                total, current = total + current, 0.0
        elif digits is not None:
            current += digits
        else:
            current += value
    whole = total + current
    known = any(word in _values() or _digits(word) is not None for word in run)
    return int(whole) if known and whole < 10**12 else None


def _bound(parse: Parse, first: int) -> tuple[str | None, int]:
    """The bound that stands before the number, and where it begins."""
    for length in range(_LONGEST, 0, -1):
        at = first - length
        if at < 0:
            continue
        effect = _bounds().get(" ".join(token.lower for token in parse.tokens[at:first]))
        if effect is not None:
            return effect, at
    return None, first


def _is_besides(parse: Parse, head: Token, numeral: Token) -> bool:
    near = [head, *parse.children(head, "amod", "det", "advmod", "nummod"), *parse.children(numeral, "amod", "advmod")]
    after = parse.tokens[numeral.i + 1] if numeral.i + 1 < len(parse.tokens) else numeral
    more_than = after.lower == "more" and parse.tokens[min(after.i + 1, len(parse.tokens) - 1)].lower != "than"
    listed = any(one.lower in _OTHERS - {"more"} for one in near)
    return listed or more_than


def has_number(parse: Parse, token: Token) -> bool:
    """Whether the word is a number, or a noun with one."""
    return token.pos == "NUM" or _numeral(parse, token) is not None


def number_at(parse: Parse, token: Token) -> int | None:
    """The number whose first word this is; None for any other word, and for a vague one ("dozens")."""
    if _kind(token) is None:
        return None
    first, last = _run(parse, token)
    if first != token.i and parse.tokens[first].lower != "a":
        return None
    return _value([one.lower for one in parse.tokens[first : last + 1] if one.pos != "PUNCT"])
