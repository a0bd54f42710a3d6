"""The gold set itself: every word of it stands in the page that it names, everything referred to is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from evaluation.sets.gold import OURS, load, words_of

STORIES = sorted(OURS.glob("*/gold.json"))
ROLES = ("republisher", "outlet", "agency", "speaker", "medium")


def passages(value: object) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if "exact" in value:
            yield value
        for each in value.values():
            yield from passages(each)
    elif isinstance(value, list):
        for each in value:
            yield from passages(each)


def astray(gold: dict[str, Any]) -> list[str]:
    """Passages whose words do not stand in their page."""
    words = {page["file"]: words_of(page) for page in gold["pages"]}
    return [each["exact"] for each in passages(gold) if each["exact"] not in words[each["page"]]]


def test_it_is_large_enough() -> None:
    golds = [load(path) for path in STORIES]
    assert len(golds) >= 8
    assert sum(len(gold["pages"]) for gold in golds) >= 60


def test_every_difficulty_is_there_twice_and_explained() -> None:
    kinds = Counter(one["kind"] for path in STORIES for one in load(path)["difficulties"])
    told = set(re.findall(r"`([a-z_]+)`", (OURS / "README.md").read_text(encoding="utf-8").split("## The format")[0]))
    assert {kind for kind, number in kinds.items() if number < 2} == set()
    named = {name for name in told if name not in {path.parent.name for path in STORIES} and "_" in name}
    assert named <= set(kinds) <= told


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.parent.name)
class TestStory:
    def test_its_words_stand_in_their_pages(self, path: Path) -> None:
        assert astray(load(path)) == []

    def test_its_pages_are_the_files(self, path: Path) -> None:
        gold = load(path)
        named = [page["file"] for page in gold["pages"]]
        assert sorted(named) == sorted(f"{gold['name']}/{file.name}" for file in path.parent.glob("pages/*"))
        assert sorted(named) == sorted(page for story in gold["stories"] for page in story["pages"])
        listed = [one["pages"] for key in ("copies", "entities", "difficulties") for one in gold[key]]
        listed += [one["within"] for one in gold["events"] if "within" in one]
        assert {page for pages in listed for page in pages} <= set(named)

    def test_ids_are_single_and_namesakes_are_there(self, path: Path) -> None:
        gold = load(path)
        for key in ("events", "entities", "stories"):
            ids = [one["id"] for one in gold[key]]
            assert len(ids) == len(set(ids)), key
        apart = {name for one in gold["entities"] for name in one.get("apart", ())}
        assert apart <= {one["id"] for one in gold["entities"]}

    def test_names_stand_in_their_pages_and_mean_one_there(self, path: Path) -> None:
        gold = load(path)
        meant: dict[tuple[str, str], str] = {}
        for entity in gold["entities"]:
            assert {name for names in entity["names_in"].values() for name in names} == set(entity["names"]), entity
            for page, names in entity["names_in"].items():
                assert names, (entity["id"], page)
                for name in names:
                    assert meant.setdefault((page, name), entity["id"]) == entity["id"]

    def test_days_stand_in_their_pages(self, path: Path) -> None:
        for page in load(path)["pages"]:
            if page["published"] is not None:
                assert any(written in page["payload"].decode() for written in written_days(page["published"])), page

    def test_points_are_told_in_the_pages_that_are_asked(self, path: Path) -> None:
        for point in load(path)["events"]:
            asked = set(point.get("within", [one["page"] for one in point["evidence"]]))
            assert {one["page"] for one in point["evidence"]} & asked, point["id"]
            assert point["origins"] is None or len(point["origins"]) > 0

    def test_chains_run_inwards_from_the_page(self, path: Path) -> None:
        for page in load(path)["pages"]:
            assert page["chains"], page["file"]
            for chain in page["chains"]:
                roles = [ROLES.index(link["role"]) for link in chain["links"]]
                assert roles == sorted(roles) or outlet_through(chain["links"])
                assert chain["links"][0]["name"] in (page["outlet"], page["republisher"])

    def test_changes_and_disputes_are_of_known_kinds(self, path: Path) -> None:
        gold = load(path)
        assert {one["kind"] for one in gold["changes"]} <= {"world", "correction", "retraction"}
        assert {one["kind"] for one in gold["disputes"]} <= {"value", "spelling", "stand"}
        assert all(len(one["stands"]) > 1 for one in gold["disputes"])


def outlet_through(links: Sequence[dict[str, str]]) -> bool:
    """An agency or outlet may have its report from another outlet, which then stands further in."""
    return Counter(link["role"] for link in links)["outlet"] > 1


def written_days(published: str) -> list[str]:
    day = date.fromisoformat(published[:10])
    return [day.isoformat(), f"{day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day.year}"]


def test_words_that_stand_nowhere_are_noticed() -> None:
    gold = load(STORIES[0])
    gold["events"][0]["evidence"][0]["exact"] = "words that nobody ever wrote"
    assert astray(gold) == ["words that nobody ever wrote"]


def test_pages_are_called_by_their_story() -> None:
    gold = load(STORIES[0])
    name = STORIES[0].parent.name
    assert gold["name"] == name
    assert all(each["page"].startswith(f"{name}/") for each in passages(gold))
    assert all(page.startswith(f"{name}/") for one in gold["copies"] for page in one["pages"])
