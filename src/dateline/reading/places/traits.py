"""What speaks for each place that a name may mean: candidates of all names of a text in, a row of traits each out.

Traits are of the candidate itself (size, kind, main name), and of how well it fits what the text's other names
mean, each counted by how likely it is so far: their countries, their states, how near they lie. A name never
speaks for itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log10

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon import gazetteer
from dateline.lexicon.gazetteer import Candidate

__all__ = ["Asked", "Numbers", "TRAITS", "distances", "traits"]

Numbers = NDArray[np.float64]

TRAITS = (
    "size", "village", "largest", "smaller", "country", "region", "state", "province", "county", "other_name",
    "capital", "as_said", "against_said", "country_share", "country_none", "state_share", "state_none", "near",
    "beside", "enclosed", "repeated_size",
)  # fmt: skip
"""The columns, in their order; all of them are numbers about 0 to 10."""

_MOST_NAMES = 80
"""Names beyond these, the rarest, are weighed without what lies near: the table of distances is a square."""
_NEAR_KM, _BESIDE_KM = 150.0, 40.0
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One name: its candidates, how often it stands in the text, the kind of place said, whether names enclose it."""

    options: tuple[Candidate, ...]
    count: int = 1
    kind: str | None = None
    enclosed: bool = False


def traits(asked: Sequence[Asked], likely: Sequence[Numbers], *, demonyms: Mapping[str, int]) -> list[Numbers]:
    """A row of traits for every candidate of every name; `likely` is how likely each is so far."""
    found = [np.array([_own(one, option) for option in one.options]).reshape(-1, len(TRAITS)) for one in asked]
    _add_shares(asked, likely, found, demonyms=demonyms)
    _add_nearness(asked, likely, found)
    return found


def _own(one: Asked, option: Candidate) -> list[float]:
    row = dict.fromkeys(TRAITS, 0.0)
    if option.kind == "city":
        row["size"] = log10(max(option.population, 300))
        row["village"] = float(option.population < 5_000)
        most = max((other.population for other in one.options if other.kind == "city"), default=0)
        row["largest"] = float(option.population == most)
        row["smaller"] = log10(max(most, 300)) - row["size"]
        row["capital"] = float(gazetteer.is_capital(option))
        row["repeated_size"] = row["size"] * min(one.count, 5) / 5
    elif option.kind == "subdivision":
        row["state" if option.country in gazetteer.FEDERATIONS else "province"] = 1.0
    else:
        row[option.kind] = 1.0
    row["other_name"] = float(not option.exact)
    if one.kind in ("city", "county", "subdivision", "country"):
        row["as_said" if one.kind == option.kind else "against_said"] = 1.0
    row["enclosed"] = float(one.enclosed and option.kind == "city")
    return list(row.values())


def _home(option: Candidate) -> tuple[str, str]:
    return option.country or "", (option.subdivision or "").split(".")[0]


def _add_shares(
    asked: Sequence[Asked], likely: Sequence[Numbers], found: Sequence[Numbers], *, demonyms: Mapping[str, int]
) -> None:
    """The share of the text's other names that lie in the candidate's country, and in its state."""
    countries: list[dict[str, float]] = []
    states: list[dict[tuple[str, str], float]] = []
    for one, chances in zip(asked, likely, strict=True):
        of_country: dict[str, float] = defaultdict(float)
        of_state: dict[tuple[str, str], float] = defaultdict(float)
        for option, chance in zip(one.options, chances, strict=True):
            if option.country:
                of_country[option.country] += chance * min(one.count, 5)
                if option.subdivision:
                    of_state[_home(option)] += chance * min(one.count, 5)
        countries.append(of_country)
        states.append(of_state)
    all_countries: dict[str, float] = defaultdict(float, {code: min(count, 5) for code, count in demonyms.items()})
    all_states: dict[tuple[str, str], float] = defaultdict(float)
    for of_country, of_state in zip(countries, states, strict=True):
        for code, weight in of_country.items():
            all_countries[code] += weight
        for home, weight in of_state.items():
            all_states[home] += weight
    total_countries, total_states = sum(all_countries.values()), sum(all_states.values())
    share, none = TRAITS.index("country_share"), TRAITS.index("country_none")
    state_share, state_none = TRAITS.index("state_share"), TRAITS.index("state_none")
    for at, one in enumerate(asked):
        rest = total_countries - sum(countries[at].values())
        rest_states = total_states - sum(states[at].values())
        for number, option in enumerate(one.options):
            if option.country is None:
                continue
            others = all_countries[option.country] - countries[at].get(option.country, 0.0)
            found[at][number, share] = others / rest if rest > 0.01 else 0.0
            found[at][number, none] = float(rest > 0.5 and others < 0.05 * rest)
            if option.kind == "county" or (option.kind == "city" and not gazetteer.is_capital(option)):
                home = _home(option)
                inside = all_states[home] - states[at].get(home, 0.0)
                found[at][number, state_share] = inside / rest_states if rest_states > 0.01 else 0.0
                found[at][number, state_none] = float(rest_states > 0.5 and inside < 0.05 * rest_states)


def _add_nearness(asked: Sequence[Asked], likely: Sequence[Numbers], found: Sequence[Numbers]) -> None:
    """How near the other names lie: around the candidate, and right beside it."""
    rows: list[tuple[int, int]] = []
    for at in sorted(range(len(asked)), key=lambda each: -asked[each].count)[:_MOST_NAMES]:
        for number, option in enumerate(asked[at].options):
            if option.kind in ("city", "county") and option.latitude is not None and likely[at][number] > 1e-4:
                rows.append((at, number))
    if len({at for at, _ in rows}) < 2:
        return
    points = np.array([_point(asked[at].options[number]) for at, number in rows], dtype=np.float64)
    apart = distances(points, points)
    chances = np.array([likely[at][number] for at, number in rows])
    owners = np.array([at for at, _ in rows])
    same = owners[:, None] == owners[None, :]  # a name does not speak for itself
    for name, reach in (("near", _NEAR_KM), ("beside", _BESIDE_KM)):
        closeness = np.where(same, 0.0, np.exp(-apart / reach)) * chances
        support = closeness.sum(axis=1)
        column = TRAITS.index(name)
        for (at, number), gain in zip(rows, np.log2(1 + support), strict=True):
            found[at][number, column] = gain


def _point(option: Candidate) -> tuple[float, float]:
    return option.latitude or 0.0, option.longitude or 0.0


def distances(left: Numbers, right: Numbers) -> Numbers:
    """Kilometres between two lists of points (degrees), along great circles."""
    a, b = np.radians(left)[:, None, :], np.radians(right)[None, :, :]
    half = np.sin((a - b) / 2) ** 2
    inner = half[..., 0] + np.cos(a[..., 0]) * np.cos(b[..., 0]) * half[..., 1]
    distance: Numbers = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(inner, 0, 1)))
    return distance
