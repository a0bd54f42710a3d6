"""Records become plain values and come back; everything that does not fit is refused, by place."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.records.base import record
from dateline.records.dossier import Dossier
from dateline.records.evidence import Evidence, article_text
from dateline.records.linked import Linked
from dateline.records.page import Article, Capture, Source
from dateline.records.plain import Plain, from_plain, to_json, to_plain
from dateline.records.reading import Reading


@record
class Inner:
    """A part."""

    word: str
    evidence: Evidence | None = None


@record
class Outer:
    """Something of every type."""

    from_: str | None
    number: int
    share: float
    sure: bool
    kind: Literal["a", "b"]
    maybe: Literal["x"] | None
    parts: tuple[Inner, ...]
    named: Mapping[str, tuple[str, ...]]


TEXT = article_text(["One two three."])


def outer(**changed: Any) -> Outer:
    values: dict[str, Any] = {
        "from_": None, "number": 3, "share": 0.5, "sure": True, "kind": "a", "maybe": None,
        "parts": (Inner(word="two", evidence=TEXT.cut(4, 7)), Inner(word="")), "named": {"z": ("1",), "a": ()},
    }  # fmt: skip
    return Outer(**{**values, **changed})


def test_a_record_becomes_a_dict_of_all_its_fields() -> None:
    assert to_plain(outer()) == {
        "from": None, "number": 3, "share": 0.5, "sure": True, "kind": "a", "maybe": None,
        "parts": [
            {"word": "two", "evidence": {"text_id": TEXT.id, "start": 4, "end": 7, "exact": "two"}},
            {"word": "", "evidence": None},
        ],
        "named": {"a": [], "z": ["1"]},
    }  # fmt: skip


def test_a_tuple_of_records_is_written_and_read_by_its_type() -> None:
    parts = outer().parts
    plain = to_plain(parts, of=tuple[Inner, ...])
    assert isinstance(plain, list)
    assert from_plain(tuple[Inner, ...], plain) == parts


@given(
    st.builds(
        Outer,
        from_=st.none() | st.text(),
        number=st.integers(),
        share=st.floats(allow_nan=False, allow_infinity=False),
        sure=st.booleans(),
        kind=st.sampled_from(["a", "b"]),
        maybe=st.sampled_from(["x", None]),
        parts=st.lists(st.builds(Inner, word=st.text(), evidence=st.none())).map(tuple),
        named=st.dictionaries(st.text(), st.lists(st.text()).map(tuple)),
    )
)
def test_what_is_written_reads_back_equal_through_json(value: Outer) -> None:
    assert from_plain(Outer, json.loads(json.dumps(to_plain(value), allow_nan=False))) == value


@given(st.text(st.characters()) | st.text(st.characters(categories=["Cs"])))
def test_json_is_always_valid_utf8(word: str) -> None:
    said = to_json(Inner(word=word))
    assert json.loads(said.encode("utf-8"))["word"] == "".join(
        "\ufffd" if "\ud800" <= character <= "\udfff" else character for character in word
    )


def test_equal_records_are_written_alike() -> None:
    one = outer(share=0.0, named={"a": (), "b": ()})
    other = outer(share=-0.0, named={"b": (), "a": ()})
    assert one == other
    assert to_json(one) == to_json(other)
    assert to_json(outer(share=2)) == to_json(outer(share=2.0))


def test_a_subclass_of_str_is_written_as_a_bare_string() -> None:
    class Clinging(str):
        __slots__ = ()

    plain = to_plain(Inner(word=Clinging("x")))
    assert isinstance(plain, dict)
    assert type(plain["word"]) is str


@pytest.mark.parametrize(
    ("changed", "code", "place"),
    [
        ({"number": 3.0}, "wrong_type", "Outer.number"),
        ({"number": True}, "wrong_type", "Outer.number"),
        ({"share": "1"}, "wrong_type", "Outer.share"),
        ({"share": True}, "wrong_type", "Outer.share"),
        ({"share": math.nan}, "not_finite", "Outer.share"),
        ({"share": math.inf}, "not_finite", "Outer.share"),
        ({"share": 10**400}, "not_finite", "Outer.share"),
        ({"sure": 1}, "wrong_type", "Outer.sure"),
        ({"sure": None}, "wrong_type", "Outer.sure"),
        ({"kind": "c"}, "unknown_value", "Outer.kind"),
        ({"kind": None}, "wrong_type", "Outer.kind"),
        ({"from_": 5}, "wrong_type", "Outer.from"),
        ({"parts": None}, "wrong_type", "Outer.parts"),
        ({"parts": (Inner(word="x"), "y")}, "wrong_type", "Outer.parts[1]"),
        ({"parts": (Inner(word=5), )}, "wrong_type", "Outer.parts[0].word"),  # type: ignore[arg-type]
        ({"parts": [Inner(word="x")]}, "wrong_type", "Outer.parts"),
        ({"named": ()}, "wrong_type", "Outer.named"),
        ({"named": {"k": (1,)}}, "wrong_type", "Outer.named['k'][0]"),
    ],
)  # fmt: skip
def test_a_field_that_does_not_fit_is_refused_in_writing(changed: dict[str, Any], code: str, place: str) -> None:
    with pytest.raises(UsageError) as caught:
        to_plain(outer(**changed))
    assert caught.value.code == code
    assert caught.value.message.startswith(f"{place}: ")


@pytest.mark.parametrize(
    ("changed", "code", "place"),
    [
        ({"number": "3"}, "wrong_type", "Outer.number"),
        ({"share": None}, "wrong_type", "Outer.share"),
        ({"kind": "c"}, "unknown_value", "Outer.kind"),
        ({"parts": {}}, "wrong_type", "Outer.parts"),
        ({"parts": [{"word": "x"}]}, "missing_key", "Outer.parts[0]"),
        ({"parts": [{"word": "x", "evidence": None, "more": 1}]}, "unknown_key", "Outer.parts[0]"),
        ({"parts": [{"word": "x", "evidence": 7}]}, "wrong_type", "Outer.parts[0].evidence"),
        ({"named": []}, "wrong_type", "Outer.named"),
        ({"extra": 1}, "unknown_key", "Outer"),
    ],
)
def test_a_plain_value_that_does_not_fit_is_refused(changed: dict[str, Plain], code: str, place: str) -> None:
    plain = to_plain(outer())
    assert isinstance(plain, dict)
    with pytest.raises(UsageError) as caught:
        from_plain(Outer, {**plain, **changed})
    assert caught.value.code == code
    assert caught.value.message.startswith(f"{place}: ")


def test_evidence_can_be_pinned_and_cut_by_the_caller() -> None:
    pinned: list[Evidence] = []

    def pin(evidence: Evidence) -> Plain:
        pinned.append(evidence)
        return [evidence.start, evidence.end]

    def cut(plain: Plain) -> Evidence:
        assert isinstance(plain, list)
        start, end = plain
        assert isinstance(start, int)
        assert isinstance(end, int)
        return TEXT.cut(start, end)

    plain = to_plain(outer(), pin=pin)
    assert isinstance(plain, dict)
    assert plain["parts"] == [{"word": "two", "evidence": [4, 7]}, {"word": "", "evidence": None}]
    assert len(pinned) == 1
    assert from_plain(Outer, plain, cut=cut) == outer()


@pytest.mark.parametrize("cls", [Dossier, Reading, Article, Capture, Linked])
def test_every_record_that_is_kept_or_sent_can_be_converted(cls: type) -> None:
    with pytest.raises(UsageError, match="missing_key"):
        from_plain(cls, {})


def test_a_type_that_json_cannot_say_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        to_plain(Source(name="x"))
