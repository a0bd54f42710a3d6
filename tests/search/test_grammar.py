"""The grammar of a query: what people type, what they mistype, and what nobody should type."""

from __future__ import annotations

import sqlite3
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.records.search import (
    KINDS,
    Days,
    Either,
    Every,
    OfKind,
    Phrase,
    SearchField,
    Wanted,
    Without,
)
from dateline.search import QueryError, parse
from dateline.search.words import folded
from dateline.store.match import match_of


def words(*said: str, field: SearchField | None = None, prefix: bool = False) -> Phrase:
    return Phrase(words=said, field=field, prefix=prefix)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("killed", words("killed")),
        ("Élan KILLED", Every(parts=(words("elan"), words("killed")))),
        ('"state of emergency"', words("state", "of", "emergency")),
        ("“state of”", words("state", "of")),
        ("emerg*", words("emerg", prefix=True)),
        ('"state of emer"*', words("state", "of", "emer", prefix=True)),
        ("a OR b", Either(parts=(words("a"), words("b")))),
        ("a AND b", Every(parts=(words("a"), words("b")))),
        ("a or b", Every(parts=(words("a"), words("or"), words("b")))),
        ('a "OR" b', Every(parts=(words("a"), words("or"), words("b")))),
        ("a -b", Every(parts=(words("a"), Without(part=words("b"))))),
        ("a NOT b", Every(parts=(words("a"), Without(part=words("b"))))),
        ("fire -", words("fire")),
        ("a - b", Every(parts=(words("a"), words("b")))),
        ("co-op", words("co", "op")),
        ("U.S. troops", Every(parts=(words("us"), words("troops")))),
        ("a (b OR c)", Every(parts=(words("a"), Either(parts=(words("b"), words("c")))))),
        ('speaker:"Ann Lee"', words("ann", "lee", field="speaker")),
        ("PLACE:brae*", words("brae", field="place", prefix=True)),
        ("kind:quotation", OfKind(kind="quotation")),
        ("kind:Entities", OfKind(kind="entity")),
        ("https://news.example/a", words("https", "news", "example", "a")),
        ("at 10:30", Every(parts=(words("at"), words("10", "30")))),
        ("東京", words("東", "京")),
    ],
)
def test_what_people_type_is_understood(text: str, wanted: Wanted) -> None:
    assert parse(text).wanted == wanted


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("date:2026-02..2026-03", Days(first="2026-02-01", last="2026-03-31")),
        ("date:2026-02-21", Days(first="2026-02-21", last="2026-02-21")),
        ("date:2024..", Days(first="2024-01-01")),
        ("date:..2024", Days(last="2024-12-31")),
        ("date:2026-Q1", Days(first="2026-01-01", last="2026-03-31")),
    ],
)
def test_days_are_whole_periods(text: str, days: Days) -> None:
    query = parse(f"fire {text}")
    assert (query.wanted, query.published, query.happened) == (words("fire"), days, None)
    assert parse(text.replace("date", "when")).happened == days


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "empty_query", 0),
        ("-", "empty_query", 0),
        ('fire "in the', "bad_query", 5),
        ("(fire", "bad_query", 0),
        ("fire)", "bad_query", 4),
        ("fire OR", "bad_query", 7),
        ("OR fire", "bad_query", 0),
        ("-fire", "bad_query", 0),
        ("fire NOT", "bad_query", 5),
        ("fire OR -smoke", "bad_query", 8),
        ("fire OR date:2026", "bad_query", 8),
        ("(fire date:2026)", "bad_query", 6),
        ("date:2026 date:2025", "bad_query", 10),
        ("fire f*", "bad_query", 6),
        ("fire *", "bad_query", 5),
        ("author:Lee", "unknown_field", 0),
        ("speaker: Lee", "bad_query", 0),
        ('speaker:"--"', "bad_query", 8),
        ("kind:page", "unknown_kind", 5),
        ("date:yesterday", "bad_day", 5),
        ("date:2026-13", "bad_day", 5),
        ("date:2026..2025", "bad_day", 5),
        ("(" * 40 + "fire" + ")" * 40, "query_too_complex", 11),
        ("fire " * 80, "query_too_complex", 250),
        ("x" * 1_000_000, "query_too_long", 2000),
        ('"' * 1_000_001, "query_too_long", 2000),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, code: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert (caught.value.code, caught.value.position) == (code, position)
    assert f"at character {position + 1} " in caught.value.message
    assert isinstance(caught.value, UsageError)
    assert len(caught.value.message) < 300


PIECES = [
    '"', "(", ")", "-", "*", ":", " OR ", " AND ", " NOT ", "NEAR(", "^", "{", "}", "+", "\x00", "kind:", "about:",
    "date:", "2026-02", "..", "fire", "ø", "e\u0301", "東", "\ue000", "\ud800", "'", ";--", "article", " ",
]  # fmt: skip


def tables() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5 (words, title, speaker, about, place, outlet, origin, content = '')")
    return db


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=20).map("".join)))
def test_whatever_is_typed_is_a_query_or_told_to_be_none_and_never_syntax(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        if not 0 <= error.position <= len(text):
            raise
        return
    db = tables()
    for kind in KINDS:
        match = match_of(query.wanted, kind=kind)
        for expression in match or ():
            if expression is not None:
                db.execute("SELECT count(*) FROM t WHERE t MATCH ?", (expression,)).fetchone()
    db.close()


@given(st.text(alphabet=st.characters(exclude_characters='"“”„‟', exclude_categories=["Cs"]), max_size=80))
def test_a_phrase_is_the_folded_words_between_its_marks(text: str) -> None:
    said = folded(text)
    if said:
        assert parse(f'"{text}"').wanted == words(*said)
    else:
        with pytest.raises(QueryError, match="empty_query"):
            parse(f'"{text}"')


@given(st.sampled_from(get_args(SearchField)), st.from_regex(r"[a-z]{2,8}", fullmatch=True))
def test_each_field_takes_a_word(field: SearchField, word: str) -> None:
    assert parse(f"{field}:{word}").wanted == words(word, field=field)


def test_two_shapes_of_one_query_mean_the_same() -> None:
    assert parse("a b -c").wanted == parse("  a AND  b NOT c ").wanted
