"""A page of several updates or stories becomes several articles; an ordinary page with many times stays one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import dateline
from dateline.article import ArticleStage, Captured
from dateline.capture import CaptureStage
from dateline.records.evidence import holds
from dateline.records.page import Article, Source
from dateline.stage import Product

from .live_pages import (
    POSTS,
    SPANISH,
    html_bylined,
    html_digest,
    html_entries,
    html_linked,
    html_live,
    plain_bare,
    plain_live,
    plain_spanish,
)
from .pages import PARAGRAPHS
from .reading import check_blocks

Posts = Sequence[tuple[str, str, tuple[str, ...]]]
LIVE = [
    pytest.param(plain_live(), False, POSTS, id="plain"),
    pytest.param(plain_spanish(), False, SPANISH, id="plain-es"),
    pytest.param(html_live(), True, POSTS, id="html"),
    pytest.param(html_linked(), True, SPANISH, id="linked-es"),
    pytest.param(html_entries(), True, POSTS, id="entries"),
    pytest.param(html_bylined(), True, POSTS, id="bylined"),
]


def read(page: str, *, html: bool) -> Product[tuple[Article, ...]]:
    source = Source(name="page", payload=page.encode(), media_type="text/html" if html else None)
    captured = CaptureStage().open()(source)
    found = ArticleStage().open()(Captured(capture=captured.output, text=captured.texts[0]))
    for article, body in zip(found.output, found.texts, strict=True):
        assert article.text_id == body.id
        check_blocks(article, body.text, captured.texts[0].text)
        assert all(holds(words, captured.texts[0].text) for some in article.evidence.values() for words in some)
    return found


@pytest.mark.parametrize(("page", "html", "posts"), LIVE)
def test_each_update_is_an_article_with_its_own_headline_time_and_words(page: str, html: bool, posts: Posts) -> None:
    found = read(page, html=html)
    assert [article.title for article in found.output] == [head for _, head, _ in posts]
    assert [article.published.value for article in found.output] == [f"2026-02-13T{clock}" for clock, _, _ in posts]
    assert [body.text for body in found.texts] == ["\n\n".join(words) for _, _, words in posts]


@pytest.mark.parametrize(("page", "html", "posts"), LIVE)
def test_updates_have_ids_of_their_own_and_share_the_outlet(page: str, html: bool, posts: Posts) -> None:
    found = read(page, html=html).output
    assert len({article.id for article in found}) == len(posts)
    assert len({article.capture for article in found}) == 1
    assert len({article.outlet for article in found}) == 1
    assert found[0].outlet is not None


def test_the_stories_of_a_digest_have_their_own_days() -> None:
    found = read(html_digest(), html=True).output
    assert [article.published.value for article in found] == ["2026-02-13", "2026-02-12", "2026-02-11"]
    assert [article.title for article in found] == [head for _, head, _ in POSTS[:3]]


def test_updates_without_headlines_have_the_pages_title_and_their_own_times() -> None:
    found = read(plain_bare(), html=False).output
    assert {article.title for article in found} == {"Flood in Wexmouth - live"}
    assert [article.published.value for article in found] == [f"2026-02-13T{clock}" for clock, _, _ in reversed(POSTS)]


def test_an_update_has_its_own_byline() -> None:
    found = read(html_bylined(), html=True).output
    assert {article.byline for article in found} == {"Petra Lindqvist-Moor"}


def test_nodes_of_an_update_are_its_own() -> None:
    paths = [block.xpath for article in read(html_live(), html=True).output for block in article.blocks]
    assert None not in paths
    assert len(set(paths)) == len(paths)


def test_what_stands_above_the_first_update_is_an_article_with_the_pages_title() -> None:
    summary = " ".join(PARAGRAPHS[:2])
    page = plain_live().replace("Share   Tweet   Email\n", f"\n{summary}\n")
    found = read(page, html=False)
    assert len(found.output) == 1 + len(POSTS)
    assert found.texts[0].text == summary
    assert found.output[0].title == "LIVE: Wexmouth flood, Friday's updates"


def test_a_time_before_midnight_under_one_after_it_has_an_open_day() -> None:
    page = plain_live().replace("18:55\nSecond", "00:20\nSecond")
    for clock, later in (("16:10", "23:10"), ("11:30", "21:30"), ("07:45", "19:45")):
        page = page.replace(f"{clock}\n", f"{later}\n")
    times = [article.published for article in read(page, html=False).output]
    assert times[0].value is None
    assert (times[0].earliest, times[0].latest) == ("2026-02-12", "2026-02-14")


def test_a_line_with_a_day_is_that_of_the_clock_times_below_it() -> None:
    page = plain_live().replace("11:30\nGrain", "Thursday, 12 February 2026\n\n22:30\nGrain")
    times = [article.published.value for article in read(page, html=False).output]
    assert times == ["2026-02-13T18:55", "2026-02-13T16:10", "2026-02-12T22:30", "2026-02-12T07:45"]


CHRONOLOGY = (
    "How the wall gave way: a timeline\n\nBy Petra Lindqvist-Moor\n14 February 2026\n\n"
    + "\n\n".join(PARAGRAPHS)
    + "\n\n3 February 2019\nThe wall is repaired for the first time, after a ship has struck it at night.\n\n"
    "9 March 2022\nThe wall is repaired again, and the county borrows the money.\n\n"
    "11 February 2026\nThe sea goes through the wall at six in the morning, and reaches the store within the hour.\n"
)
HOURS = "The night the wall gave way: hour by hour\n\n14 February 2026\n\n" + "\n\n".join(
    f"{clock}\n{words}"
    for clock, words in (
        (
            "21:10",
            "The harbour master calls the county and says that the water is a foot higher than the table has it.",
        ),
        ("22:40", "Two firefighters walk along the wall with lamps, and find a wet stone, and then a second one."),
        ("23:15", "The county asks the people of School Lane to leave their houses, and most of them do."),
        ("23:55", "The wall gives way over nine metres, and the water is in the old grain store within a minute."),
    )
)
COMMENTS = (
    "Sea wall gives way in Wexmouth\n\n12 February 2026 14:05\n\n" + "\n\n".join(PARAGRAPHS) + "\n\nComments (3)\n\n"
    "Tidewatcher\n12 February 2026 18:20\nI have said for years that this wall was built of nothing but good hopes.\n\n"
    "Moor Hen\n12 February 2026 17:02\nAnd who is to pay for it now? It will be all of us again, as it always is.\n\n"
    "Ebb\n12 February 2026 15:40\nThank you to the firefighters, who have been up all night for the whole town.\n"
)
TEASERS = (
    "Sea wall gives way in Wexmouth\n\n12 February 2026 14:05\n\n" + "\n\n".join(PARAGRAPHS) + "\n\nMore news\n\n"
    + "\n\n".join(
        f"{head}\n{day} February 2026\n{words[0]}" for day, (_, head, words) in zip((12, 11, 10), POSTS, strict=False)
    )
)  # fmt: skip
CAPTIONS = (
    "Sea wall gives way in Wexmouth\n\n12 February 2026 14:05\n\n"
    + "\n\n".join(
        f"{words}\n\nThe wall on {day} February 2026. Photo: Basil Threlkeld" for day, words in enumerate(PARAGRAPHS, 8)
    )
)  # fmt: skip


@pytest.mark.parametrize("page", [CHRONOLOGY, HOURS, COMMENTS, TEASERS, CAPTIONS])
@pytest.mark.parametrize("html", [False, True])
def test_an_ordinary_page_with_many_times_is_one_article(page: str, html: bool) -> None:
    if html:
        lines = [line for line in page.split("\n") if line]
        page = f"<html><body><h1>{lines[0]}</h1>" + "".join(f"<p>{line}</p>" for line in lines[1:]) + "</body></html>"
    assert len(read(page, html=html).output) == 1


@pytest.mark.model
def test_a_live_page_read_twice_is_new_once(tmp_path: Path) -> None:
    path = tmp_path / "live.html"
    path.write_text(html_live(), encoding="utf-8")
    with dateline.open(tmp_path / "live.db") as workspace:
        first = workspace.read([str(path)])
        again = workspace.read([str(path)])
        dossier = workspace.dossier(pages=[str(path)])
        assert workspace.check().broken == ()
    assert [len(page.articles) for page in first] == [len(POSTS)]
    assert [page.new for page in (*first, *again)] == [True, False]
    assert len({article.id for article in dossier.articles}) == len(POSTS)
