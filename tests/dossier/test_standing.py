"""What stands of a happening that several pages report: how many, when and where."""

from __future__ import annotations

from dataclasses import replace

from dateline.dossier import build
from dateline.records.dossier import Copies, DossierScene, Scope, Standing
from dateline.records.linked import Linked
from dateline.records.reading import Toll
from dateline.records.time import UNKNOWN, stated

from .build import Newsroom

Page = tuple[str, int | None, str | None, str | None]
"""When a page came out, how many dead it counts, on which day and where it says that they died."""


def reported(*pages: Page, unread: bool = False, counted: bool = True) -> tuple[Newsroom, Linked]:
    """Pages that each tell of one sinking: with a scene, and counts in its event, unless told otherwise."""
    room = Newsroom()
    scenes: dict[str, DossierScene] = {}
    for n, (published, dead, day, place) in enumerate(pages):
        name = f"p{n}"
        text = f"The ferry sank. {dead or 'Some'} people died off {place} on {day}, page {n} said."
        room.page(name, text, published=published, outlet=f"Paper {n}")
        where = room.place(place) if place and f"place-{place}" not in _places(room) else f"place-{place}"
        told = (room.words(name, f"off {place} on {day}"),)
        tolls = (
            Toll(kind="killed", number=dead or 0, likely=0.9, evidence=room.words(name, f"{dead or 'Some'} people")),
        )
        scenes[f"article-{name}"] = DossierScene(
            place=where if place else None, time=stated(day, *told) if day else UNKNOWN, evidence=told,
            tolls=tolls if dead else (),
        )  # fmt: skip
    event = room.event("p0", "The ferry sank.", trigger="sank", type="accident")
    for n, (_, dead, _, _) in enumerate(pages):
        if dead is not None and counted:
            room.toll(f"p{n}", f"{dead} people", event=event, number=dead)
    articles = room.linked.articles
    if not unread:
        articles = tuple(replace(one, scene=scenes[one.id], about=(event,)) for one in articles)
    return room, replace(room.linked, articles=articles)


def _places(room: Newsroom) -> set[str]:
    return {place.id for place in room.linked.places}


def standing(made: tuple[Newsroom, Linked], scope: Scope | None = None) -> dict[str, Standing]:
    room, linked = made
    picture = build(linked, scope=scope or Scope(), text=room.text)
    return {one.attribute: one for event in picture.events for one in event.standing}


def killed(*counts: tuple[str, int | None]) -> str:
    return standing(reported(*((day, dead, None, None) for day, dead in counts)))["killed"].value


def test_what_most_reports_give_stands_with_who_gives_it() -> None:
    found = standing(
        reported(
            ("2026-05-02", 4, "2026-05-01", "Ostrel"),
            ("2026-05-02", 4, "2026-05-01", "Ostrel"),
            ("2026-05-02", 3, "2026-04-30", "Ostrel"),
        )
    )
    assert {name: one.value for name, one in found.items()} == {
        "killed": "4",
        "day": "2026-05-01",
        "place": "place-Ostrel",
    }
    assert (found["killed"].reports, found["killed"].among) == (2, 3)
    assert [holder.name for holder in found["killed"].holders] == ["Paper 0", "Paper 1"]
    assert len(found["killed"].origins) == 2
    assert [words.exact for words in found["killed"].evidence] == ["4 people", "4 people"]
    assert found["killed"].since.value == "2026-05-02"


def test_a_larger_number_that_came_later_takes_the_place_of_more() -> None:
    early = [("2026-05-01", 4)] * 3
    assert killed(*early, ("2026-05-03", 7), ("2026-05-03", 7)) == "7"


def test_a_larger_number_that_came_later_may_be_misread_where_twice_as_many_give_another() -> None:
    pages: list[Page] = [
        (day, dead, None, None) for day, dead in (("2026-05-01", 4), ("2026-05-01", 4), ("2026-05-03", 7))
    ]
    assert standing(reported(*pages, counted=False))["killed"].value == "4"
    assert standing(reported(*pages))["killed"].value == "7"  # a change from 4 to 7 is found


def test_a_smaller_number_that_came_later_does_not_nor_one_many_times_as_large() -> None:
    assert killed(("2026-05-01", 7), ("2026-05-01", 7), ("2026-05-03", 4)) == "7"
    assert killed(("2026-05-01", 4), ("2026-05-01", 4), ("2026-05-03", 400)) == "4"


def test_a_number_that_is_told_again_stands_beside_a_larger_one() -> None:
    assert killed(("2026-05-01", 4), ("2026-05-02", 7), ("2026-05-03", 4), ("2026-05-03", 4)) == "4"


def test_disputed_numbers_give_way_to_what_is_told_after_them() -> None:
    assert killed(("2026-05-01", 12), ("2026-05-01", 16), ("2026-05-03", 14)) == "14"


def test_of_numbers_as_frequent_the_one_told_last_stands() -> None:
    assert killed(("2026-05-01", 5), ("2026-05-01", 5), ("2026-05-02", 4), ("2026-05-02", 4)) == "4"


def test_no_happening_is_of_a_day_after_its_first_report() -> None:
    late, right = "2026-05-04", "2026-05-01"
    found = standing(
        reported(("2026-05-02", 4, right, None), ("2026-05-04", 4, late, None), ("2026-05-05", 4, late, None))
    )
    assert found["day"].value == right


def test_copies_are_one_report() -> None:
    room, linked = reported(("2026-05-01", 4, None, None), ("2026-05-01", 4, None, None), ("2026-05-01", 5, None, None))
    copies = Copies(articles=("article-p0", "article-p1"), kind="literal", evidence=(room.words("p0", "sank"),))
    found = standing((room, replace(linked, copies=(copies,))))
    assert (found["killed"].reports, found["killed"].among) == (1, 2)


def test_what_is_reported_apart_from_all_others_of_a_story_is_stated_by_nobody_else() -> None:
    room, linked = reported(
        ("2026-05-02", None, "2026-05-01", "Ostrel"),
        ("2026-05-02", None, "2026-05-01", "Ostrel"),
        ("2026-05-09", None, "2026-05-08", "Brae"),
    )
    found = standing((room, linked))
    assert (found["day"].value, found["day"].among, found["place"].value) == ("2026-05-01", 2, "place-Ostrel")


def test_pages_that_count_one_toll_report_one_happening_wherever_they_place_it() -> None:
    found = standing(reported(("2026-05-02", 4, "2026-05-01", "Ostrel"), ("2026-05-09", 6, "2026-05-08", "Brae")))
    assert found["killed"].value == "6"
    assert found["day"].among == 1  # the other day is after the first report


def test_pages_without_a_scene_report_what_their_events_count() -> None:
    room, linked = reported(("2026-05-01", 4, None, None), ("2026-05-02", 6, None, None), unread=True)
    assert standing((room, linked))["killed"].among == 1  # the other page is not known to tell of the sinking
    told = tuple(replace(e, evidence=(*e.evidence, room.words("p1", "The ferry sank."))) for e in linked.events)
    assert standing((room, replace(linked, events=told)))["killed"].value == "6"


def test_a_scope_shows_the_words_that_it_holds() -> None:
    made = reported(("2026-05-01", 4, None, "Ostrel"), ("2026-05-01", 4, None, "Ostrel"))
    whole = standing(made, Scope(story="story"))
    assert {words.text_id for words in whole["killed"].evidence} == {article.text_id for article in made[1].articles}
    assert whole["place"].value in {place.id for place in made[1].places}


def test_deaths_that_nobody_counts_have_no_number_and_outvote_none() -> None:
    uncounted: Page = ("2026-05-02", None, "2026-05-01", "Ostrel")
    assert "killed" not in standing(reported(uncounted, uncounted))
    assert standing(reported(uncounted, uncounted, ("2026-05-02", 9, "2026-05-01", "Ostrel")))["killed"].value == "9"
