"""Where something was said: the medium, its name, and whose it is later in the text."""

from __future__ import annotations

import pytest

from dateline.lexicon import tables

from .saying import read


def test_the_table_of_media_is_whole() -> None:
    assert {row[2] for row in tables.rows("media")} == {"noun", "platform", "verb", "staff"}


def medium_of(text: str, number: int = 0) -> tuple[str, str | None, str] | None:
    medium = read(text).quotations[number].medium
    return (medium.kind, medium.name, medium.evidence.exact) if medium else None


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("In a post on X, Anna Petrova said that the wall burst.", ("post", "X", "a post on X")),
        ("The wall burst, Anna Petrova said in an emailed statement.", ("statement", None, "an emailed statement")),
        ("Anna Petrova said on Facebook that the wall burst.", ("post", "Facebook", "Facebook")),
        ("Anna Petrova told a news conference that the wall burst.", ("news conference", None, "a news conference")),
        ("Anna Petrova wrote in an e-mail that the wall burst.", ("email", None, "an e-mail")),
        ("Anna Petrova denied reports, shared widely on Facebook, that the wall had burst.", None),
        (
            "At a news conference, Anna Petrova said it burst.",
            ("news conference", None, "a news conference"),
        ),
        (
            "Anna Petrova told a news conference in Oslo that the wall burst.",
            ("news conference", None, "a news conference"),
        ),
        ("Anna Petrova said that a statement in the post on X was false.", None),
    ],
)
def test_a_medium_is_told_by_the_words_around_the_cue(text: str, medium: tuple[str, str | None, str] | None) -> None:
    assert medium_of(text) == medium


POSTED = (
    "The wall burst on Monday, Interior Minister Anna Petrova wrote in a post on X.\n\n"
    "“We will find the owner,” the post read.\n\n"
    "“He will answer to the town,” her post added."
)


@pytest.mark.model
def test_the_post_speaks_for_whoever_posted() -> None:
    told = read(POSTED)
    assert [(one.speaker.text, told.named(one)) for one in told.quotations] == [
        ("Anna Petrova", "Anna Petrova"),
        ("the post", "Anna Petrova"),
        ("her post", "Anna Petrova"),
    ]
    assert {(one.medium.kind, one.medium.name) for one in told.quotations if one.medium} == {("post", "X")}


@pytest.mark.model
def test_a_post_of_which_no_author_is_told_is_nobodys() -> None:
    told = read("The wall burst on Monday. “We will find the owner,” the post read.")
    assert [(one.speaker.text, one.speaker.clear) for one in told.quotations] == [("the post", False)]


@pytest.mark.model
def test_another_statement_is_not_the_one_before() -> None:
    told = read("Anna Petrova said in a statement that the wall burst. “The wall was old,” a statement said on Friday.")
    assert [told.named(one) for one in told.quotations] == ["Anna Petrova", None]
