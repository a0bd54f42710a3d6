"""Feeds: each entry is a page of its own, with what the feed says of it; hostile XML costs one refusal."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from dateline.article import ArticleStage, Captured
from dateline.capture import CaptureStage, FeedStage
from dateline.capture.feeds import EntrySource
from dateline.errors import Refusal
from dateline.records.evidence import holds
from dateline.records.page import Article, Known, Source

from .servers import LOCAL, serving

_FIRST = "The ferry left the harbour of Westmarch with 40 people on board on Monday morning, the mayor said."
_SECOND = "Nobody was hurt when it ran aground an hour later, and all of them were brought back by fishermen."
_FULL = f"<p>{_FIRST}</p><p>{_SECOND}</p>" + f"<p>{_SECOND.replace('Nobody', 'No one')}</p>" * 3

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Westmarch Courier</title><link>https://courier.example/</link><description>News</description>
<item><title>Ferry runs aground</title><link>https://courier.example/ferry</link><guid>tag:1</guid>
<dc:creator>Ada Moor</dc:creator><pubDate>Mon, 02 Mar 2026 10:40:00 +0100</pubDate>
<description>&lt;p&gt;A ferry ran aground.&lt;/p&gt;</description>
<content:encoded><![CDATA[{_FULL}]]></content:encoded></item>
<item><title>Ferry &amp;amp; harbour</title><link>https://courier.example/harbour</link>
<author>ben@courier.example (Ben Oak)</author><pubDate>Tue, 03 Mar 2026 08:00:00 GMT</pubDate>
<description>The harbour of Westmarch stays closed, the mayor&nbsp;said on Tuesday.</description></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Westmarch Courier</title>
<entry><title type="html">Ferry runs aground</title><id>tag:1</id><link rel="self" href="https://courier.example/self"/>
<link href="https://courier.example/ferry"/><author><name>Ada Moor</name></author>
<published>2026-03-02T10:40:00+01:00</published><updated>2026-03-03T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{_FULL}</div></content></entry></feed>"""

RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://courier.example/">
<title>Westmarch Courier</title></channel><item rdf:about="https://courier.example/ferry">
<title>Ferry runs aground</title>
<link>https://courier.example/ferry</link><dc:date>2026-03-02T10:40:00+01:00</dc:date><dc:creator>Ada Moor</dc:creator>
<description>{_FIRST}</description></item></rdf:RDF>"""

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Westmarch Courier",
        "items": [
            {
                "id": "1", "url": "https://courier.example/ferry", "title": "Ferry runs aground", "content_html": _FULL,
                "date_published": "2026-03-02T10:40:00+01:00", "authors": [{"name": "Ada Moor"}],
            }
        ],
    }
)  # fmt: skip


def entries(feed: str | bytes, *, known: Known | None = None) -> tuple[EntrySource, ...]:
    payload = feed if isinstance(feed, bytes) else feed.encode()
    return FeedStage().open()(Source(name="feed", payload=payload, known=known or Known())).output


def article(entry: EntrySource) -> tuple[Article, str, list[str]]:
    """The article of an entry, its text, and the codes of its warnings; its evidence is checked."""
    seen = CaptureStage().open()(entry.entry)
    read = ArticleStage().open()(Captured(capture=seen.output, text=seen.texts[0]))
    found = read.output[0]
    assert all(holds(words, seen.texts[0].text) for field in found.evidence.values() for words in field)
    return found, read.texts[0].text, [warning.code for warning in (*seen.warnings, *read.warnings)]


@pytest.mark.parametrize("feed", [RSS, ATOM, JSON], ids=["rss", "atom", "json"])
def test_an_entry_is_an_article_with_what_the_feed_says_of_it(feed: str) -> None:
    found, body, warnings = article(entries(feed)[0])
    assert body.startswith(f"{_FIRST}\n\n{_SECOND}")
    assert (found.title, found.outlet, found.byline) == ("Ferry runs aground", "Westmarch Courier", "Ada Moor")
    assert (found.url, found.published.value) == ("https://courier.example/ferry", "2026-03-02T10:40")
    assert set(found.evidence) == {"title", "outlet", "byline", "published"}
    assert warnings == []


def test_an_entry_with_a_summary_alone_is_read_with_a_warning() -> None:
    found, body, warnings = article(entries(RSS)[1])
    assert body == "The harbour of Westmarch stays closed, the mayor said on Tuesday."
    assert (found.title, found.byline, found.published.value) == ("Ferry & harbour", "Ben Oak", "2026-03-03T08:00")
    assert "summary_only" in warnings
    assert article(entries(RDF)[0])[1:] == (_FIRST, ["summary_only"])


def test_what_the_caller_knows_of_a_feed_holds_for_its_entries() -> None:
    assert article(entries(RSS, known=Known(outlet="The Courier")) [0])[0].outlet == "The Courier"  # fmt: skip
    with pytest.raises(Refusal, match="known_of_many"):
        entries(RSS, known=Known(published="2026-03-02"))


def test_the_same_entry_is_the_same_capture_wherever_it_stands_in_its_feed() -> None:
    capture = CaptureStage().open()
    head, _, rest = RSS.partition("<item>")
    moved = f"{head}<item><title>New</title><guid>tag:9</guid><description>New.</description></item><item>{rest}"
    first, again = capture(entries(RSS)[0].entry), capture(entries(moved)[1].entry)
    assert first.output.id == again.output.id


def test_links_are_pages_to_ask_for() -> None:
    assert [each.page and each.page.url for each in entries(RSS)] == [
        "https://courier.example/ferry",
        "https://courier.example/harbour",
    ]
    bad = RSS.replace("https://courier.example/ferry", "javascript:alert(1)")
    page = entries(bad)[0].page
    assert page is not None
    assert (page.url, page.refused and page.refused.code) == (None, "unsupported_scheme")


@pytest.mark.parametrize("cut", [300, 700, 1100])
def test_a_feed_that_was_cut_off_gives_what_is_left_of_it(cut: int) -> None:
    whole = RSS.encode()
    end = whole.index(b"</item>") + cut - 300
    assert entries(whole[:end])[0].entry.name == "feed:https://courier.example/ferry"


_BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.alone
@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (f"{_BOMB}<rss><channel><item><title>&b;</title></item></channel></rss>", "feed"),
        ('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><title>&x;</title></item></rss>', "feed"),
        ("<rss><channel>" + "<item><a>" * 500_000, "too_large"),
        ("<rss><channel>" + "<item/>" * 10_001 + "</channel></rss>", "too_large"),
        ("<rss><channel>" + "<x>" * 100_000 + "<item/>", "empty"),
        ("<urlset><url><loc>https://courier.example/</loc></url></urlset>", "feed"),
        ("<rss><channel></channel></rss>", "empty"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": 3}', "feed"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * 100_000, "feed"),
        ("", "feed"),
    ],
    ids=["bomb", "file", "tags", "entries", "deep", "sitemap", "none", "json", "deep json", "nothing"],
)
def test_hostile_and_empty_feeds_are_refused_in_time(payload: str, code: str) -> None:
    begun = time.process_time()
    with pytest.raises(Refusal) as caught:
        entries(payload)
    assert caught.value.code == code
    assert time.process_time() - begun < 2.0


def test_nothing_is_fetched_for_what_a_feed_names(tmp_path: Path) -> None:
    (tmp_path / "secret.dtd").write_text("<!ELEMENT rss ANY>")
    with serving() as server:
        url = server.page("/feed.dtd", b"<!ELEMENT rss ANY>")
        (found,) = entries(f'<!DOCTYPE rss SYSTEM "{url}"><rss><item><title>Ferry</title></item></rss>')
        assert server.paths() == []
    assert article(found)[0].title == "Ferry"


def test_an_address_that_is_a_feed_is_read_with_the_time_it_was_seen() -> None:
    stage = CaptureStage(allowed=LOCAL, pause_seconds=0.0, seconds=5.0)
    with serving() as server:
        url = server.page("/feed", RSS.encode(), Content_Type="application/rss+xml")
        server.robots("User-agent: *\nDisallow: /closed")
        with pytest.raises(Refusal, match="feed"):
            stage.open()(Source(name=url, url=url))
        read = FeedStage(capture=stage).open()
        found = read(Source(name=url, url=url)).output
        with pytest.raises(Refusal, match="robots_disallowed"):
            read(Source(name="closed", url=server.page("/closed", RSS.encode())))
    assert [each.entry.name for each in found] == [f"{url}:https://courier.example/{at}" for at in ("ferry", "harbour")]
    assert all(each.entry.known.captured for each in found)
