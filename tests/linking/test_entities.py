"""Entities across pages: who is joined, who is kept apart, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.linking import link
from dateline.records.dossier import Entity
from dateline.records.linked import Page
from dateline.records.reading import AliasBasis, EntityType

from .build import Scribe


def one(
    words: str,
    *names: str,
    kind: EntityType = "person",
    aliases: Sequence[tuple[str, AliasBasis]] = (),
    roles: Sequence[str] = (),
    outlet: str | None = None,
) -> Page:
    """A page with one chain."""
    s = Scribe(words)
    s.chain(kind, *names, aliases=aliases, roles=roles)
    return s.page(words, outlet=outlet)


def named(*pages: Page) -> list[str]:
    return sorted(entity.name for entity in link(pages).entities)


def only(*pages: Page) -> Entity:
    (entity,) = link(pages).entities
    return entity


def test_an_alias_that_one_text_states_joins_another_text_that_only_uses_it() -> None:
    entity = only(
        one("Ivo Kessel, known as the Osprey, fled", "Ivo Kessel", aliases=[("the Osprey", "known_as")]),
        one("The Osprey was seen", "The Osprey"),
    )
    assert (entity.name, entity.aliases[0].text, entity.aliases[0].basis) == ("Ivo Kessel", "the Osprey", "known_as")


def test_two_men_of_one_nickname_stay_two() -> None:
    alias: list[tuple[str, AliasBasis]] = [("the Osprey", "nickname")]
    assert named(
        one("Ivo Kessel, the Osprey", "Ivo Kessel", aliases=alias),
        one("Jan Brodt, the Osprey", "Jan Brodt", aliases=alias),
    ) == ["Ivo Kessel", "Jan Brodt"]


def test_a_bare_last_name_joins_its_one_bearer() -> None:
    assert named(one("Ana Ruhl spoke", "Ana Ruhl"), one("Ruhl left", "Ruhl")) == ["Ana Ruhl"]


def test_a_bare_last_name_of_two_bearers_is_left_apart() -> None:
    pages = one("Ana Ruhl spoke", "Ana Ruhl"), one("Bo Ruhl sang", "Bo Ruhl"), one("Ruhl left", "Ruhl")
    assert named(*pages) == ["Ana Ruhl", "Bo Ruhl", "Ruhl"]


def test_unless_a_role_says_which() -> None:
    pages = (
        one("Ana Ruhl, the harbourmaster, spoke", "Ana Ruhl", roles=["the harbourmaster"]),
        one("Bo Ruhl, a tenor, sang", "Bo Ruhl", roles=["a tenor"]),
        one("Harbourmaster Ruhl left", "Ruhl", roles=["Harbourmaster"]),
    )
    assert named(*pages) == ["Ana Ruhl", "Bo Ruhl"]


def test_the_name_is_the_fullest_and_most_frequent() -> None:
    entity = only(
        one("Ana Ruhl", "Ana Ruhl"),
        one("Ana Maria Ruhl", "Ana Maria Ruhl"),
        one("President Ana Ruhl", "President Ana Ruhl"),
    )
    assert entity.name == "Ana Maria Ruhl"
    assert {"Ana Ruhl", "President Ana Ruhl"} == {alias.text for alias in entity.aliases}


def test_a_nickname_inside_a_name_is_not_part_of_it() -> None:
    entity = only(one('Ivo "Osprey" Kessel fled', 'Ivo "Osprey" Kessel', aliases=[("Osprey", "nickname")]))
    assert entity.name == "Ivo Kessel"


def test_a_body_and_its_acronym_in_another_text() -> None:
    pages = (
        one("The Customs Crime Agency", "Customs Crime Agency", kind="organization"),
        one("the CCA", "CCA", kind="organization"),
    )
    assert named(*pages) == ["Customs Crime Agency"]


def test_one_acronym_of_two_bodies_joins_neither() -> None:
    pages = (
        one("The Customs Crime Agency", "Customs Crime Agency", kind="organization"),
        one("The Coast Club of Anglers", "Coast Club of Anglers", kind="organization"),
        one("the CCA", "CCA", kind="organization"),
    )
    assert named(*pages) == ["CCA", "Coast Club of Anglers", "Customs Crime Agency"]


def test_stated_acronyms_do_not_join_different_bodies() -> None:
    pages = (
        one(
            "Harbour Minerals Group (HMG)",
            "Harbour Minerals Group",
            "HMG",
            kind="organization",
            aliases=[("HMG", "acronym")],
        ),
        one("Hill Motor Guild (HMG)", "Hill Motor Guild", "HMG", kind="organization", aliases=[("HMG", "acronym")]),
    )
    assert named(*pages) == ["Harbour Minerals Group", "Hill Motor Guild"]


def test_a_person_and_a_company_of_one_word_stay_two() -> None:
    assert named(one("Marsh left", "Marsh"), one("Marsh fell 3%", "Marsh", kind="organization")) == ["Marsh", "Marsh"]


def test_a_description_in_the_words_of_a_name() -> None:
    s = Scribe("Kessel and his new harbour league")
    s.chain("organization", "his new harbour league", named=False)
    full = one("The Brask New Harbour League", "Brask New Harbour League", kind="organization")
    linked = link([full, s.page()])
    assert [entity.name for entity in linked.entities] == ["Brask New Harbour League"]
    assert {mention.entity for mention in linked.mentions} == {linked.entities[0].id}


def test_a_description_on_which_nothing_hangs_is_no_entity() -> None:
    s = Scribe("the survivors of the storm")
    s.chain("group", "the survivors", named=False)
    assert link([s.page()]).entities == ()


def test_the_outlet_that_a_text_names_is_the_outlet_that_published() -> None:
    page = one("Mara Oduya told the Fenmoor Post", "Fenmoor Post", kind="organization", outlet="The Fenmoor Post")
    linked = link([page])
    (entity,) = linked.entities
    assert linked.chains[0].links[0].entity == entity.id


def test_a_name_that_is_its_founders_outlives_a_later_page() -> None:
    s = Scribe("Ana Ruhl spoke")
    s.chain("person", "Ana Ruhl")
    first = s.page(published="2026-01-01")
    later = one("Ana Maria Ruhl", "Ana Maria Ruhl")
    assert link([first]).entities[0].id == link([later, first]).entities[0].id
