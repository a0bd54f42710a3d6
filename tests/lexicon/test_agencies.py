"""Agencies and outlets by the names and marks that pages write."""

from __future__ import annotations

import pytest

from dateline.lexicon.agencies import agency
from dateline.lexicon.boilerplate import counts, is_whole
from dateline.lexicon.outlets import named, of_host, plain_name
from dateline.lexicon.tables import rows


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("AP", "AP"),
        ("The Associated Press", "AP"),
        ("(Reuters)", "Reuters"),
        ("dpa", "dpa"),
        ("press trust of india", "PTI"),
        ("Meridian News Agency", "MNA"),
    ],
)
def test_an_agency_is_known_by_its_names(words: str, name: str) -> None:
    found = agency(words)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("words", ["ap", "pa", "Map", "nobody", ""])
def test_a_mark_counts_in_capitals_only(words: str) -> None:
    assert agency(words) is None


@pytest.mark.parametrize(
    ("words", "name"),
    [("the washington post", "Washington Post"), ("Guardian News & Media", "The Guardian"), ("BBC", "BBC News")],
)
def test_an_outlet_is_known_by_its_names(words: str, name: str) -> None:
    found = named(words)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("words", ["News", "the", "Unknown Echo", ""])
def test_a_common_word_is_no_outlet(words: str) -> None:
    assert named(words) is None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.bbc.co.uk/news/world-1", "BBC News"),
        ("news.sky.com", "Sky News"),
        ("https://edition.cnn.com/x", "CNN"),
        ("https://unknown.example/x", None),
        ("", None),
    ],
)
def test_an_outlet_is_known_by_its_site(url: str, name: str | None) -> None:
    found = of_host(url)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Moorland Echo Media Ltd", "Moorland Echo"),
        ("Moorland.com", "Moorland"),
        ("Moorland Echo S.A.", "Moorland Echo"),
        ("Guardian News & Media Limited", "Guardian News & Media"),
        ("Media", "Media"),
    ],
)
def test_a_companys_form_is_no_part_of_a_name(words: str, plain: str) -> None:
    assert plain_name(words) == plain


def test_the_tables_are_whole() -> None:
    assert all(len(row) == 5 and row[0] and row[1] for row in rows("agencies"))
    assert all(len(row) == 5 and row[0] and row[4] for row in rows("outlets"))
    names = [row[0] for row in rows("outlets")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "line", ["TOP STORIES", "Related articles", "Read also", "More from World", "Most read:", "KEEP READING"]
)
def test_what_opens_other_stories_is_known(line: str) -> None:
    assert is_whole(line, "end")


@pytest.mark.parametrize(
    "line", ["Top stories of the war were told by the men who fought in it.", "The most popular man"]
)
def test_a_sentence_opens_no_other_stories(line: str) -> None:
    assert not is_whole(line, "end")


def test_an_aggregators_tail_speaks_of_the_article() -> None:
    tail = "This story was published by Acme, and our readers can follow the updates at the source; it was edited."
    assert counts(tail, "colophon") >= 4
    assert counts("The minister said that the story of the war was edited out of the book.", "colophon") < 4
