"""Ids of earlier lead to what became of them, whatever was joined or taken apart since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dateline
from dateline.dossier import build, diff
from dateline.errors import UsageError
from dateline.linking import link
from dateline.linking.earlier import Became, became
from dateline.ports import Store
from dateline.records.dossier import Dossier, Scope, Story
from dateline.records.linked import Linked, Page
from dateline.store import open_store

from .build import Scribe


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(tmp_path_factory.mktemp("earlier") / "w.db")
    yield opened
    opened.close()


def page(number: int) -> Page:
    s = Scribe(f"Ivo Kessel spoke in Ostrel for the {number}. time")
    s.chain("person", "Ivo Kessel")
    return s.page(f"page {number}", published=f"2026-03-0{number + 1}", title=f"Title {number}")


PAGES = tuple(page(number) for number in range(6))


def told(parts: Sequence[int]) -> Linked:
    """The pages in stories: pages of one number are of one story."""
    names = [each.reading.text_id for each in PAGES]
    founders = {part: names[parts.index(part)] for part in parts}
    return link(PAGES, stories={name: founders[part] for name, part in zip(names, parts, strict=True)})


def now(old: str, linked: Linked, store: Store) -> str | None:
    if old in {story.id for story in linked.stories}:
        return old
    found = became(old, linked, store=store)
    return found.story if found is not None else None


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    before=st.lists(st.integers(0, 3), min_size=6, max_size=6),
    after=st.lists(st.integers(0, 3), min_size=6, max_size=6),
)
def test_every_story_of_then_leads_to_the_one_that_has_its_first_page(
    before: list[int], after: list[int], store: Store
) -> None:
    later = told(after)
    for story in told(before).stories:
        meant = now(story.id, later, store)
        (holding,) = (each for each in later.stories if story.articles[0] in each.articles)
        assert meant == holding.id


def test_an_id_that_nothing_here_ever_had_means_nothing(store: Store) -> None:
    linked = told([0] * 6)
    for old in ("", "nobody", "0" * 20, linked.articles[0].id, "é" * 20):
        assert became(old, linked, store=store) is None


def test_an_entity_that_was_joined_with_another(store: Store) -> None:
    alone = link(PAGES[3:4]).entities[0].id
    whole = link(PAGES)
    assert became(alone, whole, store=store) == Became(entity=whole.entities[0].id)


def dossier(linked: Linked) -> Dossier:
    texts = {each.reading.text_id: each.text for each in PAGES}
    return build(linked, scope=Scope(), text=texts.__getitem__)


def test_a_diff_says_which_story_went_where() -> None:
    one, two = dossier(told([0, 0, 0, 0, 0, 0])), dossier(told([0, 0, 0, 1, 1, 1]))
    first, second = two.stories

    def name(story: Story) -> str:
        return f"{story.id} {story.title}"

    (parted,) = (point for point in diff(one, two).new if point.kind == "story")
    assert [(each.before, each.after) for each in parted.what] == [(name(one.stories[0]), name(second))]
    (joined,) = (point for point in diff(two, one).gone if point.kind == "story")
    assert [(each.attribute, each.before, each.after) for each in joined.what] == [
        ("story", name(second), name(one.stories[0]))
    ]
    assert first.id == one.stories[0].id


def row(text: str, captured: str) -> str:
    given = {"source": "live", "url": "https://news.example/live", "captured": captured, "published": "2026-03-03"}
    return json.dumps({**given, "text": text, "bare": True})


@pytest.mark.model
def test_the_ids_of_a_page_that_was_seen_anew_lead_to_its_newer_version(tmp_path: Path) -> None:
    first = "The harbour master Sira Voll closed the port of Ostrel on Monday after two sailors were injured."
    (tmp_path / "one.jsonl").write_text(row(first, "2026-03-03T10:00:00Z") + "\n")
    (tmp_path / "two.jsonl").write_text(row(f"{first} A third died, Voll said.", "2026-03-03T12:00:00Z") + "\n")
    with dateline.open(tmp_path / "w.db") as workspace:
        workspace.read([tmp_path / "one.jsonl"])
        before = workspace.dossier()
        voll = next(entity.id for entity in before.entities if entity.name == "Sira Voll")
        workspace.read([tmp_path / "two.jsonl"])
        after = workspace.dossier()
        assert before.stories[0].id != after.stories[0].id
        story = workspace.dossier(before.stories[0].id).scope
        assert (story.story, story.was) == (after.stories[0].id, before.stories[0].id)
        person = workspace.dossier(voll).scope
        assert (person.entity, person.was) == (next(e.id for e in after.entities if e.name == "Sira Voll"), voll)
        assert workspace.dossier(after.stories[0].id).scope.was is None
        with pytest.raises(UsageError, match="not_found"):
            workspace.dossier("0" * 20)
