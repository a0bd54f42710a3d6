"""The search page: hits with their words marked, kinds, paging, and where a query is wrong."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from dateline.records.evidence import article_text
from dateline.records.search import Also, Count, FoundKind, Hit, Results, Snippet
from dateline.records.time import stated
from dateline.serve.pages.results import Searching, Trouble, search_page
from export.pictures import hostile

from .trees import faults, tree


def hit(words: str, kind: FoundKind) -> Hit:
    text = article_text([f"Before {words} after"])
    snippet = Snippet(evidence=text.cut(0, len(text.text)), matches=(text.cut(0, 6),))
    return Hit(
        kind=kind, id="h1", types=("direct",), score=1.0, article="a1", articles=("a1", "a2"), source=words, url=words,
        title=words, outlet=words, published=stated("2026-03-05"), speaker=words, clear=False, name=words,
        also=(words,), snippets=(snippet,),
    )  # fmt: skip


def results(*hits: Hit, more: str | None = None, counts: tuple[Count, ...] = ()) -> Results:
    return Results(
        query="q", sort="rank", on=None, as_of=None, counts=counts, also=(Also(name="A", others=("B",)),), waiting=1,
        hits=hits, next=more,
    )  # fmt: skip


@given(hostile(), st.sampled_from(("article", "quotation", "event", "entity")))
@settings(max_examples=40)
def test_nothing_of_a_page_or_a_query_acts(words: str, kind: FoundKind) -> None:
    told = Searching(query=words, results=results(hit(words, kind), more=words))
    assert faults(tree(*search_page(told))) == []
    wrong = Searching(query=words, trouble=Trouble(code="bad_query", message=words, position=len(words) // 2))
    assert faults(tree(*search_page(wrong))) == []


def test_the_words_that_fit_are_marked_within_their_own_words() -> None:
    text = article_text(["The dam above the town burst at night"])
    snippet = Snippet(evidence=text.cut(4, 28), matches=(text.cut(4, 7), text.cut(23, 28)))
    found = Hit(
        kind="article", id="h", types=(), score=1.0, article="a1", articles=("a1",), source="s", url=None, title="T",
        outlet=None, snippets=(snippet,),
    )  # fmt: skip
    body = tree(*search_page(Searching(query="dam burst", results=results(found))))
    [shown] = body.xpath("//p[@class='snippet']")
    assert shown.text_content() == "dam above the town burst"
    assert [mark.text for mark in shown.iter("mark")] == ["dam", "burst"]


def test_a_hit_leads_to_its_words_and_somebody_to_their_page() -> None:
    for kind, address in (
        ("quotation", "/article/a1?ref=h1#ref-h1"), ("event", "/article/a1?ref=h1#ref-h1"), ("article", "/article/a1"),
        ("entity", "/entity/words"),
    ):  # fmt: skip
        body = tree(*search_page(Searching(query="q", results=results(hit("words", kind)))))  # type: ignore[arg-type]
        assert body.xpath("//li//h3/a/@href") == [address]


def test_kinds_keep_the_query_and_its_settings() -> None:
    counts = (Count(kind="article", count=3, capped=False), Count(kind="quotation", count=2000, capped=True))
    told = Searching(query='a "b c"', kind="quotation", sort="date", as_of="2026-03-05", results=results(counts=counts))
    body = tree(*search_page(told))
    links = {link.text_content(): link for link in body.xpath("//nav[@class='facets']//a")}
    assert set(links) == {"All kinds", "Articles 3", "Quotations 2,000+"}
    assert links["Quotations 2,000+"].get("aria-current") == "true"
    said = parse_qs(urlsplit(links["Articles 3"].get("href")).query)
    assert said == {"q": ['a "b c"'], "kind": ["article"], "sort": ["date"], "as_of": ["2026-03-05"]}
    assert "More than 2,000 found" in body.text_content()


def test_trouble_points_at_its_character_and_stands_beside_the_query() -> None:
    told = Searching(query="flood (dam", trouble=Trouble(code="bad_query", message="not closed", position=6))
    body = tree(*search_page(told))
    assert [mark.text for mark in body.xpath("//mark[@class='wrong']")] == ["("]
    [field] = body.xpath("//input[@name='q']")
    assert field.get("value") == "flood (dam"
    assert body.xpath(f"//*[@id='{field.get('aria-describedby')}' and @role='alert']")
    at_end = Searching(query="a OR", trouble=Trouble(code="bad_query", message="both sides", position=4))
    assert tree(*search_page(at_end)).xpath("//mark[@class='wrong']/text()") == ["⟨end⟩"]


def test_the_grammar_is_told_where_nothing_was_asked() -> None:
    body = tree(*search_page(Searching()))
    assert body.xpath("//details[@open]//code/text()")
    examples = {parse_qs(urlsplit(str(href)).query)["q"][0] for href in body.xpath("//dl//a/@href")}
    assert {'kind:quotation about:"A Name" killed', "flood OR dam"} <= examples


def test_every_example_of_the_grammar_is_understood(reader: TestClient) -> None:
    body = tree(*search_page(Searching()))
    for href in body.xpath("//dl//a/@href"):
        answer = reader.get(str(href))
        assert answer.status_code == 200
        assert "query-trouble" not in answer.text


@pytest.mark.parametrize("query", ["killed", "killed OR wounded", 'kind:quotation "the"', "killed date:2026"])
def test_a_kind_narrows_what_is_found_and_nothing_else(reader: TestClient, query: str) -> None:
    whole = asked(reader, "/search", q=query)
    counts = whole.xpath("//nav[@class='facets']//a[contains(@href, 'kind=')]")
    for link in counts:
        narrowed = asked(reader, str(link.get("href")))
        kinds = {str(one).split()[1] for one in narrowed.xpath("//li[contains(@class, 'hit')]/@class")}
        assert kinds == {parse_qs(urlsplit(str(link.get("href"))).query)["kind"][0]}


def test_a_wrong_query_is_a_page_that_says_where(reader: TestClient) -> None:
    for query, code in (("flood (dam", "bad_query"), ("speakr:x", "unknown_field"), ("date:yesterday", "bad_day")):
        body = asked(reader, "/search", q=query)
        assert code in body.xpath("string(//*[@id='query-trouble'])")
        assert body.xpath("//mark[@class='wrong']")


def asked(reader: TestClient, path: str, **words: str) -> html.HtmlElement:
    answer = reader.get(path, params=words or None)
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)
