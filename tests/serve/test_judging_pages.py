"""Judging without a script: what is shown, what is written, what went wrong beside its form, and taking back."""

from __future__ import annotations

from urllib.parse import quote

from lxml import html
from starlette.testclient import TestClient

from dateline.records.dossier import Dossier
from dateline.records.plain import from_plain
from dateline.serve.pages.addresses import judge_href, story_href

from .forms import BROWSER, page_of, sent, told


def picture(client: TestClient) -> Dossier:
    return from_plain(Dossier, client.get("/api/dossier").json())


def log_rows(page: html.HtmlElement) -> list[str]:
    return [told(row) for row in page.xpath("//ol[@class='log']/li")]


def two_people(made: Dossier) -> tuple[str, str]:
    named = {mention.entity for mention in made.mentions if mention.form == "name"}
    people = [one.id for one in made.entities if one.type == "person" and one.id in named]
    return people[0], people[1]


def test_what_is_judged_one_can_be_taken_back(writer: TestClient) -> None:
    made = picture(writer)
    left, right = two_people(made)
    names = {one.id: one.name for one in made.entities}
    page = page_of(writer, judge_href(left))
    after = sent(writer, page, "same", {"other": right, "author": "Ada Quill"})
    assert "Kept: they are one." in told(after)
    (row,) = log_rows(after)
    assert row.startswith(f"same {names[left]}")
    assert "Ada Quill" in row
    assert len([one for one in picture(writer).entities if one.id in (left, right)]) == 1
    (undo,) = [one.fields["form"] for one in after.forms if one.fields.get("verdict") == "undo"]
    again = sent(writer, after, undo, {})
    assert "Kept: it was taken back." in told(again)
    assert len([one for one in picture(writer).entities if one.id in (left, right)]) == 2
    undone, taken = log_rows(again)[1], log_rows(again)[0]
    assert undone.endswith("taken back")
    assert taken.startswith("taken back")


def test_the_author_is_remembered(writer: TestClient) -> None:
    left, right = two_people(picture(writer))
    page = page_of(writer, judge_href(left))
    assert page.get_element_by_id("author-same").get("value") == "Tester"
    sent(writer, page, "different", {"other": right, "author": "Ærø Quill; a=b"})
    assert page_of(writer, judge_href(left)).get_element_by_id("author-same").get("value") == "Ærø Quill; a=b"


def test_what_went_wrong_stands_beside_its_form_with_its_code(writer: TestClient) -> None:
    made = picture(writer)
    left, _ = two_people(made)
    page = page_of(writer, judge_href(left))
    for other, code, status in (("Nobody Atall", "unknown_reference", 404), (made.events[0].id, "kinds_differ", 422)):
        after = sent(writer, page, "same", {"other": other, "author": "Ada"}, status=status)
        (form,) = [one for one in after.forms if one.fields.get("form") == "same"]
        (alert,) = form.find_class("trouble")
        assert alert.get("role") == "alert"
        assert code in told(alert)
        assert not [one for one in after.find_class("trouble") if one is not alert]
    assert log_rows(page_of(writer, "/judging")) == []


def test_a_page_is_corrected_in_what_was_changed_and_nothing_else(writer: TestClient) -> None:
    article = picture(writer).articles[0]
    page = page_of(writer, f"/article/{article.id}")
    after = sent(writer, page, "correct", {"outlet": "The Own Gazette", "author": "Ada"})
    assert "outlet: The Own Gazette" in log_rows(after)[0]
    assert "date" not in log_rows(after)[0]
    now = next(one for one in picture(writer).articles if one.id == article.id)
    assert (now.outlet, now.published.value) == ("The Own Gazette", article.published.value)
    same = sent(writer, page_of(writer, f"/article/{article.id}"), "correct", {"author": "Ada"}, status=422)
    assert "bad_correction" in told(same.find_class("trouble")[0])
    wrong = sent(
        writer, page_of(writer, f"/article/{article.id}"), "correct", {"date": "soon", "author": "A"}, status=422
    )
    assert "no date" in told(wrong.find_class("trouble")[0])


def test_what_was_read_wrongly_is_left_out(writer: TestClient) -> None:
    quotation = picture(writer).quotations[0]
    page = page_of(writer, judge_href(quotation.id))
    assert quotation.content[:20] in told(page)
    after = sent(writer, page, "reject", {"author": "Ada"})
    assert "left out" in told(after)
    assert quotation.id not in {one.id for one in picture(writer).quotations}


def test_reasons_for_joining_are_shown_with_words_of_both_pages_and_can_be_denied(writer: TestClient) -> None:
    made = picture(writer)
    entity = next(
        one
        for one in made.entities
        if any(len({words.text_id for words in joined.evidence}) > 1 for joined in one.joined)
    )
    page = page_of(writer, judge_href(entity.id))
    (reasons,) = page.find_class("reasons")
    assert entity.joined[0].reason in told(reasons)
    links = reasons.xpath(".//cite/a/@href")
    assert len(links) == sum(len(one.evidence[:4]) for one in entity.joined)
    assert all(link.startswith("/article/") and f"ref={entity.id}" in link for link in links)
    apart = next(one.fields["form"] for one in page.forms if (one.fields.get("form") or "").startswith("apart-"))
    after = sent(writer, page, apart, {})
    assert log_rows(after)[0].startswith("different")


def test_every_form_says_where_it_is_from(writer: TestClient) -> None:
    left, right = two_people(picture(writer))
    data = {"verdict": "same", "about": left, "other": right, "author": "Eve"}
    answer = writer.post("/judge", data=data, headers=BROWSER)
    assert answer.status_code == 403
    assert "form_token_required" in answer.text
    elsewhere = {"accept": "text/html", "sec-fetch-site": "cross-site", "origin": "http://evil.example"}
    answer = writer.post("/judge", data=data, headers=elsewhere)
    assert answer.status_code == 403
    assert log_rows(page_of(writer, "/judging")) == []


def test_a_server_for_looking_has_no_form_and_says_how_to_have_one(reader: TestClient) -> None:
    left, _ = two_people(picture(reader))
    article = picture(reader).articles[0].id
    for path in (judge_href(left), "/judging", "/add", f"/article/{article}"):
        page = page_of(reader, path)
        assert [one.get("method") for one in page.forms if one.get("method") != "get"] == []
        assert ("dateline serve --write" in told(page)) == (not path.startswith("/article/"))
    assert reader.post("/judge", data={"verdict": "undo"}).status_code == 403


def test_what_cannot_be_found_is_no_fault(reader: TestClient) -> None:
    page = page_of(reader, f"/judge?about={quote('no such thing')}", status=404)
    assert "unknown_reference" in told(page)
    assert reader.get("/judge").headers["location"] == "/judging"


def test_the_other_one_is_offered_by_name(writer: TestClient) -> None:
    made = picture(writer)
    left, right = two_people(made)
    page = page_of(writer, judge_href(left))
    field = page.get_element_by_id("same-other")
    offered = {one.get("value"): one.text for one in page.get_element_by_id(field.get("list"))}
    assert left not in offered
    assert next(one.name for one in made.entities if one.id == right) in offered[right]
    story = made.stories[0]
    page = page_of(writer, judge_href(story.id))
    offered = {one.get("value"): one.text for one in page.get_element_by_id(f"others-{story.id}")}
    assert set(offered) == {one.id for one in made.stories} - {story.id}


def test_an_article_is_taken_out_of_its_story(writer: TestClient) -> None:
    story = max(picture(writer).stories, key=lambda one: len(one.articles))
    page = page_of(writer, judge_href(story.id))
    (members,) = page.find_class("members")
    assert len(members.findall("li")) == len(story.articles) > 1
    last = [one.fields["form"] for one in page.forms if (one.fields.get("form") or "").startswith("member-")][-1]
    after = sent(writer, page, last, {})
    assert log_rows(after)[0].startswith("different")
    held = {one.id: {*one.articles} for one in picture(writer).stories}
    assert {*story.articles} not in held.values()


def test_lines_of_a_story_lead_to_their_judging_where_it_may_be_written(writer: TestClient, reader: TestClient) -> None:
    story = max(picture(writer).stories, key=lambda one: len(one.articles)).id
    links = page_of(writer, story_href(story)).xpath("//a[@class='judge']/@href")
    assert judge_href(story, within=story) in links
    assert len(links) > 5
    for link in links[:5]:
        page_of(writer, link)
    assert page_of(reader, story_href(story)).xpath("//a[@class='judge']") == []
