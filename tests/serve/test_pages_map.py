"""The map: where places stand, what is named, and what lies beyond it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records.dossier import Dossier, DossierToponym
from dateline.records.reading import Place
from dateline.serve.pages.map import pins, place_map
from export.pictures import picture

from .trees import tree

BASE = picture("words")
WORDS = BASE.toponyms[0].evidence


def located(*places: tuple[str, float, float, int], within: tuple[str, ...] = ("p",)) -> Dossier:
    made = tuple(
        Place(id=f"p{n}", name=name, latitude=north, longitude=east, country="XX", within=within)
        for n, (name, north, east, _) in enumerate(places)
    )
    named = tuple(
        DossierToponym(id=f"t{n}-{each}", place=f"p{n}", evidence=WORDS)
        for n, (_, _, _, times) in enumerate(places)
        for each in range(times)
    )
    return replace(BASE, places=made, toponyms=named)


def test_north_is_up_and_east_is_right() -> None:
    body = tree(place_map(located(("North", 50, 10, 1), ("South", 48, 10, 1), ("East", 49, 12, 1))))
    at = {
        group.findtext("circle/title", "").partition(":")[0]: (float(c.get("cx")), float(c.get("cy")))
        for group in body.xpath("//g[@class='pin']")
        for c in group.xpath("circle")
    }
    assert at["North"][1] < at["East"][1] < at["South"][1]
    assert at["East"][0] > at["North"][0] == at["South"][0]


def test_what_is_named_most_is_largest_and_the_far_is_told_in_words() -> None:
    near = [("Here", 42.0, 25.0, 9), ("There", 42.5, 25.5, 8), ("By", 41.5, 24.5, 7)]
    body = tree(place_map(located(*near, ("Far", -35.0, 149.0, 1))))
    radius = {c.findtext("title", "").partition(":")[0]: float(c.get("r")) for c in body.iter("circle")}
    assert radius["Here"] > radius["By"]
    assert "Far" not in radius
    assert "Beyond this map: Far" in body.xpath("//figcaption")[0].text_content()


def test_a_place_without_coordinates_is_on_no_map_and_no_place_makes_none() -> None:
    assert place_map(replace(BASE, places=(Place(id="p1", name="Nowhere"),))) is None
    assert place_map(replace(BASE, toponyms=())) is None


def test_a_country_is_written_and_has_no_dot() -> None:
    body = tree(place_map(located(("A Land", 47, 8, 3), within=())))
    assert body.xpath("//g[@class='pin country']/text")
    assert not body.xpath("//circle")


def test_of_one_name_in_one_country_the_place_named_most_is_shown() -> None:
    found = pins(located(("Twice", 42.0, 25.0, 1), ("Twice", 43.0, 25.0, 4)))
    assert [(pin.latitude, pin.named) for pin in found] == [(43.0, 4)]


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 9)), min_size=1, max_size=12))
def test_every_shown_place_lies_within_the_picture(places: list[tuple[float, float, int]]) -> None:
    body = tree(place_map(located(*((f"P{n}", north, east, times) for n, (north, east, times) in enumerate(places)))))
    for circle in body.iter("circle"):
        assert -1 <= float(circle.get("cx")) <= 721
        assert -1 <= float(circle.get("cy")) <= 441
    assert body.xpath("//g[@class='scale']/text")


@pytest.mark.parametrize(("north", "east"), [(89.9, 0.0), (-89.9, 179.9), (0.0, -180.0), (65.0, 180.0)])
def test_the_ends_of_the_world_can_be_drawn(north: float, east: float) -> None:
    assert place_map(located(("End", north, east, 1))) is not None
