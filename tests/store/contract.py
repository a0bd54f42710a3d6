"""What every Store keeps to, whoever it is: one suite over every backend.

A backend's test class inherits `StoreContract` and gives the fixture `open_again`, which opens the same
workspace once more each time it is called.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import StoreError, UsageError
from dateline.ports import Kept, Store
from dateline.records.evidence import Evidence, article_text
from dateline.records.ids import digest
from dateline.records.judgement import Judgement, Pin, judge
from dateline.records.outcome import Outcome, Warning
from dateline.records.page import Article, Capture, Header, Observation
from dateline.records.reading import Mention
from dateline.records.registry import Registry, RegistryDetail, RegistryRecord, RegistrySaid
from dateline.records.time import UNKNOWN
from dateline.store import open_store

from .pages import article_of, capture_of, failed, kept, page, reading_of, texts_of

__all__ = ["Snapshot", "StoreContract", "snapshot"]

Snapshot = tuple[object, ...]


def snapshot(store: Store) -> Snapshot:
    """All that a store says, in its order."""
    captures = list(store.captures())
    articles = list(store.articles())
    texts = sorted({text_id for article in articles for text_id in (article.text_id, article.capture_text_id)})
    return (
        captures, articles, list(store.readings(texts)), [store.text(text_id) for text_id in texts],
        [store.payload(capture.payload) for capture in captures], list(store.failures()), list(store.warnings()),
    )  # fmt: skip


def seen(number: int, *, at: str | None, url: str = "https://news.example/a") -> list[Kept]:
    """Page `number`, as it was seen at an address at a time."""
    captured, *rest = page(number)
    observation = Observation(observed_at=at, final_url=url, headers=(Header(name="server", value="s"),))
    output = replace(capture_of(number), url=url, observation=observation)
    return [replace(captured, outcome=replace(captured.outcome, output=output)), *rest]


def no_broken(evidence: Evidence) -> None:
    raise AssertionError(f"broken: {evidence}")


class StoreContract:
    """The suite."""

    @pytest.fixture
    def store(self, open_again: Callable[[], Store]) -> Iterator[Store]:
        store = open_again()
        yield store
        store.close()

    def test_an_empty_store_says_nothing(self, store: Store) -> None:
        assert snapshot(store) == ([], [], [], [], [], [], [])
        assert store.known(["00" * 16]) == frozenset()
        assert store.check(no_broken) == (0, 0)

    def test_what_is_kept_comes_back_equal(self, store: Store, open_again: Callable[[], Store]) -> None:
        store.add(page(1))
        again = open_again()
        for each in (store, again):
            assert list(each.captures()) == [capture_of(1)]
            assert list(each.articles()) == [article_of(1)]
            assert list(each.readings([texts_of(1)[1].id])) == [reading_of(1)]
            assert [each.text(text.id) for text in texts_of(1)] == [text.text for text in texts_of(1)]
            assert each.payload(capture_of(1).payload) == texts_of(1)[0].text.encode() + b"\r\n"
        again.close()

    def test_every_piece_of_evidence_that_comes_back_holds(self, store: Store) -> None:
        store.add(page(1))
        holding, total = store.check(no_broken)
        assert holding == total == 4 + len(reading_of(1).mentions) + 1

    def test_known_are_the_keys_that_were_added_failed_ones_too(self, store: Store) -> None:
        entries = [*page(1), failed("gone.txt", "not_found", stage="capture")]
        store.add(entries)
        keys = [entry.derivation.key for entry in entries]
        assert store.known([*keys, "ab" * 16]) == frozenset(keys)
        many = [f"{number:032x}" for number in range(3000)]
        assert store.known([*many, *keys]) == frozenset(keys)

    def test_adding_twice_changes_nothing(self, store: Store) -> None:
        entries = [entry for number in range(5) for entry in page(number)]
        store.add([*entries, failed("gone.txt", "not_found", stage="capture", source="./gone.txt")])
        before = snapshot(store)
        store.add(entries)
        store.add([*entries, *entries])
        assert snapshot(store) == before

    def test_what_is_there_already_is_not_replaced(self, store: Store) -> None:
        store.add(page(1))
        entry = page(1)[2]
        store.add([replace(entry, outcome=replace(entry.outcome, output=replace(reading_of(1), mentions=())))])
        assert list(store.readings([texts_of(1)[1].id])) == [reading_of(1)]

    @pytest.mark.parametrize(("code", "gives_way"), [("timeout", True), ("out_of_memory", True), ("too_long", False)])
    def test_what_failed_for_want_of_time_or_memory_gives_way(self, store: Store, code: str, gives_way: bool) -> None:
        captured, found, _ = page(1)
        late = failed(found.derivation.input, code, stage="article")
        key = late.derivation.key
        assert key == found.derivation.key
        store.add([captured, late])
        assert store.unfinished([key, captured.derivation.key]) == ({key} if gives_way else set())
        store.add([late])
        assert [failure.code for failure in store.failures()] == [code]
        store.add([found])
        assert store.unfinished([key]) == set()
        assert list(store.articles()) == ([article_of(1)] if gives_way else [])
        assert [failure.code for failure in store.failures()] == ([] if gives_way else [code])

    @pytest.mark.parametrize("seed", range(3))
    def test_the_order_of_arrival_changes_nothing(
        self, store: Store, open_elsewhere: Callable[[], Store], seed: int
    ) -> None:
        pages = [page(number) for number in range(12)]
        pages += [[failed(f"gone-{number}.txt", "empty", stage="capture", source=f"g{number}")] for number in range(3)]
        pages += [page(3, source="a copy.txt"), [failed(texts_of(4)[1].id, "too_long", stage="reading", version=2)]]
        other = open_elsewhere()
        store.add(entry for entries in pages for entry in entries)
        random.Random(seed).shuffle(pages)
        for entries in pages:
            other.add(entries)
        assert snapshot(other) == snapshot(store)
        assert len(list(store.captures())) == 13
        other.close()

    def test_records_come_by_id_and_once(self, store: Store) -> None:
        store.add(entry for number in range(30) for entry in page(number))
        captures = [capture.id for capture in store.captures()]
        articles = [article.id for article in store.articles()]
        assert captures == sorted(capture_of(number).id for number in range(30))
        assert articles == sorted(article_of(number).id for number in range(30))
        asked = [*captures[4:9], captures[4], "00" * 10]
        assert [capture.id for capture in store.captures(asked)] == captures[4:9]
        found = [article.id for article in store.articles(reversed_of(asked))]
        assert found == sorted(found)
        assert {article.capture for article in store.articles(asked)} == set(captures[4:9])
        texts = sorted(texts_of(number)[1].id for number in range(30))
        assert [reading.text_id for reading in store.readings(reversed_of(texts))] == texts
        assert [*store.captures([]), *store.articles([]), *store.readings([])] == []

    def test_more_records_than_one_question_fetches(self, store: Store) -> None:
        for start in range(0, 1100, 100):
            store.add(entry for number in range(start, start + 100) for entry in page(number))
        captures = [capture.id for capture in store.captures()]
        assert len(captures) == len(set(captures)) == 1100
        assert sorted(captures) == captures
        assert [capture.id for capture in store.captures(captures)] == captures
        assert len(list(store.articles(captures))) == len(list(store.articles())) == 1100

    def test_adding_while_iterating_is_safe(self, store: Store) -> None:
        store.add(entry for number in range(4) for entry in page(number))
        seen = []
        for at, capture in enumerate(store.captures()):
            seen.append(capture.id)
            store.add(page(100 + at))
        assert {capture_of(number).id for number in range(4)} <= set(seen)
        assert len(list(store.captures())) >= 8

    def test_a_crash_while_the_outcomes_come_leaves_nothing_of_them(self, store: Store) -> None:
        store.add(page(0))
        before = snapshot(store)

        def crashing() -> Iterator[Kept]:
            yield from page(1)
            yield page(2)[0]
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            store.add(crashing())
        assert snapshot(store) == before
        assert not store.known([entry.derivation.key for entry in page(1)])
        store.add(page(1))
        assert len(list(store.captures())) == 2

    def test_the_newest_version_is_given_out_whichever_came_first(
        self, store: Store, open_elsewhere: Callable[[], Store]
    ) -> None:
        newer = replace(reading_of(1), mentions=reading_of(1).mentions[:3])
        latest = kept(Outcome(input=newer.text_id, output=newer), stage="reading", version=10)
        store.add([*page(1), latest])
        other = open_elsewhere()
        other.add([*page(1)[:2], latest])
        other.add(page(1))
        assert list(store.readings([newer.text_id])) == list(other.readings([newer.text_id])) == [newer]
        other.close()

    def test_a_newer_failure_hides_what_an_older_version_made(self, store: Store) -> None:
        body = texts_of(1)[1].id
        store.add([*page(1), failed(body, "too_long", stage="reading", version=2)])
        assert list(store.readings([body])) == []
        assert [(failure.source, failure.code) for failure in store.failures()] == [("page-1.txt", "too_long")]
        store.add([kept(Outcome(input=body, output=reading_of(1)), stage="reading", version=3)])
        assert list(store.readings([body])) == [reading_of(1)]
        assert list(store.failures()) == []

    def test_what_a_superseded_text_said_is_not_listed(self, store: Store) -> None:
        capture, article, _ = page(1)
        store.add([capture, article, failed(texts_of(1)[1].id, "too_long", stage="reading")])
        assert [failure.code for failure in store.failures()] == ["too_long"]
        better = article_text(["A better cut."])
        newer = replace(article_of(1), id="ab" * 10, text_id=better.id, published=UNKNOWN, evidence={}, title=None)
        outcome = Outcome(input=newer.capture, output=(newer,), texts=(better,))
        store.add([kept(outcome, stage="article", version=2)])
        assert list(store.articles()) == list(store.articles([newer.capture])) == [newer]
        assert list(store.failures()) == []

    def test_of_two_settings_the_one_that_is_done_is_given_out(self, store: Store) -> None:
        body = texts_of(1)[1].id
        entries = page(1)
        strict = failed(body, "timeout", stage="reading")
        other = replace(strict, derivation=replace(strict.derivation, key="f" * 32, settings='{"seconds": 1}'))
        store.add([*entries[:2], other, entries[2]])
        assert list(store.readings([body])) == [reading_of(1)]
        assert list(store.failures()) == []

    def test_failures_and_warnings_are_listed_under_every_source_of_their_text(self, store: Store) -> None:
        body = texts_of(1)[1].id
        doubt = Outcome(input=body, output=reading_of(1), warnings=(Warning(code="long", message="It is long."),))
        capture = capture_of(7)
        store.add([
            *page(1)[:2], *page(1, source="a copy.txt")[:2], *page(7)[:1],
            kept(doubt, stage="reading"),
            failed(capture.id, "no_article", stage="article"),
            failed("/tmp/gone.txt", "not_found", stage="capture", source="gone.txt"),
            failed("0a1b", "empty", stage="capture"),
        ])  # fmt: skip
        assert [(failure.source, failure.stage, failure.code) for failure in store.failures()] == [
            ("0a1b", "capture", "empty"),
            ("gone.txt", "capture", "not_found"),
            ("page-7.txt", "article", "no_article"),
        ]
        assert [(warning.source, warning.code) for warning in store.warnings()] == [
            ("a copy.txt", "odd_ends"),
            ("a copy.txt", "long"),
            ("page-1.txt", "odd_ends"),
            ("page-1.txt", "long"),
            ("page-7.txt", "odd_ends"),
        ]

    def test_of_one_address_the_last_version_that_was_seen_stands(
        self, store: Store, open_elsewhere: Callable[[], Store]
    ) -> None:
        first, second, third = (seen(n, at=f"2026-03-0{n}T10:00:00.000Z") for n in (1, 2, 3))
        ids = [capture_of(n).id for n in (1, 2, 3)]
        other = open_elsewhere()
        for each, order in ((store, (first, second, third)), (other, (third, first, second))):
            for entries in order:
                each.add([*entries, *page(7)])
            assert {article.id for article in each.articles()} == {article_of(3).id, article_of(7).id}
            assert {article.id for article in each.articles(ids)} == {article_of(n).id for n in (1, 2, 3)}
            assert {each.versions(name) for name in ids} == {tuple(ids)}
            assert each.versions(capture_of(7).id) == ()
            assert len(list(each.captures())) == 4
        assert snapshot(other) == snapshot(store)
        other.close()

    def test_a_version_without_an_article_hides_none(self, store: Store) -> None:
        newest = seen(2, at="2026-03-02T10:00:00.000Z")[0]
        refused = failed(capture_of(2).id, "no_article", stage="article")
        store.add([*seen(1, at="2026-03-01T10:00:00.000Z"), newest, refused])
        assert [article.id for article in store.articles()] == [article_of(1).id]
        assert store.versions(capture_of(1).id) == (capture_of(1).id, capture_of(2).id)

    def test_what_is_seen_again_as_it_was_stands_again(self, store: Store) -> None:
        store.add([*seen(1, at="2026-03-01T10:00:00.000Z"), *seen(2, at="2026-03-02T10:00:00.000Z")])
        assert [article.id for article in store.articles()] == [article_of(2).id]
        before = len(list(store.captures()))
        store.add(seen(1, at="2026-03-03T10:00:00.000Z"))
        assert [article.id for article in store.articles()] == [article_of(1).id]
        assert len(list(store.captures())) == before
        assert store.versions(capture_of(1).id) == (capture_of(2).id, capture_of(1).id)

    def test_other_addresses_and_unknown_times_are_pages_of_their_own(self, store: Store) -> None:
        store.add([*seen(1, at="2026-03-01T10:00:00.000Z"), *seen(2, at="2026-03-02T10:00:00.000Z", url="https://b/")])
        store.add([*seen(3, at=None), *seen(4, at=None)])
        assert len(list(store.articles())) == 4
        assert store.versions(capture_of(3).id) == ()

    def test_captures_are_found_by_the_names_of_their_sources_and_articles(self, store: Store) -> None:
        name = "caf\udce9.txt"
        store.add([*page(1, source=name), *page(2, source=name), *page(3)])
        mine = {(name, capture_of(n, source=name).id) for n in (1, 2)}
        assert set(store.named([name, name, "other"])) == mine
        assert list(store.named([article_of(3).id])) == [(article_of(3).id, capture_of(3).id)]
        many = [f"page-{number}.txt" for number in range(2000)]
        assert list(store.named(many)) == [("page-3.txt", capture_of(3).id)]
        assert list(store.named([])) == []

    def test_names_that_are_no_unicode_come_back_as_they_were(self, store: Store) -> None:
        name = "caf\udce9 \ud83d.txt"
        entries = page(1, source=name)
        store.add([*entries, failed(f"/tmp/{name}", "empty", stage="capture", source=name)])
        assert [capture.source for capture in store.captures()] == [name]
        assert [article.source for article in store.articles()] == [name]
        assert {failure.source for failure in store.failures()} == {name}
        keyless = failed(f"/home/{name}", "not_found", stage="capture")
        store.add([keyless])
        assert {failure.source for failure in store.failures()} == {name, f"/home/{name}"}

    def test_unknown_texts_and_payloads_are_store_errors(self, store: Store) -> None:
        store.add(page(1))
        for ask, code in ((store.text, "unknown_text"), (store.payload, "unknown_payload")):
            for name in ("00" * 32, "", "no hex"):
                with pytest.raises(StoreError) as caught:
                    ask(name)
                assert caught.value.code == code
        with pytest.raises(StoreError, match="unknown_text"):
            store.text(capture_of(1).payload)

    def test_evidence_from_a_text_that_is_not_there_is_refused_with_its_batch(self, store: Store) -> None:
        with pytest.raises(StoreError) as caught:
            store.add([*page(2), page(1)[2]])
        assert caught.value.code == "unknown_text"
        assert list(store.captures()) == []

    def test_evidence_that_does_not_hold_costs_its_outcome_alone(self, store: Store) -> None:
        body = texts_of(1)[1]
        forged = Evidence(text_id=body.id, start=0, end=3, exact="Not")
        lying = replace(reading_of(1), mentions=(Mention(id="m", type="other", form="name", evidence=forged),))
        store.add([*page(1)[:2], kept(Outcome(input=body.id, output=lying), stage="reading"), *page(2)])
        assert [(failure.source, failure.code) for failure in store.failures()] == [("page-1.txt", "unkeepable")]
        assert list(store.readings([body.id])) == []
        assert list(store.readings([texts_of(2)[1].id])) == [reading_of(2)]
        assert store.check(no_broken)[0] > 0

    @pytest.mark.parametrize("change", [{"title": 5}, {"language": b"en"}, {"evidence": {"nonsense": ()}}])
    def test_a_record_that_does_not_fit_its_type_costs_its_outcome_alone(
        self, store: Store, change: dict[str, object]
    ) -> None:
        wrong: Article = replace(article_of(1), **change)  # type: ignore[arg-type]
        outcome = replace(page(1)[1].outcome, output=(wrong,))
        store.add([page(1)[0], kept(outcome, stage="article"), *page(2)])
        assert [(failure.source, failure.code) for failure in store.failures()] == [("page-1.txt", "unkeepable")]
        assert [article.id for article in store.articles()] == [article_of(2).id]

    def test_a_text_or_payload_under_a_wrong_name_is_not_kept(self, store: Store) -> None:
        entry = page(1)[0]
        wrong_text = replace(entry.outcome.texts[0], text="Another text.")
        for outcome in (replace(entry.outcome, payload=b"other"), replace(entry.outcome, texts=(wrong_text,))):
            changed = kept(replace(outcome, input=f"i{len(outcome.payload or b'')}"), stage="capture", source="x")
            store.add([changed])
            assert store.known([changed.derivation.key])
        assert {failure.code for failure in store.failures()} == {"unkeepable"}
        assert list(store.captures()) == []
        with pytest.raises(StoreError):
            store.text(wrong_text.id)

    def test_the_log_of_judgements_comes_back_in_its_order(self, store: Store, open_again: Callable[[], Store]) -> None:
        entries = [rejection(1, day=day) for day in (2, 1, 3)]
        entries.append(judge("undo", author="Ada", at="2026-04-05T10:00:00.000Z", undoes=entries[0].id))
        for entry in (*entries, entries[1]):
            store.judge(entry)
        again = open_again()
        assert list(store.judgements()) == list(again.judgements()) == entries
        again.close()

    def test_what_is_forgotten_leaves_what_it_left_out(self, store: Store, open_elsewhere: Callable[[], Store]) -> None:
        other = open_elsewhere()
        for number in (1, 2, 3):
            store.add(page(number))
            if number != 2:
                other.add(page(number))
        for number in (1, 2):
            store.judge(rejection(number))
        other.judge(rejection(1))
        store.judge(judge("undo", author="Ada", at="2026-04-05T10:00:00.000Z", undoes=rejection(2).id))
        store.forget([capture_of(2).id])
        assert snapshot(store) == snapshot(other)
        assert list(store.judgements()) == list(other.judgements())
        assert store.check(no_broken) == other.check(no_broken)
        for gone in (*(text.id for text in texts_of(2)), ""):
            with pytest.raises(StoreError, match="unknown_text"):
                store.text(gone)
        with pytest.raises(StoreError, match="unknown_payload"):
            store.payload(capture_of(2).payload)
        assert not store.known([entry.derivation.key for entry in page(2)])
        assert list(store.readings([texts_of(2)[1].id])) == []
        store.add(page(2))
        assert list(store.readings([texts_of(2)[1].id])) == [reading_of(2)]
        other.close()

    def test_what_another_page_shares_is_not_forgotten(self, store: Store, open_elsewhere: Callable[[], Store]) -> None:
        other = open_elsewhere()
        store.add([*page(1), *page(1, source="a copy.txt")])
        other.add([*page(1, source="a copy.txt"), page(1)[2]])
        store.judge(rejection(1))
        store.forget([capture_of(1).id])
        assert snapshot(store) == snapshot(other)
        assert list(store.judgements()) == [rejection(1)]
        store.forget([capture_of(1, source="a copy.txt").id])
        assert snapshot(store) == ([], [], [], [], [], [], [])
        assert list(store.judgements()) == []

    def test_a_text_that_another_capture_is_stays(self, store: Store) -> None:
        captured, found, read = page(1)
        body = texts_of(1)[1]
        twin = Capture(
            id="ef" * 10, source="bare.txt", payload=digest(body.text.encode()), text_id=body.id,
            media_type="text/plain", charset="utf-8",
        )  # fmt: skip
        outcome = Outcome(input=twin.id, output=twin, texts=(body,), payload=body.text.encode())
        store.add([captured, found, read, kept(outcome, stage="capture")])
        store.forget([capture_of(1).id])
        assert store.text(body.id) == body.text
        assert list(store.captures()) == [twin]
        assert store.payload(twin.payload) == body.text.encode()

    def test_a_correction_goes_with_its_page(self, store: Store) -> None:
        store.add([*page(1), *page(1, source="a copy.txt")])
        store.judge(replace(rejection(1), kind="correct"))
        store.forget([capture_of(1, source="a copy.txt").id])
        assert len(store.judgements()) == 1
        store.add(page(1, source="a copy.txt"))
        store.forget([capture_of(1).id])
        assert list(store.judgements()) == []

    def test_a_copy_is_the_same_and_takes_no_name_that_is_taken(self, store: Store, tmp_path: Path) -> None:
        store.add(page(1))
        store.judge(rejection(1))
        store.backup(tmp_path / "copy.db")
        store.add(page(2))
        copied = open_store(tmp_path / "copy.db")
        assert list(copied.captures()) == [capture_of(1)]
        assert list(copied.judgements()) == [rejection(1)]
        assert copied.check(no_broken)[0] > 0
        copied.close()
        with pytest.raises(UsageError, match="file_exists"):
            store.backup(tmp_path / "copy.db")
        with pytest.raises(StoreError, match="no_such_folder"):
            store.backup(tmp_path / "none" / "copy.db")

    def test_a_registry_shows_when_all_of_it_is_there(self, store: Store, open_again: Callable[[], Store]) -> None:
        other = open_again()
        number = store.registries.begin("list")
        assert store.registries.put(number, [(recorded("N-1"), ["a", "b"]), (recorded("N-2"), ["b"])]) == 0
        assert store.registries.put(number, [(recorded("N-1", "Another"), ["c"])]) == 1
        for each in (store, other):
            assert (each.registries.known(), each.registries.at(["a", "b"])) == ([], [])
            assert each.registries.called(recorded("N-1").id) == []
        store.registries.finish(number, REGISTRY)
        for each in (store, other):
            assert each.registries.known() == [REGISTRY]
            assert each.registries.at(["b", "a", "none"]) == [("list", recorded("N-1")), ("list", recorded("N-2"))]
            assert each.registries.at(["c"]) == []
            assert each.registries.called(recorded("N-2").id) == [("list", recorded("N-2"))]
            assert each.registries.called(recorded("N-2").id, registry="other") == []
        other.close()

    def test_a_registry_gives_way_to_a_newer_one_of_its_name_only(self, store: Store) -> None:
        for name, record in (("list", "N-1"), ("other", "O-1"), ("list", "N-2")):
            number = store.registries.begin(name)
            store.registries.put(number, [(recorded(record), ["a"]), (detail(record), [])])
            store.registries.finish(number, replace(REGISTRY, name=name))
        assert [name for name, _ in store.registries.at(["a"])] == ["list", "other"]
        assert [found.id for _, found in store.registries.at(["a"])] == [recorded("N-2").id, recorded("O-1").id]
        assert store.registries.details("list", recorded("N-1").id) == ()
        assert store.registries.details("list", recorded("N-2").id) == detail("N-2").said
        assert store.registries.remove("list")
        assert [found.id for _, found in store.registries.at(["a"])] == [recorded("O-1").id]
        assert not store.registries.remove("list")

    def test_a_registry_that_was_given_up_or_overtaken_never_shows(self, store: Store) -> None:
        first = store.registries.begin("list")
        store.registries.put(first, [(recorded("N-1"), ["a"])])
        second = store.registries.begin("list")
        with pytest.raises(StoreError, match="overtaken"):
            store.registries.finish(first, REGISTRY)
        store.registries.put(second, [(recorded("N-2"), ["a"])])
        store.registries.leave(second)
        assert store.registries.known() == []
        assert store.registries.at(["a"]) == []

    def test_a_key_of_a_crowd_leads_to_nobody(self, store: Store) -> None:
        number = store.registries.begin("list")
        store.registries.put(number, [(recorded(f"N-{n}"), ["crowd", f"own {n}"]) for n in range(500)])
        store.registries.finish(number, REGISTRY)
        assert store.registries.at(["crowd"]) == []
        assert store.registries.at(["crowd", "own 7"]) == [("list", recorded("N-7"))]

    def test_registries_are_copied_and_forget_leaves_them(self, store: Store, tmp_path: Path) -> None:
        number = store.registries.begin("list")
        store.registries.put(number, [(recorded("N-1"), ["a"])])
        store.registries.finish(number, REGISTRY)
        store.add(page(1))
        store.forget([capture_of(1).id])
        store.backup(tmp_path / "copy.db")
        copied = open_store(tmp_path / "copy.db")
        assert copied.registries.known() == [REGISTRY]
        assert copied.registries.at(["a"]) == [("list", recorded("N-1"))]
        copied.close()


REGISTRY = Registry(
    name="list", file="list.json", digest="00", added_at="2026-04-01T10:00:00Z", records=2, passed=0, failed=0
)


def recorded(id: str, name: str = "Ivo Kessel") -> RegistryRecord:
    """An entry of a registry, with an id that is no Unicode."""
    return RegistryRecord(id=f"{id} \ud83d", schema="Person", type="person", name=name, topics=("wanted",))


def detail(id: str) -> RegistryDetail:
    """What a row of its own says of it."""
    return RegistryDetail(of=f"{id} \ud83d", said=(RegistrySaid(property="reason", value="Smuggling"),))


def rejection(number: int, *, day: int = 1) -> Judgement:
    """A reading of page `number`, judged wrong."""
    body = texts_of(number)[1]
    pin = Pin(
        kind="mention", name="ferry", source=f"page-{number}.txt", url=None, evidence=body.cut(4, 9),
        context=body.cut(0, 20),
    )  # fmt: skip
    return judge("reject", [pin], author="Ada \ud83d", at=f"2026-04-{day:02}T10:00:00.000Z")


def reversed_of(names: list[str]) -> list[str]:
    return list(reversed(names))
