"""Who published an article, and who took it over, by general patterns: no outlet here is in a table."""

from __future__ import annotations

import pytest

from .pages import BODY
from .reading import Read

HEAD = "Menu\nNews\nSport\n\nSea wall gives way and floods old grain store\n\n"


def outlets(head: str, tail: str) -> tuple[str | None, str | None]:
    article = Read(f"{head}{BODY}\n\n{tail}\n").article
    return article.outlet, article.republisher


@pytest.mark.parametrize(
    ("tail", "outlet"),
    [
        ("© 2026 Moorland Echo. All rights reserved.", "Moorland Echo"),
        ("Copyright 2019-2026 The Moorland Echo Ltd. | About us | Contact", "Moorland Echo"),
        ("(c) 2026 Moorland Echo Media Ltd - About us - Contact - Privacy", "Moorland Echo"),
        ("the moorland © 2026 Moorland.com - Advertise with us - Privacy Policy", "Moorland"),
        ("Moorland Echo S.A. — 4 Bridge Street — All rights reserved 2026", "Moorland Echo"),
        ("This article was originally published by Moorland Echo.", "Moorland Echo"),
        ("The post Sea wall appeared first on Moorland Echo.", "Moorland Echo"),
        ("Nothing to see here", None),
    ],
)
def test_the_outlet_is_named_below(tail: str, outlet: str | None) -> None:
    assert outlets(HEAD, tail) == (outlet, None)


def test_an_outlet_that_is_not_the_sites_own_makes_the_site_a_republisher() -> None:
    tail = "This story was originally published on Moorland Echo.\n\n© 2026 Daily Hopper. All rights reserved."
    assert outlets(HEAD, tail) == ("Moorland Echo", "Daily Hopper")


def test_a_known_outlet_gets_its_usual_name_with_the_pages_words_as_evidence() -> None:
    read = Read(
        f"{HEAD}{BODY}\n\n© 2026 Guardian News & Media Limited or its affiliated companies. All rights reserved.\n"
    )
    assert read.article.outlet == "The Guardian"
    assert read.exact("outlet") == ["Guardian News & Media"]


def test_the_callers_address_names_a_known_outlet() -> None:
    from dateline.records.page import Known

    article = Read(f"{HEAD}{BODY}", known=Known(url="https://www.bbc.co.uk/news/1")).article
    assert article.outlet == "BBC News"
    assert "outlet" not in article.evidence
