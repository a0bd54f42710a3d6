"""How a dossier is held against a gold: two invented pages, a dossier that is right, and dossiers that are not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from evaluation.context import Context, Runner
from evaluation.scoring.gold_counts import Labelled, counted, figures_of
from evaluation.scoring.gold_picture import Picture
from evaluation.scoring.gold_words import agrees, numbers, same_name
from evaluation.sets import gold as gold_set

ONE = 'Four people were killed, Ada Perl said. "The dam is safe," said Tom Vey.'
TWO = "Seven people were killed, Ada Perl said. Ada Perl of Tovey is no kin."


def _passage(page: str, exact: str) -> dict[str, str]:
    return {"page": page, "exact": exact}


def _evidence(page: str, exact: str) -> dict[str, object]:
    text = {"s/1": ONE, "s/2": TWO}[page]
    start = text.index(exact)
    return {"text_id": page, "start": start, "end": start + len(exact), "exact": exact}


GOLD: dict[str, Any] = {
    "name": "s",
    "pages": [
        {"file": "s/1", "published": "2031-04-02", "chains": [{"links": [{"role": "speaker", "name": "Ada Perl"}]}]},
        {"file": "s/2", "published": None, "chains": []},
    ],
    "stories": [{"id": "dam", "pages": ["s/1", "s/2"]}],
    "events": [
        {
            "id": "deaths",
            "asks": "event",
            "evidence": [_passage("s/1", "Four people were killed"), _passage("s/2", "Seven people were killed")],
            "origins": [{"kind": "speaker", "names": ["Ada Perl"]}],
        }
    ],
    "copies": [{"kind": "rewritten", "pages": ["s/1", "s/2"]}],
    "changes": [
        {
            "kind": "world",
            "about": ["dam"],
            "attribute": "killed",
            "before": {"value": ["4"], "evidence": [_passage("s/1", "Four people were killed")]},
            "after": {"value": ["7"], "evidence": [_passage("s/2", "Seven people were killed")]},
        }
    ],
    "disputes": [
        {
            "kind": "stand",
            "about": ["dam"],
            "attribute": "safe",
            "stands": [
                {"value": ["asserts"], "holders": [["Tom Vey"]], "evidence": [_passage("s/1", "The dam is safe")]},
                {"value": ["denies"], "holders": [["Ada Perl"]], "evidence": [_passage("s/1", "Four people")]},
            ],
        }
    ],
    "entities": [
        {"id": "perl", "type": "person", "names": ["Ada Perl"], "names_in": {"s/1": ["Ada Perl"], "s/2": ["Ada Perl"]}},
        {"id": "vey", "type": "person", "names": ["Tom Vey"], "names_in": {"s/1": ["Tom Vey"]}},
    ],
}


def _article(page: str, published: str | None) -> dict[str, object]:
    known = {"text_id": page, "capture_text_id": f"{page}-raw", "published": {"value": published}}
    return {"id": f"id-{page}", "source": page, "title": "A dam", "outlet": "Harrow Courier", **known}


def _held(value: str, page: str, exact: str) -> dict[str, object]:
    holders = [{"name": "Ada Perl", "entity": "e1", "clear": True}]
    return {"value": value, "holders": holders, "evidence": [_evidence(page, exact)], "origins": ["o1"]}


def _mention(page: str, name: str, entity: str) -> dict[str, object]:
    return {"entity": entity, "form": "name", "evidence": _evidence(page, name)}


def _dossier() -> dict[str, Any]:
    """What a reader that makes no mistake would print."""
    killed = [_evidence("s/1", "Four people were killed"), _evidence("s/2", "Seven people were killed")]
    vey = {**_held("for", "s/1", "The dam is safe"), "holders": [{"name": "Vey", "entity": "e2", "clear": True}]}
    return {
        "articles": [_article("s/1", "2031-04-02T09:00"), _article("s/2", None)],
        "texts": [{"text_id": "s/1", "text": ONE}, {"text_id": "s/2", "text": TWO}],
        "entities": [
            {"id": "e1", "name": "Ada Perl", "aliases": []},
            {"id": "e2", "name": "Tom Vey", "aliases": [{"text": "Vey"}]},
        ],
        "places": [],
        "mentions": [
            _mention("s/1", "Ada Perl", "e1"),
            _mention("s/2", "Ada Perl", "e1"),
            _mention("s/1", "Tom Vey", "e2"),
        ],
        "toponyms": [],
        "events": [
            {"id": "ev", "mentions": killed, "evidence": killed, "origins": ["o1"], "casualties": [], "place": None}
        ],
        "states": [],
        "stories": [{"id": "st", "articles": ["id-s/1", "id-s/2"]}],
        "timeline": [],
        "changes": [
            {
                "kind": "world",
                "about": "ev",
                "attribute": "killed",
                "before": _held("4", "s/1", "Four people were killed"),
                "after": _held("seven", "s/2", "Seven people were killed"),
            }
        ],
        "disputes": [
            {"kind": "stand", "about": "ev", "stands": [vey, _held("against", "s/1", "Four people were killed")]}
        ],
        "claims": [],
        "quotations": [],
        "chains": [
            {
                "id": "c1",
                "links": [
                    {"role": "outlet", "name": "Harrow Courier", "entity": None},
                    {"role": "speaker", "name": "Ada Perl", "entity": "e1"},
                ],
                "origin": "o1",
                "articles": ["id-s/1", "id-s/2"],
            }
        ],
        "origins": [{"id": "o1", "name": "Ada Perl", "entity": "e1"}, {"id": "o2", "name": "AAA", "entity": None}],
        "copies": [{"articles": ["id-s/1", "id-s/2"], "kind": "rewritten"}],
    }


def _figures(dossier: dict[str, Any], gold: dict[str, Any] = GOLD) -> dict[str, float]:
    return figures_of(counted([Labelled(picture=Picture(dossier), golds=[gold])], {}))


def test_a_dossier_without_mistake() -> None:
    figures = _figures(_dossier())
    assert figures.pop("confused") == 0.0
    assert {name: value for name, value in figures.items() if value != 1.0} == {}


def test_an_empty_dossier_has_nothing_right_but_the_unknown_day() -> None:
    empty: dict[str, Any] = {key: [] for key in _dossier()} | {"articles": _dossier()["articles"]}
    figures = _figures(empty)
    assert figures.pop("days") == 1.0
    # Names and pages that were not clustered are clusters of one each: 2 of 3 names are one person's.
    assert figures.pop("entities_b3") == pytest.approx(2 * 1 * (2 / 3) / (1 + 2 / 3))
    assert figures.pop("stories_b3") == figures.pop("events_b3") == pytest.approx(2 / 3)
    assert set(figures.values()) == {0.0}


def test_two_origins_where_there_is_one() -> None:
    dossier = _dossier()
    dossier["events"][0]["origins"] = ["o1", "o2"]
    assert _figures(dossier)["origins"] == 0.0


def test_the_right_number_of_wrong_origins() -> None:
    dossier = _dossier()
    dossier["events"][0]["origins"] = ["o2"]
    figures = _figures(dossier)
    assert (figures["origins"], figures["origins_named"]) == (1.0, 0.0)


def test_a_change_that_is_given_as_a_dispute() -> None:
    dossier = _dossier()
    change = dossier["changes"].pop()
    dossier["disputes"].append({"kind": "value", "about": "ev", "stands": [change["before"], change["after"]]})
    figures = _figures(dossier)
    # One of two is found as what it is; the dispute too many halves the precision.
    assert figures["confused"] == 0.5
    assert (figures["changes_f1"], figures["disputes_precision"]) == (0.0, 0.5)


def test_a_disputed_value_that_is_given_as_a_change() -> None:
    gold = deepcopy(GOLD)
    change = gold["changes"].pop()
    stands = [{**change[side], "holders": []} for side in ("before", "after")]
    gold["disputes"].append({"kind": "value", "about": ["dam"], "attribute": "killed", "stands": stands})
    assert _figures(_dossier(), gold)["confused"] == 0.5


def test_values_that_are_both_disputed_and_changed_confuse_nobody() -> None:
    gold, dossier = deepcopy(GOLD), _dossier()
    change = gold["changes"][0]
    stands = [{**change[side], "holders": []} for side in ("before", "after")]
    gold["disputes"].append({"kind": "value", "about": ["dam"], "attribute": "killed", "stands": stands})
    given = dossier["changes"][0]
    dossier["disputes"].append({"kind": "value", "about": "ev", "stands": [given["before"], given["after"]]})
    assert _figures(dossier, gold)["confused"] == 0.0


def test_the_wrong_kind_of_change() -> None:
    dossier = _dossier()
    dossier["changes"][0]["kind"] = "correction"
    figures = _figures(dossier)
    assert (figures["changes_f1"], figures["kinds"]) == (0.0, 0.0)


def test_killed_are_not_wounded() -> None:
    dossier = _dossier()
    dossier["changes"][0]["attribute"] = "wounded"
    assert _figures(dossier)["changes_f1"] == 0.0


def test_a_change_that_is_given_twice_is_wrong_once() -> None:
    dossier = _dossier()
    dossier["changes"] *= 2
    assert _figures(dossier)["changes_precision"] == 0.5


def test_optional_gold_is_neither_asked_nor_wrong() -> None:
    gold, dossier = deepcopy(GOLD), _dossier()
    back = {**gold["changes"][0], "before": gold["changes"][0]["after"], "after": gold["changes"][0]["before"]}
    given = dossier["changes"][0]
    dossier["changes"].append({**given, "before": given["after"], "after": given["before"]})
    gold["changes"].append({**back, "optional": True})
    assert _figures(dossier, gold)["changes_f1"] == 1.0
    assert _figures(_dossier(), gold)["changes_f1"] == 1.0
    gold["changes"][1]["optional"] = False
    assert _figures(_dossier(), gold)["changes_recall"] == 0.5


def test_a_stand_needs_both_holders() -> None:
    dossier = _dossier()
    for stand in dossier["disputes"][0]["stands"]:
        stand["holders"] = [{"name": "Tom Vey", "entity": "e2", "clear": True}]
    assert _figures(dossier)["disputes_f1"] == 0.0


def test_namesakes_that_are_joined_cost_precision() -> None:
    dossier = _dossier()
    for mention in dossier["mentions"]:
        mention["entity"] = "e1"
    assert _figures(dossier)["entities_b3"] == pytest.approx(2 * (5 / 9) / (1 + 5 / 9))


def test_a_page_of_several_articles_counts_in_the_story_of_its_fellows() -> None:
    dossier = _dossier()
    dossier["articles"].append({**_article("s/2", None), "id": "id-more"})
    dossier["stories"].insert(0, {"id": "other", "articles": ["id-more"]})
    assert _figures(dossier)["stories_b3"] == 1.0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at least twenty-five people", {25.0}),
        ("1,200 people", {1200.0}),
        ("1.1 billion kronor", {1.1e9}),
        ("two million dollars", {2e6}),
        ("118 to 104", {118.0, 104.0}),
        ("nobody", set()),
    ],
)
def test_numbers_in_digits_and_words(text: str, found: set[float]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("wordings", "given", "same"),
    [
        (["12"], "twelve", True),
        (["12"], "at least 12 people", True),
        (["12"], "16", False),
        (["12"], "", False),
        (["118 to 104"], "188 to 104", False),
        (["at large", "wanted"], "at_large", True),
        (["resigned"], "in_office", False),
        (["arrested"], "was arrested on Thursday", True),
        (["Austrian"], "German", False),
    ],
)
def test_values_agree(wordings: list[str], given: str, same: bool) -> None:
    assert agrees(wordings, given) is same


def test_names_agree_by_their_words() -> None:
    assert same_name(["Ada Perl"], ["Perl"])
    assert same_name(["Télam"], ["Telam"])
    assert not same_name(["Ada Perl"], ["Ada Stone"])
    assert not same_name(["Ada Perl"], [])


def _given(folder: Path) -> None:
    """A set of one story of two pages, one of them HTML, in the folder that is given as data."""
    pages = folder / "gold" / "s" / "pages"
    pages.mkdir(parents=True)
    (pages / "1").write_text(ONE, encoding="utf-8")
    (pages / "2.html").write_text(f"<p>{TWO}</p>", encoding="utf-8")
    point = {"id": "deaths", "evidence": [_passage("1", "Four people")], "origins": [], "within": ["1"]}
    told = {"pages": [{"file": "1"}, {"file": "2.html"}], "stories": [{"id": "dam", "pages": ["1", "2.html"]}]}
    (pages.parent / "gold.json").write_text(json.dumps(told | {"events": [point]}), encoding="utf-8")


def test_a_set_in_the_folder_of_the_data_goes_before_ours(tmp_path: Path) -> None:
    _given(tmp_path)
    asked: list[dict[str, Any]] = []

    def answer(asks: Sequence[dict[str, Any]]) -> Iterable[dict[str, Any]]:
        asked.extend(asks)
        return ({key: [] for key in _dossier()} for _ in asks)

    context = Context(
        data=tmp_path,
        cache=tmp_path / "cache",
        find_runner=lambda name: Runner(name=name, version="1", run=answer),
        quiet=True,
    )
    result = gold_set.TASKS[0].measure(context)
    assert result is not None
    assert result.pages == 2
    assert result.systems["dateline"]["stories_b3"] == pytest.approx(2 / 3)
    # The story alone and all pages are one question here; the point has a question of its own.
    assert [ask["only"] for ask in asked] == [["s/1", "s/2.html"], ["s/1"]]
    assert [sorted(page) for page in asked[0]["pages"]] == [["known", "name", "text"], ["html", "known", "name"]]


def test_where_no_set_is_given_ours_is_taken(tmp_path: Path) -> None:
    context = Context(data=tmp_path, cache=tmp_path, find_runner=lambda _: None, sample=1)
    assert gold_set.stories_of(context)[0].parent.parent == gold_set.OURS
