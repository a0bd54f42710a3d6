"""Each format is read back by its own field's library, and says there what the picture says."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from hypothesis import given, settings

from dateline.export import export
from dateline.export.stix import as_stix
from dateline.records.dossier import Dossier, Scope

from .pictures import hostile, picture

_SCHEMA = "https://schema.org/"
_FEW = settings(max_examples=15)


def text_of(made: Dossier, form: str) -> str:
    return "".join(export(made, form)[0].pieces)


@pytest.fixture(scope="module")
def model() -> Any:
    """FollowTheMoney's model. It needs ICU to be installed; where all is tested, so is this."""
    if "CI" not in os.environ:
        pytest.importorskip("followthemoney")
    from followthemoney import model

    return model


def _rows(made: Dossier) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text_of(made, "ftm").splitlines()]


@_FEW
@given(words=hostile())
def test_followthemoney_takes_every_entity_as_it_is(model: Any, words: str) -> None:
    for row in _rows(picture(words)):
        proxy = model.get_proxy(row, cleaned=False)
        proxy.schema.validate(proxy.to_dict())
        assert proxy.id == row["id"]
        for name, values in row["properties"].items():
            kind = proxy.schema.get(name).type
            assert all(len(value) <= kind.max_length for value in values), name
            if kind.name not in ("name", "text", "string", "address"):
                # Of words the library strips some spaces of its own; all else it keeps to the letter.
                assert sorted(proxy.get(name)) == sorted(values), name


def test_followthemoney_keeps_mentions_and_links(model: Any) -> None:
    rows = {row["id"]: model.get_proxy(row, cleaned=False) for row in _rows(picture("words"))}
    assert {row.schema.name for row in rows.values()} == {
        "Article", "Person", "Organization", "Address", "Event", "Note", "Mention", "Documentation",
    }  # fmt: skip
    for proxy in rows.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in rows, (proxy.id, prop.name)
                assert rows[value].schema.is_a(prop.range), (proxy.id, prop.name)
    assert sorted(rows["m1"].get("document")) == ["a1", "a2"]
    assert rows["m1"].get("resolved") == ["e1"]
    assert rows["q1"].get("entity") == ["e1"]
    assert rows["q2"].get("entity") == []
    links = [row for row in rows.values() if row.schema.name == "Documentation"]
    assert {(link.first("document"), link.first("entity")) for link in links} == {
        (article, what) for article in ("a1", "a2") for what in ("e1", "v1")
    }


def test_followthemoney_has_the_spans_beside_it() -> None:
    chief, beside = export(picture("words"), "ftm")
    assert (chief.ending, beside.ending) == (".ftm.json", ".annotations.jsonld")
    names = {json.loads(line)["id"] for line in "".join(chief.pieces).splitlines()}
    bodies = [one["body"][0]["source"] for one in json.loads("".join(beside.pieces))["first"]["items"]]
    assert {"urn:dateline:mention:m1", "urn:dateline:quotation:q1"} <= set(bodies)
    assert {"m1", "q1"} <= names


def _no_network(url: str, _options: object) -> Any:
    """The Web Annotation context, as far as these annotations use it; nothing else is ever asked for."""
    assert url == "http://www.w3.org/ns/anno.jsonld"
    names = ("AnnotationCollection", "AnnotationPage", "Annotation", "SpecificResource", "TextualBody")
    terms: dict[str, Any] = {name: f"oa:{name}" for name in (*names, "TextPositionSelector", "TextQuoteSelector")}
    terms |= {name: {"@id": f"oa:{name}"} for name in ("start", "end", "exact", "prefix", "suffix")}
    terms |= {
        "oa": "http://www.w3.org/ns/oa#", "as": "https://www.w3.org/ns/activitystreams#", "id": "@id", "type": "@type",
        "body": {"@id": "oa:hasBody"}, "target": {"@id": "oa:hasTarget"},
        "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector"},
        "scope": {"@id": "oa:hasScope", "@type": "@id"}, "items": {"@id": "as:items", "@container": "@list"},
        "first": {"@id": "as:first"}, "total": {"@id": "as:totalItems"}, "partOf": {"@id": "as:partOf", "@type": "@id"},
    }  # fmt: skip
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": terms}}


@_FEW
@given(words=hostile())
def test_annotations_are_linked_data(words: str) -> None:
    from pyld import jsonld

    made = json.loads(text_of(picture(words), "annotation"))
    (read,) = jsonld.expand(made, {"documentLoader": _no_network})
    oa, stream = "http://www.w3.org/ns/oa#", "https://www.w3.org/ns/activitystreams#"
    (items,) = read[f"{stream}first"][0][f"{stream}items"]
    assert len(items["@list"]) == made["total"] == read[f"{stream}totalItems"][0]["@value"]
    for one, read_back in zip(made["first"]["items"], items["@list"], strict=True):
        assert read_back["@id"] == one["id"]
        position, quote = read_back[f"{oa}hasTarget"][0][f"{oa}hasSelector"]
        assert position[f"{oa}start"][0]["@value"] == one["target"]["selector"][0]["start"]
        assert quote[f"{oa}exact"][0]["@value"] == one["target"]["selector"][1]["exact"]
    assert len({one["id"] for one in made["first"]["items"]}) == made["total"]


def _refuse(url: str, _options: object) -> Any:
    raise AssertionError(f"{url} was asked for")


@_FEW
@given(words=hostile())
def test_json_ld_is_read_without_the_network(words: str) -> None:
    from pyld import jsonld

    nodes = jsonld.expand(json.loads(text_of(picture(words), "jsonld")), {"documentLoader": _refuse})
    by_id = {node["@id"]: node for node in nodes}
    article = by_id["urn:dateline:article:a1"]
    assert article["@type"] == [f"{_SCHEMA}NewsArticle"]
    assert article[f"{_SCHEMA}headline"][0]["@value"] == words
    assert article[f"{_SCHEMA}datePublished"][0]["@value"] == "2026-03-05T09:15"
    assert f"{_SCHEMA}datePublished" not in by_id["urn:dateline:article:a2"]
    quotation = by_id["urn:dateline:quotation:q1"]
    assert quotation[f"{_SCHEMA}creator"] == [{"@id": "urn:dateline:entity:e1"}]
    assert f"{_SCHEMA}creator" not in by_id["urn:dateline:quotation:q2"], "a speaker that is unclear is nobody"
    assert by_id["urn:dateline:claim:c1"][f"{_SCHEMA}text"][0]["@value"] == words
    assert {node["@type"][0].removeprefix(_SCHEMA) for node in nodes} == {
        "NewsArticle", "Person", "Organization", "Thing", "Place", "Event", "Quotation", "Claim",
    }  # fmt: skip


@_FEW
@given(words=hostile())
def test_prov_reads_the_chains_and_writes_them_again(words: str) -> None:
    from prov.model import ProvAgent, ProvAttribution, ProvDerivation, ProvDocument, ProvEntity

    read = ProvDocument.deserialize(content=text_of(picture(words), "prov"), format="json")
    assert ProvDocument.deserialize(content=read.serialize(format="json"), format="json") == read
    links = [one for one in read.get_records(ProvEntity) if "chain-h1-" in str(one.identifier)]
    assert len(links) == 4
    labels = {str(one.label) for one in read.get_records(ProvAgent)}
    assert {words, "AGY"} <= labels
    kinds = [str(t) for one in read.get_records(ProvDerivation) for t in one.get_asserted_types()]
    assert {"prov:Quotation", "prov:PrimarySource"} <= set(kinds)
    assert len(list(read.get_records(ProvAttribution))) == 5, "each hand, and the origin"
    known = {one.identifier for one in (*read.get_records(ProvEntity), *read.get_records(ProvAgent))}
    for relation in (*read.get_records(ProvDerivation), *read.get_records(ProvAttribution)):
        assert {relation.args[0], relation.args[1]} <= known


@_FEW
@given(words=hostile())
def test_stix_is_valid_without_customs(words: str) -> None:
    import stix2

    bundle = stix2.parse(text_of(picture(words), "stix"), allow_custom=False, version="2.1")
    by_id = {one.id: one for one in bundle.objects}
    assert len(by_id) == len(bundle.objects)
    for one in bundle.objects:
        refs = [*getattr(one, "object_refs", []), *(getattr(one, key, None) for key in ("source_ref", "target_ref"))]
        assert {ref for ref in refs if ref} <= by_id.keys(), one.id


def test_stix_tells_disputes_as_opinions() -> None:
    import stix2

    bundle = stix2.parse(text_of(picture("words"), "stix"), version="2.1")
    by_id = {one.id: one for one in bundle.objects}
    opinions = [one for one in bundle.objects if one.type == "opinion"]
    assert [(one.opinion, one.explanation) for one in opinions] == [
        ("disagree", "holds: words"), ("disagree", "holds: 11"),
    ]  # fmt: skip
    assert by_id[opinions[0].object_refs[0]].content == "11"
    assert opinions[1].authors == ["speaker unclear"]
    report = next(one for one in bundle.objects if one.type == "report")
    assert report.published.isoformat() == "2026-03-05T07:15:00+00:00"
    assert [one.labels for one in bundle.objects if one.type == "note" and "undated" in one.get("labels", [])]


def test_stix_ids_are_uuids_of_version_5_and_stay() -> None:
    once, again = (json.loads("".join(as_stix(picture("words"))))["objects"] for _ in range(2))
    assert once == again
    assert {one["id"].split("--")[1][14] for one in once} == {"5"}


@pytest.mark.parametrize("form", ["jsonld", "annotation", "prov", "stix"])
def test_an_empty_picture_is_valid(form: str) -> None:
    from prov.model import ProvDocument
    from pyld import jsonld
    from stix2 import parse

    text = text_of(Dossier(scope=Scope()), form)
    match form:
        case "prov":
            assert not ProvDocument.deserialize(content=text, format="json").records
        case "stix":
            assert len(parse(text, version="2.1").objects) == 1
        case _:
            jsonld.expand(json.loads(text), {"documentLoader": _no_network})
