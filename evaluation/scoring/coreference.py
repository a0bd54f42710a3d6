"""Groups of mentions against gold groups, as coreference is scored: MUC, B-cubed, CEAF by entities, and their mean.

Every mention is in one group of either side, those that corefer with nothing in one of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from evaluation.scoring.clusters import b_cubed
from evaluation.scoring.ratios import f1, mean, share

__all__ = ["ceaf_e", "conll", "muc"]

Scores = tuple[float, float, float]
"""Precision, recall and F1."""
Group = Hashable


def conll(wanted: Sequence[Group], given: Sequence[Group]) -> dict[str, float]:
    """The F1 of the three measures and their mean (Pradhan et al. 2014)."""
    found = {name: score(wanted, given)[2] for name, score in (("muc", muc), ("b3", b_cubed), ("ceaf_e", ceaf_e))}
    return {"conll": mean(found.values()), **found}


def muc(wanted: Sequence[Group], given: Sequence[Group]) -> Scores:
    """How many of the links that hold the groups of the one side together the other side has (Vilain et al. 1995)."""
    precision, recall = _kept(given, wanted), _kept(wanted, given)
    return precision, recall, f1(precision, recall)


def _kept(groups: Sequence[Group], others: Sequence[Group]) -> float:
    parts: dict[Group, set[Group]] = defaultdict(set)
    for group, other in zip(groups, others, strict=True):
        parts[group].add(other)
    links = len(groups) - len(parts)
    return share(links - sum(len(found) - 1 for found in parts.values()), links)


def ceaf_e(wanted: Sequence[Group], given: Sequence[Group]) -> Scores:
    """Groups matched one to one, each pair worth twice the mentions they share over all they have (Luo 2005)."""
    gold, ours = Counter(wanted), Counter(given)
    worth: dict[Group, dict[Group, float]] = defaultdict(dict)
    for (one, other), count in Counter(zip(wanted, given, strict=True)).items():
        worth[one][other] = 2 * count / (gold[one] + ours[other])
    total = sum(_best(part) for part in _parts(worth))
    precision, recall = share(total, len(ours)), share(total, len(gold))
    return precision, recall, f1(precision, recall)


def _parts(worth: Mapping[Group, Mapping[Group, float]]) -> Iterator[list[Mapping[Group, float]]]:
    """Gold groups that share answers, whatever way round: what can be matched apart from all others."""
    holders: dict[Group, list[Group]] = defaultdict(list)
    for one, others in worth.items():
        for other in others:
            holders[other].append(one)
    left = dict.fromkeys(worth)
    while left:
        first, _ = left.popitem()
        part, waiting = [], [first]
        while waiting:
            one = waiting.pop()
            part.append(worth[one])
            near = [each for other in worth[one] for each in holders[other] if each in left]
            for each in dict.fromkeys(near):
                del left[each]
                waiting.append(each)
        yield part


def _best(part: Sequence[Mapping[Group, float]]) -> float:
    """The most that rows and columns matched one to one are worth."""
    columns = list(dict.fromkeys(other for row in part for other in row))
    # Rows are matched to columns, of which there must be as many at least: idle ones are worth nothing.
    width = max(len(columns), len(part))
    costs = [[-row.get(columns[at], 0.0) if at < len(columns) else 0.0 for at in range(width)] for row in part]
    return -sum(costs[row][column] for row, column in enumerate(_matched(costs)))


def _matched(costs: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row at the least cost in all: the Hungarian method, a row at a time along cheapest paths."""
    width = len(costs[0])
    row_price, price = [0.0] * (len(costs) + 1), [0.0] * (width + 1)
    row_of = [0] * (width + 1)  # rows and columns count from 1; column 0 holds the row that is being placed
    for row in range(1, len(costs) + 1):
        row_of[0] = row
        least, before, seen = [float("inf")] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        at = 0
        while row_of[at]:
            seen[at] = True
            here, step, to = row_of[at], float("inf"), 0
            for column in range(1, width + 1):
                if not seen[column]:
                    cost = costs[here - 1][column - 1] - row_price[here] - price[column]
                    if cost < least[column]:
                        least[column], before[column] = cost, at
                    if least[column] < step:
                        step, to = least[column], column
            for column in range(width + 1):
                if seen[column]:
                    row_price[row_of[column]] += step
                    price[column] -= step
                else:
                    least[column] -= step
            at = to
        while at:
            row_of[at] = row_of[before[at]]
            at = before[at]
    found = [0] * len(costs)
    for column in range(1, width + 1):
        if row_of[column]:
            found[row_of[column] - 1] = column - 1
    return found
