"""The files of registries: two forms, told apart by content, a bad line costing itself."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.capture import registry
from dateline.capture.registry import digest_of, records_of, registry_name
from dateline.errors import Refusal
from dateline.records.registry import RegistryDetail, RegistryRecord, RegistryRow, RegistrySaid, RegistryTrouble


def entity(name: str = "Ivo Kessel", *, schema: str = "Person", id: str = "N-1", **properties: object) -> str:
    return json.dumps({"id": id, "schema": schema, "properties": {"name": [name], **properties}})


def rows(folder: Path, *lines: str, name: str = "list.json") -> list[RegistryRow]:
    (folder / name).write_text("\n".join(lines) + "\n", "utf-8")
    return list(records_of(str(folder / name)))


def only(folder: Path, *lines: str, name: str = "list.json") -> RegistryRecord:
    (found,) = rows(folder, *lines, name=name)
    assert isinstance(found, RegistryRecord)
    return found


def failed(found: list[RegistryRow]) -> list[tuple[int, str]]:
    return [(row.line, row.failure.code) for row in found if isinstance(row, RegistryTrouble)]


def test_a_person_as_followthemoney_gives_one(tmp_path: Path) -> None:
    found = only(
        tmp_path,
        entity(
            "KESSEL, Ivo", alias=["Ivo Kessel"], weakAlias=["The Osprey"], topics=["sanction", "crime.boss"],
            birthDate=["1966-07-17"], nationality=["no"], country=["se"], position=["Harbour master"],
            notes=["Of\nOstrel"],
        ),
    )  # fmt: skip
    assert (found.id, found.type, found.either, found.name) == ("N-1", "person", False, "KESSEL, Ivo")
    assert (found.aliases, found.weak, found.topics) == (("Ivo Kessel",), ("The Osprey",), ("sanction", "crime.boss"))
    assert (found.born, found.countries, found.positions) == (("1966-07-17",), ("se", "no"), ("Harbour master",))
    assert RegistrySaid(property="position", value="Harbour master") in found.said
    assert RegistrySaid(property="notes", value="Of Ostrel") in found.said


def test_sanctions_inside_a_record_and_in_rows_of_their_own(tmp_path: Path) -> None:
    sanction = {"id": "S", "schema": "Sanction", "properties": {"authority": ["Norvik Treasury"], "entity": ["N-1"]}}
    nested, detail = rows(tmp_path, entity(sanctions=[sanction]), json.dumps(sanction))
    said = RegistrySaid(property="authority", value="Norvik Treasury")
    assert isinstance(nested, RegistryRecord)
    assert nested.said == (said,)
    assert detail == RegistryDetail(of="N-1", said=(said,))


def test_a_bad_line_costs_itself_and_says_where(tmp_path: Path) -> None:
    found = rows(
        tmp_path, entity(), "{", "[1]", '{"id": "x"}', "", json.dumps({"schema": "Person", "properties": {}}),
        json.dumps({"id": "N-2", "schema": "Person", "properties": {}}), entity(schema="Address"), entity(id="N-3"),
    )  # fmt: skip
    assert [row.id for row in found if isinstance(row, RegistryRecord)] == ["N-1", "N-3"]
    assert failed(found) == [(2, "bad_row"), (3, "bad_row"), (4, "bad_row"), (6, "bad_row"), (7, "no_name")]
    assert found.count(None) == 1


def test_the_example_is_read_whole() -> None:
    example = Path(__file__).resolve().parents[2] / "examples" / "watchlist.jsonl"
    found = list(records_of(str(example)))
    assert [type(row) for row in found] == [RegistryRecord, RegistryDetail, RegistryRecord, RegistryRecord]


def test_a_table_with_a_heading(tmp_path: Path) -> None:
    found = rows(
        tmp_path, "\ufeffID,Name,aliases,type,birth_date,notes,topics",
        'B-1,"Kessel, Ivo",Ivo Kessel; I. Kessel ,person,1966,One; and two,wanted;crime',
        "B-2,Harbour Ring,,company,,,", "B-3,Somebody,,,,,", ",Nobody,,person,,,", "B-5,A place,,address,,,",
        name="list.csv",
    )  # fmt: skip
    first, second, third, *rest = found
    assert isinstance(first, RegistryRecord)
    assert (first.name, first.aliases, first.topics) == (
        "Kessel, Ivo",
        ("Ivo Kessel", "I. Kessel"),
        ("wanted", "crime"),
    )
    assert (first.type, first.born) == ("person", ("1966",))
    assert RegistrySaid(property="notes", value="One; and two") in first.said
    assert isinstance(second, RegistryRecord)
    assert second.type == "organization"
    assert isinstance(third, RegistryRecord)
    assert third.either
    assert failed(rest) == [(5, "bad_row")]
    assert rest[1] is None


def test_gzip_is_unpacked_and_a_broken_one_refused(tmp_path: Path) -> None:
    packed = gzip.compress(f"{entity()}\n".encode())
    (tmp_path / "list.json.gz").write_bytes(packed)
    assert len(list(records_of(str(tmp_path / "list.json.gz")))) == 1
    (tmp_path / "cut.json.gz").write_bytes(packed[:-12])
    with pytest.raises(Refusal, match="bad_encoding"):
        list(records_of(str(tmp_path / "cut.json.gz")))


@pytest.mark.parametrize(
    "content", [b"", b"\n \n", b"[\n{}\n]", b"a page of words\n", b"name,kind\nx,y\n", b"\x00\xff\xfe"]
)
def test_what_is_no_registry_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "page").write_bytes(content)
    with pytest.raises(Refusal, match="no_registry"):
        list(records_of(str(tmp_path / "page")))


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    for broken in (records_of, digest_of):
        with pytest.raises(Refusal, match="not_found"):
            list(broken(str(tmp_path / "none")))
        with pytest.raises(Refusal, match="not_a_file"):
            list(broken(str(tmp_path)))


def test_a_line_that_is_too_long_is_passed_over_and_never_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "MAX_LINE", 2000)
    long = entity(notes=["x" * 30_000_000])
    (tmp_path / "list.json").write_text(f"{long}\n{entity()}\n{long}\n{entity(id='N-3')}\n")
    del long
    tracemalloc.start()
    found = list(records_of(str(tmp_path / "list.json")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert failed(found) == [(1, "too_large"), (3, "too_large")]
    assert len(found) == 4
    assert peak < 3_000_000


def test_a_record_of_very_many_names_is_cut_to_its_budget(tmp_path: Path) -> None:
    found = only(tmp_path, entity(alias=[f"Name {n}" for n in range(5000)], notes=["word " * 9000] * 60))
    assert len(found.aliases) < 500
    assert sum(len(said.value) for said in found.said) < 50_000


@pytest.mark.parametrize(
    ("given", "name"),
    [("sanctions.json", "sanctions"), ("entities.ftm.json.gz", "entities"), ("A list", "A list"), ("a.b.csv", "a.b")],
)
def test_a_registry_is_named_after_its_file(given: str, name: str) -> None:
    assert registry_name(given) == name


@pytest.mark.parametrize("given", ["", " ", "a:b", "x" * 200, "\x1b[31m"])
def test_a_name_that_could_not_be_asked_for_is_refused(given: str) -> None:
    with pytest.raises(Refusal, match="bad_name"):
        registry_name(given)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
properties = st.dictionaries(st.sampled_from(["name", "alias", "topics", "sanctions", "birthDate", "x"]), json_values)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(
        st.binary(max_size=40).map(lambda raw: raw.replace(b"\n", b" "))
        | st.builds(
            lambda schema, values: json.dumps({"id": "N", "schema": schema, "properties": values}).encode(),
            st.sampled_from(["Person", "Sanction", "Company", "Nothing"]), properties,
        ),
        max_size=6,
    )
)  # fmt: skip
def test_whatever_a_line_holds_the_lines_around_it_are_read(lines: list[bytes], tmp_path: Path) -> None:
    first, last = entity(id="first"), entity(id="last")
    (tmp_path / "list.json").write_bytes(b"\n".join([first.encode(), *lines, last.encode()]))
    found = [row.id for row in records_of(str(tmp_path / "list.json")) if isinstance(row, RegistryRecord)]
    assert (found[0], found[-1]) == ("first", "last")
