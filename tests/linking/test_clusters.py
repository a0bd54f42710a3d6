"""Clusters: a person's word holds whatever pairs the rules find, and in whatever order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.linking.clusters import Clusters, Pair, Ruling, cluster

SIZE = 7
sides = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda two: two[0] < two[1])
pairs = st.lists(
    st.builds(lambda two, s: Pair(left=two[0], right=two[1], strength=s, reason="r"), sides, st.integers(1, 3))
)
rulings = st.lists(
    st.builds(lambda two, same: Ruling(left=two[0], right=two[1], same=same, reason="w"), sides, st.booleans())
)


def clustered(found: list[Pair], said: list[Ruling]) -> Clusters:
    """Profiles are sets of numbers; an even and an odd number above 3 clash."""
    return cluster(
        [frozenset({i}) for i in range(SIZE)],
        found,
        clash=lambda a, b: any(x > 3 and y > 3 and (x + y) % 2 for x in a for y in b),
        merge=lambda a, b: a | b,
        rulings=said,
    )


def of(found: Clusters) -> dict[int, int]:
    return {member: group[0] for group in found.groups for member in group}


@given(pairs, rulings)
def test_the_newest_word_always_holds(found: list[Pair], said: list[Ruling]) -> None:
    group = of(clustered(found, said))
    assert sorted(group) == list(range(SIZE))
    for ruling in said[:1]:
        assert (group[ruling.left] == group[ruling.right]) == ruling.same


@given(pairs, rulings)
def test_every_word_holds_that_no_newer_one_contradicts(found: list[Pair], said: list[Ruling]) -> None:
    group, ruled = of(clustered(found, said)), of(clustered([], said))
    for number, ruling in enumerate(said):
        before = of(clustered([], said[:number]))
        if ruling.same:
            # Joined by the words alone, or ruled out by those before it; pairs change nothing of that.
            assert (group[ruling.left] == group[ruling.right]) == (ruled[ruling.left] == ruled[ruling.right])
        elif before[ruling.left] != before[ruling.right]:
            assert group[ruling.left] != group[ruling.right]


@given(pairs, rulings)
def test_the_order_of_pairs_does_not_matter(found: list[Pair], said: list[Ruling]) -> None:
    shuffled = list(reversed(found))
    assert clustered(shuffled, said) == clustered(found, said)


def test_a_ruled_pair_does_not_keep_others_from_either_of_its_names() -> None:
    said = [Ruling(left=4, right=5, same=True, reason="judged")]
    found = [Pair(left=4, right=6, strength=1, reason="even")]
    assert of(clustered(found, said))[6] == of(clustered(found, said))[5]
    assert clustered(found, said).joined[0].reason == "judged"
    assert of(clustered([*found, Pair(left=5, right=6, strength=2, reason="odd")], []))[5] == 5
