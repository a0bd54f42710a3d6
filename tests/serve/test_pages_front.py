"""The front page: stories as they moved, what moved since a day, and an empty workspace."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings

from dateline.records.story import Stories, StoryDay, StorySummary
from dateline.serve.layout import Crumb, Message
from dateline.serve.pages.facts import StoryFacts, days_of
from dateline.serve.pages.front import Front, front
from export.pictures import hostile

from .trees import faults, page, tree


def story(name: str, headline: str = "A headline", *, days: tuple[tuple[str | None, int], ...] = ()) -> StorySummary:
    told = days or (("2026-03-05", 2), ("2026-03-07", 3))
    known = [day for day, _ in told if day]
    return StorySummary(
        id=name, headline=headline, from_=known[0] if known else None, to=known[-1] if known else None,
        articles=sum(number for _, number in told),
        days=tuple(StoryDay(day=day, articles=number) for day, number in told),
    )  # fmt: skip


FACTS = StoryFacts(outlets=3, origins=4, heard={date(2026, 3, 5): 3, date(2026, 3, 7): 1})


def shown(*stories: StorySummary, since: str | None = None, after: str | None = None, more: str | None = None) -> Front:
    facts = {one.id: FACTS for one in stories[:1]}
    return Front(stories=Stories(stories=stories, next=more), facts=facts, since=since, after=after)


@given(hostile())
@settings(max_examples=25)
def test_nothing_of_a_headline_acts(words: str) -> None:
    assert faults(page(*front(shown(story("s1", words))))) == []


def test_a_story_says_when_how_much_and_by_whom_and_leads_to_its_page() -> None:
    body = tree(*front(shown(story("s1"))))
    [row] = body.xpath("//ol[@class='front-list']/li")
    assert row.xpath(".//h2/a/@href") == ["/story/s1"]
    facts = row.xpath(".//p[@class='facts']")[0].text_content()
    assert all(part in facts for part in ("5 March 2026", "7 March 2026", "5 articles", "3 outlets", "4 origins"))
    told = row.xpath(".//svg/title")[0].text
    assert "5 articles from 5 March 2026 to 7 March 2026" in told
    assert "4 origins heard" in told


def test_what_is_not_counted_yet_is_said_to_be_on_its_way() -> None:
    body = tree(*front(shown(story("s1"), story("s2"))))
    assert body.xpath("//ol/@data-counting")
    assert "still being counted" in body.text_content()
    assert "outlet" not in body.xpath("//ol/li[2]//p[@class='facts']")[0].text_content()
    assert not tree(*front(shown(story("s1")))).xpath("//ol/@data-counting")


def test_what_moved_since_a_day_is_marked_with_how_much() -> None:
    stories = (
        story("moved"),
        story("new", days=(("2026-03-06", 1), ("2026-03-07", 1))),
        story("still", days=(("2026-03-01", 4),)),
    )
    body = tree(*front(shown(*stories, since="2026-03-06")))
    marked = {
        str(row.xpath(".//h2/a/@href")[0]): row.xpath("string(.//p[@class='moved'])")
        for row in body.xpath("//ol/li[@class='new']")
    }
    assert marked == {
        "/story/moved": "3 new articles since 6 March 2026: what changed",
        "/story/new": "New story",
    }
    assert body.xpath("//p[@class='moved']/a/@href") == ["/story/moved/changes?before=2026-03-06"]
    assert "2 stories on this page moved" in body.text_content()


def test_the_list_goes_on_behind_its_cursor_and_back() -> None:
    body = tree(*front(shown(story("s1"), since="2026-03-06", after="abc", more="x y")))
    assert body.xpath("//nav[@class='paging']/a/@href") == ["/?since=2026-03-06", "/?since=2026-03-06&after=x+y"]


def test_an_undated_story_has_no_chart_and_no_wrong_day() -> None:
    undated = story("s1", days=((None, 3),))
    assert days_of(undated) == {}
    body = tree(*front(shown(undated)))
    assert "undated" in body.text_content()
    assert not body.xpath("//svg")


def test_an_empty_workspace_tells_how_pages_are_read() -> None:
    nothing = Front(stories=Stories(stories=(), next=None), facts={})
    assert "dateline read" in tree(*front(nothing)).text_content()
    assert not tree(*front(nothing)).xpath("//a[@href='/add']")
    writable = Front(stories=Stories(stories=(), next=None), facts={}, writable=True)
    assert tree(*front(writable)).xpath("//a[@href='/add']")


@given(hostile())
@settings(max_examples=15)
def test_nothing_of_a_page_acts_in_the_frame(words: str) -> None:
    body = page(
        *front(shown(story("s1"))), here="/", crumbs=(Crumb(text=words, href="/story/s1"),), query=words,
        messages=(Message(text=words, kind="trouble", code="bad"),), workspace=words, writable=True,
    )  # fmt: skip
    assert faults(body) == []
    assert body.xpath("//header//nav//a[@aria-current='page']/@href") == ["/"]
    assert body.xpath("//a[@class='skip']/@href") == ["#content"]
    assert [node.tag for node in body.xpath("//body/*")] == ["a", "header", "div", "main", "footer"]
