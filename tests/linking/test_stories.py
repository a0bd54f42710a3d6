"""Stories: what is one developing happening, what only looks like it."""

from __future__ import annotations

from dateline.linking import link
from dateline.records.linked import Linked, Page

from .build import Scribe


def about(*people: str, name: str, published: str | None = None, title: str | None = None) -> Page:
    """A page that names these people, each twice."""
    words = ". ".join(f"{person} met {person}" for person in people) + f". {name}"
    s = Scribe(words)
    for person in people:
        s.chain("person", person, f"{person}#2")
    return s.page(name, published=published, title=title)


def grouped(linked: Linked) -> list[list[str]]:
    source = {article.id: article.source.removesuffix(".txt") for article in linked.articles}
    return sorted(sorted(source[a] for a in story.articles) for story in linked.stories)


def test_a_shared_cast_is_one_story_with_and_without_dates() -> None:
    pages = [
        about("Ivo Kessel", "Mara Oduya", "Otto Lind", name="a", published="2026-03-01"),
        about("Ivo Kessel", "Mara Oduya", "Ana Ruhl", name="b"),
    ]
    assert grouped(link(pages)) == [["a", "b"]]


def test_one_shared_person_among_many_is_two_stories() -> None:
    pages = [
        about("Ivo Kessel", "Mara Oduya", "Otto Lind", name="a"),
        about("Otto Lind", "Ana Ruhl", "Bo Marsh", "Dee Falk", name="b"),
    ]
    assert grouped(link(pages)) == [["a"], ["b"]]


def test_half_a_year_apart_takes_more_than_a_few_shared_names() -> None:
    cast = ("Ivo Kessel", "Mara Oduya", "Otto Lind", "Ana Ruhl")
    near = (
        about(*cast, name="a", published="2026-03-01"),
        about(*cast[:2], "Bo Marsh", "Dee Falk", name="b", published="2026-03-20"),
    )
    far = (
        about(*cast, name="a", published="2026-03-01"),
        about(*cast[:2], "Bo Marsh", "Dee Falk", name="b", published="2026-09-20"),
    )
    assert grouped(link(near)) == [["a", "b"]]
    assert grouped(link(far)) == [["a"], ["b"]]


def test_one_link_does_not_chain_two_stories() -> None:
    pages = [
        about("Ivo Kessel", "Mara Oduya", "Ana Ruhl", name="a"),
        about("Ana Ruhl", "Mara Oduya", "Bo Marsh", "Dee Falk", name="bridge"),
        about("Bo Marsh", "Dee Falk", "Eli Stone", "Fay Wood", "Gus Holt", "Hal Reed", "Ida Moor", name="c"),
    ]
    assert ["a", "bridge", "c"] not in grouped(link(pages))


def test_a_story_spans_its_dated_articles_and_is_named_after_the_most_central() -> None:
    pages = [
        about("Ivo Kessel", "Mara Oduya", name="a", published="2026-03-01", title="The raid"),
        about("Ivo Kessel", "Mara Oduya", "Ana Ruhl", name="b", published="2026-03-04T10:00", title="The hunt"),
        about("Ivo Kessel", "Mara Oduya", name="c", title=None),
    ]
    (story,) = link(pages).stories
    assert (story.from_, story.to, story.title) == ("2026-03-01", "2026-03-04", "The raid")


def test_an_article_that_names_nobody_is_a_story_of_its_own() -> None:
    linked = link([Scribe("It rained.").page("a", title="Rain")])
    assert [(story.title, story.entities) for story in linked.stories] == [("Rain", ())]
