"""An invented world: people, bodies, towns, outlets, words and the happenings among them.  A seed in, happenings out.

The few are named often and the many seldom, as in news; words come as often as Zipf's law lets them. So stories share
names and words with one another, as those of one country do.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import exp, log
from random import Random

from dateline.lexicon.tables import rows

__all__ = ["Happening", "World"]

_ONSETS = tuple("b d f g h k l m n p r s t v z br dr gr kr tr st sk sl th sh".split())  # noqa: SIM905
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_CODAS = ("l", "n", "r", "s", "t", "m", "k", "nd", "rn", "rt", "sk", "lm", "v")
_TOPIC = 45
_COMMON = 80
"""Words at the head of the table are grammar, and stand in every text."""
_VOCABULARY = 20_000
_LAST = 3000
_HEAD = 5
"""How far from the head of a list the likeliest begin: the first of 6,000 is drawn in 2.6 of 100 cases."""
_PEOPLE, _BODIES, _TOWNS, _OUTLETS, _AGENCIES = 40_000, 6000, 4000, 60, 4


@dataclass(frozen=True)
class Happening:
    """What one story is about: its own people and bodies, those whom everybody knows, where, and its own words."""

    number: int
    begun: int
    people: tuple[str, ...]
    bodies: tuple[str, ...]
    towns: tuple[str, ...]
    words: tuple[str, ...]
    kind: str
    length: int
    """How many articles it will have."""
    days: int
    """How many days it goes on."""


class World:
    """The names and words of a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._made = 0

    def happening(self, day: int) -> Happening:
        """One more happening, which begins on a day (a proleptic Gregorian ordinal)."""
        draw = self.random
        self._made += 1
        # Most stories are one report; a few go on for weeks, over dozens of articles.
        length = min(60, int(draw.paretovariate(0.9)))
        return Happening(
            number=self._made,
            begun=day,
            people=tuple(self._person(known=at > 2) for at in range(4)),
            bodies=tuple(self.bodies[self._few(_BODIES)] for _ in range(3)),
            towns=tuple(self.towns[self._few(_TOWNS)] for _ in range(2)),
            words=tuple(sorted({self.word() for _ in range(_TOPIC)})),
            kind=draw.choice(("crime", "accident", "disaster", "protest", "court", "election")),
            length=length,
            days=1 + int(length * draw.uniform(0.2, 1.2)),
        )

    def word(self) -> str:
        """A word, the common ones more often."""
        return self._words[bisect(self._frequencies, self.random.random() * self._frequencies[-1])]

    def name(self, parts: int = 2) -> str:
        """An invented name."""
        draw = self.random
        made = "".join(draw.choice(_ONSETS) + draw.choice(_VOWELS) for _ in range(parts - 1))
        return (made + draw.choice(_ONSETS) + draw.choice(_VOWELS) + draw.choice(_CODAS)).capitalize()

    def _few(self, most: int) -> int:
        """One of so many, as frequent as its rank is low."""
        return int(exp(self.random.uniform(log(_HEAD), log(most + _HEAD)))) - _HEAD

    def _person(self, *, known: bool) -> str:
        at = self._few(300) if known else self.random.randrange(_PEOPLE)
        return f"{self._first[at % len(self._first)]} {self._last[at * 7919 % _LAST]}"

    @cached_property
    def _first(self) -> list[str]:
        return [self.name(1 + at % 2) for at in range(400)]

    @cached_property
    def _last(self) -> list[str]:
        return [self.name(2 + at % 2) for at in range(_LAST)]

    @cached_property
    def bodies(self) -> list[str]:
        """Bodies by name."""
        kinds = ("Council", "Union", "Works", "Bank", "Institute", "Party", "Police", "Hospital")
        return [f"{self.name(2 + at % 2)} {kinds[at % len(kinds)]}" for at in range(_BODIES)]

    @cached_property
    def towns(self) -> list[str]:
        """Towns by name."""
        return [self.name(2 + at % 2) for at in range(_TOWNS)]

    @cached_property
    def outlets(self) -> list[str]:
        """Outlets by name."""
        kinds = ("Courier", "Herald", "Ledger", "Tribune", "Lantern", "Post")
        return [f"{self.name()} {kinds[at % len(kinds)]}" for at in range(_OUTLETS)]

    @cached_property
    def agencies(self) -> list[str]:
        """Agencies by name."""
        return [f"{self.name()} News Agency" for _ in range(_AGENCIES)]

    @cached_property
    def _words(self) -> list[str]:
        return [word for _, words in rows("word_frequencies") for word in words.split()][_COMMON:][:_VOCABULARY]

    @cached_property
    def _frequencies(self) -> list[float]:
        return list(accumulate(1 / (at + 30) for at in range(len(self._words))))
