"""Why names are one entity's: a reason for each name that was joined, with the words that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.linking import link
from dateline.linking.names import fold
from dateline.records.dossier import Entity, Joined
from dateline.records.evidence import holds
from dateline.records.judgement import Pin, judge
from dateline.records.linked import Page
from dateline.records.reading import AliasBasis, EntityType

from .build import Scribe


def one(
    words: str,
    *names: str,
    kind: EntityType = "person",
    aliases: Sequence[tuple[str, AliasBasis]] = (),
    roles: Sequence[str] = (),
    name: str = "page",
) -> Page:
    s = Scribe(words)
    s.chain(kind, *names, aliases=aliases, roles=roles)
    return s.page(name)


def entity(*pages: Page) -> Entity:
    (found,) = link(pages).entities
    return found


def told(*pages: Page) -> list[tuple[tuple[str, ...], str]]:
    return [(joined.names, joined.reason) for joined in entity(*pages).joined]


def shown(joined: Joined) -> list[str]:
    return [words.exact for words in joined.evidence]


def test_one_name_of_one_text_was_joined_with_nothing() -> None:
    assert told(one("Ivo Kessel fled", "Ivo Kessel")) == []


def test_a_stated_alias_shows_where_it_is_stated() -> None:
    found = entity(
        one("Ivo Kessel, known as the Osprey, fled", "Ivo Kessel", aliases=[("the Osprey", "known_as")]),
        one("The Osprey was seen", "The Osprey"),
    )
    (joined,) = found.joined
    assert (joined.names, joined.reason) == (("Ivo Kessel", "the Osprey"), "an alias that the text states")
    assert shown(joined) == ["the Osprey"]


def test_an_alias_that_another_text_uses_as_a_name_shows_both() -> None:
    found = entity(
        one("Ivo Kessel, known as Ivan Kess, fled", "Ivo Kessel", aliases=[("Ivan Kess", "apposition")]),
        one("Ivan Kess, alias Ivo Kessel", "Ivan Kess", aliases=[("Ivo Kessel", "known_as")]),
    )
    assert [joined.reason for joined in found.joined] == ["an alias that the text states"]


def test_equal_full_names_are_one_reason_however_many_texts_there_are() -> None:
    pages = [one(f"Ivo Kessel fled {n} times", "Ivo Kessel", name=f"p{n}") for n in range(9)]
    (joined,) = entity(*pages).joined
    assert (joined.names, joined.reason) == (("Ivo Kessel",), "equal full names")
    assert shown(joined) == ["Ivo Kessel", "Ivo Kessel"]
    assert len({words.text_id for words in joined.evidence}) == 2


@pytest.mark.parametrize(
    ("pages", "names", "reason"),
    [
        ((one("Ana Ruhl spoke", "Ana Ruhl"), one("Ruhl left", "Ruhl")), {"Ana Ruhl", "Ruhl"},
         "the last name of one person only"),
        ((one("Ana Ruhl, the mayor, spoke", "Ana Ruhl", roles=["the mayor"]),
          one("Bo Ruhl, a tenor, sang", "Bo Ruhl", roles=["a tenor"]), one("Mayor Ruhl left", "Ruhl", roles=["Mayor"])),
         {"Ana Ruhl", "Ruhl"}, "the last name, in one role"),
        ((one("Ana Ruhl", "Ana Ruhl"), one("Ana Maria Ruhl", "Ana Maria Ruhl")), {"Ana Ruhl", "Ana Maria Ruhl"},
         "a fuller form of the name"),
        ((one("Ivo Kesselmann", "Ivo Kesselmann"), one("Ivo Keselmann", "Ivo Keselmann")),
         {"Ivo Kesselmann", "Ivo Keselmann"}, "kesselmann"),
        ((one("The Customs Crime Agency", "Customs Crime Agency", kind="organization"),
          one("the CCA", "CCA", kind="organization")), {"Customs Crime Agency", "CCA"}, "the initials of the name"),
        ((one("Fenmoor Mills Ltd", "Fenmoor Mills Ltd", kind="organization"),
          one("Fenmoor Mills", "Fenmoor Mills", kind="organization")), {"Fenmoor Mills Ltd", "Fenmoor Mills"},
         "equal names but for the legal form"),
    ],
)  # fmt: skip
def test_each_way_of_joining_says_so(pages: tuple[Page, ...], names: set[str], reason: str) -> None:
    found = [joined for each in link(pages).entities for joined in each.joined if set(joined.names) == names]
    assert len(found) == 1
    assert reason in found[0].reason
    assert {words.exact for words in found[0].evidence} == names


def test_a_short_form_inside_one_text_and_a_nickname() -> None:
    page = one(
        'Ivo "Osprey" Kessel fled. Kessel ran', 'Ivo "Osprey" Kessel', "Kessel#2",
        aliases=[("Osprey", "nickname"), ("Kessel", "last_name")],
    )  # fmt: skip
    assert [reason for _, reason in told(page)] == [
        "a nickname that the text states", "the last name of one whom the text names in full",
    ]  # fmt: skip


def test_a_person_s_word_is_the_first_reason() -> None:
    pages = one("Ivo Kessel fled", "Ivo Kessel"), one("Jan Brodt ran", "Jan Brodt")
    pins = [
        Pin(kind="mention", name="x", source=page.article.source, url=None, evidence=words, context=words)
        for page in pages
        for words in [page.reading.mentions[0].evidence]
    ]
    judged = judge("same", pins, author="Ada", at="2026-03-03T00:00:00Z")
    (found,) = link(pages, judgements=[judged]).entities
    assert [(set(joined.names), joined.reason) for joined in found.joined] == [
        ({"Ivo Kessel", "Jan Brodt"}, "judged the same by Ada on 2026-03-03")
    ]
    assert shown(found.joined[0]) == ["Ivo Kessel", "Jan Brodt"]


def test_what_a_page_signs_with_is_a_name_of_its_outlet() -> None:
    s = Scribe("The Fenmoor Post, a daily, reported it. FP Media")
    s.chain("organization", "Fenmoor Post")
    page = s.page(outlet="Fenmoor Post")
    signed = replace(page, article=replace(page.article, evidence={"outlet": (s.at("FP Media"),)}))
    (found,) = link([signed]).entities
    (joined,) = found.joined
    assert (joined.names, shown(joined)) == (("Fenmoor Post", "FP Media"), ["FP Media"])
    assert "outlet" in joined.reason


names = st.sampled_from(["Ivo Kessel", "Ivo Jan Kessel", "Kessel", "I. Kessel", "Ivo Kesel", "The Osprey"])


@given(texts=st.lists(st.lists(names, min_size=1, max_size=3, unique=True), min_size=1, max_size=6))
def test_reasons_connect_all_names_of_an_entity_and_no_more(texts: list[list[str]]) -> None:
    pages = []
    for number, used in enumerate(texts):
        words = f"{', '.join(used)} on page {number}"
        s = Scribe(words)
        aliases: list[tuple[str, AliasBasis]] = [(name, "known_as") for name in used[1:]]
        s.chain("person", *used, aliases=aliases)
        pages.append(s.page(f"p{number}"))
    by_text = {page.reading.text_id: page.text for page in pages}
    for found in link(pages).entities:
        everything = {found.name, *(alias.text for alias in found.aliases)}
        two = [set(joined.names) for joined in found.joined if len(joined.names) > 1]
        assert len(two) <= len(everything) - 1
        assert all(joined.evidence for joined in found.joined)
        assert all(holds(words, by_text[words.text_id]) for joined in found.joined for words in joined.evidence)
        reached = {fold(found.name)}
        while grown := {fold(name) for pair in two if {*map(fold, pair)} & reached for name in pair} - reached:
            reached |= grown
        assert {*map(fold, everything)} == reached
