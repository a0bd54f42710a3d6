"""The judge of attributions: what its weights may hold, and that it says the same however much it is asked at once."""

from __future__ import annotations

import pytest

from dateline.lexicon import tables
from dateline.nlp import model
from dateline.reading import quoted
from dateline.reading.quotations import judging, traits, units

pytestmark = pytest.mark.model

TEXT = "The mayor said that the wall leaks. Anna Petrova believes that it will rain. The river rose by a metre."


def rows(text: str) -> list[traits.Row]:
    parse = model.parse(text)
    return traits.rows_of(parse, units.cut(parse, quoted.find(text)))


def test_the_weights_hold_no_words_but_those_of_the_projects_own_lists() -> None:
    ours = {key for keys in traits.listed().values() for key in keys}
    small = {f"small={word}" for word in tables.words("small_words")}
    for name, key, *_ in (row for row in tables.rows("attribution_weights") if row[0] in ("trait", "word")):
        if name == "word":
            assert key in ours
        elif key.startswith("small="):
            assert key in small or not any(map(str.isalnum, key.removeprefix("small=")))
        else:
            assert key.split("=")[0].split(":")[0] in {
                "pos", "tag", "dep", "shape", "is", "name", "first", "within", "quote", "rule",
            }  # fmt: skip


def test_it_tells_the_heads_of_cues_from_other_words() -> None:
    laid = rows(TEXT)
    found = judging.judge(laid, [{}] * len(laid), least=0.5)
    heads = [[laid[at].pieces[one.head].token.lower for one in own] for at, own in enumerate(found)]  # type: ignore[union-attr]
    assert heads == [["said"], ["believes"], []]


def test_it_says_which_part_each_piece_plays() -> None:
    (row, *_) = rows(TEXT)
    ((said,),) = judging.judge([row], [{}], least=0.5)
    played = [judging.PARTS[part] for part in said.parts]
    assert played == ["source", "source", "cue", *["content"] * 4, "none"]


def test_a_row_is_judged_alike_alone_and_among_others(monkeypatch: pytest.MonkeyPatch) -> None:
    laid = rows(TEXT)
    together = judging.judge(laid, [{}] * len(laid), least=0.3)
    monkeypatch.setattr(judging, "_BATCH", 1)
    alone = judging.judge(laid, [{}] * len(laid), least=0.3)
    assert [[(one.head, one.parts) for one in own] for own in alone] == [
        [(one.head, one.parts) for one in own] for own in together
    ]


def test_what_a_rule_proposes_is_judged_however_unlikely() -> None:
    laid = rows("The river rose by a metre.")
    ((rose,),) = judging.judge(laid, [{2: [1, 1, 2, 0, 0, 0, 0]}], least=0.99)
    assert rose.head == 2


def test_nothing_is_judged_of_nothing() -> None:
    assert judging.judge([], [], least=0.5) == []
