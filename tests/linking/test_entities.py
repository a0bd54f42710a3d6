"""Entities across pages: who is joined, who is kept apart, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.linking import link
from dateline.linking.likeness import JOINED, keys, score
from dateline.linking.names import core, fold, misspelled, same_core, same_words
from dateline.linking.profiles import Profile, registered
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


def two(words: str, *chains: tuple[str, Sequence[str], EntityType]) -> Page:
    """A page with several chains, each a name, its roles and its kind."""
    s = Scribe(words)
    for name, roles, kind in chains:
        s.chain(kind, name, roles=roles)
    return s.page(words)


def test_two_people_of_one_name_in_walks_of_life_that_seldom_meet() -> None:
    pages = (
        one("Goalkeeper Ivo Kessel saved two", "Ivo Kessel", roles=["Goalkeeper"]),
        one("Judge Ivo Kessel adjourned", "Ivo Kessel", roles=["Judge"]),
        one("Ivo Kessel, a judge, spoke", "Ivo Kessel", roles=["a judge"]),
    )
    assert named(*pages) == ["Ivo Kessel", "Ivo Kessel"]


def test_who_was_something_else_once_is_the_same() -> None:
    pages = (
        one("The former goalkeeper Ivo Kessel resigned", "Ivo Kessel", roles=["The former goalkeeper"]),
        one("Mayor Ivo Kessel resigned", "Ivo Kessel", roles=["Mayor"]),
    )
    assert named(*pages) == ["Ivo Kessel"]


def test_and_who_is_told_of_beside_the_same_people_is_the_same() -> None:
    beside: list[tuple[str, Sequence[str], EntityType]] = [("Ada Ruhl", (), "person"), ("Bo Harrow", (), "person")]
    pages = (
        two("Goalkeeper Ivo Kessel met Ada Ruhl and Bo Harrow", ("Ivo Kessel", ["Goalkeeper"], "person"), *beside),
        two("Judge Ivo Kessel met Ada Ruhl and Bo Harrow", ("Ivo Kessel", ["Judge"], "person"), *beside),
    )
    assert named(*pages) == ["Ada Ruhl", "Bo Harrow", "Ivo Kessel"]


def test_a_name_that_very_many_bear_is_joined_only_where_more_than_the_name_says_so() -> None:
    met = one("John Smith met", "John Smith"), one("John Smith sang", "John Smith")
    assert named(*met) == ["John Smith", "John Smith"]
    told = (
        one("John Smith, a welder, met", "John Smith", roles=["a welder"]),
        one("John Smith, the welder, sang", "John Smith", roles=["the welder"]),
    )
    assert named(*told) == ["John Smith"]


def test_a_bare_given_name_is_nobodys_last_name() -> None:
    assert named(one("Ana David Ruhl met", "Ana David Ruhl"), one("David left", "David")) == ["Ana David Ruhl", "David"]


def test_a_bare_last_name_is_that_of_the_one_whom_its_text_is_about() -> None:
    s = Scribe("Ana Ruhl spoke. Ana Ruhl won. Ana Ruhl left. Bo Ruhl wept. Ruhl smiled")
    s.chain("person", "Ana Ruhl", "Ana Ruhl#2", "Ana Ruhl#3")
    s.chain("person", "Bo Ruhl")
    s.chain("person", "Ruhl#5")
    assert named(s.page()) == ["Ana Ruhl", "Bo Ruhl"]


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("Fenmoor Mills Inc.", "Fenmoor Mills", True),
        ("Fenmoor Mills Corp", "Fenmoor Mills Co.", True),
        ("Fenmoor Mills AG", "Fenmoor Mills GmbH", False),
        ("Fenmoor Digital Works", "Fenmoor Digtial Works", True),
        ("Fenmoor Mills", "Fenmoor Motors", False),
        ("European Central Bank", "ECB", True),
        ("U.S. Treasury", "Treasury Department", True),
        ("Gander Mile", "GM", False),
        ("Ruhl Motor Works", "RMW", False),
        ("Ruhl Lake Rowing Works", "RLRW", True),
    ],
)
def test_names_of_one_body(left: str, right: str, joined: bool) -> None:
    pages = one(left, left, kind="organization"), one(f"{right} fell", right, kind="organization")
    assert (len(link(pages).entities) == 1) is joined


@pytest.mark.parametrize(
    ("long", "short", "joined"),
    [
        ("Fenmoor Harbour Group", "Fenmoor", True),
        ("Ruhl Financial Group Inc", "Ruhl Financial", True),
        ("U.S. Navy", "Navy", True),
        ("Kessel administration", "Kessel", False),
        ("Fenmoor Mills Works Council", "Fenmoor Mills", False),
        ("Bank of Fenmoor", "Bank", False),
    ],
)
def test_a_short_form_of_a_body_in_the_same_text(long: str, short: str, joined: bool) -> None:
    page = two(f"{long} spoke to {short} yesterday", (long, (), "organization"), (f"{short}#2", (), "organization"))
    assert (len(link([page]).entities) == 1) is joined


def test_a_short_form_that_two_bodies_of_the_text_may_have_is_left_alone() -> None:
    page = two(
        "Fenmoor Bank met Fenmoor Mills, then Fenmoor fell",
        ("Fenmoor Bank", (), "organization"),
        ("Fenmoor Mills", (), "organization"),
        ("Fenmoor#3", (), "organization"),
    )
    assert named(page) == ["Fenmoor", "Fenmoor Bank", "Fenmoor Mills"]


def test_an_entry_of_a_register_is_scored_like_an_entity_of_the_press() -> None:
    entry = registered("KESSEL, Ivo Brandt", type="person", aliases=["The Osprey"])
    assert score(entry, _profile(full=["ivo brandt kessel"])).value >= JOINED
    assert score(entry, _profile(full=["osprey"])).value >= JOINED
    assert score(entry, _profile(full=["ivo harrow"])).value < JOINED
    mill = registered("Fenmoor Mills S.A.", type="organization")
    assert score(mill, _profile(full=["fenmoor mills"], person=False)).reasons == (
        "equal names but for the legal form",
    )


def test_what_joins_is_said_in_words() -> None:
    left, right = _profile(full=["william harrow"]), _profile(full=["bill harrow"])
    found = score(left, right)
    assert found.value >= JOINED
    assert found.reasons == ("a fuller form of the name", "both have harrow", "bill is a form of william")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("ivo kessel", "kessel ivo", True),
        ("ana ivo", "ivo ana", False),
        ("mario tovari", "maria tovari", False),
        ("mohammed tovari", "mohamed tovari", True),
        ("azar dzhumalov", "azar jumalov", True),
        ("bill harrow", "william harrow", True),
        ("bill harrow", "william tovari", False),
    ],
)
def test_the_same_words_in_another_order_or_spelling(left: str, right: str, same: bool) -> None:
    assert same_words(left, right) is same
    assert same_words(right, left) is same


def test_the_core_of_a_name_is_never_empty() -> None:
    assert core("fenmoor mills co ltd") == "fenmoor mills"
    assert core("company") == "company"
    assert same_core("fenmoor inc", "fenmoor corp")
    assert not same_core("fenmoor co plc", "fenmoor co")
    assert not misspelled("fenmoor", "fenmor")


_WORDS = st.sampled_from(
    ["ana", "bill", "william", "ruhl", "kessel", "harrow", "mills", "co", "ltd", "agency", "ecb", "bank"]
)
_NAMES = st.frozensets(st.lists(_WORDS, min_size=1, max_size=3).map(" ".join), max_size=2)


def _profile(
    *, full: Sequence[str] = (), short: Sequence[str] = (), aliases: Sequence[str] = (), person: bool = True
) -> Profile:
    return Profile(
        person=person,
        type="person" if person else "organization",
        full=frozenset(map(fold, full)),
        aliases=frozenset(aliases),
        short=frozenset(short),
        place=frozenset(),
        roles=frozenset(),
    )


_PROFILES = st.builds(
    # A person's full name has two words at least (profiles.see).
    lambda full, short, aliases, person: _profile(
        full=[name for name in full if not person or " " in name], short=short, aliases=aliases, person=person
    ),
    _NAMES.map(sorted), _NAMES.map(sorted), _NAMES.map(sorted), st.booleans(),
)  # fmt: skip


@given(_PROFILES, _PROFILES)
def test_what_can_be_joined_shares_a_key_and_the_score_is_the_same_from_both_sides(
    left: Profile, right: Profile
) -> None:
    found = score(left, right)
    assert found.value == score(right, left).value
    if found.value >= JOINED:
        assert not keys(left).isdisjoint(keys(right))
