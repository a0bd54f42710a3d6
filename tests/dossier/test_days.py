"""The picture on a day and as of a day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.dossier import build, day, published_by
from dateline.errors import UsageError
from dateline.records.dossier import Dossier, Scope
from dateline.records.time import Basis, Time

from .build import Newsroom


@pytest.fixture(scope="module")
def room() -> Newsroom:
    """A fugitive: sought, caught on 4 May, released on 9 May; a fire in June."""
    room = Newsroom()
    room.page("sought", "Ada Brand is still at large, police say.", published="2026-05-01")
    room.page("caught", "Ada Brand was arrested on Monday. A fire began in June.", published="2026-05-05")
    room.page("freed", "Ada Brand was released on Saturday. She said: I did it.", published="2026-05-10")
    ada = room.entity("Ada Brand")
    for page in ("sought", "caught", "freed"):
        room.mention(page, "Ada Brand", ada)
    room.state("sought", "at large", entity=ada, value="at_large")
    room.state("caught", "was arrested", entity=ada, value="arrested", since="2026-05-04")
    room.state("freed", "was released", entity=ada, value="released", since="2026-05-09")
    room.event("caught", "Ada Brand was arrested on Monday.", trigger="arrested", type="coerce", time="2026-05-04")
    room.event("caught", "A fire began in June.", trigger="fire", time="2026-06")
    room.quote("freed", "I did it", speaker=ada)
    return room


def shown(room: Newsroom, on: str) -> Dossier:
    return build(room.linked, scope=Scope(on=on), text=room.text)


@pytest.mark.parametrize(
    ("on", "states"),
    [
        ("2026-05-03", {"at_large"}),
        ("2026-05-04", {"arrested"}),
        ("2026-05-08", {"arrested"}),
        ("2026-05-09", {"released"}),
        ("2026-07-01", {"released"}),
    ],
)
def test_the_states_that_held_that_day(room: Newsroom, on: str, states: set[str]) -> None:
    assert {state.value for state in shown(room, on).states} == states


@pytest.mark.parametrize(("on", "lines"), [("2026-05-03", 0), ("2026-05-04", 1), ("2026-05-31", 2), ("2026-06-01", 3)])
def test_the_timeline_ends_on_that_day(room: Newsroom, on: str, lines: int) -> None:
    assert len(shown(room, on).timeline) == lines


def test_what_had_changed_and_been_said_by_then(room: Newsroom) -> None:
    def told(on: str) -> tuple[list[str], int]:
        picture = shown(room, on)
        return [change.after.value for change in picture.changes], len(picture.quotations)

    assert told("2026-05-03") == ([], 0)
    assert told("2026-05-04") == (["arrested"], 0)
    assert told("2026-05-10") == (["arrested", "released"], 1)


def test_nothing_in_the_picture_of_a_day_refers_to_what_is_not_in_it(room: Newsroom) -> None:
    picture = shown(room, "2026-05-04")
    known = {event.id for event in picture.events} | {state.id for state in picture.states}
    assert {line.event for line in picture.timeline} <= known
    assert {event for article in picture.articles for event in article.about} <= known


def test_a_page_counts_from_the_latest_day_on_which_it_may_have_appeared(room: Newsroom) -> None:
    basis = (Basis(bound="latest", kind="inferred", reason="seen"),)
    dated, bounded, unknown = room.linked.articles
    bounded = replace(bounded, published=Time(latest="2026-05-07T10:00", basis=basis))
    unknown = replace(unknown, published=Time(earliest="2026-01-01", basis=basis))
    articles = (dated, bounded, unknown)
    assert published_by(articles, "2026-04-30") == set()
    assert published_by(articles, "2026-05-06") == {dated.id}
    assert published_by(articles, "2026-05-07") == {dated.id, bounded.id}
    assert published_by(articles, "2036-01-01") == {dated.id, bounded.id}


def test_a_day_is_a_day() -> None:
    assert day(" 2026-02-21 ") == "2026-02-21"
    for said in ("2026-02-30", "yesterday", "2026"):
        with pytest.raises(UsageError, match="is no day"):
            day(said)
