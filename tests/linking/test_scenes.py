"""The main happening of a page, with the place and the day that its words mean."""

from __future__ import annotations

from dataclasses import replace

from dateline.linking import link
from dateline.records.linked import Page
from dateline.records.reading import Scene, Toll
from dateline.records.time import day_of

from .build import Scribe


def blast(*, dated: bool, published: str | None = "2031-04-08") -> Page:
    """A page on a blast, whose scene has a day or none."""
    text = Scribe("Three people were killed by a blast in Tovey on 7 April 2031.")
    place = text.toponym(text.place("Tovey"))
    day = text.time("7 April 2031", value="2031-04-07") if dated else None
    page = text.page(published=published)
    toll = Toll(kind="killed", number=3, likely=0.9, evidence=text.at("Three people"))
    return replace(page, reading=replace(page.reading, scene=Scene(place=place, time=day, tolls=(toll,))))


def test_a_scene_has_the_place_the_day_and_the_toll_with_their_words() -> None:
    picture = link([blast(dated=True)])
    scene = picture.articles[0].scene
    assert scene is not None
    assert next(place.name for place in picture.places if place.id == scene.place) == "Tovey"
    assert str(day_of(scene.time)) == "2031-04-07"
    assert [(toll.kind, toll.number, toll.evidence.exact) for toll in scene.tolls] == [("killed", 3, "Three people")]
    assert [words.exact for words in scene.evidence] == ["Tovey", "7 April 2031"]


def test_a_scene_without_a_day_is_of_the_days_before_its_page_and_says_so() -> None:
    scene = link([blast(dated=False)]).articles[0].scene
    assert scene is not None
    assert (scene.time.earliest, scene.time.latest) == ("2031-04-06", "2031-04-08")
    assert {basis.kind for basis in scene.time.basis} == {"inferred"}


def test_a_scene_of_no_day_on_a_page_of_no_day_has_none() -> None:
    scene = link([blast(dated=False, published=None)]).articles[0].scene
    assert scene is not None
    assert (scene.time.earliest, scene.time.latest) == (None, None)


def test_a_page_that_tells_of_no_harm_has_no_scene() -> None:
    text = Scribe("Three ministers signed a deal in Tovey.")
    assert link([text.page()]).articles[0].scene is None
