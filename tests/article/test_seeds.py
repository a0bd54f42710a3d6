"""The two real pages, where they are at hand: all of the paragraph "Articles" of their README."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.records.page import Known

from .reading import Read


@pytest.fixture(scope="module")
def first(shared: Path) -> Read:
    return Read((shared / "seeds" / "000_c5228dfd27c67ca4.txt").read_bytes())


@pytest.fixture(scope="module")
def second(shared: Path) -> Read:
    return Read((shared / "seeds" / "004_7f613b99dbe152a2.txt").read_bytes())


def test_the_first_page_says_what_it_is(first: Read) -> None:
    first.check()
    article = first.article
    assert article.title == "US provided intel to ops that killed Mexican drug lord"
    assert (article.outlet, article.republisher) == ("Rediff", None)
    assert first.exact("credit") == ["ANI"]
    assert (article.published.value, article.published.zone) == ("2026-02-23T10:40", None)
    assert article.language == "en"


def test_the_first_pages_body_is_the_article_and_no_more(first: Read) -> None:
    assert first.body.startswith("The White House has confirmed")
    assert first.body.endswith("the western state of Jalisco.")
    for other in ("Mukul Roy", "Ajit Pawar", "TOP STORIES", "LIVE", "See More", "BUSINESS", "image"):
        assert other not in first.body


def test_the_second_page_says_what_it_is(second: Read) -> None:
    second.check()
    article = second.article
    assert article.title == "How U.S. military action against Mexican cartel labs could impact Chicago"
    assert (article.outlet, article.republisher, article.credit) == ("NBC Chicago", "PressBee", ())
    assert article.published.value is None


def test_the_second_pages_body_is_the_article_and_no_more(second: Read) -> None:
    assert second.body.startswith("As President Donald Trump considers")
    assert second.body.endswith("to go after them and their leaders.")
    for other in ("Hence then", "PressBee", "Middle East", "Manchester", "Sanofi"):
        assert other not in second.body


def test_a_date_that_the_caller_gives_is_the_second_pages(shared: Path) -> None:
    page = (shared / "seeds" / "004_7f613b99dbe152a2.txt").read_bytes()
    assert Read(page, known=Known(published="2026-01-06")).article.published.value == "2026-01-06"
