"""The room as a whole: two pages of one story, and the laws that hold whatever comes in."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.linking import link
from dateline.records.dossier import Chain, DossierArticle, DossierEvent, Entity
from dateline.records.linked import Linked, Page
from dateline.records.reading import AliasBasis
from dateline.records.time import Anchor

from .build import Scribe
from .pages import at_large, raid


def entity(linked: Linked, name: str) -> Entity:
    (found,) = [e for e in linked.entities if name in {e.name, *(alias.text for alias in e.aliases)}]
    return found


def article(linked: Linked, source: str) -> DossierArticle:
    return next(a for a in linked.articles if a.source == f"{source}.txt")


def paths(linked: Linked, source: str) -> list[list[tuple[str, str]]]:
    wanted = linked.chains_of[article(linked, source).id]
    chains: list[Chain] = [chain for chain in linked.chains if chain.id in wanted]
    return [[(link.role, link.name) for link in chain.links] for chain in chains]


def killing(linked: Linked) -> DossierEvent:
    (found,) = [e for e in linked.events if e.modality == "asserted"]
    return found


def test_one_man_under_all_his_names_and_his_cousin_apart() -> None:
    linked = link([raid(), at_large()])
    kessel = entity(linked, "the Osprey")
    assert kessel.name == "Ivo Brandt Kessel"
    assert entity(linked, "Jan Kessel").id != kessel.id
    assert len([e for e in linked.entities if "Kessel" in e.name]) == 2


def test_one_body_in_two_wordings() -> None:
    linked = link([raid(), at_large()])
    assert entity(linked, "Customs Crime Agency") == entity(linked, "CCA")


def test_the_killing_is_one_event_with_its_toll() -> None:
    event = killing(link([raid(), at_large()]))
    assert (event.type, event.time.value, len(event.mentions)) == ("assault", "2026-03-01", 4)
    assert [(c.kind, c.number, c.besides, c.holder.name) for c in event.casualties] == [
        ("killed", 4, True, "Mara Oduya")
    ]
    assert [a.named for a in event.actors] == ["Coast Guard"]


def test_its_stated_sources_are_one_origin() -> None:
    linked = link([raid(), at_large()])
    (origin,) = killing(linked).origins
    assert [(o.name, o.kind) for o in linked.origins if o.id == origin] == [("Mara Oduya", "speaker")]


def test_the_paths_of_the_wire_report() -> None:
    found = paths(link([raid(), at_large()]), "raid")
    base = [("outlet", "Fenmoor Post"), ("agency", "Skerry Press")]
    assert [*base, ("speaker", "Mara Oduya"), ("medium", "Pond")] in found
    assert [*base, ("speaker", "Mara Oduya")] not in found
    assert [*base, ("outlet", "Radio Tern"), ("speaker", "Customs Crime Agency")] in found


def test_the_paths_of_the_republished_page() -> None:
    found = paths(link([raid(), at_large()]), "at-large")
    base = [("republisher", "Gullfeed"), ("outlet", "North Fjord Mail")]
    assert [*base, ("speaker", "Otto Lindqvist")] in found
    assert [*base, ("speaker", "Runa Tveit")] in found


def test_no_medium_and_no_republisher_is_an_origin() -> None:
    linked = link([raid(), at_large()])
    assert {"Pond", "Gullfeed"}.isdisjoint(origin.name for origin in linked.origins)


def test_the_death_bounds_the_page_that_has_him_at_large() -> None:
    linked = link([raid(), at_large()])
    published = article(linked, "at-large").published
    assert (published.value, published.latest) == (None, "2026-03-01")
    (basis,) = published.basis
    assert basis.kind == "inferred"
    assert {e.text_id for e in basis.evidence} == {a.text_id for a in linked.articles}
    (at_large_state,) = [s for s in linked.states if s.value == "at_large"]
    assert at_large_state.since.latest == "2016-03-01"


def test_alone_it_has_no_bound() -> None:
    published = article(link([at_large()]), "at-large").published
    assert (published.value, published.earliest, published.latest) == (None, None, None)


def test_what_the_caller_knows_is_not_bounded() -> None:
    linked = link([raid(), at_large("2026-02-04")])
    assert article(linked, "at-large").published.value == "2026-02-04"
    (tuesday,) = [t for t in linked.times if t.evidence.exact == "Tuesday"]
    assert tuesday.time.value == "2026-02-03"
    (state,) = [s for s in linked.states if s.value == "at_large"]
    assert state.since.value == "2016"


def test_the_town_has_two_spellings_and_is_one_place() -> None:
    linked = link([raid(), at_large()])
    (town,) = [place for place in linked.places if "Varna Sola" in place.variants]
    assert set(town.variants) == {"Varna Sola", "Varnna Sola"}
    assert {t.evidence.exact for t in linked.toponyms if t.place == town.id} == {"Varna Sola", "Varnna Sola"}


def test_it_is_one_story_about_the_killing_and_the_plan() -> None:
    linked = link([raid(), at_large()])
    (story,) = linked.stories
    assert len(story.articles) == 2
    assert story.title == "Smuggler chief the Osprey killed in raid"
    assert story.about[0] == killing(linked).id
    assert article(linked, "at-large").about == tuple(e.id for e in linked.events if e.modality == "considered")


def test_every_reference_leads_somewhere() -> None:
    linked = link([raid(), at_large()])
    entities = {e.id for e in linked.entities}
    for chain in linked.chains:
        assert chain.origin in {origin.id for origin in linked.origins}
        assert {link.entity for link in chain.links} - {None} <= entities
        assert set(chain.articles) <= {a.id for a in linked.articles}
    assert {m.entity for m in linked.mentions} - {None} <= entities
    assert {s.entity for s in linked.states} <= entities
    assert {t.place for t in linked.toponyms} <= {p.id for p in linked.places}
    assert {q.chain for q in linked.quotations} <= {c.id for c in linked.chains}
    assert {e.place for e in linked.events} - {None} <= {p.id for p in linked.places}


NAMES = ("Ana Ruhl", "Ana Maria Ruhl", "Bo Ruhl", "Ruhl", "Dee Marsh", "Marsh")
OUTLETS = ("Fenmoor Post", "Gullfeed", None)


@st.composite
def archives(draw: st.DrawFn) -> list[Page]:
    """Small archives in which names, copies, dates and places collide; equal texts are read alike, as reading does."""
    pages = [draw(one_page(number)) for number in range(draw(st.integers(1, 6)))]
    first: dict[str, Page] = {}
    return [replace(page, reading=first.setdefault(page.article.text_id, page).reading) for page in pages]


@st.composite
def one_page(draw: st.DrawFn, number: int) -> Page:
    victim, other = draw(st.sampled_from(NAMES)), draw(st.sampled_from(NAMES))
    town = draw(st.sampled_from(("Tolvik", "Tolvika", "Sandmar")))
    s = Scribe(f"In {town} the guard found {victim} and killed him on Friday. The mayor, {other} said: too late.")
    frame = s.place("guard", gazetteer_id=draw(st.sampled_from(("a", "b"))))
    place = s.place(town, within=[frame])
    aliases: list[tuple[str, AliasBasis]] = [(other.split()[-1], "nickname")] if draw(st.booleans()) else []
    dead = s.chain("person", victim, "him", aliases=aliases)
    mayor = s.chain("person", f"{other}#{2 if other in victim else 1}")
    friday = s.time("Friday", anchor=Anchor(unit="weekday", which="5"))
    said = s.quote("too late", speaker=mayor, words="The mayor", clear=draw(st.booleans()))
    s.event(
        "killed", type=draw(st.sampled_from(("assault", "death"))), mode="kill", recipients=[dead], place=place,
        time=draw(st.sampled_from((friday, None))), quotation=draw(st.sampled_from((said, None))),
    )  # fmt: skip
    s.state("found", chain=draw(st.sampled_from((dead, mayor))), value=draw(st.sampled_from(("at_large", "dead"))))
    return s.page(
        f"page{number}",
        outlet=draw(st.sampled_from(OUTLETS)),
        credit=draw(st.sampled_from(((), ("Skerry Press",)))),
        published=draw(st.sampled_from((None, "2026-03-02", "2026-03-09", "2026-03"))),
        title=draw(st.sampled_from((None, f"{victim} killed"))),
    )


@settings(max_examples=60, deadline=None)
@given(archives(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(pages: list[Page], random: object) -> None:
    shuffled = list(pages)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = link(pages), link([*shuffled, shuffled[0]])
    for field in fields(Linked):
        assert getattr(first, field.name) == getattr(second, field.name), field.name


def test_nothing_in_gives_nothing() -> None:
    assert link([]) == Linked(entity_of={}, place_of={}, chains_of={})
