"""What is found, and what is not: fields, kinds, days, names, order, pages of hits, and the words in context."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.records.evidence import holds
from dateline.records.search import Results, Sort
from dateline.records.time import stated
from dateline.search import QueryError
from dateline.workspace import Workspace
from linking.build import Scribe

from .build import arrest, fire, found, keep, race, tell, words_of

BLAST = ("quotation", "the men were killed by a blast")
MARSK = ("quotation", "Marsk was killed")
KILLER = ("quotation", "He was no killer")
FIRE = ("event", "A fire killed two men at Ostrel on Monday.")
ARREST = ("event", "Police arrested the Heron in Brae.")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with tell(tmp_path / "w.db", fire(), arrest(), race()) as opened:
        yield opened


def hits(workspace: Workspace, query: str, **options: str) -> set[tuple[str, str]]:
    """What is found, articles by their titles."""
    results = workspace.search(query, limit=100, on=options.get("on"), as_of=options.get("as_of"))
    return {(h.kind, (h.title or "") if h.kind == "article" else h.name or words_of(h)) for h in results.hits}


SORTS: tuple[Sort, ...] = ("rank", "date")
HOUSE, OWNER, RACE = ("article", "Two die in Ostrel blaze"), ("article", "Owner arrested"), ("article", "Smith wins")


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        # Who said that somebody was killed: the question that search is for.
        ('kind:quotation about:"Edda Marsk" killed', {MARSK}),
        ("killed", {HOUSE, BLAST, MARSK, FIRE}),
        ("killed -blast", {MARSK, FIRE}),
        ("kill*", {HOUSE, OWNER, BLAST, MARSK, KILLER, FIRE}),
        ('"were killed"', {HOUSE, BLAST}),
        ('"killed were"', set()),
        ("blaze", {HOUSE}),
        ("kind:article fire", {HOUSE, OWNER}),
        ("kind:event OR blast", {FIRE, ARREST, HOUSE, BLAST}),
        ("kind:event -arrested", {FIRE}),
        ("-kind:article fire", {FIRE}),
        ("fire (Ostrel OR Brae) -monday", {OWNER}),
        ("elan", {HOUSE, RACE}),
        ("ÉLAN", {HOUSE, RACE}),
        ("e\u0301lan", {HOUSE, RACE}),
        ("京都", {RACE}),
        ("都京", set()),
        ("speaker:voll", {HOUSE, BLAST}),
        ('speaker:"Sira Voll" killed kind:quotation', {BLAST}),
        ("speaker:lawyer", {KILLER}),
        ("speaker:someone", {MARSK}),
        ("about:marsk kind:event", {FIRE}),
        ("place:brae", {OWNER, ARREST}),
        ("place:ostrel -kind:article", {FIRE}),
        ('outlet:"Daily Quill" kind:quotation', {KILLER}),
        ("outlet:quill -kind:quotation", {OWNER, ARREST}),
        ('origin:"Norvik Press Agency"', {HOUSE, FIRE}),
        ("origin:post", set()),
        ("origin:lee", {KILLER}),
        ("origin:someone", set()),
        ("kind:entity ann", {("entity", "Ann Lee"), ("entity", "Ann Smith Lee")}),
        ("kind:entity about:voll", {("entity", "Sira Voll")}),
        ("kind:entity speaker:voll", set()),
        # A phrase does not run from one name into the next.
        ('about:"Voll Edda"', set()),
        ('about:"Ann Lee"', {OWNER, ("entity", "Ann Lee")}),
        ("date:2026-03", {HOUSE, BLAST, MARSK, FIRE}),
        ("fire date:2026-03..", {HOUSE, OWNER, FIRE}),
        ("fire date:..2026-03-31", {HOUSE, FIRE}),
        ("date:2026-04-09..2026-04-10 kind:event", {ARREST}),
        ("date:2025", set()),
        ("when:2026-03-02", {FIRE}),
        ("when:2026-03 killed", {FIRE}),
        ("when:2026-03-03", set()),
        ("volcano", set()),
        ("kind:quotation kind:event", set()),
    ],
)  # fmt: skip
def test_what_a_query_finds(workspace: Workspace, query: str, wanted: set[tuple[str, str]]) -> None:
    assert hits(workspace, query) == wanted


def test_other_names_are_looked_for_and_told(workspace: Workspace) -> None:
    results = workspace.search('about:"Edda Marsk" kind:event')
    assert set(found(results)) == {FIRE}
    assert [(also.name, also.others) for also in results.also] == [("edda marsk", ("the Heron",))]
    assert set(found(workspace.search('about:"the Heron" kind:event'))) == {FIRE}
    assert workspace.search("about:heron kind:event").also == ()


def test_names_that_somebody_judged_to_be_one_are_looked_for_together(workspace: Workspace) -> None:
    assert hits(workspace, 'about:"Edda Marsk" kind:article') == {HOUSE}
    workspace.same("Edda Marsk", "Ann Lee@arrest.txt", author="Tester")
    results = workspace.search('about:"Edda Marsk" kind:article')
    assert {hit.title for hit in results.hits} == {HOUSE[1], OWNER[1]}
    assert {"the Heron", "Ann Lee"} <= set(results.also[0].others)
    workspace.undo(author="Tester")
    assert hits(workspace, 'about:"Edda Marsk" kind:article') == {HOUSE}


def test_an_entity_is_told_with_its_other_names_and_how_many_texts_name_it(workspace: Workspace) -> None:
    again = Scribe("Edda Marsk came back.")
    again.chain("person", "Edda Marsk")
    keep(workspace._store, again.page("again", published="2026-05-01"))
    (hit,) = workspace.search("kind:entity edda").hits
    assert (hit.name, hit.types, hit.also, hit.pages) == ("Edda Marsk", ("person",), ("the Heron",), 2)
    assert words_of(hit) == "Edda Marsk"


def test_as_of_finds_what_had_been_published_by_then(workspace: Workspace) -> None:
    assert hits(workspace, "fire", as_of="2026-04-09") == {HOUSE, FIRE}
    assert hits(workspace, "fire", as_of="2026-04-10") == {HOUSE, FIRE, OWNER}
    assert hits(workspace, "fire", as_of="2026-03-02") == set()
    # Of no known day, it had been published by none.
    assert hits(workspace, "race", as_of="2030-01-01") == set()
    assert hits(workspace, "kind:entity ann", as_of="2026-04-10") == {("entity", "Ann Lee")}
    assert hits(workspace, "kind:entity ann", as_of="2026-04-09") == set()


def test_on_finds_what_had_happened_by_then_whenever_it_was_told(workspace: Workspace) -> None:
    assert hits(workspace, "killed", on="2026-03-02") == {FIRE}
    assert hits(workspace, "killed", on="2026-03-03") == {HOUSE, BLAST, MARSK, FIRE}
    assert hits(workspace, "killed", on="2026-03-01") == set()
    with pytest.raises(UsageError, match="bad_day"):
        workspace.search("killed", on="yesterday")


def test_words_stand_in_their_text_where_they_are_said_to_stand(workspace: Workspace) -> None:
    results = workspace.search("kill* fire", limit=100)
    assert results.hits
    for hit in results.hits:
        for snippet in hit.snippets:
            text = workspace._store.text(snippet.evidence.text_id)
            assert holds(snippet.evidence, text)
            assert snippet.matches
            for match in snippet.matches:
                assert holds(match, text)
                assert snippet.evidence.start <= match.start < match.end <= snippet.evidence.end
                assert match.exact.lower().startswith(("kill", "fire"))


def test_a_long_text_is_cut_around_what_fits(tmp_path: Path) -> None:
    words = "".join(f"Word{n} and more of it stands here. " for n in range(200)) + "The siren wailed. " + "End. " * 50
    with tell(tmp_path / "w.db", Scribe(words).page("long", published="2026-01-01")) as workspace:
        (hit,) = workspace.search("siren").hits
        (snippet,) = hit.snippets
        assert "The siren wailed" in snippet.evidence.exact
        assert len(snippet.evidence.exact) < 300
        assert [match.exact for match in snippet.matches] == ["siren"]
        (hit,) = workspace.search("word0 word199").hits
        assert [match.exact for one in hit.snippets for match in one.matches] == ["Word0", "Word199"]


def many(number: int) -> Scribe:
    return Scribe(f"Flood number {number} came over the town. " + "Rain fell. " * (number % 3))


def test_pages_of_hits_tell_everything_once(tmp_path: Path) -> None:
    pages = [many(n).page(f"p{n}", published=f"2026-01-{1 + n % 9:02}", title=f"Rain {n}") for n in range(23)]
    with tell(tmp_path / "w.db", *pages) as workspace:
        whole = workspace.search("flood", limit=100)
        assert (len(whole.hits), whole.next) == (23, None)
        for sort in SORTS:
            told: list[str] = []
            results = workspace.search("flood", limit=5, sort=sort)
            while True:
                told += [hit.id for hit in results.hits]
                if results.next is None:
                    break
                results = workspace.search("flood", limit=5, after=results.next, sort=sort)
            assert sorted(told) == sorted(hit.id for hit in whole.hits)
            assert len(told) == len(set(told))
        days = [hit.published.value or "" for hit in workspace.search("flood", limit=100, sort="date").hits]
        assert days == sorted(days, reverse=True)


def test_a_cursor_goes_on_where_it_stood_though_pages_were_read_in_between(tmp_path: Path) -> None:
    pages = [many(n).page(f"p{n}", published=f"2026-01-{1 + n:02}") for n in range(12)]
    with tell(tmp_path / "w.db", *pages) as workspace:
        first = workspace.search("flood", limit=6, sort="date")
        keep(workspace._store, many(99).page("new", published="2026-02-01"))
        second = workspace.search("flood", limit=6, sort="date", after=first.next)
        told = [hit.source for hit in (*first.hits, *second.hits)]
        assert told == [f"p{n}.txt" for n in reversed(range(12))]


def test_of_too_many_the_newest_are_ranked_and_by_day_all_can_be_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.search.finding._NEWEST", 5)
    pages = [many(n).page(f"p{n}", published=f"2026-01-{1 + n:02}") for n in range(12)]
    with tell(tmp_path / "w.db", *pages) as workspace:
        ranked = workspace.search("flood")
        assert [(count.count, count.capped) for count in ranked.counts] == [(5, True)]
        assert {hit.source for hit in ranked.hits} == {f"p{n}.txt" for n in range(7, 12)}
        told: list[str] = []
        results = workspace.search("flood", limit=3, sort="date")
        while results.next is not None:
            told += [hit.source for hit in results.hits]
            results = workspace.search("flood", limit=3, sort="date", after=results.next)
        told += [hit.source for hit in results.hits]
        assert told == [f"p{n}.txt" for n in reversed(range(12))]


def test_a_cursor_of_another_search_is_refused(workspace: Workspace) -> None:
    cursor = workspace.search("kill*", limit=1).next
    assert cursor is not None
    for query, after in (("fire", cursor), ("kill*", cursor[:-3]), ("kill*", "!"), ("kill*", "W10")):
        with pytest.raises(UsageError, match="bad_cursor"):
            workspace.search(query, limit=1, after=after)
    with pytest.raises(UsageError, match="bad_limit"):
        workspace.search("fire", limit=0)


def test_a_title_counts_more_and_the_newer_of_equals_stands_first(tmp_path: Path) -> None:
    body = "A dam burst above the town, and the water rose. "
    pages = [
        Scribe(f"{body}One. ").page("old", published="2026-01-01", title="News of the day"),
        Scribe(f"{body}Two. ").page("new", published="2026-01-05", title="News of the day"),
        Scribe(f"{body}Six. ").page("titled", published="2025-12-01", title="Dam burst today"),
        *(Scribe(f"Nothing of it, {n}.").page(f"x{n}", published="2026-01-02", title="Other") for n in range(8)),
    ]
    with tell(tmp_path / "w.db", *pages) as workspace:
        assert [hit.source for hit in workspace.search("dam").hits] == ["titled.txt", "new.txt", "old.txt"]


def test_kinds_take_turns(workspace: Workspace) -> None:
    kinds = [hit.kind for hit in workspace.search("killed").hits]
    assert kinds == ["article", "quotation", "event", "quotation"]
    counts = {count.kind: count.count for count in workspace.search("killed", limit=1).counts}
    assert counts == {"article": 1, "quotation": 2, "event": 1}


def test_what_is_found_can_be_shown(workspace: Workspace) -> None:
    for hit in workspace.search("killed OR kind:entity", limit=100).hits:
        if hit.kind != "article":  # These were given no words for their fields.
            (passage, *_) = workspace.show(hit.id)
            shown = [evidence.exact for evidence in passage.evidence]
            assert hit.name in shown or any(words_of(hit) in words for words in shown)


def test_malformed_queries_never_reach_the_workspace(workspace: Workspace) -> None:
    with pytest.raises(QueryError):
        workspace.search('killed "')


@given(text=st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_is_typed_the_workspace_answers_and_stays_as_it_is(workspace: Workspace, text: str) -> None:
    try:
        results: Results | None = workspace.search(text)
    except UsageError:
        results = None
    assert results is None or len(results.hits) <= 20
    assert hits(workspace, "kind:quotation") == {BLAST, MARSK, KILLER}


@pytest.mark.parametrize(
    "query",
    ['"; DROP TABLE search_page; --', "a' OR '1'='1", '{title} : x', "words:killed", "NEAR(killed blast)", "^killed",
     "killed + blast", "search_article MATCH 'x'", "\x00killed\x00", "*", '""'],
)  # fmt: skip
def test_syntax_of_the_index_is_only_words(workspace: Workspace, query: str) -> None:
    with suppress(QueryError):
        workspace.search(query)
    assert hits(workspace, "blast kind:quotation") == {BLAST}


def in_index(path: Path) -> int:
    """How many rows the full-text tables and those beside them hold."""
    db = sqlite3.connect(path)
    tables = ("search_page", "search_name", "search_alias", "search_time", "search_article_docsize",
              "search_quotation_docsize", "search_event_docsize", "search_entity_docsize", "unsearched")  # fmt: skip
    rows = sum(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)
    db.close()
    return int(rows)


def test_what_is_forgotten_is_found_no_more(workspace: Workspace) -> None:
    assert hits(workspace, "killed")
    for source in ("fire.txt", "arrest.txt"):
        workspace.forget(source)
    assert hits(workspace, "killed OR killer OR arrested OR Ostrel OR place:brae OR speaker:voll OR Heron") == set()
    assert hits(workspace, "race") == {RACE}
    assert hits(workspace, "kind:entity") == {("entity", "Ann Smith Lee")}
    workspace.forget("race.txt")
    assert in_index(workspace.path) == 0


def test_no_word_of_what_is_forgotten_is_left_in_the_file(tmp_path: Path) -> None:
    secret = Scribe("The zyxwvut was seen. Zyxwvut Quorble said zyxwvut is zyxwvutish.")
    quorble = secret.chain("person", "Zyxwvut Quorble")
    secret.quote("zyxwvut is zyxwvutish", speaker=quorble, words="Zyxwvut Quorble")
    with tell(tmp_path / "w.db", fire(), secret.page("secret", published="2026-05-05", title="Zyxwvut")) as workspace:
        assert len(hits(workspace, "zyxwvut*")) > 1
        workspace.forget("secret.txt")
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        for word in (b"zyxwvut", b"yxwvut", b"quorble", b"uorble"):
            assert word not in content, file


def test_a_text_that_another_page_shares_stays_and_is_found_under_that_one(tmp_path: Path) -> None:
    scribe = Scribe("A fire burned at Ostrel.")
    scribe.chain("place", "Ostrel")
    scribe.event("burned", type="disaster")
    first, second = (scribe.page(name, outlet=f"The {name}", published=day) for name, day in
                     (("Post", "2026-01-01"), ("Quill", "2026-01-02")))  # fmt: skip
    with tell(tmp_path / "w.db", second, first) as workspace:
        (event,) = workspace.search("burned kind:event").hits
        assert (event.source, event.articles) == ("Post.txt", (first.article.id, second.article.id))
        assert [hit.source for hit in workspace.search("kind:article burned", sort="date").hits] == [
            "Quill.txt",
            "Post.txt",
        ]
        assert hits(workspace, "kind:event burned", as_of="2026-01-01")
        workspace.forget("Post.txt")
        (event,) = workspace.search("burned kind:event").hits
        assert (event.source, event.articles) == ("Quill.txt", (second.article.id,))
        assert not hits(workspace, "kind:event burned", as_of="2026-01-01")


def test_a_newer_look_at_a_page_takes_the_place_of_the_older(tmp_path: Path) -> None:
    url = "https://news.example/a"
    with tell(tmp_path / "w.db") as workspace:
        old, new = (Scribe(f"The toll is {n} now.").page(f"seen{n}", published="2026-01-01") for n in ("six", "nine"))
        keep(workspace._store, old, url=url, observed_at="2026-01-01T10:00:00.000Z")
        assert len(workspace.search("six").hits) == 1
        keep(workspace._store, new, url=url, observed_at="2026-01-02T10:00:00.000Z")
        assert (len(workspace.search("six").hits), len(workspace.search("nine").hits)) == (0, 1)


def test_corrections_and_rejections_are_searched_as_they_stand(workspace: Workspace) -> None:
    assert hits(workspace, "outlet:post kind:article") == {HOUSE}
    workspace.correct("fire.txt", {"outlet": "Norvik Mail", "date": "2026-03-09"}, author="Tester")
    assert hits(workspace, "outlet:post kind:article") == set()
    assert hits(workspace, "outlet:mail kind:article") == {HOUSE}
    assert hits(workspace, "blaze", as_of="2026-03-08") == set()
    workspace.reject(workspace.search("kind:quotation blast").hits[0].id, author="Tester")
    assert hits(workspace, "kind:quotation blast") == set()
    workspace.undo(author="Tester")
    workspace.undo(author="Tester")
    assert hits(workspace, "outlet:post kind:quotation") == {BLAST, MARSK}


def test_another_version_of_the_index_is_filled_anew(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    before = workspace.search("kill*", limit=100).hits
    for module in ("dateline.search.indexing", "dateline.search"):
        monkeypatch.setattr(f"{module}.VERSION", "of the test")
    assert workspace._store.unsearched(version="of the test", most=10)
    assert workspace.search("kill*", limit=100).hits == before
    assert workspace._store.unsearched(version="of the test", most=10) == []


def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    pages = [fire(), arrest(), race()]
    answers = []
    for name, some in (("a", pages), ("b", pages[::-1])):
        with tell(tmp_path / f"{name}.db", *some) as workspace:
            answers.append(
                [workspace.search(query, limit=100).hits for query in ("kill*", "fire", "kind:entity", "speaker:lee")]
            )
    assert answers[0] == answers[1]


def test_where_nothing_waits_nothing_is_written(workspace: Workspace) -> None:
    workspace.search("fire")
    other = sqlite3.connect(workspace.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")  # Somebody else is writing, and goes on writing.
    assert len(workspace.search("fire").hits) == 3
    other.close()


def test_an_uncertain_day_is_in_a_range_only_where_all_of_it_is(tmp_path: Path) -> None:
    page = Scribe("A siren wailed.").page("month")
    page = replace(page, article=replace(page.article, published=stated("2026-02")))
    with tell(tmp_path / "w.db", page) as workspace:
        assert [len(workspace.search(f"siren date:{days}").hits) for days in ("2026-02", "2026", "2026-02-28")] == [
            1,
            1,
            0,
        ]
        assert [len(workspace.search("siren", as_of=day).hits) for day in ("2026-02-27", "2026-02-28")] == [0, 1]
