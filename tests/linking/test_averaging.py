"""Groups by average likeness."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dateline.linking.averaging import averaged


def test_the_likeliest_are_joined_first() -> None:
    assert averaged(4, {(0, 1): 0.9, (1, 2): 0.4, (2, 3): 0.8}, least=0.5) == ((0, 1), (2, 3))


def test_one_likely_pair_does_not_chain_two_groups() -> None:
    likely = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9, (3, 4): 0.9, (2, 3): 0.8}
    assert averaged(5, likely, least=0.3) == ((0, 1, 2), (3, 4))


def test_groups_are_joined_where_most_of_their_pairs_are_likely() -> None:
    likely = {(0, 1): 0.9, (2, 3): 0.9, (0, 2): 0.6, (0, 3): 0.6, (1, 2): 0.6, (1, 3): 0.2}
    assert averaged(4, likely, least=0.5) == ((0, 1, 2, 3),)
    assert averaged(4, likely, least=0.51) == ((0, 1), (2, 3))


def test_nothing_likely_makes_no_group() -> None:
    assert averaged(3, {}, least=0.3) == ()
    assert averaged(3, {(0, 1): 0.2}, least=0.3) == ()


PAIRS = list(combinations(range(7), 2))


@given(st.dictionaries(st.sampled_from(PAIRS), st.sampled_from([0.1, 0.35, 0.5, 0.7, 0.9])), st.randoms())
def test_groups_are_apart_and_likely_whatever_the_order_of_pairs(likely: dict[tuple[int, int], float], order) -> None:  # type: ignore[no-untyped-def]
    groups = averaged(7, likely, least=0.3)
    shuffled = list(likely.items())
    order.shuffle(shuffled)
    assert averaged(7, dict(shuffled), least=0.3) == groups
    members = [i for group in groups for i in group]
    assert len(members) == len(set(members))
    joined = {pair for group in groups for pair in combinations(group, 2)}
    assert all(any(likely.get(pair, 0) >= 0.3 for pair in joined if i in pair) for i in members)
