"""The pages of stories and entities: harmless, whole, and every line with a way to its evidence."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.records.dossier import Change, Dossier, Held, Holder
from dateline.records.references import references
from dateline.records.time import UNKNOWN, stated
from dateline.rendering.pieces import line_anchor
from dateline.serve.pages.asof import Back, looking_back, published_days, stepped
from dateline.serve.pages.facts import facts_of
from dateline.serve.pages.sections import SECTIONS, Shown, sections
from dateline.serve.pages.subject import entity_page, story_page
from export.pictures import HOSTILE, LINKS, hostile, picture

from .trees import faults, tree

BACK = Back(href="/story/s1", days=("2026-03-05", "2026-03-07", "2026-03-09"))


def story(made: Dossier, *, back: Back = BACK, whole: str | None = None) -> list[object]:
    return [*story_page(made, made.stories[0], back=back, whole=whole)]


@given(hostile(), st.sampled_from(LINKS))
@settings(max_examples=25)
def test_nothing_of_a_page_acts_in_a_story(words: str, url: str) -> None:
    made = picture(words, url=url)
    assert faults(tree(*story_page(made, made.stories[0], back=BACK))) == []


@given(hostile(), st.sampled_from(LINKS))
@settings(max_examples=25)
def test_nothing_of_a_page_acts_in_an_entity(words: str, url: str) -> None:
    made = picture(words, url=url)
    assert faults(tree(*entity_page(made, made.entities[0], back=BACK))) == []


def test_the_same_elements_stand_there_whatever_the_words() -> None:
    """Markup in page text makes no element."""

    def tags(words: str) -> list[str]:
        made = picture(words)
        return [str(node.tag) for node in tree(*story_page(made, made.stories[0], back=BACK)).iter()]

    plain = tags("plain words")
    for words in ("<p>one", "</div></main>two", "</style><style>*{}", "--><b>x", "<script>1</script>", "</title>"):
        assert tags(words) == plain


@pytest.mark.parametrize("words", HOSTILE[:12])
def test_every_link_to_evidence_names_an_article_and_a_line_that_has_it(words: str) -> None:
    made = picture(words)
    known = references(made)
    articles = {article.id for article in made.articles}
    body = tree(*story_page(made, made.stories[0], back=BACK))
    leads = [urlsplit(str(href)) for href in body.xpath("//a/@href") if str(href).startswith("/article/")]
    asked = [parse_qs(lead.query)["ref"][0] for lead in leads if lead.query]
    assert len(asked) > 5
    for lead in leads:
        assert lead.path.removeprefix("/article/") in articles
    for reference in asked:
        assert known.find(reference).evidence


def test_a_line_has_a_name_that_its_id_gives() -> None:
    made = picture("words")
    names = set(tree(*story_page(made, made.stories[0], back=BACK)).xpath("//@id"))
    assert {line_anchor(line.event) for line in made.timeline} <= names
    assert {line_anchor(quotation.id) for quotation in made.quotations} & names


def test_a_title_of_a_million_characters_is_shortened() -> None:
    made = picture("word " * 200_000)
    body = tree(*story_page(made, made.stories[0], back=BACK))
    assert all(len(node.text_content()) < 400 for node in body.iter("h1", "h2", "h3", "a", "title"))
    assert len(body.text_content()) < 100_000


def test_a_long_section_says_how_much_is_left_and_leads_to_all_of_it() -> None:
    made = picture("words")
    lines = tuple(replace(made.timeline[0], event=f"{n:020x}", weight=float(n)) for n in range(200))
    made = replace(made, timeline=lines)
    body = tree(*story_page(made, made.stories[0], back=BACK))
    assert len(body.xpath("//section[@aria-labelledby='timeline']//ol/li")) == 60
    assert "140 lighter lines more" in body.text_content()
    [link] = [str(one) for one in body.xpath("//a/@href") if "all=timeline" in str(one)]
    assert link == "/story/s1?all=timeline#timeline"
    whole = tree(*story_page(made, made.stories[0], back=BACK, whole="timeline"))
    assert len(whole.xpath("//section[@aria-labelledby='timeline']//ol/li")) == 200
    # The clocks stay as they are set.
    set_back = replace(BACK, as_of="2026-03-07")
    again = tree(*story_page(made, made.stories[0], back=set_back))
    assert "/story/s1?as_of=2026-03-07&all=timeline#timeline" in again.xpath("//a/@href")


def test_sections_are_those_that_can_be_asked_for_whole() -> None:
    found = sections(Shown(picture("words"), href="/story/s1"))
    assert [section.name for section in found] == [name for name in SECTIONS if name in {s.name for s in found}]
    assert {"timeline", "changes", "disputes", "quotations", "origins", "entities", "articles"} <= {
        section.name for section in found
    }


def test_changes_of_one_thing_stand_in_one_row_and_corrections_apart() -> None:
    made = picture("words")

    def change(before: str, after: str, *, kind: str = "world") -> Change:
        held = [
            Held(value=value, time=stated("2026-03-05"), holders=(Holder(name="An outlet", entity=None),), evidence=())
            for value in (before, after)
        ]
        return Change(kind=kind, about="ev1", attribute="killed", before=held[0], after=held[1], basis="it was later")  # type: ignore[arg-type]

    told = (change("11", "17"), change("17", "19"), change("27", "19", kind="correction"), change("19", "21"))
    body = tree(*story_page(replace(made, changes=told), made.stories[0], back=BACK))
    cards = body.xpath("//section[@aria-labelledby='changes']/article")
    assert [card.get("class") for card in cards] == ["card correction", "card world"]
    values = [value.text_content() for value in cards[1].xpath(".//*[contains(@class, 'value')]")]
    assert values == ["11", "17", "19", "21"]


def test_facts_count_outlets_origins_and_when_each_was_first_heard() -> None:
    made = picture("words")
    facts = facts_of(made, [article.id for article in made.articles])
    assert facts.outlets == len({article.outlet for article in made.articles})
    assert facts.origins == len(made.origins)
    assert sum(facts.heard.values()) <= facts.origins
    assert facts_of(made, []).origins == 0


def test_steps_of_the_slider_are_the_days_of_publication_and_its_end_is_today() -> None:
    days = ("2026-03-05", "2026-03-07", "2026-03-09")
    assert [stepped(days, step) for step in range(4)] == ["2026-03-05", "2026-03-07", None, None]
    body = tree(looking_back(replace(BACK, as_of="2026-03-08", on="2026-03-01")))
    [slider] = body.xpath("//input[@type='range']")
    assert (slider.get("value"), slider.get("max")) == ("1", "2")
    assert slider.get("data-days") == " ".join(days)
    assert [str(one) for one in body.xpath("//form[@class='as-of']//input[@name='on']/@value")] == ["2026-03-01"]
    # Links beside it go the same ways.
    assert "/story/s1?as_of=2026-03-05&on=2026-03-01" in body.xpath("//a/@href")


def test_a_story_of_one_day_has_nothing_to_look_back_to() -> None:
    assert looking_back(Back(href="/story/s1", days=("2026-03-05",))) is None
    made = picture("words")
    undated = replace(made, articles=tuple(replace(each, published=UNKNOWN) for each in made.articles))
    assert published_days(undated) == ()
