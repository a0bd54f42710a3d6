"""Short references: one a line, back to its evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dossier import build, change_id, references
from dateline.errors import UsageError
from dateline.records.dossier import Scope
from dateline.records.references import Reference, References

from .test_select import archive

HEX = st.text(alphabet="0123456789abcdef", min_size=12, max_size=12)


def of(*names: str) -> References:
    return References(Reference(id=name, evidence=()) for name in names)


@given(st.sets(HEX, min_size=1, max_size=30))
def test_every_short_reference_finds_its_own_line(names: set[str]) -> None:
    found = of(*names)
    assert all(found.find(found.short(name)).id == name for name in names)
    assert len({found.short(name) for name in names}) == len(names)


@given(HEX, st.sets(HEX.map(lambda name: name[:8]), min_size=2, max_size=8))
def test_ids_that_differ_in_their_texts_alone_have_references_of_their_own(core: str, texts: set[str]) -> None:
    found = of(*(f"{text}{core}" for text in texts), "0123456789ab")
    assert {found.find(found.short(f"{text}{core}")).id for text in texts} == {f"{text}{core}" for text in texts}


def test_what_begins_nothing_or_several_lines_is_refused() -> None:
    found = of("aaaaaaaaaaaa", "aaaaabbbbbbb")
    with pytest.raises(UsageError) as unknown:
        found.find("ffff")
    assert unknown.value.code == "unknown_reference"
    with pytest.raises(UsageError) as several:
        found.find("aaaaa")
    assert several.value.code == "ambiguous_reference"
    with pytest.raises(UsageError):
        found.find("")


def test_a_change_leads_to_the_words_of_both_its_sides() -> None:
    room = archive()
    picture = build(room.linked, scope=Scope(), text=room.text)
    (change,) = picture.changes
    found = references(picture)
    reference = found.find(found.short(change_id(change)))
    assert [words.exact for words in reference.evidence] == ["a fugitive", "was arrested on 4 May"]
