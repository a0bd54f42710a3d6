"""What was edited between two texts, by their blocks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records.evidence import Evidence, article_text, holds
from dateline.records.versions import Edit, edits

PORT = "The ferry left the port of Ostrel on Monday with two people on board, the harbour master said."
MORE = "The ferry left the port of Ostrel on Monday with three people on board, the harbour master said."
FOG = "Fog lay over the bay all night."
WIND = "An inquiry into the company begins in May."


def blocks(*words: str) -> list[Evidence]:
    text = article_text(words)
    found, at = [], 0
    for one in words:
        found.append(text.cut(at, at + len(one)))
        at += len(one) + 2
    return found


def told(found: Sequence[Edit]) -> list[tuple[str, str | None, str | None]]:
    return [(one.kind, words(one.before), words(one.after)) for one in found]


def words(evidence: Evidence | None) -> str | None:
    return evidence.exact if evidence else None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([PORT, FOG], [PORT, FOG], []),
        ([PORT, FOG], [MORE, FOG], [("changed", PORT, MORE)]),
        ([PORT], [PORT, FOG], [("added", None, FOG)]),
        ([FOG, PORT], [PORT], [("dropped", FOG, None)]),
        ([FOG, PORT], [WIND, MORE], [("added", None, WIND), ("dropped", FOG, None), ("changed", PORT, MORE)]),
        ([FOG], [WIND], [("added", None, WIND), ("dropped", FOG, None)]),
        ([], [FOG], [("added", None, FOG)]),
    ],
)
def test_blocks_are_added_dropped_and_changed(
    before: list[str], after: list[str], expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert told(edits(blocks(*before), blocks(*after))) == expected


_WORDS = st.lists(st.sampled_from([PORT, MORE, FOG, WIND, "Yes.", "No."]), max_size=8)


@given(_WORDS, _WORDS)
def test_the_edits_lead_from_one_text_to_the_other(before: list[str], after: list[str]) -> None:
    old, new = blocks(*before), blocks(*after)
    found = edits(old, new)
    gone = [one.before for one in found if one.before]
    come = [one.after for one in found if one.after]
    assert [one.exact for one in old if one not in gone] == [one.exact for one in new if one not in come]
    assert len(gone) == len(set(gone))
    assert len(come) == len(set(come))
    assert all(holds(one.before, article_text(before).text) for one in found if one.before)
    assert (found == ()) == (before == after)
