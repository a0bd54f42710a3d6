"""Entities and registries: who is taken for which record, why, how sure, and who is left apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import dossier as dossier_room
from dateline.errors import Refusal
from dateline.linking import link
from dateline.linking.profiles import registered
from dateline.linking.registry import keys_of, link_records, take_in
from dateline.ports import Registries, Store
from dateline.records.dossier import Dossier, Scope
from dateline.records.evidence import holds
from dateline.records.judgement import Judgement, Pin, judge
from dateline.records.linked import Page
from dateline.records.outcome import Failure
from dateline.records.reading import AliasBasis, EntityType
from dateline.records.registry import (
    RegistryDetail,
    RegistryLink,
    RegistryPin,
    RegistryRecord,
    RegistryRow,
    RegistrySaid,
    RegistryTrouble,
)
from dateline.store import open_store

from .build import Scribe


@pytest.fixture
def registries(tmp_path: Path) -> Iterator[Registries]:
    store: Store = open_store(tmp_path / "w.db")
    yield store.registries
    store.close()


def person(name: str, *, id: str = "N-1", aliases: Sequence[str] = (), **more: Any) -> RegistryRecord:
    return RegistryRecord(id=id, schema="Person", type="person", name=name, aliases=tuple(aliases), **more)


def body(name: str, *, id: str = "B-1", aliases: Sequence[str] = ()) -> RegistryRecord:
    return RegistryRecord(id=id, schema="Company", type="organization", name=name, aliases=tuple(aliases))


def one(
    words: str,
    *names: str,
    kind: EntityType = "person",
    aliases: Sequence[tuple[str, AliasBasis]] = (),
    roles: Sequence[str] = (),
    published: str | None = "2026-03-02",
) -> Page:
    s = Scribe(words)
    chain = s.chain(kind, *names, aliases=aliases, roles=roles)
    if "arrested" in words:
        s.state("arrested", chain=chain, value="arrested")
    return s.page(words[:20], published=published)


def take(registries: Registries, *rows: RegistryRow, name: str = "list") -> None:
    take_in(rows, registries=registries, name=name, file="list.json", digest="d")


def picture(
    registries: Registries,
    *pages: Page,
    judgements: Sequence[Judgement] = (),
    scope: Callable[[Dossier], Scope] | None = None,
) -> Dossier:
    linked = link(pages, judgements=judgements)
    texts = {page.reading.text_id: page.text for page in pages}
    whole = dossier_room.build(linked, scope=Scope(), text=texts.__getitem__, judgements=judgements)
    shown = whole if scope is None else dossier_room.build(linked, scope=scope(whole), text=texts.__getitem__)
    return link_records(shown, linked, registries=registries, text=texts.__getitem__, judgements=judgements)


def links(registries: Registries, *pages: Page, judgements: Sequence[Judgement] = ()) -> dict[str, list[RegistryLink]]:
    made = picture(registries, *pages, judgements=judgements)
    return {entity.name: list(entity.registry) for entity in made.entities if entity.registry}


def only(registries: Registries, *pages: Page) -> RegistryLink:
    ((found,),) = links(registries, *pages).values()
    return found


def test_a_record_of_the_name_is_linked_and_says_what_it_says(registries: Registries) -> None:
    said = RegistrySaid(property="authority", value="Norvik Treasury")
    record = person(
        "KESSEL, Ivo", topics=("sanction", "x.unknown"), said=(RegistrySaid(property="born", value="1966"),)
    )
    take(registries, record, RegistryDetail(of="N-1", said=(said,)))
    found = only(registries, one("Ivo Kessel was seen", "Ivo Kessel"))
    assert (found.registry, found.record, found.name) == ("list", "N-1", "KESSEL, Ivo")
    assert [(topic.code, topic.words) for topic in found.topics] == [
        ("sanction", "sanctioned"),
        ("x.unknown", "x.unknown"),
    ]
    assert [each.value for each in found.said] == ["Norvik Treasury", "1966"]
    assert [words.exact for words in found.evidence] == ["Ivo Kessel"]


def test_what_else_the_pages_tell_makes_it_surer_and_is_its_evidence(registries: Registries) -> None:
    words = "Ivo Kessel, 59, the Norwegian leader of the Harbour Ring, known as the Osprey, was arrested"
    take(
        registries,
        person("Ivo Kessel", born=("1966-07",), countries=("no",), positions=("Leader of the Harbour Ring",),
               weak=("The Osprey",), topics=("wanted",)),
    )  # fmt: skip
    alone = only(registries, one("Ivo Kessel was seen", "Ivo Kessel"))
    page = one(
        words, "Ivo Kessel", aliases=[("the Osprey", "known_as")], roles=["Norwegian leader of the Harbour Ring"]
    )
    found = only(registries, page)
    assert alone.likelihood < 0.85 < found.likelihood < 1
    assert "by the name alone" in alone.reasons
    told = " / ".join(found.reasons)
    for reason in ("born about 1967", "of one country (NO)", "in one role", "arrested in the pages", "the Osprey too"):
        assert reason in told
    assert {"Ivo Kessel, 59", "arrested"} <= {each.exact for each in found.evidence}
    assert all(holds(each, page.text) for each in found.evidence)


@pytest.mark.parametrize(
    ("words", "roles", "record"),
    [
        ("Ivo Kessel, 31, was seen", (), person("Ivo Kessel", born=("1966",))),
        ("The 31-year-old rider Ivo Kessel was seen", (), person("Ivo Kessel", born=("1966",))),
        ("Ivo Kessel was born in 1995 and seen", (), person("Ivo Kessel", born=("1966",))),
        ("Ivo Kessel, a cyclist, was seen", ("a cyclist",), person("Ivo Kessel", positions=("Minister of Finance",))),
        ("Ivo Kessel was seen", (), body("Ivo Kessel")),
        ("Ivo Kessel was seen", (), person("Jan Kessel")),
        ("Ivo Kessel was seen", (), person("Jan Brodt", aliases=["Kessel"])),
        ("Ivo Kessel was seen", (), person("Jan Brodt", weak=("Ivo Kessel",))),
        ("Kessel was seen", (), person("Kessel")),
        ("John Smith was seen", (), person("John Smith")),
        ("The Norwegian Ivo Kessel was seen", ("The Norwegian",), person("Ivo Kessel", countries=("mx",))),
    ],
)  # fmt: skip
def test_namesakes_are_kept_apart(
    registries: Registries, words: str, roles: Sequence[str], record: RegistryRecord
) -> None:
    name = next(name for name in ("Ivo Kessel", "John Smith", "Kessel") if name in words)
    take(registries, record)
    assert links(registries, one(words, name, roles=roles)) == {}


def test_an_office_holder_of_the_name_in_another_office_is_left_apart_and_that_is_said(
    registries: Registries,
) -> None:
    take(registries, person("Ivo Kessel", positions=("Ambassador",), topics=("role.pep",)))
    s = Scribe("Interior Minister Ivo Kessel is in office")
    chain = s.chain("person", "Ivo Kessel", roles=["Interior Minister"])
    s.state("is in office", chain=chain, value="in_office")
    made = picture(registries, s.page(published="2026-03-02"))
    assert [entity.registry for entity in made.entities] == [()]
    assert [(each.source, each.code) for each in made.warnings] == [("registry list", "registry_unsure")]
    assert "N-1" in made.warnings[0].message


def test_a_nickname_that_many_bear_links_nobody(registries: Registries) -> None:
    take(registries, person("Jan Brodt", aliases=["The Osprey", "Grey Osprey"]))
    known: list[tuple[str, AliasBasis]] = [("the Grey Osprey", "known_as"), ("the Osprey", "known_as")]
    page = one("Ivo Kessel, known as the Grey Osprey or the Osprey", "Ivo Kessel", aliases=known)
    assert links(registries, page) == {}


def test_a_common_name_is_linked_where_something_else_fits(registries: Registries) -> None:
    take(registries, person("John Smith", born=("1966",)))
    assert only(registries, one("John Smith, 59, was seen", "John Smith")).record == "N-1"


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("Ivo Kessel", person("KESSEL BRANDT, Ivo", positions=("Harbour master",))),
        ("Ivo Kessel", person("Nobody Else", aliases=["Иво Кессель"])),
        ("Ivo Kessel", person("Kessel Ivo")),
        ("Bill Kesselmann", person("William Kesselmann")),
        ("Ivo Kesselmann", person("Ivo Keselman")),
    ],
)
def test_a_record_is_found_under_other_forms_of_the_name(
    registries: Registries, name: str, record: RegistryRecord
) -> None:
    take(registries, record)
    assert only(registries, one(f"Harbour master {name} spoke", name, roles=["Harbour master"])).record == "N-1"


def test_bodies_are_found_under_their_legal_forms(registries: Registries) -> None:
    take(registries, body("Fenmoor Harbour Mills S.A."), body("FENMOOR COAL LTD", id="B-2"))
    found = links(registries, one("Fenmoor Harbour Mills closed", "Fenmoor Harbour Mills", kind="organization"))
    assert [each.record for each in found["Fenmoor Harbour Mills"]] == ["B-1"]


def test_two_records_that_fit_equally_link_nobody_and_that_is_said(registries: Registries) -> None:
    take(registries, person("Ivo Kessel"), person("Ivo Kessel", id="N-2"))
    made = picture(registries, one("Ivo Kessel was seen", "Ivo Kessel"))
    assert all(entity.registry == () for entity in made.entities)
    (warning,) = made.warnings
    assert (warning.source, warning.code) == ("registry list", "registry_namesakes")
    assert "N-1, N-2" in warning.message


def test_the_better_of_two_records_is_linked(registries: Registries) -> None:
    take(registries, person("Ivo Kessel", born=("1930",)), person("Ivo Kessel", id="N-2", born=("1966",)))
    assert only(registries, one("Ivo Kessel, 59, was seen", "Ivo Kessel")).record == "N-2"


def test_records_of_two_registries_stand_side_by_side(registries: Registries) -> None:
    take(registries, person("Ivo Kessel"))
    take(registries, person("Ivo Kessel", id="X", born=("1966",)), name="wanted")
    found = links(registries, one("Ivo Kessel, 59, was seen", "Ivo Kessel"))["Ivo Kessel"]
    assert [(each.registry, each.record) for each in found] == [("wanted", "X"), ("list", "N-1")]


def namesakes() -> tuple[Page, Page]:
    minister = one("Minister of finance Ivo Kessel spoke", "Ivo Kessel", roles=["Minister of finance"])
    cyclist = one("The cyclist Ivo Kessel won", "Ivo Kessel", roles=["The cyclist"])
    return minister, cyclist


def test_of_two_entities_of_one_name_the_one_that_fits_is_linked(registries: Registries) -> None:
    take(registries, person("Ivo Kessel", positions=("Minister of Finance",)))
    made = picture(registries, *namesakes())
    assert [entity.roles[0].text for entity in made.entities if entity.registry] == ["Minister of finance"]


def test_a_link_does_not_depend_on_what_is_shown(registries: Registries) -> None:
    take(registries, person("Ivo Kessel"))
    whole = picture(registries, *namesakes())
    assert all(entity.registry == () for entity in whole.entities)
    for entity in whole.entities:
        part = picture(registries, *namesakes(), scope=lambda _, id=entity.id: Scope(entity=id))  # type: ignore[misc]
        assert [each.registry for each in part.entities] == [()]
        assert [warning.code for warning in part.warnings] == ["registry_namesakes"]


def said_of(page: Page, *, kind: str, record: str = "N-1") -> Judgement:
    start = page.text.index("Ivo Kessel")
    evidence = Scribe(page.text).text.cut(start, start + len("Ivo Kessel"))
    pin = Pin(
        kind="mention", name="Ivo Kessel", source=page.article.source, url=None, evidence=evidence, context=evidence
    )
    return judge(
        "same" if kind == "same" else "different", [pin], author="Ada", at="2026-03-03T00:00:00Z",
        record=RegistryPin(registry="list", record=record, name="x"),
    )  # fmt: skip


def test_a_person_s_word_unlinks_and_links(registries: Registries) -> None:
    take(registries, person("Ivo Kessel"), person("Somebody Else", id="N-9"))
    page = one("Ivo Kessel was seen", "Ivo Kessel")
    assert links(registries, page, judgements=[said_of(page, kind="different")]) == {}
    ((found,),) = links(registries, page, judgements=[said_of(page, kind="same", record="N-9")]).values()
    assert (found.record, found.likelihood, found.reasons) == ("N-9", 1.0, ("judged the same by Ada on 2026-03-03",))


def test_the_last_word_holds(registries: Registries) -> None:
    take(registries, person("Ivo Kessel"))
    page = one("Ivo Kessel was seen", "Ivo Kessel")
    log = [said_of(page, kind="different"), said_of(page, kind="same")]
    assert links(registries, page, judgements=log)["Ivo Kessel"][0].likelihood == 1.0
    assert links(registries, page, judgements=log[::-1]) == {}


def test_the_doubt_between_two_records_is_settled_by_a_word(registries: Registries) -> None:
    take(registries, person("Ivo Kessel"), person("Ivo Kessel", id="N-2"))
    page = one("Ivo Kessel was seen", "Ivo Kessel")
    for word in (said_of(page, kind="same", record="N-2"), said_of(page, kind="different", record="N-1")):
        made = picture(registries, page, judgements=[word])
        assert [each.record for entity in made.entities for each in entity.registry] == ["N-2"]
        assert made.warnings == ()


def test_a_newer_version_replaces_the_old_one_and_a_removed_one_is_gone(registries: Registries) -> None:
    page = one("Ivo Kessel was seen", "Ivo Kessel")
    take(registries, person("Ivo Kessel", topics=("wanted",)))
    take(registries, person("Ivo Kessel", topics=("sanction",)))
    assert [topic.code for topic in only(registries, page).topics] == ["sanction"]
    assert [registry.records for registry in registries.known()] == [1]
    assert registries.remove("list")
    assert not registries.remove("list")
    assert links(registries, page) == {}


def test_a_file_that_breaks_off_leaves_the_old_version(registries: Registries) -> None:
    def broken() -> Iterator[RegistryRow]:
        yield person("Jan Brodt")
        raise Refusal("bad_encoding", "it breaks off")

    take(registries, person("Ivo Kessel"))
    for rows in (broken(), iter([RegistryTrouble(line=1, failure=Failure(code="bad_row", message="x"))])):
        with pytest.raises(Refusal):
            take_in(rows, registries=registries, name="list", file="f", digest="e")
    assert only(registries, one("Ivo Kessel was seen", "Ivo Kessel")).record == "N-1"


def test_lines_are_counted_and_the_first_troubles_told(registries: Registries) -> None:
    bad = [RegistryTrouble(line=n, failure=Failure(code="bad_row", message="x")) for n in range(100)]
    rows = [person("Ivo Kessel"), *bad, None, person("Twice Named"), person("Jan Brodt", id="N-2")]
    made, troubles = take_in(rows, registries=registries, name="list", file="f", digest="d")
    assert (made.records, made.passed, made.failed) == (2, 1, 101)
    assert 0 < len(troubles) < 100


names = st.lists(
    st.sampled_from(["Ivo", "Kessel", "Bill", "Ana", "Ruhl", "al", "Brandt", "Müller", "Sira"]), min_size=2, max_size=4
).map(" ".join)


@given(name=names, middle=st.sampled_from(["", "Q", "Jan"]))
def test_an_entity_looks_where_its_record_is_filed(name: str, middle: str) -> None:
    first, *rest = name.split()
    longer = " ".join([first, *([middle] if middle else []), *rest])
    for other in (longer, name.upper(), f"{rest[-1]}, {' '.join([first, *rest[:-1]])}"):
        entity, record = (keys_of(registered(each, type="person")) for each in (name, other))
        assert entity & record
