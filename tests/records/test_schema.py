"""The schema accepts what Dateline writes, and nothing else."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dateline.records.dossier import (
    Dossier,
    DossierArticle,
    DossierEvent,
    DossierFailure,
    DossierText,
    Scope,
    Story,
)
from dateline.records.evidence import article_text
from dateline.records.page import Block
from dateline.records.plain import from_plain, to_json
from dateline.records.reading import Place
from dateline.records.schema import json_schema
from dateline.records.time import UNKNOWN, stated

SCHEMA = json_schema(Dossier)
VALIDATOR = Draft202012Validator(SCHEMA)


def a_dossier() -> Dossier:
    """One made by hand, with something of every kind of type: mappings, unions, numbers, nesting."""
    text = article_text(["The dam at Ostrel gave way on Friday."])
    title = text.cut(0, 17)
    article = DossierArticle(
        id="a1", source="page.html", url=None, text_id=text.id, capture_text_id=text.id, title=title.exact,
        outlet=None, republisher=None, credit=("Norvik Press Agency",), byline=None, language="en",
        published=stated("2024-05-03", text.cut(29, 36)), about=("e1",),
        blocks=(Block(kind="paragraph", start=0, end=37, xpath="/html/body/p"),), evidence={"title": (title,)},
    )  # fmt: skip
    event = DossierEvent(
        id="e1", articles=("a1",), type="disaster", mode=None, mentions=(text.cut(18, 26),), actors=(), recipients=(),
        instruments=(), place="p1", time=UNKNOWN, modality="asserted", polarity="positive", origins=(),
        casualties=(), evidence=(text.cut(0, 37),),
    )  # fmt: skip
    story = Story(id="s1", title="Dam", from_="2024-05-03", to=None, about=("e1",), articles=("a1",), entities=())
    return Dossier(
        scope=Scope(pages=("page.html",), on="2024-05-04"),
        texts=(DossierText(text_id=text.id, kind="article", articles=("a1",), text=text.text),),
        articles=(article,),
        events=(event,),
        places=(Place(id="p1", name="Ostrel", latitude=-0.0, longitude=12),),
        stories=(story,),
        failures=(DossierFailure(source="x", stage="capture", code="empty", message="Nothing in it."),),
    )


def plain(dossier: Dossier) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(to_json(dossier))
    return said


def test_it_is_a_schema_and_every_record_in_it_is_described() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    definitions: Any = SCHEMA["$defs"]
    assert {"Dossier", "Evidence", "Time", "Basis", "Story", "Block"} <= definitions.keys()
    assert all(definition["description"] for definition in definitions.values())
    assert all(definition["additionalProperties"] is False for definition in definitions.values())


@pytest.mark.parametrize("dossier", [Dossier(scope=Scope()), a_dossier()], ids=["empty", "by hand"])
def test_a_dossier_is_valid_and_reads_back_equal(dossier: Dossier) -> None:
    VALIDATOR.validate(plain(dossier))
    assert from_plain(Dossier, plain(dossier)) == dossier


def test_the_key_of_a_story_s_beginning_is_from() -> None:
    assert plain(a_dossier())["stories"][0]["from"] == "2024-05-03"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "dateline/2"),
        (("scope", "pages"), [1]),
        (("texts", 0, "kind"), "page"),
        (("articles", 0, "evidence", "nonsense"), []),
        (("articles", 0, "evidence", "title", 0, "start"), -1),
        (("articles", 0, "evidence", "title", 0, "start"), 0.5),
        (("articles", 0, "published"), None),
        (("articles", 0, "published", "precision"), "century"),
        (("places", 0, "latitude"), "12"),
        (("events", 0, "extra"), 1),
        (("extra",), []),
    ],
)
def test_a_wrong_value_is_refused(path: tuple[str | int, ...], value: object) -> None:
    wrong = copy.deepcopy(plain(a_dossier()))
    inner: Any = wrong
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert not VALIDATOR.is_valid(wrong)


def test_every_key_is_required_everywhere() -> None:
    whole = plain(a_dossier())
    for path in list(_objects(whole)):
        for key in _at(whole, path):
            wrong = copy.deepcopy(whole)
            inner = _at(wrong, path)
            del inner[key]
            open_mapping = path[-1:] == ("evidence",) and path[0] == "articles"
            assert VALIDATOR.is_valid(wrong) == open_mapping, (path, key)


def _at(whole: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        whole = whole[step]
    return whole


def _objects(value: Any, path: tuple[str | int, ...] = ()) -> Any:
    if isinstance(value, dict):
        yield path
        for key, inner in value.items():
            yield from _objects(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _objects(inner, (*path, number))
