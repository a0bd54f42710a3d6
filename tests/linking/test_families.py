"""Outlets of one publisher count as one origin, where pages or a person show it, and never by a guess."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from dateline.linking import link
from dateline.records.dossier import Origin
from dateline.records.evidence import Evidence, article_text
from dateline.records.judgement import Judgement, JudgementKind, Pin, judge
from dateline.records.linked import Linked, Page
from dateline.records.page import ArticleField

from .build import Scribe

FIRE = "A barn burned down in Tolvik. Nobody was hurt. Page of Skerry Media Group Ltd and of Tribune Media."
STORM = "A storm tore the roof off the mill of Tolvik. Page of Skerry Media Group and of Tribune Media."
MUSEUM = "The harbour opened a museum of knots in Sandmar. Page of Oyster Verlag GmbH and of Tribune Media."


def page(words: str, outlet: str, *, house: str = "", url: str | None = None, republisher: str | None = None) -> Page:
    """A page of an outlet; `house` are words of its text, as if they stood in its foot."""
    s = Scribe(words)
    for sentence in words.split(". "):
        s.claim(sentence)
    made = s.page(outlet.lower().replace(" ", "-"), outlet=outlet, republisher=republisher)
    evidence: dict[ArticleField, tuple[Evidence, ...]] = {"publisher": (s.at(house),)} if house else {}
    return replace(made, article=replace(made.article, url=url, evidence={**made.article.evidence, **evidence}))


def origins(linked: Linked) -> list[tuple[str, list[str]]]:
    return sorted((origin.name, sorted(one.name for one in origin.family)) for origin in linked.origins)


def family(linked: Linked) -> Origin:
    found = [origin for origin in linked.origins if origin.family]
    assert len(found) == 1
    return found[0]


POST = page(FIRE, "Fenmoor Post", house="Skerry Media Group Ltd")
MAIL = page(STORM, "Tolvik Mail", house="Skerry Media Group")
ECHO = page(MUSEUM, "Sandmar Echo", house="Oyster Verlag GmbH")


def test_two_outlets_that_name_one_house_are_one_origin() -> None:
    linked = link([POST, MAIL, ECHO])
    assert [len(names) for _, names in origins(linked)] == [0, 2]
    one = family(linked)
    assert one.name in ("Skerry Media Group", "Skerry Media Group Ltd")
    assert {(each.name, each.reason) for each in one.family} == {
        ("Fenmoor Post", "one publisher"),
        ("Tolvik Mail", "one publisher"),
    }
    assert {words.exact for each in one.family for words in each.evidence} == {
        "Skerry Media Group Ltd",
        "Skerry Media Group",
    }
    assert len(one.articles) == 2


def test_a_house_may_be_an_outlet_itself() -> None:
    sunday = page(STORM.replace("Skerry Media Group", "Fenmoor Post"), "Fenmoor Sunday", house="Fenmoor Post")
    linked = link([page(FIRE, "Fenmoor Post"), sunday])
    assert {each.name for each in family(linked).family} == {"Fenmoor Post", "Fenmoor Sunday"}
    assert {each.reason for each in family(linked).family} == {"one is the publisher of the other"}


def test_the_holder_of_what_an_outlet_tells_is_the_outlet_still() -> None:
    linked = link([POST, MAIL])
    assert {claim.holder.name for claim in linked.claims} == {"Fenmoor Post", "Tolvik Mail"}


def test_a_name_that_any_house_may_bear_shows_nothing() -> None:
    pages = [page(FIRE, "Fenmoor Post", house="Tribune Media"), page(MUSEUM, "Sandmar Echo", house="Tribune Media")]
    assert [names for _, names in origins(link(pages))] == [[], []]


def test_what_somebody_took_over_tells_of_his_house_and_not_of_the_outlets() -> None:
    taken = page(STORM, "Tolvik Mail", house="Skerry Media Group", republisher="Newsnest")
    assert all(not names for _, names in origins(link([POST, taken])))


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("https://www.skerry.example/a", "https://skerry.example/english/b", True),
        ("https://skerry.example/a", "https://english.skerry.example/b", True),
        ("https://north.skerry.example/a", "https://south.skerry.example/b", False),  # nothing stands at skerry.example
        ("https://notskerry.example/a", "https://skerry.example/b", False),
        ("https://fenmoor.blogspot.com/a", "https://fenmoor.blogspot.com/b", False),  # many publish there
        ("http://[/a", "http://[/b", False),
    ],
)
def test_editions_under_one_address(left: str, right: str, one: bool) -> None:
    linked = link([page(FIRE, "Fenmoor Post", url=left), page(MUSEUM, "Fenmoor Post English", url=right)])
    assert len(linked.origins) == (1 if one else 2)
    if one:
        assert {each.reason for each in family(linked).family} == {"published at skerry.example"}


def test_where_many_outlets_publish_they_are_no_family() -> None:
    pages = [page(f"A tale of {n} geese in Tolvik.", f"Paper {n}", url=f"https://hub.example/{n}") for n in range(9)]
    assert len(link(pages).origins) == 9


def test_a_known_outlets_text_at_a_foreign_address_is_none_of_its_house() -> None:
    pages = [
        page(FIRE, "BBC News", url="https://skerry.example/a"),
        page(MUSEUM, "Fenmoor Post", url="https://skerry.example/b"),
    ]
    assert len(link(pages).origins) == 2


def judged(kind: JudgementKind, *pages: Page, hour: int = 10) -> Judgement:
    pins = [
        Pin(
            kind="outlet", name=one.article.outlet or "", source=one.article.source, url=None,
            evidence=article_text([one.text]).cut(0, 8), context=article_text([one.text]).cut(0, 20),
        )
        for one in pages
    ]  # fmt: skip
    return judge(kind, pins, author="ana", at=f"2026-03-05T{hour}:00:00.000Z")


def test_a_person_says_that_two_outlets_count_as_one() -> None:
    linked = link([POST, ECHO], judgements=[judged("same", POST, ECHO)])
    assert {each.reason for each in family(linked).family} == {"judged the same by ana on 2026-03-05"}
    assert len(linked.origins) == 1


def test_a_person_says_that_two_outlets_of_one_house_are_two() -> None:
    log = [judged("different", POST, MAIL)]
    assert len(link([POST, MAIL], judgements=log).origins) == 2
    log.append(judge("undo", log[0].about, author="ana", at="2026-03-06T10:00:00.000Z", undoes=log[0].id))
    assert len(link([POST, MAIL], judgements=log).origins) == 1


def test_the_order_of_arrival_makes_no_family() -> None:
    pictures = [link(pages) for pages in permutations([POST, MAIL, ECHO])]
    assert all(picture.origins == pictures[0].origins for picture in pictures)
