"""Days as articles look back on them: how much each is spoken of, and what they say of it.  Linked in, Recalls out.

What mattered is what articles of later days return to: a day weighs by the sentences that name it when it is over, most
by those with which articles open. A sentence that several pages share counts once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from math import log, sqrt

from dateline.dossier.sentences import sentences
from dateline.lexicon.folding import fold
from dateline.lexicon.frequency import rarity
from dateline.records.base import record
from dateline.records.dossier import DossierTime
from dateline.records.evidence import Evidence, Text
from dateline.records.linked import Linked
from dateline.records.time import Time, day_of

__all__ = ["Recalled", "Recalls", "alike", "day_named", "words_of"]

_OPENING = 5
"""Sentences with which an article tells its news; what it recalls there it counts as part of that."""
_TOLD, _PAGES = 3, 2
"""So many sentences, on so many pages, name a day before it has words in common; among many pages two are enough."""
_MUCH = 6
"""Pages that name a day before much is told of it: where few do, its events say it better."""
_MANY = 100
"""Texts from which days matter more than single events; with fewer such sentences only hid better counted lines."""
_SHORT, _LONG = 40, 400
"""Characters of a sentence that can stand in a timeline alone."""
_WORD = re.compile(r"[^\W\d_]{2,}|\d+")
_LEANING = re.compile(r"(?:he|she|it|they|this|that|these|those|but|and|so|also|however|then)\b", re.IGNORECASE)
"""A sentence that begins so leans on the one before it."""
_SPEECH = re.compile(r"[“\"][^”\"]*(?:[”\"]|$)")
_DAY = timedelta(days=1)
_EXACT = frozenset({"day", "part_of_day", "hour", "minute"})

Words = Mapping[str, float]


@record
class Recalled:
    """A sentence that names a day, told on that day or later; `back` is False on the day itself."""

    day: str
    time: DossierTime
    sentence: Evidence
    back: bool
    opening: bool


class Recalls:
    """How a linked picture speaks of each day. `until` leaves out later days."""

    def __init__(self, linked: Linked, *, text: Callable[[str], str], until: str | None = None) -> None:
        named: dict[str, dict[str, Recalled]] = defaultdict(dict)
        news: dict[str, set[str]] = defaultdict(set)
        for found in _texts(linked, text):
            for one in found.recalled():
                if until is None or one.day <= until:
                    named[one.day].setdefault(fold(one.sentence.exact), one)
            for day in (found.out - _DAY, found.out):
                news[day.isoformat()].update(found.opening())
        self._many = len({article.text_id for article in linked.articles}) >= _MANY
        self._named = {day: tuple(every.values()) for day, every in named.items()}
        self._common = {
            day: _centre([*(one.sentence.exact for one in every), *sorted(news[day])])
            for day, every in self._named.items()
            if len(every) >= (_PAGES if self._many else _TOLD) and _pages(every) >= _PAGES
        }

    def weight(self, day: str) -> float:
        """How much later articles return to a day: 0 where none does, the logarithm of how often where some do."""
        back = [one for one in self._named.get(day, ()) if one.back]
        return log(1 + len(back)) + log(1 + sum(one.opening for one in back))

    def central(self, sentence: str, day: str) -> float:
        """How much of what all tell of a day a sentence tells, 0 to 1; 0 where too few tell of it."""
        common = self._common.get(day)
        return alike(words_of(sentence), common) if common else 0.0

    def best(self, *, most: int, but: Collection[str]) -> Iterator[Recalled]:
        """For each day the sentences that tell most of it, no two the same.

        Of a day of which much is told `most` of them; among many pages one of another day, unless it is in `but`.
        """
        for day, common in self._common.items():
            much = _pages(self._named[day]) >= _MUCH
            wanted = most if much else int(self._many and day not in but)
            chosen: list[Words] = []
            for _, one in sorted(
                ((self._telling(one, common), one) for one in self._named[day] if _stands_alone(one.sentence.exact)),
                key=lambda pair: (-pair[0], pair[1].sentence.text_id, pair[1].sentence.start),
            ):
                words = words_of(one.sentence.exact)
                if len(chosen) < wanted and all(alike(words, other) < _SAME for other in chosen):
                    chosen.append(words)
                    yield one

    @staticmethod
    def _telling(one: Recalled, common: Words) -> float:
        leaning = 0.1 if _LEANING.match(one.sentence.exact) else 0.0
        return alike(words_of(one.sentence.exact), common) - leaning


_SAME = 0.6
"""Likeness from which one sentence says what the other says."""


class _Told:
    """A text with the day on which it was out, and the times in it that name a day which had come by then."""

    def __init__(self, frozen: Text, *, out: date, times: Sequence[DossierTime]) -> None:
        self._text, self.out = frozen, out
        self._spans = sentences(frozen.text)
        self._times: dict[int, dict[str, DossierTime]] = defaultdict(dict)
        for time in times:
            at = bisect_right(self._spans, (time.evidence.start, len(frozen.text) + 1)) - 1
            if at >= 0 and time.evidence.end <= self._spans[at][1]:
                self._times[at].setdefault(day_named(time.time) or "", time)

    def recalled(self) -> Iterator[Recalled]:
        """Every sentence that names a day, once a day."""
        out = self.out.isoformat()
        for at, named in sorted(self._times.items()):
            for day, time in named.items():
                if day <= out:
                    sentence = self._text.cut(*self._spans[at])
                    yield Recalled(day=day, time=time, sentence=sentence, back=day < out, opening=at < _OPENING)

    def opening(self) -> Iterator[str]:
        """The sentences with which it opens that name no day: its news, of its own day or the one before."""
        for at, span in enumerate(self._spans[:_OPENING]):
            if at not in self._times:
                yield self._text.text[slice(*span)]


def _texts(linked: Linked, text: Callable[[str], str]) -> Iterator[_Told]:
    out: dict[str, date] = {}
    for article in linked.articles:
        if (day := day_of(article.published)) is not None:
            out[article.text_id] = min(day, out.get(article.text_id, day))
    times: dict[str, list[DossierTime]] = defaultdict(list)
    for time in linked.times:
        if day_named(time.time) is not None:
            times[time.evidence.text_id].append(time)
    for text_id, day in out.items():
        yield _Told(Text(id=text_id, text=text(text_id)), out=day, times=times[text_id])


def day_named(time: Time) -> str | None:
    """The day of a time that is known to the day or closer."""
    return time.value[:10] if time.value is not None and time.precision in _EXACT else None


def _pages(every: Iterable[Recalled]) -> int:
    return len({one.sentence.text_id for one in every})


def _stands_alone(sentence: str) -> bool:
    """Whether a reader can take a sentence by itself: no scrap, no bare quotation."""
    spoken = sum(len(each) for each in _SPEECH.findall(sentence))
    return _SHORT <= len(sentence) <= _LONG and 2 * spoken < len(sentence) and sentence[-1] not in ":;,"


def _centre(every: Iterable[str]) -> Words:
    centre: Counter[str] = Counter()
    for sentence in every:
        centre.update(words_of(sentence))
    length = sqrt(sum(weight * weight for weight in centre.values())) or 1.0
    return {word: weight / length for word, weight in centre.items()}


@lru_cache(maxsize=50_000)
def words_of(sentence: str) -> Words:
    """The words of a sentence by how rare they are in the language; as a vector of length one."""
    counts = Counter(fold(word) for word in _WORD.findall(sentence))
    weights = {word: times * rare for word, times in counts.items() if (rare := rarity(word)) > 0}
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def alike(left: Words, right: Words) -> float:
    """The cosine of two vectors of length one."""
    small, large = sorted((left, right), key=len)
    return sum(weight * large.get(word, 0.0) for word, weight in small.items())
