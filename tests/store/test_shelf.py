"""The shelf of stories in a workspace: what the one in memory says, whatever the order; kept up to date by reading."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.linking import archive, stories
from dateline.linking.archive import VERSION, catch_up, shelve, unshelve
from dateline.linking.shelf import MemoryShelf
from dateline.linking.sketches import sketched
from dateline.records.sketch import Sketch
from dateline.store import open_store
from dateline.store.sqlite import SQLiteStore

from .contract import seen
from .pages import article_of, page

WORDS = ("ostrel", "corvin", "norvik", "aurora", "lantern", "fjord", "mast", "harbour")


@st.composite
def sketches(draw: st.DrawFn) -> list[Sketch]:
    """Texts of some days that share some of a few words."""
    made = []
    for at in range(draw(st.integers(2, 7))):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=4, unique=True))
        day = draw(st.integers(739_000, 739_015))
        weights = {word: round(len(words) ** -0.5, 4) for word in sorted(words)}
        made.append(
            sketched(
                dict.fromkeys(("title", "opening", "lead", "words"), weights),
                text_id=f"{at:064x}", order=f"{day} {at:032x}", day=day, length=90,
            )
        )  # fmt: skip
    return made


def in_memory(texts: Sequence[Sketch]) -> dict[str, str | None]:
    shelf = MemoryShelf()
    stories.settle(shelf, texts)
    return {one.text_id: shelf.founder(one.text_id) for one in texts}


@patch.object(stories, "_A_KEY", 2)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), texts=sketches())
def test_kept_stories_are_those_in_memory_whatever_came_and_went(
    data: st.DataObject, texts: list[Sketch], tmp_path_factory: pytest.TempPathFactory
) -> None:
    gone = data.draw(st.sets(st.sampled_from([one.text_id for one in texts])))
    left = [one for one in texts if one.text_id not in gone]
    store = open_store(tmp_path_factory.mktemp("shelf") / "w.db")
    for one in data.draw(st.permutations(texts)):
        with store.shelving(version="1") as shelf:
            stories.settle(shelf, [one])
    assert store.stories() == in_memory(texts)
    moved = [replace(one, order=f"739020 {one.text_id[-32:]}", day=739_020) for one in texts[:2]]
    for one in moved:
        with store.shelving(version="1") as shelf:
            stories.settle(shelf, [one])
    assert store.stories() == in_memory([*moved, *texts[2:]])
    with store.shelving(version="1") as shelf:
        stories.settle(shelf, texts[:2])
        stories.settle(shelf, gone=sorted(gone))
    assert store.stories() == in_memory(left)
    store.close()


def test_a_text_is_found_under_the_names_that_it_was_given_last(store: SQLiteStore) -> None:
    words = dict.fromkeys(WORDS[:4], 0.5)
    one = sketched({"words": words}, text_id="0" * 64, order="739000 a", day=739_000, length=90, names=(4, 8))
    with store.shelving(version="1") as shelf:
        stories.settle(shelf, [one])
        stories.settle(shelf, [replace(one, names=(8, 12))])
    found = [list(store.catalogue.naming(name, most=9)) for name in (4, 8, 12)]
    assert found == [[], [one.text_id], [one.text_id]]
    assert store.catalogue.names([one.text_id]) == [(8, 12)]
    with store.shelving(version="1") as shelf:
        stories.settle(shelf, gone=[one.text_id])
    assert store.catalogue.named(8) == 0


@pytest.fixture
def store(tmp_path: Path) -> SQLiteStore:
    opened = open_store(tmp_path / "w.db")
    opened.add(outcome for number in range(3) for outcome in page(number))
    return opened


def texts_of_all(store: SQLiteStore) -> list[str]:
    return sorted(article.text_id for article in store.articles())


def waiting(store: SQLiteStore) -> list[str]:
    return sorted(store.unshelved(version=VERSION, most=99))


def test_what_was_read_and_has_no_story_is_caught_up_with(store: SQLiteStore) -> None:
    assert waiting(store) == texts_of_all(store)
    catch_up(store)
    assert waiting(store) == []
    assert sorted(store.stories()) == texts_of_all(store)


def test_only_what_came_since_waits(store: SQLiteStore) -> None:
    catch_up(store)
    store.add(page(1))
    assert waiting(store) == []
    store.add(page(7))
    assert waiting(store) == [article_of(7).text_id]
    unshelve(store, [article_of(1).text_id])
    assert waiting(store) == sorted([article_of(1).text_id, article_of(7).text_id])
    catch_up(store)
    assert sorted(store.stories()) == texts_of_all(store)


def test_a_text_that_is_read_after_its_article_waits_again(tmp_path: Path) -> None:
    store = open_store(tmp_path / "late.db")
    captured, found, read = page(1)
    store.add([captured, found])
    catch_up(store)
    assert (waiting(store), store.stories()) == ([], {})
    store.add([read])
    catch_up(store)
    assert list(store.stories()) == [article_of(1).text_id]


def test_an_earlier_version_leaves_the_shelf_when_a_later_one_is_read(tmp_path: Path) -> None:
    """Also where the run that read the later one was killed before it put the shelf in order."""
    store = open_store(tmp_path / "versions.db")
    for number, day in ((1, "2026-05-01T10:00:00Z"), (2, "2026-05-02T10:00:00Z")):
        store.add(seen(number, at=day))
        if number == 1:
            catch_up(store)
    catch_up(store)
    assert list(store.stories()) == [article_of(2).text_id]


def test_a_shelf_filled_by_other_rules_is_filled_anew(store: SQLiteStore) -> None:
    catch_up(store)
    with store.shelving(version="of another day"):
        assert not store.stories()
    assert waiting(store) == texts_of_all(store)
    with patch.object(archive, "_BATCH", 1):
        catch_up(store)
    assert sorted(store.stories()) == texts_of_all(store)


def test_nothing_is_written_where_nothing_waits(store: SQLiteStore, tmp_path: Path) -> None:
    catch_up(store)
    other = sqlite3.connect(tmp_path / "w.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    catch_up(store)
    assert sorted(store.stories()) == texts_of_all(store)
    other.close()


def test_one_text_alone_is_looked_at_where_one_arrives(store: SQLiteStore) -> None:
    wanted = article_of(1).text_id
    shelve(store, [wanted])
    assert list(store.stories()) == [wanted]
    assert wanted not in waiting(store)
    assert store.stories(["0" * 64]) == {}


def empty_and_slip(store: SQLiteStore, texts: Iterable[str]) -> None:
    with store.shelving(version=VERSION) as shelf:
        stories.settle(shelf, gone=list(texts))
        raise RuntimeError


def test_a_slip_inside_changes_nothing(store: SQLiteStore) -> None:
    catch_up(store)
    before = store.stories()
    with pytest.raises(RuntimeError):
        empty_and_slip(store, before)
    assert store.stories() == before
    with store.shelving(version=VERSION) as shelf:
        assert all(shelf.holds(text) for text in before)
