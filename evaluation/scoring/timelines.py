"""Timelines against a gold one: days, and what is told of them, aligned.  {day: [sentences]} twice in, figures out.

The definitions of Martschat and Markert (Improving ROUGE for Timeline Summarization, EACL 2017) in their variant
"align+ m:1", which the set's literature reports: each day given is held against the gold day where the product of how
far the days lie apart and how little their words agree is least, and each gold day against the likest day given. Words
shared by two days count the less, the farther these lie apart. Words are compared as ROUGE 1.5.5 does when told to
stem and to leave out stop words (the list of the SMART system, Salton 1971).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from evaluation.scoring.ratios import f1, share
from evaluation.scoring.stems import stem

__all__ = ["Timeline", "aligned", "days", "words"]

Timeline = Mapping[str, Sequence[str]]
"""Sentences by day (ISO 8601)."""

_NO_WORD = re.compile(r"[^a-z0-9]+")


def days(gold: Timeline, given: Timeline) -> tuple[float, float, float]:
    """Precision, recall and F1 of the days."""
    right = len(gold.keys() & given.keys())
    precision, recall = share(right, len(given)), share(right, len(gold))
    return precision, recall, f1(precision, recall)


def aligned(gold: Timeline, given: Timeline) -> tuple[float, float, float]:
    """Precision, recall and F1 of the words, days aligned: AR1."""
    wanted = {day: _Told(sentences) for day, sentences in gold.items()}
    said = {day: _Told(sentences) for day, sentences in given.items()}
    precision, recall = _shared(said, wanted), _shared(wanted, said)
    return precision, recall, f1(precision, recall)


class _Told:
    """What is told of a day: its words, as ROUGE counts them and all of them for the alignment."""

    def __init__(self, sentences: Iterable[str]) -> None:
        every = [token for sentence in sentences for token in _tokens(sentence)]
        self.every = Counter(every)
        self.words = Counter(_counted(every))


def _shared(source: Mapping[str, _Told], target: Mapping[str, _Told]) -> float:
    """The share of the source's words that the days hold to which its days are aligned, less for days apart."""
    found = total = 0.0
    for day, told in source.items():
        total += told.words.total()
        if target:
            other = min(sorted(target), key=lambda each: _cost(day, each, told, target[each]))
            found += (told.words & target[other].words).total() * _near(day, other)
    return share(found, total)


def _cost(day: str, other: str, told: _Told, held: _Told) -> float:
    shared = (told.every & held.every).total()
    alike = share(2 * shared, told.every.total() + held.every.total())
    return (1 - _near(day, other)) * (1 - alike)


def _near(day: str, other: str) -> float:
    """1 for the same day, 1/2 for the next, 1/3 .."""
    return 1 / (1 + abs(date.fromisoformat(day).toordinal() - date.fromisoformat(other).toordinal()))


def words(sentence: str) -> list[str]:
    """The words of a sentence that count, as stems."""
    return _counted(_tokens(sentence))


def _tokens(sentence: str) -> list[str]:
    return [token for token in _NO_WORD.split(sentence.lower()) if token]


def _counted(tokens: Iterable[str]) -> list[str]:
    return [stem(token) for token in tokens if token not in _stop_words()]


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("stop_words.txt").read_text(encoding="utf-8").split())
