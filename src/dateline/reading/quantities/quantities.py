"""Quantities: the parse of a text in; numbers with their unit, their bounds and what they count out.

"at least 12" has a lower bound and no value, "thousands" a lower bound of one thousand, "about 140" the value
140. Dates and clock times are no quantities, nor are labels ("Flight 12") and scores ("3-2"); an age is a
quantity of unit "year" that counts "age".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lexicon.tables import words
from dateline.nlp import Parse, Token
from dateline.reading.quantities import amounts
from dateline.reading.quantities.amounts import Amount
from dateline.reading.quantities.counted import counted
from dateline.records.evidence import Text
from dateline.records.ids import record_id
from dateline.records.reading import Quantity, TimeExpression

__all__ = ["find"]

_AGE_BEFORE = re.compile(r"(?i)\b(?:aged?|age of|turned|turns)\s$")
_AGE_AFTER = re.compile(r"(?i)(?:[-\s](?:years?|months?))?[-\s]olds?\b")
_FRACTION_OR_SCORE = re.compile(r"(?i)[-/:–]\d|[-\s](?:halves|thirds?|quarters|fourths?|fifths?|tenths?)\b|\stimes\b")
_AGE_BESIDE = re.compile(r",\s(?:of\s|who\b|was\b|from\b|an?\b|the\b|has\b|and\b|is\b)")


def find(parse: Parse, text: Text, *, times: Sequence[TimeExpression]) -> tuple[Quantity, ...]:
    """The quantities of a text, in text order; none overlap. `times` are those of the text."""
    busy = _dated(text, times)
    found = []
    for amount in amounts.scan(text.text):
        if any(busy[amount.number_start : amount.number_end]) or not _is_amount(parse, amount):
            continue
        of = "age" if _is_age(parse, amount) else counted(parse, amount)
        unit = "year" if of == "age" else amount.unit
        if unit is None and of is None and not _stands_alone(parse, amount):
            continue
        found.append(
            Quantity(
                id=record_id("quantity", text.id, amount.start, amount.end),
                value=amount.value,
                lower=amount.lower,
                upper=amount.upper,
                unit=unit,
                of=of,
                evidence=text.cut(amount.start, amount.end),
            )
        )
    return tuple(found)


def _dated(text: Text, times: Sequence[TimeExpression]) -> bytearray:
    """Which characters belong to a date, a clock time or a set of times."""
    busy = bytearray(len(text.text))
    for time in times:
        if time.type != "DURATION":
            start, end = time.evidence.start, time.evidence.end
            busy[start:end] = b"\x01" * (end - start)
    return busy


def _is_amount(parse: Parse, amount: Amount) -> bool:
    """Whether the number is one of something: no label, no part of a name, no pronoun."""
    inside = parse.tokens_in(amount.number_start, amount.number_end)
    if not inside:
        return False
    before = parse.tokens[inside[0].i - 1] if inside[0].i else None
    after = parse.tokens[inside[-1].i + 1] if inside[-1].i + 1 < len(parse.tokens) else None
    if _is_fraction_or_score(parse.text, amount):
        return False
    if amount.unit is not None:
        return True
    if before is not None and (before.lower in words("number_labels") or _is_label(before)):
        return False
    if len(inside) == 1 and inside[0].lower == "one":
        counts = inside[0].dep == "nummod" and after is not None and after.pos in ("NOUN", "ADJ")
        return counts and (before is None or before.lower != "the")
    return True


def _is_fraction_or_score(text: str, amount: Amount) -> bool:
    return _FRACTION_OR_SCORE.match(text, amount.number_end) is not None


def _is_label(before: Token) -> bool:
    """ "Apollo 11", "A-12": a name or a hyphen right before the number."""
    return (before.pos == "PROPN" and before.text[:1].isupper()) or before.text in ("#", "/", ":", "-", "№")


def _is_age(parse: Parse, amount: Amount) -> bool:
    if amount.unit not in (None, "year") or amount.value is None or not 0 < amount.value < 130:
        return False
    text = parse.text
    if _AGE_BEFORE.search(text, max(0, amount.start - 10), amount.start) or _AGE_AFTER.match(text, amount.number_end):
        return True
    between = text[max(0, amount.start - 2) : amount.start]
    inside = parse.tokens_in(amount.start, amount.end)
    named = inside[0].i > 1 and parse.tokens[inside[0].i - 2].pos == "PROPN"
    return amount.unit is None and between == ", " and named and _AGE_BESIDE.match(text, amount.end) is not None


def _stands_alone(parse: Parse, amount: Amount) -> bool:
    """Whether a bare number is the subject or object itself: "27 were injured", "killed three"."""
    inside = parse.tokens_in(amount.number_start, amount.number_end)
    last = inside[-1].i + 1
    if last < len(parse.tokens) and parse.tokens[last].pos in ("AUX", "VERB"):
        return True
    return any(token.dep in ("nsubj", "nsubjpass", "dobj", "attr") for token in inside)
