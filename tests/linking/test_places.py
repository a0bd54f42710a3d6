"""Places across pages: by gazetteer entry, by name and frame, by spelling."""

from __future__ import annotations

from dateline.linking import link
from dateline.records.linked import Page

from .build import Scribe


def town(name: str, *, frame: str | None = "brask", known: str | None = None) -> Page:
    s = Scribe(f"{name} in Upper Brask, {frame} {known}")
    within = [s.place("Upper Brask", gazetteer_id=frame, country="NO")] if frame else []
    s.place(name, within=within, gazetteer_id=known)
    return s.page(name)


def names(*pages: Page) -> list[set[str]]:
    return sorted((set(place.variants) for place in link(pages).places), key=sorted)


def test_two_spellings_inside_one_frame_are_one_place() -> None:
    assert names(town("Varnsola"), town("Varnnsola")) == [{"Upper Brask"}, {"Varnnsola", "Varnsola"}]


def test_a_spelling_joins_the_place_that_the_gazetteer_knows() -> None:
    linked = link([town("Varnnsola"), town("Varnsola", known="7")])
    (place,) = [place for place in linked.places if place.gazetteer_id == "7"]
    assert (place.name, set(place.variants)) == ("Varnsola", {"Varnsola", "Varnnsola"})


def test_two_known_places_one_letter_apart_stay_two() -> None:
    assert {"Varnsola"} in names(town("Varnsola", known="7"), town("Varnnsola", known="8"))


def test_short_names_one_letter_apart_stay_two() -> None:
    assert {"Brul"} in names(town("Brul"), town("Bruk"))


def test_two_transliterations_are_one_place_without_any_frame() -> None:
    assert names(town("Tarnitsa", frame=None), town("Tarnica", frame=None)) == [{"Tarnica", "Tarnitsa"}]


def test_a_place_bears_the_name_that_the_texts_write() -> None:
    s = Scribe("In Tolvík, TOLVIK")
    s.place("TOLVIK", gazetteer_id="9")
    page = s.page("first")
    t = Scribe("Off Tolvik")
    t.place("Tolvik", gazetteer_id="9")
    (place,) = link([page, t.page("second")]).places
    assert (place.name, set(place.variants)) == ("Tolvik", {"TOLVIK", "Tolvik"})


def test_one_name_in_two_frames_stays_two() -> None:
    linked = link([town("Varnsola"), town("Varnsola", frame="other")])
    assert len([place for place in linked.places if place.name == "Varnsola"]) == 2


def test_every_toponym_means_a_place_and_keeps_its_words() -> None:
    linked = link([town("Varnsola"), town("Varnnsola")])
    assert {t.evidence.exact for t in linked.toponyms} == {"Varnsola", "Varnnsola", "Upper Brask"}
    assert {t.place for t in linked.toponyms} == {place.id for place in linked.places}
