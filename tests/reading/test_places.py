"""Places: which names are places, and which place of the gazetteer each means."""

from __future__ import annotations

import pytest

from dateline.nlp import Parse, Sentence, Token, model
from dateline.reading.places import geocoding, places
from dateline.reading.places.geocoding import Query
from dateline.reading.places.places import Places
from dateline.reading.who import Who
from dateline.records.evidence import article_text
from dateline.records.ids import record_id
from dateline.records.reading import Mention, Place


def read(*paragraphs: str, **typed: str) -> Places:
    """The places of some paragraphs; `typed` are names with the type that they are known to have."""
    text = article_text(paragraphs)
    parse = model.parse(text.text)
    mentions = []
    for name, kind in typed.items():
        start = text.text.find(name)
        while start != -1:
            id_ = record_id("mention", text.id, start)
            evidence = text.cut(start, start + len(name))
            mentions.append(Mention(id=id_, type=kind, form="name", evidence=evidence))  # type: ignore[arg-type]
            start = text.text.find(name, start + 1)
    return places.find(parse, text, who=Who(parse, mentions, ()))


def place(found: Places, name: str) -> Place:
    """The one place with this name."""
    (only,) = [each for each in found.places if each.name == name and each.variants]
    return only


def within(found: Places, name: str) -> list[str]:
    """The names of what encloses a place."""
    names = {each.id: each.name for each in found.places}
    return [names[outer] for outer in place(found, name).within]


@pytest.mark.model
def test_what_encloses_a_name_decides_which_it_is() -> None:
    assert within(read("A barn burned down in Salem, Oregon."), "Salem") == ["Oregon", "United States"]
    assert within(read("A barn burned down in Salem, Va., on Monday."), "Salem") == ["Virginia", "United States"]
    assert within(read("A barn burned down in Salem, Tamil Nadu, India."), "Salem") == ["Tamil Nadu", "India"]


@pytest.mark.model
def test_other_places_of_the_text_decide_where_nothing_encloses() -> None:
    french = read("Trains between Paris and Lyon were late. France has asked for patience.")
    assert place(french, "Paris").country == "FR"
    texan = read("The storm hit Paris, then Dallas and Sherman. The governor of Texas thanked the people of Texas.")
    assert place(texan, "Paris").country == "US"


@pytest.mark.model
@pytest.mark.parametrize("name", ["U.S.", "US", "United States", "USA"])
def test_a_country_has_many_names_and_one_place(name: str) -> None:
    found = read(f"The ship left the {name} for Japan.")
    assert place(found, "United States").gazetteer_id == "geonames:6252001"
    assert place(found, "United States").variants == (name,)


@pytest.mark.model
def test_a_state_is_not_the_town_of_its_name() -> None:
    found = read("Police in the town of Tapalpa in the western state of Jalisco closed the road.", Tapalpa="place")
    assert within(found, "Tapalpa") == ["Jalisco", "Mexico"]
    assert place(found, "Jalisco").gazetteer_id == "geonames:4004156"


@pytest.mark.model
def test_two_spellings_of_one_place_in_one_text_are_one_place() -> None:
    found = read(
        "A car was found in Talpalpa, Jalisco, Mexico.",
        "Soldiers later came to the town of Tapalpa in Jalisco.",
        Talpalpa="place",
        Tapalpa="person",
    )
    town = place(found, "Tapalpa")
    assert town.variants == ("Talpalpa", "Tapalpa")
    assert [each.evidence.exact for each in found.toponyms if each.place == town.id] == ["Talpalpa", "Tapalpa"]


@pytest.mark.model
def test_a_misspelt_name_alone_is_a_place_by_name_only() -> None:
    found = read("A car was found in Talpalpa, Jalisco, Mexico.", Talpalpa="place")
    unknown = place(found, "Talpalpa")
    assert unknown.gazetteer_id is None
    assert unknown.latitude is None
    assert unknown.country == "MX"
    assert within(found, "Talpalpa") == ["Jalisco", "Mexico"]


@pytest.mark.model
def test_names_one_letter_apart_that_enclose_otherwise_stay_apart() -> None:
    found = read("A car was found in Talpalpa, Spain. Another was found in Tapalpa, Mexico.", Talpalpa="place")
    assert place(found, "Talpalpa").gazetteer_id is None
    assert place(found, "Tapalpa").gazetteer_id is not None


@pytest.mark.model
def test_a_list_of_states_is_no_chain() -> None:
    found = read("Snow fell in Ohio, Oregon, Nevada and Idaho.")
    assert {each.name: each.country for each in found.places if each.variants} == dict.fromkeys(
        ["Ohio", "Oregon", "Nevada", "Idaho"], "US"
    )


@pytest.mark.model
def test_adjectives_name_a_country_but_no_place_of_anything() -> None:
    found = read("The Mexican minister told us that the French and Britons may march.")
    assert [(toponym.evidence.exact, toponym.place) for toponym in found.toponyms] == [("Mexican", found.places[0].id)]
    assert (found.places[0].name, found.places[0].variants, found.located) == ("Mexico", (), ())


@pytest.mark.model
def test_streets_are_named_but_are_no_place_of_anything() -> None:
    found = read("A man was hurt in the 200 block of South Elm Street in Salem, Oregon, police said.")
    assert [toponym.evidence.exact for toponym in found.toponyms] == ["South Elm Street", "Salem", "Oregon"]
    assert [toponym.evidence.exact for toponym in found.located] == ["Salem", "Oregon"]


@pytest.mark.model
def test_each_name_of_a_list_of_counties_is_one() -> None:
    found = read("Snow closed schools in Marion, Polk and Lane counties in Oregon on Monday.")
    names = {place.name for place in found.places}
    assert {"Marion County", "Polk County", "Lane County"} <= names


@pytest.mark.model
def test_sides_belong_to_a_name_unless_it_is_a_state_or_more() -> None:
    found = read("They drove from East Texas to the town of Upper Larkhill in northern Norway.")
    assert [toponym.evidence.exact for toponym in found.toponyms] == ["Texas", "Upper Larkhill", "Norway"]


@pytest.mark.model
def test_a_namesake_near_the_other_names_wins_over_the_largest() -> None:
    text = "A fire closed a school in Athens on Monday. Crews came from Decatur and Huntsville in Alabama."
    athens = next(place for place in read(text).places if place.name == "Athens")
    assert athens.country == "US"


@pytest.mark.model
def test_every_id_that_a_place_lies_within_is_a_place_of_the_text() -> None:
    found = read("Fires burned near Plovdiv, in Chicago and at Quelthorpe, Kenya.", Quelthorpe="place")
    ids = [each.id for each in found.places]
    assert len(ids) == len(set(ids))
    assert {outer for each in found.places for outer in each.within} <= set(ids)
    assert {each.place for each in found.toponyms} <= set(ids)


def test_a_chain_that_fits_no_candidate_leaves_none() -> None:
    (town,) = geocoding.resolve([Query("Tapalpa", 1, ("Spain",))], demonyms={})
    assert town is None
    (town,) = geocoding.resolve([Query("Tapalpa", 1, ("Mexico",))], demonyms={})
    assert town is not None


def test_adjectives_tell_the_country() -> None:
    (plain,) = geocoding.resolve([Query("Valencia")], demonyms={})
    (venezuelan,) = geocoding.resolve([Query("Valencia")], demonyms={"VE": 4})
    (spanish,) = geocoding.resolve([Query("Valencia")], demonyms={"ES": 4})
    assert plain is not None
    assert venezuelan is not None
    assert venezuelan.country == "VE"
    assert spanish is not None
    assert spanish.country == "ES"


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("harrowden", "harowden", True),
        ("harrowden", "harrowdne", True),
        ("eastville", "westville", False),
        ("dove", "dover", False),
        ("lower dane", "lower dene", False),
    ],
)
def test_a_slip_is_a_letter_too_many_or_two_turned(one: str, other: str, slip: bool) -> None:
    assert places._is_slip(one, other) is slip


def test_a_text_without_names_has_no_places() -> None:
    text = article_text(["well"])
    token = Token(0, 0, 4, "well", "well", "INTJ", "UH", "ROOT", 0)
    parse = Parse(text.text, (token,), (Sentence(0, 1),), ())
    assert places.find(parse, text, who=Who(parse, (), ())) == Places((), ())
