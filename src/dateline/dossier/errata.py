"""What a note of an outlet says was wrong, and what it says is right.  A note's sentences in, an Erratum out.

The patterns of the table ``corrections`` are tried from the surest to the vaguest: both values in one phrase, then the
wrong clause and the next that tells something. Where both count people harmed in one way, the numbers are the values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from dateline.lexicon.numbers import number_pattern, value_of
from dateline.lexicon.tables import rows, words
from dateline.records.base import record

__all__ = ["Erratum", "Span", "measured", "pairs", "patterns", "read", "shown", "stems"]

Span = tuple[int, int]
_CLAUSE = re.compile(r"(?:[^;.,]|(?<=\d)[.,](?=\d))+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5


@record
class Erratum:
    """The clauses of a note with what was wrong and what is right; `numbers` where both count people harmed."""

    wrong: Span | None
    right: Span | None
    kind: str = "text"
    numbers: tuple[str, str] | None = None


def read(where: str, spans: Sequence[Span]) -> Erratum:
    """The clauses of the note that these sentences of a text are."""
    told = [span for span in spans if not _idle(where, span)]
    for found in _matches(where, spans, "pair"):
        return _counted_in(where, Erratum(wrong=found.span("wrong"), right=found.span("right")), [])
    named = next(_matches(where, spans, "subject"), None)
    wrong = named.span("wrong") if named else _clause(where, spans, "wrong")
    rest = _after(told, wrong) if wrong else told
    right = _clause(where, rest, "right") or (rest[0] if rest else None)
    if right is None and named is not None:
        right = named.span("right")
    return _counted_in(where, Erratum(wrong=wrong, right=right), rest)


def shown(where: str, span: Span) -> str:
    """A clause as a reader sees it."""
    return " ".join(where[span[0] : span[1]].split()).strip(" .,;")


def stems(said: str) -> frozenset[str]:
    """The telling words of a passage, cut to stems."""
    plain = words("plain_words")
    return frozenset(word[:_STEM] for word in _WORD.findall(said.lower()) if word not in plain)


def pairs(said: str) -> frozenset[tuple[str, str]]:
    """The pairs of neighbouring words of a passage, the first of which is no function word ("held for")."""
    found = re.findall(r"[^\W\d_]+", said.lower())
    return frozenset(pair for pair in pairwise(found) if len(pair[0]) > 3 and pair[0] not in _common())


def measured(said: str) -> bool:
    """Whether a passage tells a number, or a span of time in words ("a month")."""
    units = "|".join(sorted({row[2] for row in rows("time_units")}, key=len, reverse=True))
    return re.search(rf"\b(?:{number_pattern()}|an? (?:{units})\b)", said, re.I) is not None


def _matches(where: str, spans: Sequence[Span], role: str) -> Iterator[re.Match[str]]:
    for start, end in spans:
        for pattern in patterns(role):
            if (found := pattern.search(where, start, end)) is not None:
                yield found


def _clause(where: str, spans: Sequence[Span], role: str) -> Span | None:
    return next((found.span(role) for found in _matches(where, spans, role)), None)


def _after(spans: Sequence[Span], wrong: Span) -> list[Span]:
    """What a note says after the clause with the error."""
    found = [(max(start, wrong[1]), end) for start, end in spans if end > wrong[1]]
    return [span for span in found if span[1] - span[0] > 2]


def _counted_in(where: str, erratum: Erratum, rest: Sequence[Span]) -> Erratum:
    """The same with the kind of harm, the wrong number and the right one, where the error was in a number of people."""
    if erratum.wrong is None:
        return erratum
    for kind, pattern in _kinds().items():
        before = _counted(where, erratum.wrong, pattern)
        if before is None:
            continue
        for span in rest or [each for each in (erratum.right,) if each]:
            after = _counted(where, span, pattern)
            if after is not None and after[0] != before[0]:
                return Erratum(wrong=erratum.wrong, right=after[1], kind=kind, numbers=(before[0], after[0]))
        if erratum.right is None:
            return Erratum(wrong=erratum.wrong, right=None, kind=kind, numbers=(before[0], "corrected"))
    return erratum


def _counted(where: str, span: Span, pattern: re.Pattern[str]) -> tuple[str, Span] | None:
    """A number in a clause that also says what harm it counts."""
    for clause in _CLAUSE.finditer(where, *span):
        number = re.search(number_pattern(), clause.group(), re.I)
        if number is not None and pattern.search(clause.group()) and (value := value_of(number.group())) is not None:
            return f"{value:.0f}", (clause.start() + number.start(), clause.start() + number.end())
    return None


def _idle(where: str, span: Span) -> bool:
    return any(pattern.search(where, *span) for pattern in patterns("idle"))


@cache
def _common() -> frozenset[str]:
    return frozenset(next(found for language, found in rows("function_words") if language == "en").split())


@cache
def patterns(role: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of the table ``corrections`` that play a role."""
    return tuple(re.compile(pattern, re.I) for kind, pattern in rows("corrections") if kind == role)


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(pattern, re.I) for kind, _, pattern in rows("toll_kinds")}
