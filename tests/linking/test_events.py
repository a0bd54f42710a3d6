"""Events across pages: what is one happening, what is not, and who stands behind it."""

from __future__ import annotations

from dateline.linking import link
from dateline.records.dossier import DossierEvent
from dateline.records.linked import Linked, Page
from dateline.records.reading import EventType, Modality, Polarity

from .build import Scribe


def told(
    words: str,
    *,
    trigger: str = "killed",
    type: EventType = "assault",
    mode: str | None = "kill",
    victim: str | None = None,
    day: str | None = None,
    town: str | None = None,
    modality: Modality = "asserted",
    polarity: Polarity = "positive",
    outlet: str | None = None,
    credit: tuple[str, ...] = (),
    says: str | None = None,
) -> Page:
    """A page that tells one event; `says` is who is quoted on it."""
    s = Scribe(words)
    chain = s.chain("person", victim) if victim else None
    quotation = s.quote(words, speaker=s.chain("person", says), words=says) if says else None
    s.event(
        trigger, type=type, mode=mode, recipients=[chain] if chain else [], place=s.place(town) if town else None,
        time=s.time(day, value=day) if day else None, modality=modality, polarity=polarity, quotation=quotation,
    )  # fmt: skip
    return s.page(words, outlet=outlet, credit=credit)


def events(*pages: Page) -> tuple[DossierEvent, ...]:
    return link(pages).events


def origins(linked: Linked) -> list[list[tuple[str, str]]]:
    known = {origin.id: (origin.kind, origin.name) for origin in linked.origins}
    return [[known[origin] for origin in event.origins] for event in linked.events]


def test_a_killing_and_a_death_of_one_man_are_one_event_by_somebody() -> None:
    (event,) = events(
        told("Ivo Kessel killed by the guard", victim="Ivo Kessel"),
        told(
            "Ivo Kessel died on 2026-03-01",
            trigger="died",
            type="death",
            mode=None,
            victim="Ivo Kessel",
            day="2026-03-01",
        ),
    )
    assert (event.type, event.time.value, len(event.articles)) == ("assault", "2026-03-01", 2)


def sinking(words: str, trigger: str, day: str) -> Page:
    return told(f"{words} on {day} off Tolvik", trigger=trigger, type="accident", mode=None, day=day, town="Tolvik")


def test_two_days_are_two_events() -> None:
    assert (
        len(events(sinking("A ferry sank", "sank", "2026-03-01"), sinking("A ferry sank", "sank", "2026-03-09"))) == 2
    )


def test_one_day_and_place_of_one_kind_are_one_event() -> None:
    (event,) = events(
        sinking("A ferry sank", "sank", "2026-03-01"), sinking("The boat went down", "went down", "2026-03-01")
    )
    assert len(event.articles) == 2


def test_two_people_killed_on_unknown_days_are_two_events() -> None:
    assert len(events(told("Ivo Kessel killed", victim="Ivo Kessel"), told("Ana Ruhl killed", victim="Ana Ruhl"))) == 2


def test_what_is_considered_or_denied_is_not_what_was_done() -> None:
    found = events(
        told("Ivo Kessel killed", victim="Ivo Kessel"),
        told("They may have killed Ivo Kessel", victim="Ivo Kessel", modality="possible"),
        told("They never killed Ivo Kessel", victim="Ivo Kessel", modality="denied", polarity="negative"),
    )
    assert sorted(event.modality for event in found) == ["asserted", "denied", "possible"]


def test_copies_of_one_agency_are_one_origin() -> None:
    pages = [
        told("Ivo Kessel killed at dawn", victim="Ivo Kessel", outlet="Fenmoor Post", credit=("Skerry Press",)),
        told("Ivo Kessel was killed", victim="Ivo Kessel", outlet="Tolvik Mail", credit=("Skerry Press",)),
    ]
    assert origins(link(pages)) == [[("agency", "Skerry Press")]]


def test_outlets_that_quote_one_speaker_are_one_origin() -> None:
    pages = [
        told("Ivo Kessel killed, Mara Oduya said", victim="Ivo Kessel", outlet="Fenmoor Post", says="Mara Oduya"),
        told("Mara Oduya said Ivo Kessel was killed", victim="Ivo Kessel", outlet="Tolvik Mail", says="Mara Oduya"),
    ]
    assert origins(link(pages)) == [[("speaker", "Mara Oduya")]]


def test_two_outlets_of_their_own_are_two_origins_and_none_is_unknown() -> None:
    pages = [
        told("Ivo Kessel killed at dawn", victim="Ivo Kessel", outlet="Fenmoor Post"),
        told("Ivo Kessel was killed", victim="Ivo Kessel", outlet="Tolvik Mail"),
        told("Ivo Kessel killed", victim="Ivo Kessel"),
        told("So Ivo Kessel was killed", victim="Ivo Kessel"),
    ]
    assert sorted(origins(link(pages))[0]) == [
        ("outlet", "Fenmoor Post"),
        ("outlet", "Tolvik Mail"),
        ("unknown", "unknown"),
    ]


def test_an_event_is_dated_by_its_most_precise_report() -> None:
    (event,) = events(
        told("Ivo Kessel killed in 2026-03", victim="Ivo Kessel", day="2026-03"),
        told("Ivo Kessel killed on 2026-03-01", victim="Ivo Kessel", day="2026-03-01"),
    )
    assert event.time.value == "2026-03-01"


def test_the_dead_are_dead_since_the_event() -> None:
    linked = link([
        told("Ivo Kessel killed", victim="Ivo Kessel"),
        told("Ivo Kessel killed on 2026-03-01", victim="Ivo Kessel", day="2026-03-01"),
    ])  # fmt: skip
    assert {(state.value, state.since.value) for state in linked.states} == {("dead", "2026-03-01")}


def toll(words: str, number: int, *, cast: tuple[str, ...] = ("Ana Ruhl", "Bo Lund"), burst: str | None = None) -> Page:
    """A page that names two people and counts the dead, and tells of the burst dam where `burst` is its day."""
    s = Scribe(f"{words}. {' and '.join(cast)} came" + (f". The dam burst on {burst}" if burst else ""))
    s.event(
        "died", type="death", recipients=[s.chain("group", f"{number} people", named=False)],
        casualties=[("killed", number, False, f"{number} people")],
    )  # fmt: skip
    for person in cast:
        s.chain("person", person)
    if burst:
        s.event("burst", type="disaster", mode="collapse", time=s.time(burst, value=burst))
    return s.page(words)


def arrest(words: str, trigger: str, *, whom: str, day: str | None = None, town: str = "Tarnitsa") -> Page:
    s = Scribe(f"{words} in {town}, said Ana Ruhl of the Harbour Board, whom Bo Lund had asked in Sandmar")
    s.chain("person", "Ana Ruhl"), s.chain("person", "Bo Lund"), s.chain("organization", "Harbour Board")
    man = s.chain("person", whom, named=whom[0].isupper() and whom != "He")
    when = s.time(day, value=day) if day else None
    s.event(trigger, type="coerce", mode="arrest", recipients=[man], time=when)
    return s.page(words, outlet="Fenmoor Post", published="2026-03-04")


def test_an_arrest_told_of_one_man_in_other_words_and_without_a_day_is_one() -> None:
    found = events(
        arrest("Ivo Kessel was detained on 2026-03-03", "detained", whom="Ivo Kessel", day="2026-03-03"),
        arrest("Ivo Kessel was arrested before his daughters", "arrested", whom="Ivo Kessel"),
    )
    assert len(found) == 1


def test_two_men_arrested_on_one_day_are_two_arrests() -> None:
    found = events(
        arrest("Ivo Kessel was detained on 2026-03-03", "detained", whom="Ivo Kessel", day="2026-03-03"),
        arrest("Dee Falk was arrested on 2026-03-03", "arrested", whom="Dee Falk", day="2026-03-03"),
    )
    assert len(found) == 2


def test_a_strike_told_in_the_same_word_in_one_story_is_one() -> None:
    def began(words: str) -> Page:
        s = Scribe(
            f"The dockers' strike began at midnight at Tarnitsa, {words} Ana Ruhl of the Harbour Board told Bo Lund"
        )
        s.chain("person", "Ana Ruhl"), s.chain("person", "Bo Lund"), s.chain("organization", "Harbour Board")
        s.event("strike", type="protest", mode="strike")
        return s.page(words, outlet="Fenmoor Post", published="2026-03-04")

    assert len(events(began("as planned,"), began("in the rain,"))) == 1


def test_a_toll_belongs_to_its_disaster_also_where_a_later_page_only_counts() -> None:
    (event,) = events(toll("11 people died", 11, burst="2026-03-03"), toll("By now 19 people died", 19))
    assert (event.type, event.time.value) == ("disaster", "2026-03-03")
    assert sorted(casualty.number or 0 for casualty in event.casualties) == [11, 19]


def test_a_toll_in_a_story_of_other_people_is_another_event() -> None:
    found = events(
        toll("11 people died", 11, burst="2026-03-03"), toll("19 people died", 19, cast=("Dee Falk", "Eli Moor"))
    )
    assert sorted(event.type for event in found) == ["death", "disaster"]


def test_a_toll_counted_in_a_hospital_of_the_region_is_the_same_toll() -> None:
    s = Scribe("A dam burst in Tarnitsa. 14 people died, said Ana Ruhl of the hospital in Sandmar, and Bo Lund")
    for person in ("Ana Ruhl", "Bo Lund"):
        s.chain("person", person)
    s.event("burst", type="disaster", mode="collapse", place=s.place("Tarnitsa"))
    hospital = s.place("Sandmar", gazetteer_id="5", within=[])
    s.event("died", type="death", place=hospital, casualties=[("killed", 14, False, "14 people")])
    linked = link([s.page()])
    (event,) = linked.events
    assert [place.name for place in linked.places if place.id == event.place] == ["Tarnitsa"]


def test_a_town_that_no_gazetteer_knows_may_lie_in_the_country_but_is_no_other_town() -> None:
    def burst(words: str, place: str, known: str | None) -> Page:
        s = Scribe(words)
        where = s.place(place, gazetteer_id=known)
        s.event("burst", type="disaster", mode="collapse", place=where, time=s.time("2026-03-03", value="2026-03-03"))
        for person in ("Ana Ruhl", "Bo Lund"):
            s.chain("person", person)
        return s.page(words)

    tail = "on 2026-03-03, Ana Ruhl told Bo Lund"
    town, country = (
        burst(f"A dam burst in Tarnitsa {tail}", "Tarnitsa", None),
        burst(f"A dam burst in Brask {tail}", "Brask", "1"),
    )
    other = burst(f"A dam burst in Sandmar {tail}", "Sandmar", None)
    assert len(events(town, country)) == 1
    assert len(events(town, other)) == 2


def test_what_lies_ahead_of_its_page_was_not_done_yet() -> None:
    s = Scribe("He will be in court when he is sentenced on 2026-12-11")
    man = s.chain("person", "He")
    s.event("sentenced", type="court", recipients=[man], time=s.time("2026-12-11", value="2026-12-11"))
    (event,) = events(s.page("ahead", outlet="Harrow Post", published="2026-09-18"))
    assert (event.modality, event.time.value) == ("planned", "2026-12-11")


def test_a_toll_remembered_is_not_that_of_the_day() -> None:
    s = Scribe("A ferry sank and 18 people died. In 2022, 31 people were killed in these waters.")
    s.event("sank", type="accident")
    s.event("died", type="death", casualties=[("killed", 18, False, "18 people died")])
    s.event(
        "were killed", type="death", time=s.time("2022", value="2022"),
        casualties=[("killed", 31, False, "31 people were killed")],
    )  # fmt: skip
    found = events(s.page("ferry", outlet="Harrow Post", published="2026-04-11"))
    assert sorted(sorted(c.number or 0 for c in event.casualties) for event in found) == [[18], [31]]
