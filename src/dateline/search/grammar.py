"""The grammar of a query: what somebody typed in, a typed query out.  Nothing else of it goes any further.

    query   = choice
    choice  = every { "OR" every }
    every   = part { ["AND"] part }
    part    = [ "-" | "NOT" ] ( "(" choice ")" | [ field ":" ] words [ "*" ] )
    words   = a word | '"' any words '"'

What comes out holds folded words, kinds and days; signs, blanks, NUL and lone surrogates part words and are gone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, cast, get_args

from dateline.records.base import record
from dateline.records.search import (
    KINDS,
    Days,
    Either,
    Every,
    FoundKind,
    OfKind,
    Phrase,
    Query,
    SearchField,
    Wanted,
    Without,
)
from dateline.records.time import span_of
from dateline.search.errors import QueryError
from dateline.search.words import folded

__all__ = ["parse"]

_LONGEST = 2000
_DEEPEST = 10
_MOST = 50
"""Words and phrases: a query with more is no question that a person asks."""
_LONGEST_PHRASE = 100
_SHORTEST_PREFIX = 2

_FIELDS: tuple[SearchField, ...] = get_args(SearchField)
_DAYS = ("date", "when")
_KNOWN = ", ".join(f"{name}:" for name in (*_FIELDS, *_DAYS, "kind"))

# A word ends at a blank, a quotation mark, a parenthesis or a star.
_TOKEN = re.compile(
    r"""(?P<gap>[\s\x00]+) | (?P<open>\() | (?P<close>\)) | (?P<minus>-)(?=[^\s\x00)])
    | (?P<field>[A-Za-z_]+):(?!//) | (?P<quote>["“”„‟]) | (?P<star>\*) | (?P<word>[^\s\x00"“”„‟()*]+)""",
    re.VERBOSE,
)
_QUOTE = re.compile('["“”„‟]')


class _Token(NamedTuple):
    what: str
    said: str
    at: int


@record
class _Period:
    """A stretch of days that the whole search is narrowed to."""

    field: str
    days: Days
    at: int


def parse(text: str) -> Query:
    """Understand a query; raises QueryError, which says at which character what is wrong."""
    if len(text) > _LONGEST:
        raise QueryError("query_too_long", f"a query has {_LONGEST} characters at most", position=_LONGEST)
    return _Parser(text).query()


class _Parser:
    """One pass over a query's tokens."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._at = 0
        self._said = 0
        self._periods: list[_Period] = []

    def query(self) -> Query:
        """The whole query."""
        wanted = self._choice(depth=0)
        if (left := self._peek()) is not None:
            raise QueryError("bad_query", "no parenthesis was opened that this one closes", position=left.at)
        if wanted is None and not self._periods:
            raise QueryError("empty_query", "a query needs a word to look for, or a field", position=0)
        if isinstance(wanted, Every) and not self._periods and all(isinstance(one, Without) for one in wanted.parts):
            _found_by_itself(wanted, 0)
        for several in (_DAYS[0], _DAYS[1]):
            again = [each for each in self._periods if each.field == several][1:]
            if again:
                raise QueryError("bad_query", f"{several}: is given twice", position=again[0].at)
        days = {period.field: period.days for period in self._periods}
        return Query(text=self._text, wanted=wanted, published=days.get("date"), happened=days.get("when"))

    def _choice(self, *, depth: int) -> Wanted | None:
        if depth > _DEEPEST:
            raise QueryError("query_too_complex", f"parentheses stand {_DEEPEST} deep at most", position=self._here())
        before = len(self._periods)
        choices: list[tuple[Wanted | None, int]] = []
        while True:
            begun = self._here()
            choices.append((self._every(depth=depth), begun))
            bar = self._peek()
            if bar is None or bar.what != "or":
                break
            self._at += 1
        if len(choices) == 1:
            self._narrows_whole(before, inside=depth > 0)
            wanted = choices[0][0]
            if depth and wanted is not None:
                _found_by_itself(wanted, choices[0][1])
            return wanted
        self._narrows_whole(before, inside=True)
        for wanted, begun in choices:
            if wanted is None:
                raise QueryError("bad_query", "OR needs something on both sides", position=begun)
            _found_by_itself(wanted, begun)
        return Either(parts=tuple(wanted for wanted, _ in choices if wanted is not None))

    def _narrows_whole(self, before: int, *, inside: bool) -> None:
        if inside and len(self._periods) > before:
            period = self._periods[before]
            raise QueryError(
                "bad_query",
                f"{period.field}: narrows the whole search, so it stands outside of OR and parentheses",
                position=period.at,
            )

    def _every(self, *, depth: int) -> Wanted | None:
        parts: list[Wanted] = []
        while (token := self._peek()) is not None and token.what not in ("close", "or"):
            if token.what == "and":
                self._at += 1
                continue
            part = self._part(depth=depth)
            if part is not None:
                parts.append(part)
        if not parts:
            return None
        return parts[0] if len(parts) == 1 and not isinstance(parts[0], Without) else Every(parts=tuple(parts))

    def _part(self, *, depth: int) -> Wanted | None:
        token = self._next()
        if token.what in ("minus", "not"):
            following = self._peek()
            if following is None or following.what in ("minus", "not", "and", "or", "close"):
                raise QueryError("bad_query", "what is to be left out is missing here", position=token.at)
            before = len(self._periods)
            part = self._part(depth=depth)
            self._narrows_whole(before, inside=True)
            return None if part is None else Without(part=part)
        if token.what == "open":
            wanted = self._choice(depth=depth + 1)
            closing = self._peek()
            if closing is None:
                raise QueryError("bad_query", "this parenthesis is not closed", position=token.at)
            self._at += 1
            return wanted
        if token.what == "field":
            return self._field(token)
        if token.what == "star":
            raise QueryError("bad_query", "a star stands right behind the beginning of a word", position=token.at)
        return self._phrase(token, field=None)

    def _field(self, token: _Token) -> Wanted | None:
        name = token.said.lower()
        value = self._peek()
        if name not in (*_FIELDS, *_DAYS, "kind"):
            raise QueryError(
                "unknown_field",
                f"there is no field {token.said[:30]!r}, only {_KNOWN} (words with a colon are set in quotation marks)",
                position=token.at,
            )
        if value is None or value.what not in ("word", "quoted") or value.at != token.at + len(token.said) + 1:
            raise QueryError("bad_query", f"a value is missing right behind {name}:", position=token.at)
        self._at += 1
        if name == "kind":
            return OfKind(kind=_kind(value))
        if name in _DAYS:
            self._periods.append(_Period(field=name, days=_days(value), at=token.at))
            return None
        phrase = self._phrase(value, field=cast(SearchField, name))
        if phrase is None:
            raise QueryError("bad_query", f"there is no word behind {name}:", position=value.at)
        return phrase

    def _phrase(self, token: _Token, *, field: SearchField | None) -> Phrase | None:
        """Words side by side; None for signs alone, which nothing can be found by."""
        words = folded(token.said)
        star = self._peek()
        end = token.at + len(token.said) + (2 if token.what == "quoted" else 0)
        prefix = star is not None and star.what == "star" and star.at == end
        if prefix:
            self._at += 1
            if not words or len(words[-1]) < _SHORTEST_PREFIX:
                raise QueryError(
                    "bad_query", f"a star needs {_SHORTEST_PREFIX} letters or digits before it", position=end
                )
        if len(words) > _LONGEST_PHRASE:
            raise QueryError("query_too_complex", f"a phrase has {_LONGEST_PHRASE} words at most", position=token.at)
        self._said += 1
        if self._said > _MOST:
            raise QueryError("query_too_complex", f"a query has {_MOST} words and phrases at most", position=token.at)
        return Phrase(words=words, prefix=prefix, field=field) if words else None

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next(self) -> _Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _here(self) -> int:
        token = self._peek()
        return len(self._text) if token is None else token.at


def _tokens(text: str) -> Sequence[_Token]:
    found: list[_Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match is not None  # Every character is in one of the classes.
        assert match.lastgroup is not None
        what, said = match.lastgroup, match[match.lastgroup]
        end = match.end()
        if what == "quote":
            closing = _QUOTE.search(text, end)
            if closing is None:
                raise QueryError("bad_query", "this quotation mark is not closed", position=at)
            found.append(_Token("quoted", text[end : closing.start()], at))
            end = closing.end()
        elif what == "word" and said in ("OR", "AND", "NOT"):
            found.append(_Token(said.lower(), said, at))
        elif what != "gap":
            found.append(_Token(what, said, at))
        at = end
    return found


def _found_by_itself(wanted: Wanted, at: int) -> None:
    """See that there is something to look for, where other things beside it do not narrow it."""
    if (
        isinstance(wanted, Every)
        and all(isinstance(part, Without | OfKind) for part in wanted.parts)
        and any(isinstance(part, Without) for part in wanted.parts)
    ):
        raise QueryError("bad_query", "something must be looked for where something is left out", position=at)


def _kind(token: _Token) -> FoundKind:
    for kind in KINDS:
        if token.said.strip().lower() in (kind, f"{kind}s", f"{kind[:-1]}ies"):
            return kind
    raise QueryError("unknown_kind", f"kind: is one of {', '.join(KINDS)}", position=token.at)


def _days(token: _Token) -> Days:
    """``2026-02``, ``2026-02-21..2026-03``, ``2026..``, ``..2026-02-21``."""
    first, dots, last = token.said.strip().partition("..")
    if not first and not last:
        raise _no_days(token)
    begin = _bounds(first, token)[0] if first else None
    end = _bounds(last if dots else first, token)[1] if last or not dots else None
    if begin is not None and end is not None and begin > end:
        raise QueryError("bad_day", f"{first} comes after {last}", position=token.at)
    return Days(first=begin, last=end)


def _bounds(value: str, token: _Token) -> tuple[str, str]:
    earliest, latest, _ = span_of(value) if value.isascii() and "T" not in value else (None, None, "unknown")
    if earliest is None or latest is None:
        raise _no_days(token)
    return earliest, latest


def _no_days(token: _Token) -> QueryError:
    said = token.said[:30]
    return QueryError(
        "bad_day",
        f"{said!r} is no day, month or year: give 2026-02-21, 2026-02, 2026 or 2026-02..2026-03",
        position=token.at,
    )
