"""Groups by average likeness: pairs with a likelihood in, groups out; one likely pair cannot chain two groups.

The two groups that are likeliest on average over all pairs of their members are joined, again and again; a pair that
was not weighed counts as unlike. Equal groups are taken in the order of their members, so the result depends on the
pairs alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify, heappop, heappush

__all__ = ["averaged"]


def averaged(size: int, likely: Mapping[tuple[int, int], float], *, least: float) -> tuple[tuple[int, ...], ...]:
    """The groups of two members and more among so many things, each in order; joined are those `least` likely."""
    near: list[dict[int, float]] = [{} for _ in range(size)]
    for (left, right), value in likely.items():
        near[left][right] = near[right][left] = value
    groups = {i: [i] for i in range(size)}
    waiting = [
        (-value, left, right, 1, 1) for left in range(size) for right, value in near[left].items() if left < right
    ]
    heapify(waiting)
    while waiting and -waiting[0][0] >= least:
        _, left, right, *sizes = heappop(waiting)
        if [len(groups.get(left, ())), len(groups.get(right, ()))] != sizes:
            continue  # one of them has been joined with another since
        groups[left] += groups.pop(right)
        _take_over(near, left, right)
        for other, total in near[left].items():
            first, second = min(left, other), max(left, other)
            mean = total / (len(groups[left]) * len(groups[other]))
            if mean >= least:
                heappush(waiting, (-mean, first, second, len(groups[first]), len(groups[second])))
    return tuple(tuple(sorted(group)) for _, group in sorted(groups.items()) if len(group) > 1)


def _take_over(near: list[dict[int, float]], left: int, right: int) -> None:
    """Give the left what the right was like: sums over all pairs of two groups' members."""
    near[left].pop(right)
    near[right].pop(left)
    for other, value in near[right].items():
        near[other].pop(right)
        near[left][other] = near[other][left] = near[left].get(other, 0.0) + value
    near[right] = {}
