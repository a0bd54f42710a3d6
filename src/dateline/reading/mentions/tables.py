"""Names in the rows of tables: results, standings, prices.  Names so far in, all out.

A row is a line with many figures and few words in small letters; the model, which reads sentences, knows little
of it. Its runs of capitals are judged by their shape, by what stands beside them, by the other rows around, and by
what the rest of the text calls them, with weights fitted by tools/fit_tables.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon import gazetteer, nations, people
from dateline.lexicon.date_words import month_number
from dateline.lexicon.folding import fold
from dateline.lexicon.tables import words
from dateline.lexicon.weights import network
from dateline.nlp import Parse, Token
from dateline.reading.mentions.found import Found
from dateline.records.reading import EntityType

__all__ = ["CLASSES", "TRAITS", "Cell", "cells", "mended", "traits"]

Numbers = NDArray[np.float64]

CLASSES: tuple[EntityType | None, ...] = (None, "person", "organization", "place")
_FIGURES, _SMALL = 0.2, 0.35
"""Shares of the words of a row: at least so many with figures, at most so many in small letters."""
_NEAR = 2
"""Lines within which another row makes one a part of a table."""
_AROUND = 12
"""Cells before and behind whose looks speak for a cell."""
_JOINTS = frozenset({"de", "van", "der", "den", "of", "&", "-", "di", "da", "del", "la", "le", "'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Cell:
    """Tokens ``first`` up to ``last`` of a row, which goes from token ``begin`` up to ``end``."""

    first: int
    last: int
    begin: int
    end: int


def cells(parse: Parse) -> list[Cell]:
    """The runs of capitals in all rows of a text, in text order."""
    return [cell for begin, end in _rows(parse) for cell in _cells(parse, begin, end)]


def _rows(parse: Parse) -> Iterator[tuple[int, int]]:
    """The rows that stand near another: a date or a telephone number by itself makes no table."""
    begin, line = 0, 0
    found: list[tuple[int, int, int]] = []
    for token in (*parse.tokens, None):
        if token is None or "\n" in token.text:
            end = len(parse.tokens) if token is None else token.i
            if end > begin + 1 and _is_row(parse.tokens[begin:end]):
                found.append((line, begin, end))
            begin, line = end + 1, line + 1
    for at, (line, begin, end) in enumerate(found):
        beside = [other[0] for other in found[max(at - 1, 0) : at + 2] if other[0] != line]
        if any(abs(other - line) <= _NEAR for other in beside):
            yield begin, end


def _is_row(tokens: Sequence[Token]) -> bool:
    figures = sum(any(char.isdigit() for char in token.text) for token in tokens)
    small = sum(token.text[0].islower() and token.text not in _JOINTS for token in tokens)
    capital = sum(token.text[0].isupper() for token in tokens)
    return capital > 0 and figures >= _FIGURES * len(tokens) and small <= _SMALL * len(tokens)


def _cells(parse: Parse, begin: int, end: int) -> Iterator[Cell]:
    at = begin
    while at < end:
        if not _is_capital(parse.tokens[at]):
            at += 1
            continue
        last = at + 1
        while last < end and (
            _is_capital(parse.tokens[last])
            or (parse.tokens[last].text in _JOINTS and last + 1 < end and _is_capital(parse.tokens[last + 1]))
        ):
            last += 1
        yield Cell(at, last, begin, end)
        at = last


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() and not any(char.isdigit() for char in token.text)


_LOOKS = ("given", "initial", "country", "city", "club", "capitals", "long", "bracket")
_BESIDE = ("start", "end", "figure", "(", ")", ",", "v", "-", ":", ".", "word", "beat")
TRAITS = (
    *_LOOKS, "large_city", "acronym", "words", "count", "person_elsewhere", "organization_elsewhere",
    "place_elsewhere", "person_here", "organization_here", "place_here", "model_person", "model_organization",
    "model_place", "cells", "figures", "number", "country_behind", "again",
    *(f"before_{mark}" for mark in _BESIDE), *(f"after_{mark}" for mark in _BESIDE),
    *(f"around_{look}" for look in _LOOKS),
)  # fmt: skip


def traits(parse: Parse, found: Sequence[Cell], *, names: Sequence[Found]) -> Numbers:
    """A row of traits for every cell; `names` are the text's names so far."""
    votes = _votes(parse, found, names)
    labels = {i: name.label for name in parse.names for i in range(name.first, name.last)}
    looks = [_look(parse, cell) for cell in found]
    total = np.cumsum(np.array([[0.0] * len(_LOOKS), *looks]), axis=0)
    counts = Counter(_key(parse, cell) for cell in found)
    listed = []
    for at, (cell, look) in enumerate(zip(found, looks, strict=True)):
        low, high = max(0, at - _AROUND), min(len(found), at + _AROUND + 1)
        around = (total[high] - total[low] - np.array(look)) / max(high - low - 1, 1)
        inside = {labels.get(i, "") for i in range(cell.first, cell.last)}
        ours = votes[_key(parse, cell)]
        listed.append([
            *look, *_own(parse, cell), *(min(ours[kind], 3) for kind in range(6)),
            float("PERSON" in inside), float("ORG" in inside), float(bool(inside & {"GPE", "LOC", "FAC"})),
            *_of_row(parse, cell), float(at + 1 < len(found) and looks[at + 1][2] > 0 and looks[at + 1][7] > 0),
            min(counts[_key(parse, cell)], 4), *_beside(parse, cell.first - 1, cell), *_beside(parse, cell.last, cell),
            *around,
        ])  # fmt: skip
    return np.array(listed, dtype=np.float64).reshape(-1, len(TRAITS))


def _key(parse: Parse, cell: Cell) -> str:
    return fold(parse.span_text(cell.first, cell.last))


def _votes(parse: Parse, found: Sequence[Cell], names: Sequence[Found]) -> dict[str, Counter[int]]:
    """By name: how often the text's sentences (0 to 2) and its rows (3 to 5) take it for each class."""
    inside = [(parse.tokens[cell.begin].start, parse.tokens[cell.end - 1].end) for cell in found]
    busy = {i for first, last in dict.fromkeys(inside) for i in range(first, last)}
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    for name in names:
        if name.type in CLASSES:
            kind = CLASSES.index(name.type) - 1
            votes[fold(parse.text[name.start : name.end])][kind + 3 * (name.start in busy)] += 1
    return votes


def _look(parse: Parse, cell: Cell) -> list[float]:
    first, name = parse.tokens[cell.first], parse.span_text(cell.first, cell.last)
    length = cell.last - cell.first
    known = gazetteer.lookup(name)
    return [
        float(length > 1 and people.given_name_gender(first.text) is not None),
        float(length > 1 and len(first.text) <= 2 and first.text[-1] == "."),
        float(nations.country_of(name) is not None),
        float(any(place.exact and place.kind == "city" for place in known)),
        float(any(token.lower in words("club_words") for token in parse.tokens[cell.first : cell.last])),
        float(name.isupper() and len(name) > 3),
        float(length > 2),
        float(cell.first > 0 and parse.tokens[cell.first - 1].text == "("),
    ]


def _own(parse: Parse, cell: Cell) -> list[float]:
    name = parse.span_text(cell.first, cell.last)
    large = any(place.kind == "city" and place.population > 200_000 for place in gazetteer.lookup(name))
    length = cell.last - cell.first
    return [float(large), float(name.isupper() and len(name) < 5), min(length, 4), min(len(name), 20) / 5]


def _of_row(parse: Parse, cell: Cell) -> list[float]:
    row = parse.tokens[cell.begin : cell.end]
    figures = sum(any(char.isdigit() for char in token.text) for token in row)
    runs = sum(_is_capital(token) and (not i or not _is_capital(row[i - 1])) for i, token in enumerate(row))
    numbered = row[0].text.rstrip(".").isdigit() and len(row) > 1
    return [min(runs, 6), figures / len(row), float(numbered)]


def _beside(parse: Parse, at: int, cell: Cell) -> list[float]:
    """What stands right beside a cell, one of the marks."""
    if at < cell.begin:
        mark = "start"
    elif at >= cell.end:
        mark = "end"
    else:
        text = parse.tokens[at].text
        figure = any(char.isdigit() for char in text)
        mark = "figure" if figure else text if text in _BESIDE else "word" if text[0].isalpha() else "."
    return [float(mark == each) for each in _BESIDE]


def mended(parse: Parse, names: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """The names outside rows, and those of rows as they are judged there: a country may be a team in a table."""
    found = cells(parse)
    if not found:
        return list(names), []
    kinds = np.argmax(_scores(traits(parse, found, names=names)), axis=1)
    busy: set[int] = set()
    judged = []
    for cell, kind in zip(found, kinds, strict=True):
        start, end = parse.tokens[cell.first].start, parse.tokens[cell.last - 1].end
        at = None if month_number(parse.tokens[cell.first].text) else CLASSES[int(kind)]
        if at is not None:
            judged.append(Found(start, end, at, True))
            busy.update(range(start, end))
    rows = {i for cell in found for i in range(parse.tokens[cell.begin].start, parse.tokens[cell.end - 1].end)}
    kept = [n for n in names if n.start not in rows or (n.type not in CLASSES and n.start not in busy)]
    return kept, judged


def _scores(rows: Numbers) -> Numbers:
    """Mean and scale of the traits, one hidden layer, the classes."""
    weights = network("table_weights")
    hidden = np.maximum((rows - weights["mean"]) / weights["scale"] @ weights["w1"] + weights["b1"], 0)
    return np.asarray(hidden @ weights["w2"] + weights["b2"], dtype=np.float64)
