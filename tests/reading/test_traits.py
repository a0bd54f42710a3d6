"""Traits: what the judge of attributions may see of a text, and what it may not."""

from __future__ import annotations

import pytest

from dateline.lexicon import tables
from dateline.nlp import model
from dateline.reading import quoted
from dateline.reading.quotations import traits, units

pytestmark = pytest.mark.model

TEXT = "“The wall is sound,” Anna Petrova, a former miner, told the Rhodope Lantern, and Kolev denied that it leaks."


def rows(text: str) -> list[traits.Row]:
    parse = model.parse(text)
    return traits.rows_of(parse, units.cut(parse, quoted.find(text)))


def test_a_quoted_stretch_is_one_piece_of_the_sentence_around_it() -> None:
    outer, inner = rows(TEXT)
    assert [TEXT[piece.start : piece.end] for piece in outer.pieces[:2]] == ["“The wall is sound,”", "Anna"]
    assert "quote:end=," in outer.pieces[0].traits
    assert [TEXT[piece.start : piece.end] for piece in inner.pieces] == ["The", "wall", "is", "sound", ","]


def test_a_name_is_a_kind_of_name_and_no_word() -> None:
    told = {key for row in rows(TEXT) for piece in row.pieces for key in (*piece.traits, *piece.words)}
    assert not {key for key in told for name in ("anna", "petrova", "kolev", "rhodope") if name in key.lower()}
    assert "name=PERSON" in told


def test_words_are_told_by_the_lists_of_the_project_alone() -> None:
    told = {key for row in rows(TEXT) for piece in row.pieces for key in piece.traits if key.startswith("small=")}
    assert {key.removeprefix("small=") for key in told} <= tables.words("small_words") | {",", "."}
    assert "small=wall" not in told


def test_how_a_piece_stands_to_a_cue() -> None:
    (row,) = rows("The mayor said that the wall leaks.")
    stands = dict(zip((row_piece.start for row_piece in row.pieces), traits.stands_to(row, 2), strict=True))
    assert stands[4] == ("far=-1", "by=0:nsubj", "down=1")
    assert stands[10] == ("far=0", "by=self", "down=0")
    assert stands[15][1] == "by=0:ccomp"


def test_a_word_of_the_lists_brings_its_classes() -> None:
    assert {"word=verb:deny", "class=deny", "takes=c"} <= set(traits.listed()["deny", "verb"])
