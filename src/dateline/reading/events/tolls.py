"""How many the main happening of a text killed and wounded.  Parse in, the likeliest numbers out.

A text tells its toll in pieces: five were shot, one died later, the gunman killed himself, last week's dead are
somebody else's. First each number of people is judged by how it stands (`sightings`): as that of the dead, of the
wounded, of both. Then each number that may be the toll is judged by how its sightings did beside the others, by the
people named as dead, and by whether the killer is among the dead. Both judges are tables of the lexicon that
`tools/fit_tolls.py` made; they hold no words but the kinds of our own table `toll_marks`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from typing import Final, Literal

from dateline.lexicon import trees
from dateline.lexicon.tables import rows
from dateline.nlp import Parse, Token
from dateline.reading.events import sightings
from dateline.reading.events.sightings import Kinds, Sighting

__all__ = [
    "ASPECTS", "Counted", "Judged", "Seen", "candidates", "crossed", "judge", "look", "traits", "with_dead",
]  # fmt: skip

Kind = Literal["killed", "wounded"]
ASPECTS: Final = ("killed", "wounded", "both")
"""What a sighting may be the number of."""

_FAR: Final = -8.0
"""What a number without a sighting scores."""
_TOP: Final = 20
"""Numbers are told apart up to here."""
_SELVES: Final = frozenset({"himself", "herself", "themselves"})
_TURNED: Final = frozenset({"kill", "shoot", "turn", "hang"})
_DYING: Final = frozenset({"die", "succumb", "perish"})
_COUNTED_KINDS: Final = ("kill", "hit", "care", "accused", "case", "live", "former", "victim")
_LIKELY: Final = 0.2
"""A number is given from here on: the likeliest of many."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to judge a toll by: sightings, how the killer ended, how many are named as dead or hurt, and
    how often words of each kind stand in the text of so many tokens."""

    sightings: tuple[Sighting, ...]
    endings: frozenset[str]
    named: Mapping[str, int]
    kinds: Mapping[str, int]
    length: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A sighting with its log-odds of being the number of each aspect."""

    sighting: Sighting
    odds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of killed or wounded, how likely it is, and the characters that say it (or what it is counted from)."""

    kind: Kind
    number: int
    likely: float
    start: int
    end: int


def look(parse: Parse) -> Seen:
    """What the text shows of its toll."""
    kinds = sightings.kinds_in(parse)
    return Seen(
        sightings=sightings.find(parse, kinds),
        endings=frozenset(_endings(parse)),
        named=_named(parse, kinds),
        kinds=Counter(kind for of in kinds for kind in of),
        length=len(parse.tokens),
    )


def _endings(parse: Parse) -> Iterable[str]:
    """Whether the killer is told to have died by his own hand."""
    tokens = parse.tokens
    for token in tokens:
        before = [one.lemma.lower() for one in tokens[max(0, token.i - 6) : token.i]]
        after = tokens[token.i + 1].lower if token.i + 1 < len(tokens) else ""
        if (token.lower in _SELVES and _TURNED & set(before)) or (token.lower == "own" and after == "life"):
            yield "self"
        elif token.lower == "murder-suicide" or (token.lower == "suicide" and "murder" in before[-2:]):
            yield "murder"
        elif token.lower == "suicide":
            yield "suicide"


def _named(parse: Parse, kinds: Kinds) -> Mapping[str, int]:
    """How many people are named as dead, and as hurt."""
    found: dict[str, set[str]] = {"kill": set(), "hit": set()}
    for name in parse.names:
        inside = [t for t in parse.tokens[name.first : name.last] if t.text not in ("'s", "’s")]
        head = next((t for t in inside if t.head == t.i or not name.first <= t.head < name.last), None)
        if name.label == "PERSON" and head is not None:
            for fate in _fates(parse, kinds, head):
                found[fate].add(" ".join(t.lower for t in inside))
    return {fate: _distinct(names) for fate, names in found.items()}


def _fates(parse: Parse, kinds: Kinds, head: Token) -> Iterable[str]:
    token, relation = head, head.dep
    for _ in range(5):
        above = parse.head(token)
        if above.i == token.i:
            return
        for fate in kinds[above.i] & {"kill", "hit"}:
            if relation in ("nsubjpass", "dobj", "pobj", "poss") or (
                relation == "nsubj" and above.lemma.lower() in _DYING
            ):
                yield fate
        if above.pos in ("VERB", "AUX"):
            return
        relation = above.dep if above.dep != "prep" else relation
        token = above


def _distinct(names: set[str]) -> int:
    """People among names: a last name alone is that of somebody named in full."""
    full = {name for name in names if " " in name}
    known = {name.split()[-1] for name in full}
    return len(full) + len({name for name in names - full if name not in known})


def crossed(sighting: Sighting) -> set[str]:
    """The marks of a sighting as they are weighed: alone, and for one or several people apart."""
    size = "1" if sighting.number == 1 else "2"
    bucket = min(sighting.number, 3) if sighting.number < 6 else 6 if sighting.number < 13 else 13
    return {*sighting.marks, *(f"{size}/{mark}" for mark in sighting.marks), f"size:{bucket}"}


@cache
def _weights(aspect: str) -> Mapping[str, float]:
    return {mark: float(weight) for of, mark, weight in rows("toll_weights") if of == aspect}


def _judged(seen: Seen) -> list[Judged]:
    """The log-odds of each sighting under the shipped weights."""
    found = []
    for one in seen.sightings:
        marks = crossed(one)
        odds = tuple(
            weights.get("bias", 0.0) + sum(weights.get(mark, 0.0) for mark in marks)
            for weights in map(_weights, ASPECTS)
        )
        found.append(Judged(one, odds))
    return found


def candidates(seen: Seen) -> list[int]:
    """The numbers that may be a toll: those seen, those of the people named, and one more where the killer died too."""
    numbers = {0, 1, *(one.number for one in seen.sightings), *seen.named.values()}
    return sorted(numbers | {number + 1 for number in numbers if seen.endings})


def traits(seen: Seen, judged: Sequence[Judged]) -> dict[int, dict[str, float]]:
    """The traits of each number that may be the toll."""
    of: dict[int, list[Judged]] = defaultdict(list)
    for one in judged:
        of[one.sighting.number].append(one)
    best = {number: [max(j.odds[at] for j in them) for at in range(len(ASPECTS))] for number, them in of.items()}
    shared = _shared(seen)
    several = {number: odds for number, odds in best.items() if number > 1}
    tops = [
        max(((odds[at], number) for number, odds in several.items()), default=(_FAR, 0)) for at in range(len(ASPECTS))
    ]
    found = {}
    for number in candidates(seen):
        own: dict[str, float] = {"number": min(number, _TOP), **shared}
        for at, aspect in enumerate(ASPECTS):
            own |= _standing(aspect, at, number, of=of, best=best, top=tops[at])
        own["seen"] = len(of.get(number, ()))
        own["first"] = min((one.sighting.start for one in of.get(number, ())), default=10**6)
        for fate, named in seen.named.items():
            own[f"over_named_{fate}"] = min(number, _TOP) - named
        found[number] = own
    return found


def _shared(seen: Seen) -> dict[str, float]:
    found: dict[str, float] = {f"words_{kind}": seen.kinds.get(kind, 0) for kind in _COUNTED_KINDS}
    found |= {f"ending_{ending}": float(ending in seen.endings) for ending in ("self", "murder", "suicide")}
    found |= {f"named_{fate}": number for fate, number in seen.named.items()}
    found["length"] = seen.length
    return found


def _standing(
    aspect: str,
    at: int,
    number: int,
    *,
    of: Mapping[int, Sequence[Judged]],
    best: Mapping[int, Sequence[float]],
    top: tuple[float, int],
) -> dict[str, float]:
    """How a number's sightings did for one aspect, beside the best of several people."""
    odds = sorted((one.odds[at] for one in of.get(number, ())), reverse=True)
    none = [_FAR] * len(ASPECTS)
    return {
        f"{aspect}_best": odds[0] if odds else _FAR,
        f"{aspect}_second": odds[1] if len(odds) > 1 else _FAR,
        f"{aspect}_all": log(sum(map(exp, odds))) if odds else _FAR,
        f"{aspect}_under_top": (odds[0] if odds else _FAR) - top[0],
        f"{aspect}_top": top[0],
        f"{aspect}_top_number": min(top[1], _TOP),
        f"{aspect}_over_top": min(number, _TOP) - min(top[1], _TOP),
        f"{aspect}_less": best.get(number - 1, none)[at],
        f"{aspect}_more": best.get(number + 1, none)[at],
        f"{aspect}_one": best.get(1, none)[at],
    }


def with_dead(found: Mapping[int, dict[str, float]], dead: Mapping[int, float]) -> dict[int, dict[str, float]]:
    """The traits of the wounded, given how likely each number of dead is."""
    killed = max((number for number in dead if number), key=lambda number: dead[number], default=0)
    return {
        number: {
            **own,
            "dead": min(killed, _TOP),
            "over_dead": min(number, _TOP) - min(killed, _TOP),
            "is_dead": dead.get(number, 0.0),
            "none_dead": dead.get(0, 0.0),
            "sum_seen": float(number + killed in found),
        }
        for number, own in found.items()
    }


def judge(parse: Parse) -> tuple[Counted, ...]:
    """The killed and the wounded of the main happening, each where it is likely that there were any, and how many."""
    seen = look(parse)
    judged = _judged(seen)
    found = traits(seen, judged)
    dead = _chances("killed", found)
    hurt = _chances("wounded", with_dead(found, dead))
    both: tuple[tuple[Kind, dict[int, float]], ...] = (("killed", dead), ("wounded", hurt))
    made = (_counted(kind, chances, judged=judged) for kind, chances in both)
    return tuple(one for one in made if one is not None)


def _chances(kind: Kind, found: Mapping[int, Mapping[str, float]]) -> dict[int, float]:
    forest = trees.trees("toll_trees", kind)
    return {number: 1 / (1 + exp(-trees.score(forest, own))) for number, own in found.items()}


def _counted(kind: Kind, chances: Mapping[int, float], *, judged: Sequence[Judged]) -> Counted | None:
    """The likeliest number with the words that say it best; those of one less, where the killer himself is added."""
    number = max(chances, key=lambda one: chances[one])
    if not number or chances[number] < _LIKELY:
        return None
    at = ASPECTS.index(kind)
    for said in (number, number - 1):
        told = [one for one in judged if one.sighting.number == said]
        if told:
            best = max(told, key=lambda one: one.odds[at]).sighting
            return Counted(kind, number, chances[number], best.start, best.end)
    return None
